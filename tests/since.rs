//! `--since`: the files that changed in git, whatever they are called and wherever the run begins.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::mtlint;

struct Repository(tempfile::TempDir);

impl Repository {
    fn new() -> Repository {
        let repository = Repository(tempfile::tempdir().unwrap());
        repository.git(&["init", "-q"]);
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let old = fs::read_to_string(&path).unwrap_or_default();
        fs::write(path, old + "The ferry left the harbour at noon.\n\n").unwrap();
    }

    fn git(&self, args: &[&str]) {
        let identity =
            ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
        let out = Command::new("git").args(identity).args(args).current_dir(self.path()).output().unwrap();
        assert!(out.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&out.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", "on"]);
    }

    /// The names of the documents that are checked.
    fn checked(&self, folder: &str, args: &[&str]) -> Vec<String> {
        let out = mtlint(&self.path().join(folder), &[&["check", "--format", "jsonl"], args].concat());
        assert!(
            matches!(out.status.code(), Some(0 | 1)),
            "{args:?}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
        let text = String::from_utf8(out.stdout).unwrap();
        let ids = text.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].clone());
        ids.map(|id| id.as_str().unwrap().to_owned()).collect()
    }
}

#[test]
fn what_was_committed_staged_edited_or_is_new_is_checked() {
    let repository = Repository::new();
    for name in
        ["same.md", "edited.md", "staged.md", "gone.md", "old name.md", "sub/same.md", "sub/edited.md"]
    {
        repository.write(name);
    }
    fs::write(repository.path().join(".gitignore"), "drafts/\n").unwrap();
    repository.commit();
    repository.git(&["branch", "base"]);
    repository.write("committed.md");
    repository.commit();
    repository.write("edited.md");
    repository.write("sub/edited.md");
    repository.write("staged.md");
    repository.git(&["add", "staged.md"]);
    repository.git(&["mv", "old name.md", "a\nnew name.md"]);
    fs::remove_file(repository.path().join("gone.md")).unwrap();
    repository.write("new é.md");
    repository.write("drafts/new.md");
    let all = ["a\nnew name.md", "committed.md", "edited.md", "new é.md", "staged.md", "sub/edited.md"];
    assert_eq!(repository.checked("", &["--since", "base", "."]), all.map(|name| format!("./{name}")));
    assert_eq!(repository.checked("sub", &["--since", "base"]), ["./edited.md"]);
    assert_eq!(repository.checked("sub", &["--since", "base", "../staged.md", "same.md"]), ["../staged.md"]);
    repository.commit();
    assert_eq!(repository.checked("", &["--since", "HEAD", "."]), Vec::<String>::new());
    assert_eq!(repository.checked("", &["--since", "HEAD~1", "committed.md"]), Vec::<String>::new());
    // What the other branch did since is not a change of this one.
    repository.git(&["checkout", "-q", "base"]);
    repository.write("same.md");
    repository.commit();
    repository.git(&["checkout", "-q", "-"]);
    assert!(!repository.checked("", &["--since", "base", "."]).contains(&"./same.md".to_owned()));
}

#[test]
fn what_git_cannot_tell_is_an_error() {
    let repository = Repository::new();
    repository.write("a.md");
    repository.commit();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("a.md"), "The ferry left.").unwrap();
    for (folder, args, told) in [
        (repository.path(), ["--since", "nowhere", "a.md"], "there is no revision `nowhere` in "),
        (repository.path(), ["--since", "--output=x", "a.md"], "there is no revision `--output=x` in "),
        (repository.path(), ["--since", "HEAD", "-"], "standard input has no history"),
        (outside.path(), ["--since", "HEAD", "a.md"], "is in no git repository"),
    ] {
        let out = mtlint(folder, &["check", &format!("{}={}", args[0], args[1]), args[2]]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(2), "{said}");
        assert!(said.contains(told), "{said}");
    }
    let out = Command::new(env!("CARGO_BIN_EXE_mtlint"))
        .args(["check", "--since", "HEAD", "a.md"])
        .current_dir(repository.path())
        .env("PATH", outside.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.code() == Some(2) && said.contains("the program `git` is not there"), "{said}");
}
