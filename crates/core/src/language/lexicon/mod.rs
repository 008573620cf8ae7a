//! The word list of a language: one table of fingerprints, embedded, used as it lies on disk.
//!
//! Nothing is built at load: a look-up finds the bucket by the upper bits of the folded hash, then compares the lower
//! 24 bits with the bucket's few records. A record holds the fingerprint and the number of a class, an [`Entry`] that
//! many words share. A word in no list passes for a listed one with the odds of the words in a bucket to 2^24. `table` writes
//! it, `source` and `read` fill it from published lists.

mod entry;

use std::borrow::Cow;

pub use entry::{Entry, MARKS};

use crate::container::{Container, Content, Trust, u32_at};
use crate::error::{Error, Result};

/// What `words.bin` holds.
pub const CONTENT: Content = Content { name: "words", version: 2, maker: "mtlint train lexicon" };
/// Bytes of a record: 24 bits of fingerprint, 16 bits of class, little endian.
pub const RECORD: usize = 5;

/// A word list with what is known of each word.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Four bytes a class, see [`Entry`].
    classes: Cow<'static, [u8]>,
    /// Where each bucket's records begin, and where the last one's end: four bytes each.
    buckets: Cow<'static, [u8]>,
    /// [`RECORD`] bytes a word.
    records: Cow<'static, [u8]>,
    bucket_bits: u32,
}

impl Lexicon {
    /// Takes a table as the trainer of word tables writes it, without copying an embedded one.
    ///
    /// # Errors
    /// When it holds something else, is of another version, damaged, or when its parts do not fit each other.
    pub fn from_bytes(file: &str, bytes: impl Into<Cow<'static, [u8]>>, trust: Trust) -> Result<Lexicon> {
        let container = Container::open(file, CONTENT, bytes.into(), trust)?;
        let section = |name: &str| container.section(name).unwrap_or_default();
        let [classes, buckets, records] = ["classes", "buckets", "records"].map(section);
        let bucket_bits = (buckets.len() / 4).saturating_sub(1).checked_ilog2().unwrap_or(0);
        let fits = (1..=24).contains(&bucket_bits)
            && buckets.len() == 4 * ((1 << bucket_bits) + 1)
            && classes.len() % 4 == 0
            && records.len() % RECORD == 0;
        if !fits {
            let hint = format!("Make it anew with `{}`", CONTENT.maker);
            return Err(Error::invalid(file, "The parts of the word table do not fit each other").hint(hint));
        }
        Ok(Lexicon { classes, buckets, records, bucket_bits })
    }

    /// The entry of the word with this folded hash (see [`crate::language::hash::folded`]).
    pub fn get(&self, folded: u64) -> Entry {
        let bucket = 4 * (folded >> (64 - self.bucket_bits)) as usize;
        let start = u32_at(&self.buckets, bucket) as usize;
        let end = u32_at(&self.buckets, bucket + 4) as usize;
        let Some(bucket) = self.records.get(RECORD * start..RECORD * end) else {
            return Entry::UNKNOWN;
        };
        let [low, middle, high, ..] = folded.to_le_bytes();
        for record in bucket.chunks_exact(RECORD) {
            if record[0] == low && record[1] == middle && record[2] == high {
                let class = 4 * usize::from(u16::from_le_bytes([record[3], record[4]]));
                return match class + 4 <= self.classes.len() {
                    true => Entry(u32_at(&self.classes, class)),
                    false => Entry::UNKNOWN,
                };
            }
        }
        Entry::UNKNOWN
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// True when it holds no word.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}
