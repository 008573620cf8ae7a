//! How digits and words make numbers: "1,8 Millionen", "12億3000万", "dreiundzwanzig", "two hundred and five".

use crate::bilingual::fact::{FactText, Facts, Number};
use crate::bilingual::forms::KnownForms;
use crate::bilingual::locale::{Meaning, is_unspaced};
use crate::bilingual::number::WrittenNumber;

/// Languages that count with words after digits: "३ सय ७५".
const INDIC: &[&str] = &["hi", "ne", "mr", "bn", "gu", "pa"];
/// Words between the parts of a number.
const LINKS: &[&str] = &[
    "and", "und", "y", "e", "et", "i", "și", "og", "och", "en", "ja", "a", "és", "va", "و", "ו", "και", "de",
];

/// A text of which the numbers are being found.
pub struct Counted<'c, 't> {
    /// The text.
    pub text: &'c FactText<'t>,
    /// The words that its locale knows.
    pub words: &'c [KnownForms<'t>],
    /// Where they go.
    pub facts: &'c mut Facts,
}

impl Counted<'_, '_> {
    /// Adds the numbers in digits.
    pub fn digits(&mut self, digits: &[WrittenNumber]) {
        let mut last: Option<(f64, usize)> = None;
        for written in digits {
            let mut number = self.plain(written);
            let scale = self.scale(written).or_else(|| self.scale_before(written, &mut number));
            if let Some((factor, end)) = scale {
                // "4K" may be the name of a format.
                let letter =
                    factor == 1000.0 && text_ends_with_k(self.text.text, end) && number.other.is_none();
                number.other = if letter { Some(number.value) } else { number.other.map(|o| o * factor) };
                number.open |= letter;
                number.value *= factor;
                number.scaled = true;
                number.span.end = end as u32;
                // "12億3000万": what follows with a smaller scale belongs to it.
                let joins = last.is_some_and(|(before, end)| {
                    before > factor && self.text.text[end..written.span.start as usize].trim().is_empty()
                });
                if let (true, Some(before)) = (joins, self.facts.numbers.last_mut()) {
                    before.value += number.value;
                    before.span.end = number.span.end;
                    last = Some((factor, end));
                    continue;
                }
            }
            // "३ सय ७५": what a hundred counts is added as well.
            if let (None, Some((before, end)), Some(whole)) = (scale, last, self.facts.numbers.last_mut())
                && before > number.value
                && INDIC.contains(&self.text.locale.code.as_str())
                && self.text.text[end..written.span.start as usize].trim().is_empty()
            {
                whole.value += number.value;
                whole.span.end = number.span.end;
                last = None;
                continue;
            }
            self.around(&mut number);
            last = scale.map(|(factor, _)| (factor, number.span.end as usize));
            self.facts.numbers.push(number);
        }
    }

    fn plain(&self, written: &WrittenNumber) -> Number {
        let text = self.text.text;
        let before = &text[..written.span.start as usize];
        let after = &text[written.span.end as usize..];
        let hyphen = before.strip_suffix(['-', '‐', '‑']).unwrap_or(before);
        let latin = |c: char| c.is_alphabetic() && !is_unspaced(c);
        let capital_after = after.chars().next().is_some_and(|c| c.is_ascii_uppercase());
        let named = before.ends_with(latin)
            || hyphen.len() < before.len() && hyphen.ends_with(|c: char| c.is_uppercase())
            || capital_after && !after[1..].starts_with(char::is_lowercase) && !self.is_measured(written);
        let mut number = Number {
            span: written.span,
            value: written.value,
            other: written.other,
            open: written.open,
            digits: written.digits(),
            plain: true,
            soft: named || self.is_item(written),
            ..Number::default()
        };
        if let Some(century) = century(written.value, after) {
            (number.other, number.open) = (Some(century), true);
        }
        number
    }

