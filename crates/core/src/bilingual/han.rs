//! Numbers in Han numerals: 二十一, 两千五百, 二〇一九, 三成.

use crate::bilingual::fact::{Facts, Number, Time};
use crate::bilingual::forms::KnownForms;
use crate::bilingual::locale::Meaning;
use crate::span::Span;

fn numeral(c: char) -> Option<f64> {
    Some(match c {
        '〇' | '零' => 0.0,
        '一' => 1.0,
        '二' | '两' | '兩' => 2.0,
        '三' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        '十' => 10.0,
        '百' => 100.0,
        '千' => 1000.0,
        '万' | '萬' => 1e4,
        '亿' | '億' => 1e8,
        '兆' => 1e12,
        _ => return None,
    })
}

/// Adds the numbers in Han numerals. One sign alone may be part of a word, so that nothing is missed if it is not found.
pub fn numbers(text: &str, words: &[KnownForms], facts: &mut Facts) {
    let mut rest = text;
    while let Some(start) = rest.find(|c| numeral(c).is_some()) {
        let from = text.len() - rest.len() + start;
        let run: String = text[from..].chars().take_while(|c| numeral(*c).is_some()).collect();
        let end = from + run.len();
        rest = &text[end..];
        let span = Span::new(from, end);
        let taken = facts.numbers.iter().any(|n| n.span.overlaps(span))
            || text[..from].ends_with(|c: char| c.is_ascii_digit());
        if taken {
            continue;
        }
        let (value, certain) = value(&run);
        if let Some(time) = hour(text, span, value, words) {
            rest = &text[time.span.end as usize..];
            facts.times.push(time);
            continue;
        }
        let tenths = rest.starts_with(['成', '割']);
        let percent =
            text[..from].ends_with("百分之") || tenths || run.starts_with('百') && rest.starts_with("分之");
        let part = rest.starts_with("分之") || text[..from].ends_with("分之");
        let value = if tenths { value * 10.0 } else { value };
        facts.numbers.push(Number { span, value, soft: !certain || part, percent, ..Number::default() });
    }
}

/// The time of an hour in numerals: 凌晨四点半, 三点钟; no "three points".
fn hour(text: &str, span: Span, value: f64, words: &[KnownForms]) -> Option<Time> {
    let rest = &text[span.end as usize..];
    let after = rest.strip_prefix(['点', '點', '時', '时'])?;
    let sign = rest.len() - after.len();
    // The half of the day stands before the hour.
    let half = words.iter().find(|w| w.span.end == span.start);
    let second =
        half.and_then(|w| w.find(|m| if let Meaning::Half(second) = m { Some(*second) } else { None }));
    let past = after.starts_with('半');
    let named = past || second.is_some() || after.starts_with(['钟', '鐘', '整']);
    if !named || value.fract() != 0.0 || !(1.0..=24.0).contains(&value) {
        return None;
    }
    let hour = if second == Some(true) && value < 12.0 { value + 12.0 } else { value };
    let end = span.end as usize + sign + if past { '半'.len_utf8() } else { 0 };
    let minutes = (hour as u16 % 24) * 60 + if past { 30 } else { 0 };
    Some(Time {
        span: Span::new(span.start as usize, end),
        minutes,
        certain: second.is_some() || hour > 12.0,
    })
}

/// What a run of numerals is worth, and whether it can be nothing but a number.
fn value(run: &str) -> (f64, bool) {
    let numerals: Vec<f64> = run.chars().filter_map(numeral).collect();
    if numerals.len() > 1 && numerals.iter().all(|n| *n < 10.0) {
        let value = numerals.iter().fold(0.0, |sum, n| sum * 10.0 + n);
        return (value, numerals.len() == 4);
    }
    let (mut total, mut section, mut digit) = (0.0, 0.0, 0.0);
    for n in &numerals {
        if *n >= 1e4 {
            section += digit;
            let counted = if section == 0.0 && total == 0.0 { 1.0 } else { section };
            total = if n > &total { (total + counted) * n } else { total + counted * n };
            (section, digit) = (0.0, 0.0);
        } else if *n >= 10.0 {
            section += f64::max(digit, 1.0) * n;
            digit = 0.0;
        } else {
            digit = *n;
        }
    }
    (total + section + digit, numerals.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::{hour, value};
    use crate::bilingual::forms::known;
    use crate::bilingual::locale::Locales;
    use crate::span::Span;

    #[test]
    fn hours() {
        let locale = Locales::new(crate::tests::pack()).of(Some("zh"));
        let minutes = |text: &str, from: usize, value| {
            hour(text, Span::new(from, from + 3), value, &known(text, &locale)).map(|t| t.minutes)
        };
        assert_eq!(minutes("凌晨四点半", 6, 4.0), Some(270));
        assert_eq!(minutes("晚上八点", 6, 8.0), Some(1200));
        assert_eq!(minutes("三点意见", 0, 3.0), None);
    }

    #[test]
    fn numerals() {
        for (run, number) in [
            ("二十一", 21.0),
            ("两千五百", 2500.0),
            ("二〇一九", 2019.0),
            ("十", 10.0),
            ("三万五千", 35_000.0),
            ("一亿三千万", 1.3e8),
            ("一万亿", 1e12),
        ] {
            assert_eq!(value(run).0, number, "{run}");
        }
    }
}
