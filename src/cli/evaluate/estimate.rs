//! `mtlint evaluate estimate`: the quality estimate against people's judgements of the same segments.

use std::path::PathBuf;

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::project::plan::model;
use mtlint::train::estimate::agreement::Agreement;
use mtlint::train::estimate::segment::{self, Label};

use crate::cli::train::estimate::{examine, named};
use crate::cli::{Exit, print, warn};

/// Hold the quality estimate against human judgement
#[derive(clap::Args)]
#[command(after_help = "\
A segment is a line of JSON with \"text\" and one of \"da\" (human score), \"hter\"
(edit rate) or \"fixed\" (the text after its repair).

Examples:
  mtlint evaluate estimate judged.jsonl
  mtlint evaluate estimate --bilingual --estimator house.bin judged.jsonl:et
  mtlint evaluate estimate --format html judged.jsonl > agreement.html")]
pub struct Args {
    /// Files of labelled segments; FILE:xx gives the language of its sources
    #[arg(required = true, value_name = "FILE")]
    data: Vec<String>,
    /// How to show the outcome
    #[arg(long, value_enum, default_value = "terminal")]
    format: AgreementFormat,
    /// A model of one's own in place of the shipped one
    #[arg(long, value_name = "FILE")]
    estimator: Option<PathBuf>,
    /// Send the source text along, where there is one
    #[arg(long)]
    bilingual: bool,
    /// Language of the sources, where the data does not say
    #[arg(long, value_name = "CODE")]
    source_lang: Option<String>,
    /// Language of the texts
    #[arg(long, value_name = "CODE", default_value = "en")]
    lang: String,
    /// A segment whose edit rate is above this needs editing; without edit rates, the lower half does
    #[arg(long, value_name = "RATE", default_value_t = 0.3)]
    needs_editing: f64,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum AgreementFormat {
    Terminal,
    Json,
    Html,
}

/// Reads the data, estimates every segment and prints how well that agrees.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut segments = Vec::new();
    for name in &args.data {
        let (path, code) = named(name, args.source_lang.as_deref());
        let (read, problems) = segment::read(&path, code)?;
        for problem in &problems {
            warn(format_args!("{}:{}: {}", problem.file, problem.line.unwrap_or_default(), problem.message));
        }
        segments.extend(read);
    }
    let mut checker = Checker::new(packs::pack(&[])?, Vec::new())?;
    if let Some(path) = &args.estimator {
        checker = checker.with_estimator(model(path)?);
    }
    let policy = Policy::default();
    let kind = segment::label_of(&segments);
    let (mut estimates, mut labels, mut rates, mut without) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for segment in &segments {
        let Some(label) = segment.label(kind) else { continue };
        let original = segment.source.as_deref().map(|s| (s, segment.source_lang.as_deref()));
        let review =
            examine(&checker, &policy, &args.lang, &segment.text, original.filter(|_| args.bilingual));
        match review.and_then(|(review, _)| review.estimate) {
            Some(estimate) => {
                estimates.push(estimate.value);
                labels.push(label);
                rates.push(segment.label(Label::Hter));
            }
            None => without += 1,
        }
    }
    let mut sorted = labels.clone();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
    let needs: Vec<bool> = (rates.iter().zip(&labels))
        .map(|(rate, label)| rate.map_or(*label < middle, |rate| -rate > args.needs_editing))
        .collect();
    let agreement = Agreement::new(kind.name(), &estimates, &labels, &needs, without);
    print(&match args.format {
        AgreementFormat::Terminal => agreement.text(),
        AgreementFormat::Json => serde_json::to_string_pretty(&agreement)? + "\n",
        AgreementFormat::Html => agreement.html(),
    })?;
    Ok(Exit::Fine)
}
