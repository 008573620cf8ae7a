//! How often a document uses the words that say something by coming again: those in no dictionary, and those written
//! with a capital.
//!
//! Gathered once, so that no detector has to read the document again for a word: that would take time in the square
//! of its length.

use crate::analysis::{Analysis, Shape, Token};
use crate::language::hash::ByHash;

/// Counts by folded word.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    counts: ByHash<Count>,
}

/// How often one word stands in the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In any form; of a dictionary word only the capitalised ones.
    pub all: u32,
    /// With a capital, and lower case after it.
    pub capitalised: u32,
    /// The same, with a space before it.
    pub spaced: u32,
}

impl Tally {
    pub(super) fn gather(blocks: &[Analysis]) -> Tally {
        let mut counts: ByHash<Count> = ByHash::default();
        for token in blocks.iter().flat_map(|b| &b.tokens) {
            let capitalised = token.shape == Shape::Capitalised;
            if capitalised || token.shape.is_word() && !token.entry.is_word() {
                let count = counts.entry(token.hash).or_default();
                count.all += 1;
                count.capitalised += u32::from(capitalised);
                count.spaced += u32::from(capitalised && token.spaced);
            }
        }
        Tally { counts }
    }

    /// How often the words of `token` stand in the document, itself included.
    pub fn count(&self, token: &Token) -> Count {
        self.counts.get(&token.hash).copied().unwrap_or_default()
    }
}
