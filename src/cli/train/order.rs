//! `mtlint train order`: the table of neighbours that hardly ever stand side by side, from treebanks.
//!
//! The text of the treebanks is tagged by the language's own tagger, as the texts under the rule will be.

use std::path::PathBuf;
use std::sync::Arc;

use mtlint::analysis::{Analyser, order};
use mtlint::document::BlockKind;
use mtlint::error::Error;
use mtlint::train::treebank;

use crate::cli::basis::Basis;
use crate::cli::{Exit, counted, print, warn};

/// Learn which neighbours a language hardly ever sets side by side
#[derive(clap::Args)]
#[command(after_help = "\
The same files in the same order give the same bytes.

Example:
  mtlint train order --treebank en-train.conllu --out rules/en/order.tsv")]
pub struct Args {
    /// Treebanks to learn from
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    treebank: Vec<PathBuf>,
    /// The table to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    basis: Basis,
}

/// Reads, learns, writes.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let analyser = Analyser::new(Arc::new(args.basis.language()?))?;
    let mut texts = Vec::new();
    for file in &args.treebank {
        let treebank = treebank::read(file, &analyser.language().tags)?;
        warn(format_args!("{}: {}", file.display(), counted(treebank.sentences.len(), "sentence")));
        texts.extend(treebank.sentences.iter().map(treebank::AnnotatedSentence::text));
    }
    let analysed: Vec<_> =
        texts.into_iter().map(|text| (analyser.text(&text, BlockKind::Paragraph), text)).collect();
    let sentences = analysed.iter().flat_map(|(analysis, text)| {
        analysis
            .sentences
            .iter()
            .map(move |s| analysis.tokens[s.first..s.last].iter().map(|t| (t.span.of(text), t.tag)).collect())
    });
    let table = order::learn(analyser.language(), sentences);
    std::fs::write(&args.out, &table).map_err(|e| Error::io(&args.out, e))?;
    let pairs = table.lines().filter(|l| !l.starts_with('#')).count();
    print(&format!("wrote {}: {}\n", args.out.display(), counted(pairs, "pair")))?;
    Ok(Exit::Fine)
}
