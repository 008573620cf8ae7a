//! Makes the tables of quality in the README: how often the checker speaks on machine translation, on its repair, and on
//! prose that people wrote.
//!
//! `cargo run --release --example quality -- --write README.md pairs/*.jsonl clean/*.jsonl` puts them between the marks
//! `<!-- quality -->` and `<!-- /quality -->`; without `--write` they are printed. A line of a file is a JSON object with
//! "text"; where it has "fixed" too, the first is machine translation and the second its repair, else it is prose. What
//! was measured, and with which version, stands above the tables.

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use mtlint::check::{Checker, Review};
use mtlint::document::Document;
use mtlint::meta::Severity;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{Fields, Options, read};
use mtlint::score::Verdict;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

const BEGIN: &str = "<!-- quality -->\n";
const END: &str = "<!-- /quality -->";
/// Words below which a document says nothing of how many fail.
const LONG: usize = 80;

/// What was found in some texts.
#[derive(Default)]
struct Sums {
    texts: usize,
    words: usize,
    findings: usize,
    heavy: usize,
    flagged: usize,
    long: usize,
    failed: usize,
}

impl Sums {
    fn of(reviews: &[Review]) -> Sums {
        let mut sums = Sums { texts: reviews.len(), ..Sums::default() };
        for review in reviews {
            sums.words += review.words;
            sums.findings += review.findings.len();
            sums.heavy += review.findings.iter().filter(|f| f.severity > Severity::Minor).count();
            sums.flagged += usize::from(!review.findings.is_empty());
            sums.long += usize::from(review.words >= LONG);
            sums.failed += usize::from(review.words >= LONG && review.verdict == Verdict::Fail);
        }
        sums
    }

    fn rate(&self, findings: usize) -> f64 {
        1000.0 * findings as f64 / self.words.max(1) as f64
    }
}

fn percent(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of.max(1) as f64
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let target = arguments.iter().position(|a| a == "--write").map(|at| {
        arguments.remove(at);
        if at < arguments.len() { arguments.remove(at) } else { String::new() }
    });
    if arguments.is_empty() || target.as_deref() == Some("") {
        return Err("usage: quality [--write README.md] FILE.jsonl…".into());
    }
    let checker = Checker::new(packs::pack(&[])?, Vec::new())?;
    let (mut pairs, mut prose, mut texts) = (String::new(), String::new(), Vec::new());
    for path in &arguments {
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(path)?;
        let text = Sums::of(&reviews(&checker, &bytes, "text")?);
        let first: serde_json::Value =
            serde_json::from_slice(bytes.split(|b| *b == b'\n').next().unwrap_or(&[]))?;
        texts.push(format!("{name} ({} texts, {} words)", text.texts, text.words));
        if first["fixed"].is_string() {
            let fixed = Sums::of(&reviews(&checker, &bytes, "fixed")?);
            let [a, b] = [text.rate(text.findings), fixed.rate(fixed.findings)];
            let (ratio, flagged) = (a / b, percent(text.flagged, text.texts));
            writeln!(pairs, "| {name} | {a:.1} | {b:.1} | {ratio:.1} | {flagged:.0} % |")?;
        } else {
            let [all, heavy] = [text.rate(text.findings), text.rate(text.heavy)];
            let failed = percent(text.failed, text.long);
            writeln!(prose, "| {name} | {all:.2} | {heavy:.2} | {failed:.1} % |")?;
        }
    }
    let mut out = format!("mtlint {} on {}.\n", env!("CARGO_PKG_VERSION"), texts.join(", "));
    if !pairs.is_empty() {
        out += "\n| findings per 1,000 words | machine | repaired | ratio | segments flagged |\n|---|---|---|---|---|\n";
        out += &pairs;
    }
    if !prose.is_empty() {
        out += "\n| prose that people wrote | per 1,000 words | major | documents that fail |\n|---|---|---|---|\n";
        out += &prose;
    }
    match target {
        None => print!("{out}"),
        Some(path) => fs::write(&path, between(&fs::read_to_string(&path)?, &out)?)?,
    }
    Ok(())
}

/// Checks the texts that stand in a field of each line.
fn reviews(checker: &Checker, bytes: &[u8], field: &str) -> Result<Vec<Review>, Box<dyn Error>> {
    let mut fields = Fields::default();
    fields.map(&format!("text={field}"))?;
    // As a pipeline would that has the translation alone.
    fields.map("source=no such field")?;
    let format = Some(mtlint::read::by_name("jsonl")?);
    let outcome =
        read("data.jsonl", bytes.to_vec(), &Options { format, fields, language: Some("en".into()) });
    if let Some(problem) = outcome.problems.first() {
        return Err(format!("line {}: {}", problem.line.unwrap_or_default(), problem.message).into());
    }
    let check = |document: Document| checker.check(document, &Policy::default());
    let checked: Vec<_> = outcome.documents.into_par_iter().map(check).collect();
    Ok(checked.into_iter().collect::<Result<_, _>>()?)
}

/// `text` with `tables` between the marks.
fn between(text: &str, tables: &str) -> Result<String, Box<dyn Error>> {
    let (before, rest) = text.split_once(BEGIN).ok_or("the mark <!-- quality --> is missing")?;
    let (_, after) = rest.split_once(END).ok_or("the mark <!-- /quality --> is missing")?;
    Ok(format!("{before}{BEGIN}{tables}{END}{after}"))
}
