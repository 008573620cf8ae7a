//! What one sentence after the other asks for again: how common words are seen, and the sums of rows that stand together.
//!
//! Each is a small table with one place for a key, that of the last one which fell on it. It changes no tag, only how
//! soon it is there.

use super::features::Sight;
use super::format::HIDDEN;
use super::network::Plan;
use super::word;

/// Places; powers of two. All tables together stay in the second-level cache.
const WORDS: usize = 2048;
const SUMS: usize = 512;
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
    sight: Sight,
    plan: Plan,
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

    /// How `word` is seen, or how `see` sees it; kept where there is nothing else to know of it, its second answer.
    pub fn see(&mut self, word: &str, see: impl FnOnce() -> (Sight, Plan, bool)) -> (Sight, Plan) {
        let Some(spelling) = spelling(word) else {
            let (sight, plan, _) = see();
            return (sight, plan);
        };
        let place = word::mix(spelling as u64 ^ (spelling >> 64) as u64) as usize % WORDS;
        let seen = &mut self.words[place];
        if seen.spelling == spelling {
            return (seen.sight, seen.plan);
        }
        let (sight, plan, all) = see();
        if all {
            *seen = Seen { spelling, sight, plan };
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
