//! A clause set against itself: “does not flicker, but does not flicker”, where words of the source that differ fell together;
//! or a sentence said twice in a row, which was translated twice.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "clause-echo",
    summary: "the same words on both sides of a word that opposes; opposing = such words, or sentence = least words of a sentence that follows itself",
    needs: &[Need::Tags],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClauseEchoSettings {
    /// Words that set one clause against another.
    #[serde(default)]
    opposing: String,
    /// Least words of a sentence that is looked for directly after itself.
    #[serde(default)]
    sentence: Option<usize>,
}

struct ClauseEcho {
    opposing: Vec<WordId>,
    sentence: Option<usize>,
}

/// Words of a clause that are compared at the most.
const MOST: usize = 14;
/// Words that must be the same on both sides.
const LEAST: usize = 3;

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let ClauseEchoSettings { opposing, sentence } = parameters.read()?;
    let opposing = opposing.split_whitespace().map(|w| language.vocabulary.intern(w)).collect();
    Ok(Box::new(ClauseEcho { opposing, sentence }))
}

impl Detector for ClauseEcho {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if let Some(least) = self.sentence {
            return twice(context, least, sink);
        }
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

/// Sentences outside quotations that follow themselves.
fn twice(context: &Context, least: usize, sink: &mut Sink) {
    for pair in context.analysis.sentences.windows(2) {
        let [first, second] = [context.tokens(&pair[0]), context.tokens(&pair[1])];
        let same = first.len() == second.len() && first.iter().zip(second).all(|(a, b)| a.hash == b.hash);
        let words = || second.iter().filter(|t| t.shape.is_word());
        let states =
            words().any(|t| t.tag.is_finite()) && !first.last().is_some_and(|t| context.word(t) == "!");
        if same && states && words().count() >= least && pair[0].depth == 0 {
            let hit = sink.hit(pair[1].span);
            hit.related = vec![(context.index, pair[0].span, "it stands here first".into())];
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
