//! Segments beside each other: one source with several translations, one translation for several sources, a segment
//! that holds the translation of its neighbour.
//!
//! Needs the source text. `twin` says which: "source", "target", "neighbour".

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual::compare::FactKind;
use crate::bilingual::number::digit;
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::Block;
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-twin",
    summary: "segments that contradict each other; twin = source, target, neighbour",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TwinKind {
    Source,
    Target,
    Neighbour,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceTwin {
    twin: TwinKind,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceTwin>()?))
}

impl Detector for SourceTwin {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if context.document.blocks.len() < 2 || context.pair.is_none() {
            return;
        }
        match self.twin {
            TwinKind::Source => of_source(context, sink),
            TwinKind::Target => of_target(context, sink),
            TwinKind::Neighbour => neighbour(context, sink),
        }
    }
}

/// A translation other than most of its source's.
fn of_source(context: &Context, sink: &mut Sink) {
    let Some((usual, places)) = context.whole.twins.usual(context.index) else { return };
    let words = |b: &Block| b.original.as_ref().map_or(0, |o| o.text.split_whitespace().count());
    let other = &context.document.blocks[usual];
    let said = if places == 1 { "elsewhere".to_owned() } else { format!("in {places} places") };
    let all = Span::new(0, context.text().len());
    let hit = sink.say(all, format!("the same source is translated {said} as “{}”", other.text));
    hit.related.push((usual, Span::new(0, other.text.len()), "the usual translation".to_owned()));
    hit.weight = if words(context.block) >= 3 { 1.0 } else { 0.75 };
}

/// A translation that stands for another source, too.
fn of_target(context: &Context, sink: &mut Sink) {
    let Some(first) = context.whole.twins.of_target(context.index) else { return };
    // The one that comes first may well be right.
    if first > context.index {
        return;
    }
    let other = &context.document.blocks[first];
    let theirs = other.original.as_ref().map_or("", |o| o.text.as_str());
    let beside = context.index - first == 1;
    let long = context.text().split_whitespace().count() >= 3 || context.text().chars().count() >= 24;
    let all = Span::new(0, context.text().len());
    let hit = sink.say(all, format!("the same translation stands for another source: “{theirs}”"));
    hit.related.push((first, Span::new(0, other.text.len()), "the other segment".to_owned()));
    hit.weight = match (beside, long) {
        (true, true) => 1.2,
        (false, true) => 1.0,
        _ => 0.75,
    };
}

/// A segment whose numbers are those of the source before or after it, and not those of its own.
fn neighbour(context: &Context, sink: &mut Sink) {
    let Some(pair) = context.pair else { return };
    let numbers = pair
        .differences()
        .iter()
        .any(|d| matches!(d.kind, FactKind::Number | FactKind::Date | FactKind::Time));
    let own = digits(context.text());
    if !numbers || own.iter().map(String::len).sum::<usize>() < 2 {
        return;
    }
    let blocks = &context.document.blocks;
    let near = [context.index.checked_sub(1), Some(context.index + 1)];
    let fits = |at: &usize| {
        blocks.get(*at).and_then(|b| b.original.as_ref()).is_some_and(|o| digits(&o.text) == own)
    };
    if let Some(at) = near.into_iter().flatten().find(fits) {
        let (side, all) =
            (if at < context.index { "before" } else { "after" }, Span::new(0, context.text().len()));
        sink.say(
            all,
            format!("this seems to be the translation of the segment {side} it: its numbers stand there"),
        );
    }
}

/// The runs of digits of a text, sorted.
fn digits(text: &str) -> Vec<String> {
    let plain: String = text.chars().map(|c| digit(c).unwrap_or(' ')).collect();
    let mut runs: Vec<String> = plain.split(' ').filter(|r| !r.is_empty()).map(str::to_owned).collect();
    runs.sort_unstable();
    runs
}
