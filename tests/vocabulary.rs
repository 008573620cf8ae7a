//! Names and terms of a project's own: never flagged, known words, and mistakes in their files.

use std::fs;

use crate::program::{mtlint, text};

/// The words that are flagged.
fn flagged(folder: &std::path::Path, args: &[&str]) -> Vec<String> {
    let out = mtlint(folder, &[&["check", "--format", "json", "--min-certainty", "0"], args].concat());
    let report: serde_json::Value =
        serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {}", text(&out.stderr)));
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    findings.iter().map(|f| f["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn words_of_a_vocabulary_are_known() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.md"), "The mason laid the zorktile floor, and the keeper wrote it down.").unwrap();
    // The estimate of short texts moves with every word, and is not what is tried here.
    let config = "rules.estimate = \"off\"\n";
    fs::write(path.join("mtlint.toml"), config).unwrap();
    fs::write(path.join("b.md"), "The song of Tarum Tarum is old, and the the keeper knows it.").unwrap();
    assert_eq!(flagged(path, &["a.md"]), ["zorktile"]);
    fs::write(path.join("terms.txt"), "# floors\nOpus zorktile # the old kind\n\n=tarum Tarum\n").unwrap();
    assert_eq!(flagged(path, &["--vocabulary", "terms.txt", "a.md"]), Vec::<String>::new());
    // As written only: the text has another case.
    let with_case = flagged(path, &["--vocabulary", "terms.txt", "b.md"]);
    assert!(with_case.contains(&"the the".to_owned()));
    fs::create_dir(path.join("site")).unwrap();
    fs::rename(path.join("a.md"), path.join("site/a.md")).unwrap();
    fs::write(path.join("mtlint.toml"), format!("vocabulary = [\"terms.txt\"]\n{config}")).unwrap();
    // The file is seen from the configuration, wherever the run begins.
    assert_eq!(flagged(&path.join("site"), &["a.md"]), Vec::<String>::new());
    fs::write(path.join("terms.txt"), "tarum tarum\n").unwrap();
    let any_case = flagged(path, &["b.md"]);
    assert!(!any_case.contains(&"Tarum Tarum".to_owned()) && any_case.contains(&"the the".to_owned()));
    assert_eq!(flagged(&path.join("site"), &["a.md"]), ["zorktile"]);
}

#[test]
fn mistakes_in_a_vocabulary_stop_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.md"), "The keeper wrote it down.").unwrap();
    fs::write(path.join("bad.txt"), "Tarum\n***\n").unwrap();
    for (args, told) in [
        (["check", "--vocabulary", "bad.txt", "a.md"], "bad.txt:2: there is no word in this entry"),
        (["gate", "--vocabulary", "gone.txt", "a.md"], "gone.txt: "),
    ] {
        let out = mtlint(path, &args);
        assert_eq!(out.status.code(), Some(2));
        assert!(text(&out.stderr).contains(told), "{}", text(&out.stderr));
    }
}
