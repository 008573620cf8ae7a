//! `mtlint analyze`: all that is known of a text before any rule looks at it.
//!
//! How a rule author finds out why a rule fired or did not. One file a format; nothing is found here.

mod conllu;
mod json;
mod terminal;

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;
use mtlint::analysis::{Analyser, Analysis, Whole, Workspace};
use mtlint::detected::Detected;
use mtlint::document::Document;
use mtlint::error::Error;
use mtlint::language::Language;
use mtlint::project::{files, packs};
use mtlint::read::{self, Options, READERS};

use super::{Exit, print_styled, work};

/// Show sentences, words, tags, quotations, clauses and names of a text
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint analyze article.md                   for reading
  mtlint analyze --format conllu article.md   a treebank file
  echo 'Stated.' | mtlint analyze -           standard input")]
pub struct Args {
    /// The file, or - for standard input
    file: PathBuf,
    /// How it is shown
    #[arg(long, short, value_name = "FORMAT", default_value = "terminal")]
    format: Layers,
    /// The format of the input, whatever the name says
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(READERS.iter().map(|r| r.name)))]
    input_format: Option<String>,
    /// Language of the text, whatever the input declares
    #[arg(long, value_name = "CODE")]
    lang: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Layers {
    /// Text for reading, 80 columns
    Terminal,
    /// CoNLL-U, with quotation depth, names and clauses in the last column
    Conllu,
    /// One JSON object a document, one a line
    Json,
}

/// A document with what is known of it.
struct AnalyzedDocument<'a> {
    document: &'a Document,
    whole: &'a Whole,
    language: &'a Language,
}

/// Prints the analysis.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let format = args.input_format.as_deref().map(read::by_name).transpose()?;
    let options = Options {
        format,
        language: args.lang.as_deref().map(work::language).transpose()?,
        ..Options::default()
    };
    let outcome = if args.file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        read::read("-", bytes, &options)
    } else {
        files::read_file(&args.file, &options)
    };
    if let Some(problem) = outcome.problems.into_iter().find(|p| p.fatal) {
        let error = Error::invalid(problem.file, problem.message).at(problem.line.unwrap_or(0), 0);
        return Err(problem.hint.into_iter().fold(error, Error::hint).into());
    }
    let pack = packs::pack(&[])?;
    let usual = Language::load(&pack, "en")?;
    let mut analyser: Option<Analyser> = None;
    for document in &outcome.documents {
        let code = Detected::of(document, &usual).judged_in(document, &usual);
        let analyser = match &mut analyser {
            Some(analyser) if analyser.language().code == code => analyser,
            other => other.insert(Analyser::new(Arc::new(Language::load(&pack, &code)?))?),
        };
        let mut workspace = Workspace::default();
        let blocks: Vec<Analysis> =
            document.blocks.iter().map(|b| analyser.analyse(b, &mut workspace)).collect();
        let whole = Whole::gather(document, blocks, analyser.language());
        let seen = AnalyzedDocument { document, whole: &whole, language: analyser.language() };
        print_styled(&match args.format {
            Layers::Terminal => terminal::show(&seen),
            Layers::Conllu => conllu::show(&seen),
            Layers::Json => json::show(&seen)?,
        })?;
    }
    Ok(Exit::Fine)
}
