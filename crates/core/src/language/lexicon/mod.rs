//! The word list of a language: one table of fingerprints, embedded, used as it lies on disk.
//!
//! Nothing is built at load: a look-up finds the bucket by the upper bits of the folded hash, then compares the lower
//! 24 bits with the bucket's few records. A record holds the fingerprint and the number of a class, an [`Entry`] that
//! many words share. A word in no list passes for a listed one about once in two million times. `table` writes
//! it, `source` and `read` fill it from published lists.

mod entry;

use std::borrow::Cow;

pub use entry::{Entry, MARKS};

use crate::error::{Error, Result};

/// First bytes of a table.
pub const MAGIC: &[u8; 8] = b"mtlexic\0";
/// Layout of the table; a reader refuses every other.
pub const VERSION: u32 = 1;
/// Magic, version, records, classes, bucket bits, checksum.
pub const HEADER: usize = 32;
/// Bytes of a record: 24 bits of fingerprint, 16 bits of class, little endian.
pub const RECORD: usize = 5;

/// A word list with what is known of each word.
#[derive(Clone, Debug)]
pub struct Lexicon {
    bytes: Cow<'static, [u8]>,
    bucket_bits: u32,
    records: usize,
    classes: usize,
}

impl Lexicon {
    /// Takes a table as the trainer of word tables writes it, without copying an embedded one.
    ///
    /// # Errors
    /// When the magic, the version, a length or the checksum is wrong.
    pub fn from_bytes(file: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Result<Lexicon> {
        let bytes = bytes.into();
        let wrong = |what: &str| {
            let hint = "rebuild it with `mtlint train lexicon`";
            Err(Error::invalid(file, format!("the word table {what}")).hint(hint))
        };
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return wrong("does not begin as one");
        }
        if u32_at(&bytes, 8) != VERSION {
            return wrong("is of another version");
        }
        let (records, classes) = (u32_at(&bytes, 12) as usize, u32_at(&bytes, 16) as usize);
        let bucket_bits = u32_at(&bytes, 20);
        let expected = (1..=24).contains(&bucket_bits).then(|| {
            HEADER as u64 + 4 * classes as u64 + 4 * ((1u64 << bucket_bits) + 1) + (RECORD * records) as u64
        });
        if expected != Some(bytes.len() as u64) {
            return wrong("has a wrong length");
        }
        if !cfg!(fuzzing) && u64_at(&bytes, 24) != checksum(&bytes[HEADER..]) {
            return wrong("is damaged");
        }
        Ok(Lexicon { bytes, bucket_bits, records, classes })
    }

    /// The entry of the word with this folded hash (see [`crate::language::hash::folded`]).
    pub fn get(&self, folded: u64) -> Entry {
        let bucket = (folded >> (64 - self.bucket_bits)) as usize;
        let offsets = HEADER + 4 * self.classes;
        let records = offsets + 4 * ((1 << self.bucket_bits) + 1);
        let start = u32_at(&self.bytes, offsets + 4 * bucket) as usize;
        let end = u32_at(&self.bytes, offsets + 4 * bucket + 4) as usize;
        let Some(bucket) = self.bytes.get(records + RECORD * start..records + RECORD * end) else {
            return Entry::UNKNOWN;
        };
        let [low, middle, high, ..] = folded.to_le_bytes();
        for record in bucket.chunks_exact(RECORD) {
            if record[0] == low && record[1] == middle && record[2] == high {
                let class = usize::from(u16::from_le_bytes([record[3], record[4]]));
                return if class < self.classes {
                    Entry(u32_at(&self.bytes, HEADER + 4 * class))
                } else {
                    Entry::UNKNOWN
                };
            }
        }
        Entry::UNKNOWN
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        self.records
    }

    /// True when it holds no word.
    pub fn is_empty(&self) -> bool {
        self.records == 0
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].try_into().map_or(0, u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].try_into().map_or(0, u64::from_le_bytes)
}

/// Four interleaved multiply-and-rotate lanes over little-endian words: guards against damage, not against malice,
/// at a few gigabytes a second, so that it may run at every start.
pub fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |lane: u64, word: u64| (lane ^ word).wrapping_mul(PRIME).rotate_left(29);
    let mut lanes = [1u64, 2, 3, 4];
    let mut chunks = bytes.chunks_exact(32);
    for chunk in &mut chunks {
        for (i, lane) in lanes.iter_mut().enumerate() {
            *lane = step(*lane, u64_at(chunk, 8 * i));
        }
    }
    let tail = chunks.remainder().iter().fold(bytes.len() as u64, |sum, &b| step(sum, u64::from(b)));
    lanes.iter().fold(tail, |sum, &lane| step(sum, lane))
}
