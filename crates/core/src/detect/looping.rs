//! Loops: a word three times in a row, a phrase that follows itself, as models make them when they get stuck.
//!
//! `unit` "word" finds one word again and again (at least `times`), "phrase" a run of 2 to `longest` tokens that
//! follows itself at once. The whole stretch is one hit; the first round is what should stay.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "looping",
    summary: "a word or phrase that follows itself; unit = word, phrase; times, longest, allowed",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LoopUnit {
    Word,
    Phrase,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LoopingSettings {
    unit: LoopUnit,
    /// Least rounds.
    times: usize,
    /// Longest phrase, in tokens.
    #[serde(default = "default_longest")]
    longest: usize,
    /// Words that may loop ("very very very"), or that join two equal phrases by right.
    #[serde(default)]
    allowed: Vec<String>,
}

fn default_longest() -> usize {
    12
}

struct Looping {
    unit: LoopUnit,
    times: usize,
    longest: usize,
    allowed: Vec<WordId>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let LoopingSettings { unit, times, longest, allowed } = parameters.read()?;
    let mut allowed: Vec<WordId> = allowed.iter().map(|w| language.vocabulary.intern(w)).collect();
    allowed.sort();
    // What stands once is no loop.
    Ok(Box::new(Looping { unit, times: times.max(2), longest, allowed }))
}

impl Detector for Looping {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        let mut free = 0;
        for i in self.beginnings(tokens).into_iter().rev() {
            let found = match self.unit {
                _ if i < free => None,
                LoopUnit::Word => self.word(tokens, i).map(|end| (1, end)),
                LoopUnit::Phrase => self.phrase(tokens, i).filter(|&(length, end)| {
                    // A headline, and the sentence after it that begins with the same words.
                    end - i > 2 * length || !begins_anew(context, i, i + length)
                }),
            };
            if let Some((length, end)) = found {
                let first = tokens[i].span.to(tokens[i + length - 1].span);
                let all = tokens[i].span.to(tokens[end - 1].span);
                let rounds = (end - i) / length;
                let words = first.of(context.text());
                sink.say(all, format!("“{words}” stands {rounds} times in a row"));
                free = end;
            }
        }
    }
}

impl Looping {
    /// Tokens with which a loop may begin, the last one first: it and the one after it come again soon.
    fn beginnings(&self, tokens: &[Token]) -> Vec<usize> {
        let farthest = if self.unit == LoopUnit::Word { 1 } else { self.longest };
        // By a byte of the hash, the next token that has it: one word may pass for another here.
        let mut next = [usize::MAX; 256];
        let mut found = Vec::new();
        let mut after = self.unit == LoopUnit::Word;
        for (i, token) in tokens.iter().enumerate().rev() {
            let place = (token.hash >> 56) as usize;
            let again = next[place].saturating_sub(i) <= farthest;
            next[place] = i;
            if again && after {
                found.push(i);
            }
            after = again || self.unit == LoopUnit::Word;
        }
        found
    }

    fn word(&self, tokens: &[Token], i: usize) -> Option<usize> {
        let first = &tokens[i];
        // "20 20 20" is spoken, or a column of a table.
        if !counts(first) || first.shape == Shape::Number {
            return None;
        }
        // "Very very very" is emphasis; four times is not.
        let allowed = first.word.0 != 0 && self.allowed.binary_search(&first.word).is_ok();
        let times = if allowed { self.times.max(4) } else { self.times };
        let mut end = i + 1;
        while end < tokens.len() && tokens[end].hash == first.hash && tokens[end].spaced {
            end += 1;
        }
        (end - i >= times).then_some(end)
    }

    fn phrase(&self, tokens: &[Token], i: usize) -> Option<(usize, usize)> {
        if !counts(&tokens[i]) {
            return None;
        }
        let longest = self.longest.min((tokens.len() - i) / 2);
        (2..=longest).find_map(|length| {
            let step = i + length;
            if tokens[step].hash != tokens[i].hash {
                return None;
            }
            let unit = &tokens[i..step];
            let words = unit.iter().filter(|t| t.shape.is_word()).count();
            let distinct = unit.iter().any(|t| t.hash != unit[0].hash);
            let joined = unit.iter().any(|t| self.allowed.binary_search(&t.word).is_ok() && t.word.0 != 0);
            let marks = unit.len() - words;
            // Asked before the rounds are counted: they may reach to the end of the text, from every token on.
            if words < 2 || !distinct || marks > words || joined {
                return None;
            }
            let mut end = step;
            while end < tokens.len() && tokens[end].hash == tokens[end - length].hash {
                end += 1;
            }
            let rounds = (end - i) / length;
            // "A sailor's wife, a sailor's wife": said twice on purpose, as in verse and speech.
            let said = tokens[i].depth > 0 && words < 4;
            let refrain = rounds == 2 && unit.len() < 7 && tokens[step - 1].shape == Shape::Mark
                || rounds <= 3 && said && marks > 0;
            (!refrain && rounds >= self.times).then_some((length, i + rounds * length))
        })
    }
}

/// True where the second round has a capital that the first has not, or may begin the text after a headline.
fn begins_anew(context: &Context, first: usize, second: usize) -> bool {
    let [one, two] = [first, second].map(|t| context.analysis.tokens[t].shape);
    two == Shape::Capitalised && (one == Shape::Lower || context.may_be_headline(second))
}

/// Words and numbers loop; marks in a row are another fault.
fn counts(token: &Token) -> bool {
    matches!(
        token.shape,
        Shape::Lower | Shape::Capitalised | Shape::Upper | Shape::Mixed | Shape::Number | Shape::Alphanumeric
    )
}
