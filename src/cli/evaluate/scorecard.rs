//! `mtlint evaluate scorecard`: a sheet that a reviewer filled in, as labelled data.

use std::path::PathBuf;

use mtlint::error::Error;
use mtlint::train::scorecard;

use crate::cli::{Exit, counted, print, warn};

/// Turn a reviewer's scorecard into labelled texts
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint check --format scorecard-csv de.po > card.csv
                                         to be filled in: yes or no under
                                         `agree`, the right text under
                                         `correction`
  mtlint evaluate scorecard card.csv > labelled.jsonl
  mtlint evaluate findings labelled.jsonl")]
pub struct Args {
    /// Scorecards as `scorecard-csv` writes them, filled in
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Reads the sheets and prints their records.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let (mut agreed, mut refused, mut records) = (0, 0, 0);
    for path in &args.files {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let labelled = scorecard::read(&path.display().to_string(), &text)?;
        for record in &labelled.records {
            print(&format!("{record}\n"))?;
        }
        (agreed, refused) = (agreed + labelled.agreed, refused + labelled.refused);
        records += labelled.records.len();
    }
    warn(format!(
        "{} of {} confirmed; {}",
        agreed,
        counted(agreed + refused, "finding"),
        counted(records, "labelled text")
    ));
    Ok(Exit::Fine)
}