    /// The number of an item in a list, which one side may have taken out; no day, year or order.
    fn is_item(&self, written: &WrittenNumber) -> bool {
        let after = &self.text.text[written.span.end as usize..];
        let next = after.strip_prefix(['.', ')']).map(|n| n.trim_start().trim_start_matches("\\t"));
        written.span.start == 0
            && written.value < 100.0
            && !self.text.locale.capital_nouns
            && next.is_some_and(|rest| rest.starts_with(char::is_uppercase))
    }

    /// A word that a number's letters may be: "5GB", "10K".
    fn is_measured(&self, written: &WrittenNumber) -> bool {
        let next = self.next_word(written.span.end as usize);
        next.is_some_and(|w| {
            w.span.start == written.span.end
                && w.whole
                && w.meanings.iter().any(|m| matches!(m, Meaning::Unit(_) | Meaning::Scale(_)))
        })
    }

    /// The known word that follows after white space alone.
    fn next_word(&self, end: usize) -> Option<&KnownForms<'_>> {
        let at = self.words.partition_point(|w| (w.span.start as usize) < end);
        let gap = |w: &&KnownForms| {
            // "1100多万": and more.
            let gap = self.text.text[end..w.span.start as usize]
                .trim_matches(['-', '‑', '(', '.', '多', '余', '餘', '来', '几', '数']);
            gap.len() <= 4 && gap.trim().is_empty()
        };
        self.words.get(at).filter(gap)
    }

    /// What multiplies a number in digits, and where that ends.
    fn scale(&self, written: &WrittenNumber) -> Option<(f64, usize)> {
        let word = self.next_word(written.span.end as usize)?;
        let factor = word.scale()?;
        let letters = word.span.of(self.text.text);
        let glued = word.span.start == written.span.end;
        let single = letters.chars().count() == 1 && !letters.starts_with(is_unspaced);
        if single && !letters.is_ascii() && !glued {
            return None;
        }
        if letters.is_ascii() && letters.len() == 1 {
            let money = self.text.text[..written.span.start as usize].trim_end().ends_with(['$', '€', '£']);
            let capital = letters.starts_with(|c: char| c.is_ascii_uppercase());
            if !(glued && (capital || money)) {
                return None;
            }
        }
        let mut end = word.span.end as usize;
        let mut factor = factor;
        // "mil millones", "tuhat miljonit"; 千万.
        while let Some(next) = self.next_word(end)
            && let Some(more) = next.scale()
            && (more > factor || is_unspaced(letters.chars().next().unwrap_or(' ')))
            && next.span.len() > 1
        {
            factor *= more;
            end = next.span.end as usize;
        }
        Some((factor, end))
    }

    /// A word before a number that multiplies it, as Sinhala has it: the number then begins there.
    fn scale_before(&self, written: &WrittenNumber, number: &mut Number) -> Option<(f64, usize)> {
        let at = self.words.partition_point(|w| w.span.end <= written.span.start).checked_sub(1)?;
        let word = self.words.get(at).filter(|w| self.text.locale.code == "si" && w.span.len() > 6)?;
        let gap = &self.text.text[word.span.end as usize..written.span.start as usize];
        let factor = word.scale().filter(|_| gap.trim().is_empty() && gap.len() <= 3)?;
        number.span.start = word.span.start;
        Some((factor, written.span.end as usize))
    }

    /// Percentage, currency and unit.
    fn around(&self, number: &mut Number) {
        let text = self.text.text;
        let (start, end) = (number.span.start as usize, number.span.end as usize);
        let (before, after) =
            (text[..start].trim_end(), text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']));
        // "6成": six tenths.
        let tenths = after.starts_with(['成', '割']) && self.text.locale.is_known() && number.plain;
        if tenths && matches!(self.text.locale.code.as_str(), "zh" | "ja") {
            (number.value, number.percent) = (number.value * 10.0, true);
            return;
        }
        number.percent = after.starts_with(['%', '％', '٪']) || before.ends_with(['%', '٪']);
        let symbol = |c: Option<char>| {
            Some(match c? {
                '$' | '＄' => "dollar",
                '€' => "euro",
                '£' => "pound",
                '₹' => "rupee",
                '₽' => "rouble",
                '₴' => "hryvnia",
                '₺' => "lira",
                '₩' => "won",
                '₪' => "shekel",
                _ => return None,
            })
        };
        let sign = symbol(before.chars().next_back()).or_else(|| symbol(after.chars().next()));
        number.money = sign.map(Into::into);
        let Some(word) = self.next_word(end) else { return };
        // "3 and 4 in Scotland": no inches.
        let behind = &text[word.span.end as usize..];
        let place =
            behind.starts_with([' ', '.', ',']) || behind.trim_start().starts_with(char::is_alphabetic);
        let preposition = word.span.of(self.text.folded) == "in" && place;
        if preposition {
            return;
        }
        for meaning in word.meanings {
            let name = |at: u16| Some(self.text.locale.names[at as usize].clone());
            match *meaning {
                Meaning::Percent => number.percent = true,
                Meaning::Money(at) if number.money.is_none() => number.money = name(at),
                Meaning::Unit(at) if number.unit.is_none() => number.unit = name(at),
                _ => {}
            }
        }
    }

    /// Adds the numbers in words.
    pub fn words(&mut self) {
        let mut at = 0;
        while at < self.words.len() {
            let Some((first, orders)) = self.value(at) else {
                at += 1;
                continue;
            };
            let from = at;
            let mut ordinal = orders;
            // "2 hundred fifty thousand": the words go on with a number in digits.
            let scaled =
                self.facts.numbers.iter().position(|n| n.scaled && n.span.end == self.words[from].span.end);
            let mut sum = Sum::default();
            match scaled {
                Some(at) => sum.begin(self.facts.numbers[at].value),
                None => sum.add(first),
            }
            while at + 1 < self.words.len()
                && let Some((next, orders)) = self.value(at + 1)
                && self.joins(at)
                && sum.takes(next, self.words[at + 1].inside || self.has_link(at))
            {
                sum.add(next);
                ordinal |= orders;
                at += 1;
            }
            let span = self.words[from].span.to(self.words[at].span);
            let whole = self.words[at].whole;
            if let Some(number) = scaled.filter(|_| at > from).map(|n| &mut self.facts.numbers[n]) {
                (number.value, number.span.end) = (sum.total(), span.end);
            }
            at += 1;
            let timed = self.facts.times.iter().any(|t| t.span.overlaps(span));
            if timed || self.facts.numbers.iter().any(|n| n.span.overlaps(span)) {
                continue;
            }
            let soft = ordinal || !whole || sum.total() < 3.0;
            let mut number = Number { span, value: sum.total(), soft, ..Number::default() };
            self.digits_after(&mut number, &sum);
            self.around(&mut number);
            self.facts.numbers.push(number);
        }
    }

    /// "seven hundred and 21", "एक सय ८४": digits that go on with a number in words become part of it.
    fn digits_after(&mut self, number: &mut Number, sum: &Sum) {
        let end = number.span.end as usize;
        let indic = INDIC.contains(&self.text.locale.code.as_str());
        let follows = |n: &Number| {
            n.plain && !n.scaled && n.span.start as usize >= end && n.value.fract() == 0.0 && {
                let gap = &self.text.folded[end..n.span.start as usize];
                let word = gap.trim();
                gap.len() < 8 && (word.is_empty() && indic || LINKS.contains(&word)) && !gap.is_empty()
            }
        };
        let next = self.facts.numbers.iter().position(follows);
        if let Some(at) =
            next.filter(|&at| number.value >= 100.0 && sum.takes(self.facts.numbers[at].value, false))
        {
            let digits = self.facts.numbers.remove(at);
            number.value += digits.value;
            number.span.end = digits.span.end;
        }
    }

    /// What a word adds to a number: a scale counts where something stands before it.
    fn value(&self, at: usize) -> Option<(f64, bool)> {
        let word = &self.words[at];
        let letters = word.span.of(self.text.text);
        word.number().or_else(|| {
            let scale =
                word.scale().filter(|_| letters.chars().count() > if letters.is_ascii() { 2 } else { 1 })?;
            Some((scale, false))
        })
    }

    fn gap(&self, at: usize) -> &str {
        &self.text.folded[self.words[at].span.end as usize..self.words[at + 1].span.start as usize]
    }

    fn joins(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.len() < 12
            && gap.split(|c: char| c.is_whitespace() || c == '-').all(|w| w.is_empty() || LINKS.contains(&w))
    }

    fn has_link(&self, at: usize) -> bool {
        self.gap(at).split(|c: char| c.is_whitespace() || c == '-').any(|w| !w.is_empty())
    }
}

