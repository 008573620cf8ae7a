//! A clause set against itself: “does not glow, but does not glow”. Words of the source that differ fell together.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "clause-echo",
    summary: "the same words on both sides of a word that opposes; opposing = such words",
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    opposing: String,
}

struct ClauseEcho {
    opposing: Vec<WordId>,
}

/// Words of a clause that are compared at the most.
const MOST: usize = 14;
/// Words that must be the same on both sides.
const LEAST: usize = 3;

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let Written { opposing } = parameters.read()?;
    let opposing = opposing.split_whitespace().map(|w| language.vocabulary.intern(w)).collect();
    Ok(Box::new(ClauseEcho { opposing }))
}

impl Detector for ClauseEcho {
    fn check(&self, context: &Context, sink: &mut Sink) {
        for sentence in &context.analysis.sentences {
            let tokens = context.tokens(sentence);
            for at in 1..tokens.len() {
                if tokens[at].word == WordId::NONE || !self.opposing.contains(&tokens[at].word) {
                    continue;
                }
                if let Some((first, last)) = echo(tokens, at) {
                    sink.hit(tokens[first].span.to(tokens[last].span));
                }
            }
        }
    }
}

/// The tokens from the first of the words before `at` to the last of the same words after it; both stretches end where
/// their clause does.
fn echo(tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let is_word = |t: &Token| t.shape.is_word();
    let comma = !is_word(&tokens[at - 1]);
    let end = at - usize::from(comma);
    let after = &tokens[at + 1..];
    let length = after.iter().take(MOST).take_while(|t| is_word(t)).count();
    // The pronoun that takes the subject up again may stand before the words.
    for skip in 0..2.min(length) {
        let said = &after[skip..length];
        let before = end.checked_sub(said.len())?;
        let same = said.iter().zip(&tokens[before..end]).all(|(a, b)| a.hash == b.hash);
        let content = said.iter().any(|t| t.shape == Shape::Lower && t.tag.is_verb());
        let negated = said.len() >= LEAST;
        if same && content && negated {
            return Some((before, at + skip + said.len()));
        }
    }
    None
}
