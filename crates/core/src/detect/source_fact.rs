//! A number, time, date, month, country, currency or unit that differs between a text and its source.
//!
//! Needs the source text. `what` lists the kinds of facts; `side` "changed" reports what stands against something else,
//! "missing" what the source alone has (on the whole segment), "added" what the translation alone has.

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual::compare::{Difference, FactKind};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-fact",
    summary: "a number, date, … that differs from the source; what = number, format, time, …; side = changed, missing, added",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum FactSide {
    Changed,
    Missing,
    Added,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFact {
    what: FactKind,
    side: FactSide,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceFact>()?))
}

impl Detector for SourceFact {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(pair) = context.pair else { return };
        let all = Span::new(0, context.text().len());
        for difference in pair.differences().iter().filter(|d| self.holds(d)) {
            let theirs = difference.source.map_or("", |s| s.of(pair.source.text));
            let span = difference.target.unwrap_or(all);
            let ours = span.of(context.text());
            let message = match (self.side, &difference.said) {
                (FactSide::Changed, Some((a, b))) if !a.is_empty() && !b.is_empty() => {
                    format!("“{ours}” ({b}) stands for “{theirs}” ({a}) of the source")
                }
                (FactSide::Changed, _) => format!("“{ours}” stands for “{theirs}” of the source"),
                (FactSide::Missing, _) => format!("“{theirs}” of the source is missing here"),
                (FactSide::Added, _) => format!("“{ours}” is not in the source"),
            };
            sink.say(span, message).weight = difference.weight;
        }
    }
}

impl SourceFact {
    fn holds(&self, difference: &Difference) -> bool {
        let side = match (difference.source, difference.target) {
            (Some(_), None) => FactSide::Missing,
            (None, Some(_)) => FactSide::Added,
            _ => FactSide::Changed,
        };
        difference.kind == self.what && side == self.side
    }
}
