//! Texts checked by the settings in force for them, which are read again when a file that they came from has changed.
//!
//! Editors differ in what they tell of files; the system knows when each was written. So the files themselves are asked:
//! every place where an `mtlint.toml` might lie, and what those name (vocabulary, terms, baseline, rules, languages).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use mtlint_core::error::Result;
use mtlint_project::config::{FILE_NAME, Projects, Settings};
use mtlint_project::plan::{Plan, Plans};

/// When a file was written, and how long it is; nothing where there is none.
type Stamp = Option<(SystemTime, u64)>;

/// Checks texts.
pub struct Checks {
    projects: Projects,
    plans: Plans,
    /// Files that settings came from, or would come from.
    stamps: BTreeMap<PathBuf, Stamp>,
}

impl Checks {
    /// Settings are read when they are asked for.
    pub fn new() -> Checks {
        let projects = Projects::nearest(|_| ());
        Checks { projects, plans: Plans::default(), stamps: BTreeMap::new() }
    }

    /// Returns what the file `path` is checked by; nothing where its project leaves it out.
    ///
    /// # Errors
    /// When the configuration or a file that it names is wrong, with the place.
    pub fn plan(&mut self, path: &Path) -> Result<Option<Arc<Plan>>> {
        let place = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        for folder in place.ancestors().skip(1) {
            self.watch(folder.join(FILE_NAME));
        }
        let settings = self.projects.settings(path)?;
        named(&settings).into_iter().for_each(|path| self.watch(path));
        let plan = self.plans.plan_for(&settings)?;
        Ok((!settings.excludes(&place)).then_some(plan))
    }

    /// Forgets all settings where a file that they came from has changed, and says whether one has.
    pub fn refresh(&mut self) -> bool {
        let changed = self.stamps.iter().any(|(path, before)| stamp(path) != *before);
        if changed {
            *self = Checks::new();
        }
        changed
    }

    /// Returns what texts in the working folder are checked by.
    ///
    /// # Errors
    /// As of [`Checks::plan`].
    pub fn any(&mut self) -> Result<Arc<Plan>> {
        let settings = self.projects.settings(Path::new("."))?;
        self.plans.plan_for(&settings)
    }

    /// The file of settings for `path`, where there is one.
    ///
    /// # Errors
    /// When it is wrong.
    pub fn file(&mut self, path: &Path) -> Result<Option<PathBuf>> {
        Ok(self.projects.file(path)?.map(|file| file.path().to_owned()))
    }

    fn watch(&mut self, path: PathBuf) {
        self.stamps.entry(path).or_insert_with_key(|path| stamp(path));
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The files and folders that settings name.
fn named(settings: &Settings) -> Vec<PathBuf> {
    let files = settings.vocabulary.iter().chain(&settings.termbases).map(|p| p.value.clone());
    let single = [&settings.baseline.value, &settings.estimator.value].into_iter().flatten().cloned();
    let mut named: Vec<PathBuf> = files.chain(single).collect();
    for folder in settings.packs.iter().chain(&settings.language_folders) {
        below(&folder.value, &mut named);
    }
    named
}

/// A folder and all that lies in it.
fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    found.push(folder.to_owned());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => below(&entry.path(), found),
            Ok(_) => found.push(entry.path()),
            Err(_) => {}
        }
    }
}
