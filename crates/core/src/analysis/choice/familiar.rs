//! Pairs and triples of neighbours that edited prose has more than once.
//!
//! A Bloom filter (Bloom 1970) with all bits of a key in one line of memory (Putze, Sanders, Singler 2007). Pairs that
//! are frequent stand in it a second time. `crates/train` fills it from texts that the models do not learn from, so that
//! what is familiar there is worth as much as in a text that was never seen.

use std::borrow::Cow;
use std::fmt;

/// Bytes of the filter.
pub const BYTES: usize = 3_000_000 / LINE * LINE;
/// Bytes of a line of memory.
const LINE: usize = 64;
const LINES: u64 = (BYTES / LINE) as u64;
/// Bits of a key.
const PROBES: u32 = 3;

/// A set of keys; a key that is none of them is taken for one a few times in a hundred.
pub struct Familiar(Cow<'static, [u8]>);

impl fmt::Debug for Familiar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Familiar").finish_non_exhaustive()
    }
}

/// The key of two neighbours, by [`super::sight::SeenWord::known`].
#[inline]
pub fn pair(one: u64, two: u64) -> u64 {
    mixed(mixed(one ^ 0x9e37_79b9_7f4a_7c15) ^ two)
}

/// The key of three neighbours.
#[inline]
pub fn triple(one: u64, two: u64, three: u64) -> u64 {
    mixed(pair(one, two) ^ three ^ 0x3333)
}

/// The key that a frequent pair has beside its own.
#[inline]
pub fn frequent(pair: u64) -> u64 {
    mixed(pair ^ 0xf0f0)
}

#[inline]
fn mixed(key: u64) -> u64 {
    let key = (key ^ key >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    key ^ key >> 29
}

/// The first byte of a key's line, and its bits in the line, nine binary digits each.
#[inline]
fn place(key: u64) -> (usize, u64) {
    let key = key.wrapping_mul(0xff51_afd7_ed55_8ccd);
    (((key >> 32) * LINES >> 32) as usize * LINE, key)
}

impl Familiar {
    /// The filter of these bytes, of which there are [`BYTES`].
    pub fn of(bytes: Cow<'static, [u8]>) -> Familiar {
        debug_assert_eq!(bytes.len(), BYTES);
        Familiar(bytes)
    }

    /// A filter without keys, to be filled.
    pub fn empty() -> Familiar {
        Familiar(Cow::Owned(vec![0; BYTES]))
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Puts a key in.
    pub fn insert(&mut self, key: u64) {
        let (line, key) = place(key);
        let bytes = self.0.to_mut();
        for probe in 0..PROBES {
            let bit = (key >> (9 * probe)) as usize % (8 * LINE);
            bytes[line + bit / 8] |= 1 << (bit % 8);
        }
    }

    /// Whether a key is in it.
    #[inline]
    pub fn has(&self, key: u64) -> bool {
        let (line, key) = place(key);
        (0..PROBES).all(|probe| {
            let bit = (key >> (9 * probe)) as usize % (8 * LINE);
            self.0[line + bit / 8] >> (bit % 8) & 1 != 0
        })
    }

    /// How familiar two neighbours are: 0 not, 1 seen, 2 frequent.
    #[inline]
    pub fn two(&self, one: u64, two: u64) -> u64 {
        let key = pair(one, two);
        if !self.has(key) { 0 } else { 1 + u64::from(self.has(frequent(key))) }
    }

    /// Whether three neighbours are familiar, as 0 or 1.
    #[inline]
    pub fn three(&self, one: u64, two: u64, three: u64) -> u64 {
        u64::from(self.has(triple(one, two, three)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Familiar, frequent, pair};

    #[test]
    fn what_was_put_in_is_found_and_little_else() {
        let mut familiar = Familiar::empty();
        (0..100_000).for_each(|i| familiar.insert(pair(i, i + 1)));
        familiar.insert(frequent(pair(7, 8)));
        assert!((0..100_000).all(|i| familiar.two(i, i + 1) > 0));
        assert_eq!(familiar.two(7, 8), 2);
        let others = (0..100_000).filter(|&i| familiar.two(i, i + 3) > 0).count();
        assert!(others < 100, "{others}");
    }
}
