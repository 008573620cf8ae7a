//! How the forms of a locale begin.

/// How forms begin, so that most words are known not to be one before any is compared.
#[derive(Default)]
pub struct Begins {
    /// Bits of the first three bytes.
    three: Vec<u64>,
    /// First bytes of forms that are shorter.
    short: Vec<u8>,
}

impl Begins {
    /// Reads how forms begin.
    pub fn of<'f>(forms: impl Iterator<Item = &'f [u8]>) -> Begins {
        let mut begins = Begins { three: vec![0; 256], short: Vec::new() };
        for form in forms {
            match form {
                [a, b, c, ..] => {
                    let bit = Self::bit([*a, *b, *c]);
                    begins.three[bit / 64] |= 1 << (bit % 64);
                }
                [first, ..] => begins.short.push(*first),
                [] => {}
            }
        }
        begins
    }

    fn bit([a, b, c]: [u8; 3]) -> usize {
        (usize::from(a) * 31 + usize::from(b)).wrapping_mul(37).wrapping_add(usize::from(c)) % (256 * 64)
    }

    /// Returns whether a form may stand at the beginning of a text.
    pub fn may_begin(&self, text: &[u8]) -> bool {
        match text {
            [a, b, c, ..] if !self.three.is_empty() => {
                let bit = Self::bit([*a, *b, *c]);
                self.three[bit / 64] >> (bit % 64) & 1 == 1 || self.short.contains(a)
            }
            _ => true,
        }
    }
}
