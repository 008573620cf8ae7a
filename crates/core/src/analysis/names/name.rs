//! A name of a document: all its mentions taken together.

use crate::analysis::NameKind;

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
