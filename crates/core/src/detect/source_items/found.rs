//! The things that both sides of a translation should have, as they stand in a text of any script.
//!
//! Pure functions from text to [`Found`]; what is compared with what, and what is excused, is said in `mod`.

use crate::span::Span;

/// A thing to compare.
pub(super) struct FoundItem {
    pub key: String,
    pub span: Span,
    /// A bracket that only explains: an abbreviation of what stands before it, or a year of another calendar.
    pub is_gloss: bool,
}

pub(super) fn found(start: usize, key: String, words: &str) -> FoundItem {
    FoundItem { key, span: Span::new(start, start + words.len()), is_gloss: false }
}

/// True for the inside of a bracket that says nothing new: "(LTTE)", "(1980 AD)", "(a broom)".
fn is_gloss(inside: &str) -> bool {
    let length = inside.chars().count();
    let capitals = inside.chars().filter(|c| c.is_uppercase()).count();
    let abbreviation = (2..=8).contains(&length)
        && capitals * 2 > length
        && inside.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '&' | '.' | '/'));
    // A word or two that explain, or a date of another calendar: editors leave and add those.
    let note = length <= 40 && inside.split_whitespace().count() <= 4;
    let year = inside.strip_suffix("AD").or(inside.strip_suffix("BC")).or(inside.strip_suffix("CE"));
    abbreviation
        || note
        || year.is_some_and(|y| y.trim().bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'/'))
}

pub(super) fn marks(text: &str, which: &[char]) -> Vec<FoundItem> {
    text.char_indices()
        // A semicolon asks in Greek only.
        .filter(|(_, c)| {
            which.contains(c)
                && (*c != ';' || !is_latin(text) && text.chars().any(|c| ('\u{370}'..'\u{400}').contains(&c)))
        })
        .map(|(at, c)| {
            let rest = &text[at + c.len_utf8()..];
            let inside = rest.split([')', ']', '）', '］']).next().unwrap_or("");
            let found = found(at, c.to_string(), &text[at..at + c.len_utf8()]);
            let round = matches!(c, '(' | '（');
            FoundItem { is_gloss: round && is_gloss(inside), ..found }
        })
        .take(1)
        .collect()
}

/// The first quotation mark; apostrophes, inches and feet are none.
pub(super) fn quotations(text: &str) -> Vec<FoundItem> {
    let digit_before = |at: usize| text[..at].chars().next_back().is_some_and(char::is_numeric);
    let first = text.char_indices().find(|(at, c)| match c {
        '"' => !digit_before(*at),
        _ => matches!(c, '“' | '”' | '„' | '«' | '»' | '「' | '『' | '《' | '〈'),
    });
    first.map(|(at, c)| found(at, c.to_string(), &text[at..at + c.len_utf8()])).into_iter().collect()
}

/// "#harbour" or "@hallstrand"; "#1" is a number.
pub(super) fn handle(at: usize, word: &str) -> Option<FoundItem> {
    let sign = word.find(['#', '@']).filter(|i| word[..*i].chars().all(|c| !c.is_alphanumeric()))?;
    let name: &str = &word[sign + 1..];
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    let fits = name[..end].chars().count() > 2 && name.starts_with(char::is_alphabetic) && name.is_ascii();
    fits.then(|| found(at + sign, word[sign..sign + 1 + end].to_lowercase(), &word[sign..sign + 1 + end]))
}

pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split_whitespace().map(move |w| (w.as_ptr() as usize - base, w))
}

fn is_latin(text: &str) -> bool {
    let (mut latin, mut letters) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        latin += usize::from((c as u32) < 0x250);
    }
    latin * 2 > letters
}
