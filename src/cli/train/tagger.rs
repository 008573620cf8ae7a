//! `mtlint train tagger`: weights of the part-of-speech tagger from treebanks.
//!
//! Every file is read and checked before anything is learned. What was read, how far the work is and how good the
//! tags are after each pass goes to standard error; the file that was written, to standard output.

use std::path::PathBuf;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use mtlint::error::Error;
use mtlint::language::TagSet;
use mtlint::train::tagger::evaluate::Evaluation;
use mtlint::train::tagger::{TaggerOptions, TaggerProgress, train};
use mtlint::train::treebank::{self, Treebank};

use crate::cli::basis::Basis;
use crate::cli::{Exit, counted, print, warn};

/// Train the part-of-speech tagger on treebanks
#[derive(clap::Args)]
#[command(after_help = "\
The files are CoNLL-U with the fine tags of the language in the fifth column, as its
language.toml names them; those of English are the Penn Treebank's. The same files in the same order
and the same seed give the same bytes.

Examples:
  mtlint train tagger --treebank en-train.conllu --out .
  mtlint train tagger --treebank a.conllu b.conllu --dev c.conllu --out rules/en
  mtlint evaluate tagger c.conllu --weights rules/en/tagger.bin")]
pub struct Args {
    /// Treebanks to learn from
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    treebank: Vec<PathBuf>,
    /// Treebanks to measure after each pass; nothing is learned from them
    #[arg(long, num_args = 1.., value_name = "FILE")]
    dev: Vec<PathBuf>,
    /// The folder to write tagger.bin to; it is made where there is none
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    basis: Basis,
    /// Start of the random numbers
    #[arg(long, value_name = "NUMBER", default_value_t = TaggerOptions::default().seed)]
    seed: u64,
    /// Passes over the text
    #[arg(long, value_name = "NUMBER", default_value_t = TaggerOptions::default().passes as u16,
        value_parser = clap::value_parser!(u16).range(1..=100))]
    passes: u16,
}

/// Reads, trains, writes.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let language = args.basis.language()?;
    let treebanks = read(&args.treebank, &language.tags, "")?;
    let dev = read(&args.dev, &language.tags, ", to measure")?;
    std::fs::create_dir_all(&args.out).map_err(|error| Error::io(&args.out, error))?;
    let options = TaggerOptions { seed: args.seed, passes: args.passes.into(), ..TaggerOptions::default() };
    let bar = bar();
    let begun = Instant::now();
    let bytes = train(&treebanks, &dev, &language, &options, &mut |progress| {
        if let TaggerProgress::Learned { done, total } = progress {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        } else {
            bar.suspend(|| {
                warn(format_args!(
                    "{:>4} s  {}",
                    begun.elapsed().as_secs(),
                    progress_line(&progress, &args.dev)
                ))
            });
        }
    })?;
    bar.finish_and_clear();
    let path = args.out.join("tagger.bin");
    std::fs::write(&path, &bytes).map_err(|error| Error::io(&path, error))?;
    print(&format!("wrote {}: {:.2} MB\n", path.display(), bytes.len() as f64 / 1e6))?;
    Ok(Exit::Fine)
}

fn read(files: &[PathBuf], tags: &TagSet, what_for: &str) -> anyhow::Result<Vec<Treebank>> {
    let mut treebanks = Vec::new();
    for file in files {
        let treebank = treebank::read(file, tags)?;
        let (sentences, words) = (treebank.sentences.len(), treebank.words());
        warn(format_args!(
            "{}: {}, {}{what_for}",
            file.display(),
            counted(sentences, "sentence"),
            counted(words, "word")
        ));
        treebanks.push(treebank);
    }
    Ok(treebanks)
}

fn progress_line(progress: &TaggerProgress, dev: &[PathBuf]) -> String {
    match progress {
        TaggerProgress::Learned { done, total } => format!("{done} of {total} words"),
        TaggerProgress::Read { sentences, words, lexicon, weighed } => format!(
            "{}, {} with varied ones; {} words of their own, {weighed} places to learn from",
            counted(*words, "word"),
            counted(*sentences, "sentence"),
            lexicon
        ),
        TaggerProgress::Guessed { part, parts, accuracy } => format!(
            "first look, network {part} of {parts}: {:.2} % right where there is a choice, on text it has not seen",
            100.0 * accuracy
        ),
        TaggerProgress::Pass { pass, passes, accuracy, held_out } => {
            let mut text =
                format!("pass {pass} of {passes}: {:.2} % right where there is a choice", 100.0 * accuracy);
            for (file, Evaluation { accuracy, finite_precision, finite_recall, .. }) in
                dev.iter().zip(held_out)
            {
                text += &format!(
                    "\n        {}: {:.2} % right, finite verbs {:.2} % and {:.2} %",
                    file.display(),
                    100.0 * accuracy,
                    100.0 * finite_precision,
                    100.0 * finite_recall
                );
            }
            text
        }
        TaggerProgress::Written { rows, clipped, .. } => {
            format!("{rows} rows of weights, {:.3} % of them cut to the largest number", 100.0 * clipped)
        }
    }
}

/// Shown at a terminal only, as all of indicatif's bars.
fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("learning {bar:30} {percent} %, {eta} left");
    ProgressBar::new(1).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
