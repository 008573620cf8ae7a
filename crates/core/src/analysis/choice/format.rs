//! The file of the models: how it is laid out, and refused when it is not whole.
//!
//! ```text
//! "mtlintCH" | version u32 | kinds u32 | checksum u64 | (gate i32 | least i32 | base f32 | slope f32)… |
//! familiar neighbours u8… | weights i8…
//! ```
//!
//! Little-endian; one set of limits for each of [`Kind::ALL`].

use std::borrow::Cow;

use super::familiar::{self, Familiar};
use super::features::WEIGHTS;
use super::words::Words;
use super::{Choices, Kind, Limit};
use crate::analysis::tagger::{checksum, u32_at, u64_at};
use crate::error::{Error, Result};
use crate::language::Language;

const MAGIC: &[u8; 8] = b"mtlintCH";
/// Counted up whenever weights and code stop fitting each other.
const VERSION: u32 = 2;
const HEAD: usize = 24;
const LIMIT: usize = 16;

/// Lays out limits, familiar neighbours and weights.
pub fn write(limits: &[Limit], familiar: &Familiar, weights: &[i8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(limits.len() * LIMIT + familiar::BYTES + weights.len());
    for Limit { gate, least, base, slope } in limits {
        body.extend_from_slice(&gate.to_le_bytes());
        body.extend_from_slice(&least.to_le_bytes());
        body.extend_from_slice(&base.to_le_bytes());
        body.extend_from_slice(&slope.to_le_bytes());
    }
    body.extend_from_slice(familiar.bytes());
    body.extend(weights.iter().map(|&weight| weight as u8));
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&(limits.len() as u32).to_le_bytes());
    file.extend_from_slice(&checksum(&body).to_le_bytes());
    file.extend_from_slice(&body);
    file
}

/// Reads a file; `name` stands in the messages. The checksum of what the program carries itself is a test's business.
///
/// # Errors
/// [`Error::Invalid`] when it is of another kind or format, cut, or changed.
pub fn read(name: &str, bytes: Cow<'static, [u8]>, carried: bool, language: &Language) -> Result<Choices> {
    let fail = |message: String| {
        Error::invalid(name, message).hint("make the weights again with `mtlint train faults`")
    };
    if bytes.len() < HEAD || &bytes[..8] != MAGIC {
        return Err(fail("these are not weights of choices".to_owned()));
    }
    let (version, kinds) = (u32_at(&bytes, 8), u32_at(&bytes, 12) as usize);
    if version != VERSION {
        return Err(fail(format!("weights of choices of format {version}, and format {VERSION} is needed")));
    }
    let due = HEAD + Kind::ALL.len() * LIMIT + familiar::BYTES + WEIGHTS;
    if kinds != Kind::ALL.len() || bytes.len() != due {
        return Err(fail(format!("{} bytes of weights of choices where {due} are due", bytes.len())));
    }
    if !carried && !cfg!(fuzzing) && checksum(&bytes[HEAD..]) != u64_at(&bytes, 16) {
        return Err(fail(
            "the checksum of the weights of choices does not fit: the file was changed".to_owned(),
        ));
    }
    let limit = |i: usize| {
        let at = HEAD + i * LIMIT;
        let float = |at: usize| f32::from_bits(u32_at(&bytes, at));
        Limit {
            gate: u32_at(&bytes, at) as i32,
            least: u32_at(&bytes, at + 4) as i32,
            base: float(at + 8),
            slope: float(at + 12),
        }
    };
    let limits: Vec<Limit> = (0..kinds).map(limit).collect();
    if limits.iter().any(|l| !l.base.is_finite() || !l.slope.is_finite()) {
        return Err(fail("a limit of the weights of choices is no number".to_owned()));
    }
    let from = HEAD + kinds * LIMIT;
    let part = |from: usize, to: usize| match &bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[from..to]),
        Cow::Owned(bytes) => Cow::Owned(bytes[from..to].to_vec()),
    };
    let familiar = Familiar::of(part(from, from + familiar::BYTES));
    let weights = part(from + familiar::BYTES, due);
    Ok(Choices { words: Words::of(language)?, limits, familiar, weights })
}
