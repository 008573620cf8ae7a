//! Hashed n-grams of words and letters: what a text is made of, as bucket numbers.
//!
//! Words, neighbouring words, and runs of three and four letters of a word with its edges, each hashed to a bucket
//! (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009). Weights stand in tables of one
//! byte a bucket; the text is never copied, and a word's own hash is the one that analysis computed.

/// Buckets of a table: a power of two.
pub const BUCKETS: usize = 1 << 18;
const SHIFT: u32 = 64 - 18;

/// Start of a text: the "word" before its first.
pub const EDGE: u64 = 0x9e37_79b9_7f4a_7c15;

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
        word.chars().flat_map(char::to_lowercase).for_each(|c| letter(u64::from(c)));
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
