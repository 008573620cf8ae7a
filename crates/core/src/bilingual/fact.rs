//! The facts of a text that a translation keeps: numbers, times, dates, months, days, countries.
//!
//! Read in one pass over the digits and the words that the locale knows; see `count` for how words make a number.

use crate::bilingual::count::Counted;
use crate::bilingual::forms::{Known, known};
use crate::bilingual::locale::{Locale, Meaning};
use crate::bilingual::number::{Written, written};
use crate::bilingual::{clock, count, han};
use crate::span::{Cover, Span};

/// A number with what stands around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Number {
    /// Its bytes, its scale included.
    pub span: Span,
    /// What it is worth.
    pub value: f64,
    /// What else it may be worth.
    pub other: Option<f64>,
    /// True where that is as likely.
    pub open: bool,
    /// Its digits, where it is written in digits.
    pub digits: String,
    /// True where it stands in digits, so that the other side must have it.
    pub plain: bool,
    /// True where it orders, or is part of a word or a name: nothing is missed if it does not come back.
    pub soft: bool,
    /// True where a word multiplies it.
    pub scaled: bool,
    /// True where it is a percentage.
    pub percent: bool,
    /// Its currency.
    pub money: Option<Box<str>>,
    /// Its unit.
    pub unit: Option<Box<str>>,
    /// True where it is part of a date or a time.
    pub dated: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Time {
    /// Its bytes.
    pub span: Span,
    /// Minutes since midnight.
    pub minutes: u16,
    /// True where the half of the day is told, by a word or by the hour.
    pub certain: bool,
}

/// A date in numbers alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Date {
    /// Its bytes.
    pub span: Span,
    /// Its first two numbers, day and month in either order, and its year.
    pub parts: [u32; 3],
}

/// A word for a thing of which there are few: a month, a day of the week, a country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Its bytes.
    pub span: Span,
    /// Which it is.
    pub meaning: Meaning,
}

/// The facts of a text.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// In order.
    pub numbers: Vec<Number>,
    /// In order.
    pub times: Vec<Time>,
    /// In order.
    pub dates: Vec<Date>,
    /// Months, days of the week, countries.
    pub words: Vec<Word>,
    /// Words that can only deny.
    pub denials: Vec<Span>,
    /// True where something may deny.
    pub perhaps: bool,
    /// True where something speaks of per cent.
    pub percent: bool,
}

/// What facts are read from.
pub struct Text<'t> {
    /// As written.
    pub text: &'t str,
    /// In lower case, of the same length.
    pub folded: &'t str,
    /// Its language.
    pub locale: &'t Locale,
}

impl Facts {
    /// Reads the facts of a text; what `masked` covers is code and says nothing.
    pub fn of(text: &Text, masked: &Cover) -> Facts {
        let mut facts = Facts::default();
        let has_digits = text.text.bytes().any(|b| b.is_ascii_digit() || b >= 0xd9);
        let mut digits = if has_digits { written(text.text, text.locale.decimal) } else { Vec::new() };
        digits.retain(|d| !masked.touches(d.span));
        let mut words = known(text.folded, text.locale);
        words.retain(|w| !masked.touches(w.span));
        clock::dates(text, &mut digits, &mut facts);
        clock::times(text, &mut digits, &words, &mut facts);
        let mut counted = Counted { text, words: &words, facts: &mut facts };
        counted.digits(&digits);
        counted.words();
        if matches!(text.locale.code.as_str(), "zh" | "ja") {
            han::numbers(text.text, &mut facts);
        }
        facts.signs(text, &words, &digits);
        facts.numbers.sort_by_key(|n| n.span);
        facts.percent = text.text.contains(['%', '％', '٪'])
            || facts.numbers.iter().any(|n| n.percent)
            || words.iter().any(|w| w.meanings.contains(&Meaning::Percent));
        facts
    }

    /// Months, days, countries and denials.
    fn signs(&mut self, text: &Text, words: &[Known], digits: &[Written]) {
        for word in words {
            for &meaning in word.meanings {
                match meaning {
                    Meaning::Month(_) if month_stands(text, word, digits) => {
                        self.words.push(Word { span: word.span, meaning });
                    }
                    Meaning::Weekday(_) if word.span.len() > 4 => self.words.push(Word { span: word.span, meaning }),
                    Meaning::Territory(_) if is_name(text, word) => {
                        self.words.push(Word { span: word.span, meaning });
                    }
                    Meaning::Deny => self.denials.push(word.span),
                    Meaning::Perhaps => self.perhaps = true,
                    _ => {}
                }
            }
        }
        self.months_in_digits(text, digits);
    }

    /// "5月" and "5월", "tháng 5".
    fn months_in_digits(&mut self, text: &Text, digits: &[Written]) {
        for digit in digits {
            let after = &text.text[digit.span.end as usize..];
            let before = text.folded[..digit.span.start as usize].trim_end();
            let named = after.starts_with(['月', '월']) || before.ends_with("tháng");
            if named && (1.0..=12.0).contains(&digit.value) && digit.value.fract() == 0.0 {
                self.words.push(Word { span: digit.span, meaning: Meaning::Month(digit.value as u8) });
                let number = self.numbers.iter_mut().find(|n| n.span.overlaps(digit.span));
                if let Some(number) = number {
                    (number.soft, number.dated) = (true, true);
                }
            }
        }
    }
}

/// A month by its full name with a capital, where the language gives it one, or beside a number.
fn month_stands(text: &Text, word: &Known, digits: &[Written]) -> bool {
    let near = |d: &Written| {
        let gap = if d.span.start >= word.span.end {
            &text.text[word.span.end as usize..d.span.start as usize]
        } else if d.span.end <= word.span.start {
            &text.text[d.span.end as usize..word.span.start as usize]
        } else {
            return false;
        };
        gap.len() <= 12 && gap.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).all(|w| w.len() <= 2)
    };
    if digits.iter().any(near) {
        return true;
    }
    let letters = word.span.of(text.text).chars().count();
    let capital = word.span.of(text.text).starts_with(char::is_uppercase);
    let first = text.text[..word.span.start as usize].trim().is_empty();
    match text.locale.code.as_str() {
        "en" => letters >= 3 && capital && !first && letters > 3,
        _ => letters > 4,
    }
}

/// A country by a name of its own: with a capital where the script has them.
fn is_name(text: &Text, word: &Known) -> bool {
    let written = word.span.of(text.text);
    let first = written.chars().next().unwrap_or(' ');
    let has_case = first.is_lowercase() || first.is_uppercase();
    word.span.len() > 3 && (!has_case || first.is_uppercase())
}
