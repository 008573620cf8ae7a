//! `mtlint evaluate faults`: how likely a finding of each rule is right, measured on faults put into human documents.

use std::path::PathBuf;

use mtlint::check::Checker;
use mtlint::project::packs;
use mtlint::train::evidence::{self, Certainties};

use crate::cli::basis::Basis;
use crate::cli::{Exit, counted, print, warn};

/// Measure how sure each rule is, on single faults put into human documents
#[derive(clap::Args)]
#[command(after_help = "\
A line of the data is one JSON object: \"base\" is a document that a person
wrote, \"text\" the same with one fault of the \"kind\", which stands at the code
points \"start\" to \"end\". docs/EVALUATION.md shows how the certainty follows.

Examples:
  mtlint evaluate faults faults.jsonl
  mtlint evaluate faults --rules house --set-certainty house faults.jsonl")]
pub struct Args {
    /// Documents with one fault each, one JSON object a line
    #[arg(required = true, value_name = "FILE")]
    data: Vec<PathBuf>,
    #[command(flatten)]
    basis: Basis,
    /// Rules of your own, besides the built-in ones
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// Let this rule keep the certainty it states; may be given again
    #[arg(long, value_name = "ID")]
    keep: Vec<String>,
    /// Write the certainties that follow into the rule files of this folder
    #[arg(long, value_name = "DIR")]
    set_certainty: Option<PathBuf>,
}

/// Reads the data, checks it and prints what each rule found.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut own = Vec::new();
    for folder in &args.rules {
        own.extend(packs::rules(folder)?);
    }
    let mut rows = Vec::new();
    for file in &args.data {
        rows.extend(evidence::read_faults(file)?);
    }
    let all = Certainties::gather(&Checker::new(args.basis.pack()?, own)?, &args.basis.lang, &rows)?;
    let mut out =
        format!("{:32}{:>9}{:>12}{:>11}{:>8}\n", "rule", "finds", "untouched", "certainty", "stated");
    let mut measured = Vec::new();
    for (id, found) in &all.rules {
        let share = all.share(found);
        if share == 0.0 && found.untouched == 0 {
            continue;
        }
        let certainty = all.certainty(found).filter(|_| !args.keep.contains(id));
        measured.extend(certainty.map(|c| (id.clone(), found.stated, c)));
        let untouched = 1e6 * found.untouched as f64 / all.words.max(1) as f64;
        let certainty = certainty.map_or("–".to_owned(), |c| format!("{c:.2}"));
        out += &format!("{id:32}{share:>9.3}{untouched:>12.1}{certainty:>11}{:>8.2}\n", found.stated);
    }
    out += &format!(
        "\n{} of {} kinds in {} words. Finds: the shares of each kind that are found, added\n\
         up; untouched: findings in a million words without the faults.\n",
        counted(rows.len(), "fault"),
        all.kinds.len(),
        all.words
    );
    print(&out)?;
    if let Some(folder) = &args.set_certainty {
        let changes = evidence::write_numbers(folder, "certainty", &measured)?;
        for change in &changes {
            warn(format_args!("{}: certainty {} → {}", change.id, change.from, change.to));
        }
        warn(format_args!("{} changed", counted(changes.len(), "number")));
    }
    Ok(Exit::Fine)
}
