//! The estimate of a whole text, and of its paragraphs within it.
//!
//! On single segments people's judgement can be learnt; on whole texts the same properties tell one kind of text from
//! another, and not a good one from a bad one: a novel's words are rare, its sentences short. So the judgement of
//! segments counts by how short the text is, and gives way to what tells on whole texts: what the rules found, how far
//! the frames are those of machine translations, and whether its phrases are those that editors repair. None of them
//! grows with length: each is a mean, drawn to the middle as far as there is little text to take it from.

use std::collections::BTreeMap;

use crate::estimate::model::{Judgement, Model};
use crate::estimate::outcome::{Cause, Estimate, LEAST_WORDS, REASONS, Reason};
use crate::finding::Finding;

/// Words that are still one segment; so is a single paragraph up to that length.
const SEGMENT: f64 = 60.0;
/// Words beyond one segment at which the judgement of segments has half its weight.
const BEYOND: f64 = 12.0;
/// How much of that judgement's distance from the middle counts where a short text has several blocks: a heading and a
/// line below it are the beginning of a document.
const BEGINNING: f64 = 0.1;
/// The estimate of a text in which nothing tells.
const MIDDLE: f64 = 64.0;
/// Points between people's texts and machine translations by their frames.
const STYLE: f64 = 18.0;
/// Points between texts of which nothing and of which all seems to be repaired.
const REPAIRED: f64 = 20.0;
/// How fast evidence of repair comes to its end: beyond what repairs of one kind have, other kinds of text lie.
const REPAIRED_RATE: f64 = 0.5;
/// Evidence of repair in an average text by people.
const REPAIRED_USUAL: f64 = 1.2;
/// Points that faults without end cost.
const FAULTS: f64 = 50.0;
/// Penalty in a hundred words that costs half of them.
const HALF_FAULTS: f64 = 8.0;
/// Words without a fault that every text is held to have beside its own.
const UNSEEN: f64 = 400.0;
/// Points of one finding at most.
const MOST_POINTS: f64 = 5.0;
/// Points that a reason moves at least.
const LEAST: f64 = 0.05;
/// How much of a paragraph's distance from the others its own estimate keeps.
const APART: f64 = 0.6;

/// What is known of a whole text beside the judgements of its paragraphs.
#[derive(Clone, Debug, Default)]
pub struct TextFacts {
    /// Where its frames stand between people's texts (below 0) and machine translations (½ for the average one).
    pub style: f64,
    /// Points of its findings.
    pub faults: f64,
    /// Phrases that tell, and what they add to `style`.
    pub phrases: Vec<(String, f64)>,
    /// Findings by rule, in words, with their points.
    pub findings: Vec<(String, f64)>,
}

impl TextFacts {
    /// What findings tell, their penalties being set.
    pub fn from_findings(findings: &[Finding]) -> TextFacts {
        let mut by_rule: BTreeMap<&str, (&Finding, usize, f64)> = BTreeMap::new();
        for finding in findings.iter().filter(|f| f.penalty > 0.0) {
            let (_, count, points) = by_rule.entry(&finding.rule.id).or_insert((finding, 0, 0.0));
            *count += 1;
            *points += finding.penalty.min(MOST_POINTS);
        }
        let words = |(first, count, points): &(&Finding, usize, f64)| {
            let counted = if *count == 1 { String::new() } else { format!(" ({count} times)") };
            (format!("{}{counted}", first.rule.summary.trim_end_matches('.')), *points)
        };
        let findings: Vec<(String, f64)> = by_rule.values().map(words).collect();
        let faults = findings.iter().map(|f| f.1).sum();
        TextFacts { faults, findings, ..TextFacts::default() }
    }
}

/// The estimate of a document with what its paragraphs are measured by.
#[derive(Clone, Debug)]
pub struct DocumentEstimate {
    /// Of the document.
    pub estimate: Estimate,
    /// Of the mean of its paragraphs as a segment.
    segment: f64,
}

