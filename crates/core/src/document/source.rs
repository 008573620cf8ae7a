//! The file behind a document: its decoded text, and the way back to its original bytes.
//!
//! For UTF-8 without a byte-order mark the two are the same and nothing is stored. Readers decode (`read::decode`),
//! reports ask here for original offsets.

use crate::document::SpanMap;
use crate::span::{FileSpan, Span};

/// A file's decoded text.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The whole text.
    pub text: String,
    /// Name of the encoding it was read from (WHATWG label, "UTF-8").
    pub encoding: &'static str,
    /// From bytes of `text` to bytes of the file; absent when they are the same.
    pub original: Option<SpanMap>,
}

impl Source {
    /// Text that was UTF-8 from its first byte on.
    pub fn utf8(text: String) -> Self {
        Source { text, encoding: "UTF-8", original: None }
    }

    /// The bytes of the original file that `span` of the decoded text came from.
    pub fn original_bytes(&self, span: FileSpan) -> FileSpan {
        match &self.original {
            Some(map) => map.to_file(Span { start: span.start, end: span.end }),
            None => span,
        }
    }
}
