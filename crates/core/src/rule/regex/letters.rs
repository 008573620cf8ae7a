//! A text with a byte a character, for the patterns that are compiled for such bytes (`alphabet`).
//!
//! Which alphabet will do is asked of a stretch: one foreign name does not make a whole paragraph's text one for the
//! large patterns of all Unicode.

use std::borrow::Cow;

use crate::rule::regex::alphabet::{Alphabet, LETTER};
use crate::span::Span;

/// A text, its characters as bytes, and the way between both.
pub struct Letters<'t> {
    text: &'t str,
    bytes: Cow<'t, [u8]>,
    /// Where the character of each byte begins in the text, and its end; empty where the bytes are the text's own.
    starts: Vec<u32>,
    /// Places of the characters that are not plain, and the alphabet that each needs.
    odd: Vec<(usize, Alphabet)>,
}

/// A text as a pattern for an alphabet sees it.
#[derive(Clone, Copy)]
pub struct View<'l> {
    /// A byte a character, but for [`Alphabet::All`].
    pub bytes: &'l [u8],
    starts: &'l [u32],
}

impl<'t> Letters<'t> {
    /// Reads a text.
    pub fn new(text: &'t str) -> Letters<'t> {
        let bytes = Cow::Borrowed(text.as_bytes());
        let mut letters = Letters { text, bytes, starts: Vec::new(), odd: Vec::new() };
        if text.is_ascii() {
            return letters;
        }
        let mut bytes = Vec::with_capacity(text.len());
        letters.starts.reserve(text.len() + 1);
        for (at, c) in text.char_indices() {
            let (alphabet, byte) = Alphabet::classify(c);
            if alphabet != Alphabet::Plain {
                letters.odd.push((bytes.len(), alphabet));
            }
            letters.starts.push(at as u32);
            bytes.push(byte);
        }
        letters.starts.push(text.len() as u32);
        letters.bytes = Cow::Owned(bytes);
        letters
    }

    /// The smallest alphabet that has all characters of a stretch and those beside it, which a pattern may look at.
    pub fn alphabet(&self, stretch: Span) -> Alphabet {
        if self.odd.is_empty() {
            return Alphabet::Plain;
        }
        let view = self.view(Alphabet::Plain);
        let (first, end) = (view.place(stretch.start).saturating_sub(1), view.place(stretch.end) + 1);
        let odd = self.odd.partition_point(|&(place, _)| place < first);
        let odd = &self.odd[odd..];
        let odd = &odd[..odd.partition_point(|&(place, _)| place < end)];
        let alphabet = odd.iter().map(|&(_, alphabet)| alphabet).max().unwrap_or(Alphabet::Plain);
        // A stroke of the text's own is not told from a letter.
        let strokes =
            || self.bytes[first..end.min(self.bytes.len())].iter().filter(|&&b| b == LETTER).count();
        if alphabet == Alphabet::Latin && strokes() > odd.len() { Alphabet::All } else { alphabet }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The text for a pattern of an alphabet; where that does not have a character, some other byte stands.
    pub fn view(&self, alphabet: Alphabet) -> View<'_> {
        match alphabet {
            Alphabet::All => View { bytes: self.text.as_bytes(), starts: &[] },
            _ => View { bytes: &self.bytes, starts: &self.starts },
        }
    }
}

impl View<'_> {
    /// From a byte of the text to the place of its character.
    pub fn place(&self, at: u32) -> usize {
        if self.starts.is_empty() { at as usize } else { self.starts.partition_point(|&start| start < at) }
    }

    /// From the place of a character to its first byte in the text.
    pub fn origin(&self, place: usize) -> usize {
        self.starts.get(place).map_or(place, |&start| start as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;
    use crate::rule::regex::alphabet::Alphabet;
    use crate::span::Span;

    #[test]
    fn a_text_keeps_its_places() {
        let text = "“Zoë” – 5 €";
        let letters = Letters::new(text);
        let view = letters.view(Alphabet::Latin);
        assert_eq!(view.bytes.len(), 11);
        for (place, (at, _)) in text.char_indices().enumerate() {
            assert_eq!((view.place(at as u32), view.origin(place)), (place, at));
        }
        assert_eq!(view.origin(11), text.len());
        assert_eq!(letters.view(Alphabet::All).bytes, text.as_bytes());
    }

    #[test]
    fn the_alphabet_is_that_of_a_stretch_and_of_what_stands_beside_it() {
        let of = |text: &str, words: &str| {
            let start = text.find(words).unwrap();
            Letters::new(text).alphabet(Span::new(start, start + words.len()))
        };
        assert_eq!(of("a_b", "a_b"), Alphabet::Plain);
        assert_eq!(of("“a” – Zoë", "“a”"), Alphabet::Plain);
        assert_eq!(of("Zoë_b", "Zo"), Alphabet::Latin);
        assert_eq!(of("Zoë_b", "oë"), Alphabet::All);
        assert_eq!(of("Zoë a_b", " a_"), Alphabet::All);
        assert_eq!(of("Zoë a_b", "a_"), Alphabet::Plain);
        assert_eq!(of("said Ковалёв today", "said"), Alphabet::Plain);
        assert_eq!(of("said Ковалёв today", " today"), Alphabet::All);
    }
}
