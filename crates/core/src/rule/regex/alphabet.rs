//! Alphabets of single bytes, and a pattern for texts of such an alphabet.
//!
//! A regex for all of Unicode is large: `\W{0,4}` alone takes a third of a millisecond to compile, and where a character
//! is not ASCII its word boundaries leave the quick engine. Nearly all English text is ASCII, some hundred marks, and
//! Latin letters with accents that no pattern tells apart. Such a text is written with a byte a character
//! ([`crate::rule::regex::letters`]), and a pattern is compiled for those bytes: on them it finds what the whole pattern finds in the
//! text.

use regex_syntax::hir::{
    Capture, Class, ClassBytes, ClassBytesRange, ClassUnicode, Hir, HirKind, Look, Repetition,
};

/// Which characters a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alphabet {
    /// ASCII, and [`MARKS`].
    Plain,
    /// [`LETTERS`] besides, and no [`LETTER`] of its own.
    Latin,
    /// Any: the text stays as it is.
    All,
}

impl Alphabet {
    /// How many there are.
    pub const COUNT: usize = 3;
}

/// Quotation marks, dashes, signs: none belongs to a word. They are the bytes from 0x80 on.
const MARKS: [(char, char); 12] = [
    ('\u{a0}', '\u{a9}'),
    ('\u{ab}', '\u{ac}'),
    ('\u{ae}', '\u{b1}'),
    ('\u{b4}', '\u{b4}'),
    ('\u{b6}', '\u{b8}'),
    ('\u{bb}', '\u{bf}'),
    ('\u{d7}', '\u{d7}'),
    ('\u{f7}', '\u{f7}'),
    ('\u{2010}', '\u{2027}'),
    ('\u{2030}', '\u{203e}'),
    ('\u{20a0}', '\u{20bf}'),
    ('\u{2122}', '\u{2122}'),
];

/// Latin letters beyond ASCII, less the long s, which ASCII's "s" is in another case.
const LETTERS: [(char, char); 7] = [
    ('\u{aa}', '\u{aa}'),
    ('\u{b5}', '\u{b5}'),
    ('\u{ba}', '\u{ba}'),
    ('\u{c0}', '\u{d6}'),
    ('\u{d8}', '\u{f6}'),
    ('\u{f8}', '\u{17e}'),
    ('\u{180}', '\u{24f}'),
];

/// The byte that stands for every one of [`LETTERS`]: a word goes on over it, as it does over a letter.
pub const LETTER: u8 = b'_';

impl Alphabet {
    /// The smallest alphabet that has a character, and its byte there.
    pub fn classify(c: char) -> (Alphabet, u8) {
        match mark(c) {
            _ if c.is_ascii() => (Alphabet::Plain, c as u8),
            Some(mark) => (Alphabet::Plain, mark),
            None if LETTERS.iter().any(|&(first, last)| (first..=last).contains(&c)) => {
                (Alphabet::Latin, LETTER)
            }
            None => (Alphabet::All, LETTER),
        }
    }
}

/// The byte of a mark.
fn mark(c: char) -> Option<u8> {
    let mut byte = 0x80;
    for (first, last) in MARKS {
        if (first..=last).contains(&c) {
            return Some((byte + (c as u32 - first as u32)) as u8);
        }
        byte += last as u32 - first as u32 + 1;
    }
    None
}

/// True for a pattern that nothing matches.
pub fn is_impossible(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Class(class) if class.is_empty())
}

