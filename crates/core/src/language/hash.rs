//! One hash for every look-up of a word: vocabulary, lexicon and tagger share it, so a token is hashed once.
//!
//! Letters are folded to lower case and the typographic apostrophe to `'` while hashing; nothing is allocated.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// 64-bit hash of `word`, case folded. The same on every machine and in every version of the embedded tables.
pub fn folded(word: &str) -> u64 {
    let mut state = Hasher::default();
    if word.is_ascii() {
        word.bytes().for_each(|b| state.byte(b.to_ascii_lowercase()));
    } else {
        word.chars().for_each(|c| state.letter(c));
    }
    state.finish()
}

/// A table by hashes of a text's words.
///
/// The hash is mixed with a key that each process draws anew: no text can be made whose words all fall on one place.
pub type ByHash<V> = HashMap<u64, V, Keyed>;

/// Makes hashers for [`ByHash`].
#[derive(Clone, Copy, Debug)]
pub struct Keyed(u64);

impl Default for Keyed {
    fn default() -> Self {
        static KEY: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(MULTIPLIER));
        Keyed(*KEY)
    }
}

impl BuildHasher for Keyed {
    type Hasher = KeyedHasher;

    fn build_hasher(&self) -> KeyedHasher {
        KeyedHasher(self.0)
    }
}

/// Folds the product of a key and a number into 64 bits, as wyhash does (Wang Yi, public domain).
#[derive(Clone, Copy, Debug)]
pub struct KeyedHasher(u64);

const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

impl std::hash::Hasher for KeyedHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&b| self.write_u64(u64::from(b)));
    }

    fn write_u64(&mut self, n: u64) {
        let product = u128::from(self.0 ^ n) * u128::from(MULTIPLIER);
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

/// Hashes a word letter by letter, for readers that want more of the letters in the same pass.
///
/// FNV-1a with a final mix (Fowler, Noll and Vo; the mix is the finaliser of MurmurHash3 by Austin Appleby).
#[derive(Clone, Copy, Debug)]
pub struct Hasher(u64);

impl Default for Hasher {
    fn default() -> Self {
        Hasher(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher {
    fn byte(&mut self, b: u8) {
        self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }

    /// Adds letters of ASCII, folded.
    pub fn ascii(&mut self, letters: &[u8]) {
        letters.iter().for_each(|b| self.byte(b.to_ascii_lowercase()));
    }

    /// Adds a letter, folded.
    #[inline]
    pub fn letter(&mut self, c: char) {
        match u8::try_from(c) {
            Ok(b) if b.is_ascii() => self.byte(b.to_ascii_lowercase()),
            _ => self.beyond_ascii(c),
        }
    }

    fn beyond_ascii(&mut self, c: char) {
        let c = if matches!(c, '’' | 'ʼ') { '\'' } else { c };
        let mut buffer = [0; 4];
        if let Some(lower) = simply_lower(c) {
            return lower.encode_utf8(&mut buffer).bytes().for_each(|b| self.byte(b));
        }
        for lower in c.to_lowercase() {
            lower.encode_utf8(&mut buffer).bytes().for_each(|b| self.byte(b));
        }
    }

    /// The hash of the letters so far.
    pub fn finish(self) -> u64 {
        let mut h = self.0;
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^ (h >> 33)
    }
}

/// The lower-case letter in blocks where that is arithmetic (Cyrillic) or there is no case (the scripts of India).
pub fn simply_lower(c: char) -> Option<char> {
    match c {
        '\u{430}'..='\u{44f}' | '\u{900}'..='\u{dff}' => Some(c),
        '\u{410}'..='\u{42f}' => char::from_u32(c as u32 + 0x20),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, simply_lower};

    #[test]
    fn simple_letters_are_as_in_unicode() {
        for c in ('\u{80}'..='\u{2000}').filter(|c| c.is_alphabetic()) {
            if let Some(lower) = simply_lower(c) {
                assert!(c.to_lowercase().eq([lower]), "{c}");
            }
        }
    }

    #[test]
    fn case_and_apostrophes_fold() {
        assert_eq!(folded("Don’t"), folded("don't"));
        assert_eq!(folded("ÉCOLE"), folded("école"));
        assert_ne!(folded("form"), folded("from"));
    }
}
