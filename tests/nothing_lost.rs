//! What is the user's stays: no report takes the place of an article, and none is checked as one.

use std::fs;

use crate::program::{mtlint, said};

const ARTICLE: &str =
    "<html lang=\"en\"><body><p>The the ferry left the harbour at noon.</p></body></html>\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("site")).unwrap();
    for name in ["a.html", "site/a.html"] {
        fs::write(folder.path().join(name), ARTICLE).unwrap();
    }
    folder
}

#[test]
fn a_report_never_takes_the_place_of_an_article() {
    let folder = folder();
    for (report, input) in [
        ("html=a.html", "a.html"),
        ("html=./a.html", "a.html"),
        ("json=site/a.html", "site"),
        ("html=site/../a.html", "a.html"),
    ] {
        let out = mtlint(folder.path(), &["check", "--report", report, input]);
        assert_eq!(out.status.code(), Some(2), "{report} {input}: {}", said(&out));
        assert!(said(&out).contains("would be lost"), "{}", said(&out));
        for name in ["a.html", "site/a.html"] {
            assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), ARTICLE);
        }
    }
    let out =
        mtlint(folder.path(), &["check", "--report", "html=b.html", "--report", "json=b.html", "a.html"]);
    assert_eq!(out.status.code(), Some(2), "{}", said(&out));
}

#[cfg(unix)]
#[test]
fn a_link_to_an_article_is_no_way_around() {
    let folder = folder();
    std::os::unix::fs::symlink("a.html", folder.path().join("report.html")).unwrap();
    let out = mtlint(folder.path(), &["check", "--report", "html=report.html", "a.html"]);
    assert_eq!(out.status.code(), Some(2), "{}", said(&out));
    assert_eq!(fs::read_to_string(folder.path().join("a.html")).unwrap(), ARTICLE);
}

#[test]
fn reports_in_the_folder_are_no_input_of_this_run_nor_of_the_next() {
    let folder = folder();
    let reports = ["html=site/r.html", "markdown=site/r.md", "jsonl=site/r.jsonl", "terminal=site/r.txt"];
    let args: Vec<String> = reports.iter().map(|r| format!("--report={r}")).collect();
    let args: Vec<&str> = ["check", "--no-config", "-f", "json"]
        .into_iter()
        .chain(args.iter().map(String::as_str))
        .chain(["site"])
        .collect();
    for run in 0..2 {
        let out = mtlint(folder.path(), &args);
        let json: serde_json::Value =
            serde_json::from_slice(&out.stdout).unwrap_or_else(|_| panic!("{}", said(&out)));
        assert_eq!(json["summary"]["documents"], 1, "run {run}: {json}");
    }
    let out = mtlint(folder.path(), &["gate", "--no-config", "site"]);
    assert!(said(&out).contains("4 reports of mtlint were left out"), "{}", said(&out));
    let out = mtlint(folder.path(), &["gate", "--no-config", "site/r.html"]);
    assert!(said(&out).contains("this is a report of mtlint"), "{}", said(&out));
    let left: Vec<_> = fs::read_dir(folder.path().join("site")).unwrap().collect();
    assert_eq!(left.len(), 5, "nothing unfinished is left behind");
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_breaks_off_leaves_the_report_that_was_there() {
    let folder = folder();
    fs::write(folder.path().join("r.html"), "the report of yesterday").unwrap();
    fs::create_dir(folder.path().join("site/sub")).unwrap();
    fs::write(folder.path().join("site/sub/mtlint.toml"), "no-such-key = 1\n").unwrap();
    fs::write(folder.path().join("site/sub/b.md"), "The ferry left the harbour.\n").unwrap();
    let out = mtlint(folder.path(), &["check", "--report", "html=r.html", "site"]);
    assert_eq!(out.status.code(), Some(2), "{}", said(&out));
    assert_eq!(fs::read_to_string(folder.path().join("r.html")).unwrap(), "the report of yesterday");
    let out = mtlint(folder.path(), &["check", "--no-config", "--report", "html=/dev/null", "a.html"]);
    assert!(matches!(out.status.code(), Some(0 | 1)), "{}", said(&out));
}

#[test]
fn a_baseline_is_written_over_a_baseline_alone() {
    let folder = folder();
    let create = ["baseline", "create", "--force", "--baseline", "a.html", "site"];
    let out = mtlint(folder.path(), &create);
    assert_eq!(out.status.code(), Some(2), "{}", said(&out));
    assert_eq!(fs::read_to_string(folder.path().join("a.html")).unwrap(), ARTICLE);
}

/// What `fix --write` makes of a text in a file of that name.
fn fixed(name: &str, text: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    mtlint(folder.path(), &["fix", "--no-config", "--write", name]);
    fs::read_to_string(folder.path().join(name)).unwrap()
}

#[test]
fn fix_never_joins_words_to_what_is_no_text() {
    for text in [
        "Press the button and wait for the light ![](light.png).\n",
        "Press ![gear](gear.png) , then wait for the green light to come on.\n",
        "Take the <kbd>A</kbd> , then go on along the quay to the old lighthouse.\n",
        "Press <Icon name=\"gear\" /> , then wait for the green light to come on.\n",
        "Call `start` , then wait for the green light to come on.\n",
    ] {
        assert_eq!(fixed("a.md", text), text);
    }
    for text in [
        "<p>Wait for the light <img src=\"light.png\" alt=\"\">, then go on along the quay .</p>",
        "<p>Wait for the green light <svg></svg>.</p>",
        "<p>Take the <code>A</code> , then go on along the quay to the lighthouse.</p>",
    ] {
        assert_eq!(fixed("a.html", text).replace(" .</p>", ".</p>"), text.replace(" .</p>", ".</p>"));
    }
    assert_eq!(
        fixed("a.md", "The ferry left [the harbour](a.html) , and nobody knew why.\n"),
        "The ferry left [the harbour](a.html), and nobody knew why.\n"
    );
}

#[test]
fn fix_leaves_what_a_typographer_set() {
    for text in [
        "The word\u{2060}—\u{2060}joined by hand\u{2060}—\u{2060}stays on its line.\n",
        "The co\u{ad}operation of both towns is older than the bridge.\n",
        "It was 5\u{2009}% more, he said\u{202f}!\n",
        "See the pages on and/\u{200b}or in the guide.\n",
    ] {
        assert_eq!(fixed("a.md", text), text);
    }
    assert_eq!(fixed("a.md", "The har\u{200b}bour of Velm is closed.\n"), "The harbour of Velm is closed.\n");
}
