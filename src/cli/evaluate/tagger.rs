//! `mtlint evaluate tagger`: part-of-speech tags against those of treebanks, on the words as the treebank has them.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mtlint::analysis::tagger::Tagger;
use mtlint::error::{Error, Result};
use mtlint::language::{Language, TagSet};
use mtlint::project::packs;
use mtlint::train::tagger::evaluate::{Evaluation, evaluate};
use mtlint::train::treebank;

use crate::cli::{Exit, print};

/// Measure part-of-speech tags on treebanks
#[derive(clap::Args)]
#[command(after_help = "\
Finite verbs are those whose tag the language calls finite. The speed is that of tagging
alone, on one core.

Examples:
  mtlint evaluate tagger en-dev.conllu
  mtlint evaluate tagger en-dev.conllu --format json
  mtlint evaluate tagger en-dev.conllu --weights out/tagger.bin --mistakes 20")]
pub struct Args {
    /// CoNLL-U files with the language's fine tags in their fifth column
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How the figures are shown; JSON is one object a file, one a line
    #[arg(long, short, value_name = "FORMAT", default_value = "terminal")]
    format: TagMistake,
    /// Weights to measure in place of the shipped ones
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// List so many of the most frequent mistakes
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    mistakes: usize,
    /// Language of the files
    #[arg(long, value_name = "CODE", default_value = "en")]
    lang: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum TagMistake {
    Terminal,
    Json,
}

/// Prints the figures.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let language = Language::load(&packs::pack(&[])?, &args.lang)?;
    let tagger = match &args.weights {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
            Tagger::from_file(&path.display().to_string(), bytes, &language)?
        }
        None => shipped(&language)?,
    };
    for file in &args.files {
        let evaluation = evaluate(&tagger, &language, &treebank::read(file, &language.tags)?, true);
        print(&match args.format {
            TagMistake::Json => serde_json::to_string(&evaluation)? + "\n",
            TagMistake::Terminal => report(file, &evaluation, &language.tags, args.mistakes),
        })?;
    }
    Ok(Exit::Fine)
}

fn shipped(language: &Language) -> Result<Tagger> {
    let code = &language.code;
    Tagger::load(language)?.ok_or_else(|| {
        let message = format!("there is no tagger for the language “{code}”");
        Error::invalid(format!("rules/{code}/tagger.bin"), message)
            .hint("make one with `mtlint train tagger`, name it with --weights")
    })
}

fn report(file: &Path, evaluation: &Evaluation, tags: &TagSet, mistakes: usize) -> String {
    let mut text = format!(
        "{}\n  words          {}\n  right tags     {:.2} %\n  finite verbs   precision {:.2} %, recall {:.2} %\n  \
         speed          {:.2} million words a second\n",
        file.display(),
        evaluation.tokens,
        100.0 * evaluation.accuracy,
        100.0 * evaluation.finite_precision,
        100.0 * evaluation.finite_recall,
        evaluation.tokens_per_second / 1e6,
    );
    for (gold, given, times) in evaluation.mistakes.iter().take(mistakes) {
        writeln!(text, "  {times:>6} times  {} tagged {}", tags.name(*gold), tags.name(*given))
            .expect("a String takes everything");
    }
    text
}
