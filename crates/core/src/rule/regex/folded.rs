//! A text as literals are looked for in it: ASCII letters in lower case, every run of white space one space.

use crate::rule::regex::required::Literal;
use crate::rule::regex::signs::Signs;
use crate::rule::regex::strings::is_folded;
use crate::span::Span;

/// A folded text, and the way back.
pub struct Folded<'t> {
    text: &'t str,
    bytes: Vec<u8>,
    /// Where each byte stands in the text, and its end; empty where all stand in the same places.
    starts: Vec<u32>,
}

/// Where a match of a regex may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// False where it begins with the text.
    pub anywhere: bool,
    /// The bytes of the text around it.
    pub span: Span,
}

impl Stretch {
    /// All of a text.
    pub fn all(text: &str) -> Stretch {
        Stretch { anywhere: true, span: Span::new(0, text.len()) }
    }
}

impl<'t> Folded<'t> {
    /// Reads a text.
    pub fn of(text: &'t str) -> Folded<'t> {
        if !is_to_fold(text) {
            return Folded { text, bytes: text.to_ascii_lowercase().into_bytes(), starts: Vec::new() };
        }
        let (mut bytes, mut starts) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        let (mut at, mut space) = (0, false);
        while let Some(&byte) = text.as_bytes().get(at) {
            let width = space_at(text, at);
            if width == 0 || !space {
                bytes.push(if width == 0 { byte.to_ascii_lowercase() } else { b' ' });
                starts.push(at as u32);
            }
            space = width > 0;
            at += width.max(1);
        }
        starts.push(text.len() as u32);
        Folded { text, bytes, starts }
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// From a place in it to the place in the text.
    fn origin(&self, at: usize) -> usize {
        self.starts.get(at).map_or(at, |&start| start as usize)
    }

    /// Where these bytes stand in the text, letter by letter; none where white space was folded among them.
    pub fn written(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let (from, to) = (self.origin(start), self.origin(end));
        let written = self.text.as_bytes()[from..to].eq_ignore_ascii_case(&self.bytes[start..end]);
        written.then_some((from, to))
    }

    /// Where a match lies that holds `literal` at `start..end`; none where none can.
    pub fn stretch(&self, literal: &Literal, start: usize, end: usize) -> Option<Stretch> {
        let sign =
            |at: Option<usize>| at.and_then(|at| self.bytes.get(at)).map_or(Signs::EDGE, |&b| Signs::of(b));
        if !literal.preceded.meets(sign(start.checked_sub(1))) || !literal.followed.meets(sign(Some(end))) {
            return None;
        }
        let length = self.bytes.len();
        let first = literal.before.map_or(0, |before| end.saturating_sub(before));
        let last = literal.after.map_or(length, |after| (start + after).min(length));
        if let Some(begins) = literal.opens
            && (first > 0 || !begins.meets(sign(Some(0))))
        {
            return None;
        }
        let whole = |at: usize, up: bool| match up {
            true => self.text.ceil_char_boundary(self.origin(at)),
            false => self.text.floor_char_boundary(self.origin(at)),
        };
        let span = Span::new(whole(first, false), whole(last, true));
        Some(Stretch { anywhere: literal.opens.is_none(), span })
    }
}

/// The bytes of the white space that stands at a byte; 0 where none does.
#[inline]
fn space_at(text: &str, at: usize) -> usize {
    match text.as_bytes()[at] {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0c => 1,
        // The first bytes of all white space beyond ASCII.
        0xc2 | 0xe1..=0xe3 => text[at..].chars().next().filter(|&c| is_folded(c)).map_or(0, char::len_utf8),
        _ => 0,
    }
}

/// True where a text has other white space than single spaces.
fn is_to_fold(text: &str) -> bool {
    let mut before = 0;
    text.bytes().enumerate().any(|(at, byte)| {
        let single = byte == b' ' && before != b' ';
        before = byte;
        !single && space_at(text, at) > 0
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Folded, is_to_fold};
    use crate::rule::regex::required::literals;

    #[test]
    fn white_space_is_one_space() {
        let text = "Let\u{a0} me\tknow, “Zoë”";
        let folded = Folded::of(text);
        assert_eq!(folded.bytes(), "let me know, “zoë”".as_bytes());
        assert_eq!(folded.origin(4), text.find("me").unwrap());
        assert_eq!(folded.written(0, 6), None);
        assert_eq!(folded.written(7, 11), Some((9, 13)));
        assert!(!is_to_fold("Let me know, “Zoë”"));
    }

    proptest! {
        /// Whatever a pattern matches holds one of its literals, with what may stand beside it, in the stretch around it.
        #[test]
        fn no_match_is_missed(pattern in PATTERN, text in "[ \ta-dA-D0-2,.“”é]{0,24}") {
            let Ok(hir) = regex_syntax::parse(&pattern) else { return Ok(()) };
            let required = literals(&hir);
            let Ok(regex) = regex_automata::meta::Regex::new(&pattern) else { return Ok(()) };
            let folded = Folded::of(&text);
            for found in regex.find_iter(&text).filter(|m| !m.is_empty() && !required.is_empty()) {
                let bytes = folded.bytes();
                let stands = |literal: &crate::rule::regex::required::Literal| {
                    let word = literal.text.as_bytes();
                    (0..bytes.len()).filter(|&at| bytes[at..].starts_with(word)).any(|at| {
                        folded.stretch(literal, at, at + word.len()).is_some_and(|s| {
                            s.span.start as usize <= found.start() && s.span.end as usize >= found.end()
                        })
                    })
                };
                assert!(required.iter().any(stands), "{pattern:?} {text:?} {found:?} {required:?}");
            }
        }
    }

    /// Patterns of all that patterns are made of.
    const PATTERN: &str = r"(\^|\\b)?((a|b|bc|d,|\\s|\\s\+|\\s\?|\(\?:ab\|c\)|\(\?i:ab\)|\[,“”\]|\[0-9\]\+|\\W\{0,2\}|\[a-c\]|\(a\\s\*b\)|\(\?:c\|\\sd\)\{1,2\}|\(\?:a,\|b”\)\?|é){1,6})(\$|\\b)?";
}
