//! The file that trained data is kept in: named sections behind a head that says what it holds.
//!
//! Sections are read where they lie, so opening costs a look at the head, and one pass for the checksum where the
//! bytes are not the program's own. A file that was cut, edited or made for another program is refused with the
//! reason and the command that makes it anew.
//!
//! ```text
//! "mtlintTD" | checksum u64 | content [u8; 16] | version u32 | sections u32
//! (name [u8; 24], start u32, length u32) a section | bytes of the sections, one after the other
//! ```
//!
//! Little-endian; `start` counts bytes from the beginning of the file; the checksum is of all that follows it.

use std::borrow::Cow;
use std::ops::Range;

use crate::error::{Error, Result};

const MAGIC: &[u8; 8] = b"mtlintTD";
const CONTENT: usize = 16;
/// Where what the checksum is of begins, and the name of the content.
const SUMMED: usize = 8 + 8;
const HEAD: usize = SUMMED + CONTENT + 4 + 4;
const NAME: usize = 24;
const ENTRY: usize = NAME + 8;
/// More sections than any file has: a greater number in a head is damage.
const MOST_SECTIONS: usize = 1000;

/// What a file holds, and which layout of it the program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// The name in the head, at most 16 bytes.
    pub name: &'static str,
    /// Counted up whenever data and code stop fitting each other.
    pub version: u32,
    /// The command that makes the file.
    pub maker: &'static str,
}

/// Whether the checksum is compared on opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The program carries these bytes itself: their checksum is a test's business, not every start's.
    Carried,
    /// The bytes come from a file that somebody may have changed.
    Checked,
}

impl Trust {
    /// Returns what is due to data that is the program's own, or is not.
    pub fn of_own(own: bool) -> Trust {
        if own { Trust::Carried } else { Trust::Checked }
    }
}

/// A file in memory: embedded or read.
#[derive(Clone, Debug)]
pub struct Container {
    bytes: Cow<'static, [u8]>,
    sections: Vec<(String, Range<usize>)>,
}

impl Container {
    /// Opens the bytes of a file; `file` names it in messages.
    ///
    /// # Errors
    /// [`Error::Invalid`] when they hold something else, are of another version, cut off, or changed.
    pub fn open(file: &str, content: Content, bytes: Cow<'static, [u8]>, trust: Trust) -> Result<Container> {
        let Content { name, version, maker } = content;
        let refuse = |why: String| Error::invalid(file, why).hint(format!("Make it anew with `{maker}`"));
        if bytes.len() < HEAD
            || &bytes[..8] != MAGIC
            || bytes[SUMMED..SUMMED + CONTENT] != padded::<CONTENT>(name)
        {
            return Err(refuse(format!("This is not a file of trained data that holds {name}")));
        }
        let found = u32_at(&bytes, HEAD - 8);
        if found != version {
            return Err(refuse(format!("The data is of version {found}, and this program reads {version}")));
        }
        let count = u32_at(&bytes, HEAD - 4) as usize;
        if count > MOST_SECTIONS || bytes.len() < HEAD + count * ENTRY {
            return Err(refuse("The file is cut off".to_owned()));
        }
        if trust == Trust::Checked && !cfg!(fuzzing) && checksum(&bytes[SUMMED..]) != u64_at(&bytes, 8) {
            return Err(refuse("The checksum does not fit: the file was cut off or changed".to_owned()));
        }
        let mut sections = Vec::with_capacity(count);
        for entry in bytes[HEAD..HEAD + count * ENTRY].chunks_exact(ENTRY) {
            let (start, length) = (u32_at(entry, NAME) as usize, u32_at(entry, NAME + 4) as usize);
            match start.checked_add(length) {
                Some(end) if end <= bytes.len() => sections.push((text(&entry[..NAME]), start..end)),
                _ => return Err(refuse("The file is cut off".to_owned())),
            }
        }
        Ok(Container { bytes, sections })
    }

