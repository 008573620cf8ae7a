//! Lines of plain text: where they are, and what can be told from one alone.
//!
//! A line ends at `\n`, `\r\n`, `\r`, U+2028 or U+2029 (which ends the paragraph, too). Widths are in characters.

/// One line, trimmed, without the marks of a quoted message ("> ").
#[derive(Clone, Copy, Debug)]
pub(super) struct TextLine<'a> {
    /// Its first byte in the text.
    pub start: usize,
    /// What stands on it.
    pub text: &'a str,
    /// White space before it, in characters.
    pub indent: usize,
    /// True when it began with ">".
    pub quoted: bool,
    /// True when a paragraph separator follows.
    pub ends_paragraph: bool,
}

/// The lines of a text, blank ones included.
pub(super) fn lines(text: &str) -> impl Iterator<Item = TextLine<'_>> {
    let bytes = text.as_bytes();
    // Rare in files; where they do not occur, every "“" need not be looked at.
    let separators = memchr::memmem::find(bytes, b"\xE2\x80\xA8").is_some()
        || memchr::memmem::find(bytes, b"\xE2\x80\xA9").is_some();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let (end, next) = line_end(bytes, at, separators);
        let ends_paragraph = bytes[end..next] == *b"\xE2\x80\xA9";
        let line = describe(text, at, end, ends_paragraph);
        at = next;
        Some(line)
    })
}

/// The end of the line that begins at `from`, and the beginning of the next.
fn line_end(bytes: &[u8], from: usize, separators: bool) -> (usize, usize) {
    let mut at = from;
    loop {
        let hit = if separators {
            memchr::memchr3(b'\n', b'\r', 0xE2, &bytes[at..])
        } else {
            memchr::memchr2(b'\n', b'\r', &bytes[at..])
        };
        let Some(hit) = hit else { return (bytes.len(), bytes.len()) };
        let end = at + hit;
        match &bytes[end..] {
            [b'\r', b'\n', ..] => return (end, end + 2),
            [b'\n' | b'\r', ..] => return (end, end + 1),
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => return (end, end + 3),
            _ => at = end + 1,
        }
    }
}

fn describe(text: &str, start: usize, end: usize, ends_paragraph: bool) -> TextLine<'_> {
    let whole = &text[start..end];
    let mut rest = whole.trim_start();
    let indent = whole.len() - rest.len();
    let mut quoted = false;
    while let Some(inner) = rest.strip_prefix('>') {
        quoted = true;
        rest = inner.trim_start();
    }
    TextLine { start: end - rest.len(), text: rest.trim_end(), indent, quoted, ends_paragraph }
}

/// Characters of a text; counted only as far as it matters.
pub(super) fn width(text: &str) -> usize {
    let bytes = text.as_bytes();
    let sample = &bytes[..bytes.len().min(1024)];
    sample.iter().filter(|&&b| (b as i8) >= -0x40).count()
}

/// A line that draws a line: "-----", "* * *", "====".
pub(super) fn is_rule(text: &str) -> bool {
    let drawn = |c: char| "-=_*~#·•–—+".contains(c);
    text.starts_with(drawn)
        && text.chars().all(|c| drawn(c) || c == ' ')
        && text.chars().filter(|&c| c != ' ').count() >= 3
}

/// True when the last word is followed by the end of a sentence, maybe inside marks that close.
pub(super) fn ends_sentence(text: &str) -> bool {
    let last = text.trim_end_matches(|c: char| is_closing(c) || c.is_whitespace()).chars().next_back();
    last.is_some_and(|c| ".!?…。！？।؟‽".contains(c))
}

/// True when a sentence ends in it: at its end, or inside, after a word that is too long for an abbreviation.
pub(super) fn holds_sentence(text: &str) -> bool {
    let inside = |bytes: &[u8]| {
        bytes[..4].iter().all(u8::is_ascii_lowercase)
            && &bytes[4..6] == b". "
            && bytes[6].is_ascii_uppercase()
    };
    ends_sentence(text) || text.as_bytes().windows(7).any(inside)
}

fn is_closing(c: char) -> bool {
    "\"'”’»«“›)]}」』*_".contains(c)
}

/// True when the first letter or digit is a small letter.
pub(super) fn starts_lower(text: &str) -> bool {
    text.chars().take(8).find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

/// True for a heading in capitals: no small letter and at least four that are not small.
pub(super) fn is_shouted(text: &str) -> bool {
    if text.len() > 200 || text.bytes().any(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 4 && !text.chars().any(char::is_lowercase)
}

/// Bytes of the first word.
pub(super) fn first_word(text: &str) -> &str {
    let end = text.as_bytes().iter().position(|b| b.is_ascii_whitespace());
    &text[..end.unwrap_or(text.len())]
}

/// Length in bytes of a list mark and the space after it, 0 where there is none: "- ", "• ", "1. ", "12) ", "(a) ".
pub(super) fn marker(text: &str) -> usize {
    let bullet = text.chars().next().filter(|c| "-*•◦▪▫‣●○■□►➤".contains(*c)).map_or(0, char::len_utf8);
    let mark = if bullet > 0 { bullet } else { number(text.as_bytes()) };
    let after = &text[mark..];
    let rest = after.trim_start();
    if mark == 0 || rest.is_empty() || rest.len() == after.len() { 0 } else { text.len() - rest.len() }
}

fn number(text: &[u8]) -> usize {
    let open = usize::from(text.first() == Some(&b'('));
    let body = &text[open..];
    let digits = body.iter().take_while(|b| b.is_ascii_digit()).count();
    let letters = body.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let roman = letters <= 4 && body[..letters].iter().all(|b| b"ivx".contains(b));
    let len = match (digits, letters) {
        (1..=3, _) => digits,
        (0, 1) => 1,
        (0, 2..) if roman => letters,
        _ => return 0,
    };
    match body.get(len) {
        Some(b')') => open + len + 1,
        Some(b'.') if open == 0 && digits > 0 => len + 1,
        _ => 0,
    }
}

/// False where joined lines need no space: after a hyphen that joins small letters, and between characters of
/// scripts that are written without spaces.
pub(super) fn needs_space(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let spaceless =
        |c: char| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}');
    if spaceless(last) && spaceless(first) {
        return false;
    }
    let hyphen = matches!(last, '-' | '\u{2010}' | '\u{AD}');
    let letter = before.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    !(hyphen && letter && first.is_lowercase())
}
