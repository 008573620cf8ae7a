//! `mtlint evaluate sentences`: sentence boundaries against those of treebanks.

use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use mtlint::analysis::Analyser;
use mtlint::language::Language;
use mtlint::project::packs;
use mtlint::train::sentence::evaluate;
use mtlint::train::treebank;

use crate::cli::{Exit, print};

/// Measure sentence boundaries on treebanks
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint evaluate sentences en-dev.conllu
  mtlint evaluate sentences en-dev.conllu --format json")]
pub struct Args {
    /// CoNLL-U files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How the figures are shown; JSON is one object a file, one a line
    #[arg(long, short, value_name = "FORMAT", default_value = "terminal")]
    format: SentenceFigures,
    /// Language of the files
    #[arg(long, value_name = "CODE", default_value = "en")]
    lang: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum SentenceFigures {
    Terminal,
    Json,
}

/// Prints the figures.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let analyser = Analyser::new(Arc::new(Language::load(&packs::pack(&[])?, &args.lang)?))?;
    for file in &args.files {
        let paragraphs = treebank::read(file, &analyser.language().tags)?.paragraphs();
        let score = evaluate(&analyser, paragraphs.iter().map(|p| (p.text.as_str(), &p.sentences[..])));
        print(&match args.format {
            SentenceFigures::Json => serde_json::to_string(&score)? + "\n",
            SentenceFigures::Terminal => format!(
                "{}\n  sentences        {}\n  boundaries       precision {:.2} %, recall {:.2} %, F1 {:.2} %\n  \
                 whole sentences  F1 {:.2} %\n",
                file.display(),
                score.sentences,
                100.0 * score.precision,
                100.0 * score.recall,
                100.0 * score.f1,
                100.0 * score.whole_f1,
            ),
        })?;
    }
    Ok(Exit::Fine)
}
