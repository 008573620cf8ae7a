//! Numbers in digits of any script: where they stand, and what they may be worth.
//!
//! What a mark inside a number means is told by its place first (three digits after it, several alike), then by the
//! language. Where both readings are open, the number has two values.

use crate::span::Span;

/// A number in digits.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenNumber {
    /// Its bytes, sign and marks included.
    pub span: Span,
    /// Its digits and marks, as ASCII; a space that groups is `_`.
    pub text: String,
    /// What it is worth in its language.
    pub value: f64,
    /// What it would be worth if its mark meant the other thing.
    pub other: Option<f64>,
    /// True where `other` is as likely, since nothing tells the mark's meaning.
    pub open: bool,
    /// Digits before the first mark, and whether it begins with a nought.
    pub padded: bool,
}

/// Returns a digit of any script that writes numbers with ten digits in a row, as ASCII.
pub fn digit(c: char) -> Option<char> {
    let zero = match c as u32 {
        n @ 0x30..=0x39 => return char::from_u32(n),
        n @ (0x660..=0x669 | 0x6f0..=0x6f9) => n - n % 16,
        n @ (0x966..=0x96f | 0x9e6..=0x9ef | 0xa66..=0xa6f | 0xae6..=0xaef | 0xb66..=0xb6f) => n - n % 16 + 6,
        n @ (0xbe6..=0xbef | 0xc66..=0xc6f | 0xce6..=0xcef | 0xd66..=0xd6f | 0xde6..=0xdef) => n - n % 16 + 6,
        n @ (0xe50..=0xe59 | 0xed0..=0xed9 | 0xff10..=0xff19) => n - n % 16,
        n @ 0x1040..=0x1049 => n - n % 16,
        n @ 0x17e0..=0x17e9 => n - n % 16,
        _ => return None,
    };
    char::from_digit(c as u32 - zero, 10)
}

/// Returns the runs of digits of a text, with the marks and spaces that stand inside a number.
pub fn written(text: &str, decimal: Option<char>) -> Vec<WrittenNumber> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c| digit(c).is_some()) {
        let from = text.len() - rest.len() + start;
        let (raw, end) = run(text, from);
        all.push(value(raw, Span::new(from, end), decimal));
        rest = &text[end..];
    }
    all
}

/// Reads a number from its first digit on: its digits and marks, and its end.
fn run(text: &str, from: usize) -> (String, usize) {
    let mut raw = String::new();
    let mut end = from;
    for (at, c) in text[from..].char_indices() {
        if let Some(d) = digit(c) {
            raw.push(d);
            end = from + at + c.len_utf8();
            continue;
        }
        let after = &text[from + at + c.len_utf8()..];
        let digits = after.chars().take_while(|c| digit(*c).is_some()).count();
        let spaced = matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
        let next = after.chars().nth(digits);
        let mark = match c {
            '.' | '．' => '.',
            ',' | '，' => ',',
            '٫' => '.',
            '٬' | '’' | '\'' | '\u{ff07}' => '\'',
            _ if spaced => '_',
            _ => break,
        };
        if digits == 0 || matches!(mark, '_' | '\'') && !groups(&raw, mark, digits, next) {
            break;
        }
        // Chinese commas stand between numbers.
        if c == '，' && digits != 3 {
            break;
        }
        raw.push(mark);
    }
    (raw, end)
}

/// True where a space or apostrophe can stand between groups of three digits.
fn groups(raw: &str, mark: char, digits: usize, next: Option<char>) -> bool {
    let last = raw.rsplit(['.', ',', '_', '\'']).next().map_or(0, str::len);
    let first = raw.len() == last;
    let alike = first || raw.contains(mark) && last == 3;
    let ended = !next.is_some_and(|c| c.is_alphabetic() && c.is_ascii());
    alike
        && digits == 3
        && (1..=3).contains(&last)
        && ended
        && !raw.starts_with('0')
        && !raw.contains(['.', ','])
}

fn value(raw: String, span: Span, decimal: Option<char>) -> WrittenNumber {
    let padded = raw.starts_with('0') && raw.len() > 1;
    let plain: String = raw.chars().filter(|c| !matches!(c, '_' | '\'')).collect();
    let marks: Vec<usize> = plain.match_indices(['.', ',']).map(|(i, _)| i).collect();
    let whole =
        |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0.0);
    let broken = |at: usize| {
        let (before, after) = plain.split_at(at);
        let digits: String = before.chars().filter(char::is_ascii_digit).collect();
        format!("{digits}.{}", &after[1..]).parse().unwrap_or(0.0)
    };
    let (mut value, mut other, mut open) = (whole(&plain), None, false);
    match marks.as_slice() {
        [] => {}
        &[at] => {
            let mark = plain[at..].chars().next();
            let after = plain.len() - at - 1;
            let may_group = after == 3 && at <= 3 && !plain.starts_with('0') && raw == plain;
            if !may_group {
                value = broken(at);
            } else if decimal == mark {
                (value, other) = (broken(at), Some(value));
            } else {
                other = Some(broken(at));
                open = decimal.is_none();
            }
        }
        [.., last] => {
            let alike = plain.chars().filter(|c| !c.is_ascii_digit()).all(|c| plain[*last..].starts_with(c));
            if !alike {
                value = broken(*last);
            }
        }
    }
    WrittenNumber { span, text: raw, value, other, open, padded }
}

impl WrittenNumber {
    /// Returns whether several like marks part it into groups that are no thousands: a version, a date, an address.
    pub fn is_dotted(&self) -> bool {
        let parts: Vec<&str> = self.text.split(['.', ',']).collect();
        let marks: Vec<char> = self.text.chars().filter(|c| matches!(c, '.' | ',')).collect();
        marks.len() >= 2
            && marks.iter().all(|m| *m == marks[0])
            && !(parts[0].len() <= 3
                && parts[parts.len() - 1].len() == 3
                && parts[1..].iter().all(|p| matches!(p.len(), 2 | 3)))
    }

    /// Returns its digits alone.
    pub fn digits(&self) -> String {
        self.text.chars().filter(char::is_ascii_digit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    fn values(text: &str, decimal: Option<char>) -> Vec<(f64, Option<f64>)> {
        written(text, decimal).into_iter().map(|w| (w.value, w.other)).collect()
    }

    #[test]
    fn marks_are_read_by_the_language() {
        assert_eq!(values("360.000", Some(',')), [(360_000.0, Some(360.0))]);
        assert_eq!(values("360.000", Some('.')), [(360.0, Some(360_000.0))]);
        assert_eq!(values("1,8 und 1.234,5", Some(',')), [(1.8, None), (1234.5, None)]);
        assert_eq!(values("1,50,000.25", Some('.')), [(150_000.25, None)]);
        assert_eq!(values("12 000, 1990 300", Some(',')), [(12_000.0, None), (1990.0, None), (300.0, None)]);
        assert_eq!(values("१,२३४ ٣٫٥", None), [(1234.0, Some(1.234)), (3.5, None)]);
        assert_eq!(values("1’000’000", None), [(1e6, None)]);
    }

    #[test]
    fn versions_and_dates_are_dotted() {
        let dotted = |text| written(text, Some('.'))[0].is_dotted();
        assert!(dotted("1.2.3") && dotted("3.5.1974") && dotted("192.168.0.1"));
        assert!(!dotted("1.234.567") && !dotted("1,50,000") && !dotted("12.5"));
    }
}
