//! `mtlint evaluate lengths`: whether the quality estimate goes by how good a text is, and not by how long it is, in
//! which order its paragraphs stand, or of what kind it is.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};
use mtlint::train::machine::data;

use crate::cli::{Exit, print};

/// Measure how far the quality estimate strays with the length of a text
#[derive(clap::Args)]
#[command(after_help = "\
A file holds texts as `mtlint train machine` reads them: JSON lines with \"text\", or
a paragraph of prose a line. The estimate of the first paragraphs of a text, from
three on, is held against that of all, and so are its paragraphs turned round.

Example:
  mtlint evaluate lengths novels.txt minutes.txt documents.jsonl")]
pub struct Args {
    /// Files of texts
    #[arg(required = true, value_name = "FILE")]
    data: Vec<PathBuf>,
    /// Points by which a beginning may differ from the whole
    #[arg(long, value_name = "POINTS", default_value_t = 8.0)]
    points: f64,
    /// Language of the texts
    #[arg(long, value_name = "CODE", default_value = "en")]
    lang: String,
}

/// The paragraphs with which a beginning is long enough to be judged.
const LEAST: usize = 3;

/// What was seen of one kind of text.
#[derive(Default)]
struct LengthGroup {
    texts: usize,
    sum: f64,
    beginnings: usize,
    /// Beginnings that differ from the whole by more than the bound.
    astray: usize,
    farthest: f64,
    /// The most by which the order of paragraphs moved an estimate.
    order: f64,
}

/// Reads the texts, estimates them and their beginnings, prints a line for each kind.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let (mut groups, mut texts) = (Vec::new(), Vec::new());
    for path in &args.data {
        data::read(path, &mut groups, &mut texts)?;
    }
    let checker = Checker::new(packs::pack(&[])?, Vec::new())?;
    let estimate = |paragraphs: &[&str]| estimated(&checker, paragraphs.join("\n\n"), &args.lang);
    let mut kinds: BTreeMap<(usize, bool), LengthGroup> = BTreeMap::new();
    for text in &texts {
        let mut paragraphs: Vec<&str> = text.text.split("\n\n").filter(|p| !p.trim().is_empty()).collect();
        if paragraphs.len() <= LEAST {
            continue;
        }
        let Some(whole) = estimate(&paragraphs)? else { continue };
        let kind = kinds.entry((text.group, text.human)).or_default();
        kind.texts += 1;
        kind.sum += whole;
        for k in LEAST..paragraphs.len() {
            let Some(beginning) = estimate(&paragraphs[..k])? else { continue };
            let apart = (beginning - whole).abs();
            kind.beginnings += 1;
            kind.astray += usize::from(apart > args.points);
            kind.farthest = kind.farthest.max(apart);
        }
        paragraphs.reverse();
        if let Some(turned) = estimate(&paragraphs)? {
            kind.order = kind.order.max((turned - whole).abs());
        }
    }
    print(&told(&kinds, &groups, args.points))?;
    Ok(Exit::Fine)
}

fn estimated(checker: &Checker, text: String, language: &str) -> anyhow::Result<Option<f64>> {
    let documents = read::read("text.txt", text.into_bytes(), &Options::default()).documents;
    let Some(mut document) = documents.into_iter().next() else { return Ok(None) };
    document.language = Some(language.to_owned());
    Ok(checker.check(document, &Policy::default())?.estimate.map(|estimate| estimate.value))
}

fn told(kinds: &BTreeMap<(usize, bool), LengthGroup>, groups: &[String], points: f64) -> String {
    let mut told =
        format!("kind                         texts   mean  over {points} points, %  farthest  order\n");
    for ((group, human), kind) in kinds {
        let name = format!("{}{}", groups[*group], if *human { "" } else { " (machine)" });
        let share = 100.0 * kind.astray as f64 / kind.beginnings.max(1) as f64;
        let mean = kind.sum / kind.texts as f64;
        let (farthest, order) = (kind.farthest, kind.order);
        let _ = writeln!(
            told,
            "{name:28} {:5}  {mean:5.1}  {share:17.1}  {farthest:8.1}  {order:5.1}",
            kind.texts
        );
    }
    told
}
