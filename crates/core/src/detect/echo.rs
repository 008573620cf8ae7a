//! A content word that comes back too soon: after a joint ("the surface of the surface") or too often in a sentence.
//!
//! `fault` "near" finds a word again with at most `gap` words of `between` in the gap, "crowd" one content word at
//! least `times` within `within` words of one sentence. Words of `allowed` may.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "echo",
    summary: "a content word again too soon; fault = near (between, gap), crowd (times, within); allowed, shortest",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum EchoFault {
    Near,
    Crowd,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EchoSettings {
    fault: EchoFault,
    /// Words that may stand in the gap; at least one of them must.
    #[serde(default)]
    between: Vec<String>,
    /// Words that may stand in the gap besides.
    #[serde(default)]
    also: Vec<String>,
    #[serde(default = "default_gap")]
    gap: usize,
    #[serde(default = "default_times")]
    times: usize,
    #[serde(default = "default_within")]
    within: usize,
    #[serde(default)]
    allowed: Vec<String>,
    /// Shortest word looked at, in bytes.
    #[serde(default = "default_shortest")]
    shortest: usize,
}

fn default_gap() -> usize {
    2
}
fn default_times() -> usize {
    5
}
fn default_within() -> usize {
    30
}
fn default_shortest() -> usize {
    3
}

struct Echo {
    fault: EchoFault,
    between: Vec<WordId>,
    also: Vec<WordId>,
    gap: usize,
    times: usize,
    within: usize,
    allowed: Vec<WordId>,
    shortest: usize,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: EchoSettings = parameters.read()?;
    let mut ids = |words: &[String]| {
        let mut ids: Vec<WordId> = words.iter().map(|w| language.vocabulary.intern(w)).collect();
        ids.sort();
        ids
    };
    Ok(Box::new(Echo {
        fault: written.fault,
        between: ids(&written.between),
        also: ids(&written.also),
        gap: written.gap,
        times: written.times,
        within: written.within,
        allowed: ids(&written.allowed),
        shortest: written.shortest,
    }))
}

impl Detector for Echo {
    fn check(&self, context: &Context, sink: &mut Sink) {
        for sentence in &context.analysis.sentences {
            let tokens = context.tokens(sentence);
            match self.fault {
                EchoFault::Near => self.near(context, tokens, sink),
                EchoFault::Crowd => self.crowd(context, tokens, sink),
            }
        }
    }
}

impl Echo {
    fn counts(&self, token: &Token) -> bool {
        token.shape == Shape::Lower
            && token.span.len() >= self.shortest
            && self.allowed.binary_search(&token.word).is_err()
            && self.between.binary_search(&token.word).is_err()
            && self.also.binary_search(&token.word).is_err()
    }

    fn near(&self, context: &Context, tokens: &[Token], sink: &mut Sink) {
        // Words that come again soon: all pairs of one distance after the other.
        let pairs = |distance: usize| {
            let ahead = tokens.get(distance..).unwrap_or_default();
            tokens.iter().zip(ahead).enumerate().filter(|(_, (a, b))| a.hash == b.hash).map(|(i, _)| i)
        };
        let mut again: Vec<usize> = (2..self.gap + 2).flat_map(pairs).collect();
        again.sort_unstable();
        again.dedup();
        for i in again {
            let first = &tokens[i];
            if !self.counts(first) {
                continue;
            }
            let mut joint = false;
            for (gap, token) in tokens[i + 1..].iter().take(self.gap + 1).enumerate() {
                if token.hash == first.hash && token.spaced && gap > 0 {
                    // "word-by-word" and "from day to day" are compounds and idioms.
                    let compound =
                        tokens.get(i + gap + 2).is_some_and(|t| !t.spaced && context.word(t) == "-");
                    if joint && !compound {
                        let span = first.span.to(token.span);
                        sink.say(span, format!("“{}”: the same word on both sides", span.of(context.text())));
                    }
                    break;
                }
                let inside = self.between.binary_search(&token.word).is_ok() && token.word.0 != 0;
                joint |= inside;
                if !inside && (self.also.binary_search(&token.word).is_err() || token.word.0 == 0) {
                    break;
                }
            }
        }
    }

    fn crowd(&self, context: &Context, tokens: &[Token], sink: &mut Sink) {
        // By a byte of the hash: a sentence in which nothing is crowded is read no further.
        let (mut counts, mut most) = ([0u8; 256], 0);
        for token in tokens.iter().filter(|t| t.shape.is_word()) {
            let count = &mut counts[(token.hash >> 56) as usize];
            *count = count.saturating_add(1);
            most = most.max(*count);
        }
        if usize::from(most) < self.times.min(255) {
            return;
        }
        let words: Vec<&Token> = tokens.iter().filter(|t| t.shape.is_word()).collect();
        if words.len() < self.times * 2 - 1 {
            return;
        }
        for (i, first) in words.iter().enumerate() {
            if !self.counts(first) || !first.entry.can_be_noun() && !first.entry.can_be_verb() {
                continue;
            }
            let before = &words[i.saturating_sub(self.within)..i];
            if before.iter().any(|w| w.hash == first.hash) {
                continue;
            }
            let stretch = &words[i..(i + self.within).min(words.len())];
            let same: Vec<_> = stretch.iter().filter(|w| w.hash == first.hash).collect();
            if same.len() >= self.times {
                let span = first.span.to(same[same.len() - 1].span);
                let word = context.word(first);
                sink.say(span, format!("“{word}” stands {} times in one sentence", same.len()));
            }
        }
    }
}
