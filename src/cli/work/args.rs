//! What to check and by which rules: the arguments that every command with paths shares, and the steps from there to
//! options, settings and paths.

use std::path::PathBuf;

use clap::ValueEnum;
use mtlint::config::{Origin, Projects, Setting, Settings};
use mtlint::error::{Error, Result};
use mtlint::project::walk::WalkOptions;
use mtlint::read::{Fields, Options, READERS};

/// What to check, and by which rules.
#[derive(clap::Args, Clone, Debug)]
pub struct WorkArgs {
    /// Files and folders, or - for standard input [default: the working folder]
    pub paths: Vec<PathBuf>,

    /// The format of the input, whatever the name says
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(READERS.iter().map(|r| r.name)), help_heading = "Input")]
    pub input_format: Option<String>,
    /// Read a field of JSON lines from another name: text=body (repeatable)
    #[arg(long, value_name = "NAME=FIELD", help_heading = "Input")]
    pub field: Vec<String>,
    /// Language of the text, whatever the input declares
    #[arg(long, value_name = "CODE", help_heading = "Input")]
    pub lang: Option<String>,
    /// Check only files that changed in git since a revision: main, HEAD~3
    #[arg(long, value_name = "REV", help_heading = "Input")]
    pub since: Option<String>,
    /// Take hidden and ignored files in folders, too
    #[arg(long, help_heading = "Input")]
    pub all: bool,

    /// A document with a lower score fails
    #[arg(long, value_name = "N", value_parser = percentage, help_heading = "Rules and thresholds")]
    pub min_score: Option<f64>,
    /// A document with a lower quality estimate fails
    #[arg(long, value_name = "N", value_parser = percentage, help_heading = "Rules and thresholds")]
    pub min_estimate: Option<f64>,
    /// A document more likely than this to be unedited machine translation fails (0 to 1)
    #[arg(long, value_name = "NUMBER", help_heading = "Rules and thresholds")]
    pub max_machine: Option<f64>,
    /// Judge quality by a model of your own (mtlint train estimate)
    #[arg(long, value_name = "FILE", help_heading = "Rules and thresholds")]
    pub estimator: Option<PathBuf>,
    /// Estimate no quality: findings and score alone, a little sooner
    #[arg(long, conflicts_with_all = ["estimator", "min_estimate"], help_heading = "Rules and thresholds")]
    pub no_estimate: bool,
    /// A document with a finding at least as heavy fails
    #[arg(long, value_name = "SEVERITY", help_heading = "Rules and thresholds")]
    pub fail_on: Option<Heavy>,
    /// Leave out findings that are less sure, 0 to 1
    #[arg(long, value_name = "X", value_parser = share, help_heading = "Rules and thresholds")]
    pub min_confidence: Option<f32>,
    /// Rules of your own, beside those built in (repeatable)
    #[arg(long, value_name = "DIR", help_heading = "Rules and thresholds")]
    pub rules: Vec<PathBuf>,
    /// Languages of your own, CODE/language.toml and their rules (repeatable)
    #[arg(long, value_name = "DIR", help_heading = "Rules and thresholds")]
    pub languages: Vec<PathBuf>,
    /// Names and terms that are never flagged, one a line (repeatable)
    #[arg(long, value_name = "FILE", help_heading = "Rules and thresholds")]
    pub vocabulary: Vec<PathBuf>,
    /// Use this configuration and look for no other
    #[arg(long, value_name = "FILE", help_heading = "Rules and thresholds")]
    pub config: Option<PathBuf>,
    /// Look for no mtlint.toml
    #[arg(long, conflicts_with = "config", help_heading = "Rules and thresholds")]
    pub no_config: bool,

    /// Threads to use [default: one for each core]
    #[arg(long, short = 'j', value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
}

/// A severity as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Heavy {
    /// Noticed, harmless
    Minor,
    /// Hampers understanding or trust
    Major,
    /// Cannot be published with it
    Critical,
}

impl WorkArgs {
    /// The paths, or the working folder.
    pub fn paths(&self) -> Vec<PathBuf> {
        if self.paths.is_empty() { vec![PathBuf::from(".")] } else { self.paths.clone() }
    }

    /// How folders are walked.
    pub fn walk(&self) -> WalkOptions {
        WalkOptions { all: self.all, ..WalkOptions::default() }
    }

    /// How input is read.
    pub fn options(&self) -> Result<Options> {
        let mut fields = Fields::default();
        self.field.iter().try_for_each(|mapping| fields.map(mapping))?;
        let named = |name: &String| READERS.iter().find(|r| r.name == name);
        let language = self.lang.as_deref().map(language).transpose()?;
        Ok(Options { format: self.input_format.as_ref().and_then(named), fields, language })
    }

    /// Where settings come from; the flags have the last word.
    pub fn projects(&self) -> Result<Projects> {
        let flags = self.clone();
        let flags = move |settings: &mut Settings| flags.apply(settings);
        match &self.config {
            Some(path) => Projects::given(path, flags),
            None if self.no_config => Ok(Projects::none(flags)),
            None => Ok(Projects::nearest(flags)),
        }
    }

    fn apply(&self, settings: &mut Settings) {
        if let Some(n) = self.min_score {
            settings.set_flag("gate.min-score", n, "--min-score");
        }
        if let Some(n) = self.max_machine {
            settings.set_flag("gate.max-machine", n, "--max-machine");
        }
        if let Some(n) = self.min_estimate {
            settings.set_flag("gate.min-estimate", n, "--min-estimate");
        }
        if let Some(heavy) = self.fail_on {
            let possible = heavy.to_possible_value().expect("no severity is hidden");
            settings.set_flag("gate.fail-on", possible.get_name(), "--fail-on");
        }
        if let Some(path) = &self.estimator {
            settings.estimator = Setting::new(Some(path.clone()), Origin::Flag("--estimator"));
        }
        if self.no_estimate {
            settings.estimate = Setting::new(false, Origin::Flag("--no-estimate"));
        }
        if let Some(x) = self.min_confidence {
            settings.min_confidence = Setting::new(x, Origin::Flag("--min-confidence"));
        }
        let files = self.vocabulary.iter();
        settings.vocabulary.extend(files.map(|p| Setting::new(p.clone(), Origin::Flag("--vocabulary"))));
        let folders = self.languages.iter();
        settings.languages.extend(folders.map(|p| Setting::new(p.clone(), Origin::Flag("--languages"))));
        settings.packs.extend(self.rules.iter().map(|p| Setting::new(p.clone(), Origin::Flag("--rules"))));
    }
}

fn language(code: &str) -> Result<String> {
    let primary = code.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase()) {
        return Ok(primary);
    }
    Err(Error::invalid("--lang", format!("`{code}` is no language code")).hint("write two letters: en"))
}

fn percentage(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|n| (0.0..=100.0).contains(n)).ok_or_else(|| "a number from 0 to 100".into())
}

fn share(text: &str) -> Result<f32, String> {
    text.parse().ok().filter(|n| (0.0..=1.0).contains(n)).ok_or_else(|| "a number from 0 to 1".into())
}

fn threads(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=1024).contains(n)).ok_or_else(|| "a number from 1 to 1024".into())
}
