//! `mtlint train faults`: the models of choices, from texts that people wrote, which the training breaks itself.

use std::path::PathBuf;

use mtlint::error::Error;
use mtlint::train::choice::{ChoiceOptions, learn};
use mtlint::train::treebank;

use crate::cli::basis::Basis;
use crate::cli::{Exit, counted, print, warn};

/// Learn where another word, form or order fits better
#[derive(clap::Args)]
#[command(after_help = "\
The texts are to be whole: the program breaks them itself. The same files in the
same order give the same bytes.

Example:
  mtlint train faults --prose news.txt novels.txt --treebank en-train.conllu \\
    --out rules/en/choice.bin")]
pub struct Args {
    /// Texts to learn from: plain, a paragraph a line
    #[arg(long, num_args = 1.., value_name = "FILE")]
    prose: Vec<PathBuf>,
    /// Treebanks to learn from
    #[arg(long, num_args = 1.., value_name = "FILE")]
    treebank: Vec<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    basis: Basis,
    /// Learn from one paragraph in so many
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    every: usize,
    /// Passes over the text
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    passes: usize,
    /// Start of the random numbers
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

/// Reads, learns, writes.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let language = args.basis.language()?;
    let mut texts = Vec::new();
    for file in &args.treebank {
        let treebank = treebank::read(file, &language.tags)?;
        warn(format_args!("{}: {}", file.display(), counted(treebank.sentences.len(), "sentence")));
        texts.extend(treebank.sentences.iter().map(treebank::AnnotatedSentence::text));
    }
    texts.extend(super::paragraphs(&args.prose)?);
    let options = ChoiceOptions { seed: args.seed, passes: args.passes, every: args.every };
    let mut last = 0;
    let (bytes, told) = learn(language, &texts, &options, &mut |done, total| {
        let tenth = done * 10 / total.max(1);
        if tenth > last {
            warn(format_args!("{tenth}0 % of {}", counted(total, "paragraph")));
            last = tenth;
        }
    })?;
    print(&told)?;
    std::fs::write(&args.out, &bytes).map_err(|e| Error::io(&args.out, e))?;
    print(&format!("wrote {}: {:.2} MB\n", args.out.display(), bytes.len() as f64 / 1e6))?;
    Ok(Exit::Fine)
}
