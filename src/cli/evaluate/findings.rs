//! `mtlint evaluate findings`: what each rule finds on machine text, on its repair and on prose.

use std::path::PathBuf;

use crate::cli::{Exit, print};
use mtlint::check::Checker;
use mtlint::evidence::{self, Evidence};
use mtlint::rule;

/// Measure every rule on labelled texts: which to trust, and how far
#[derive(clap::Args)]
#[command(after_help = "\
A line of the data is one JSON object: {\"text\", \"fixed\"?, \"bad\"?, \"spans\"?,
\"human\"?, \"source\"?}. `fixed` is the text after a person repaired it, `bad` and
`spans` are code points that people marked; a text with neither was written
by a person.

Examples:
  mtlint evaluate findings ours.jsonl
  mtlint evaluate findings --show 10 --rule verbless-sentence pairs/*.jsonl
  mtlint evaluate findings --format markdown data/*.jsonl > EVIDENCE.md")]
pub struct Args {
    /// Labelled texts, one JSON object a line
    #[arg(required = true)]
    data: Vec<PathBuf>,
    /// How to show the outcome
    #[arg(long, value_enum, default_value = "terminal")]
    format: Format,
    /// Show this many places found by each rule
    #[arg(long, value_name = "N", default_value_t = 0)]
    show: usize,
    /// Only this rule or family; may be given again
    #[arg(long, value_name = "ID")]
    rule: Vec<String>,
    /// Send the source text along, where there is one
    #[arg(long)]
    bilingual: bool,
    /// Rules of your own, besides the built-in ones
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Terminal,
    Json,
    Markdown,
    Html,
}

/// Reads the data, checks it and prints the counts.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut packs = Vec::new();
    for folder in &args.rules {
        packs.extend(rule::folder(folder)?);
    }
    let checker = Checker::new(packs)?;
    let mut segments = Vec::new();
    for path in &args.data {
        segments.extend(evidence::read_segments(path)?);
    }
    let mut evidence = Evidence::gather(&checker, &segments, args.bilingual, args.show)?;
    if !args.rule.is_empty() {
        evidence.rules.retain(|id, rule| args.rule.contains(id) || args.rule.contains(&rule.family));
    }
    print(&match args.format {
        Format::Terminal => evidence::text(&evidence),
        Format::Json => serde_json::to_string_pretty(&evidence)? + "\n",
        Format::Markdown => evidence::markdown(&evidence),
        Format::Html => evidence::html(&evidence),
    })?;
    Ok(Exit::Fine)
}
