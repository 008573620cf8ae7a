//! How likely a finding is right in a text that is otherwise fine, measured: single faults put into documents that people
//! wrote, and those documents as they are.
//!
//! With R the sum over the kinds of fault of the share that a rule finds, and f its findings for a word of the untouched
//! documents, the certainty is R·λ ÷ (R·λ + f·w): λ = [`FAULTS`] faults of each kind for a word, and w = [`FALSE`], as of
//! what rules find in such documents about one in two is a slip of its author (read, a hundred of them).

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::Deserialize;

use mtlint_core::check::{Checker, Review};
use mtlint_core::error::{Error, Result};
use mtlint_core::finding::Finding;
use mtlint_core::policy::Policy;
use mtlint_read as read;

/// Faults of one kind for a word, in a text that is otherwise fine: of 42 kinds together one in a thousand words.
pub const FAULTS: f64 = 24e-6;
/// The share of the findings in untouched documents that is false.
pub const FALSE: f64 = 0.5;
/// Rules that find less than this, summed over the kinds, keep what their files state: no kind is about them.
pub const LEAST: f64 = 0.05;
/// No rule is surer: what it finds may stand there on purpose.
pub const MOST: f64 = 0.95;

/// A document with one fault.
#[derive(Clone, Debug, Deserialize)]
pub struct Faulty {
    /// What kind of fault.
    pub kind: String,
    /// The document with it.
    pub text: String,
    /// The fault's first code point in `text`.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
    /// The document without it.
    pub base: String,
}

/// What a rule found.
#[derive(Clone, Debug, Default)]
pub struct RuleFinds {
    /// By kind, how many faults it found.
    pub faults: BTreeMap<String, usize>,
    /// Findings in the untouched documents.
    pub untouched: usize,
    /// The certainty that its file states.
    pub stated: f32,
}

/// The outcome for all rules.
#[derive(Clone, Debug, Default)]
pub struct Certainties {
    /// By kind, how many faults there are.
    pub kinds: BTreeMap<String, usize>,
    /// By rule id.
    pub rules: BTreeMap<String, RuleFinds>,
    /// Words of the untouched documents.
    pub words: usize,
}

/// Reads documents with faults, one JSON object a line.
///
/// # Errors
/// When the file cannot be read, or a line is none.
pub fn read_faults(path: &Path) -> Result<Vec<Faulty>> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let row = |(at, line): (usize, &str)| {
        serde_json::from_str(line)
            .map_err(|e| Error::invalid(path.display().to_string(), e.to_string()).at(at + 1, 0))
    };
    rows.map(row).collect()
}

impl Certainties {
    /// Checks all documents with every rule on and counts.
    ///
    /// # Errors
    /// When a file of the language is broken.
    pub fn gather(checker: &Checker, language: &str, rows: &[Faulty]) -> Result<Certainties> {
        let mut all = Certainties::default();
        for rule in &checker.engine(language)?.rules.rules {
            let found = RuleFinds { stated: rule.meta.certainty, ..RuleFinds::default() };
            all.rules.insert(rule.meta.id.clone(), found);
        }
        let mut bases: Vec<&str> = rows.iter().map(|r| r.base.as_str()).collect();
        bases.sort_unstable();
        bases.dedup();
        let untouched: Vec<Review> =
            bases.par_iter().map(|text| check(checker, language, text)).collect::<Result<_>>()?;
        for review in &untouched {
            all.words += review.words;
            for finding in &review.findings {
                all.rules.entry(finding.rule.id.clone()).or_default().untouched += 1;
            }
        }
        let before: HashMap<&str, &Review> = bases.into_iter().zip(&untouched).collect();
        let hits: Vec<Vec<String>> = (rows.par_iter())
            .map(|row| {
                Ok::<_, Error>(found(row, before[row.base.as_str()], &check(checker, language, &row.text)?))
            })
            .collect::<Result<_>>()?;
        for (row, hits) in rows.iter().zip(hits) {
            *all.kinds.entry(row.kind.clone()).or_default() += 1;
            for id in hits {
                *all.rules.entry(id).or_default().faults.entry(row.kind.clone()).or_default() += 1;
            }
        }
        Ok(all)
    }

