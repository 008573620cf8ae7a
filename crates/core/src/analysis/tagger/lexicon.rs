//! The words of the training text: what each may be, and what it tells the sentence around it.
//!
//! An entry has eight bytes: a tag when the word never varies, number of the tag set it may have, number of the set
//! it was seen with, class of its ending, number among the openers of verb groups, flags. Entries are sorted by
//! falling frequency, so that "the first thousand" is a meaningful limit for the rows of the network.

use super::layout::UNTAGGED;
use crate::analysis::tagger::format::{Sizes, TaggerFile, find};

/// A word that always has one tag has it in the entry; others have this.
const VARIES: u8 = u8::MAX;
/// The class of words before the sentence, after it, and of words whose ending has no class of its own.
pub const BEFORE: u16 = 0;
/// See [`BEFORE`].
pub const AFTER: u16 = 1;
/// See [`BEFORE`].
pub const OTHER_ENDING: u16 = 2;
const FINITE: u8 = 1;
const PARTS: u8 = 2;

/// What is known of a word of the training text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaggedWord {
    /// The number of the tag that it always has.
    pub fixed: Option<u8>,
    /// Number of the set of tags that are weighed for it.
    pub weighed: u16,
    /// Number of the set of tags that it was seen with.
    pub seen: u16,
    /// Class of its ending.
    pub ending: u16,
    /// Number among the openers of verb groups, 0 for other words.
    pub opener: u8,
    /// Nearly always a finite verb.
    pub finite: bool,
    /// Punctuation that parts clauses.
    pub parts: bool,
}

impl TaggedWord {
    /// As it stands in the file. Numbers of sets stay below 4096, classes of endings below 4096, openers below 64.
    pub fn pack(&self) -> [u8; 8] {
        let fixed = self.fixed.unwrap_or(VARIES);
        let flags = u8::from(self.finite) * FINITE | u8::from(self.parts) * PARTS | self.opener << 2;
        let [a, b] = self.weighed.to_le_bytes();
        let [c, d] = self.seen.to_le_bytes();
        let [e, f] = self.ending.to_le_bytes();
        [fixed, flags, a, b, c, d, e, f]
    }

    /// From eight bytes of the file.
    pub fn unpack(bytes: &[u8]) -> Self {
        let two = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        TaggedWord {
            fixed: (bytes[0] <= UNTAGGED).then_some(bytes[0]),
            weighed: two(2),
            seen: two(4),
            ending: two(6),
            opener: bytes[1] >> 2,
            finite: bytes[1] & FINITE != 0,
            parts: bytes[1] & PARTS != 0,
        }
    }
}

/// True when the entries point only at sets, endings and openers that are there.
pub fn entries_fit(entries: &[u8], counts: &Sizes) -> bool {
    entries.chunks_exact(8).all(|bytes| {
        let entry = TaggedWord::unpack(bytes);
        u32::from(entry.weighed) < counts.sets
            && u32::from(entry.seen) < counts.sets
            && u32::from(entry.ending) < counts.endings
            && usize::from(entry.opener) <= super::features::OPENERS
    })
}

impl TaggerFile {
    /// Returns how many tags the weights know: one more than the highest number in a set.
    pub fn tags(&self) -> usize {
        let all = self.sets.iter().fold(0, |all, set| all | set);
        (u64::BITS - all.leading_zeros()) as usize
    }

    /// The word with that key.
    pub fn word(&self, key: u64) -> Option<u32> {
        find(&self.bytes[self.word_slots.clone()], key)
    }

    /// The entry of a word.
    pub fn entry(&self, word: u32) -> TaggedWord {
        let at = self.entries.start + word as usize * 8;
        TaggedWord::unpack(&self.bytes[at..at + 8])
    }

    /// The hashed row with that key, counted from the first hashed row.
    #[inline]
    pub fn hashed(&self, key: u64) -> Option<u32> {
        self.sieve.may_hold(key).then(|| find(&self.bytes[self.row_slots.clone()], key)).flatten()
    }

    /// The class of a word that is listed so, else of the longest ending that has one; suffixes of three, two and one
    /// bytes are tried.
    pub fn ending(&self, listed: Option<u64>, suffix: impl Fn(usize) -> Option<u64>) -> u16 {
        for key in listed.into_iter().chain([3, 2, 1].into_iter().filter_map(suffix)) {
            if let Ok(found) = self.endings.binary_search_by_key(&key, |&(key, _)| key) {
                return self.endings[found].1;
            }
        }
        OTHER_ENDING
    }

    /// The tags that a word was seen with, as bits; 0 for an unknown word.
    pub fn seen(&self, key: u64) -> u64 {
        self.word(key).map_or(0, |word| self.sets[usize::from(self.entry(word).seen)])
    }
}
