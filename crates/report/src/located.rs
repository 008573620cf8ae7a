//! A review's spans as people and programs want them: original bytes, lines, columns.
//!
//! Made once for a review by each report that needs places.

use crate::excerpt::{legible, shortened};
use mtlint_core::check::Review;
use mtlint_core::document::{Block, FileEdit, Obstacle};
use mtlint_core::finding::{Edit, Finding};
use mtlint_core::span::{FileSpan, LineIndex, Place, Span};

/// Where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Bytes of the original file, or of a record's text.
    pub bytes: FileSpan,
    /// The first character.
    pub start: Place,
    /// The character after the last.
    pub end: Place,
}

/// A review with its lines counted.
pub struct Located<'a> {
    /// The review.
    pub review: &'a Review,
    index: LineIndex,
}

impl<'a> Located<'a> {
    /// Counts the lines.
    pub fn new(review: &'a Review) -> Self {
        Located { review, index: LineIndex::new(&review.document.source.text) }
    }

    /// Where bytes of the decoded text are.
    pub fn position(&self, span: FileSpan) -> Position {
        let document = &self.review.document;
        let source = &document.source;
        // A part's first line is one in the middle of its file.
        let before = document.record.as_ref().filter(|r| r.is_part).map_or(0, |r| r.line - 1);
        let place = |at: u32| {
            let place = self.index.place(&source.text, at);
            Place { line: place.line + before, ..place }
        };
        Position { bytes: source.original_bytes(span), start: place(span.start), end: place(span.end) }
    }

    /// The words at fault, as they stand in the file.
    pub fn text(&self, finding: &Finding) -> &'a str {
        finding.span.of(&self.review.document.source.text)
    }

    /// The reason on one line, with the words at fault where it quotes none: for lists that show no text beside it.
    pub fn reason(&self, finding: &Finding) -> String {
        let (reason, words) = (legible(&finding.message), shortened(self.text(finding), 60));
        if words.trim().is_empty() || reason.contains(['“', '"']) {
            reason
        } else {
            format!("{reason}: “{words}”")
        }
    }

    /// What fixes a finding for certain, in the file's decoded text, or why that cannot be done there.
    pub fn fix(&self, finding: &Finding) -> Option<Result<Vec<FileEdit>, Obstacle>> {
        let place = |edit: &Edit| self.review.document.place(finding.block, edit.span, &edit.text);
        (!finding.edits.is_empty()).then(|| finding.edits.iter().map(place).collect())
    }

    /// The bytes of the decoded text that a block came from.
    pub fn block_span(&self, block: &Block) -> FileSpan {
        block.map.to_file(Span::new(0, block.text.len()))
    }

    /// The path for links and annotations: the file, or the stream that a record came from.
    pub fn file(&self) -> &'a str {
        let document = &self.review.document;
        document.record.as_ref().map_or(&document.name, |record| &record.stream)
    }
}
