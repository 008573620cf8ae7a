//! The arguments of `check` as they were given, and the steps from there to options, settings and paths.

use std::path::PathBuf;

use clap::ValueEnum;
use mtlint::config::{Origin, Projects, Setting, Settings};
use mtlint::error::{Error, Result};
use mtlint::meta::Severity;
use mtlint::read::walk::WalkOptions;
use mtlint::read::{Fields, Options, READERS};
use mtlint::report::{FORMATS, Format};

/// Check files, folders or standard input
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  mtlint check article.html                a report for the terminal
  mtlint check site/ --report html=out.html --report sarif=out.sarif
  mtlint check - < article.txt             standard input
  mtlint check --input-format jsonl --field text=body --format jsonl - \\
      < articles.jsonl                     a line in, a line out

Exit codes:
  0  every document may pass
  1  a document must not: its verdict is \"fail\", or it missed --min-score,
     --min-estimate or --fail-on
  2  something could not be checked, and nothing else has failed")]
pub struct Args {
    /// Files and folders, or - for standard input [default: the working folder]
    pub paths: Vec<PathBuf>,

    /// The format on standard output
    #[arg(long, short, value_name = "FORMAT", default_value = "terminal", value_parser = output_format)]
    pub format: &'static Format,
    /// Write one more report to a file (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report_file)]
    pub report: Vec<(&'static Format, PathBuf)>,
    /// Print nothing on standard output
    #[arg(long, short)]
    pub quiet: bool,
    /// Print how each score was made
    #[arg(long)]
    pub show_penalties: bool,
    /// Colours on the terminal
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// The format of the input, whatever the name says
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(READERS.iter().map(|r| r.name)), help_heading = "Input")]
    pub input_format: Option<String>,
    /// Read a field of JSON lines from another name: text=body (repeatable)
    #[arg(long, value_name = "NAME=FIELD", help_heading = "Input")]
    pub field: Vec<String>,
    /// Language of the text, whatever the input declares
    #[arg(long, value_name = "CODE", help_heading = "Input")]
    pub lang: Option<String>,
    /// Take hidden and ignored files in folders, too
    #[arg(long, help_heading = "Input")]
    pub all: bool,

    /// Exit 1 for a document with a lower score
    #[arg(long, value_name = "N", value_parser = percentage, help_heading = "Rules and thresholds")]
    pub min_score: Option<f64>,
    /// Exit 1 for a document with a lower quality estimate
    #[arg(long, value_name = "N", value_parser = percentage, help_heading = "Rules and thresholds")]
    pub min_estimate: Option<f64>,
    /// Judge quality by a model of your own (mtlint train estimate)
    #[arg(long, value_name = "FILE", help_heading = "Rules and thresholds")]
    pub estimator: Option<PathBuf>,
    /// Exit 1 for a finding at least as heavy
    #[arg(long, value_name = "SEVERITY", help_heading = "Rules and thresholds")]
    pub fail_on: Option<Heavy>,
    /// Leave out findings that are less sure, 0 to 1
    #[arg(long, value_name = "X", value_parser = share, help_heading = "Rules and thresholds")]
    pub min_confidence: Option<f32>,
    /// Rules of your own, beside those built in (repeatable)
    #[arg(long, value_name = "DIR", help_heading = "Rules and thresholds")]
    pub rules: Vec<PathBuf>,
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

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
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

impl Args {
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
            settings.min_score = Setting::new(Some(n), Origin::Flag("--min-score"));
        }
        if let Some(path) = &self.estimator {
            settings.estimator = Setting::new(Some(path.clone()), Origin::Flag("--estimator"));
        }
        if let Some(n) = self.min_estimate {
            settings.min_estimate = Setting::new(Some(n), Origin::Flag("--min-estimate"));
        }
        if let Some(x) = self.min_confidence {
            settings.min_confidence = Setting::new(x, Origin::Flag("--min-confidence"));
        }
        if let Some(heavy) = self.fail_on {
            let severity = match heavy {
                Heavy::Minor => Severity::Minor,
                Heavy::Major => Severity::Major,
                Heavy::Critical => Severity::Critical,
            };
            settings.fail_on = Setting::new(Some(severity), Origin::Flag("--fail-on"));
        }
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

fn output_format(name: &str) -> Result<&'static Format, String> {
    mtlint::report::format(name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|f| f.name).collect();
        match mtlint::error::suggest(name, names.iter().copied()) {
            Some(near) => format!("no such format; did you mean `{near}`?"),
            None => format!("no such format; there are {}", names.join(", ")),
        }
    })
}

fn report_file(text: &str) -> Result<(&'static Format, PathBuf), String> {
    match text.split_once('=') {
        Some((name, file)) if !file.is_empty() => Ok((output_format(name)?, PathBuf::from(file))),
        _ => Err("write FORMAT=FILE: html=out.html".into()),
    }
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
