//! What is read off a text before anything is made of it: its words and the sum over its frames.

use std::collections::BTreeMap;

use crate::analysis::{Shape, Token};
use crate::document::{Block, BlockKind, Document};
use crate::machine::frames;
use crate::machine::model::Model;

/// What is read off a stretch of text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reading {
    /// Words and numbers.
    pub words: usize,
    /// Sum of the weights of its frames, in steps.
    pub sum: i64,
}

impl Reading {
    /// Both together.
    pub fn and(self, other: Reading) -> Reading {
        Reading { words: self.words + other.words, sum: self.sum + other.sum }
    }
}

impl Model {
    /// Reads a block: the sum over its frames.
    pub fn read(&self, text: &str, tokens: &[Token]) -> Reading {
        let words = tokens.iter().filter(|t| is_word(t)).count();
        let mut sum = 0;
        frames::each(text, tokens, |frame| {
            sum += self.frames.get(frame.key).map_or(0, |known| i64::from(known.weight));
        });
        Reading { words, sum }
    }

    /// The mean sum for a word.
    pub fn mean(&self, reading: Reading) -> f64 {
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

/// Blocks that are judged, with their numbers.
pub(super) fn prose(document: &Document) -> impl Iterator<Item = (usize, &Block)> {
    document.blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Code)
}
