//! Which facts of one side the other does not have, and what excuses that.
//!
//! Values are matched first as they are, then as they may be read otherwise; what is left on both sides is one fault,
//! since a wrong number stands where the right one should. Excuses are the ways in which languages write a number
//! differently: as a word, rounded, in another calendar, in another measure.

use serde::Deserialize;

use crate::bilingual::fact::{Date, FactWord, Facts, Number, Time};
use crate::bilingual::locale::Meaning;
use crate::bilingual::measure::{alike_units, converted, rounded};
use crate::bilingual::same::{cancel, has_one_digit, is_era, matched, same, written_apart};
use crate::span::Span;

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FactKind {
    /// A number, or a number of a date.
    Number,
    /// The same digits with a mark that means something else in the target.
    Format,
    /// A time of day.
    Time,
    /// A date in numbers.
    Date,
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// A country.
    Place,
    /// Per cent on one side only.
    Percent,
    /// Another currency beside the same number.
    Currency,
    /// Another unit beside the same number.
    Unit,
}

/// A difference between the two sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// In what.
    pub kind: FactKind,
    /// Where in the source.
    pub source: Option<Span>,
    /// Where in the target.
    pub target: Option<Span>,
    /// How sure it is, as a factor.
    pub weight: f32,
    /// What the two sides say, where the words do not show it.
    pub said: Option<(Box<str>, Box<str>)>,
}

/// The two sides while they are compared.
pub struct Compared<'f> {
    source: &'f Facts,
    target: &'f Facts,
    /// Both known: their words for numbers are.
    spelled: [bool; 2],
    /// How sure two numbers in words are to be two.
    worded: f32,
    left: [Vec<Number>; 2],
    found: Vec<Difference>,
    /// Says whether a side's words say a number inside a longer word.
    inside: &'f dyn Fn(usize, f64) -> bool,
}

/// Share of a text by which the places of two words that stand for each other differ at most.
const ELSEWHERE: f32 = 0.5;

/// Returns how the facts of two sides differ. `spelled` says of each side whether its words for numbers are known,
/// `worded` how sure it is that two numbers in words differ, `inside` whether a word of a side begins with a number.
pub fn differences(
    [source, target]: [&Facts; 2],
    spelled: [bool; 2],
    worded: f32,
    inside: &dyn Fn(usize, f64) -> bool,
) -> Vec<Difference> {
    let (left, found) = ([Vec::new(), Vec::new()], Vec::new());
    let mut compared = Compared { source, target, spelled, worded, left, found, inside };
    compared.times();
    compared.dates();
    compared.numbers();
    compared.words();
    compared.found
}

