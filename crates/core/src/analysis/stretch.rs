//! Sentences: the stretches of tokens that a block is parted into.

use serde::Serialize;

use crate::span::Span;

/// A sentence: a run of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the block, from the first token to the last, closing marks included.
    pub span: Span,
    /// Indices `first..last` into [`Analysis::tokens`](super::Analysis::tokens).
    pub first: usize,
    /// The index after the last token.
    pub last: usize,
    /// Indices into [`Analysis::clauses`](super::Analysis::clauses).
    pub clauses: std::ops::Range<usize>,
    /// How it ends.
    pub end: SentenceEnd,
    /// Quotation depth where it begins: 0 outside quotations.
    pub depth: u8,
    /// The verb of speech (token index) of the attribution inside this sentence ("…," she said), if any.
    pub attribution: Option<usize>,
}

/// How a sentence ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SentenceEnd {
    /// A full stop.
    Period,
    /// A question mark, alone or with others.
    Question,
    /// An exclamation mark.
    Exclamation,
    /// Three dots.
    Ellipsis,
    /// A colon or semicolon at the end of the block.
    Colon,
    /// Nothing: the block ends, or the line does.
    Open,
}
