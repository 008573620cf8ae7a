//! What one sentence after the other asks for again: how common words are seen, and the sums of rows that stand together.
//!
//! Each is a small table with one place for a key, that of the last one which fell on it. It changes no tag, only how
//! soon it is there.

use super::features::Sight;
use super::format::HIDDEN;
use super::network::Plan;
use super::word;
use crate::language::Entry;

/// Places; powers of two. All tables together stay in the second-level cache.
const WORDS: usize = 4096;
const SUMS: usize = 512;
/// Rows of its own that an unknown word has at most: of an ending, a beginning, both of a class, relatives, the list.
pub const OWN_ROWS: usize = 7;
/// Longest word that is kept, in bytes.
const LONGEST: usize = 15;

/// The tables of one thread.
#[derive(Default)]
pub struct Memo {
    /// Checksum of the weights that they were filled from.
    weights: Option<u64>,
    words: Vec<Seen>,
    /// Rows of the shapes around a word.
    pub shapes: Sums,
    /// Rows of the verbs around it.
    pub verbs: Sums,
    /// Rows of the tags before it.
    pub before: Sums,
    /// Rows of the tags after it.
    pub after: Sums,
}

/// Sums of rows by a key that tells which.
#[derive(Default)]
pub struct Sums {
    keys: Vec<u64>,
    sums: Vec<[i16; HIDDEN]>,
}

#[derive(Clone, Copy, Default)]
struct Seen {
    spelling: u128,
    /// What the word list says of it.
    listed: Entry,
    sight: Sight,
    plan: Plan,
    own: [u32; OWN_ROWS],
    own_count: usize,
}

impl Memo {
    /// Forgets everything if it was filled from weights with another checksum.
    pub fn serve(&mut self, weights: u64) {
        if self.weights != Some(weights) {
            self.weights = Some(weights);
            self.words.clear();
            self.words.resize(WORDS, Seen::default());
            for sums in [&mut self.shapes, &mut self.verbs, &mut self.before, &mut self.after] {
                sums.keys.clear();
                sums.keys.resize(SUMS, 0);
                sums.sums.resize(SUMS, [0; HIDDEN]);
            }
        }
    }

    /// How `word` is seen, or how `see` sees it; its own rows are added to `extra`.
    pub fn see(
        &mut self,
        word: &str,
        listed: Entry,
        extra: &mut Vec<u32>,
        see: impl FnOnce(&mut Vec<u32>) -> (Sight, Plan),
    ) -> (Sight, Plan) {
        let Some(spelling) = spelling(word) else { return see(extra) };
        let place = word::mix(spelling as u64 ^ (spelling >> 64) as u64) as usize % WORDS;
        let seen = &mut self.words[place];
        if seen.spelling == spelling && seen.listed == listed {
            extra.extend_from_slice(&seen.own[..seen.own_count]);
            return (seen.sight, seen.plan);
        }
        let from = extra.len();
        let (sight, plan) = see(extra);
        let rows = &extra[from..];
        let mut own = [0; OWN_ROWS];
        if let Some(place) = own.get_mut(..rows.len()) {
            place.copy_from_slice(rows);
            *seen = Seen { spelling, listed, sight, plan, own, own_count: rows.len() };
        }
        (sight, plan)
    }
}

impl Sums {
    /// Adds the sum with this key, not 0; `make` adds its rows up where it is not kept.
    pub fn add(&mut self, key: u64, sum: &mut [i16; HIDDEN], make: impl FnOnce(&mut [i16; HIDDEN])) {
        let place = word::mix(key) as usize % SUMS;
        let kept = &mut self.sums[place];
        if self.keys[place] != key {
            self.keys[place] = key;
            *kept = [0; HIDDEN];
            make(kept);
        }
        sum.iter_mut().zip(kept).for_each(|(sum, kept)| *sum = sum.wrapping_add(*kept));
    }
}

/// The bytes and the length of a short word as one number.
fn spelling(word: &str) -> Option<u128> {
    let mut bytes = [0; LONGEST + 1];
    bytes.get_mut(..LONGEST)?.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    bytes[LONGEST] = word.len() as u8;
    Some(u128::from_le_bytes(bytes)).filter(|&spelling| spelling != 0)
}
