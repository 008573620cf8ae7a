//! `mtlint fix` on files: what cannot be written, the diff, and what a project has accepted or did not change.

use std::process::Command;

use crate::program::mtlint;

/// Sentences with a fault whose fix is certain, and without it.
const FAULTS: &[[&str; 2]] = &[
    ["The council voted for the the new bridge.", "The council voted for the new bridge."],
    ["The har\u{200b}bour was closed in spring.", "The harbour was closed in spring."],
    ["The cafÃ© by the quay is open.", "The café by the quay is open."],
    ["Nobody on the island came home .", "Nobody on the island came home."],
    ["The boats were sold,, and the ropes too.", "The boats were sold, and the ropes too."],
];

#[test]
fn an_unwritable_file_is_told_and_the_others_are_fixed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let [old, new] = FAULTS[0];
    for name in ["a.txt", "b.txt", "c.txt"] {
        std::fs::write(path(name), old).unwrap();
    }
    let mut permissions = std::fs::metadata(path("b.txt")).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(path("b.txt"), permissions).unwrap();
    let out = mtlint(folder.path(), &["fix", "--write", "a.txt", "b.txt", "nowhere.txt", "c.txt"]);
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("b.txt: it is read-only"), "{said}");
    assert!(said.contains("nowhere.txt: there is no such file"), "{said}");
    let read = |name: &str| std::fs::read_to_string(path(name)).unwrap();
    assert_eq!([read("a.txt"), read("b.txt"), read("c.txt")], [new, old, new]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "something is left beside the files");
}

/// The diff is one that `patch` applies, and what it makes is what `--write` makes.
#[test]
fn the_diff_can_be_applied() {
    if Command::new("patch").arg("--version").output().is_err() {
        return eprintln!("NOT TRIED: there is no `patch`");
    }
    let folder = tempfile::tempdir().unwrap();
    let text: String = FAULTS.iter().map(|[old, _]| format!("{old}\r\n\r\n")).collect();
    let text = text.trim_end();
    for name in ["one.txt", "two.txt"] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let shown = mtlint(folder.path(), &["fix", "one.txt"]);
    assert_eq!(shown.status.code(), Some(1));
    std::fs::write(folder.path().join("fixes.patch"), &shown.stdout).unwrap();
    let patch = Command::new("patch")
        .args(["-p0", "--binary", "-i", "fixes.patch"])
        .current_dir(folder.path())
        .output();
    let patch = patch.unwrap();
    assert!(patch.status.success(), "{}", String::from_utf8_lossy(&patch.stdout));
    assert_eq!(mtlint(folder.path(), &["fix", "--write", "two.txt"]).status.code(), Some(0));
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("one.txt"), read("two.txt"));
    assert_ne!(read("one.txt"), text);
}

/// What the project has accepted stays, next to what it has not; a flag has it fixed all the same.
#[test]
fn accepted_findings_are_not_fixed_unless_asked() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let run = |args: &[&str]| {
        let out = mtlint(folder.path(), args);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        (String::from_utf8_lossy(&out.stdout).into_owned(), said, out.status.code())
    };
    write("mtlint.toml", "");
    let known = "All of the the bells rang.";
    let text = |gap: &str, more: &str| {
        format!("The boat{gap}, at noon, was sold. {known} The keeper slept{more}.\n")
    };
    write("a.md", &text("", ""));
    write("b.jsonl", &format!("{{\"id\": 1, \"text\": \"{known}\"}}\n"));
    assert_eq!(run(&["baseline", "create", "a.md", "b.jsonl"]).2, Some(0));
    write("mtlint.toml", "baseline = \"mtlint-baseline.json\"\n");
    let (_, said, code) = run(&["fix", "a.md", "b.jsonl"]);
    assert_eq!((said.as_str(), code), ("nothing to fix for certain; 2 known or suppressed\n", Some(0)));

    // Fixes before and behind move the accepted one; in another sentence the same words are new.
    let new = "It is all of the the year.";
    write("a.md", &(text(" ", " .").replace("..", ".") + "\n" + new + "\n"));
    let (_, said, code) = run(&["fix", "--write", "a.md"]);
    assert_eq!(code, Some(0), "{said}");
    let wanted = text("", "") + "\n" + &new.replace("the the", "the") + "\n";
    assert_eq!(std::fs::read_to_string(folder.path().join("a.md")).unwrap(), wanted, "{said}");
    for threads in ["1", "3"] {
        assert_eq!(run(&["fix", "a.md", "b.jsonl", "-j", threads]).2, Some(0));
    }
    let (diff, ..) = run(&["fix", "--no-baseline", "a.md", "b.jsonl"]);
    assert!(
        diff.contains("+The boat, at noon, was sold. All of the bells rang. The keeper slept."),
        "{diff}"
    );
    assert!(diff.contains("+{\"id\": 1, \"text\": \"All of the bells rang.\"}"), "{diff}");

    let quoted = format!("<!-- mtlint-disable-next-line doubled-word: an inscription -->\n{known}\n");
    write("c.md", &quoted);
    let (_, said, code) = run(&["fix", "--write", "c.md"]);
    assert_eq!((said.as_str(), code), ("nothing to fix for certain; 1 known or suppressed\n", Some(0)));
    assert_eq!(std::fs::read_to_string(folder.path().join("c.md")).unwrap(), quoted);
    assert_eq!(run(&["fix", "--write", "--suppressed", "c.md"]).2, Some(0));
    let fixed = quoted.replace("the the", "the");
    assert_eq!(std::fs::read_to_string(folder.path().join("c.md")).unwrap(), fixed);
}

/// With `--since` the files that did not change stay as they are.
#[test]
fn only_changed_files_are_fixed_where_that_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"];
        let out = Command::new("git").args(identity).args(args).current_dir(folder.path()).output().unwrap();
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    };
    let [old, new] = FAULTS[0];
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("old.md"), old).unwrap();
    std::fs::write(path("changed.md"), "Nobody came.\n").unwrap();
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    std::fs::write(path("changed.md"), old).unwrap();
    let out = mtlint(folder.path(), &["fix", "--write", "--since", "HEAD", "."]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let read = |name: &str| std::fs::read_to_string(path(name)).unwrap();
    assert_eq!([read("old.md"), read("changed.md")], [old, new]);
}
