//! How the forms of a locale begin: where those stand that may begin a text, and that none does.

use std::ops::Range;

/// Buckets of first three bytes.
const BUCKETS: usize = 256 * 64;

/// How forms begin, so that most words are known not to be one before any is compared.
#[derive(Default)]
pub struct Begins {
    /// Of each three first bytes, the first and the end of the forms that have them, or others that fall together.
    three: Vec<(u32, u32)>,
    /// First bytes of forms that are shorter.
    short: Vec<u8>,
}

impl Begins {
    /// Reads how forms begin, which come sorted.
    pub fn of<'f>(forms: impl Iterator<Item = &'f [u8]>) -> Begins {
        let mut begins = Begins { three: vec![(0, 0); BUCKETS], short: Vec::new() };
        for (at, form) in forms.enumerate() {
            match form {
                [a, b, c, ..] => {
                    let bucket = &mut begins.three[Self::bucket([*a, *b, *c])];
                    let first = if bucket.1 == 0 { at as u32 } else { bucket.0 };
                    *bucket = (first, at as u32 + 1);
                }
                [first, ..] => begins.short.push(*first),
                [] => {}
            }
        }
        begins
    }

    fn bucket([a, b, c]: [u8; 3]) -> usize {
        (usize::from(a) * 31 + usize::from(b)).wrapping_mul(37).wrapping_add(usize::from(c)) % BUCKETS
    }

    /// Returns among which of `count` forms the longest one at the beginning of a text stands, where there may be one.
    pub fn near(&self, text: &[u8], count: usize) -> Option<Range<usize>> {
        match text {
            [a, b, c, ..] if !self.three.is_empty() && !self.short.contains(a) => {
                let (first, end) = self.three[Self::bucket([*a, *b, *c])];
                (end > 0).then_some(first as usize..end as usize)
            }
            _ => Some(0..count),
        }
    }
}
