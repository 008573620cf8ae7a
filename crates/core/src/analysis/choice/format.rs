//! The file of the models: sections `limits`, `familiar` and `weights`, refused when one does not fit.
//!
//! A limit is (gate i32, least i32, base f32, slope f32), little-endian, one for each of [`Kind::ALL`].

use std::borrow::Cow;

use super::familiar::{self, Familiar};
use super::features::WEIGHTS;
use super::kind::Kind;
use crate::container::{self, Container, Content, u32_at};
use crate::error::{Error, Result};

/// Units of a weight that make one nat.
pub const NAT: f32 = 16.0;

/// What decides of one kind: where to give up, from which sum on to tell, and how sure a sum is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limit {
    /// A place is given up where the gate's features come to less, in units.
    pub gate: i32,
    /// A place is told where the others come to so much, in units.
    pub least: i32,
    /// Certainty is the logistic function of `base + slope · nats`.
    pub base: f32,
    /// See `base`.
    pub slope: f32,
}

impl Limit {
    /// The same for a kind that is so many times as usual.
    pub fn of_usual(self, times: f32) -> Limit {
        let more = times.max(0.01).ln();
        let units = (more / self.slope.max(0.1) * NAT).round() as i32;
        Limit { base: self.base + more, least: self.least.saturating_sub(units), ..self }
    }

    pub(super) fn certainty(&self, sum: i32) -> f32 {
        1.0 / (1.0 + (-(self.base + self.slope * sum as f32 / NAT)).exp())
    }
}

/// What a file holds.
pub struct Models {
    /// A limit for each of [`Kind::ALL`].
    pub limits: Vec<Limit>,
    /// Which neighbours prose has.
    pub familiar: Familiar,
    /// Weights by hash, a byte each.
    pub weights: Cow<'static, [u8]>,
}

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
pub fn read(name: &str, container: &Container) -> Result<Models> {
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
    let limits: Vec<Limit> =
        section("limits", Kind::ALL.len() * LIMIT)?.chunks_exact(LIMIT).map(limit).collect();
    if limits.iter().any(|l| !l.base.is_finite() || !l.slope.is_finite()) {
        return Err(fail("A limit of the choices is no number".to_owned()));
    }
    let familiar = Familiar::of(section("familiar", familiar::BYTES)?);
    Ok(Models { limits, familiar, weights: section("weights", WEIGHTS)? })
}
