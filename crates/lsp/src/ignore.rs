//! A comment that suppresses a finding just where it stands, in formats that have comments.
//!
//! It stands in the paragraph itself, at its end: a line of its own would cut the paragraph in two.

use mtlint_core::check::Review;
use mtlint_core::document::{BlockKind, FileEdit, Syntax};
use mtlint_core::finding::Finding;
use mtlint_core::span::{FileSpan, Span};

/// The reason that the comment gives until somebody writes a better one; without one it suppresses nothing.
const REASON: &str = "meant as it is";

/// Returns the change of the file that suppresses `finding`; nothing where the format has no comments, or the words
/// stand where none can.
pub fn comment(review: &Review, finding: &Finding) -> Option<FileEdit> {
    let document = &review.document;
    let block = &document.blocks[finding.block];
    let markup = matches!(document.syntax, Syntax::Markdown | Syntax::Html);
    // Components have comments of another kind.
    let components = document.name.to_ascii_lowercase().ends_with(".mdx");
    if !markup || components || document.record.is_some() || block.kind.is_beside() || block.text.is_empty() {
        return None;
    }
    let text = &document.source.text;
    let mut at = block.map.to_file(Span::new(0, block.text.len())).end as usize;
    if document.syntax == Syntax::Markdown && block.kind != BlockKind::TableCell {
        // Behind marks that close at the end of the line; a cell ends before.
        let line = &text[at..];
        at += line[..line.find(['\r', '\n']).unwrap_or(line.len())].trim_end().len();
    }
    let comment = format!(" <!-- mtlint-disable-next-paragraph {}: {REASON} -->", finding.rule.id);
    Some(FileEdit { span: FileSpan::new(at, at), text: comment })
}
