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
            let once = token.shape == Shape::Capitalised && context.whole.tally.count(token).all == 1;
            if !once || token.entry.is_known() || glued(context, tokens, i) {
                continue;
            }
            let place = |&(block, at): &(usize, usize)| {
                let span = context.whole.blocks[block].tokens[at].span;
                (block, at, span, span.of(&context.document.blocks[block].text))
            };
            let counts = |at: &(usize, usize)| {
                let token = &context.whole.blocks[at.0].tokens[at.1];
                context.whole.tally.count(token).capitalised as usize >= self.times
            };
            // Nearly every name is told from the word at the first look, so that the counts come last.
            let near: Option<(usize, usize, Span, &str)> = (often.iter().map(|at| (at, place(at))))
                .find(|(at, (_, _, _, other))| is_slip(word, other) && counts(at))
                .map(|(_, place)| place);
            if let Some((block, at, span, other)) = near {
                let hit =
                    sink.say(token.span, format!("“{word}” here, “{other}” everywhere else in this text"));
                hit.suggestion = Some(other.to_owned());
                let known = context.whole.tally.count(&context.whole.blocks[block].tokens[at]).capitalised;
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
    is_one_letter_away(word, other)
        && word.chars().nth(4).is_some()
        && other.chars().nth(4).is_some()
        && !word.starts_with(other)
        && !other.starts_with(word)
        && !is_other_ending(word, other)
}

/// One letter is changed, left out or added, or two neighbours are swapped: told by what is left between the letters
/// that both words begin and end with.
fn is_one_letter_away(a: &str, b: &str) -> bool {
    let pairs = a.chars().zip(b.chars());
    let same: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (a, b) = (&a[same..], &b[same..]);
    let pairs = a.chars().rev().zip(b.chars().rev());
    let same: usize = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let [mut a, mut b] = [a, b].map(|w| w[..w.len() - same].chars());
    match [a.next(), a.next(), a.next(), b.next(), b.next(), b.next()] {
        [one, None, _, other, None, _] => one.is_some() || other.is_some(),
        [Some(a), Some(b), None, Some(c), Some(d), None] => (a, b) == (d, c),
        _ => false,
    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::is_one_letter_away;

    proptest! {
        #[test]
        fn one_letter_away_is_a_distance_of_one(a in "[abé]{0,7}", b in "[abé]{0,7}") {
            assert_eq!(is_one_letter_away(&a, &b), strsim::osa_distance(&a, &b) == 1, "{a} {b}");
        }
    }
}
