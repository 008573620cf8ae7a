//! A segment far longer or shorter than its source: something was left out, invented, or looped.
//!
//! Needs the source text. Lengths are compared in letters, with what `any/locale` tells of how long texts of a language
//! are, else by script; `side` "short" or "long", `factor` how far out of proportion.

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual;
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
enum LengthSide {
    Short,
    Long,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceLength {
    side: LengthSide,
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
        let Some(pair) = context.pair.filter(|p| !p.target.text.trim().is_empty()) else { return };
        // A letter weighs three at most, and has a byte at least.
        if pair.source.text.len().max(pair.target.text.len()) * 3 < self.least {
            return;
        }
        let (source, target) = weights(&pair.source, &pair.target);
        let (longer, shorter) = match self.side {
            LengthSide::Short => (source.0, target.0),
            LengthSide::Long => (target.0, source.0),
        };
        // The longer the text, the nearer is its translation to the usual length; a guessed length gets more room.
        let long = source.0.max(target.0) >= LONG;
        let room = match (long, self.side) {
            (true, _) => self.factor,
            (false, LengthSide::Short) => self.factor * SHORT,
            (false, LengthSide::Long) => self.factor * SAYING,
        };
        // Languages whose lengths spread more get more room; a guessed one spreads as most do.
        let room = match source.1.zip(target.1) {
            Some((a, b)) => room.powf(a.max(b).max(LEAST_SPREAD) / SPREAD),
            None => room * GUESSED,
        };
        if longer >= self.least as f32 && longer > room * shorter.max(4.0) {
            let times = longer / shorter.max(1.0);
            let word = if self.side == LengthSide::Short { "shorter" } else { "longer" };
            let all = Span::new(0, context.text().len());
            sink.say(
                all,
                format!("the segment is {times:.1} times {word} than its source would let one expect"),
            );
        }
    }
}

/// Letters from which on a text counts as long.
const LONG: f32 = 80.0;
/// The spread of lengths that the factor of the rule is for, and the least that is reckoned with.
const SPREAD: f32 = 0.14;
const LEAST_SPREAD: f32 = 0.11;
/// How much more room a short text gets, and one in a language whose length was not measured.
const SHORT: f32 = 1.18;
/// The same for a translation that is longer: proverbs and asides are put in many more words.
const SAYING: f32 = 1.35;
const GUESSED: f32 = 1.1;

/// The length of a side in letters of English, and how far lengths of its language spread, where that was measured.
type SideLength = (f32, Option<f32>);

fn weights(source: &bilingual::PairSide, target: &bilingual::PairSide) -> (SideLength, SideLength) {
    let known = |side: &bilingual::PairSide| {
        let letters = side.text.chars().filter(|c| c.is_alphanumeric()).count() as f32;
        let (length, spread) = side.locale.length?;
        Some((letters / length, spread))
    };
    match (known(source), known(target)) {
        (Some(a), Some(b)) => (a, b),
        _ => ((weight(source.text), None), (weight(target.text), None)),
    }
}

/// Letters and digits, each weighed by how much English its script's sign amounts to.
fn weight(text: &str) -> f32 {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c as u32 {
            // Han: a sign is a good half of a word.
            0x3400..=0x9fff | 0x20000..=0x3ffff => 3.0,
            // Kana, Hangul and Ethiopic: a sign is a syllable.
            0x3040..=0x30ff | 0xac00..=0xd7a3 | 0x1200..=0x137f => 1.7,
            // Indic scripts: signs of vowels are no letters.
            0x900..=0xdff => 1.6,
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
