//! Comments that speak to the checker: `<!-- mtlint-ignore doubled-word: a song title -->`.
//!
//! Readers of markup collect them; what they mean is decided where findings are settled.

use crate::document::Directive;
use crate::span::FileSpan;

/// The directive in a comment that stands at byte `at`, marks included, if it is one. `block` counts the blocks that
/// end before it.
pub(super) fn of_comment(comment: &str, at: usize, block: usize) -> Option<Directive> {
    let text = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let directive = text.starts_with("mtlint");
    directive.then(|| Directive { span: FileSpan::new(at, at + comment.len()), text: text.to_owned(), block })
}
