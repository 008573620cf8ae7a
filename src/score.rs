//! From findings to penalties, scores and a verdict.
//!
//! MQM scoring (Lommel et al., "The Multi-Range Theory of Translation Quality Measurement", 2024; MQM-Full typology):
//! a finding costs 1 (minor), 5 (major) or 25 (critical), minor punctuation 0.1, weighed here by its confidence;
//! score = 100 · (1 − penalties ÷ words), not below 0.

use std::collections::BTreeMap;

use crate::estimate::outcome::Estimate;
use crate::finding::Finding;
use crate::meta::Severity;

/// The outcome for the reader at the gate.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// May be published.
    Pass,
    /// An editor should look.
    Review,
    /// Must not be published as it is.
    Fail,
}

impl Verdict {
    /// As written in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Review => "review",
            Verdict::Fail => "fail",
        }
    }
}

/// What a finding costs by itself, in points: the weight of its severity times its confidence.
pub fn cost(finding: &Finding) -> f64 {
    let weight = match finding.severity {
        Severity::Minor if finding.rule.category.ends_with("/punctuation") => 0.1,
        Severity::Minor => 1.0,
        Severity::Major => 5.0,
        Severity::Critical => 25.0,
    };
    weight * f64::from(finding.confidence)
}

/// Sets the penalty of each finding: its cost, or 0 where it overlaps a heavier one that is counted.
///
/// Of two that weigh the same, the one that begins first is counted, then the longer one. Findings are in the order of
/// the text.
pub fn weigh(findings: &mut [Finding]) {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by(|&a, &b| {
        let (x, y) = (&findings[a], &findings[b]);
        cost(y).total_cmp(&cost(x)).then(x.span.start.cmp(&y.span.start)).then(y.span.end.cmp(&x.span.end))
    });
    let mut counted: BTreeMap<u32, u32> = BTreeMap::new();
    for i in order {
        let span = findings[i].span;
        let overlaps = counted
            .range(..span.end.max(span.start + 1))
            .next_back()
            .is_some_and(|(_, &end)| end > span.start);
        findings[i].penalty = if overlaps { 0.0 } else { cost(&findings[i]) };
        if !overlaps {
            counted.insert(span.start, span.end.max(span.start + 1));
        }
    }
}

/// Score of a text of `words` words with `penalties` points against it, 0 to 100; 100 for a text without words.
pub fn score(penalties: f64, words: usize) -> f64 {
    if words == 0 {
        return 100.0;
    }
    (100.0 * (1.0 - penalties / words as f64)).clamp(0.0, 100.0)
}

/// Words, penalties and score of one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Index of the block in the document.
    pub block: usize,
    /// Words in it.
    pub words: usize,
    /// Points against it.
    pub penalty: f64,
    /// 0 to 100, higher is better.
    pub score: f64,
    /// The quality estimate; absent when the text is too short or the language has no model.
    pub estimate: Option<Estimate>,
}
