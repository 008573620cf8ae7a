//! The weights of frames where they lie: a table of buckets with four places each, one look into memory a frame.

use std::borrow::Cow;

/// Buckets, by the upper bits of a frame's key.
const BUCKETS: usize = 1 << 15;
/// Places in a bucket.
const PLACES: usize = 4;
/// Bytes of a place: the lower half of the key, the weight, the usual rate.
const PLACE: usize = 4;
/// Length of a table in bytes.
pub const SIZE: usize = BUCKETS * PLACES * PLACE;

/// What is known of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownFrame {
    /// How much it speaks for machine translation, in steps; negative for people.
    pub weight: i8,
    /// How often people use it, as [`rate`] reads it.
    pub usual: u8,
}

/// Weights of frames.
#[derive(Clone, Debug)]
pub struct Table(Cow<'static, [u8]>);

impl Table {
    /// A view of bytes; nothing when they are not a table.
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Table> {
        (bytes.len() == SIZE).then_some(Table(bytes))
    }

    /// What is known of a frame.
    #[inline]
    pub fn get(&self, key: u32) -> Option<KnownFrame> {
        let start = (key >> 17) as usize * PLACES * PLACE;
        let places = self.0.get(start..start + PLACES * PLACE)?;
        let print = (key as u16).to_le_bytes();
        let found = places.chunks_exact(PLACE).find(|place| place[..2] == print && place[2] != 0)?;
        Some(KnownFrame { weight: found[2] as i8, usual: found[3] })
    }

    /// The bytes of a table. Where a bucket is full, those that come first stay.
    pub fn write(frames: impl Iterator<Item = (u32, KnownFrame)>) -> Vec<u8> {
        let mut bytes = vec![0; SIZE];
        for (key, known) in frames.filter(|(_, known)| known.weight != 0) {
            let start = (key >> 17) as usize * PLACES * PLACE;
            let mut places = bytes[start..start + PLACES * PLACE].chunks_exact_mut(PLACE);
            if let Some(free) = places.find(|place| place[2] == 0) {
                free[..2].copy_from_slice(&(key as u16).to_le_bytes());
                free[2..].copy_from_slice(&[known.weight as u8, known.usual]);
            }
        }
        bytes
    }
}

/// Uses of a frame in a word of text, from a byte: steps of a sixteenth of an octave's logarithm around 1 in 1,000.
pub fn rate(usual: u8) -> f64 {
    1e-3 * ((f64::from(usual) - 128.0) / 16.0).exp2()
}

/// The byte for a rate.
pub fn usual(rate: f64) -> u8 {
    ((1e3 * rate.max(1e-9)).log2() * 16.0 + 128.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::{KnownFrame, Table, rate, usual};

    #[test]
    fn frames_come_back() {
        let known = |weight| KnownFrame { weight, usual: 9 };
        let all = [(5, known(-3)), (1 << 17 | 5, known(100)), (6, known(1))];
        let table = Table::new(Table::write(all.into_iter()).into()).expect("a table has one size");
        all.iter().for_each(|(key, known)| assert_eq!(table.get(*key), Some(*known)));
        assert_eq!(table.get(7), None);
        assert!(Table::new(vec![0; 12].into()).is_none());
    }

    #[test]
    fn rates_keep_their_size() {
        for r in [2e-5, 1e-3, 0.04] {
            assert!((rate(usual(r)) / r - 1.0).abs() < 0.03, "{r}");
        }
    }
}