/// True where what ends here is a "K" that is glued to its digits.
fn text_ends_with_k(text: &str, end: usize) -> bool {
    let digits = text[..end].strip_suffix('K').unwrap_or("");
    digits.ends_with(|c: char| c.is_ascii_digit())
}

/// A number as its words come.
#[derive(Default)]
struct Sum {
    done: f64,
    current: f64,
    least: f64,
}

impl Sum {
    /// Begins with what digits say.
    fn begin(&mut self, value: f64) {
        if value < 1000.0 {
            self.current = value;
        } else {
            self.done = value;
            self.least = 10f64
                .powf((0..15).rev().map(f64::from).find(|p| value % 10f64.powf(*p) == 0.0).unwrap_or(0.0));
        }
    }

    /// Returns whether the next word goes on with the number: "zwanzig" after "drei und", "five" after "hundred".
    fn takes(&self, next: f64, linked: bool) -> bool {
        if next >= 100.0 && next.log10().fract() == 0.0 {
            return self.current > 0.0 || self.done > next;
        }
        // "one and a half", "un millón y medio"
        if next < 1.0 {
            return linked && self.total() >= 1.0 && self.total().fract() == 0.0;
        }
        let room = if self.current == 0.0 { self.least } else { unit(self.current) };
        next < room
            || linked && self.current < 10.0 && (20.0..100.0).contains(&next)
            || self.current == 4.0 && next == 20.0
    }

