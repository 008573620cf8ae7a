//! In what a file is written: what may stand in its text, and how.

/// How a file writes text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// As it is.
    #[default]
    Plain,
    /// HTML: `&` and `<` are written as references.
    Html,
    /// Markdown: marks with a meaning stand behind a backslash.
    Markdown,
    /// XML: `&`, `<` and `>` are written as references, everything else as it is.
    Xml,
    /// Text between quotation marks, with a backslash before marks and for line ends: PO, JSON, `.strings`.
    Quoted,
}
