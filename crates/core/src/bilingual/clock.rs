//! Times of day and dates in numbers: 20:15, 8.15 p.m., 20 Uhr 15, 晚上8点; 3.5.1974, 1974-05-03.
//!
//! What is found is taken out of the numbers; where it does not come back on the other side, `compare` takes it
//! apart again.

use crate::bilingual::fact::{Date, FactText, Facts, Time};
use crate::bilingual::forms::KnownForms;
use crate::bilingual::locale::Meaning;
use crate::bilingual::number::WrittenNumber;
use crate::span::Span;

/// Takes the dates in numbers alone out of the numbers.
pub fn dates(text: &FactText, digits: &mut Vec<WrittenNumber>, facts: &mut Facts) {
    let mut at = 0;
    while at < digits.len() {
        let one = &digits[at];
        if one.is_dotted() {
            let parts: Vec<u32> = one.text.split(['.', ',']).filter_map(|p| p.parse().ok()).collect();
            if let Some(parts) = date(&parts) {
                let day_first = one.text.find(['.', ',']) != Some(4);
                facts.dates.push(Date { span: one.span, parts, day_first });
                digits.remove(at);
                continue;
            }
        }
        let gap = |i: usize| {
            digits.get(i + 1).map(|next| &text.text[digits[i].span.end as usize..next.span.start as usize])
        };
        let sign = gap(at).filter(|g| matches!(*g, "/" | "-" | "‑" | ". " | "."));
        if let (Some(sign), Some(second)) = (sign, gap(at + 1))
            && sign == second
            && gap(at + 2).is_none_or(|g| g != sign)
        {
            let parts: Vec<u32> = digits[at..at + 3].iter().filter_map(|d| d.text.parse().ok()).collect();
            if let Some(parts) = date(&parts) {
                let span = digits[at].span.to(digits[at + 2].span);
                let iso = digits[at].text.len() > 2;
                let swaps = matches!(text.locale.code.as_str(), "" | "en" | "zh" | "ja" | "ko" | "fil");
                facts.dates.push(Date { span, parts, day_first: !iso && !swaps });
                digits.drain(at..at + 3);
                continue;
            }
        }
        at += 1;
    }
}

/// Three numbers as the two of day and month and the year, where they can be.
fn date(parts: &[u32]) -> Option<[u32; 3]> {
    let &[a, b, c] = parts else { return None };
    let day = |d: u32, m: u32| (1..=31).contains(&d) && (1..=31).contains(&m) && (d <= 12 || m <= 12);
    let year = |y: u32| (1000..=2600).contains(&y) || y < 100;
    if a >= 1000 && year(a) && day(b, c) {
        Some([b, c, a])
    } else {
        (day(a, b) && year(c) && c >= 10).then_some([a, b, c])
    }
}

/// Takes the times of day out of the numbers.
pub fn times(text: &FactText, digits: &mut Vec<WrittenNumber>, words: &[KnownForms], facts: &mut Facts) {
    let mut at = 0;
    past(text, digits, words, facts);
    while at < digits.len() {
        match time(text, digits, at, words) {
            Some((time, taken)) => {
                facts.times.push(time);
                digits.drain(at..at + taken);
            }
            None => at += 1,
        }
    }
}

/// Takes out the times whose minutes come in words before the hour: "half past seven", "halb 8", "kwart over negen".
fn past(text: &FactText, digits: &mut Vec<WrittenNumber>, words: &[KnownForms], facts: &mut Facts) {
    for word in words {
        let minutes = word.find(|m| if let Meaning::Past(minutes) = m { Some(*minutes) } else { None });
        let Some(minutes) = minutes else { continue };
        // "one quarter to one fifth"
        let counted = before(word.span.start, words, text).is_some_and(|w| w.number().is_some());
        if counted {
            continue;
        }
        let near = |start: u32| {
            start >= word.span.end && {
                let gap = &text.text[word.span.end as usize..start as usize];
                gap.len() <= 2 && gap.trim().is_empty()
            }
        };
        let digit = digits.iter().position(|d| near(d.span.start) && d.text.len() <= 2);
        let (hour, span) = match digit {
            Some(at) => (digits[at].value, digits[at].span),
            None => {
                match words.iter().find(|w| near(w.span.start)).and_then(|w| Some((w.number()?.0, w.span))) {
                    Some(named) => named,
                    None => continue,
                }
            }
        };
        if !(1.0..=12.0).contains(&hour) || hour.fract() != 0.0 {
            continue;
        }
        let total = (hour as i16 * 60 + minutes).rem_euclid(720);
        let hour = if total < 60 { 12 } else { total / 60 };
        let span = word.span.to(span);
        facts.times.extend(made(f64::from(hour), f64::from(total % 60), span, None, words, text));
        if let Some(at) = digit {
            digits.remove(at);
        }
    }
}

