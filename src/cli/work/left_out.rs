//! What a run did not read: files of folders that no reader knows, and reports that it wrote itself.
//!
//! Nobody sees a file that is not there, so at the end it is said how many there were, by extension.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use mtlint::error::{Error, Result};
use mtlint::read::by_extension;
use mtlint::report::{HEAD, is_report};

use mtlint::project::place::place;

/// Extensions that are named; the others are counted together.
const NAMED: usize = 8;

/// Files that lie in the folders of a run and were not read.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    /// Files of a kind that no reader knows, by extension in lower case; "" for those without one.
    pub kinds: BTreeMap<String, usize>,
    /// Reports of earlier runs.
    pub reports: usize,
}

impl LeftOut {
    /// Files that no reader knows.
    pub fn unknown(&self) -> usize {
        self.kinds.values().sum()
    }

    /// What is said of them at the end, a line each; nothing where there are none.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.reports > 0 {
            let were = if self.reports == 1 { "report of mtlint was" } else { "reports of mtlint were" };
            lines.push(format!("{} {were} left out", self.reports));
        }
        if self.unknown() > 0 {
            let mut kinds: Vec<(&str, usize)> = self.kinds.iter().map(|(k, n)| (k.as_str(), *n)).collect();
            kinds.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let more: usize = kinds.iter().skip(NAMED).map(|(_, n)| n).sum();
            let mut parts: Vec<String> = (kinds.iter().take(NAMED))
                .map(|(kind, n)| match *kind {
                    "" => format!("{n} without extension"),
                    kind => format!("{n} .{kind}"),
                })
                .collect();
            if more > 0 {
                parts.push(format!("{more} of other kinds"));
            }
            let files = match self.unknown() {
                1 => "1 file of a kind that is not read was left out".to_owned(),
                n => format!("{n} files of kinds that are not read were left out"),
            };
            lines.push(format!("{files}: {}", parts.join(", ")));
        }
        lines
    }
}

/// True when the file at `path` is a report that this program wrote.
pub fn is_own_report(path: &Path) -> bool {
    // What was read from a pipe is gone.
    if !path.is_file() {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    read.is_ok() && is_report(&head)
}

/// The places of the files that a run writes, which are no input of it.
///
/// # Errors
/// When one of them is an input that would be lost: a file that is named, or an article in a folder that is checked.
pub fn outputs(outputs: &[PathBuf], inputs: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut places: Vec<PathBuf> = Vec::new();
    for output in outputs {
        let target = place(&output.canonicalize().unwrap_or_else(|_| output.clone()));
        let refuse = |what: &str, hint: &str| {
            Err(Error::invalid("--report", format!("{} {what}", output.display())).hint(hint))
        };
        if places.contains(&target) {
            return refuse("is named twice", "write each report to a file of its own");
        }
        let is_there = output.is_file();
        for input in inputs.iter().filter(|i| i.as_os_str() != "-") {
            let Ok(input) = input.canonicalize() else { continue };
            if input == target && is_there {
                return refuse(
                    "is an input of this run, and would be lost",
                    "name another file for the report",
                );
            }
            let readable = by_extension(&target.to_string_lossy()).is_some();
            if input.is_dir() && target.starts_with(&input) && is_there && readable && !is_own_report(&target)
            {
                let hint = "name another file for the report, or move it out of the folder that is checked";
                return refuse(
                    "lies in a folder that is checked, is no report of mtlint, and would be lost",
                    hint,
                );
            }
        }
        places.push(target);
    }
    Ok(places)
}
