//! Sentences of one paragraph that say the same again and again, each in nearly the same words.
//!
//! A loop in which every turn is a little different. A sentence is a turn where one of the few before it shares nearly
//! all of its words, in whatever order; the paragraph loops where `times` turns stand in it. What only begins alike,
//! as a speaker's refrain does, shares too little.

use serde::Deserialize;

use crate::analysis::{Context, Sentence};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "circling",
    summary: "sentences of a paragraph that say the same in nearly the same words; words, alike, times",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Circling {
    /// Least words of a sentence.
    words: usize,
    /// Least share of words that two sentences have in common, of all that they have together.
    alike: f64,
    /// Least turns.
    times: usize,
}

/// Sentences before one that are compared with it.
const NEAR: usize = 4;
/// Words of a sentence that are compared.
const LONGEST: usize = 60;

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<Circling>()?))
}

impl Detector for Circling {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let sentences = &context.analysis.sentences;
        if sentences.len() <= self.times {
            return;
        }
        let bags: Vec<Vec<u64>> = sentences.iter().map(|s| bag(context, s)).collect();
        let is_turn = |i: &usize| {
            let near = &bags[i.saturating_sub(NEAR)..*i];
            bags[*i].len() >= self.words && near.iter().any(|b| self.is_alike(b, &bags[*i]))
        };
        let turns: Vec<usize> = (1..sentences.len()).filter(is_turn).collect();
        // Turns that stand together: between two of them no more than are compared.
        for run in turns.chunk_by(|a, b| b - a <= NEAR).filter(|run| run.len() >= self.times) {
            let span = sentences[run[0]].span.to(sentences[run[run.len() - 1]].span);
            let hit = sink.say(span, format!("{} sentences say nearly the same", run.len() + 1));
            let first = sentences[run[0].saturating_sub(1)].span;
            hit.related = vec![(context.index, first, "it is said here first".into())];
        }
    }
}

impl Circling {
    /// True where two sorted bags share enough of their words.
    fn is_alike(&self, a: &[u64], b: &[u64]) -> bool {
        if a.len() < self.words {
            return false;
        }
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Equal => {
                    (i, j, shared) = (i + 1, j + 1, shared + 1);
                }
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
            }
        }
        shared as f64 >= self.alike * (a.len() + b.len() - shared) as f64
    }
}

/// The words of a sentence, sorted.
fn bag(context: &Context, sentence: &Sentence) -> Vec<u64> {
    let words = context.tokens(sentence).iter().filter(|t| t.shape.is_word() || t.object);
    let mut words: Vec<u64> = words.take(LONGEST).map(|t| t.hash).collect();
    words.sort_unstable();
    words
}
