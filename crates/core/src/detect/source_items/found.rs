//! The things that both sides of a translation should have, as they stand in a text of any script.
//!
//! Pure functions from text to [`Found`]; what is compared with what, and what is excused, is said in `mod`.

use crate::span::Span;

/// A thing to compare.
#[derive(Default)]
pub(super) struct Found {
    pub key: String,
    pub span: Span,
    /// A number that a scale follows: "1.4 billion".
    pub scaled: bool,
    /// A number that belongs to a name: "COVID-19".
    pub of_name: bool,
}

/// The part of a name that survives another language's ending and spelling.
pub(super) fn stem(name: &str) -> &str {
    let (end, _) = name.char_indices().nth(3).unwrap_or((name.len(), ' '));
    &name[..end]
}

pub(super) fn found(start: usize, key: String, words: &str) -> Found {
    Found { key, span: Span::new(start, start + words.len()), ..Found::default() }
}

/// All digits of a text in a row, so that "2 500" and "16 05.2017" hold what "2500" and "16.05.2017" do.
pub(super) fn joined_digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}

/// A year of another calendar: Bikram Sambat is 56 or 57 years ahead of ours, the Buddhist era 543.
pub(super) fn other_era(item: &Found, against: &[Found]) -> bool {
    let year = |f: &Found| (f.key.len() == 4).then(|| f.key.parse::<i32>().ok()).flatten();
    let Some(here) = year(item) else { return false };
    against.iter().filter_map(year).any(|there| matches!((here - there).abs(), 56 | 57 | 543))
}

/// The digits without the noughts at the end, which a scale may stand for.
pub(super) fn significant(digits: &str) -> &str {
    digits.trim_end_matches('0')
}

/// "14亿" is "1.4 billion", "5万" is "50,000".
pub(super) fn other_scale(item: &Found, against: &[Found]) -> bool {
    against.iter().any(|o| (o.scaled || item.scaled) && significant(&o.key) == significant(&item.key))
}

/// Digits in any script as ASCII digits, separators left out: "१,२३४" is "1234". Leading zeros are dropped.
pub(super) fn numbers(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    let mut key = String::new();
    let mut start = 0;
    let mut end = 0;
    let mut separated = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if let Some(digit) = digit(c) {
            if key.is_empty() {
                start = at;
            }
            key.push(digit);
            end = at + c.len_utf8();
            separated = false;
        } else if !key.is_empty() {
            if matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}' | '’' | '\'') && !separated {
                separated = true;
                continue;
            }
            let trimmed = key.trim_start_matches('0');
            all.push(Found {
                key: if trimmed.is_empty() { "0".into() } else { trimmed.to_owned() },
                span: Span::new(start, end),
                ..Found::default()
            });
            key.clear();
            separated = false;
        }
    }
    all
}

/// A decimal digit of any of the scripts that write numbers with ten digits in a row, as ASCII.
fn digit(c: char) -> Option<char> {
    let zero = match c as u32 {
        n @ 0x30..=0x39 => return char::from_u32(n),
        n @ (0x660..=0x669 | 0x6f0..=0x6f9) => n - n % 16,
        n @ (0x966..=0x96f | 0x9e6..=0x9ef | 0xa66..=0xa6f | 0xae6..=0xaef | 0xb66..=0xb6f) => n - n % 16 + 6,
        n @ (0xbe6..=0xbef | 0xc66..=0xc6f | 0xce6..=0xcef | 0xd66..=0xd6f | 0xde6..=0xdef) => n - n % 16 + 6,
        n @ (0xe50..=0xe59 | 0xed0..=0xed9 | 0xff10..=0xff19) => n - n % 16,
        _ => return None,
    };
    char::from_digit(c as u32 - zero, 10)
}

pub(super) fn marks(text: &str, which: &[char]) -> Vec<Found> {
    let latin = is_latin(text);
    text.char_indices()
        // A semicolon asks in Greek only.
        .filter(|(_, c)| {
            which.contains(c)
                && (*c != ';' || !latin && text.chars().any(|c| ('\u{370}'..'\u{400}').contains(&c)))
        })
        .map(|(at, c)| found(at, c.to_string(), &text[at..at + c.len_utf8()]))
        .take(1)
        .collect()
}

