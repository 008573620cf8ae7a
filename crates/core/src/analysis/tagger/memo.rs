//! What one sentence after the other asks for again: how common words are seen, and the rows of tags that stand together.
//!
//! Words are kept in a small table with one place for each, that of the last one which fell on it; tags that stand
//! together have a number, and what was found for it is kept. It changes no tag, only how soon it is there.

use super::word;
use crate::analysis::tagger::features::{TagGroup, WordSight};
use crate::language::Entry;

/// What is to be done for a word.
#[derive(Clone, Copy, Default)]
pub struct WordPlan {
    /// The number of its tag, where it needs no weighing.
    pub(super) fixed: Option<u8>,
    /// The end of the word's rows in `Workspace::extra`.
    pub(super) extra_end: u32,
    /// Bits of the tags that are weighed.
    pub(super) weighed: u64,
}

/// Places; a power of two. The table stays in the second-level cache.
const WORDS: usize = 8192;
/// Rows of its own that an unknown word has at most: of an ending, a beginning, both of a class, relatives, the list.
pub const OWN_ROWS: usize = 7;
/// Longest word that is kept, in bytes.
const LONGEST: usize = 15;

/// The tables of one thread.
#[derive(Default)]
pub struct Memo {
    /// Checksum of the weights that they were filled from.
    weights: Option<u64>,
    words: Vec<MemoLine>,
    /// The rows of their own that the words at the same places have.
    own: Vec<[u32; OWN_ROWS]>,
    /// Rows of tags that stand together, by [`Beside::number`]: 0 what was not asked for yet, 1 where there is none,
    /// else two more than the row.
    beside: Vec<u32>,
}

/// One line of the machine's cache.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct MemoLine {
    spelling: u128,
    sight: WordSight,
    plan: WordPlan,
    /// What the word list says of it.
    listed: Entry,
    own_count: u8,
}

const _: () = assert!(size_of::<MemoLine>() == 64);

impl Memo {
    /// Forgets everything if it was filled from weights with another checksum.
    pub fn serve(&mut self, weights: u64) {
        if self.weights != Some(weights) {
            self.weights = Some(weights);
            self.words.clear();
            self.words.resize(WORDS, MemoLine::default());
            self.own.resize(WORDS, [0; OWN_ROWS]);
            self.beside.clear();
            self.beside.resize(TagGroup::NUMBERS, 0);
        }
    }

    /// How `word` is seen, or how `see` sees it; its own rows are added to `extra`.
    pub fn see(
        &mut self,
        word: &str,
        listed: Entry,
        extra: &mut Vec<u32>,
        see: impl FnOnce(&mut Vec<u32>) -> (WordSight, WordPlan),
    ) -> (WordSight, WordPlan) {
        let Some(spelling) = spelling(word) else { return see(extra) };
        let place = word::mix(spelling as u64 ^ (spelling >> 64) as u64) as usize % WORDS;
        let seen = &mut self.words[place];
        if seen.spelling == spelling && seen.listed == listed {
            if seen.own_count > 0 {
                extra.extend_from_slice(&self.own[place][..usize::from(seen.own_count)]);
            }
            return (seen.sight, seen.plan);
        }
        let from = extra.len();
        let (sight, plan) = see(extra);
        let rows = &extra[from..];
        if let Some(own) = self.own[place].get_mut(..rows.len()) {
            own.copy_from_slice(rows);
            *seen = MemoLine { spelling, sight, plan, listed, own_count: rows.len() as u8 };
        }
        (sight, plan)
    }

    /// The row of tags that stand together, where there is one; `find` finds it.
    #[inline]
    pub fn beside(&mut self, beside: TagGroup, find: impl FnOnce(u64) -> Option<u32>) -> Option<u32> {
        let place = &mut self.beside[beside.number()];
        if *place == 0 {
            *place = find(beside.key()).map_or(1, |row| row + 2);
        }
        place.checked_sub(2)
    }
}

/// The bytes and the length of a short word as one number: its first and its last bytes, which may overlap.
fn spelling(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    let count = bytes.len();
    let letters = match (bytes.first_chunk(), bytes.last_chunk()) {
        _ if count > LONGEST => return None,
        (Some(first), Some(last)) => {
            u128::from(u64::from_le_bytes(*first))
                | u128::from(u64::from_le_bytes(*last)) << (8 * (count - 8))
        }
        _ => match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => {
                u128::from(u32::from_le_bytes(*first))
                    | u128::from(u32::from_le_bytes(*last)) << (8 * (count - 4))
            }
            _ => bytes.iter().rev().fold(0, |number, &byte| number << 8 | u128::from(byte)),
        },
    };
    (count > 0).then_some(letters | (count as u128) << 120)
}

#[cfg(test)]
mod tests {
    use super::spelling;

    #[test]
    fn short_words_are_told_apart_by_their_bytes() {
        let word = "overbalancedly";
        for end in 1..=word.len() {
            let mut bytes = [0; 16];
            bytes[..end].copy_from_slice(&word.as_bytes()[..end]);
            bytes[15] = end as u8;
            assert_eq!(spelling(&word[..end]), Some(u128::from_le_bytes(bytes)), "{}", &word[..end]);
        }
        assert_eq!(spelling(""), None);
        assert_eq!(spelling("0123456789abcdef"), None);
    }
}
