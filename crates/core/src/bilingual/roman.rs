//! Numbers in Roman numerals: of centuries, kings and parts. They may be letters of a name, so that nothing is missed if
//! one does not come back.

use crate::bilingual::fact::{Facts, Number};
use crate::span::Span;

/// Adds the numbers in Roman numerals, in capitals alone.
pub fn numbers(text: &str, facts: &mut Facts) {
    let mut rest = text;
    let numeral = |c: char| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M');
    while let Some(start) = rest.find(numeral) {
        let from = text.len() - rest.len() + start;
        let length = text[from..].find(|c| !numeral(c)).unwrap_or(text.len() - from);
        let end = from + length;
        rest = &text[end..];
        let begins = !text[..from].ends_with(|c: char| c.is_alphanumeric());
        // "XIXe", "XIX-й": an ending of an order; a word goes on in more letters.
        let ending = text[end..].chars().take_while(|c| c.is_alphabetic()).count();
        if let Some(value) = value(&text[from..end]).filter(|_| begins && ending <= 3) {
            let span = Span::new(from, end);
            if ending == 0 || value > 1.0 {
                facts.numbers.push(Number { span, value, soft: true, ..Number::default() });
            }
        }
    }
}

/// What a numeral is worth, where it is written as numerals are.
fn value(numeral: &str) -> Option<f64> {
    const PARTS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let (mut rest, mut value) = (numeral, 0);
    let mut written = String::new();
    for (part, worth) in PARTS {
        let mut times = 0;
        while let Some(after) = rest.strip_prefix(part).filter(|_| times < 3) {
            (rest, value, times) = (after, value + worth, times + 1);
            written.push_str(part);
        }
    }
    (rest.is_empty() && written == numeral && value > 0 && value < 2200).then(|| f64::from(value))
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn numerals() {
        assert_eq!(value("XIX"), Some(19.0));
        assert_eq!(value("MCMLXXIV"), Some(1974.0));
        assert_eq!(value("IIX"), None);
        assert_eq!(value("XXXX"), None);
    }
}
