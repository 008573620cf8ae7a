//! `--since REV`: only files that changed in git since a revision, by asking the `git` program.
//!
//! Changed is what differs from where the work left that revision (committed, staged or not yet), and what is new and
//! not ignored. A file that is gone is no file to check; a renamed one has its new name.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mtlint::error::{Error, Result};

use mtlint::project::place::place;

/// The changed files of each repository that the paths lie in.
pub struct Changed {
    files: HashSet<PathBuf>,
}

impl Changed {
    /// Asks git what changed since `revision` in the repositories of `paths`.
    ///
    /// # Errors
    /// When git is not there, a path lies in no repository, or the revision is not known there.
    pub fn since(revision: &str, paths: &[PathBuf]) -> Result<Changed> {
        let mut files = HashSet::new();
        let mut repositories = HashSet::new();
        // A path that is not there is told when it is read.
        for path in paths {
            if path.as_os_str() == "-" {
                let error = Error::invalid("--since", "standard input has no history in git");
                return Err(error.hint("name files or folders"));
            }
            let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(path) };
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            if !folder.is_dir() {
                continue;
            }
            let top = root(folder)?;
            if repositories.insert(top.clone()) {
                files.extend(changed(&top, revision)?);
            }
        }
        Ok(Changed { files })
    }

    /// True when the file at `path` changed.
    pub fn holds(&self, path: &Path) -> bool {
        self.files.contains(&place(path))
    }
}

/// The top folder of the repository that holds a folder.
fn root(folder: &Path) -> Result<PathBuf> {
    let output = git(folder, &["rev-parse", "--show-toplevel"])?;
    if !output.status.success() {
        let message = format!("{} is in no git repository: {}", folder.display(), said(&output));
        return Err(Error::invalid("--since", message).hint("leave out --since to check all files"));
    }
    let top = output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout);
    let top = path(top);
    top.canonicalize().map_err(|e| Error::io(&top, e))
}

/// The files that changed in the repository at `top`.
fn changed(top: &Path, revision: &str) -> Result<Vec<PathBuf>> {
    let commit = format!("{revision}^{{commit}}");
    let known = git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !known.status.success() {
        let message = format!("there is no revision `{revision}` in {}", top.display());
        let hint = "name a branch, tag or commit; one of the server may have to be fetched first";
        return Err(Error::invalid("--since", message).hint(hint));
    }
    let fork = git(top, &["merge-base", line(&known), "HEAD"])?;
    if !fork.status.success() {
        let message = format!("`{revision}` and HEAD have no commit in common in {}", top.display());
        return Err(
            Error::invalid("--since", message).hint("fetch more of the history (git fetch --unshallow)")
        );
    }
    let diff =
        ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d", line(&fork), "--"];
    let new = ["ls-files", "--others", "--exclude-standard", "-z"];
    let mut files = Vec::new();
    for arguments in [&diff[..], &new[..]] {
        let output = git(top, arguments)?;
        if !output.status.success() {
            return Err(Error::invalid("--since", format!("git {}: {}", arguments[0], said(&output))));
        }
        let names = output.stdout.split(|b| *b == 0).filter(|name| !name.is_empty());
        files.extend(names.map(|name| top.join(path(name))));
    }
    Ok(files)
}

fn git<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Result<Output> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::invalid("--since", "the program `git` is not there")
            .hint("install git, or leave out --since to check all files"),
        _ => Error::invalid("--since", format!("git could not be started: {error}")),
    })
}

/// The one line that git printed.
fn line(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap_or_default().trim()
}

/// The first line of what git complained of.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or("it says nothing").to_owned()
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