/// Reads a time from a number on, and says how many numbers it took.
fn time(text: &FactText, digits: &[WrittenNumber], at: usize, words: &[KnownForms]) -> Option<(Time, usize)> {
    let first = &digits[at];
    let next = digits.get(at + 1);
    let gap = next.map(|n| &text.text[first.span.end as usize..n.span.start as usize]);
    let is_two = |w: &WrittenNumber| w.text.len() == 2 && w.value < 60.0;
    let is_hour = |w: &WrittenNumber| w.text.len() <= 2 && w.value <= 24.0;
    let before = before(first.span.start, words, text);
    let says = |w: Option<&KnownForms>, meaning: Meaning| w.is_some_and(|w| w.meanings.contains(&meaning));
    // 20:15, 20:15:30
    // "20: 15": a space that comes from cutting words apart.
    let apart = gap == Some(": ");
    if let (Some(next), true) = (next, apart || matches!(gap, Some(":" | "：")))
        && is_hour(first)
        && is_two(next)
    {
        let third = digits.get(at + 2).filter(|t| {
            is_two(t) && matches!(&text.text[next.span.end as usize..t.span.start as usize], ":" | "：")
        });
        let end = third.unwrap_or(next).span;
        let span = first.span.to(end);
        return Some((
            made(first.value, next.value, span, before, words, text)?,
            if third.is_some() { 3 } else { 2 },
        ));
    }
    // 20.15 Uhr, 8.15 p.m., kl. 20.15
    if let Some((h, m)) = first.text.split_once(['.', ','])
        && m.len() == 2
        && h.len() <= 2
        && let (Ok(hour), Ok(minute)) = (h.parse::<f64>(), m.parse::<f64>())
        && hour <= 24.0
        && minute < 60.0
    {
        let after = after(first.span.end, words, text);
        let half = after.is_some_and(|w| w.meanings.iter().any(|m| matches!(m, Meaning::Half(_))));
        if half || says(after, Meaning::Hour) || says(before, Meaning::Hour) {
            return Some((made(hour, minute, first.span, before, words, text)?, 1));
        }
    }
    if !is_hour(first) {
        return None;
    }
    if let Some(hour) = after(first.span.end, words, text).filter(|w| w.meanings.contains(&Meaning::Hour)) {
        return named(text, [Some(first), next], hour, before, words);
    }
    let half = after(first.span.end, words, text)
        .filter(|w| w.meanings.iter().any(|m| matches!(m, Meaning::Half(_))));
    half.and_then(|half| {
        let short = half.span.of(text.folded).len() <= 4 && first.text.len() <= 2 && first.value >= 1.0;
        short.then(|| made(first.value, 0.0, first.span, None, words, text)).flatten().map(|t| (t, 1))
    })
}

/// A time whose hour is named: 20 Uhr 15, 20h15, 8点15分; 20 Uhr, 晚上8点.
fn named(
    text: &FactText,
    [first, next]: [Option<&WrittenNumber>; 2],
    hour: &KnownForms,
    before: Option<&KnownForms>,
    words: &[KnownForms],
) -> Option<(Time, usize)> {
    let first = first?;
    let near = |n: &&WrittenNumber| {
        n.text.len() == 2
            && n.value < 60.0
            && text.text[hour.span.end as usize..n.span.start as usize].trim().is_empty()
    };
    let minute = next.filter(near).filter(|m| {
        let after = after(m.span.end, words, text);
        hour.span.start == first.span.end
            || after.is_some_and(|w| w.meanings.contains(&Meaning::Minute))
            || hour.span.of(text.folded) == "uhr"
    });
    if let Some(minute) = minute {
        let span = first.span.to(minute.span);
        return Some((made(first.value, minute.value, span, before, words, text)?, 2));
    }
    let clock = matches!(
        hour.span.of(text.folded),
        "uhr" | "o'clock" | "o’clock" | "点" | "點" | "点钟" | "點鐘" | "時" | "时" | "시" | "बजे"
    );
    let halves = |w: &KnownForms| w.meanings.iter().any(|m| matches!(m, Meaning::Half(_)));
    let half = before.is_some_and(halves) || after(hour.span.end, words, text).is_some_and(halves);
    let span = first.span.to(hour.span);
    (clock || half).then(|| made(first.value, 0.0, span, before, words, text)).flatten().map(|t| (t, 1))
}

/// The known word that ends just before a place.
fn before<'k>(start: u32, words: &'k [KnownForms<'k>], text: &FactText) -> Option<&'k KnownForms<'k>> {
    let at = words.partition_point(|w| w.span.end <= start);
    let word = words.get(at.checked_sub(1)?)?;
    let gap = &text.text[word.span.end as usize..start as usize];
    (gap.len() <= 3 && gap.trim_matches(['.', ' ', '\u{a0}']).is_empty()).then_some(word)
}

/// The known word that begins just after a place.
fn after<'k>(end: u32, words: &'k [KnownForms<'k>], text: &FactText) -> Option<&'k KnownForms<'k>> {
    let word = words.get(words.partition_point(|w| w.span.start < end))?;
    let gap = &text.text[end as usize..word.span.start as usize];
    (gap.len() <= 4 && gap.trim().is_empty()).then_some(word)
}

/// A time, with the half of the day that stands before it or after it.
fn made(
    hour: f64,
    minute: f64,
    span: Span,
    before: Option<&KnownForms>,
    words: &[KnownForms],
    text: &FactText,
) -> Option<Time> {
    if hour > 24.0 || minute >= 60.0 {
        return None;
    }
    let half = |w: &KnownForms| w.find(|m| if let Meaning::Half(second) = m { Some(*second) } else { None });
    let following = after(span.end, words, text);
    let told = before.and_then(half).or_else(|| following.and_then(half));
    let mut hour = hour as u16 % 24;
    match told {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    let certain = told.is_some() || hour > 12 || hour == 0 || span.of(text.text).starts_with('0');
    let span = following.filter(|f| half(f).is_some()).map_or(span, |f| span.to(f.span));
    Some(Time { span, minutes: hour * 60 + minute as u16, certain })
}
