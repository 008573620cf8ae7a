//! Finds the facts of a text in one pass over its digits and the words that the locale knows; see `count` for how words
//! make a number.

use crate::bilingual::count::Counted;
use crate::bilingual::fact::{FactText, FactWord, Facts};
use crate::bilingual::forms::{KnownForms, known};
use crate::bilingual::locale::{Meaning, is_letter, is_unspaced};
use crate::bilingual::number::{WrittenNumber, written};
use crate::bilingual::{clock, han, roman};
use crate::span::{Cover, Span};

/// Reads the facts of a text; what `masked` covers is code and says nothing.
pub fn facts(text: &FactText, masked: &Cover) -> Facts {
    let mut facts = Facts::default();
    let has_digits = text.text.bytes().any(|b| b.is_ascii_digit() || b >= 0xd9);
    let mut digits = if has_digits { written(text.text, text.locale.decimal) } else { Vec::new() };
    facts.coded = digits.iter().filter(|d| masked.touches(d.span)).map(WrittenNumber::digits).collect();
    facts.length = text.text.len() as u32;
    digits.retain(|d| !masked.touches(d.span));
    let mut words = known(text.folded, text.locale);
    words.retain(|w| !masked.touches(w.span));
    clock::dates(text, &mut digits, &mut facts);
    clock::times(text, &mut digits, &words, &mut facts);
    let mut counted = Counted { text, words: &words, facts: &mut facts };
    counted.digits(&digits);
    counted.words();
    if matches!(text.locale.code.as_str(), "zh" | "ja") {
        han::numbers(text.text, &words, &mut facts);
    }
    roman::numbers(text.text, &mut facts);
    signs(text, &words, &digits, &mut facts);
    facts.numbers.sort_by_key(|n| n.span);
    facts.percent = text.text.contains(['%', '％', '٪'])
        || facts.numbers.iter().any(|n| n.percent)
        || words.iter().any(|w| w.meanings.contains(&Meaning::Percent));
    facts
}

/// Months, days, countries and denials.
fn signs(text: &FactText, words: &[KnownForms], digits: &[WrittenNumber], facts: &mut Facts) {
    for word in words {
        for &meaning in word.meanings {
            match meaning {
                Meaning::Month(_) if month_stands(text, word, digits) => {
                    facts.words.push(FactWord { span: word.span, meaning });
                }
                Meaning::Weekday(_) if word.span.len() > 4 => {
                    facts.words.push(FactWord { span: word.span, meaning })
                }
                Meaning::Territory(_) if is_name(text, word) => {
                    facts.words.push(FactWord { span: word.span, meaning });
                }
                Meaning::People(_) => facts.words.push(FactWord { span: word.span, meaning }),
                Meaning::Calendar => facts.calendar = true,
                // "не-": a prefix.
                Meaning::Deny if !text.text[word.span.end as usize..].starts_with(['-', '‑']) => {
                    facts.denials.push(word.span);
                }
                Meaning::Ask => facts.asks = true,
                Meaning::Perhaps => facts.perhaps |= word.span.of(text.text).contains(' '),
                _ => {}
            }
        }
    }
    months_in_digits(text, digits, facts);
    // "didn't"
    if text.folded.contains(['\'', '’']) {
        let short = text.folded.match_indices("n't").chain(text.folded.match_indices("n’t"));
        facts.denials.extend(short.map(|(at, word)| Span::new(at, at + word.len())));
    }
    facts.denials.extend(denying_ends(text));
}

/// "etmedi": verbs that deny in their ending, where the locale knows such.
fn denying_ends(text: &FactText) -> Vec<Span> {
    let ends = &text.locale.denying_ends;
    if ends.is_empty() {
        return Vec::new();
    }
    let base = text.folded.as_ptr() as usize;
    let words = text.folded.split(|c: char| !is_letter(c));
    words
        .filter(|w| ends.iter().any(|e| w.len() >= e.len() + 2 && w.ends_with(&**e)))
        .filter(|w| !text.locale.says(w, Meaning::Perhaps))
        .map(|w| Span::new(w.as_ptr() as usize - base, w.as_ptr() as usize - base + w.len()))
        .collect()
}

/// "5月" and "5월", "tháng 5".
fn months_in_digits(text: &FactText, digits: &[WrittenNumber], facts: &mut Facts) {
    for digit in digits {
        let after = &text.text[digit.span.end as usize..];
        let before = text.folded[..digit.span.start as usize].trim_end();
        let named = after.starts_with(['月', '월']) || before.ends_with("tháng");
        if named && (1.0..=12.0).contains(&digit.value) && digit.value.fract() == 0.0 {
            facts.words.push(FactWord { span: digit.span, meaning: Meaning::Month(digit.value as u8) });
            let number = facts.numbers.iter_mut().find(|n| n.span.overlaps(digit.span));
            if let Some(number) = number {
                (number.soft, number.dated) = (true, true);
            }
        }
    }
}

/// A month by its full name with a capital, where the language gives it one, or beside a number.
fn month_stands(text: &FactText, word: &KnownForms, digits: &[WrittenNumber]) -> bool {
    let near = |d: &WrittenNumber| {
        let gap = if d.span.start >= word.span.end {
            &text.text[word.span.end as usize..d.span.start as usize]
        } else if d.span.end <= word.span.start {
            &text.text[d.span.end as usize..word.span.start as usize]
        } else {
            return false;
        };
        gap.len() <= 12
            && gap.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).all(|w| w.len() <= 2)
    };
    if digits.iter().any(near) {
        return true;
    }
    let letters = word.span.of(text.text).chars().count();
    if word.span.of(text.text).starts_with(is_unspaced) {
        return letters > 1 && word.span.of(text.text).ends_with(['月', '월']);
    }
    let capital = word.span.of(text.text).starts_with(char::is_uppercase);
    let first = text.text[..word.span.start as usize].trim().is_empty();
    match text.locale.code.as_str() {
        "en" => capital && !first && letters > 3,
        // "mars", "mai" and "maj" are other words, too.
        _ => {
            letters > 4
                || matches!(word.span.of(text.folded), "août" | "juin" | "juni" | "juli" | "июнь" | "июня")
        }
    }
}

/// A country by a name of its own: with a capital where the script has them.
fn is_name(text: &FactText, word: &KnownForms) -> bool {
    let written = word.span.of(text.text);
    let first = written.chars().next().unwrap_or(' ');
    let has_case = first.is_lowercase() || first.is_uppercase();
    word.span.len() > 3 && (!has_case || first.is_uppercase())
}
