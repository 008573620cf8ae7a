//! What a whole run tells: counts, distributions, the worst documents and paragraphs. Bounded, whatever the input.
//!
//! Filled while reviews pass by, handed to every report at the end; the gate and an audit read it too. It is made of
//! plain numbers with public fields, so that one who has the numbers already (a database) fills it by hand:
//! `Summary { documents, words, verdicts, .. Summary::default() }`. A field left empty leaves its part of a report
//! out; [`Summary::rank_document`] and [`Summary::rank_paragraph`] keep the lists of the worst in order and bounded.

use std::collections::BTreeMap;

use crate::groups::Groups;
use mtlint_core::check::Review;
use mtlint_core::error::Problem;
use mtlint_core::estimate::outcome::Estimate;
use mtlint_core::meta::Severity;
use mtlint_core::score::Verdict;

/// How many of the worst documents and paragraphs are remembered.
pub const WORST: usize = 100;
/// How many problems are remembered with their words.
pub const PROBLEMS: usize = 200;
/// Columns of the first words of a text.
pub(super) const OPENING: usize = 80;

/// Sums over the documents of a run.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Summary {
    /// Documents that were checked.
    pub documents: usize,
    /// Words in them.
    pub words: usize,
    /// Points against them.
    pub penalty: f64,
    /// The sum of the documents' scores, for their mean.
    pub score_sum: f64,
    /// Documents by verdict: pass, review, fail, not judged.
    pub verdicts: [usize; 4],
    /// Documents that must not pass: they fail, or could not be judged and that is not allowed.
    pub refused: usize,
    /// Findings by severity: minor, major, critical.
    pub severities: [usize; 3],
    /// Findings that stand in the baseline; they are not among the others.
    pub known: usize,
    /// Findings that a comment suppresses; they are not among the others.
    pub suppressed: usize,
    /// Documents by score: 0 to under 5, 5 to under 10, … 95 to 100.
    pub scores: [usize; 20],
    /// Documents by quality estimate, in the same steps; those without an estimate are not counted.
    pub estimates: [usize; 20],
    /// The sum of the estimates, for their mean.
    pub estimate_sum: f64,
    /// Documents by how likely they are unedited machine translation, in the same steps of a hundredth each.
    pub machines: [usize; 20],
    /// The sum of those likelihoods, for their mean.
    pub machine_sum: f64,
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
    /// Sums by the values of a metadata field, where one was asked for.
    pub groups: Option<Groups>,
    /// What could not be checked.
    pub problems: usize,
    /// Inputs of which nothing could be checked.
    pub unread: usize,
    /// The first of the problems.
    pub first_problems: Vec<Problem>,
    /// Files in folders that no reader knows, by extension in lower case.
    pub left_out: BTreeMap<String, usize>,
    /// True when the run was interrupted, so that this is a part of it.
    pub interrupted: bool,
}

/// A document or a paragraph in a list of the worst.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
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
    /// Its quality estimate, 0 to 100, where it has one.
    pub estimate: Option<f64>,
    /// How likely it is unedited machine translation, 0 to 1, where that is known.
    pub machine: Option<f64>,
    /// Its verdict; for a paragraph its document's.
    pub verdict: Verdict,
    /// Findings in it.
    pub findings: usize,
    /// The beginning of its text.
    pub text: String,
    /// An address where it can be read, for a page that does not show it; a run knows none.
    pub link: Option<String>,
}

impl Summary {
    /// An empty summary that groups documents by a field of their metadata.
    pub fn grouped_by(field: &str) -> Summary {
        Summary { groups: Some(Groups::by(field)), ..Summary::default() }
    }

    /// Takes the next document.
    pub fn add(&mut self, review: &Review) {
        let index = self.documents;
        self.documents += 1;
        self.words += review.words;
        self.penalty += review.penalty;
        self.verdicts[review.verdict as usize] += 1;
        self.refused += usize::from(review.is_refused());
        let [known, suppressed] = review.set_aside();
        self.known += known;
        self.suppressed += suppressed;
        if let Some(score) = review.known_score() {
            self.score_sum += score;
            self.scores[step(score)] += 1;
        }
        if let Some(estimate) = &review.estimate {
            self.estimates[step(estimate.value)] += 1;
            self.estimate_sum += estimate.value;
        }
        if let Some(machine) = &review.machine {
            self.machines[step(100.0 * machine.value)] += 1;
            self.machine_sum += machine.value;
        }
        if let Some(groups) = &mut self.groups {
            groups.add(review);
        }
        let mut per_block: BTreeMap<usize, usize> = BTreeMap::new();
        for finding in &review.findings {
            self.severities[finding.severity as usize] += 1;
            count(&mut self.rules, &finding.rule.id);
            count(&mut self.families, &finding.rule.family);
            count(&mut self.categories, &finding.rule.category);
            *per_block.entry(finding.block).or_default() += 1;
        }
        review.problems.iter().for_each(|p| self.add_problem(p));
        // What was not judged is neither good nor bad.
        if review.known_score().is_some() {
            self.rank(review, index, &per_block);
        }
    }