/// Names that look the same on both sides: capitalised words inside a sentence.
pub(super) fn names(text: &str, possessives: &[String]) -> Vec<Found> {
    if !is_latin(text) {
        return Vec::new();
    }
    let mut after_stop = true;
    words(text)
        .filter_map(|(at, word)| {
            let first = std::mem::replace(&mut after_stop, word.ends_with(['.', '!', '?', ':', '”', '"']));
            let name = word.trim_matches(|c: char| !c.is_alphanumeric());
            let name = possessives.iter().find_map(|own| name.strip_suffix(own.as_str())).unwrap_or(name);
            let mut letters = name.chars();
            let capital = letters.next().is_some_and(char::is_uppercase)
                && name.chars().count() > 3
                && letters.all(char::is_lowercase);
            (capital && !first).then(|| found(at, name.to_lowercase(), word))
        })
        .collect()
}

/// The first quotation mark; apostrophes, inches and feet are none.
pub(super) fn quotations(text: &str) -> Vec<Found> {
    let digit_before = |at: usize| text[..at].chars().next_back().is_some_and(char::is_numeric);
    let first = text.char_indices().find(|(at, c)| match c {
        '"' => !digit_before(*at),
        _ => matches!(c, '“' | '”' | '„' | '«' | '»' | '「' | '『' | '《' | '〈'),
    });
    first.map(|(at, c)| found(at, c.to_string(), &text[at..at + c.len_utf8()])).into_iter().collect()
}

/// The first per cent sign behind a number, with its number.
pub(super) fn percentages(text: &str) -> Vec<Found> {
    let sign = text.char_indices().find(|(at, c)| {
        matches!(c, '%' | '％' | '٪')
            && text[..*at].trim_end().chars().next_back().is_some_and(|c| digit(c).is_some())
    });
    let number = |at: usize| {
        let inside = |c: char| digit(c).is_some() || matches!(c, '.' | ',');
        let stem = text[..at].trim_end();
        Span::new(stem.trim_end_matches(inside).len(), at)
    };
    sign.map(|(at, c)| {
        let span = number(at);
        let key = span.of(text).trim().to_owned();
        Found { key, span: Span { end: (at + c.len_utf8()) as u32, ..span }, ..Found::default() }
    })
    .into_iter()
    .collect()
}

pub(super) fn has_number(item: &Found, other_text: &str) -> bool {
    let wanted = numbers(&item.key);
    wanted.iter().all(|w| numbers(other_text).iter().any(|n| n.key == w.key))
}

/// %s, %1$d, {0}, ${name}: marks that a program fills.
pub(super) fn placeholders(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    for (at, word) in words(text) {
        let inner = |open: &str, close: char| {
            let start = word.find(open)?;
            let end = start + word[start..].find(close)? + 1;
            let name = &word[start + open.len()..end - 1];
            let fits =
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
            fits.then_some((start, end))
        };
        let percent = word.find('%').filter(|i| {
            let rest = word[i + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '$');
            let conversion =
                rest.starts_with(['s', 'd', '@']) && !rest[1..].starts_with(char::is_alphanumeric);
            conversion && !word[..*i].ends_with(|c: char| c.is_ascii_digit())
        });
        let place = percent.map(|i| (i, word.len())).or_else(|| inner("${", '}')).or_else(|| inner("{", '}'));
        if let Some((start, end)) = place {
            let mark = word[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '”']);
            all.push(found(at + start, mark.to_lowercase(), mark));
        }
    }
    all
}

/// "#harbour" or "@hallstrand"; "#1" is a number.
pub(super) fn handle(at: usize, word: &str) -> Option<Found> {
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

pub(super) fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.starts_with("www.")
        || (word.contains('@') && word.contains('.') && word.len() > 5)
}

pub(super) fn is_latin(text: &str) -> bool {
    let (mut latin, mut letters) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        latin += usize::from((c as u32) < 0x250);
    }
    latin * 2 > letters
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_compare_across_scripts_and_separators() {
        let keys = |t| numbers(t).into_iter().map(|f| f.key).collect::<Vec<_>>();
        assert_eq!(keys("1,234.5 and ०७"), ["12345", "7"]);
        assert_eq!(keys("१२,३४५"), ["12345"]);
        assert_eq!(keys("12. Then 3"), ["12", "3"]);
    }
}
