//! What is read off a text before anything is made of it: its words and the sum over its frames.

use std::collections::BTreeMap;

use crate::analysis::{Shape, Token};
use crate::finding::Finding;
use crate::machine::model::MachineModel;

/// What is read off a stretch of text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FrameReading {
    /// Words and numbers.
    pub words: usize,
    /// Sum of the weights of its frames, in steps.
    pub sum: i64,
}

impl FrameReading {
    /// Both together.
    pub fn and(self, other: FrameReading) -> FrameReading {
        FrameReading { words: self.words + other.words, sum: self.sum + other.sum }
    }
}

impl MachineModel {
    /// The mean sum for a word.
    pub fn mean(&self, reading: FrameReading) -> f64 {
        reading.sum as f64 * self.numbers.style.step / reading.words.max(1) as f64
    }

    /// The evidence of findings, by rule.
    pub fn evidence_of(&self, counts: &BTreeMap<&str, usize>) -> f64 {
        counts.iter().map(|(rule, count)| self.evidence(rule, *count)).sum()
    }
}

/// Whether a token counts as a word: numbers do, marks do not.
pub fn is_word(token: &Token) -> bool {
    token.shape.is_word() || token.shape == Shape::Number
}

/// Rules of this family speak of the estimate, which is no evidence of its own.
const ESTIMATE: &str = "estimate";

/// How many findings each rule has.
pub(super) fn by_rule<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> BTreeMap<&'f str, usize> {
    let mut counts = BTreeMap::new();
    let told = findings.into_iter().filter(|f| f.rule.family != ESTIMATE);
    told.for_each(|f| *counts.entry(f.rule.id.as_str()).or_default() += 1);
    counts
}
