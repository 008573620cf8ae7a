//! `mtlint audit query`: rows of an audit as CSV, filtered or summed up.

use std::io::{BufWriter, Write};

use clap::ValueEnum;
use mtlint::audit::{Query, RowKind};
use mtlint::meta::Severity;
use mtlint::project::packs;
use mtlint::score::Verdict;

use super::KeptAudit;
use crate::cli::{Exit, work};

/// Print documents, paragraphs or findings as CSV
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint audit query --verdict fail > failed.csv
  mtlint audit query --by site --by translator > sites.csv
  mtlint audit query paragraphs --max-score 80 --where engine=alpha
  mtlint audit query findings --rule residue --severity major
  mtlint audit query findings --by rule --where site=north

Fields are those of the records (site, translator, engine, …), and verdict,
language, source_language and input; of findings also rule, family, severity
and category. record.NAME is always the field of the record.")]
pub struct Args {
    /// What a row is
    #[arg(default_value = "documents")]
    rows: RowKindArg,
    #[command(flatten)]
    kept: KeptAudit,
    /// Documents with this verdict only (repeatable)
    #[arg(long, value_name = "VERDICT", value_parser = verdict)]
    verdict: Vec<Verdict>,
    /// Scores of at least this: of documents, or of paragraphs as rows
    #[arg(long, value_name = "N", value_parser = work::percentage)]
    min_score: Option<f64>,
    /// Scores of at most this
    #[arg(long, value_name = "N", value_parser = work::percentage)]
    max_score: Option<f64>,
    /// Findings of this rule or family, or what has some (repeatable)
    #[arg(long, value_name = "NAME")]
    rule: Vec<String>,
    /// Findings at least as heavy, or what has some
    #[arg(long, value_name = "SEVERITY", value_parser = severity)]
    severity: Option<Severity>,
    /// Documents whose record says so (repeatable)
    #[arg(long = "where", value_name = "FIELD=VALUE", value_parser = condition)]
    metadata: Vec<(String, String)>,
    /// Sum up by a field (repeatable)
    #[arg(long, value_name = "FIELD")]
    by: Vec<String>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RowKindArg {
    /// A document
    Documents,
    /// A paragraph
    Paragraphs,
    /// A finding
    Findings,
}

/// Prints the rows.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let stored = args.kept.open()?;
    let own = mtlint::rule::sources(&packs::embedded());
    let own: Vec<String> = own.into_iter().flat_map(|rule| [rule.id, rule.family]).collect();
    stored.check_rule_names(&args.rule, &own)?;
    let query = Query {
        rows: match args.rows {
            RowKindArg::Documents => RowKind::Documents,
            RowKindArg::Paragraphs => RowKind::Paragraphs,
            RowKindArg::Findings => RowKind::Findings,
        },
        verdicts: args.verdict,
        min_score: args.min_score,
        max_score: args.max_score,
        rules: args.rule,
        severity: args.severity,
        metadata: args.metadata,
        by: args.by,
    };
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    stored.query(&query, &mut out)?;
    out.flush()?;
    Ok(Exit::Fine)
}

fn verdict(name: &str) -> Result<Verdict, String> {
    Verdict::named(name).ok_or_else(|| "pass, review, fail or \"not judged\"".into())
}

fn severity(name: &str) -> Result<Severity, String> {
    Severity::named(name).ok_or_else(|| "minor, major or critical".into())
}

fn condition(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("write FIELD=VALUE: site=north")?;
    Ok((field.to_owned(), value.to_owned()))
}
