//! Sentences by their words, so that one that comes back is found without comparing all with all.

use crate::analysis::{Analysis, Shape, Token};
use crate::document::{BlockKind, Document};
use crate::language::hash::ByHash;
use crate::span::Span;

/// Where each sentence of the document stands first.
#[derive(Clone, Debug, Default)]
pub struct Repeats {
    first: ByHash<(usize, Span)>,
    lines: ByHash<usize>,
    /// By block, how many headings stand before it.
    sections: Vec<usize>,
}

impl Repeats {
    /// Least words of a sentence whose return is worth knowing.
    const LEAST_WORDS: usize = 4;

    /// Reads the sentences of all blocks in order, but for what stands beside the text.
    pub fn gather(document: &Document, blocks: &[Analysis]) -> Repeats {
        let mut first = ByHash::default();
        let mut lines = ByHash::default();
        for (index, block) in blocks.iter().enumerate() {
            if document.blocks.get(index).is_some_and(|b| b.kind.is_beside()) {
                continue;
            }
            if block.words >= Self::LEAST_WORDS {
                lines.entry(Self::key(&block.tokens)).or_insert(index);
            }
            for sentence in &block.sentences {
                let tokens = &block.tokens[sentence.first..sentence.last];
                if tokens.iter().filter(|t| t.shape.is_word()).count() >= Self::LEAST_WORDS {
                    first.entry(Self::key(tokens)).or_insert((index, sentence.span));
                }
            }
        }
        let mut headings = 0;
        let sections = document.blocks.iter().map(|block| {
            headings += usize::from(block.kind == BlockKind::Heading);
            headings
        });
        Repeats { first, lines, sections: sections.collect() }
    }

    /// The words and objects of a sentence as one number: case and marks do not count.
    pub fn key(tokens: &[Token]) -> u64 {
        let words =
            tokens.iter().filter(|t| t.shape.is_word() || matches!(t.shape, Shape::Number | Shape::Address));
        words.fold(0, |key: u64, t| key.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ t.hash)
    }

    /// The first block with exactly these words, where it stands before block `index`.
    pub fn line_before(&self, key: u64, index: usize) -> Option<usize> {
        self.lines.get(&key).copied().filter(|block| *block < index)
    }

    /// True where two blocks stand under one heading.
    pub fn same_section(&self, a: usize, b: usize) -> bool {
        self.sections.get(a) == self.sections.get(b)
    }

    /// Block and bytes of the first sentence with this key, where it stands before block `index`.
    pub fn before(&self, key: u64, index: usize) -> Option<(usize, Span)> {
        self.first.get(&key).copied().filter(|(block, _)| *block < index)
    }
}
