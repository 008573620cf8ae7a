//! The baselines of a run: found for each document by its settings, opened once, and held against its findings.
//!
//! Documents come here one after the other in the order of the input, as one finding may answer for an entry that
//! another document left behind.

use std::collections::HashMap;
use std::path::PathBuf;

use mtlint::baseline::FILE_NAME;
use mtlint::check::Review;
use mtlint::config::Settings;
use mtlint::error::Result;
use mtlint::read::Options;

use super::{Opened, Plan};

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

/// The baseline's path: from the flag, else from the configuration, else in the working folder.
pub fn path(args: Option<&PathBuf>, settings: &Settings) -> PathBuf {
    let set = args.or(settings.baseline.value.as_ref());
    set.cloned().unwrap_or_else(|| PathBuf::from(FILE_NAME))
}
