//! Hashed n-grams of words and letters: what a text is made of, as bucket numbers.
//!
//! Words, neighbouring words, runs of three and four letters of a word with its edges, and frames: runs of two and
//! three words of which the uncommon ones are known by their part of speech only. Each is hashed to a bucket
//! (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009); the text is never copied, and a
//! word's own hash is the one that analysis computed.

use crate::analysis::Token;
use crate::language::hash::simply_lower;

/// Buckets of a table: a power of two.
pub const BUCKETS: usize = 1 << 17;
const SHIFT: u32 = 64 - 17;

/// Start of a text: the "word" before its first, and after its last.
pub const EDGE: u64 = 0x9e37_79b9_7f4a_7c15;
/// Keeps frames apart from words.
const FRAME: u64 = 0x2f72_b421_5a7c_0d63;
/// A word of this frequency class (`Entry::frequency`) or a higher one stands in frames as itself.
const COMMON: u8 = 11;

/// Receives the n-grams of a text.
pub trait GramSink {
    /// A word with all its letters, by its hash; true when that is all it needs to know of the word.
    fn word(&mut self, hash: u64) -> bool;
    /// Any other n-gram.
    fn gram(&mut self, bucket: u32);
}

impl GramSink for Vec<u32> {
    fn word(&mut self, _: u64) -> bool {
        false
    }

    fn gram(&mut self, bucket: u32) {
        self.push(bucket);
    }
}

/// Hands every n-gram of the text to `sink`.
pub fn of_text(text: &str, tokens: &[Token], sink: &mut impl GramSink) {
    let mut before = EDGE;
    let mut frames = [EDGE; 2];
    for token in tokens {
        if !sink.word(token.hash) {
            of_word(token.hash, token.shape.is_word().then(|| token.span.of(text)), |b| sink.gram(b));
        }
        sink.gram(pair(before, token.hash, 0));
        before = token.hash;
        frames = framed(frames, frame(token), sink);
    }
    framed(frames, EDGE, sink);
}

/// The buckets of a word by itself, and of its letters where they are given.
pub fn of_word(hash: u64, letters_of: Option<&str>, mut each: impl FnMut(u32)) {
    each(word(hash, 0));
    if let Some(letters_of) = letters_of {
        letters(letters_of, 0, each);
    }
}

/// What stands for a word in frames.
fn frame(token: &Token) -> u64 {
    if token.entry.frequency() >= COMMON { token.hash } else { token.tag.number() as u64 + 1 }
}

fn framed(before: [u64; 2], frame: u64, sink: &mut impl GramSink) -> [u64; 2] {
    sink.gram(pair(before[1], frame, FRAME));
    sink.gram(pair(before[0].rotate_left(29) ^ before[1], frame, FRAME.rotate_left(8)));
    [before[1], frame]
}

fn bucket(key: u64) -> u32 {
    ((key ^ (key >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> SHIFT) as u32
}

/// The bucket of a word.
pub fn word(hash: u64, salt: u64) -> u32 {
    bucket(hash ^ salt)
}

/// The bucket of two words side by side.
pub fn pair(before: u64, hash: u64, salt: u64) -> u32 {
    bucket(before.rotate_left(17).wrapping_mul(0x94d0_49bb_1331_11eb) ^ hash ^ salt)
}

/// The buckets of the runs of three and four letters in `word`, its edges counted as letters.
pub fn letters(word: &str, salt: u64, mut each: impl FnMut(u32)) {
    let mut run: [u64; 4] = [0, 0, 0, u64::from(b'<')];
    let mut seen = 1;
    let mut letter = |c: u64| {
        run = [run[1], run[2], run[3], c];
        seen += 1;
        if seen >= 3 {
            let three = (run[1] << 42) ^ (run[2] << 21) ^ run[3];
            each(bucket(three.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ salt));
            if seen >= 4 {
                let four = three ^ run[0].wrapping_mul(0xd6e8_feb8_6659_fd93);
                each(bucket(four.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ salt));
            }
        }
    };
    if word.is_ascii() {
        word.bytes().for_each(|b| letter(u64::from(b.to_ascii_lowercase())));
    } else {
        for c in word.chars() {
            match simply_lower(c) {
                Some(lower) => letter(u64::from(lower)),
                None => c.to_lowercase().for_each(|lower| letter(u64::from(lower))),
            }
        }
    }
    letter(u64::from(b'>'));
}

#[cfg(test)]
mod tests {
    use super::{EDGE, letters, pair, word};

    #[test]
    fn letters_fold_case_and_know_edges() {
        let runs = |text: &str| {
            let mut all = Vec::new();
            letters(text, 0, |b| all.push(b));
            all
        };
        assert_eq!(runs("Ferry"), runs("fERRY"));
        // "<ferry>": five runs of three, four of four
        assert_eq!(runs("ferry").len(), 9);
        assert!(runs("").is_empty());
        assert_ne!(runs("a"), runs("b"));
    }

    #[test]
    fn order_counts() {
        assert_ne!(pair(1, 2, 0), pair(2, 1, 0));
        assert_ne!(word(7, 0), pair(EDGE, 7, 0));
    }
}
