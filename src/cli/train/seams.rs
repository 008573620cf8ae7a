//! `mtlint train seams`: the models of missing words, from sentences that people wrote or repaired.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use mtlint::error::Error;
use mtlint::language::Language;
use mtlint::project::packs;
use mtlint::train::seam;
use mtlint::train::treebank;

use crate::cli::{Exit, counted, print, warn};

/// Learn between which words another one is missing
#[derive(clap::Args)]
#[command(after_help = "\
Sentences are broken by the program itself; the data is to be whole. A line of JSON
gives its \"fixed\" text, or \"text\" where there is none. The same files in the same
order give the same bytes.

Example:
  mtlint train seams --treebank en-train.conllu --data repaired.jsonl \\
    --out rules/en/seams.bin")]
pub struct Args {
    /// Treebanks to learn from
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    treebank: Vec<PathBuf>,
    /// More sentences: a line of JSON each
    #[arg(long, num_args = 1.., value_name = "FILE")]
    data: Vec<PathBuf>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Language of the files
    #[arg(long, value_name = "CODE", default_value = "en")]
    lang: String,
}

/// Reads, learns, writes.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let language = Language::load(&packs::pack(&[])?, &args.lang)?;
    let mut texts = Vec::new();
    for file in &args.treebank {
        let treebank = treebank::read(file)?;
        warn(format_args!("{}: {}", file.display(), counted(treebank.sentences.len(), "sentence")));
        texts.extend(treebank.sentences.iter().map(treebank::Sentence::text));
    }
    for file in &args.data {
        let before = texts.len();
        read(file, &mut texts)?;
        warn(format_args!("{}: {}", file.display(), counted(texts.len() - before, "text")));
    }
    let (bytes, told) = seam::learn(language, &texts)?;
    print(&told)?;
    std::fs::write(&args.out, &bytes).map_err(|e| Error::io(&args.out, e))?;
    print(&format!("wrote {}: {:.2} MB\n", args.out.display(), bytes.len() as f64 / 1e6))?;
    Ok(Exit::Fine)
}

/// Adds the whole texts of a file.
fn read(path: &Path, texts: &mut Vec<String>) -> anyhow::Result<()> {
    #[derive(serde::Deserialize)]
    struct Line {
        text: String,
        fixed: Option<String>,
    }
    let file = std::fs::File::open(path).map_err(|e| Error::io(path, e))?;
    for (number, line) in std::io::BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|e| Error::io(path, e))?;
        let read: Line = serde_json::from_str(&line)
            .map_err(|e| Error::invalid(path.display().to_string(), e.to_string()).at(number + 1, 0))?;
        texts.push(read.fixed.unwrap_or(read.text));
    }
    Ok(())
}