/// The pattern for texts in an alphabet of bytes; nothing where it tells letters apart that the alphabet does not.
pub fn narrowed(hir: &Hir, alphabet: Alphabet) -> Option<Hir> {
    let latin = alphabet == Alphabet::Latin;
    let inner = |hir: &Hir| narrowed(hir, alphabet);
    Some(match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Class(Class::Unicode(unicode)) => class(unicode, latin)?,
        HirKind::Class(Class::Bytes(bytes)) => without_letter(bytes.clone(), latin),
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => spelt(text, latin)?,
            Err(_) => return None,
        },
        HirKind::Look(look) => Hir::look(match look {
            Look::WordUnicode => Look::WordAscii,
            Look::WordUnicodeNegate => Look::WordAsciiNegate,
            Look::WordStartUnicode => Look::WordStartAscii,
            Look::WordEndUnicode => Look::WordEndAscii,
            Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
            Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
            Look::Start | Look::End | Look::StartLF | Look::EndLF | Look::StartCRLF | Look::EndCRLF => *look,
            _ if latin => return None,
            other => *other,
        }),
        HirKind::Repetition(repetition) => {
            let sub = inner(&repetition.sub)?;
            match (is_impossible(&sub), repetition.min) {
                (true, 0) => Hir::empty(),
                (true, _) => sub,
                (false, _) => Hir::repetition(Repetition { sub: Box::new(sub), ..repetition.clone() }),
            }
        }
        HirKind::Capture(capture) => {
            let sub = inner(&capture.sub)?;
            match is_impossible(&sub) {
                true => sub,
                false => Hir::capture(Capture { sub: Box::new(sub), ..capture.clone() }),
            }
        }
        HirKind::Concat(parts) => {
            let parts = parts.iter().map(inner).collect::<Option<Vec<Hir>>>()?;
            if parts.iter().any(is_impossible) { Hir::fail() } else { Hir::concat(parts) }
        }
        HirKind::Alternation(branches) => {
            let branches = branches.iter().map(inner).collect::<Option<Vec<Hir>>>()?;
            Hir::alternation(branches.into_iter().filter(|branch| !is_impossible(branch)).collect())
        }
    })
}

/// The bytes of a class; nothing where it has some of the letters and not all.
fn class(unicode: &ClassUnicode, latin: bool) -> Option<Hir> {
    let ranges = unicode.ranges();
    // The range that holds `c`, or the next one.
    let range = |c: char| ranges.get(ranges.partition_point(|r| r.end() < c));
    let ascii = ranges.iter().take_while(|r| r.start().is_ascii());
    let ascii = ascii.map(|r| ClassBytesRange::new(r.start() as u8, (r.end() as u32).min(0x7f) as u8));
    let one = |byte: u8| ClassBytesRange::new(byte, byte);
    // Letters in either case are most classes, and have no mark.
    let has_more = ranges.last().is_some_and(|r| r.end() >= MARKS[0].0);
    let marks = MARKS.iter().filter(|_| has_more).flat_map(|&(first, last)| first..=last).zip(0x80..);
    let marks = marks.filter(|&(c, _)| range(c).is_some_and(|r| r.start() <= c));
    let mut bytes = ClassBytes::new(ascii.chain(marks.map(|(_, byte)| one(byte))).collect::<Vec<_>>());
    if latin {
        bytes.difference(&ClassBytes::new([one(LETTER)]));
        let covers = |&(first, last): &(char, char)| {
            range(first).is_some_and(|r| r.start() <= first && r.end() >= last)
        };
        let shares = |&(first, last): &(char, char)| range(first).is_some_and(|r| r.start() <= last);
        if LETTERS.iter().all(covers) {
            bytes.push(one(LETTER));
        } else if LETTERS.iter().any(shares) {
            return None;
        }
    }
    Some(Hir::class(Class::Bytes(bytes)))
}

fn without_letter(mut bytes: ClassBytes, latin: bool) -> Hir {
    if latin {
        bytes.difference(&ClassBytes::new([ClassBytesRange::new(LETTER, LETTER)]));
    }
    Hir::class(Class::Bytes(bytes))
}

/// A literal in bytes; nothing where it has a letter that is not told from others.
fn spelt(text: &str, latin: bool) -> Option<Hir> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        let accented = LETTERS.iter().any(|&(first, last)| (first..=last).contains(&c));
        match mark(c) {
            _ if latin && accented => return None,
            _ if c.is_ascii() && !(latin && c as u8 == LETTER) => bytes.push(c as u8),
            Some(byte) => bytes.push(byte),
            None => return Some(Hir::fail()),
        }
    }
    Some(Hir::literal(bytes))
}

#[cfg(test)]
mod tests {
    use super::{MARKS, mark};

    #[test]
    fn marks_are_bytes_of_their_own_and_belong_to_no_word() {
        let marks = MARKS.iter().flat_map(|&(first, last)| first..=last);
        for (byte, c) in (0x80..).zip(marks) {
            assert_eq!(mark(c), Some(byte));
            assert!(!regex_syntax::is_word_character(c), "{c:?}");
        }
    }
}
