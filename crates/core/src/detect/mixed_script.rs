//! Letters of two scripts in one word ("Мoscow" with a Cyrillic М): lookalikes that a machine or a paste left behind.

use crate::analysis::{Context, Shape};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "mixed-script",
    summary: "Latin, Greek and Cyrillic letters in one word",
    needs: &[],
    build,
};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct MixedScript {}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<MixedScript>()?))
}

impl Detector for MixedScript {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if context.text().is_ascii() {
            return;
        }
        for token in &context.analysis.tokens {
            let word = context.word(token);
            if word.is_ascii() || token.shape == Shape::Address {
                continue;
            }
            let scripts: Vec<&str> = word.chars().filter_map(script).collect();
            if let Some(other) = scripts.iter().find(|s| **s != scripts[0]) {
                // One or two Greek letters beside Latin ones are a unit, a formula or a gene ("μm", "IKKε", "γH2AX").
                let greek = scripts.iter().filter(|s| **s == "Greek").count();
                let symbol = (1..=2).contains(&greek) && !scripts.contains(&"Cyrillic");
                if !symbol {
                    sink.say(token.span, format!("“{word}” mixes {} and {other} letters", scripts[0]));
                }
            }
        }
    }
}

/// The scripts that share lookalike letters.
fn script(c: char) -> Option<&'static str> {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' if c.is_alphabetic() => Some("Latin"),
        '\u{370}'..='\u{3FF}' if c.is_alphabetic() => Some("Greek"),
        '\u{400}'..='\u{52F}' => Some("Cyrillic"),
        _ => None,
    }
}
