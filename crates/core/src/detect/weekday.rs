//! A weekday that does not fit its date: “Monday, 2 July 2023”, which was a Sunday.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::{Error, Result};
use crate::language::{Language, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "weekday",
    summary: "a weekday that the calendar does not have on that date; weekdays = seven, from Monday; between = words that may stand inside",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeekdaySettings {
    weekdays: Vec<String>,
    between: Vec<String>,
}

struct Weekday {
    weekdays: Vec<WordId>,
    shown: Vec<String>,
    between: Vec<WordId>,
    /// The words of each month.
    months: Vec<Vec<WordId>>,
}

/// Countries changed to our calendar as late as this.
const EARLIEST: i64 = 1930;

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let WeekdaySettings { weekdays, between } = parameters.read()?;
    if weekdays.len() != 7 {
        return Err(Error::invalid(parameters.file, "“weekdays” names seven days, from Monday"));
    }
    let months = language.months.clone();
    let vocabulary = &mut language.vocabulary;
    Ok(Box::new(Weekday {
        between: between.iter().map(|w| vocabulary.intern(w)).collect(),
        months: months
            .iter()
            .map(|m| m.short.iter().chain([&m.name]).map(|w| vocabulary.intern(w)).collect())
            .collect(),
        shown: weekdays.clone(),
        weekdays: weekdays.iter().map(|w| vocabulary.intern(w)).collect(),
    }))
}

impl Detector for Weekday {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        for (at, token) in tokens.iter().enumerate() {
            let Some(said) = self.weekdays.iter().position(|&w| w == token.word && w != WordId::NONE) else {
                continue;
            };
            let bracket = at > 0 && context.word(&tokens[at - 1]) == "(";
            let date = match bracket {
                true => self.date(context, (0..at - 1).rev(), true),
                false => self.date(context, at + 1..tokens.len(), false),
            };
            let Some((last, year, month, day)) = date else { continue };
            let Some(is) = weekday_of(year, month, day) else { continue };
            if is != said {
                let span = if bracket { token.span } else { token.span.to(tokens[last].span) };
                sink.say(span, format!("That day was a {}", self.shown[is]));
            }
        }
    }
}

impl Weekday {
    /// The date in the next tokens, in either order: its last token, year, month from 1, day.
    fn date(
        &self,
        context: &Context,
        places: impl Iterator<Item = usize>,
        back: bool,
    ) -> Option<(usize, i64, i64, i64)> {
        let tokens = &context.analysis.tokens;
        let skipped = |t: &Token| context.word(t) == "," || self.between.contains(&t.word);
        let mut parts: Vec<usize> = places.take(8).filter(|&i| !skipped(&tokens[i])).take(3).collect();
        if back {
            parts.reverse();
        }
        let [a, b, c] = parts[..] else { return None };
        let month =
            |i: usize| self.months.iter().position(|m| m.contains(&tokens[i].word)).map(|m| m as i64 + 1);
        let year = number(context, c).filter(|y| (EARLIEST..2200).contains(y))?;
        let (month, day) = match (month(a), month(b)) {
            (Some(month), None) => (month, number(context, b)?),
            (None, Some(month)) => (month, number(context, a)?),
            _ => return None,
        };
        Some((c, year, month, day))
    }
}

/// A whole number: "3", "3rd".
fn number(context: &Context, at: usize) -> Option<i64> {
    let token = &context.analysis.tokens[at];
    if !matches!(token.shape, Shape::Number | Shape::Alphanumeric) {
        return None;
    }
    let word = context.word(token);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    digits.parse().ok()
}

/// The weekday of a date of the Gregorian calendar, from Monday = 0 (Sakamoto 1993); nothing for a date it does not have.
fn weekday_of(year: i64, month: i64, day: i64) -> Option<usize> {
    const SHIFT: [i64; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    const DAYS: [i64; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let index = usize::try_from(month - 1).ok().filter(|&m| m < 12)?;
    if !(1..=DAYS[index]).contains(&day) {
        return None;
    }
    let y = if month < 3 { year - 1 } else { year };
    let from_sunday = (y + y / 4 - y / 100 + y / 400 + SHIFT[index] + day).rem_euclid(7);
    Some((from_sunday as usize + 6) % 7)
}

#[cfg(test)]
mod tests {
    use super::weekday_of;

    #[test]
    fn days_of_the_week() {
        assert_eq!(weekday_of(2023, 7, 3), Some(0));
        assert_eq!(weekday_of(2000, 2, 29), Some(1));
        assert_eq!(weekday_of(1999, 12, 31), Some(4));
        assert_eq!(weekday_of(2023, 13, 3), None);
        assert_eq!(weekday_of(2023, 4, 31), None);
    }
}
