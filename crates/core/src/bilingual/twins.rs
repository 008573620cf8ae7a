//! Which segments of a document have the same source, and which the same translation.
//!
//! Gathered once for a document that comes with its source; case and marks do not count, numbers and words do.

use crate::document::{Block, Document};
use crate::language::hash::{ByHash, Hasher};

/// Segments by their source and by their translation.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    sources: ByHash<Vec<u32>>,
    targets: ByHash<Vec<u32>>,
}

impl Twins {
    /// Reads the segments of a document; nothing where there is one alone.
    pub fn gather(document: &Document) -> Twins {
        let mut twins = Twins::default();
        let paired = document.blocks.iter().enumerate().filter(|(_, b)| b.original.is_some());
        for (at, block) in paired.filter(|_| document.blocks.len() > 1) {
            let Some((source, target)) = keys(block) else { continue };
            twins.sources.entry(source).or_default().push(at as u32);
            twins.targets.entry(target).or_default().push(at as u32);
        }
        twins
    }

    /// The segments with the source of a block, itself among them, in order.
    pub fn of_source(&self, block: &Block) -> &[u32] {
        keys(block).and_then(|(source, _)| self.sources.get(&source)).map_or(&[], Vec::as_slice)
    }

    /// The segments with the translation of a block, itself among them, in order.
    pub fn of_target(&self, block: &Block) -> &[u32] {
        keys(block).and_then(|(_, target)| self.targets.get(&target)).map_or(&[], Vec::as_slice)
    }
}

/// The letters and digits of both sides as numbers, with the context that tells segments apart; nothing where a side
/// says nothing.
pub fn keys(block: &Block) -> Option<(u64, u64)> {
    let original = block.original.as_ref()?;
    let (source, target) = (key(&original.text)?, key(&block.text)?);
    let context = block.unit.as_ref().and_then(|unit| unit.context.as_deref()).and_then(key).unwrap_or(0);
    Some((source ^ context.rotate_left(7), target))
}

/// The letters and digits of a text as one number.
pub fn key(text: &str) -> Option<u64> {
    let mut state = Hasher::default();
    let mut any = false;
    let mut gap = false;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            gap |= c.is_whitespace();
            continue;
        }
        if gap && any {
            state.letter(' ');
        }
        gap = false;
        any = true;
        if c.is_ascii() {
            state.letter(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|l| state.letter(l));
        }
    }
    any.then(|| state.finish())
}
