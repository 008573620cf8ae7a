//! The file of the models of seams: how it is laid out, and refused when it is not whole.
//!
//! ```text
//! "mtlintSM" | version u32 | words u32 | checksum u64 | hash of a word u64… | (open pairs, a bit each | weights i8…)…
//! ```
//!
//! Little-endian. The last two sections stand once for each of [`Fault::ALL`].

use std::borrow::Cow;

use super::{Fault, Known, Seams};
use crate::analysis::seam::features::{FIRST_WORD, ROWS};
use crate::analysis::tagger::{checksum, u32_at, u64_at};
use crate::error::{Error, Result};
use crate::language::Language;

const MAGIC: &[u8; 8] = b"mtlintSM";
/// Counted up whenever weights and code stop fitting each other.
const VERSION: u32 = 1;
const HEAD: usize = 24;
/// More words than this are no function words.
const MOST_WORDS: usize = 1000;

/// A file whose parts are whole.
pub(super) struct File {
    bytes: Cow<'static, [u8]>,
    words: Vec<u64>,
}

/// Symbols where `words` words have their own.
pub fn symbols(words: usize) -> usize {
    usize::from(FIRST_WORD) + words
}

/// Bytes of the bits of all pairs of symbols.
pub fn open_bytes(words: usize) -> usize {
    symbols(words).pow(2).div_ceil(8)
}

/// Lays out words and, for each fault, open pairs and weights.
pub fn write(words: &[u64], models: &[(Vec<u8>, Vec<i8>)]) -> Vec<u8> {
    let mut body: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    for (open, weights) in models {
        body.extend_from_slice(open);
        body.extend(weights.iter().map(|&weight| weight as u8));
    }
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&(words.len() as u32).to_le_bytes());
    file.extend_from_slice(&checksum(&body).to_le_bytes());
    file.extend_from_slice(&body);
    file
}

/// Reads a file; `name` stands in the messages. The checksum of what the program carries itself is a test's business.
pub(super) fn read(name: &str, bytes: Cow<'static, [u8]>, carried: bool) -> Result<File> {
    let fail = |message: String| {
        Error::invalid(name, message).hint("make the weights again with `mtlint train seams`")
    };
    if bytes.len() < HEAD || &bytes[..8] != MAGIC {
        return Err(fail("these are not weights of seams".to_owned()));
    }
    let (version, words) = (u32_at(&bytes, 8), u32_at(&bytes, 12) as usize);
    if version != VERSION {
        return Err(fail(format!("weights of seams of format {version}, and format {VERSION} is needed")));
    }
    let due =
        HEAD + words.min(MOST_WORDS) * 8 + Fault::ALL.len() * (open_bytes(words.min(MOST_WORDS)) + ROWS);
    if words > MOST_WORDS || bytes.len() != due {
        return Err(fail(format!("{} bytes of weights of seams where {due} are due", bytes.len())));
    }
    if !carried && !cfg!(fuzzing) && checksum(&bytes[HEAD..]) != u64_at(&bytes, 16) {
        return Err(fail(
            "the checksum of the weights of seams does not fit: the file was changed".to_owned(),
        ));
    }
    let words = (0..words).map(|i| u64_at(&bytes, HEAD + 8 * i)).collect();
    Ok(File { bytes, words })
}

impl File {
    /// The model of one fault, its words entered in the vocabulary.
    pub(super) fn seams(self, language: &mut Language, fault: Fault) -> Seams {
        let size = open_bytes(self.words.len());
        let start = HEAD + self.words.len() * 8 + fault as usize * (size + ROWS);
        let part = |from: usize, length: usize| match &self.bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[from..from + length]),
            Cow::Owned(bytes) => Cow::Owned(bytes[from..from + length].to_vec()),
        };
        Seams {
            known: Known::new(&self.words, language),
            symbols: symbols(self.words.len()),
            open: part(start, size),
            weights: part(start + size, ROWS),
        }
    }
}
