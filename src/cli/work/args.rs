//! What to check and by which rules: the arguments that every command with paths shares, and the steps from there to
//! options, settings and paths.

use std::path::PathBuf;

use clap::ValueEnum;
use mtlint::config::{Exclusion, Level, Projects, Setting, Settings, ValueOrigin};
use mtlint::document::State;
use mtlint::error::{Error, Result};
use mtlint::language::codes;
use mtlint::project::walk::WalkOptions;
use mtlint::read::bilingual::columns::Columns;
use mtlint::read::bilingual::pattern::SourceBeside;
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
    /// Read the text of a record as this format; without it, as HTML where all of it stands in elements
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "html", "markdown"], help_heading = "Input")]
    pub field_format: Option<String>,
    /// Language of the text, whatever the input declares
    #[arg(long, value_name = "CODE", help_heading = "Input")]
    pub lang: Option<String>,
    /// Language of the sources of bilingual files, whatever the input declares
    #[arg(long, value_name = "CODE", help_heading = "Input")]
    pub source_lang: Option<String>,
    /// The file that the text was translated from, or a pattern: locales/{lang}/*.json
    #[arg(long, value_name = "PATH", help_heading = "Input")]
    pub source: Option<String>,
    /// Columns of a table that holds both sides, by number or name: source=2,target=3
    #[arg(long, value_name = "NAME=COLUMN", value_parser = Columns::parse, help_heading = "Input")]
    pub columns: Option<Columns>,
    /// Check segments in this state alone (repeatable)
    #[arg(long, value_name = "STATE", value_parser = state, help_heading = "Input")]
    pub state: Vec<State>,
    /// Check only files that changed in git since a revision: main, HEAD~3
    #[arg(long, value_name = "REV", help_heading = "Input")]
    pub since: Option<String>,
    /// Leave files and folders out of the folders they lie in (repeatable)
    #[arg(long, value_name = "GLOB", value_parser = Exclusion::new, help_heading = "Input")]
    pub exclude: Vec<Exclusion>,
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
    #[arg(long, value_name = "X", value_parser = likelihood, help_heading = "Rules and thresholds")]
    pub max_machine: Option<f64>,
    /// Judge quality by a model of your own (mtlint train estimate)
    #[arg(long, value_name = "FILE", help_heading = "Rules and thresholds")]
    pub estimator: Option<PathBuf>,
    /// Estimate no quality: findings and score alone, a little sooner
    #[arg(long, conflicts_with_all = ["estimator", "min_estimate"], help_heading = "Rules and thresholds")]
    pub no_estimate: bool,
    /// A document with a finding at least as heavy fails; review: one that
    /// needs review, too; none: the score and other conditions decide
    #[arg(long, value_name = "SEVERITY", help_heading = "Rules and thresholds")]
    pub fail_on: Option<Heavy>,
    /// A document in a language without rules may pass
    #[arg(long, help_heading = "Rules and thresholds")]
    pub allow_unjudged: bool,
    /// Leave out findings that are less sure, 0 to 1
    #[arg(long, alias = "min-confidence", value_name = "X", value_parser = share, help_heading = "Rules and thresholds")]
    pub min_certainty: Option<f32>,
    /// Switch a rule or a family off (repeatable)
    #[arg(long, value_name = "RULE", help_heading = "Rules and thresholds")]
    pub disable: Vec<String>,
    /// Use these rules and families alone (repeatable)
    #[arg(long, value_name = "RULE", help_heading = "Rules and thresholds")]
    pub only: Vec<String>,
    /// Rules of your own, beside those built in (repeatable)
    #[arg(long, value_name = "DIR", help_heading = "Rules and thresholds")]
    pub rules: Vec<PathBuf>,
    /// Languages of your own, CODE/language.toml and their rules (repeatable)
    #[arg(long, value_name = "DIR", help_heading = "Rules and thresholds")]
    pub languages: Vec<PathBuf>,
    /// Names and terms that are never flagged, one a line (repeatable)
    #[arg(long, value_name = "FILE", help_heading = "Rules and thresholds")]
    pub vocabulary: Vec<PathBuf>,
    /// Agreed terms, TBX or a table, for texts with their source (repeatable)
    #[arg(long, value_name = "FILE", help_heading = "Rules and thresholds")]
    pub termbase: Vec<PathBuf>,
    /// Use this configuration and look for no other
    #[arg(long, value_name = "FILE", help_heading = "Rules and thresholds")]
    pub config: Option<PathBuf>,
    /// Look for no mtlint.toml
    #[arg(long, conflicts_with = "config", help_heading = "Rules and thresholds")]
    pub no_config: bool,

    /// Threads to use [default: one for each core]
    #[arg(long, short = 'j', value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,

    /// Files that are written, and so are no input.
    #[arg(skip)]
    pub outputs: Vec<PathBuf>,
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
    /// Or an editor should look
    Review,
    /// No finding by itself
    None,
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
        let source_language = self.source_lang.as_deref().map(language_of_source).transpose()?;
        let field_format = self.field_format.as_ref().and_then(named);
        let format = self.input_format.as_ref().and_then(named);
        let beside =
            self.source.as_deref().map(|pattern| SourceBeside::new(pattern, source_language.as_deref()));
        let beside = beside.transpose().map_err(|wrong| Error::invalid("--source", wrong))?;
        let columns = self.columns.clone();
        let states = self.state.clone();
        Ok(Options { format, fields, field_format, language, source_language, columns, states, beside })
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
        if self.allow_unjudged {
            settings.set_flag("gate.allow-unjudged", true, "--allow-unjudged");
        }
        if let Some(code) = &self.lang {
            settings.language = Setting::new(language(code).ok(), ValueOrigin::Flag("--lang"));
        }
        let here = std::env::current_dir().unwrap_or_default();
        let excluded = self.exclude.iter().map(|e| e.clone().seen_from(&here));
        settings.exclude.extend(excluded.map(|e| Setting::new(e, ValueOrigin::Flag("--exclude"))));
        if !self.only.is_empty() {
            settings.set_rule("all", Setting::new(Level::Off, ValueOrigin::Flag("--only")));
        }
        for name in &self.only {
            settings.set_rule(name, Setting::new(Level::On, ValueOrigin::Flag("--only")));
        }
        for name in &self.disable {
            settings.set_rule(name, Setting::new(Level::Off, ValueOrigin::Flag("--disable")));
        }
        if let Some(path) = &self.estimator {
            settings.estimator = Setting::new(Some(path.clone()), ValueOrigin::Flag("--estimator"));
        }
        if self.no_estimate {
            settings.estimate = Setting::new(false, ValueOrigin::Flag("--no-estimate"));
        }
        if let Some(x) = self.min_certainty {
            settings.min_certainty = Setting::new(x, ValueOrigin::Flag("--min-certainty"));
        }
        let files = self.vocabulary.iter();
        settings.vocabulary.extend(files.map(|p| Setting::new(p.clone(), ValueOrigin::Flag("--vocabulary"))));
        let termbases = self.termbase.iter();
        settings
            .termbases
            .extend(termbases.map(|p| Setting::new(p.clone(), ValueOrigin::Flag("--termbase"))));
        let folders = self.languages.iter();
        settings
            .language_folders
            .extend(folders.map(|p| Setting::new(p.clone(), ValueOrigin::Flag("--languages"))));
        settings
            .packs
            .extend(self.rules.iter().map(|p| Setting::new(p.clone(), ValueOrigin::Flag("--rules"))));
    }
}

/// The code of a language that `--lang` names.
pub fn language(code: &str) -> Result<String> {
    codes::valid(code).map_err(|wrong| Error::invalid("--lang", wrong))
}

fn state(name: &str) -> Result<State, String> {
    let names = State::ALL.iter().map(|state| state.name()).collect::<Vec<_>>().join(", ");
    State::ALL.iter().copied().find(|state| state.name() == name).ok_or_else(|| format!("one of {names}"))
}

fn language_of_source(code: &str) -> Result<String> {
    codes::valid(code).map_err(|wrong| Error::invalid("--source-lang", wrong))
}

/// A number from 0 to 100.
fn likelihood(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|n| (0.0..=1.0).contains(n)).ok_or_else(|| "a number from 0 to 1".into())
}

pub fn percentage(text: &str) -> Result<f64, String> {
    text.parse().ok().filter(|n| (0.0..=100.0).contains(n)).ok_or_else(|| "a number from 0 to 100".into())
}

fn share(text: &str) -> Result<f32, String> {
    text.parse().ok().filter(|n| (0.0..=1.0).contains(n)).ok_or_else(|| "a number from 0 to 1".into())
}

fn threads(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=1024).contains(n)).ok_or_else(|| "a number from 1 to 1024".into())
}
