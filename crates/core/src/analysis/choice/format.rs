//! The file of the models: sections `limits`, `familiar` and `weights`, refused when one does not fit.
//!
//! A limit is (gate i32, least i32, base f32, slope f32), little-endian, one for each of [`Kind::ALL`].

use super::familiar::{self, Familiar};
use super::features::WEIGHTS;
use super::words::Words;
use super::{Choices, Kind, Limit};
use crate::container::{self, Container, Content, u32_at};
use crate::error::{Error, Result};
use crate::language::Language;

/// What `choice.bin` holds.
pub const CONTENT: Content = Content { name: "choice", version: 3, maker: "mtlint train faults" };
const LIMIT: usize = 16;

/// Returns the file of these limits, familiar neighbours and weights.
pub fn write(limits: &[Limit], familiar: &Familiar, weights: &[i8]) -> Vec<u8> {
    let limit = |limit: &Limit| {
        let Limit { gate, least, base, slope } = limit;
        [gate.to_le_bytes(), least.to_le_bytes(), base.to_le_bytes(), slope.to_le_bytes()].concat()
    };
    let weights: Vec<u8> = weights.iter().map(|&weight| weight as u8).collect();
    let limits = limits.iter().flat_map(limit).collect();
    let familiar = familiar.bytes().to_vec();
    container::write(CONTENT, &[("limits", limits), ("familiar", familiar), ("weights", weights)])
}

/// Reads the models; `name` stands in the messages.
///
/// # Errors
/// [`Error::Invalid`] when a section is missing, of another size, or holds what is no number.
pub fn read(name: &str, container: &Container, language: &Language) -> Result<Choices> {
    let fail = |message: String| {
        Error::invalid(name, message).hint(format!("Make it anew with `{}`", CONTENT.maker))
    };
    let section = |section: &str, due: usize| match container.section(section) {
        Some(bytes) if bytes.len() == due => Ok(bytes),
        other => {
            let found = other.map_or(0, |bytes| bytes.len());
            Err(fail(format!("The section \"{section}\" has {found} bytes, where {due} are due")))
        }
    };
    let limit = |bytes: &[u8]| Limit {
        gate: u32_at(bytes, 0) as i32,
        least: u32_at(bytes, 4) as i32,
        base: f32::from_bits(u32_at(bytes, 8)),
        slope: f32::from_bits(u32_at(bytes, 12)),
    };
    let mut limits: Vec<Limit> =
        section("limits", Kind::ALL.len() * LIMIT)?.chunks_exact(LIMIT).map(limit).collect();
    if limits.iter().any(|l| !l.base.is_finite() || !l.slope.is_finite()) {
        return Err(fail("A limit of the choices is no number".to_owned()));
    }
    let words = Words::of(language)?;
    for &(kind, times) in &words.usual {
        limits[kind as usize] = limits[kind as usize].of_usual(times);
    }
    let familiar = Familiar::of(section("familiar", familiar::BYTES)?);
    Ok(Choices { words, limits, familiar, weights: section("weights", WEIGHTS)? })
}
