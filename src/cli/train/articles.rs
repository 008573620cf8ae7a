//! `mtlint train articles`: the table of singular nouns that want an article, from edited prose.

use std::path::PathBuf;
use std::sync::Arc;

use mtlint::analysis::Analyser;
use mtlint::error::Error;
use mtlint::train::articles;

use crate::cli::basis::Basis;
use crate::cli::{Exit, counted, print, warn};

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
    let mut texts = Vec::new();
    for file in &args.prose {
        let text = std::fs::read_to_string(file).map_err(|e| Error::io(file, e))?;
        let before = texts.len();
        texts.extend(text.lines().map(str::to_owned));
        warn(format_args!("{}: {}", file.display(), counted(texts.len() - before, "paragraph")));
    }
    let (values, told) = articles::learn(&analyser, &texts);
    print(&told)?;
    std::fs::write(&args.out, values.write()).map_err(|e| Error::io(&args.out, e))?;
    let entries = if values.len() == 1 { "entry" } else { "entries" };
    print(&format!("wrote {}: {} {entries}\n", args.out.display(), values.len()))?;
    Ok(Exit::Fine)
}
