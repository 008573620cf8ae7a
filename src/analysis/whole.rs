//! What only the whole document can tell: names and their variants, sentences that come back, its language.

use crate::analysis::{Analysis, NameKind};

/// The analyses of all blocks and what follows from them together.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// One analysis for each block of the document, in order; empty for code.
    pub blocks: Vec<Analysis>,
    /// Names with all their mentions.
    pub names: Vec<Name>,
    /// Words in all blocks.
    pub words: usize,
}

/// One name of the document with its mentions.
#[derive(Clone, Debug, Default)]
pub struct Name {
    /// The fullest form in which the document gives it.
    pub full: String,
    /// What it seems to name, by all mentions together.
    pub kind: NameKind,
    /// Places of its mentions: (block index, index into that block's mentions), in order.
    pub mentions: Vec<(usize, usize)>,
}