    fn add(&mut self, value: f64) {
        if value >= 1000.0 {
            self.done += self.current.max(1.0) * value;
            self.current = 0.0;
            self.least = value;
        } else if value == 100.0 && self.current > 0.0 && self.current < 100.0 {
            self.current *= 100.0;
        } else if self.current == 4.0 && value == 20.0 {
            self.current = 80.0;
        } else if value < 1.0 && self.current == 0.0 && self.done > 0.0 {
            self.done += value * self.least;
        } else {
            self.current += value;
        }
    }

    fn total(&self) -> f64 {
        self.done + self.current
    }
}

/// The place of a number's last digit that is no nought: 100 of 700, 10 of 20, 1 of 5; 20 of 60 and 80, as French counts.
fn unit(value: f64) -> f64 {
    match value as u64 {
        60 | 80 => 20.0,
        n if n % 100 == 0 => 100.0,
        n if n % 10 == 0 => 10.0,
        _ => 0.0,
    }
}

/// "1800-talet", "1800-luvulla", "1800s": the nineteenth century.
fn century(value: f64, after: &str) -> Option<f64> {
    let hundreds = (1000.0..=2100.0).contains(&value) && value % 100.0 == 0.0;
    let after = after.trim_start_matches(['-', '‑', '\'', '’']);
    let tail =
        ["tal", "luv", "luku", "s ", "s,", "s.", "ndad", "ndate", "er "].iter().any(|t| after.starts_with(t))
            || after == "s";
    (hundreds && tail).then(|| value / 100.0 + 1.0)
}
