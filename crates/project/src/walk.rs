//! From the paths of a command line to the files to read, in an order that is always the same.
//!
//! A file that is named is taken as it is; a folder is walked, `.gitignore` is honoured, and files whose extension
//! some reader knows are taken, sorted by path. What cannot be walked becomes a problem, and the rest is found.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use mtlint_core::error::Problem;

use mtlint_read::bilingual::pattern::SourceBeside;
use mtlint_read::{Reader, by_extension};

use crate::files::unreadable;

/// How folders are walked.
#[derive(Clone, Debug, Default)]
pub struct WalkOptions {
    /// Take hidden files and those that `.gitignore` leaves out, too.
    pub all: bool,
    /// Follow symbolic links inside folders.
    pub follow_links: bool,
    /// Take files of folders whose extension is one of this format's, too.
    pub format: Option<&'static Reader>,
    /// Take files of folders for which this names a source, too, whatever their extension.
    pub sources: Option<SourceBeside>,
}

impl WalkOptions {
    /// True for a file of a folder that is to be read.
    fn takes(&self, path: &Path) -> bool {
        let name = path.to_string_lossy();
        let of_format = |reader: &Reader| reader.extensions.contains(&extension(path).as_str());
        self.format.is_some_and(of_format)
            || by_extension(&name).is_some()
            || self.sources.as_ref().is_some_and(|sources| sources.knows(&name))
    }
}

/// One input to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundInput {
    /// The file, or "-" for standard input.
    pub path: PathBuf,
    /// True when it was named itself, false when a folder held it.
    pub named: bool,
}

/// What lies at some paths.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Walked {
    /// Files to read, in the order of the paths, and sorted inside a folder. A file is found once.
    pub found: Vec<FoundInput>,
    /// What could not be walked, in the same order.
    pub problems: Vec<Problem>,
    /// Files in folders that no reader knows, by extension in lower case; "" for those without one.
    pub left_out: BTreeMap<String, usize>,
}

/// Files and problems, see [`Walked`].
pub fn walk(paths: &[PathBuf], options: &WalkOptions) -> (Vec<FoundInput>, Vec<Problem>) {
    let Walked { found, problems, .. } = survey(paths, options, |_| false);
    (found, problems)
}

/// Looks at all that lies at `paths`. What `skip` holds for, a file of a folder, is as if it were not there.
pub fn survey(paths: &[PathBuf], options: &WalkOptions, mut skip: impl FnMut(&Path) -> bool) -> Walked {
    let Walked { mut found, mut problems, mut left_out } = Walked::default();
    let mut seen = HashSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            push(path.clone(), true, &mut seen, &mut found);
            continue;
        }
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                for entry in folder(path, options) {
                    match entry {
                        Ok(path) if skip(&path) => {}
                        Ok(path) if !options.takes(&path) => {
                            if seen.insert(path.clone()) {
                                *left_out.entry(extension(&path)).or_default() += 1;
                            }
                        }
                        Ok(path) => push(path, false, &mut seen, &mut found),
                        Err(problem) => problems.push(problem),
                    }
                }
            }
            Ok(_) => push(path.clone(), true, &mut seen, &mut found),
            Err(error) => problems.push(unreadable(path, &error)),
        }
    }
    Walked { found, problems, left_out }
}

fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn push(path: PathBuf, named: bool, seen: &mut HashSet<PathBuf>, found: &mut Vec<FoundInput>) {
    if seen.insert(path.clone()) {
        found.push(FoundInput { path, named });
    }
}

fn folder(path: &Path, options: &WalkOptions) -> impl Iterator<Item = Result<PathBuf, Problem>> {
    let filter = !options.all;
    let walk = WalkBuilder::new(path)
        .hidden(filter)
        .ignore(filter)
        .git_ignore(filter)
        .git_global(filter)
        .git_exclude(filter)
        .require_git(false)
        .follow_links(options.follow_links)
        .sort_by_file_name(Ord::cmp)
        .build();
    let root = path.to_owned();
    walk.filter_map(move |entry| match entry {
        Ok(entry) => {
            let file = entry.file_type().is_some_and(|t| t.is_file());
            file.then(|| Ok(entry.into_path()))
        }
        Err(error) => Some(Err(problem(&root, error))),
    })
}

/// The walker's error as a problem of the path it names.
fn problem(root: &Path, error: ignore::Error) -> Problem {
    let path = place(&error).unwrap_or(root).to_owned();
    match error.io_error() {
        Some(io) if !is_loop(&error) => unreadable(&path, io),
        _ => Problem {
            file: path.to_string_lossy().into_owned(),
            line: None,
            byte: None,
            message: error.to_string(),
            hint: is_loop(&error).then(|| "remove the link, or do not follow links".to_owned()),
            fatal: true,
        },
    }
}

fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => is_loop(err),
        _ => false,
    }
}
