//! `mtlint audit compare`: what got better or worse between two audits.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mtlint::audit::{Stored, compare};

use super::tell_unfinished;
use crate::cli::{Exit, print};

/// Say what got better or worse between two audits
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  cp audit.db march.db && mtlint audit site/    keep a state, audit again
  mtlint audit compare march.db audit.db
  mtlint audit compare march.db audit.db --format csv > changes.csv

Documents are matched by name: a file by its path, a record by its id.")]
pub struct Args {
    /// The earlier database, or a folder of lines
    before: PathBuf,
    /// The later database, or a folder of lines
    after: PathBuf,
    /// How it is printed
    #[arg(long, short, value_name = "FORMAT", default_value = "terminal")]
    format: CompareFormat,
}

/// How a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CompareFormat {
    /// For people, the largest changes first
    Terminal,
    /// For a pull request or a ticket
    Markdown,
    /// For programs: all changes
    Json,
    /// For spreadsheets: a row a document that changed
    Csv,
}

/// Compares.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let (before, after) = (open(&args.before)?, open(&args.after)?);
    let comparison = compare(&before, &after)?;
    match args.format {
        CompareFormat::Terminal => print(&comparison.terminal())?,
        CompareFormat::Markdown => print(&comparison.markdown())?,
        CompareFormat::Json => print(&(serde_json::to_string_pretty(&comparison)? + "\n"))?,
        CompareFormat::Csv => comparison.csv(&mut std::io::stdout().lock())?,
    }
    Ok(Exit::Fine)
}

/// A database, or a folder of lines.
fn open(path: &Path) -> mtlint::error::Result<Stored> {
    if path.is_dir() {
        return Stored::of_lines(path);
    }
    let stored = Stored::open(path)?;
    tell_unfinished(path, &stored)?;
    Ok(stored)
}
