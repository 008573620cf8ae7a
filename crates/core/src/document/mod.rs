//! A file as the checker sees it: blocks of running text, each with the way back to the file's bytes.
//!
//! Readers make documents; analysis, rules and reports only read them. A block's text is what a reader of the
//! page sees (entities decoded, markup gone, wrapped lines joined); its [`SpanMap`] leads every byte of it back.

mod beside;
mod object;
mod place;
mod source;
mod span_map;
mod syntax;
mod unit;

pub use object::{Object, ObjectKind, leaves_whole};
pub use place::{FileEdit, Obstacle};
pub use source::Source;
pub use span_map::{Piece, SpanMap};
pub use syntax::Syntax;
pub use unit::{Code, Origin, State, Unit, WrittenUnit};

use serde::Serialize;

use crate::span::{FileSpan, Span};

/// One file, or one record of a JSON-lines stream.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The file's path as given, the record's `id`, or "-" for standard input.
    pub name: String,
    /// The decoded text and the way back to the original bytes. For a record it is the value of its text field.
    pub source: Source,
    /// How that text is written.
    pub syntax: Syntax,
    /// The language of the text: declared, given, or detected (ISO 639-1, "en").
    pub language: Option<String>,
    /// What the input says of the document beside its text (site, translator, engine, date), kept for reports.
    pub metadata: serde_json::Map<String, serde_json::Value>,
    /// The text in reading order.
    pub blocks: Vec<Block>,
    /// The source-language text of the whole, where the input carries one that cannot be told apart by block.
    pub original: Option<Original>,
    /// Comments that speak to the checker, in order.
    pub directives: Vec<Directive>,
    /// Where the document stands in its stream, when it is a record of one.
    pub record: Option<Record>,
}

/// A comment of the file that begins with the checker's name: `<!-- mtlint-disable doubled-word: a song title -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The whole comment, marks included, in the file's decoded text.
    pub span: FileSpan,
    /// What stands between the marks, trimmed.
    pub text: String,
    /// The number of blocks that end before it: index of the block that follows, or that holds it.
    pub block: usize,
}

/// The place of a record in its stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The stream: a path, or "-".
    pub stream: String,
    /// The record's id as it was written (a text or a number); absent when it has none.
    pub id: Option<serde_json::Value>,
    /// Line in the stream, counted from 1.
    pub line: usize,
    /// First byte in the stream.
    pub byte: u64,
    /// True for a stretch of a long file: its lines and bytes count on from `line` and `byte`.
    pub is_part: bool,
}

/// A stretch of text that belongs together.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is on the page.
    pub kind: BlockKind,
    /// The text as a reader of the page sees it; one line, inner line breaks joined by a space (code keeps its).
    pub text: String,
    /// The text that this was translated from, where the input carries it.
    pub original: Option<Original>,
    /// The block's own language, where markup declares one other than the document's.
    pub language: Option<String>,
    /// From bytes of `text` to bytes of the file's decoded text.
    pub map: SpanMap,
    /// Code, keys, formulas and the like among the words, in order. They keep sentences whole and are no prose.
    pub objects: Vec<Object>,
    /// Words that the page sets off from the rest of the line: emphasised ones, and those of links. Some rules leave a
    /// title, a dish or a place alone there.
    pub set_off: Vec<Span>,
    /// What a bilingual file says of it; a block of such a file may be empty, where nothing was translated.
    pub unit: Option<Box<Unit>>,
}

/// The source-language text of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Original {
    /// The text.
    pub text: String,
    /// Its language, where the input says so.
    pub language: Option<String>,
    /// What is filled in and the like among its words, in order.
    pub objects: Vec<Object>,
    /// Its inline codes and tags, in order.
    pub codes: Vec<Code>,
    /// Where it stands in the file's decoded text, where that is known.
    pub span: Option<FileSpan>,
}

/// What a block is on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BlockKind {
    /// A title or heading, or a short line that stands alone as one does (a byline, a label).
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
    /// The page's title, as search results and tabs show it.
    Title,
    /// What the page says of itself to search engines and to those who share it.
    Description,
    /// What is said in place of a picture.
    Alternative,
    /// What a control or a field says: a label, a hint.
    Label,
}

impl BlockKind {
    /// How many kinds there are.
    pub(crate) const COUNT: usize = 11;

    /// The kind in the text that rules treat alike: what surrounds a page is written as what stands on it.
    pub fn like(self) -> BlockKind {
        match self {
            BlockKind::Title | BlockKind::Label => BlockKind::Heading,
            BlockKind::Description => BlockKind::Paragraph,
            BlockKind::Alternative => BlockKind::Caption,
            kind => kind,
        }
    }

    /// True for what says of a page or a picture what the text says, too: that it comes back is no repetition.
    pub fn is_beside(self) -> bool {
        self.like() != self
    }

    /// True where complete sentences are to be expected.
    pub fn is_prose(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::Quotation)
    }

    /// As written in reports.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list-item",
            BlockKind::TableCell => "table-cell",
            BlockKind::Quotation => "quotation",
            BlockKind::Caption => "caption",
            BlockKind::Code => "code",
            BlockKind::Title => "title",
            BlockKind::Description => "description",
            BlockKind::Alternative => "alternative",
            BlockKind::Label => "label",
        }
    }

    /// True where rules are to look and words are to be counted: everything but code.
    pub fn is_checked(self) -> bool {
        self != BlockKind::Code
    }
}

impl Block {
    /// A block with neither original, language, objects, words that are set off, nor unit.
    pub fn new(kind: BlockKind, text: String, map: SpanMap) -> Self {
        let (objects, set_off) = (Vec::new(), Vec::new());
        Block { kind, text, original: None, language: None, map, objects, set_off, unit: None }
    }
}

impl Document {
    /// Returns the record that the document is, where its places are not those of its stream: not for a part of a file.
    pub fn own_record(&self) -> Option<&Record> {
        self.record.as_ref().filter(|record| !record.is_part)
    }

    /// A document without blocks.
    pub fn new(name: impl Into<String>, source: Source) -> Self {
        Document { name: name.into(), source, ..Document::default() }
    }
}
