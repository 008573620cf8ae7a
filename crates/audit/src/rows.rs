//! The rows that a query returns.

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A document.
    Documents,
    /// A block with words.
    Paragraphs,
    /// A fault.
    Findings,
}
