//! A file as the checker sees it: blocks of running text, each with the way back to the file's bytes.
//!
//! Readers make documents; analysis, rules and reports only read them. A block's text is what a reader of the
//! page sees (entities decoded, markup gone, wrapped lines joined); its [`SpanMap`] leads every byte of it back.

mod source;
mod span_map;

pub use source::Source;
pub use span_map::SpanMap;

use serde::Serialize;

/// One file, or one record of a JSON-lines stream.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file's path as given, the record's `id`, or "-" for standard input.
    pub name: String,
    /// The decoded text and the way back to the original bytes.
    pub source: Source,
    /// The language of the text: declared, given, or detected (ISO 639-1, "en").
    pub language: Option<String>,
    /// What the input says of the document beside its text (site, translator, engine, date), kept for reports.
    pub metadata: serde_json::Map<String, serde_json::Value>,
    /// The text in reading order.
    pub blocks: Vec<Block>,
}

/// A stretch of text that belongs together.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is on the page.
    pub kind: BlockKind,
    /// The text as a reader of the page sees it; one line, inner line breaks joined by a space.
    pub text: String,
    /// The text that this was translated from, where the input carries it.
    pub original: Option<Original>,
    /// The block's own language, where markup declares one.
    pub language: Option<String>,
    /// From bytes of `text` to bytes of the file's decoded text.
    pub map: SpanMap,
}

/// The source-language text of a block.
#[derive(Clone, Debug)]
pub struct Original {
    /// The text.
    pub text: String,
    /// Its language, where the input says so.
    pub language: Option<String>,
}

/// What a block is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A title or heading.
    Heading,
    /// Running prose.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// One cell of a table.
    TableCell,
    /// A quotation set off from the text.
    Quotation,
    /// The caption of a picture or table.
    Caption,
    /// Code; carried so that reports can show it, never checked.
    Code,
}

impl BlockKind {
    /// True where complete sentences are to be expected.
    pub fn is_prose(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::Quotation)
    }
}
