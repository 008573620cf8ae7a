//! A segment that equals its source: it was never translated.
//!
//! Needs the source text. A segment of names, numbers and addresses alone may well stay as it is.

use crate::analysis::{Context, Shape};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-copy",
    summary: "a segment that equals its source, or nearly does",
    needs: &[],
    build,
};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceCopy {}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceCopy>()?))
}

impl Detector for SourceCopy {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(original) = &context.block.original else { return };
        let common: Vec<_> = context.analysis.tokens.iter().filter(|t| t.shape == Shape::Lower).collect();
        let foreign = common.iter().filter(|t| !t.entry.is_word()).count();
        let letters = |s: &str| {
            s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        if common.len() >= 2
            && foreign * 3 >= common.len()
            && letters(context.text()) == letters(&original.text)
        {
            sink.say(Span::new(0, context.text().len()), "the segment is the same as its source");
        }
    }
}
