//! What a whole run tells: counts, distributions, the worst documents and paragraphs. Bounded, whatever the input.
//!
//! Filled while reviews pass by, handed to every report at the end; the gate and an audit read it too.

use std::collections::BTreeMap;

use crate::check::Review;
use crate::error::Problem;
use crate::meta::Severity;
use crate::score::Verdict;

/// How many of the worst documents and paragraphs are remembered.
const WORST: usize = 100;

/// Sums over the documents of a run.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Documents that were checked.
    pub documents: usize,
    /// Words in them.
    pub words: usize,
    /// Points against them.
    pub penalty: f64,
    /// Documents by verdict: pass, review, fail.
    pub verdicts: [usize; 3],
    /// Findings by severity: minor, major, critical.
    pub severities: [usize; 3],
    /// Findings that stand in the baseline; they are not among the others.
    pub known: usize,
    /// Findings that a comment suppresses; they are not among the others.
    pub suppressed: usize,
    /// Documents by score: 0 to under 5, 5 to under 10, … 95 to 100.
    pub scores: [usize; 20],
    /// Findings by rule id.
    pub rules: BTreeMap<String, usize>,
    /// Findings by family.
    pub families: BTreeMap<String, usize>,
    /// Findings by MQM category.
    pub categories: BTreeMap<String, usize>,
    /// The documents with the lowest scores, worst first.
    pub worst_documents: Vec<Ranked>,
    /// The paragraphs with the lowest scores, worst first.
    pub worst_paragraphs: Vec<Ranked>,
    /// What could not be checked.
    pub problems: usize,
    /// Inputs of which nothing could be checked.
    pub unread: usize,
}

/// A document or a paragraph in a list of the worst.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Position of the document in the input, from 0.
    pub index: usize,
    /// The document's name.
    pub name: String,
    /// Index of the block; absent for a document.
    pub block: Option<usize>,
    /// 0 to 100.
    pub score: f64,
    /// Words in it.
    pub words: usize,
    /// Its verdict; for a paragraph its document's.
    pub verdict: Verdict,
    /// Findings in it.
    pub findings: usize,
    /// The beginning of its text.
    pub text: String,
}

impl Summary {
    /// Takes the next document.
    pub fn add(&mut self, review: &Review) {
        let index = self.documents;
        self.documents += 1;
        self.words += review.words;
        self.penalty += review.penalty;
        self.verdicts[review.verdict as usize] += 1;
        self.scores[((review.score / 5.0) as usize).min(19)] += 1;
        let [known, suppressed] = review.set_aside();
        self.known += known;
        self.suppressed += suppressed;
        let mut per_block: BTreeMap<usize, usize> = BTreeMap::new();
        for finding in &review.findings {
            self.severities[finding.severity as usize] += 1;
            count(&mut self.rules, &finding.rule.id);
            count(&mut self.families, &finding.rule.family);
            count(&mut self.categories, &finding.rule.category);
            *per_block.entry(finding.block).or_default() += 1;
        }
        review.problems.iter().for_each(|p| self.add_problem(p));
        let ranked = |block, score, words, findings, text: String| Ranked {
            index,
            name: review.document.name.clone(),
            block,
            score,
            words,
            verdict: review.verdict,
            findings,
            text,
        };
        let findings = review.findings.len();
        if admits(&self.worst_documents, review.score) {
            let entry = ranked(None, review.score, review.words, findings, opening(review, None));
            insert(&mut self.worst_documents, entry);
        }
        for paragraph in review.paragraphs.iter().filter(|p| p.penalty > 0.0) {
            if admits(&self.worst_paragraphs, paragraph.score) {
                let (block, n) = (paragraph.block, per_block.get(&paragraph.block).copied().unwrap_or(0));
                let text = opening(review, Some(block));
                insert(
                    &mut self.worst_paragraphs,
                    ranked(Some(block), paragraph.score, paragraph.words, n, text),
                );
            }
        }
    }

    /// Takes a problem that belongs to no document.
    pub fn add_problem(&mut self, problem: &Problem) {
        self.problems += 1;
        self.unread += usize::from(problem.fatal);
    }

    /// Findings in all.
    pub fn findings(&self) -> usize {
        self.severities.iter().sum()
    }

    /// Documents with a verdict.
    pub fn with_verdict(&self, verdict: Verdict) -> usize {
        self.verdicts[verdict as usize]
    }

    /// Findings of a severity.
    pub fn with_severity(&self, severity: Severity) -> usize {
        self.severities[severity as usize]
    }
}

/// The entries of a count, the most frequent first, then by name.
pub fn by_frequency(counts: &BTreeMap<String, usize>) -> Vec<(&str, usize)> {
    let mut entries: Vec<(&str, usize)> = counts.iter().map(|(name, &n)| (name.as_str(), n)).collect();
    entries.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    entries
}

fn count(counts: &mut BTreeMap<String, usize>, name: &str) {
    match counts.get_mut(name) {
        Some(n) => *n += 1,
        None => drop(counts.insert(name.to_owned(), 1)),
    }
}

fn admits(worst: &[Ranked], score: f64) -> bool {
    worst.len() < WORST || worst.last().is_some_and(|last| score < last.score)
}

/// Behind those that are as bad, so that of equals the first in the input stay.
fn insert(worst: &mut Vec<Ranked>, entry: Ranked) {
    let at = worst.partition_point(|r| r.score <= entry.score);
    worst.insert(at, entry);
    worst.truncate(WORST);
}

/// The first words of a block, or of a document's first heading or paragraph.
fn opening(review: &Review, block: Option<usize>) -> String {
    let blocks = &review.document.blocks;
    let block = block.and_then(|b| blocks.get(b)).or_else(|| blocks.first());
    block.map(|b| super::excerpt::head(&b.text, 80)).unwrap_or_default()
}
