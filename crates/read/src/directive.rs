//! Comments that speak to the checker: `<!-- mtlint-disable doubled-word: a song title -->`.
//!
//! Readers of markup collect them; what they mean is decided where findings are settled.

use mtlint_core::document::Directive;
use mtlint_core::span::FileSpan;

/// The directive in a comment that stands at byte `at`, marks included, if it is one. `block` counts the blocks that
/// end before it.
pub(super) fn of_comment(comment: &str, at: usize, block: usize) -> Option<Directive> {
    let text = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let directive = text.starts_with("mtlint-");
    directive.then(|| Directive { span: FileSpan::new(at, at + comment.len()), text: text.to_owned(), block })
}

/// The directives in a stretch of markup that begins at byte `at` and is not read otherwise.
pub(super) fn of_markup(markup: &str, at: usize, block: usize) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = markup[from..].find("<!--").map(|i| from + i)
        && let Some(end) = markup[start..].find("-->").map(|i| start + i + 3)
    {
        found.extend(of_comment(&markup[start..end], at + start, block));
        from = end;
    }
    found
}
