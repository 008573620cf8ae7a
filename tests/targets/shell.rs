//! A folder with the sample articles in which bash runs, with the built program and stand-ins for what installs it.

use std::path::Path;
use std::process::{Command, Output};

/// The folder: `site/` holds the samples, `articles.jsonl` two records.
pub struct Folder {
    folder: tempfile::TempDir,
}

/// A stand-in for cargo: it writes down what it was asked to install, and installs the built program; `cargo run` runs
/// it, and `cargo test` has nothing to do.
const CARGO: &str = "#!/usr/bin/env bash
case $1 in
  install) echo \"$*\" >>\"$HOME/installed\"; ln -sf \"$MTLINT\" \"$HOME/bin/mtlint\" ;;
  run) while [ \"$1\" != -- ]; do shift; done; shift; exec \"$MTLINT\" \"$@\" ;;
esac
";

/// A stand-in for what only says that it was called.
const SILENT: &str = "#!/bin/sh\nexit 0\n";

#[allow(dead_code, reason = "each test uses a part of it")]
impl Folder {
    /// With the program on the path.
    pub fn new() -> Self {
        let folder = Folder::without_program();
        let out = folder.bash("cargo install --path .");
        assert!(out.status.success(), "{}", said(&out));
        folder
    }

    /// With nothing but a stand-in for cargo that installs it.
    pub fn without_program() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (bin, site) = (folder.path().join("bin"), folder.path().join("site"));
        std::fs::create_dir_all(&bin).unwrap();
        std::fs::create_dir_all(&site).unwrap();
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
        for name in ["translated.html", "clean.md"] {
            std::fs::copy(examples.join(name), site.join(name)).unwrap();
        }
        std::os::unix::fs::symlink(&examples, folder.path().join("examples")).unwrap();
        std::fs::copy(site.join("translated.html"), folder.path().join("article.html")).unwrap();
        let records = "{\"id\":1,\"site\":\"north\",\"text\":\"It snows.\",\"body\":\"The the bridge opens in May.\"}\n{\"id\":2,\"site\":\"south\",\"text\":\"It snows.\",\"body\":\"It rains.\"}\n";
        std::fs::write(folder.path().join("articles.jsonl"), records).unwrap();
        let folder = Folder { folder };
        for (name, script) in [("cargo", CARGO), ("docker", SILENT), ("publish", SILENT)] {
            folder.stand_in(name, script);
        }
        folder
    }

    fn stand_in(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.folder.path().join("bin").join(name);
        std::fs::write(&path, script).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs a script, which ends at the first command that fails, as runners do it.
    pub fn bash(&self, script: &str) -> Output {
        let path = format!("{}:/usr/bin:/bin", self.folder.path().join("bin").display());
        let mut bash = Command::new("bash");
        bash.args(["-e", "-o", "pipefail", "-c", script]).current_dir(self.folder.path()).env("PATH", path);
        bash.env("HOME", self.folder.path()).env("MTLINT", env!("CARGO_BIN_EXE_mtlint")).env("NO_COLOR", "1");
        bash.output().expect("bash starts")
    }

    /// A file of the folder.
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }
}

/// Runs the program alone.
#[allow(dead_code, reason = "each test uses a part of it")]
pub fn mtlint(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
    command.args(args).env("NO_COLOR", "1").env("COLUMNS", "80").output().expect("the program starts")
}

/// All that a command printed.
pub fn said(out: &Output) -> String {
    String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr)
}
