//! `mtlint train estimate`: a quality estimate from segments that people judged or repaired.
//!
//! Reads the data, names what it cannot use, checks every segment as `mtlint check` would, and hands the rest to
//! `mtlint::train::estimate`. What it learned, and how well it agrees with people, is printed.

use std::fmt::Write;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};
use mtlint::analysis::Whole;
use mtlint::check::{Checker, Review};
use mtlint::document::{Block, BlockKind, Document, Original, Source, SpanMap};
use mtlint::error::Error;
use mtlint::estimate::families::Families;
use mtlint::policy::Policy;
use mtlint::train::estimate::fit::Fitted;
use mtlint::train::estimate::metrics;
use mtlint::train::estimate::prepare::{self, EstimateExample};
use mtlint::train::estimate::run::{self, Task};
use mtlint::train::estimate::segment::{self, JudgedSegment, Label};

use crate::cli::basis::Basis;
use crate::cli::{Exit, print, warn};

/// Train a quality estimate from judged or repaired segments
#[derive(clap::Args)]
#[command(after_help = "\
A segment is a line of JSON with \"text\" and one of \"da\" (human score, higher is
better), \"hter\" (edit rate) or \"fixed\" (the text after its repair); \"source\",
\"source_lang\" and \"article\" are used where they are given.

Examples:
  mtlint train estimate --data repaired.jsonl --source-lang et --out house.bin
  mtlint check --estimator house.bin article.html")]
pub struct Args {
    /// Files of labelled segments; FILE:xx gives the language of its sources
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    data: Vec<String>,
    /// Language of the sources, where the data does not say
    #[arg(long, value_name = "CODE")]
    source_lang: Option<String>,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    basis: Basis,
    /// Number that decides how segments are dealt to the folds
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folds for cross-fitting and cross-validation
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(2..=20))]
    folds: u8,
    /// Hold whole articles out of each fold (by "article", else by shared rare words)
    #[arg(long)]
    by_article: bool,
    /// Label to learn from: da or hter (default: the one most segments have)
    #[arg(long, value_name = "LABEL", value_parser = ["da", "hter"])]
    label: Option<String>,
    /// Print no learning curve: saves about as much time as the training takes
    #[arg(long)]
    no_curve: bool,
}

/// Reads, trains, writes, reports.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut segments: Vec<JudgedSegment> = Vec::new();
    for name in &args.data {
        let (path, code) = named(name, args.source_lang.as_deref());
        let (read, problems) = segment::read(&path, code)?;
        for problem in &problems {
            warn(format_args!("{}:{}: {}", problem.file, problem.line.unwrap_or_default(), problem.message));
        }
        warn(format_args!(
            "{}: {} segments, {} lines passed over",
            path.display(),
            read.len(),
            problems.len()
        ));
        segments.extend(read);
    }
    let kind = match args.label.as_deref() {
        Some("da") => Label::Da,
        Some(_) => Label::Hter,
        None => segment::label_of(&segments),
    };
    segments.retain(|s| s.da.is_some() || kind == Label::Hter);
    if segments.len() < run::LEAST {
        let message =
            format!("{} segments with a label are too few: {} are needed", segments.len(), run::LEAST);
        return Err(Error::invalid(args.data.join(", "), message).into());
    }
    print(&format!("{} segments, judged by {}\n", segments.len(), kind.name()))?;
    let checker = Checker::new(args.basis.pack()?, Vec::new())?.without_estimates();
    let policy = Policy::default();
    let bar = bar(segments.len());
    let languages = run::languages(&segments);
    let families = Families::of(&args.basis.language()?)?;
    let check = |text: &str, original: Option<(&str, Option<&str>)>| match examine(
        &checker,
        &policy,
        &args.basis.lang,
        text,
        original,
    ) {
        Some((review, mut whole)) if !whole.blocks.is_empty() => {
            (whole.blocks.swap_remove(0), review.findings)
        }
        _ => Default::default(),
    };
    let mut examples = prepare::prepare(&segments, kind, &languages, &families, &check, &|done| {
        bar.set_position(done as u64)
    });
    bar.finish_and_clear();
    let folds = usize::from(args.folds);
    let groups = args.by_article.then(|| run::articles(&segments));
    prepare::deal(&mut examples, folds, args.seed, groups.as_deref());
    let task = Task { language: &args.basis.lang, languages: &languages, families: &families, folds };
    let fitted = run::fit(&examples, &task, &|what| warn(format_args!("  {what}")));
    print(&report(&fitted, &families))?;
    if !args.no_curve {
        print(&curve(&examples, &task, args.seed))?;
    }
    std::fs::write(&args.out, &fitted.bytes).map_err(|e| Error::io(&args.out, e))?;
    print(&format!("wrote {}: {:.2} MB\n", args.out.display(), fitted.bytes.len() as f64 / 1e6))?;
    Ok(Exit::Fine)
}

/// Checks one segment as `mtlint check` would; nothing for a text that cannot be checked.
pub fn examine(
    checker: &Checker,
    policy: &Policy,
    lang: &str,
    text: &str,
    original: Option<(&str, Option<&str>)>,
) -> Option<(Review, Whole)> {
    let original = original.map(|(text, language)| Original {
        text: text.to_owned(),
        language: language.map(str::to_owned),
        ..Original::default()
    });
    let map = SpanMap::identity(0, text.len());
    let block = Block { original, ..Block::new(BlockKind::Paragraph, text.to_owned(), map) };
    let source = Source::utf8(text.to_owned());
    let language = Some(lang.to_owned());
    let document = Document { source, language, blocks: vec![block], ..Document::default() };
    checker.examine(document, policy).ok()
}

/// "FILE:xx" as path and language, "FILE" with the language for all.
pub fn named<'a>(name: &'a str, source_lang: Option<&'a str>) -> (PathBuf, Option<&'a str>) {
    match name.rsplit_once(':') {
        Some((path, code))
            if (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase()) =>
        {
            (path.into(), Some(code))
        }
        _ => (name.into(), source_lang),
    }
}

fn bar(length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("checking {bar:30} {pos}/{len} segments, {eta} left");
    ProgressBar::new(length as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Agreement and the strongest features.
fn report(fitted: &Fitted, families: &Families) -> String {
    let mut text = String::from("\nAgreement with people on held-out folds (Pearson, Spearman):\n");
    for a in &fitted.agreement {
        let line = format!("  {:<12} {:6} segments  {:.3}  {:.3}", a.head, a.segments, a.pearson, a.spearman);
        writeln!(text, "{line}").expect("a String takes everything");
    }
    text.push_str("\nStrongest features (spread of what they move, in deviations of human judgement):\n");
    for (feature, spread) in fitted.strongest.iter().take(12) {
        let (name, words) = match families.words(*feature) {
            Some(family) => (family.name.as_str(), family.high.as_str()),
            None => (feature.name(), feature.words(true)),
        };
        let words = words.replace("{share} of the words", "many words").replace(" ({share})", "");
        writeln!(text, "  {spread:.3}  {name:<28} {words}").expect("a String takes everything");
    }
    text
}

/// Agreement by number of training segments, on one fold that no step has seen.
fn curve(examples: &[EstimateExample], task: &Task, seed: u64) -> String {
    let mut text = String::from("\nLearning curve (segments, Pearson on the rest of the data held out):\n");
    let mut size = 250;
    while size <= examples.len() * 4 / 5 {
        let (raw, label) = run::held_out(examples, task, size, seed);
        writeln!(text, "  {size:6}  {:.3}", metrics::pearson(&raw, &label))
            .expect("a String takes everything");
        size *= 2;
    }
    text
}
