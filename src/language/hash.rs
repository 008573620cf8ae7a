//! One hash for every look-up of a word: vocabulary, lexicon and tagger share it, so a token is hashed once.
//!
//! Letters are folded to lower case and the typographic apostrophe to `'` while hashing; nothing is allocated.

/// 64-bit hash of `word`, case folded. The same on every machine and in every version of the embedded tables.
pub fn folded(word: &str) -> u64 {
    let mut state = Hasher::default();
    if word.is_ascii() {
        word.bytes().for_each(|b| state.byte(b.to_ascii_lowercase()));
    } else {
        let mut buffer = [0; 4];
        for c in word.chars() {
            let c = if matches!(c, '’' | 'ʼ') { '\'' } else { c };
            for lower in c.to_lowercase() {
                lower.encode_utf8(&mut buffer).bytes().for_each(|b| state.byte(b));
            }
        }
    }
    state.finish()
}

/// FNV-1a with a final mix (Fowler, Noll and Vo; the mix is the finaliser of MurmurHash3 by Austin Appleby).
struct Hasher(u64);

impl Default for Hasher {
    fn default() -> Self {
        Hasher(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher {
    fn byte(&mut self, b: u8) {
        self.0 = (self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(self) -> u64 {
        let mut h = self.0;
        h ^= h >> 33;
        h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^ (h >> 33)
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn case_and_apostrophes_fold() {
        assert_eq!(folded("Don’t"), folded("don't"));
        assert_eq!(folded("ÉCOLE"), folded("école"));
        assert_ne!(folded("form"), folded("from"));
    }
}
