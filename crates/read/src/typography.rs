//! Signs of typography that nobody sees: they say where a word may be broken or a line may not, and are no text.

use std::ops::Range;

const SOFT_HYPHEN: char = '\u{ad}';
const WORD_JOINER: char = '\u{2060}';

/// The stretches of a text between such signs. A soft hyphen stands between letters; a joiner inside a word stays,
/// since nobody sets one there on purpose.
pub(super) fn shown(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        let start = at;
        let hidden = hidden_from(text, at);
        let end = hidden.as_ref().map_or(text.len(), |range| range.start);
        at = hidden.as_ref().map_or(text.len(), |range| range.end);
        done = hidden.is_none();
        Some(start..end)
    })
}

/// The first such sign at byte `at` or behind it.
fn hidden_from(text: &str, at: usize) -> Option<Range<usize>> {
    if text.is_ascii() {
        return None;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    text[at..].char_indices().find_map(|(i, c)| {
        if !matches!(c, SOFT_HYPHEN | WORD_JOINER) {
            return None;
        }
        let range = at + i..at + i + c.len_utf8();
        let inside =
            letter(text[..range.start].chars().next_back()) && letter(text[range.end..].chars().next());
        (inside == (c == SOFT_HYPHEN)).then_some(range)
    })
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn signs_that_nobody_sees_are_left_out() {
        let of = |text: &str| shown(text).map(|range| &text[range]).collect::<Vec<_>>().join("|");
        assert_eq!(of("the har\u{ad}bour"), "the har|bour");
        assert_eq!(of("late\u{2060}—and"), "late|—and");
        assert_eq!(of("har\u{2060}bour"), "har\u{2060}bour");
        assert_eq!(of("a café"), "a café");
    }
}
