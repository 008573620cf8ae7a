//! What a character is to the tokeniser: letter, digit, mark, space.
//!
//! ASCII is answered by a table of 256 bytes, the rest by ranges and by the standard library. Nothing here knows a
//! language.

/// Classes of bytes; the high half stands for the rest of Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum CharacterClass {
    /// White space.
    Space,
    /// `a` to `z`.
    Lower,
    /// `A` to `Z`.
    Upper,
    /// `0` to `9`.
    Digit,
    /// A punctuation mark.
    Mark,
    /// Signs that are no punctuation, control characters.
    Symbol,
    /// A byte of a character beyond ASCII.
    High,
}

const CLASSES: [CharacterClass; 256] = {
    let mut classes = [CharacterClass::High; 256];
    let mut b = 0;
    while b < 128 {
        classes[b] = match b as u8 {
            b' ' | b'\t'..=b'\r' => CharacterClass::Space,
            b'a'..=b'z' => CharacterClass::Lower,
            b'A'..=b'Z' => CharacterClass::Upper,
            b'0'..=b'9' => CharacterClass::Digit,
            b'$' | b'%' | b'+' | b'=' | b'<' | b'>' | b'^' | b'|' | b'~' | b'&' | b'@' | b'#' => {
                CharacterClass::Symbol
            }
            33..=126 => CharacterClass::Mark,
            _ => CharacterClass::Symbol,
        };
        b += 1;
    }
    classes
};

/// The class of a byte.
pub(super) fn class(byte: u8) -> CharacterClass {
    CLASSES[byte as usize]
}

/// The character that begins at byte `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&b) if b < 128 => Some(b as char),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

/// True for a character beyond ASCII that is punctuation: quotation marks, dashes, dots, brackets.
pub(super) fn is_high_mark(c: char) -> bool {
    matches!(c,
        '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}'
        | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
        | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{6d4}' | '\u{5be}' | '\u{964}' | '\u{965}' | '\u{30fb}')
}

/// True for marks that stand for an apostrophe between letters.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}

/// True for a letter that the Latin script writes.
pub(super) fn is_latin(c: char) -> bool {
    matches!(c,
        'a'..='z' | 'A'..='Z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2ff}'
        | '\u{1d00}'..='\u{1dbf}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}'
        | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

/// True for letters of scripts that are written without spaces and that Unicode leaves unsegmented.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}
