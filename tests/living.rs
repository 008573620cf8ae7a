//! Living with findings, as a project meets it: a baseline, and what stays known when the texts change.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::program::text;

const DOUBLED: &str = "The the ferry left the harbour at noon.";
const PLAIN: [&str; 3] = [
    "Nobody knew when it would come back.",
    "The keeper of the light wrote the hour down.",
    "In the evening the wind turned to the north.",
];

struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Project {
        let project = Project(tempfile::tempdir().unwrap());
        // The estimate of short texts moves with every word, and is not what is tried here.
        let config = "gate.fail-on = \"minor\"\nbaseline = \"known.json\"\nrules.estimate = \"off\"\n";
        project.write("mtlint.toml", config);
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A text of paragraphs.
    fn text(&self, name: &str, paragraphs: &[&str]) {
        self.write(name, &paragraphs.join("\n\n"));
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    fn run(&self, args: &[&str]) -> Output {
        self.run_in("", args)
    }

    fn run_in(&self, folder: &str, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
        command.args(args).current_dir(self.path().join(folder)).env("NO_COLOR", "1").output().unwrap()
    }

    /// What the run prints, held to its exit code.
    fn says(&self, args: &[&str], code: i32) -> String {
        let out = self.run(args);
        let said = text(&out.stdout) + &text(&out.stderr);
        assert_eq!(out.status.code(), Some(code), "{args:?}: {said}");
        said
    }

    /// The documents of a JSON report.
    fn findings(&self, name: &str) -> Vec<serde_json::Value> {
        let out = self.run(&["check", "--format", "json", name]);
        let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        report["documents"][0]["findings"].as_array().unwrap().clone()
    }
}

#[test]
fn held_against_a_baseline_a_text_is_judged_by_what_is_new_alone() {
    let project = Project::new();
    project.text("known.txt", &[DOUBLED, PLAIN[0]]);
    project.text("clean.txt", &PLAIN);
    project.says(&["baseline", "create", "."], 0);
    let scores = |more: &[&str]| {
        let args = [&["check", "--format", "jsonl", "known.txt", "clean.txt"], more].concat();
        let out = project.run(&args);
        let lines = text(&out.stdout);
        let score = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["score"].as_f64();
        lines.lines().map(|line| score(line).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(scores(&[]), [100.0, 100.0]);
    let without = scores(&["--no-baseline"]);
    assert!(without[0] < 100.0 && without[1] == 100.0, "{without:?}");
}

#[test]
fn known_findings_cost_nothing_and_new_ones_count() {
    let project = Project::new();
    project.text("a.md", &[PLAIN[0], DOUBLED, PLAIN[1]]);
    project.says(&["gate", "--no-baseline", "."], 1);
    assert!(project.says(&["gate", "."], 2).contains("there is no such baseline"));
    let said = project.says(&["baseline", "create", "."], 0);
    assert_eq!(said, "wrote ./known.json: 1 finding in 1 document\n");
    assert!(project.says(&["gate", "."], 0).contains("not counted: 1 known"));
    let findings = project.findings("a.md");
    assert_eq!((findings.len(), &findings[0]["known"]), (1, &serde_json::json!(true)));
    assert_eq!(findings[0]["penalty"], 0.0);
    assert!(project.says(&["check", "a.md"], 0).contains("score 100.0 of 100"));
    project.says(&["check", "--no-baseline", "a.md"], 1);

    // The same words once more are new, wherever they stand.
    project.text("0.md", &[DOUBLED, PLAIN[2]]);
    assert!(project.says(&["gate", "."], 1).contains("fail ./0.md"));
    project.text("0.md", &[PLAIN[2]]);
    project.text("a.md", &[PLAIN[0], DOUBLED, DOUBLED, PLAIN[1]]);
    project.says(&["gate", "."], 1);
}

#[test]
fn moved_renamed_and_edited_texts_stay_known() {
    let project = Project::new();
    project.text("texts/a.md", &[PLAIN[0], DOUBLED, PLAIN[1]]);
    project.text("texts/b.md", &[PLAIN[2]]);
    project.says(&["baseline", "create", "texts"], 0);
    let first = project.read("known.json");

    project.text("texts/a.md", &[DOUBLED, "A new beginning was found for it.", PLAIN[1], PLAIN[0]]);
    project.says(&["gate", "texts"], 0);
    // From another folder the names are the same.
    assert_eq!(project.run_in("texts", &["gate", "a.md"]).status.code(), Some(0));
    project.text("texts/a.md", &[PLAIN[0], "The the ferry left the old harbour at noon.", PLAIN[1]]);
    project.says(&["gate", "texts"], 0);
    fs::rename(project.path().join("texts/a.md"), project.path().join("texts/c.md")).unwrap();
    project.text("texts/c.md", &[PLAIN[0], DOUBLED, PLAIN[1]]);
    project.says(&["gate", "texts"], 0);
    // Moved into a file that comes before, and into one that comes after.
    project.text("texts/c.md", &[PLAIN[0]]);
    project.text("texts/b.md", &[PLAIN[2], DOUBLED]);
    project.says(&["gate", "texts"], 0);
    assert_eq!(project.read("known.json"), first, "a check does not write");

    let said = project.says(&["baseline", "update", "texts"], 0);
    assert!(said.ends_with("1 finding kept, 0 new, 0 gone\n"), "{said}");
    assert!(project.read("known.json").contains("texts/b.md doubled-word "));
}

#[test]
fn update_takes_in_and_drops_and_prune_only_drops() {
    let project = Project::new();
    project.text("a.md", &[DOUBLED, PLAIN[0]]);
    project.text("far/b.md", &["He said said it again.", PLAIN[1]]);
    project.says(&["baseline", "create", "."], 0);
    assert!(project.says(&["baseline", "create", "."], 2).contains("--force writes it afresh"));
    project.says(&["baseline", "create", "--force", "."], 0);

    project.text("a.md", &[PLAIN[0], "He spoke of of the sea."]);
    let said = project.says(&["baseline", "prune", "a.md"], 0);
    assert!(said.ends_with("1 finding kept, 1 gone\n"), "{said}");
    project.says(&["gate", "a.md"], 1);
    let said = project.says(&["baseline", "update", "a.md"], 0);
    assert!(said.ends_with("1 finding kept, 1 new, 0 gone\n"), "{said}");
    project.says(&["gate", "."], 0);
    fs::remove_file(project.path().join("far/b.md")).unwrap();
    let said = project.says(&["baseline", "update", "a.md"], 0);
    assert!(said.ends_with("1 finding kept, 0 new, 1 gone\n"), "{said}");
}

#[test]
fn records_of_a_stream_are_known_by_their_ids() {
    let project = Project::new();
    let line = |id: u32, text: &str| serde_json::json!({ "id": id, "text": text }).to_string() + "\n";
    project.write("a.jsonl", &(line(1, DOUBLED) + &line(2, PLAIN[0])));
    project.says(&["baseline", "create", "a.jsonl"], 0);
    assert!(project.read("known.json").contains("\"a.jsonl#1 doubled-word "));
    project.says(&["gate", "a.jsonl"], 0);
    project.write("a.jsonl", &(line(2, DOUBLED) + &line(1, DOUBLED)));
    assert!(project.says(&["gate", "a.jsonl"], 1).contains("fail "));
    project.write("a.jsonl", &line(7, PLAIN[0]));
    let said = project.says(&["baseline", "prune", "a.jsonl"], 0);
    assert!(said.ends_with("0 findings kept, 1 gone\n"), "{said}");
}

#[test]
fn a_baseline_that_cannot_be_used_is_told_and_stays() {
    let project = Project::new();
    project.text("a.md", &[DOUBLED]);
    for (content, told) in [
        ("not json", "known.json:1:"),
        ("{\"version\": 9}", "is of version 9"),
        ("{}", "it has no version"),
        ("{\"a.md x 12\": 1,\n\"version\": 1}", "known.json:1: `a.md x 12: 1` is no entry"),
    ] {
        project.write("known.json", content);
        for action in [&["gate", "."][..], &["baseline", "update", "."], &["baseline", "prune", "."]] {
            let said = project.says(action, 2);
            assert!(said.contains(told), "{said}");
        }
        assert_eq!(project.read("known.json"), content);
    }
    fs::remove_file(project.path().join("known.json")).unwrap();
    project.says(&["baseline", "create", "."], 0);
    let whole = project.read("known.json");
    for end in [0, 1, whole.len() / 2, whole.len() - 14, whole.len() - 3] {
        project.write("known.json", &whole[..end]);
        let said = project.says(&["gate", "."], 2);
        assert!(said.contains("error: known.json:") || said.contains("error: ./known.json:"), "{said}");
        assert!(said.contains("the baseline cannot be read") && said.contains("hint: "), "{said}");
        let said = project.says(&["baseline", "update", "."], 2);
        assert!(said.contains("the baseline cannot be read"), "{said}");
        assert_eq!(project.read("known.json"), whole[..end]);
    }
    fs::remove_file(project.path().join("known.json")).unwrap();
    fs::create_dir(project.path().join("known.json")).unwrap();
    project.says(&["gate", "."], 2);
}

/// Links lead to the same texts, and a baseline that cannot be written leaves the old one as it was.
#[cfg(unix)]
#[test]
fn a_project_behind_a_link_is_the_same_one() {
    let project = Project::new();
    project.text("site/a.md", &[DOUBLED, PLAIN[0]]);
    project.says(&["baseline", "create", "."], 0);
    let link = project.path().join("link");
    std::os::unix::fs::symlink(project.path(), &link).unwrap();
    let baseline = link.join("known.json");
    project.says(&["gate", "--baseline", baseline.to_str().unwrap(), "site"], 0);
    project.says(&["gate", link.join("site/a.md").to_str().unwrap()], 0);

    let said = project.says(&["baseline", "create", "--baseline", "nowhere/known.json", "."], 2);
    assert!(said.contains("nowhere/known.json: "), "{said}");
}

/// Branches that take in findings of different texts merge without a conflict, and to what both know.
#[test]
fn branches_merge_their_baselines() {
    let project = Project::new();
    let git = |args: &[&str]| {
        let identity =
            ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
        let out = Command::new("git").args(identity).args(args).current_dir(project.path()).output().unwrap();
        assert!(out.status.success(), "git {args:?}: {}", text(&out.stdout));
    };
    for name in ["b.md", "f.md", "k.md", "p.md", "t.md"] {
        project.text(name, &[&format!("The the ferry {name} left at noon."), PLAIN[0]]);
    }
    project.says(&["baseline", "create", "."], 0);
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    git(&["checkout", "-qb", "other"]);
    project.text("z.md", &["He spoke of of the quay.", PLAIN[1]]);
    fs::write(project.path().join("b.md"), PLAIN[0]).unwrap();
    project.says(&["baseline", "update", "."], 0);
    git(&["add", "."]);
    git(&["commit", "-qm", "two"]);
    git(&["checkout", "-q", "main"]);
    project.text("h.md", &["He said said it again at dusk.", PLAIN[2]]);
    project.says(&["baseline", "update", "."], 0);
    git(&["add", "."]);
    git(&["commit", "-qm", "three"]);
    git(&["merge", "-q", "other", "-m", "four"]);
    project.says(&["gate", "."], 0);
    let said = project.says(&["baseline", "update", "."], 0);
    assert!(said.ends_with("6 findings kept, 0 new, 0 gone\n"), "{said}");
}

#[test]
fn one_thread_and_many_know_the_same() {
    let project = Project::new();
    for i in 0..40 {
        project.text(&format!("t{i}.md"), &[PLAIN[i % 3], DOUBLED, PLAIN[(i + 1) % 3]]);
    }
    project.says(&["baseline", "create", "."], 0);
    for i in 0..40 {
        project.text(&format!("t{i}.md"), &vec![DOUBLED; i % 4]);
    }
    let said = |threads: &str| project.run(&["check", "--format", "json", "--threads", threads, "."]).stdout;
    assert_eq!(text(&said("1")), text(&said("4")));
}
