//! `mtlint train articles`: the table of singular nouns that want an article, from edited prose.

use std::path::PathBuf;
use std::sync::Arc;

use mtlint::analysis::Analyser;
use mtlint::error::Error;
use mtlint::train::articles;

use crate::cli::basis::Basis;
use crate::cli::{Exit, print};

/// Learn which nouns hardly ever stand without an article
#[derive(clap::Args)]
#[command(after_help = "\
The same files in the same order give the same bytes.

Example:
  mtlint train articles --prose news.txt novels.txt \\
    --out rules/en/articles.bin")]
pub struct Args {
    /// Texts to learn from: plain, a paragraph a line
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    prose: Vec<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    basis: Basis,
}

/// Reads, learns, writes.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let analyser = Analyser::without_choices(Arc::new(args.basis.language()?))?;
    let (values, told) = articles::learn(&analyser, &super::paragraphs(&args.prose)?);
    print(&told)?;
    std::fs::write(&args.out, values.write()).map_err(|e| Error::io(&args.out, e))?;
    let entries = if values.len() == 1 { "entry" } else { "entries" };
    print(&format!("wrote {}: {} {entries}\n", args.out.display(), values.len()))?;
    Ok(Exit::Fine)
}
