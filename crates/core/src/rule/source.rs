//! What the source excuses: a foreign word, a number, a repetition that stands there too is no fault of the translation.
//!
//! A rule says with `excused-by-source` what to look for; without a source nothing is excused. The source may be in any
//! script, so words are what stands between white space, less the marks around them, and single signs where a script
//! writes without spaces.

use std::collections::HashSet;

use serde::Deserialize;

/// What in the source excuses a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Excuse {
    /// The words of the hit.
    Words,
    /// Anything said twice in a row.
    Doubling,
    /// A run of words that comes back anywhere.
    Repetition,
}

/// Longest run of words that is looked for at once, in words.
const LONGEST: usize = 8;

impl Excuse {
    /// True when `source` excuses a hit on `words`.
    pub fn holds(self, words: &str, source: &str) -> bool {
        let source = units(source);
        match self {
            Excuse::Words => {
                let wanted = units(words);
                !wanted.is_empty() && source.windows(wanted.len()).any(|run| run == wanted)
            }
            Excuse::Doubling => is_doubled(&source),
            Excuse::Repetition => {
                let mut seen = HashSet::new();
                is_doubled(&source) || source.windows(2).any(|run| !seen.insert(run))
            }
        }
    }
}

fn is_doubled(units: &[String]) -> bool {
    (1..=LONGEST.min(units.len() / 2)).any(|n| units.windows(2 * n).any(|run| run[..n] == run[n..]))
}

/// Words in lower case; each sign of a script without spaces is one.
fn units(text: &str) -> Vec<String> {
    let mut units = Vec::new();
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() || is_mark(c)).to_lowercase();
        if word.chars().any(is_sign) {
            units.extend(word.chars().filter(|c| c.is_alphanumeric()).map(String::from));
        } else if !word.is_empty() {
            units.push(word);
        }
    }
    units
}

/// Marks outside ASCII that stand around words.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0xa0..=0xbf | 0x2010..=0x206f | 0x3000..=0x301f | 0xff01..=0xff0f | 0x964 | 0x965)
}

/// Han and kana stand without spaces.
fn is_sign(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x9fff | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::Excuse;

    #[test]
    fn words_of_the_source_are_found_whole() {
        assert!(Excuse::Words.holds("anfitrión", "Der Kurs “El anfitrión” beginnt."));
        assert!(!Excuse::Words.holds("tri", "Der Kurs “El anfitrión” beginnt."));
        assert!(!Excuse::Words.holds("", "Der Kurs."));
    }

    #[test]
    fn repetitions_are_found_in_any_script() {
        assert!(Excuse::Doubling.holds("the the", "Die die Brücke bauten, schwiegen."));
        assert!(Excuse::Doubling.holds("slowly slowly", "बिस्तारै बिस्तारै हिँड।"));
        assert!(Excuse::Doubling.holds("one by one by one", "他们一个一个走了。"));
        assert!(!Excuse::Doubling.holds("the the", "Die Brücke ist zu, die Fähre auch."));
        assert!(Excuse::Repetition.holds("", "Die alte Brücke blieb, die alte Brücke fiel."));
        assert!(!Excuse::Repetition.holds("", "Die Brücke blieb, die Fähre fuhr."));
    }
}