    /// R: the share of the faults that a rule finds, summed over the kinds.
    pub fn share(&self, rule: &RuleFinds) -> f64 {
        rule.faults.iter().map(|(kind, n)| *n as f64 / self.kinds[kind] as f64).sum()
    }

    /// The certainty of a rule, 0 to 1 in steps of a twentieth; nothing where no kind of fault is about it.
    pub fn certainty(&self, rule: &RuleFinds) -> Option<f32> {
        let share = self.share(rule);
        let right = share * FAULTS;
        let wrong = FALSE * rule.untouched as f64 / self.words.max(1) as f64;
        let certainty = (right / (right + wrong)).min(MOST);
        (share >= LEAST).then_some(((certainty * 20.0).round() / 20.0) as f32)
    }
}

fn check(checker: &Checker, language: &str, text: &str) -> Result<Review> {
    let outcome = read::read("document.txt", text.as_bytes().to_vec(), &read::Options::default());
    let mut document = outcome.documents.into_iter().next().unwrap_or_default();
    document.language = Some(language.to_owned());
    checker.check(document, &Policy { min_certainty: 0.0, ..Policy::default() })
}

/// The rules with a finding on the fault, or a word beside it, that the document without it does not have.
fn found(row: &Faulty, before: &Review, after: &Review) -> Vec<String> {
    let byte = |at: usize| row.text.char_indices().nth(at).map_or(row.text.len(), |(byte, _)| byte);
    let (start, end) = (byte(row.start), byte(row.end));
    let from = row.text[..start].trim_end().rfind(' ').map_or(0, |at| at + 1);
    let behind = end + row.text[end..].len() - row.text[end..].trim_start().len();
    let to = row.text[behind..].find(' ').map_or(row.text.len(), |at| behind + at);
    let shift = row.text.len() as i64 - row.base.len() as i64;
    let old = |f: &Finding| {
        let at = i64::from(f.span.start);
        let same =
            |b: &&Finding| b.rule.id == f.rule.id && [at, at - shift].contains(&i64::from(b.span.start));
        before.findings.iter().any(|b| same(&b))
    };
    let near = |f: &&Finding| (f.span.start as usize) < to && from < f.span.end as usize;
    let mut rules: Vec<String> =
        after.findings.iter().filter(near).filter(|f| !old(f)).map(|f| f.rule.id.clone()).collect();
    rules.sort();
    rules.dedup();
    rules
}

#[cfg(test)]
mod tests {
    use super::{Certainties, Faulty};
    use mtlint_core::check::Checker;
    use mtlint_project::packs;

    fn row(kind: &str, base: &str, right: &str, wrong: &str) -> Faulty {
        let text = base.replace(right, wrong);
        let start = text.find(wrong).unwrap();
        Faulty { kind: kind.into(), end: start + wrong.len(), text, start, base: base.into() }
    }

    #[test]
    fn a_rule_that_finds_what_was_put_in_and_nothing_else_is_sure() {
        let base = "The ferry left the harbour at noon, and nobody waited for the the mayor.";
        let rows = [
            row("doubled", base, "left the harbour", "left the the harbour"),
            row("form", base, "nobody waited", "an nobody waited"),
        ];
        let all =
            Certainties::gather(&Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap(), "en", &rows)
                .unwrap();
        let doubled = &all.rules["doubled-word"];
        assert_eq!((doubled.faults["doubled"], doubled.untouched), (1, 1));
        assert!(all.certainty(doubled).unwrap() < 0.1, "it fires in the untouched text of 14 words");
        assert_eq!(all.certainty(&all.rules["wrong-article-form"]), Some(0.95));
        assert_eq!(all.certainty(&all.rules["decimal-comma"]), None);
    }
}
