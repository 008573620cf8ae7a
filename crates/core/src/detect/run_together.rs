//! Two words written as one, or one written as two: a space was lost or put in.
//!
//! Only words that no list has come here. Two words are meant where both halves are common and one of them is a small
//! word or no noun: two nouns written together may be a new name of a thing. One word is meant where an unknown piece
//! and its neighbour make a common one.

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Entry, Language};

/// The entry in the list of detectors.
pub const KIND: DetectorKind =
    DetectorKind { name: "run-together", summary: "two words written as one, or one written as two", build };

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {}

struct RunTogether;

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    parameters.read::<Written>()?;
    Ok(Box::new(RunTogether))
}

/// Frequency class of a half that is common: thirty in a million words.
const COMMON: u8 = 9;
/// Of a half next to a small word: three in a million.
const USUAL: u8 = 7;
/// Of words that are small: a thousand in a million.
const SMALL: u8 = 12;
/// Shorter words are abbreviations.
const SHORTEST: usize = 6;

impl Detector for RunTogether {
    fn check(&self, context: &Context, sink: &mut Sink) {
        for &i in &context.analysis.strange {
            let token = &context.analysis.tokens[i];
            let word = context.word(token);
            if token.shape != Shape::Lower || !word.is_ascii() || token.entry.is_known() {
                continue;
            }
            if let Some((whole, span)) = joined(context, i) {
                let hit = sink.say(span, format!("“{whole}” is meant, in one word"));
                hit.suggestion = Some(whole);
            } else if word.len() >= SHORTEST
                && let Some((left, right)) = halves(context.language, word)
            {
                let apart = format!("{left} {right}");
                let hit = sink.say(token.span, format!("“{apart}” is meant, in two words"));
                hit.suggestion = Some(apart);
            }
        }
    }
}

/// The word that an unknown piece and a neighbour make, and where the two stand.
fn joined(context: &Context, i: usize) -> Option<(String, crate::span::Span)> {
    let tokens = &context.analysis.tokens;
    let piece = |token: &Token| token.shape == Shape::Lower && context.word(token).len() > 1;
    let pairs = [i.checked_sub(1).map(|before| (before, i)), Some((i, i + 1))];
    pairs.into_iter().flatten().find_map(|(a, b)| {
        let (one, two) = (tokens.get(a)?, tokens.get(b)?);
        let apart = two.spaced && two.span.start == one.span.end + 1;
        if !apart || !piece(one) || !piece(two) {
            return None;
        }
        let whole = format!("{}{}", context.word(one), context.word(two));
        let entry = context.language.entry(&whole);
        let common = entry.is_word() && entry.frequency() >= COMMON - 1;
        (common && whole.len() >= SHORTEST).then(|| (whole, one.span.to(two.span)))
    })
}

/// The two common words that make up a word.
fn halves<'w>(language: &Language, word: &'w str) -> Option<(&'w str, &'w str)> {
    let entry = |half: &str| {
        language.lexicon.as_ref().map_or(Entry::UNKNOWN, |l| l.get(crate::language::hash::folded(half)))
    };
    let splits = (2..word.len() - 1).map(|at| word.split_at(at));
    let likely = splits.filter_map(|(left, right)| {
        let (l, r) = (entry(left), entry(right));
        let small = |half: &str, e: Entry| e.frequency() >= SMALL && half.len() > 1 && e.is_word();
        let word = |e: Entry, least: u8| e.is_word() && e.frequency() >= least;
        let with_small = small(left, l) && word(r, USUAL) && right.len() > 2
            || small(right, r) && word(l, USUAL) && left.len() > 2;
        let no_nouns = word(l, COMMON)
            && word(r, COMMON)
            && (!r.can_be_noun() || !l.can_be_noun() && !l.can_be_adjective());
        let fits = with_small || no_nouns && left.len() > 2 && right.len() > 2;
        fits.then(|| (l.frequency().min(r.frequency()), l.frequency() + r.frequency(), left, right))
    });
    likely.max_by_key(|&(least, both, ..)| (least, both)).map(|(_, _, left, right)| (left, right))
}
