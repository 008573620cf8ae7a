//! The file a model is kept in: named sections behind a header with magic, version and checksum.
//!
//! Sections are read where they lie, so loading costs a look at the header and one pass for the checksum. A file
//! that was cut, edited or made for other features is refused with the reason.
//!
//! ```text
//! "mtlintQE" | version u32 | sections u32 | checksum u64 | (name [u8; 24], start u32, length u32)… | bytes
//! ```

use std::borrow::Cow;

use crate::error::{Error, Result};

const MAGIC: &[u8; 8] = b"mtlintQE";
/// Raised with every change to the layout of a section or the list of features.
pub const VERSION: u32 = 4;
const HEADER: usize = 24;
const NAME: usize = 24;
const ENTRY: usize = NAME + 8;

/// A model file in memory: embedded or read.
#[derive(Clone, Debug)]
pub struct Sections {
    bytes: Cow<'static, [u8]>,
    table: Vec<(String, usize, usize)>,
}

impl Sections {
    /// Opens a file's bytes.
    ///
    /// # Errors
    /// When magic, version, length or checksum are wrong; `file` names it in the message.
    pub fn open(file: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Result<Sections> {
        Sections::read(file, bytes.into(), true)
    }

    /// Opens bytes that the program carries itself: their checksum is a test's business, not every start's.
    ///
    /// # Errors
    /// When magic, version or length are wrong.
    pub fn trusted(file: &str, bytes: Cow<'static, [u8]>) -> Result<Sections> {
        Sections::read(file, bytes, false)
    }

    fn read(file: &str, bytes: Cow<'static, [u8]>, check: bool) -> Result<Sections> {
        let refuse =
            |why: &str| Error::invalid(file, why).hint("train it again with `mtlint train estimate`");
        if bytes.len() < HEADER || &bytes[..8] != MAGIC {
            return Err(refuse("this is not an estimate model"));
        }
        let number = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        if number(8) != VERSION {
            return Err(refuse(&format!(
                "the model has version {}, this program reads {VERSION}",
                number(8)
            )));
        }
        let count = number(12) as usize;
        let stated = u64::from(number(16)) | u64::from(number(20)) << 32;
        if count > 1000 || bytes.len() < HEADER + count * ENTRY {
            return Err(refuse("the model is cut off"));
        }
        if check && !cfg!(fuzzing) && checksum(&bytes[HEADER..]) != stated {
            return Err(refuse("the model was cut off or changed: its checksum does not fit"));
        }
        let mut table = Vec::with_capacity(count);
        for entry in 0..count {
            let at = HEADER + entry * ENTRY;
            let name = bytes[at..at + NAME].split(|b| *b == 0).next().unwrap_or_default();
            let (start, length) = (number(at + NAME) as usize, number(at + NAME + 4) as usize);
            if start.checked_add(length).is_none_or(|end| end > bytes.len()) {
                return Err(refuse("the model is cut off"));
            }
            table.push((String::from_utf8_lossy(name).into_owned(), start, length));
        }
        Ok(Sections { bytes, table })
    }

    /// The bytes of a section.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.table.iter().find(|s| s.0 == name).map(|s| &self.bytes[s.1..s.1 + s.2])
    }

    /// Names of all sections in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.table.iter().map(|s| s.0.as_str())
    }

    /// Length of the whole file in bytes.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// True without a section.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }
}

/// The file for these sections. Names are at most 24 bytes.
pub fn write(sections: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut start = HEADER + sections.len() * ENTRY;
    for (name, bytes) in sections {
        let mut field = [0; NAME];
        let length = name.len().min(NAME);
        field[..length].copy_from_slice(&name.as_bytes()[..length]);
        body.extend_from_slice(&field);
        body.extend_from_slice(&(start as u32).to_le_bytes());
        body.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        start += bytes.len();
    }
    sections.iter().for_each(|(_, bytes)| body.extend_from_slice(bytes));
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    file.extend_from_slice(&checksum(&body).to_le_bytes());
    file.extend_from_slice(&body);
    file
}

/// Four interleaved multiply-and-xor sums of 8-byte words: gigabytes a second, and every bit counts.
fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut lanes = [1u64, 2, 3, bytes.len() as u64];
    let word = |b: &[u8]| b.iter().rev().fold(0u64, |n, &x| n << 8 | u64::from(x));
    let mut blocks = bytes.chunks_exact(32);
    for block in &mut blocks {
        for (lane, part) in lanes.iter_mut().zip(block.chunks_exact(8)) {
            let n = u64::from_le_bytes(part.try_into().unwrap_or_default());
            *lane = (*lane ^ n).wrapping_mul(PRIME);
            *lane ^= *lane >> 32;
        }
    }
    for part in blocks.remainder().chunks(8) {
        lanes[0] = (lanes[0] ^ word(part)).wrapping_mul(PRIME).rotate_left(29);
    }
    lanes.iter().fold(0, |sum: u64, lane| (sum.rotate_left(23) ^ lane).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::{Sections, write};

    #[test]
    fn sections_come_back_and_damage_is_refused() {
        let sections = vec![("one".to_owned(), vec![1, 2, 3]), ("two".to_owned(), (0..100).collect())];
        let file = write(&sections);
        let open = Sections::open("m", file.clone()).expect("just written");
        assert_eq!(open.get("one"), Some(&[1u8, 2, 3][..]));
        assert_eq!(open.get("three"), None);
        for length in 0..file.len() {
            assert!(Sections::open("m", file[..length].to_vec()).is_err(), "cut at {length}");
        }
        for at in 0..file.len() {
            let mut edited = file.clone();
            edited[at] ^= 0x10;
            assert!(Sections::open("m", edited).is_err(), "edited at {at}");
        }
    }
}
