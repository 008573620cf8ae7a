//! A name one letter away from a name that the document uses again and again ("Vyrginia", where "Virginia" stands four
//! times): the proof stands in the document, so that no list of names is needed.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "name-slip",
    summary: "a name one letter away from one that stands there often; times = how often",
    needs: &[Need::Words],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameSlip {
    #[serde(default = "default_times")]
    times: usize,
}

fn default_times() -> usize {
    2
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<NameSlip>()?))
}

impl Detector for NameSlip {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let (tokens, often) = (&context.analysis.tokens, &context.whole.often);
        if often.is_empty() {
            return;
        }
        for &i in &context.analysis.strange {
            let (token, word) = (&tokens[i], context.word(&tokens[i]));
            let once = token.shape == Shape::Capitalised && context.whole.tally.of(token).all == 1;
            if !once || token.entry.is_known() || glued(context, tokens, i) {
                continue;
            }
            let place = |&(block, at): &(usize, usize)| {
                let span = context.whole.blocks[block].tokens[at].span;
                (block, at, span, span.of(&context.document.blocks[block].text))
            };
            let counts = |at: &&(usize, usize)| {
                let token = &context.whole.blocks[at.0].tokens[at.1];
                context.whole.tally.of(token).capitalised as usize >= self.times
            };
            let near: Option<(usize, usize, Span, &str)> =
                often.iter().filter(counts).map(place).find(|(_, _, _, other)| is_slip(word, other));
            if let Some((block, at, span, other)) = near {
                let hit =
                    sink.say(token.span, format!("“{word}” here, “{other}” everywhere else in this text"));
                hit.suggestion = Some(other.to_owned());
                let known = context.whole.tally.of(&context.whole.blocks[block].tokens[at]).capitalised;
                // Two names that look alike are rarer the oftener one stands there, and the longer it is.
                hit.weight = match known {
                    0..=2 if word.len() < 7 => 0.4,
                    0..=2 => 0.7,
                    3 => 0.8,
                    _ => 1.0,
                };
                hit.related = vec![(block, span, "the usual spelling".into())];
            }
        }
    }
}

/// One letter changed, left out, added or swapped inside; neither is the other with an ending.
fn is_slip(word: &str, other: &str) -> bool {
    let [a, b] = [word, other].map(|w| w.chars().count());
    a >= 5
        && b >= 5
        && a.abs_diff(b) <= 1
        && !word.starts_with(other)
        && !other.starts_with(word)
        && !is_other_ending(word, other)
        && strsim::osa_distance(word, other) == 1
}

/// The last letter alone differs ("Ivanov", "Ivanoy" may be; "Maria", "Marie" are two names).
fn is_other_ending(word: &str, other: &str) -> bool {
    let cut = |w: &str| w.char_indices().next_back().map_or(0, |(at, _)| at);
    word[..cut(word)] == other[..cut(other)]
}

/// A part of a compound or of an address.
fn glued(context: &Context, tokens: &[Token], i: usize) -> bool {
    let joins = |t: &Token| matches!(context.word(t), "-" | "‐" | "‑" | "/" | "_" | "@" | "#");
    let before = i > 0 && !tokens[i].spaced && joins(&tokens[i - 1]);
    before || tokens.get(i + 1).is_some_and(|n| !n.spaced && joins(n))
}
