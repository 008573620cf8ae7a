//! A configuration that means something else than it does is refused, with what to write; what is left out is said.

use std::fs;

use crate::program::{mtlint, said};

/// A folder with an article that has a doubled word and a space before a full stop.
fn folder(config: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mtlint.toml"), config).unwrap();
    fs::write(folder.path().join("a.md"), "The the ferry left the harbour at noon .\n").unwrap();
    folder
}

#[test]
fn a_wrong_value_stops_the_run_with_what_to_write() {
    for (config, told) in [
        ("language = \"english\"", "did you mean `en`?"),
        ("language = \"xq\"", "`xq` is no language code"),
        ("languages = [\"en\", \"germn\"]", "did you mean `de`?"),
        ("[gate.language.german]\nmin-score = 90", "did you mean `de`?"),
        ("exclude = [\"a[\"]", "`a[` is no glob"),
        ("exclude = [\"\"]", "says nothing"),
        ("exclude = \"drafts\"", "expected a list"),
        ("[[override]]\nfiles = [\"{a\"]", "`{a` is no glob"),
        ("min-confidence = nan", "expected a number from 0 to 1"),
        ("gate.min-score = -1", "expected a number from 0 to 100"),
        ("gate.fail-on = \"always\"", "\"review\" or \"none\""),
        ("min-scor = 3", "did you mean `gate.min-score`?"),
        ("[gate]\nlanguagess = [\"en\"]", "did you mean `languages`? It stands at the top of the file"),
        ("[gate]\nnames = [\"Ardo\"]", "it belongs at the top of the file: names"),
        ("doubled-word = \"off\"", "under [rules]"),
        ("vocabulary = [\"nowhere.txt\"]", "nowhere.txt"),
        ("packs = [\"nowhere\"]", "nowhere"),
        ("baseline = \"nowhere.json\"", "nowhere.json"),
        ("estimator = \"nowhere.bin\"", "nowhere.bin"),
        ("[rules]\ndoubled-wrod = \"off\"", "did you mean `doubled-word`?"),
    ] {
        let folder = folder(config);
        let out = mtlint(folder.path(), &["gate", "a.md"]);
        assert_eq!(out.status.code(), Some(2), "{config}: {}", said(&out));
        assert!(said(&out).contains(told), "{config}: {}", said(&out));
    }
}

#[test]
fn a_wrong_flag_is_refused_as_the_file_is() {
    let folder = folder("");
    for (args, told) in [
        (["--lang", "english"], "did you mean `en`?"),
        (["--lang", "xq"], "no language code"),
        (["--exclude", "a["], "is no glob"),
        (["--min-score", "nan"], "a number from 0 to 100"),
        (["--disable", "doubled-wrod"], "did you mean `doubled-word`?"),
        (["--only", "punctuatoin"], "did you mean `punctuation`?"),
    ] {
        let out = mtlint(folder.path(), &["gate", args[0], args[1], "a.md"]);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", said(&out));
        assert!(said(&out).contains(told), "{args:?}: {}", said(&out));
    }
}

#[test]
fn rules_are_switched_off_and_on_by_name_and_family() {
    let folder = folder("");
    let rules = |args: &[&str]| {
        let all: Vec<&str> = ["check", "-f", "json", "a.md"].iter().chain(args).copied().collect();
        let out = mtlint(folder.path(), &all);
        let json: serde_json::Value =
            serde_json::from_slice(&out.stdout).unwrap_or_else(|_| panic!("{}", said(&out)));
        let findings = json["documents"][0]["findings"].as_array().unwrap().clone();
        findings.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = rules(&[]);
    assert!(all.contains(&"doubled-word".into()) && all.contains(&"space-before-mark".into()), "{all:?}");
    assert_eq!(rules(&["--only", "doubled-word"]), ["doubled-word"]);
    assert!(!rules(&["--disable", "doubled-word"]).contains(&"doubled-word".into()));
    assert!(!rules(&["--disable", "punctuation"]).contains(&"space-before-mark".into()));
    assert_eq!(
        rules(&["--only", "repetition", "--only", "punctuation", "--disable", "doubled-word"]),
        ["space-before-mark"]
    );
}

#[test]
fn what_is_excluded_is_not_read_unless_it_is_named() {
    let folder = folder("exclude = [\"drafts\", \"*.old.md\"]\n");
    fs::create_dir_all(folder.path().join("site/drafts")).unwrap();
    for name in ["site/b.md", "site/b.old.md", "site/drafts/c.md"] {
        fs::write(folder.path().join(name), "The ferry left the harbour at noon.\n").unwrap();
    }
    let names = |args: &[&str]| {
        let all: Vec<&str> = ["check", "-f", "json"].iter().chain(args).copied().collect();
        let out = mtlint(folder.path(), &all);
        let json: serde_json::Value =
            serde_json::from_slice(&out.stdout).unwrap_or_else(|_| panic!("{}", said(&out)));
        let documents = json["documents"].as_array().unwrap().clone();
        documents.iter().map(|d| d["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&["."]), ["./a.md", "./site/b.md"]);
    assert_eq!(names(&["site/drafts/c.md"]), ["site/drafts/c.md"]);
    assert_eq!(names(&[".", "--exclude", "site"]), ["./a.md"]);
    assert_eq!(names(&["--no-config", "site", "--exclude", "site/*.md"]), ["site/drafts/c.md"]);
}

#[test]
fn what_is_not_read_is_counted_and_strict_fails_on_it() {
    let folder = folder("rules.all = \"off\"\n");
    for name in ["b.pages", "c.pages", "d.png", "LICENCE"] {
        fs::write(folder.path().join(name), "The ferry left the harbour at noon.\n").unwrap();
    }
    let told = "4 files of kinds that are not read were left out: 2 .pages, 1 without extension, 1 .png";
    let out = mtlint(folder.path(), &["check", "."]);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(said(&out).contains(told), "{}", said(&out));
    let out = mtlint(folder.path(), &["gate", "--strict", "."]);
    assert_eq!(out.status.code(), Some(1), "{}", said(&out));
    let exclude = ["--exclude", "*.pages", "--exclude", "LICENCE", "--exclude", "*.png"];
    let args: Vec<&str> = ["gate", "--strict", "."].into_iter().chain(exclude).collect();
    let out = mtlint(folder.path(), &args);
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    assert!(!said(&out).contains("left out"), "{}", said(&out));
    let out = mtlint(folder.path(), &["check", "b.pages"]);
    assert!(said(&out).contains("note: b.pages: files of the kind .pages are not known"), "{}", said(&out));
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
}

#[test]
fn a_page_without_prose_is_a_note_and_an_empty_file_a_problem() {
    let folder = folder("");
    fs::write(folder.path().join("p.html"), "<html><body><img src=\"a.png\"></body></html>").unwrap();
    fs::write(folder.path().join("c.md"), "```sh\nmake all\n```\n").unwrap();
    fs::write(folder.path().join("e.md"), "").unwrap();
    for name in ["p.html", "c.md"] {
        let out = mtlint(folder.path(), &["gate", name]);
        assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        assert!(said(&out).contains(&format!("note: {name}: there is no prose in it")), "{}", said(&out));
    }
    let out = mtlint(folder.path(), &["gate", "e.md"]);
    assert_eq!(out.status.code(), Some(2), "{}", said(&out));
}
