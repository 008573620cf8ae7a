//! `mtlint evaluate findings`: what each rule finds on machine text, on its repair and on prose.

use std::path::PathBuf;

use mtlint::check::Checker;
use mtlint::project::packs;
use mtlint::train::evidence::{self, CertaintyFigures, Evidence};

use crate::cli::basis::Basis;
use crate::cli::train::estimate::named;
use crate::cli::{Exit, counted, print, warn, work};

/// Measure every rule on labelled texts: which to trust, and how far
#[derive(clap::Args)]
#[command(after_help = "\
A line of the data is one JSON object with \"text\" and what people said of it:
  \"fixed\"   the text after its repair     \"bad\"     [[start, end], …] changed
  \"spans\"   [[start, end, …], …] wrong    \"bad\"     true or false
  \"human\"   true: a person wrote it       \"source\"  what was translated
Places are code points. A text without labels counts as prose that people wrote.
docs/EVALUATION.md shows each form and how `machine` follows.

Examples:
  mtlint evaluate findings ours.jsonl prose.jsonl
  mtlint evaluate findings --show 10 --rule verbless-sentence ours.jsonl
  mtlint evaluate findings ro-en.jsonl:ro et-en.jsonl:et
  mtlint evaluate findings --format html ours.jsonl > evidence.html
  mtlint evaluate findings --rules house --set-machine house ours.jsonl")]
pub struct Args {
    /// Labelled texts, one JSON object a line; FILE:xx gives the language of
    /// the sources
    #[arg(required = true, value_name = "FILE")]
    data: Vec<String>,
    /// How to show the outcome
    #[arg(long, value_enum, default_value = "terminal")]
    format: EvidenceFormat,
    /// Show this many places found by each rule, taken at random
    #[arg(long, value_name = "N", default_value_t = 0)]
    show: usize,
    /// Which random places
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Only this rule or family; may be given again
    #[arg(long, value_name = "ID")]
    rule: Vec<String>,
    /// Send the source along for all rules, not only for those that need it
    #[arg(long)]
    bilingual: bool,
    #[command(flatten)]
    basis: Basis,
    /// Language of the sources, where the data does not say
    #[arg(long, value_name = "CODE")]
    source_lang: Option<String>,
    /// Rules of your own, besides the built-in ones
    #[arg(long, value_name = "DIR")]
    rules: Vec<PathBuf>,
    /// Let this rule or family keep the `machine` it states; may be given again
    #[arg(long, value_name = "ID")]
    keep: Vec<String>,
    /// Write how much each rule tells of unedited translation into the rule
    /// files of this folder
    #[arg(long, value_name = "DIR")]
    set_machine: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum EvidenceFormat {
    Terminal,
    Json,
    Markdown,
    Html,
}

/// Reads the data, checks it and prints the figures.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut own = Vec::new();
    for folder in &args.rules {
        own.extend(packs::rules(folder)?);
    }
    let language = work::language(&args.basis.lang)?;
    let checker = Checker::new(args.basis.pack()?, own)?;
    let known = &checker.engine(&language)?.rules.rules;
    if let Some(name) = (args.rule.iter().chain(&args.keep))
        .find(|r| !known.iter().any(|k| k.meta.id == **r || k.meta.family == **r))
    {
        let names = known.iter().flat_map(|k| [k.meta.id.as_str(), k.meta.family.as_str()]);
        let near = mtlint::error::suggest(name, names);
        let hint =
            near.map_or("`mtlint rules list` names them all".into(), |n| format!("did you mean `{n}`?"));
        return Err(mtlint::error::Error::invalid(
            "--rule",
            format!("there is no rule and no family `{name}`"),
        )
        .hint(hint)
        .into());
    }
    let mut sets = Vec::new();
    for name in &args.data {
        let (path, code) = named(name, args.source_lang.as_deref());
        sets.push(evidence::read_segments(&path, Some(&language), code)?);
    }
    let problems: Vec<_> = sets.iter().flat_map(|s| &s.problems).collect();
    for problem in &problems {
        warn(format_args!(
            "problem: {}:{}: {}",
            problem.file,
            problem.line.unwrap_or_default(),
            problem.message
        ));
    }
    if !problems.is_empty() {
        warn(format_args!(
            "{} passed over: a line is one object with \"text\" and its labels",
            counted(problems.len(), "line")
        ));
    }
    let options =
        evidence::CountOptions { bilingual: args.bilingual, show: args.show, seed: args.seed, language };
    let gathered = Evidence::gather(&checker, &sets, &options)?;
    let named = |names: &[String], id: &str, family: &str| names.iter().any(|n| n == id || n == family);
    let figures = CertaintyFigures::new(
        &gathered,
        |id, family| args.rule.is_empty() || named(&args.rule, id, family),
        |id, family| named(&args.keep, id, family),
    );
    print(&match args.format {
        EvidenceFormat::Terminal => evidence::text(&figures),
        EvidenceFormat::Json => serde_json::to_string_pretty(&figures)? + "\n",
        EvidenceFormat::Markdown => evidence::markdown(&figures),
        EvidenceFormat::Html => evidence::html(&figures),
    })?;
    if let Some(folder) = &args.set_machine {
        let number = |r: &evidence::RuleFigures| r.measured.map(|m| (r.id.clone(), r.stated, m));
        let measured: Vec<_> = figures.rules.iter().filter_map(number).collect();
        let changes = evidence::write_numbers(folder, "machine", &measured)?;
        for change in &changes {
            warn(format_args!("{}: machine {:+} → {:+}", change.id, change.from, change.to));
        }
        warn(format_args!("{} changed", counted(changes.len(), "number")));
    }
    Ok(if problems.is_empty() { Exit::Fine } else { Exit::Failed })
}
