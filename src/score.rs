//! From findings to penalties, scores and a verdict.
//!
//! MQM scoring (Lommel et al., "The Multi-Range Theory of Translation Quality Measurement", 2024; MQM-Full typology):
//! a finding costs 1 (minor), 5 (major) or 25 (critical), minor punctuation 0.1, weighed here by its confidence;
//! score = 100 · (1 − penalties ÷ words), not below 0.

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

/// The penalty of one finding in points: severity weight times confidence.
pub fn penalty(finding: &Finding) -> f64 {
    let weight = match finding.severity {
        Severity::Minor if finding.rule.category.ends_with("/punctuation") => 0.1,
        Severity::Minor => 1.0,
        Severity::Major => 5.0,
        Severity::Critical => 25.0,
    };
    weight * f64::from(finding.confidence)
}

/// Score of a text of `words` words with `penalties` points against it, 0 to 100; 100 for a text without words.
pub fn score(penalties: f64, words: usize) -> f64 {
    if words == 0 {
        return 100.0;
    }
    (100.0 * (1.0 - penalties / words as f64)).clamp(0.0, 100.0)
}

/// Below this many words a score rests on too little text, and reports say so.
pub const SMALL_SAMPLE: usize = 100;

/// Words, penalties and score of one block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paragraph {
    /// Index of the block in the document.
    pub block: usize,
    /// Words in it.
    pub words: usize,
    /// Points against it.
    pub penalty: f64,
    /// 0 to 100, higher is better.
    pub score: f64,
    /// The quality estimate, 0 to 100; absent when the text is too short or the language has no model.
    pub estimate: Option<f64>,
}
