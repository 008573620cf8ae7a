//! Code that a translation must keep: placeholders, tags, addresses, links, paths, options, names of a program.
//!
//! Needs the source text. `code` says which kinds, `fault` what is wrong with them: "missing" (reported on the whole
//! segment), "added", "changed", "order", "empty".

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual::code::CodeKind;
use crate::bilingual::code_compare::{CodeFault, Lapse};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-code",
    summary: "code that differs from the source; code = placeholder, tag, address, …; fault = missing, added, changed, order, empty",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceCode {
    code: Vec<CodeKind>,
    fault: Vec<CodeFault>,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceCode>()?))
}

impl Detector for SourceCode {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(pair) = context.pair else { return };
        let text = context.text();
        let all = Span::new(0, text.len());
        // One form of a plural may say its number in a word.
        let plural = context
            .block
            .unit
            .as_ref()
            .is_some_and(|u| matches!(u.plural.as_deref(), Some("0" | "one" | "zero" | "two")));
        for lapse in pair.lapses().iter().filter(|l| self.holds(l)) {
            let theirs = lapse.source.map_or("", |s| s.of(pair.source.text));
            // A tag that stands in no text has no words of its own.
            let place = lapse.target.map(|s| if s.is_empty() { all } else { s });
            let ours = place.unwrap_or(all);
            let words = lapse.target.map_or("", |s| s.of(text));
            if plural && lapse.fault == CodeFault::Missing && lapse.kind == CodeKind::Placeholder {
                continue;
            }
            let message = match lapse.fault {
                CodeFault::Missing if theirs.is_empty() => "a tag of the source is missing here".to_owned(),
                CodeFault::Missing => format!("“{theirs}” of the source is missing here"),
                CodeFault::Added if words.is_empty() => "a tag here is not in the source".to_owned(),
                CodeFault::Added => format!("“{words}” is not in the source"),
                CodeFault::Changed if words.is_empty() => "a tag differs from that of the source".to_owned(),
                CodeFault::Changed => format!("“{words}” stands for “{theirs}” of the source"),
                CodeFault::Order if lapse.kind == CodeKind::Tag => {
                    format!("“{words}” closes what is not open here")
                }
                CodeFault::Order => format!("“{words}” takes the place of “{theirs}”, and gets its value"),
                CodeFault::Empty => format!("“{words}” encloses nothing"),
            };
            sink.say(ours, message);
        }
    }
}

impl SourceCode {
    fn holds(&self, lapse: &Lapse) -> bool {
        self.code.contains(&lapse.kind) && self.fault.contains(&lapse.fault)
    }
}
