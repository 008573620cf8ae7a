//! The baselines of a run: found for each document by its settings, opened once, and held against its findings.
//!
//! Documents come here one after the other in the order of the input, as one finding may answer for an entry that
//! another document left behind.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use mtlint::baseline::{Baseline, FILE_NAME};
use mtlint::check::Review;
use mtlint::config::Settings;
use mtlint::document::Document;
use mtlint::error::{Error, Result};
use mtlint::finding::Finding;
use mtlint::read::Options;

use super::place::place;
use super::{Job, JobInput, Plan, check};

/// Which findings are known already.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct BaselineArgs {
    /// Findings that are known and do not count (mtlint baseline)
    #[arg(long, value_name = "FILE", help_heading = "Rules and thresholds")]
    pub baseline: Option<PathBuf>,
    /// Count the findings of every baseline, too
    #[arg(long, conflicts_with = "baseline", help_heading = "Rules and thresholds")]
    pub no_baseline: bool,
}

impl BaselineArgs {
    /// The baseline that documents of a plan are held against.
    pub fn path<'p>(&'p self, plan: &'p Plan) -> Option<&'p PathBuf> {
        let named = self.baseline.as_ref().or(plan.settings.baseline.value.as_ref());
        named.filter(|_| !self.no_baseline)
    }
}

/// The baselines in use.
pub struct Baselines {
    args: BaselineArgs,
    options: Options,
    opened: HashMap<PathBuf, Opened>,
}

/// A baseline and the folder that its names are seen from.
pub struct Opened {
    /// What is known.
    pub baseline: Baseline,
    /// The folder from the root.
    pub folder: PathBuf,
}

impl Baselines {
    /// Opens the baseline that a flag names; others when a document asks for them.
    pub fn new(args: &BaselineArgs, options: Options) -> Result<Baselines> {
        let mut known = Baselines { args: args.clone(), options, opened: HashMap::new() };
        if let Some(path) = &args.baseline {
            known.opened.insert(path.clone(), Opened::load(path)?);
        }
        Ok(known)
    }

    /// Sets aside what is known of a document.
    pub fn mark(&mut self, plan: &Plan, review: &mut Review) -> Result<()> {
        let Some(path) = self.args.path(plan) else { return Ok(()) };
        if !self.opened.contains_key(path) {
            self.opened.insert(path.clone(), Opened::load(path)?);
        }
        let opened = self.opened.get_mut(path).expect("opened just now");
        let known = opened.known(plan, review, &self.options);
        review.accept(&known, &plan.policy);
        Ok(())
    }
}

impl Opened {
    /// Reads the file.
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
        let look = |other: &str| now(plan, folder.join(other), options);
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
fn now(plan: &Plan, path: PathBuf, options: &Options) -> Option<Vec<Finding>> {
    if !path.is_file() {
        return None;
    }
    let job = Job { settings: plan.settings.clone(), input: JobInput::File(path), size: 0 };
    let checked = check(plan, job, options).ok()?;
    checked.into_iter().find_map(|review| review.ok().map(|review| review.findings))
}

/// The baseline's path: from the flag, else from the configuration, else in the working folder.
pub fn path(args: Option<&PathBuf>, settings: &Settings) -> PathBuf {
    let set = args.or(settings.baseline.value.as_ref());
    set.cloned().unwrap_or_else(|| PathBuf::from(FILE_NAME))
}