impl Compared<'_> {
    fn add(&mut self, kind: FactKind, source: Option<Span>, target: Option<Span>, weight: f32) {
        self.found.push(Difference { kind, source, target, weight, said: None });
    }

    /// Matches times; those that are left are numbers again.
    fn times(&mut self) {
        let mut theirs: Vec<Time> = self.source.times.clone();
        let mut ours: Vec<Time> = self.target.times.clone();
        let alike = |a: &Time, b: &Time| {
            a.minutes == b.minutes || !(a.certain && b.certain) && a.minutes % 720 == b.minutes % 720
        };
        cancel(&mut theirs, &mut ours, alike);
        let pairs = theirs.len().min(ours.len());
        // "3:1" and "11:08" may be a score or a verse as well: a number that comes back is no fault.
        for (t, o) in theirs.drain(..pairs).zip(ours.drain(..pairs)) {
            self.add(FactKind::Time, Some(t.span), Some(o.span), 1.0);
        }
        for (side, times) in [(0, theirs), (1, ours)] {
            for time in times {
                // "22.30" that only one side's language takes for a time.
                let other = if side == 0 { self.target } else { self.source };
                let hour = f64::from(time.minutes / 60);
                let (part, full) =
                    (f64::from(time.minutes % 60) / 100.0, f64::from(time.minutes % 60) / 60.0);
                // "las siete y media"
                let said = [hour + part, hour + full, hour - 12.0 + full];
                let point = said.into_iter().find(|p| other.numbers.iter().any(|n| same(n.value, *p)));
                if let Some(point) = point.filter(|_| time.minutes % 60 != 0) {
                    let number = Number { span: time.span, value: point, plain: true, ..Number::default() };
                    self.left[side].push(number);
                    continue;
                }
                let number = |value: u16| Number {
                    span: time.span,
                    value: f64::from(value),
                    plain: true,
                    dated: true,
                    ..Number::default()
                };
                let hour = number(time.minutes / 60);
                let twelve = f64::from((time.minutes / 60 + 11) % 12 + 1);
                self.left[side].push(Number { other: Some(twelve), open: true, ..hour });
                if time.minutes % 60 != 0 {
                    self.left[side].push(number(time.minutes % 60));
                }
            }
        }
    }

    /// Matches dates in numbers with each other and with dates in words.
    fn dates(&mut self) {
        let mut theirs: Vec<Date> = self.source.dates.clone();
        let mut ours: Vec<Date> = self.target.dates.clone();
        let year = |a: u32, b: u32| {
            a == b || a.min(b) < 100 && a % 100 == b % 100 || [543, 56, 57].contains(&a.abs_diff(b))
        };
        let alike = |a: &Date, b: &Date| {
            let [d, m, y] = b.parts;
            year(a.parts[2], y) && (a.parts[..2] == [d, m] || a.parts[..2] == [m, d])
        };
        cancel(&mut theirs, &mut ours, alike);
        let pairs = theirs.len().min(ours.len());
        for (t, o) in theirs.drain(..pairs).zip(ours.drain(..pairs)) {
            self.add(FactKind::Date, Some(t.span), Some(o.span), 1.0);
        }
        let facts = [self.source, self.target];
        for (side, dates) in [(0, theirs), (1, ours)] {
            for date in dates {
                let [a, b, y] = date.parts;
                let number = |value: u32| Number {
                    span: date.span,
                    value: f64::from(value),
                    plain: true,
                    dated: true,
                    ..Number::default()
                };
                let month =
                    |m: u32| facts[1 - side].words.iter().any(|w| w.meaning == Meaning::Month(m as u8));
                let said = facts[1 - side].words.iter().any(|w| matches!(w.meaning, Meaning::Month(_)));
                // Which of the two is the month is told by the month that the other side names.
                // A day that reads as that month was taken for it, where the first number can only be the day.
                let rest = if b <= 12 && (month(b) || date.day_first && side == 0 && a <= 12 && month(a)) {
                    vec![a]
                } else if a <= 12 && month(a) {
                    vec![b]
                } else if said {
                    let named = facts[1 - side].words.iter().find(|w| matches!(w.meaning, Meaning::Month(_)));
                    let (one, other) = (Some(date.span), named.map(|w| w.span));
                    let (source, target) = if side == 0 { (one, other) } else { (other, one) };
                    self.add(FactKind::Date, source, target, 0.9);
                    Vec::new()
                } else {
                    vec![a, b]
                };
                self.left[side].extend(rest.into_iter().map(number));
                let full =
                    Number { other: (y < 100).then(|| f64::from(y) + 1900.0), open: true, ..number(y) };
                self.left[side].push(full);
            }
        }
    }

    fn numbers(&mut self) {
        let [mut theirs, mut ours] = std::mem::take(&mut self.left);
        // "9月" against "September" is a month, and no number that a day may match.
        let named = |facts: &Facts| {
            let word = |w: &FactWord| !facts.numbers.iter().any(|n| n.span.overlaps(w.span));
            facts.words.iter().any(|w| matches!(w.meaning, Meaning::Month(_)) && word(w))
        };
        let (by_word, in_word) = (named(self.target), named(self.source));
        let counts = |n: &&Number, named: bool| !(named && n.soft && n.dated);
        theirs.extend(self.source.numbers.iter().filter(|n| counts(n, by_word)).cloned());
        ours.extend(self.target.numbers.iter().filter(|n| counts(n, in_word)).cloned());
        let mut pairs: Vec<(Number, Number)> = Vec::new();
        // Surest first: digits with digits, then whatever says the same, then what may be read as the same.
        let strict = |a: &Number, b: &Number| a.plain && b.plain && same(a.value, b.value);
        let loose = |a: &Number, b: &Number| same(a.value, b.value);
        let open = |a: &Number, b: &Number| {
            let other = |n: &Number| n.other.filter(|_| n.open);
            other(a).is_some_and(|v| same(v, b.value))
                || other(b).is_some_and(|v| same(v, a.value))
                || other(a).zip(other(b)).is_some_and(|(v, w)| same(v, w))
        };
        matched(&mut theirs, &mut ours, &mut pairs, strict);
        matched(&mut theirs, &mut ours, &mut pairs, loose);
        matched(&mut theirs, &mut ours, &mut pairs, open);
        for (a, b) in &pairs {
            self.around(a, b);
        }
        let read = pairs.len();
        let format = |a: &Number, b: &Number| b.other.is_some_and(|v| same(v, a.value)) && a.plain;
        matched(&mut theirs, &mut ours, &mut pairs, format);
        for (a, b) in &pairs[read..] {
            self.add(FactKind::Format, Some(a.span), Some(b.span), 1.0);
        }
        // The source's own author may mistake the mark.
        let sloppy = |a: &Number, b: &Number| {
            a.other.is_some_and(|v| same(v, b.value)) || a.other.zip(b.other).is_some_and(|(v, w)| same(v, w))
        };
        matched(&mut theirs, &mut ours, &mut pairs, sloppy);
        matched(&mut theirs, &mut ours, &mut pairs, converted);
        matched(&mut theirs, &mut ours, &mut pairs, rounded);
        // "1.25 to 1.3 billion": the word stands for both.
        let (source, target) = (self.source, self.target);
        let shared = |a: &Number, b: &Number| {
            let side = if a.scaled { target } else { source };
            a.scaled != b.scaled && a.digits == b.digits && side.numbers.iter().any(|n| n.scaled)
        };
        matched(&mut theirs, &mut ours, &mut pairs, shared);
        self.unmatched(theirs, ours);
    }

    /// What stands beside two equal numbers.
    fn around(&mut self, a: &Number, b: &Number) {
        let said = |a: &str, b: &str| -> Option<(Box<str>, Box<str>)> { Some((a.into(), b.into())) };
        let (source, target) = (Some(a.span), Some(b.span));
        let mut add = |kind, said| self.found.push(Difference { kind, source, target, weight: 1.0, said });
        if let (Some(x), Some(y)) = (&a.money, &b.money)
            && x != y
        {
            add(FactKind::Currency, said(x, y));
        } else if let (Some(x), Some(y)) = (&a.unit, &b.unit)
            && x != y
            && !alike_units(x, y)
            && a.money.is_none()
            && b.money.is_none()
        {
            add(FactKind::Unit, said(x, y));
        }
        if a.percent != b.percent && a.plain && b.plain && !(self.source.percent && self.target.percent) {
            // Which side has it, as a rule on one side wants to know.
            let (source, target) = if a.percent { (Some(a.span), None) } else { (None, Some(b.span)) };
            self.found.push(Difference { kind: FactKind::Percent, source, target, weight: 1.0, said: None });
        }
    }

    /// What is left after all matching.
    fn unmatched(&mut self, mut theirs: Vec<Number>, mut ours: Vec<Number>) {
        if theirs.iter().chain(&ours).all(|n| n.soft) {
            return;
        }
        let all = |facts: &Facts| facts.numbers.iter().map(|n| n.digits.as_str()).collect::<String>();
        let digits = [all(self.source), all(self.target)];
        let (source, target) = (self.source.numbers.clone(), self.target.numbers.clone());
        theirs.retain(|n| !n.soft && !self.excused(n, &target, &digits[1], 1));
        ours.retain(|n| !n.soft && !self.excused(n, &source, &digits[0], 0));
        written_apart(&mut theirs, &mut ours);
        // The days of another calendar are others.
        let era = |n: &Number| {
            let eras = source.iter().any(|s| target.iter().any(|t| is_era(s.value, t.value)));
            (eras || self.source.calendar != self.target.calendar) && n.value < 33.0
        };
        theirs.retain(|n| !era(n));
        ours.retain(|n| !era(n));
        // Numbers in words count where something stands against them.
        let plain = |list: &[Number]| list.iter().filter(|n| n.plain).count();
        let (a, b) = (plain(&theirs), plain(&ours));
        if a == 0 && b == 0 && theirs.len() != ours.len() {
            return;
        }
        if a <= b {
            ours.sort_by_key(|n| (!n.plain, n.span));
        }
        theirs.sort_by_key(|n| (!n.plain, n.span));
        let pairs = theirs.len().min(ours.len());
        for (t, o) in theirs.iter().zip(&ours).take(pairs) {
            let weight = match (t.plain, o.plain) {
                (true, true) => 1.0,
                // What is no number in digits may be a word of another meaning.
                (false, false) => self.worded,
                _ => 0.85,
            };
            let kind = if t.dated && o.dated { FactKind::Date } else { FactKind::Number };
            self.add(kind, Some(t.span), Some(o.span), weight);
        }
        for number in theirs.iter().skip(pairs).filter(|n| n.plain) {
            let weight =
                if number.value < 13.0 && !self.spelled[1] || number.value < 4.0 { 0.4 } else { 0.8 };
            self.add(FactKind::Number, Some(number.span), None, weight);
        }
        for number in ours.iter().skip(pairs).filter(|n| n.plain) {
            let weight =
                if number.value < 13.0 && !self.spelled[0] || number.value < 4.0 { 0.4 } else { 0.8 };
            self.add(FactKind::Number, None, Some(number.span), weight);
        }
    }

    /// What excuses a number that the other side, `side`, does not have.
    fn excused(&self, number: &Number, others: &[Number], digits: &str, side: usize) -> bool {
        let value = number.value;
        let year = |v: f64| v.fract() == 0.0 && (1000.0..=2600.0).contains(&v);
        // "०५६": the year 2056 of the calendar.
        let short_year = number.digits.len() == 3 && number.digits.starts_with('0');
        let era = |o: &Number| is_era(value, o.value) || short_year && is_era(value + 2000.0, o.value);
        // "the nineties" and 1990, "1914–18".
        let short = |o: &Number| {
            let (a, b) = if value > o.value { (value, o.value) } else { (o.value, value) };
            year(a)
                && b < 100.0
                && same(a % 100.0, b)
                && (b >= 10.0 || o.digits.len() == 2 || number.digits.len() == 2)
        };
        // Digits that are only parted otherwise: telephone numbers, addresses.
        let parted = number.digits.len() >= 4 && !number.scaled && digits.contains(&number.digits);
        let joined = !number.scaled
            && number.digits.len() >= 2
            && others.iter().any(|o| o.digits.len() > 5 && !o.scaled && o.digits.contains(&number.digits));
        // A fraction or share in words.
        let half = same(value, 0.5) || same(value, 50.0) && number.percent;
        let words =
            half && others.iter().any(|o| same(o.value, 0.5)) || same(value, 1.5) && !self.spelled[side];
        // A language whose words for numbers are not known.
        let spelled = !self.spelled[side]
            && value.fract() == 0.0
            && (value < 100.0 || value < 10_000.0 && has_one_digit(value));
        // What a side says twice, the other may say once.
        let again = others.iter().any(|o| o.plain && !o.dated && number.plain && same(o.value, value));
        let facts = if side == 0 { self.source } else { self.target };
        // "15/9": a month that the other side names.
        let (own, other) = if side == 0 { (self.target, self.source) } else { (self.source, self.target) };
        let names = |facts: &Facts| facts.words.iter().any(|w| w.meaning == Meaning::Month(value as u8));
        let month = value <= 12.0 && value.fract() == 0.0 && value >= 1.0 && names(other) && !names(own);
        let coded = number.plain && facts.coded.contains(&number.digits);
        others.iter().any(|o| era(o) || short(o))
            || parted
            || joined
            || words
            || spelled
            || again
            || month
            || coded
            || number.plain && (self.inside)(side, value)
    }

    /// Months, days and countries that stand against another of their kind.
    fn words(&mut self) {
        let kind = |w: &FactWord| match w.meaning {
            Meaning::Month(_) => FactKind::Month,
            Meaning::Weekday(_) => FactKind::Weekday,
            _ => FactKind::Place,
        };
        let compared = |w: &&FactWord| !matches!(w.meaning, Meaning::People(_));
        for wanted in [FactKind::Month, FactKind::Weekday, FactKind::Place] {
            let of = |facts: &Facts| {
                facts.words.iter().filter(compared).filter(|w| kind(w) == wanted).copied().collect::<Vec<_>>()
            };
            let (theirs, ours) = (of(self.source), of(self.target));
            let missing = |from: &[FactWord], other: &[FactWord]| {
                from.iter()
                    .filter(|w| !other.iter().any(|o| o.meaning == w.meaning))
                    .copied()
                    .collect::<Vec<_>>()
            };
            let (lost, added) = (missing(&theirs, &ours), missing(&ours, &theirs));
            // A source that names none of the kind may say it in a way that is not known; a country that stands
            // elsewhere in the text stands for another one.
            let (source, target) = (self.source, self.target);
            let place = |w: &FactWord, facts: &Facts| w.span.start as f32 / facts.length.max(1) as f32;
            let apart = |a: &FactWord, b: &FactWord| (place(a, source) - place(b, target)).abs() > ELSEWHERE;
            let pairs: Vec<_> = lost.iter().zip(&added).map(|(a, b)| (*a, *b)).collect();
            for (a, b) in pairs.into_iter().filter(|(a, b)| wanted != FactKind::Place || !apart(a, b)) {
                self.add(wanted, Some(a.span), Some(b.span), 1.0);
            }
        }
    }
}
