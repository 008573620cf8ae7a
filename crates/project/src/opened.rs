//! A baseline in use: the file, the folder that its names are seen from, and what it knows of a document.

use std::path::{Path, PathBuf};

use mtlint_core::check::Review;
use mtlint_core::document::Document;
use mtlint_core::error::{Error, Result};
use mtlint_core::finding::Finding;
use mtlint_read::Options;

use crate::baseline::Baseline;
use crate::files;
use crate::input;
use crate::place::place;
use crate::plan::Plan;

/// A baseline and the folder that its names are seen from.
pub struct Opened {
    /// What is known.
    pub baseline: Baseline,
    /// The folder from the root.
    pub folder: PathBuf,
}

impl Opened {
    /// Reads the file.
    ///
    /// # Errors
    /// When there is none, or it is no baseline.
    pub fn load(path: &Path) -> Result<Opened> {
        let text = std::fs::read_to_string(path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => {
                let error = Error::invalid(path.display().to_string(), "there is no such baseline");
                error.hint("`mtlint baseline create` makes one of all findings there are")
            }
            _ => Error::io(path, e),
        })?;
        Ok(Opened::new(path, Baseline::parse(&path.display().to_string(), &text)?))
    }

    /// A baseline that lies, or will lie, at `path`.
    pub fn new(path: &Path, baseline: Baseline) -> Opened {
        let folder = place(path).parent().unwrap_or(Path::new("/")).to_owned();
        Opened { baseline, folder }
    }

    /// A mark for each finding of the document: true where it is known.
    pub fn known(&mut self, plan: &Plan, review: &Review, options: &Options) -> Vec<bool> {
        let name = self.name(&review.document);
        let folder = self.folder.clone();
        let look = |other: &str| now(plan, &folder.join(other), options);
        self.baseline.known(&name, &review.findings, look)
    }

    /// What the baseline calls a document: its path seen from the folder, a record's stream and id.
    pub fn name(&self, document: &Document) -> String {
        let seen = |path: &str| {
            if path == "-" {
                return path.to_owned();
            }
            let path = place(Path::new(path));
            path.strip_prefix(&self.folder).unwrap_or(&path).to_string_lossy().into_owned()
        };
        match &document.record {
            Some(record) => format!("{}#{}", seen(&record.stream), document.name),
            None => seen(&document.name),
        }
    }

    /// False when the file of that name, or the stream of that record, is gone.
    pub fn is_there(&self, name: &str) -> bool {
        let stream = name.split_once('#').map_or(name, |(stream, _)| stream);
        [name, stream].iter().any(|path| *path == "-" || self.folder.join(path).exists())
    }
}

/// The findings of a file that is not this document's, as it is now.
fn now(plan: &Plan, path: &Path, options: &Options) -> Option<Vec<Finding>> {
    if !path.is_file() {
        return None;
    }
    let options = input::with_source(options, &plan.settings).ok()?;
    let read = input::sifted(files::read_file(path, &options));
    let checked = plan.checked(read.into_iter().find(Result::is_ok)?).ok()?;
    checked.ok().map(|review| review.findings)
}
