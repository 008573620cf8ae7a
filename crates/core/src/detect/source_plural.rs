//! A message with branches for the plural that lacks one: every form of the language needs its own.
//!
//! Needs the source text, and the forms of the language's plural (`any/locale`, from CLDR).

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual::code_find::branches;
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-plural",
    summary: "a message that lacks a branch for a form of the plural",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcePlural {}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourcePlural>()?))
}

impl Detector for SourcePlural {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(pair) = context.pair else { return };
        for code in pair.target.codes.iter().filter(|c| c.key.ends_with(", plural}")) {
            let has = branches(code.span.of(context.text()));
            // What is asked for by its number ("=1") may do for a form that is one number alone.
            let exact = |form: &str| match form {
                "zero" => "=0",
                "one" => "=1",
                _ => "=2",
            };
            let names = |name: &str| has.iter().any(|(known, _)| *known == name);
            let wanted = pair.target.locale.plurals.iter().map(|form| &**form).chain(["other"]);
            let mut lacks: Vec<&str> =
                wanted.filter(|form| !names(form) && (*form == "other" || !names(exact(form)))).collect();
            lacks.dedup();
            if !lacks.is_empty() {
                let message = format!("the branch for “{}” is missing", lacks.join("” and “"));
                sink.say(code.span, message);
            }
        }
    }
}