impl Model {
    /// The estimate of a document; none when there is too little text.
    pub fn document(&self, judgements: &[&Judgement], known: &TextFacts) -> Option<DocumentEstimate> {
        let long: Vec<&Judgement> = judgements.iter().copied().filter(|j| j.words >= LEAST_WORDS).collect();
        let segment = self.estimate(&long)?;
        let segment_value = segment.value;
        let keep = if judgements.len() > 1 { BEGINNING } else { 1.0 };
        let of_segment = MIDDLE + keep * (segment.value - MIDDLE);
        let words = long.iter().map(|j| j.words).sum::<usize>() as f64;
        let repaired = long.iter().map(|j| f64::from(j.repaired) * j.words as f64).sum::<f64>() / words;
        let longest = long.iter().map(|j| j.words).max().unwrap_or_default() as f64;
        let beyond = (words - longest.min(SEGMENT)) / BEYOND;
        let short = 1.0 / (1.0 + beyond * beyond);
        let of_faults = -faults(known.faults, words);
        let of_repairs = REPAIRED * (repair(repaired) - repair(REPAIRED_USUAL));
        let value = MIDDLE - STYLE * known.style + of_repairs + of_faults;
        let value = short * of_segment + (1.0 - short) * value.clamp(1.0, 99.0);
        let mut reasons: Vec<Reason> = segment.reasons;
        reasons.iter_mut().for_each(|r| r.effect *= short * keep);
        let points = known.findings.iter().map(|(words, points)| {
            let effect = of_faults * points / known.faults.max(1e-9);
            Reason { cause: Cause::Findings(words.clone()), effect: (1.0 - short) * effect }
        });
        reasons.extend(points);
        reasons.extend(known.phrases.iter().map(|(words, style)| Reason {
            cause: Cause::Phrase(words.clone()),
            effect: -(1.0 - short) * STYLE * style,
        }));
        reasons.retain(|r| r.effect.abs() >= LEAST);
        reasons.sort_by(|a, b| b.effect.abs().total_cmp(&a.effect.abs()));
        reasons.truncate(REASONS);
        Some(DocumentEstimate { estimate: Estimate { value, reasons }, segment: segment_value })
    }

    /// The estimate of a paragraph of a document with that estimate; none when it is too short.
    pub fn within(&self, judgement: &Judgement, whole: &DocumentEstimate) -> Option<Estimate> {
        let mut estimate = self.paragraph(judgement)?;
        let apart = APART * (estimate.value - whole.segment);
        estimate.value = (whole.estimate.value + apart).clamp(0.0, 100.0);
        estimate.reasons.iter_mut().for_each(|r| r.effect *= APART);
        estimate.reasons.retain(|r| r.effect.abs() >= LEAST);
        Some(estimate)
    }
}

/// Points that faults with so many points in so many words cost.
fn faults(points: f64, words: f64) -> f64 {
    let density = 100.0 * points / (words + UNSEEN);
    FAULTS * density / (density + HALF_FAULTS)
}

/// Evidence of repair, 0 to 1.
fn repair(repaired: f64) -> f64 {
    1.0 - (-REPAIRED_RATE * (repaired.max(-0.5) + 0.5)).exp()
}

#[cfg(test)]
mod tests {
    use super::{faults, repair};

    #[test]
    fn faults_cost_by_how_dense_they_stand_and_not_by_the_length() {
        assert!(faults(20.0, 400.0) > 2.0 * faults(5.0, 400.0));
        assert!((faults(50.0, 1000.0) - faults(100.0, 2000.0)).abs() < 5.0);
        assert!(faults(1e6, 100.0) < super::FAULTS);
    }

    #[test]
    fn much_evidence_of_repair_says_no_more_than_some() {
        assert!(repair(1.5) - repair(0.8) < 0.4 * (repair(0.8) - repair(-0.4)));
    }
}