    /// Returns the bytes of a section.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.range(name).map(|range| &self.bytes[range])
    }

    /// Returns where in the file a section lies, in bytes.
    pub fn range(&self, name: &str) -> Option<Range<usize>> {
        self.sections.iter().find(|s| s.0 == name).map(|s| s.1.clone())
    }

    /// Returns a section as bytes of its own: borrowed where the file is.
    pub fn section(&self, name: &str) -> Option<Cow<'static, [u8]>> {
        let range = self.range(name)?;
        Some(match &self.bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[range]),
            Cow::Owned(bytes) => Cow::Owned(bytes[range].to_vec()),
        })
    }

    /// Returns the names of all sections in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().map(|s| s.0.as_str())
    }

    /// Returns the length of the whole file in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Returns the checksum that the file states: data with another one is other data.
    pub fn checksum(&self) -> u64 {
        u64_at(&self.bytes, 8)
    }

    /// Returns the bytes of the whole file.
    pub fn into_bytes(self) -> Cow<'static, [u8]> {
        self.bytes
    }
}

/// Returns the file of these sections; their names have at most 24 bytes.
pub fn write<N: AsRef<str>, B: AsRef<[u8]>>(content: Content, sections: &[(N, B)]) -> Vec<u8> {
    let mut body = padded::<CONTENT>(content.name).to_vec();
    body.extend_from_slice(&content.version.to_le_bytes());
    body.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    let mut start = HEAD + sections.len() * ENTRY;
    for (name, bytes) in sections {
        body.extend_from_slice(&padded::<NAME>(name.as_ref()));
        body.extend_from_slice(&(start as u32).to_le_bytes());
        body.extend_from_slice(&(bytes.as_ref().len() as u32).to_le_bytes());
        start += bytes.as_ref().len();
    }
    sections.iter().for_each(|(_, bytes)| body.extend_from_slice(bytes.as_ref()));
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&checksum(&body).to_le_bytes());
    file.extend_from_slice(&body);
    file
}

fn padded<const N: usize>(name: &str) -> [u8; N] {
    let mut field = [0; N];
    let length = name.len().min(N);
    field[..length].copy_from_slice(&name.as_bytes()[..length]);
    field
}

fn text(field: &[u8]) -> String {
    String::from_utf8_lossy(field.split(|byte| *byte == 0).next().unwrap_or_default()).into_owned()
}

/// Returns the number at byte `at`.
pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].try_into().map_or(0, u32::from_le_bytes)
}

/// Returns the number at byte `at`.
pub fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].try_into().map_or(0, u64::from_le_bytes)
}

/// Four interleaved multiply-and-rotate lanes over little-endian words: guards against damage, not against malice,
/// at a few gigabytes a second.
fn checksum(bytes: &[u8]) -> u64 {
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

#[cfg(test)]
mod tests {
    use super::{Container, Content, Trust, write};

    const CONTENT: Content = Content { name: "marks", version: 3, maker: "mtlint train marks" };

    #[test]
    fn sections_come_back_and_damage_is_refused() {
        let sections = [("one", vec![1, 2, 3]), ("two", (0..100).collect())];
        let file = write(CONTENT, &sections);
        let open = |bytes: Vec<u8>| Container::open("m", CONTENT, bytes.into(), Trust::Checked);
        let whole = open(file.clone()).expect("just written");
        assert_eq!(whole.get("one"), Some(&[1u8, 2, 3][..]));
        assert_eq!(whole.get("three"), None);
        for length in 0..file.len() {
            assert!(open(file[..length].to_vec()).is_err(), "cut at {length}");
        }
        for at in 0..file.len() {
            let mut edited = file.clone();
            edited[at] ^= 0x10;
            assert!(open(edited).is_err(), "edited at {at}");
        }
    }

    #[test]
    fn data_of_another_kind_or_version_is_refused_with_the_command_that_makes_it() {
        let file = write(CONTENT, &[("one", [1])]);
        for other in [Content { name: "words", ..CONTENT }, Content { version: 4, ..CONTENT }] {
            let refused = Container::open("m", other, file.clone().into(), Trust::Carried);
            let message = refused.expect_err("it holds something else").to_string();
            assert!(message.starts_with("m: ") && message.contains(other.maker), "{message}");
        }
    }
}
