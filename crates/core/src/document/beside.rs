//! What stands beside a change of the text: whether the page will show no other difference than the change.
//!
//! Taking out a space joins what stands on both sides. Where that is a picture, a component or code, which the text does
//! not show, the change is for a person; so are characters that a typographer sets by hand.

use crate::document::{Block, Object, SpanMap, Syntax};
use crate::span::Span;

/// Tags between words that the page shows as words: emphasis, links, nothing with a size of its own.
const TAGS: &[&str] =
    &["a", "abbr", "b", "bdi", "cite", "em", "font", "i", "mark", "s", "small", "span", "strong", "u"];

/// True where the words at `span` and the characters on both sides of it stand together in the file, but for emphasis
/// and links. `file` is the file's decoded text.
pub(super) fn is_plain(block: &Block, syntax: Syntax, file: &str, span: Span) -> bool {
    let touches = |object: &Object| object.span.start <= span.end && span.start <= object.span.end;
    let wide = widened(&block.text, span);
    // A reader may put U+FFFC where the page shows something that is no text.
    !block.objects.iter().any(touches)
        && !wide.of(&block.text).contains('\u{fffc}')
        && gaps(&block.map, wide)
            .all(|(start, end)| file.get(start..end).is_some_and(|gap| is_dress(syntax, gap)))
}

/// True where the words at `span` have characters that are set by hand: a word joiner, a soft hyphen, a thin space, a
/// place where a line may break.
pub(super) fn is_set_by_hand(text: &str, span: Span) -> bool {
    let by_hand = |c: char| {
        matches!(c, '\u{ad}' | '\u{2060}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
    };
    let words = span.of(text);
    // Between two letters of one word nobody wants a break.
    let before = text[..span.start as usize].chars().next_back().is_some_and(char::is_alphabetic);
    let after = text[span.end as usize..].chars().next().is_some_and(char::is_alphabetic);
    let breaks = words.contains(|c: char| ('\u{200b}'..='\u{200d}').contains(&c));
    words.contains(by_hand) || breaks && !(before && after)
}

/// The span with a character more on both sides, where there is one.
fn widened(text: &str, span: Span) -> Span {
    let before = text[..span.start as usize].chars().next_back().map_or(0, char::len_utf8);
    let after = text[span.end as usize..].chars().next().map_or(0, char::len_utf8);
    Span::new(span.start as usize - before, span.end as usize + after)
}

/// The stretches of the file between the pieces of a stretch of text: first byte, and the byte after the last.
fn gaps(map: &SpanMap, span: Span) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut end = None;
    map.pieces_in(span).filter_map(move |piece| {
        let before = end.replace(piece.file.end as usize)?;
        let start = piece.file.start as usize;
        (before < start).then_some((before, start))
    })
}

/// True for markup that the page does not show by itself: emphasis and links around words.
fn is_dress(syntax: Syntax, gap: &str) -> bool {
    match syntax {
        Syntax::Plain | Syntax::Xml | Syntax::Quoted => false,
        Syntax::Html => are_tags(gap),
        // The end of a link with its address, and marks of emphasis.
        Syntax::Markdown => {
            let rest = match gap.strip_prefix("](").and_then(|rest| rest.split_once(')')) {
                Some((address, rest)) if !address.contains('(') => rest,
                _ => gap,
            };
            let rest = rest.trim_matches(['*', '_', '~']);
            let rest = rest.strip_suffix('[').filter(|r| !r.ends_with('!')).unwrap_or(rest);
            are_tags(rest)
        }
    }
}

/// True for tags of [`TAGS`], opened or closed, and nothing else.
fn are_tags(text: &str) -> bool {
    let mut rest = text;
    while let Some(tag) = rest.strip_prefix('<') {
        let Some((tag, after)) = tag.split_once('>') else { return false };
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let name = name.split([' ', '\t', '\n']).next().unwrap_or_default().to_ascii_lowercase();
        if tag.ends_with('/') || !TAGS.contains(&name.as_str()) {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{is_dress, is_set_by_hand};
    use crate::document::Syntax;
    use crate::span::Span;

    #[test]
    fn emphasis_and_links_are_dress_and_pictures_are_not() {
        for gap in ["</b>", "</a> ", "<em><strong>", "</a></span>"] {
            assert_eq!(is_dress(Syntax::Html, gap), !gap.ends_with(' '), "{gap}");
        }
        for gap in
            ["<img src=\"a.png\">", "<br>", "<code>", "</kbd>", "<my-icon></my-icon>", "<span/>", "text"]
        {
            assert!(!is_dress(Syntax::Html, gap), "{gap}");
        }
        for gap in ["**", "](a.html)", "](a.html)**", "*[", "</b>", "_"] {
            assert!(is_dress(Syntax::Markdown, gap), "{gap}");
        }
        for gap in ["![x](a.png)", "[^1]", "`", "![", "{{ x }}", "<Icon />", "](a.png)![b](c.png)"] {
            assert!(!is_dress(Syntax::Markdown, gap), "{gap}");
        }
    }

    #[test]
    fn what_a_typographer_sets_is_told() {
        let by_hand = |text: &str, start: usize, end: usize| is_set_by_hand(text, Span::new(start, end));
        assert!(by_hand("a\u{2060}b", 1, 4) && by_hand("co\u{ad}op", 2, 4) && by_hand("5\u{2009}%", 1, 4));
        assert!(by_hand("and/\u{200b}or", 4, 7) && !by_hand("har\u{200b}bour", 3, 6));
        assert!(by_hand("Post\u{200d}'s", 4, 7) && !by_hand("zero\u{200d}width", 4, 7));
        assert!(!by_hand("a ,", 1, 2) && !by_hand("a\u{a0},", 1, 3) && !by_hand("x\u{feff}y", 1, 4));
    }
}
