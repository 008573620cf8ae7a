//! What stands on one side of a translation only: numbers, addresses, brackets, question marks, names in
//! Latin script, quotation marks, percentages, placeholders, handles.
//!
//! Needs the source text. `item` says what is compared; `side` "added" reports what the translation alone has (at its
//! place), "missing" what the source alone has (on the whole segment).

use serde::Deserialize;

use crate::analysis::Context;
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-items",
    summary: "what one side of a translation lacks; item = number, address, …; side = missing, added",
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Item {
    Number,
    Address,
    Bracket,
    Question,
    Exclamation,
    Name,
    Quotation,
    Percent,
    Placeholder,
    Handle,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    Missing,
    Added,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceItems {
    item: Item,
    side: Side,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceItems>()?))
}

impl Detector for SourceItems {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(original) = &context.block.original else { return };
        let (source, target) = (items(self.item, &original.text), items(self.item, context.text()));
        let (from, against, other_text) = match self.side {
            Side::Added => (&target, &source, original.text.as_str()),
            Side::Missing => (&source, &target, context.text()),
        };
        let mut left: Vec<&str> = against.iter().map(|i| i.key.as_str()).collect();
        for item in from {
            if let Some(i) = left.iter().position(|k| *k == item.key) {
                left.swap_remove(i);
            } else if !(self.excused(item, other_text, against)
                || self.item == Item::Name && self.translated(context, item))
            {
                self.report(context, item, sink);
            }
        }
    }
}

impl SourceItems {
    /// Small numbers are often written as words, one name may stand in another script, marks may be counted otherwise.
    fn excused(&self, item: &Found, other_text: &str, against: &[Found]) -> bool {
        match self.item {
            Item::Number => {
                let small = item.key.len() == 1;
                let digits = joined_digits(other_text);
                small
                    || digits.contains(&item.key)
                    || other_era(item, against)
                    || digits.is_empty() && item.key.len() < 3
            }
            Item::Question | Item::Exclamation | Item::Bracket | Item::Quotation => !against.is_empty(),
            Item::Percent => {
                !against.is_empty()
                    || says_percent(other_text)
                    || self.side == Side::Added && has_number(item, other_text)
            }
            Item::Name => !is_latin(other_text) || other_text.to_lowercase().contains(stem(&item.key)),
            Item::Address | Item::Placeholder | Item::Handle => other_text.to_lowercase().contains(&item.key),
        }
    }

    fn report(&self, context: &Context, item: &Found, sink: &mut Sink) {
        let all = Span::new(0, context.text().len());
        match self.side {
            Side::Added => sink.say(item.span, format!("“{}” is not in the source", item.key)),
            Side::Missing => sink.say(all, format!("“{}” of the source is missing here", item.key)),
        };
    }

    /// Months, peoples, countries, titles and other words of the dictionary have another form in each language; German
    /// writes every noun with a capital. Of the source's words only known names of persons are missed.
    fn translated(&self, context: &Context, item: &Found) -> bool {
        let entry = context.language.entry(&item.key);
        let source = context.block.original.as_ref().and_then(|o| o.language.as_deref());
        let person = (entry.is_given_name() || entry.is_surname()) && !entry.is_place();
        let listed = entry.is_word() || entry.is_demonym() || entry.is_proper() || entry.is_abbreviation();
        let foreign = self.side == Side::Missing && !person;
        listed || foreign || entry.is_place() || matches!(source, Some("de" | "lb"))
    }
}

/// A thing to compare.
struct Found {
    key: String,
    span: Span,
}

fn items(item: Item, text: &str) -> Vec<Found> {
    match item {
        Item::Number => numbers(text),
        Item::Bracket => marks(text, &['(', '（', '[', '［']),
        Item::Question => marks(text, &['?', '？', '؟', ';', '՞', '፧']),
        Item::Exclamation => marks(text, &['!', '！', '՜']),
        Item::Address => {
            words(text).filter(|w| is_address(w.1)).map(|w| found(w.0, w.1.to_lowercase(), w.1)).collect()
        }
        Item::Name => names(text),
        Item::Quotation => quotations(text),
        Item::Percent => percentages(text),
        Item::Placeholder => placeholders(text),
        Item::Handle => words(text).filter_map(|(at, w)| handle(at, w)).collect(),
    }
}

/// The part of a name that survives another language's ending and spelling.
fn stem(name: &str) -> &str {
    let (end, _) = name.char_indices().nth(3).unwrap_or((name.len(), ' '));
    &name[..end]
}

