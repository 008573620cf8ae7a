//! A name that the source spells otherwise or does not have, or that is lost.
//!
//! Needs the source text. `slip` "changed" reports a name that stands for another one, "added" one that the source does
//! not have, "missing" one that does not come back (on the whole segment).

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual::name::{KnownName, Slip};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-name",
    summary: "a name that differs from the source; slip = changed, added, missing; across = true for other scripts",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum NameCheck {
    Changed,
    Added,
    Missing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceName {
    slip: NameCheck,
    /// Between two scripts; else within one.
    #[serde(default)]
    across: bool,
    /// How sure a name is that stands for one that it is not like, as a factor.
    #[serde(default = "one")]
    replaced: f32,
}

/// How much surer an added name is between languages in which names have one form.
const PLAIN: f32 = 1.3;

fn one() -> f32 {
    1.0
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceName>()?))
}

impl Detector for SourceName {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(pair) = context.pair else { return };
        let lexicon = context.language.lexicon.is_some();
        let known = |word: &str| {
            let entry = context.language.entry(word);
            let person = entry.is_only_person();
            let listed = entry.is_word() || entry.is_demonym() || entry.is_place();
            let given = entry.is_given_name();
            let abbreviation = entry.is_abbreviation();
            let listed = listed || entry.is_proper() && !person && !given && !abbreviation;
            KnownName { listed, person, given, abbreviation }
        };
        let all = Span::new(0, context.text().len());
        for slip in pair.slips(known, lexicon) {
            if slip.one_script == self.across || kind(slip) != self.slip {
                continue;
            }
            let theirs = slip.source.map_or("", |s| s.of(pair.source.text));
            let span = slip.target.unwrap_or(all);
            let ours = span.of(context.text());
            let hit = match self.slip {
                NameCheck::Changed => sink.say(span, format!("“{ours}” stands for “{theirs}” of the source")),
                NameCheck::Added => sink.say(span, format!("“{ours}” is not in the source")),
                NameCheck::Missing => sink.say(span, format!("“{theirs}” of the source is missing here")),
            };
            if self.slip == NameCheck::Changed && !slip.near {
                hit.weight = self.replaced;
            }
            // Where names keep their form, an unknown one can only be wrong.
            if self.slip == NameCheck::Added && slip.plain {
                hit.weight = PLAIN;
            }
            if slip.respells && !slip.near {
                hit.weight *= 0.7;
            }
        }
    }
}

fn kind(slip: &Slip) -> NameCheck {
    match (slip.source, slip.target) {
        (Some(_), Some(_)) => NameCheck::Changed,
        (None, _) => NameCheck::Added,
        _ => NameCheck::Missing,
    }
}
