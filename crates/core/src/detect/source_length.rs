//! A segment far longer or shorter than its source: something was left out, invented, or looped.
//!
//! Needs the source text. Lengths are compared in letters, with a factor for scripts that write a syllable or word in
//! one sign; `side` "short" or "long", `factor` how far out of proportion.

use serde::Deserialize;

use crate::analysis::Context;
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-length",
    summary: "a segment out of proportion to its source; side = short, long; factor; least = letters of the longer one",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    Short,
    Long,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceLength {
    side: Side,
    factor: f32,
    #[serde(default = "default_least")]
    least: usize,
}

fn default_least() -> usize {
    30
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceLength>()?))
}

impl Detector for SourceLength {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(original) = &context.block.original else { return };
        let (source, target) = (weight(&original.text), weight(context.text()));
        let (longer, shorter) = match self.side {
            Side::Short => (source, target),
            Side::Long => (target, source),
        };
        if longer >= self.least as f32 && longer > self.factor * shorter.max(4.0) {
            let times = longer / shorter.max(1.0);
            let word = if self.side == Side::Short { "shorter" } else { "longer" };
            let all = Span::new(0, context.text().len());
            sink.say(
                all,
                format!("the segment is {times:.1} times {word} than its source would let one expect"),
            );
        }
    }
}

/// Letters and digits, each weighed by how much English its script's sign amounts to.
fn weight(text: &str) -> f32 {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c as u32 {
            // Han: a sign is a good half of a word.
            0x3400..=0x9fff | 0x20000..=0x3ffff => 3.0,
            // Kana and Hangul: a sign is a syllable.
            0x3040..=0x30ff | 0xac00..=0xd7a3 => 1.7,
            // Ethiopic: a sign is a syllable.
            0x1200..=0x137f => 1.7,
            // Hebrew and Arabic leave most vowels out.
            0x590..=0x6ff => 1.3,
            _ => 1.0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::weight;

    #[test]
    fn a_han_sign_weighs_more_than_a_latin_letter() {
        assert_eq!(weight("abc, d"), 4.0);
        assert_eq!(weight("橋"), 3.0);
    }
}