fn found(start: usize, key: String, words: &str) -> Found {
    Found { key, span: Span::new(start, start + words.len()) }
}

/// All digits of a text in a row, so that "2 500" and "16 05.2017" hold what "2500" and "16.05.2017" do.
fn joined_digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}

/// A year of another calendar: Bikram Sambat is 56 or 57 years ahead of ours, the Buddhist era 543.
fn other_era(item: &Found, against: &[Found]) -> bool {
    let year = |f: &Found| (f.key.len() == 4).then(|| f.key.parse::<i32>().ok()).flatten();
    let Some(here) = year(item) else { return false };
    against.iter().filter_map(year).any(|there| matches!((here - there).abs(), 56 | 57 | 543))
}

/// Digits in any script as ASCII digits, separators left out: "१,२३४" is "1234". Leading zeros are dropped.
fn numbers(text: &str) -> Vec<Found> {
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

fn marks(text: &str, which: &[char]) -> Vec<Found> {
    let latin = is_latin(text);
    text.char_indices()
        // A semicolon asks in Greek only.
        .filter(|(_, c)| {
            which.contains(c)
                && (*c != ';' || !latin && text.chars().any(|c| ('\u{370}'..'\u{400}').contains(&c)))
        })
        .map(|(at, c)| Found { key: c.to_string(), span: Span::new(at, at + c.len_utf8()) })
        .take(1)
        .collect()
}

/// Names that look the same on both sides: capitalised words inside a sentence.
fn names(text: &str) -> Vec<Found> {
    if !is_latin(text) {
        return Vec::new();
    }
    let mut after_stop = true;
    words(text)
        .filter_map(|(at, word)| {
            let first = std::mem::replace(&mut after_stop, word.ends_with(['.', '!', '?', ':', '”', '"']));
            let name = word.trim_matches(|c: char| !c.is_alphanumeric());
            let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
            let mut letters = name.chars();
            let capital = letters.next().is_some_and(char::is_uppercase)
                && name.chars().count() > 3
                && letters.all(char::is_lowercase);
            (capital && !first).then(|| found(at, name.to_lowercase(), word))
        })
        .collect()
}

/// The first quotation mark; apostrophes, inches and feet are none.
fn quotations(text: &str) -> Vec<Found> {
    let digit_before = |at: usize| text[..at].chars().next_back().is_some_and(char::is_numeric);
    let first = text.char_indices().find(|(at, c)| match c {
        '"' => !digit_before(*at),
        _ => matches!(c, '“' | '”' | '„' | '«' | '»' | '「' | '『' | '《' | '〈'),
    });
    first.map(|(at, c)| found(at, c.to_string(), &text[at..at + c.len_utf8()])).into_iter().collect()
}

/// The first per cent sign behind a number, with its number.
fn percentages(text: &str) -> Vec<Found> {
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
        Found { key: span.of(text).trim().to_owned(), span: Span { end: (at + c.len_utf8()) as u32, ..span } }
    })
    .into_iter()
    .collect()
}

/// The word that many languages share ("percent", "Prozent", "procent", "процент").
fn says_percent(text: &str) -> bool {
    let text = text.to_lowercase();
    [
        "percent",
        "per cent",
        "prozent",
        "procent",
        "protsen",
        "процент",
        "sută",
        "prosent",
        "cento",
        "ciento",
        "pour cent",
    ]
    .iter()
    .any(|w| text.contains(w))
}

fn has_number(item: &Found, other_text: &str) -> bool {
    let wanted = numbers(&item.key);
    wanted.iter().all(|w| numbers(other_text).iter().any(|n| n.key == w.key))
}

/// %s, %1$d, {0}, ${name}: marks that a program fills.
fn placeholders(text: &str) -> Vec<Found> {
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
fn handle(at: usize, word: &str) -> Option<Found> {
    let sign = word.find(['#', '@']).filter(|i| word[..*i].chars().all(|c| !c.is_alphanumeric()))?;
    let name: &str = &word[sign + 1..];
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    let fits = name[..end].chars().count() > 2 && name.starts_with(char::is_alphabetic) && name.is_ascii();
    fits.then(|| found(at + sign, word[sign..sign + 1 + end].to_lowercase(), &word[sign..sign + 1 + end]))
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split_whitespace().map(move |w| (w.as_ptr() as usize - base, w))
}

fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.starts_with("www.")
        || (word.contains('@') && word.contains('.') && word.len() > 5)
}

fn is_latin(text: &str) -> bool {
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
