//! What only the whole document can tell: names and their variants, sentences that come back, its language.

use crate::analysis::names::index::NameIndex;
use crate::analysis::tally::Tally;
use crate::analysis::{Analysis, NameKind, Repeats, names, quotation};
use crate::document::Document;
use crate::language::Language;

/// The analyses of all blocks and what follows from them together.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// One analysis for each block of the document, in order; empty for code.
    pub blocks: Vec<Analysis>,
    /// Names with all their mentions.
    pub names: Vec<Name>,
    /// Sentences and lines that come back.
    pub repeats: Repeats,
    /// How often unlisted and capitalised words stand in it.
    pub tally: Tally,
    /// The names by their words.
    pub index: NameIndex,
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
    /// Index into `mentions` of the first one with more than one word, which introduces it in full.
    pub introduced: Option<usize>,
}

impl Whole {
    /// Gathers the analyses of a document's blocks, one for each block in order.
    pub fn gather(document: &Document, mut blocks: Vec<Analysis>, _language: &Language) -> Self {
        let words = blocks.iter().map(|b| b.words).sum();
        quotation::across::join(document, &mut blocks);
        let names = names::cluster::gather(document, &mut blocks);
        let index = NameIndex::gather(document, &blocks, &names);
        Whole {
            repeats: Repeats::gather(&blocks),
            tally: Tally::gather(&blocks),
            index,
            names,
            words,
            blocks,
        }
    }
}
