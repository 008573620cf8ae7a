//! Which configuration holds for a path: the nearest `mtlint.toml` in its folder or above, and the overrides in it.
//!
//! A run over many files asks for each; folders are looked through once and equal answers share one [`Settings`].

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::config::{ConfigFile, Settings, file};
use mtlint_core::error::{Error, Result};

/// Finds and remembers configurations.
pub struct Projects {
    source: ConfigSource,
    flags: Box<dyn Fn(&mut Settings) + Send>,
    folders: HashMap<PathBuf, Option<Arc<ConfigFile>>>,
    settled: HashMap<(PathBuf, Vec<usize>), Arc<Settings>>,
}

enum ConfigSource {
    Nearest,
    Given(Arc<ConfigFile>),
    None,
}

impl Projects {
    /// Looks for the nearest file of every path; `flags` has the last word.
    pub fn nearest(flags: impl Fn(&mut Settings) + Send + 'static) -> Self {
        Self::with(ConfigSource::Nearest, flags)
    }

    /// Uses one file for every path.
    ///
    /// # Errors
    /// When the file cannot be read or is wrong.
    pub fn given(path: &Path, flags: impl Fn(&mut Settings) + Send + 'static) -> Result<Self> {
        Ok(Self::with(ConfigSource::Given(Arc::new(ConfigFile::load(path)?)), flags))
    }

    /// Uses no file, only defaults and flags.
    pub fn none(flags: impl Fn(&mut Settings) + Send + 'static) -> Self {
        Self::with(ConfigSource::None, flags)
    }

    fn with(source: ConfigSource, flags: impl Fn(&mut Settings) + Send + 'static) -> Self {
        Projects { source, flags: Box::new(flags), folders: HashMap::new(), settled: HashMap::new() }
    }

    /// The file that holds for `path`, if there is one.
    ///
    /// # Errors
    /// When one cannot be read or is wrong.
    pub fn file(&mut self, path: &Path) -> Result<Option<Arc<ConfigFile>>> {
        match &self.source {
            ConfigSource::Given(file) => Ok(Some(file.clone())),
            ConfigSource::None => Ok(None),
            ConfigSource::Nearest => {
                let path = absolute(path)?;
                let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
                self.of_folder(folder)
            }
        }
    }

    /// What is in force for `path`, a file or folder that need not exist; "-" is standard input.
    ///
    /// # Errors
    /// When a file of it cannot be read or is wrong.
    pub fn settings(&mut self, path: &Path) -> Result<Arc<Settings>> {
        let (key, file) = match self.file(path)? {
            None => ((PathBuf::new(), Vec::new()), None),
            Some(file) => {
                let (path, folder) = (absolute(path)?, absolute(file.folder())?);
                let matching = file.matching(path.strip_prefix(&folder).unwrap_or(&path));
                ((file.path().to_owned(), matching), Some(file))
            }
        };
        if let Some(known) = self.settled.get(&key) {
            return Ok(known.clone());
        }
        let mut settings = Settings::default();
        if let Some(file) = file {
            file.apply(&key.1, &mut settings);
        }
        settings.next_layer();
        (self.flags)(&mut settings);
        let settings = Arc::new(settings);
        self.settled.insert(key, settings.clone());
        Ok(settings)
    }

    fn of_folder(&mut self, folder: &Path) -> Result<Option<Arc<ConfigFile>>> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        let path = file::in_folder(folder);
        let found = if path.is_file() {
            Some(Arc::new(ConfigFile::load(&shown(&path))?))
        } else {
            match folder.parent() {
                Some(parent) => self.of_folder(parent)?,
                None => None,
            }
        };
        self.folders.insert(folder.to_owned(), found.clone());
        Ok(found)
    }
}

/// The path from the root, with `..` taken back by name; links are not followed.
fn absolute(path: &Path) -> Result<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).map_err(|e| Error::io(path, e))?.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    Ok(plain)
}

/// The path as seen from the working directory, when it lies below it: shorter in messages.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    match here.and_then(|h| path.strip_prefix(h).ok().map(Path::to_owned)) {
        Some(relative) => relative,
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Projects;

    #[test]
    fn the_nearest_file_above_holds_and_flags_have_the_last_word() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("a/b");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(dir.path().join("mtlint.toml"), "gate.min-score = 10").unwrap();
        std::fs::write(
            dir.path().join("a/mtlint.toml"),
            "gate.min-score = 20\n[[override]]\nfiles=['b/*.md']\ngate.min-score=30",
        )
        .unwrap();
        let mut projects = Projects::nearest(|_| {});
        let mut at = |p: &str| projects.settings(&dir.path().join(p)).unwrap().gate.min_score.value;
        assert_eq!(at("x.html"), 10.0);
        assert_eq!(at("a/b/x.html"), 20.0);
        assert_eq!(at("a/b/x.md"), 30.0);
        assert_eq!(at("a/b/../b/x.md"), 30.0);
        let flags = |s: &mut crate::config::Settings| s.set_flag("gate.min-score", 1.0, "--min-score");
        let mut projects = Projects::nearest(flags);
        assert_eq!(projects.settings(&inner.join("x.md")).unwrap().gate.min_score.value, 1.0);
    }
}
