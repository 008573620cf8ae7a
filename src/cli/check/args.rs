//! The arguments of `check` that are its own: reports, colours. What to check and by which rules stands in `work`.

use std::path::PathBuf;

use clap::ValueEnum;
use mtlint::report::{FORMATS, Format};

use crate::cli::work::{BaselineArgs, WorkArgs};

/// Check files, folders or standard input
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  mtlint check article.html                a report for the terminal
  mtlint check site/ --report html=out.html --report sarif=out.sarif
  mtlint check --since main site/          what this branch changed
  mtlint check - < article.txt             standard input
  mtlint check --input-format jsonl --field text=body --format jsonl - \\
      < articles.jsonl                     a line in, a line out

Exit codes:
  0  every document may pass
  1  a document must not: its verdict is \"fail\", or \"not judged\" as there
     are no rules for its language
  2  something could not be checked, and nothing else has failed
  130  Ctrl-C came first: the reports hold what was done until then")]
pub struct Args {
    /// What to check, and by which rules.
    #[command(flatten)]
    pub work: WorkArgs,

    /// Which findings are known already.
    #[command(flatten)]
    pub baseline: BaselineArgs,

    /// The format on standard output
    #[arg(long, short, value_name = "FORMAT", default_value = "terminal", value_parser = output_format)]
    pub format: &'static Format,
    /// Write one more report to a file (repeatable)
    #[arg(long, value_name = "FORMAT=FILE", value_parser = report_file)]
    pub report: Vec<(&'static Format, PathBuf)>,
    /// In the HTML overview, group records by a field of theirs (a site, an
    /// engine)
    #[arg(long, value_name = "FIELD")]
    pub group_by: Option<String>,
    /// Print nothing on standard output
    #[arg(long, short)]
    pub quiet: bool,
    /// Print at most so many findings of a document, the heaviest; the others
    /// are counted (terminal and concise)
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,
    /// Print how each score was made
    #[arg(long)]
    pub show_penalties: bool,
    /// Colours on the terminal
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
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
