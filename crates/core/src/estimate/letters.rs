//! Whether two words may be one name or one borrowed word in two languages: letters in Latin, pairs as bits.
//!
//! `letters.tsv` gives Latin letters for those of other alphabets (from the Unicode character names). A word becomes a
//! mask of 128 bits, one for each pair of neighbouring letters; two words are compared by Dice's coefficient of
//! their masks, which costs a few instructions.

/// Letter pairs of a word as bits, and how many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mask {
    pairs: u128,
    count: u32,
}

impl Mask {
    /// Dice's coefficient of the letter pairs of two words, 0 to 1 (Dice 1945).
    pub fn likeness(self, other: Mask) -> f32 {
        // Most pairs of words share nothing, and counting bits is what costs.
        match self.pairs & other.pairs {
            0 => 0.0,
            shared => 2.0 * shared.count_ones() as f32 / (self.count + other.count) as f32,
        }
    }
}

/// Latin letters for letters of other alphabets.
pub struct LatinLetters {
    table: Vec<[u8; 3]>,
}

/// Code points below this can have an entry.
const END: usize = 0xe00;

impl LatinLetters {
    /// The table that ships with the program.
    pub fn embedded() -> LatinLetters {
        let mut table = vec![[0; 3]; END];
        for line in include_str!("letters.tsv").lines().filter(|l| !l.starts_with('#')) {
            if let Some((letter, latin)) = line.split_once('\t')
                && let Some(code) = letter.chars().next().map(|c| c as usize)
                && code < END
            {
                for (place, byte) in table[code].iter_mut().zip(latin.bytes()) {
                    *place = byte;
                }
            }
        }
        LatinLetters { table }
    }

    /// The Latin letters for a letter that is not one, in lower case; none where the table has no entry.
    pub fn latin(&self, letter: char) -> &[u8] {
        let latin = self.table.get(letter as usize).map_or(&[][..], |latin| latin);
        &latin[..latin.iter().position(|b| *b == 0).unwrap_or(latin.len())]
    }

    /// The mask of a word; case does not matter.
    pub fn mask(&self, word: &str) -> Mask {
        let mut mask = 0u128;
        let mut before = 0u8;
        let mut letter = |b: u8| {
            if b != before {
                // A doubled letter is one: spelling differs there between languages.
                let pair = (u32::from(before) << 8 | u32::from(b)).wrapping_mul(0x9e37_79b1);
                mask |= 1 << (pair >> 25);
                before = b;
            }
        };
        if word.is_ascii() {
            word.bytes().for_each(|b| letter(b.to_ascii_lowercase()));
        } else {
            for c in word.chars() {
                match self.table.get(c as usize) {
                    Some(latin) if latin[0] != 0 => {
                        latin.iter().filter(|b| **b != 0).for_each(|&b| letter(b))
                    }
                    _ if c.is_ascii() => letter(c.to_ascii_lowercase() as u8),
                    _ => {}
                }
            }
        }
        Mask { pairs: mask, count: mask.count_ones() }
    }
}

#[cfg(test)]
mod tests {
    use super::LatinLetters;

    #[test]
    fn one_name_in_two_alphabets() {
        let letters = LatinLetters::embedded();
        let like = |a: &str, b: &str| letters.mask(a).likeness(letters.mask(b));
        assert!(like("Ștefan", "Stefan") > 0.99);
        assert!(like("Ковалёв", "Kovalev") > 0.7);
        assert!(like("काठमाडौं", "Kathmandu") > 0.4);
        assert!(like("ferry", "house") < 0.35);
    }
}
