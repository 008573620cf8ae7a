//! What a program reads in a text, and a translation keeps as it is: placeholders, tags, addresses, paths, options, names
//! of the program's own.
//!
//! Found by syntax alone, in any text (`code_read`). Each piece has a key, by which both sides are compared.

use serde::Deserialize;

use crate::span::Span;

/// What a piece of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeKind {
    /// What a program fills in: `%s`, `{0}`, `${name}`.
    Placeholder,
    /// A tag: `<b>`, `</b>`, `<x id="1"/>`, `[b]`.
    Tag,
    /// A web or mail address.
    Address,
    /// The target of a link in Markdown.
    Link,
    /// Code in a line: between backticks.
    Inline,
    /// A path or a file name.
    Path,
    /// An option of a command: `--all`.
    Option,
    /// A name with a sign, a capital or a digit inside: `snake_case`, `CamelCase`, `B-52`.
    Identifier,
    /// `\n`, `\t`.
    Escape,
}

/// A piece of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeText {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: CodeKind,
    /// What it is known by on the other side.
    pub key: String,
}

impl CodeText {
    /// A piece that is known by its writing.
    pub fn written(text: &str, span: Span, kind: CodeKind) -> CodeText {
        CodeText { span, kind, key: span.of(text).to_owned() }
    }
}
