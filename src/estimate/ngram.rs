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
pub trait Sink {
    /// A word with all its letters, by its hash; true when that is all it needs to know of the word.
    fn word(&mut self, hash: u64) -> bool;
    /// Any other n-gram.
    fn gram(&mut self, bucket: u32);
}

impl Sink for Vec<u32> {
    fn word(&mut self, _: u64) -> bool {
        false
    }

    fn gram(&mut self, bucket: u32) {
        self.push(bucket);
    }
}

/// Hands every n-gram of the text to `sink`.
#[inline(always)]
pub fn of_text(text: &str, tokens: &[Token], sink: &mut impl Sink) {
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
#[inline(always)]
pub fn of_word(hash: u64, letters_of: Option<&str>, mut each: impl FnMut(u32)) {
    each(word(hash, 0));
    if let Some(letters_of) = letters_of {
        letters(letters_of, 0, each);
    }
}

/// What stands for a word in frames.
#[inline(always)]
fn frame(token: &Token) -> u64 {
    if token.entry.frequency() >= COMMON { token.hash } else { token.tag as u64 + 1 }
}

#[inline(always)]
fn framed(before: [u64; 2], frame: u64, sink: &mut impl Sink) -> [u64; 2] {
    sink.gram(pair(before[1], frame, FRAME));
    sink.gram(pair(before[0].rotate_left(29) ^ before[1], frame, FRAME.rotate_left(8)));
    [before[1], frame]
}

#[inline(always)]
fn bucket(key: u64) -> u32 {
    ((key ^ (key >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> SHIFT) as u32
}

/// The bucket of a word.
#[inline(always)]
pub fn word(hash: u64, salt: u64) -> u32 {
    bucket(hash ^ salt)
}

/// The bucket of two words side by side.
#[inline(always)]
pub fn pair(before: u64, hash: u64, salt: u64) -> u32 {
    bucket(before.rotate_left(17).wrapping_mul(0x94d0_49bb_1331_11eb) ^ hash ^ salt)
}

/// The buckets of the runs of three and four letters in `word`, its edges counted as letters.
#[inline(always)]
pub fn letters(word: &str, salt: u64, mut each: impl FnMut(u32)) {
    let mut runs = Runs { last: [0, 0, 0, u64::from(b'<')], seen: 1, salt };
    // The edge after the last letter is in the loop: what is done with a run is long once it is inlined.
    if word.is_ascii() {
        for i in 0..=word.len() {
            runs.push(word.as_bytes().get(i).map_or(b'>', u8::to_ascii_lowercase).into(), &mut each);
        }
        return;
    }
    for c in word.chars().chain(['>']) {
        match simply_lower(c) {
            Some(lower) => runs.push(u64::from(lower), &mut each),
            None => c.to_lowercase().for_each(|lower| runs.push(u64::from(lower), &mut each)),
        }
    }
}

/// The last letters of a word.
struct Runs {
    last: [u64; 4],
    seen: usize,
    salt: u64,
}

impl Runs {
    /// Adds a letter; the buckets of the runs that end in it go to `each`.
    #[inline(always)]
    fn push(&mut self, letter: u64, each: &mut impl FnMut(u32)) {
        let [_, a, b, c] = self.last;
        self.last = [a, b, c, letter];
        self.seen += 1;
        if self.seen >= 3 {
            let three = (b << 42) ^ (c << 21) ^ letter;
            each(bucket(three.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ self.salt));
            if self.seen >= 4 {
                let four = three ^ a.wrapping_mul(0xd6e8_feb8_6659_fd93);
                each(bucket(four.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ self.salt));
            }
        }
    }
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