    fn rank(&mut self, review: &Review, index: usize, per_block: &BTreeMap<usize, usize>) {
        let ranked =
            |block: Option<usize>, score, words, findings, estimate: Option<&Estimate>, machine| Ranked {
                index,
                name: review.document.name.clone(),
                block,
                score,
                words,
                estimate: estimate.map(|e| e.value),
                machine,
                verdict: review.verdict,
                findings,
                text: opening(review, block),
                link: None,
            };
        if admits(&self.worst_documents, review.score) {
            let (findings, estimate) = (review.findings.len(), review.estimate.as_ref());
            let machine = review.machine.as_ref().map(|m| m.value);
            self.rank_document(ranked(None, review.score, review.words, findings, estimate, machine));
        }
        for paragraph in review.paragraphs.iter().filter(|p| p.penalty > 0.0) {
            if admits(&self.worst_paragraphs, paragraph.score) {
                let findings = per_block.get(&paragraph.block).copied().unwrap_or(0);
                let (block, estimate) = (Some(paragraph.block), paragraph.estimate.as_ref());
                let (score, words, machine) = (paragraph.score, paragraph.words, paragraph.machine);
                self.rank_paragraph(ranked(block, score, words, findings, estimate, machine));
            }
        }
    }

    /// Puts a document among the worst, where it is one of them. Of equals the first come stay.
    pub fn rank_document(&mut self, document: Ranked) {
        insert(&mut self.worst_documents, document);
    }

    /// Puts a paragraph among the worst, where it is one of them.
    pub fn rank_paragraph(&mut self, paragraph: Ranked) {
        insert(&mut self.worst_paragraphs, paragraph);
    }

    /// Takes a problem that belongs to no document.
    pub fn add_problem(&mut self, problem: &Problem) {
        self.problems += usize::from(!problem.is_note());
        self.unread += usize::from(problem.fatal);
        if self.first_problems.len() < PROBLEMS {
            self.first_problems.push(problem.clone());
        }
    }

    /// Says that what was added is a part of what was asked for.
    pub fn add_interruption(&mut self, problem: &Problem) {
        self.add_problem(&Problem { fatal: false, ..problem.clone() });
        // That it is a part is more than a note.
        self.problems += 1;
        self.interrupted = true;
    }

    /// Findings in all.
    pub fn findings(&self) -> usize {
        self.severities.iter().sum()
    }

    /// Findings by MQM dimension: the part of their category before the slash.
    pub fn dimensions(&self) -> BTreeMap<String, usize> {
        let mut dimensions = BTreeMap::new();
        for (category, n) in &self.categories {
            let dimension = category.split('/').next().unwrap_or(category);
            *dimensions.entry(dimension.to_owned()).or_default() += n;
        }
        dimensions
    }

    /// The mean of the documents' scores; none without documents.
    pub fn mean_score(&self) -> Option<f64> {
        mean(self.score_sum, self.scores.iter().sum())
    }

    /// The mean of the quality estimates of those documents that have one.
    pub fn mean_estimate(&self) -> Option<f64> {
        mean(self.estimate_sum, self.estimates.iter().sum())
    }

    /// The mean likelihood of unedited machine translation, of those documents that have one.
    pub fn mean_machine(&self) -> Option<f64> {
        mean(self.machine_sum, self.machines.iter().sum())
    }

    /// "; not counted: 12 known, 3 suppressed"; nothing where there are none.
    pub fn not_counted(&self) -> String {
        not_counted([self.known, self.suppressed])
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

/// The step of a distribution into which a score or an estimate falls.
pub fn step(value: f64) -> usize {
    ((value / 5.0) as usize).min(19)
}

fn mean(sum: f64, of: usize) -> Option<f64> {
    (of > 0).then(|| sum / of as f64)
}

/// What a report says of findings in the baseline and of suppressed ones.
pub fn not_counted(counts: [usize; 2]) -> String {
    let named = counts.into_iter().zip(["known", "suppressed"]).filter(|(n, _)| *n > 0);
    let parts: Vec<String> = named.map(|(n, name)| format!("{n} {name}")).collect();
    if parts.is_empty() { String::new() } else { format!("; not counted: {}", parts.join(", ")) }
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
    block.map(|b| super::excerpt::head(&b.text, OPENING)).unwrap_or_default()
}
