//! Words of any script in Latin letters, and their consonants, by which a name is known again in another script.
//!
//! Facts only: `letters.tsv` of the estimate, `any/locale/latin.tsv` for kana, Han and more, and the rule by which
//! Hangul is built. Vowels and what languages spell differently fall together in the skeleton.

use std::collections::HashMap;

use crate::estimate::letters::LatinLetters;

/// Latin letters for those of other scripts.
pub struct Latin {
    letters: LatinLetters,
    signs: HashMap<char, Box<str>>,
}

/// Latin letters of the parts of a Hangul syllable, in the order of Unicode.
const LEADS: [&str; 19] =
    ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
    "yu", "eu", "ui", "i",
];
const TAILS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t",
];

impl Latin {
    /// Reads a table: letters, a tab, every sign that they stand for.
    pub fn read(table: &str) -> Latin {
        let lines = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        let signs = lines.flat_map(|(latin, signs)| signs.chars().map(move |c| (c, latin.into()))).collect();
        Latin { letters: LatinLetters::embedded(), signs }
    }

    /// Returns a word in lower-case Latin letters; what has none is left out.
    pub fn of(&self, word: &str) -> String {
        let mut latin = String::with_capacity(word.len());
        for c in word.chars() {
            if c.is_ascii() {
                latin.extend(c.is_ascii_alphabetic().then(|| c.to_ascii_lowercase()));
                continue;
            }
            if let Some(syllable) = (c as u32).checked_sub(0xac00).filter(|s| *s < 11_172) {
                let s = syllable as usize;
                latin.extend([LEADS[s / 588], VOWELS[s % 588 / 28], TAILS[s % 28]]);
                continue;
            }
            let known = self.letters.latin(c);
            if known.is_empty() {
                latin.push_str(self.signs.get(&c).map_or("", |l| l));
            } else {
                latin.extend(known.iter().map(|b| *b as char));
            }
        }
        latin
    }
}

/// Returns the consonants of a word in Latin letters, those alike that languages write for one another.
pub fn skeleton(latin: &str) -> String {
    let mut skeleton = String::new();
    let bytes = latin.as_bytes();
    for (at, &b) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        let class = match b {
            b'p' | b'b' | b'f' | b'v' => 'b',
            b'w' if at == 0 => 'b',
            b't' | b'd' => 't',
            b'c' if matches!(next, b'h' | b'e' | b'i' | b'y') => 's',
            b'k' | b'g' | b'q' | b'c' => 'k',
            b'x' => 's',
            b's' | b'z' | b'j' => 's',
            b'm' => 'm',
            b'n' => 'n',
            b'l' | b'r' => 'l',
            _ => continue,
        };
        if !skeleton.ends_with(class) {
            skeleton.push(class);
        }
    }
    skeleton
}

/// Returns how alike two skeletons are, 0 to 1: twice their longest common subsequence by their lengths together.
pub fn alike(a: &str, b: &str) -> f32 {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut row = [0u8; 33];
    let width = b.len().min(32);
    for &x in a.iter().take(32) {
        let mut diagonal = 0;
        for j in 0..width {
            let above = row[j + 1];
            row[j + 1] = if x == b[j] { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    2.0 * f32::from(row[width]) / (a.len().min(32) + width) as f32
}

#[cfg(test)]
mod tests {
    use super::{alike, skeleton};
    use crate::bilingual::locale::Locales;

    #[test]
    fn names_are_known_again_in_other_scripts() {
        let locales = Locales::new(crate::tests::pack());
        let like =
            |a: &str, b: &str| alike(&skeleton(&locales.latin().of(a)), &skeleton(&locales.latin().of(b)));
        for (a, b) in [
            ("Ковальчук", "Kovalchuk"),
            ("काठमाडौं", "Kathmandu"),
            ("トヨタ", "Toyota"),
            ("서울", "Seoul"),
            ("თბილისი", "Tbilisi"),
            ("Θεσσαλονίκη", "Thessaloniki"),
            ("කොළඹ", "Kolamba"),
            ("张伟", "Zhang Wei"),
        ] {
            assert!(like(a, b) > 0.65, "{a} {b} {}", like(a, b));
        }
        assert!(like("Ковальчук", "Temnorin") < 0.5);
    }
}
