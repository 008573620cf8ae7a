//! Marks that fell into the sentence by mistake: glued to a word that nothing ends after.
//!
//! `fault` says which: "symbol" (an underscore, caret or at sign behind a word), "hyphen" (a hyphen behind a whole word,
//! then a space), "sentence" (a question or exclamation mark, and the sentence goes on in lower case), "clause" (a
//! comma, semicolon or colon after a word of `list`, which always wants another word), "stop" (a full stop after such
//! a word).

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, WordId};
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "stray-mark",
    summary: "a mark inside a phrase; fault = symbol, hyphen, sentence, clause, stop; words = what wants a word after it",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StrayMarkFault {
    Symbol,
    Hyphen,
    Sentence,
    Clause,
    Stop,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StrayMarkSettings {
    fault: StrayMarkFault,
    /// For "clause" and "stop": the words before the mark. For "hyphen": words after it that let it be.
    #[serde(default)]
    words: Vec<String>,
    /// For "clause": the marks. For "symbol": the symbols.
    #[serde(default)]
    marks: Vec<String>,
}

struct StrayMark {
    fault: StrayMarkFault,
    words: Vec<WordId>,
    marks: Vec<String>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let StrayMarkSettings { fault, words, marks } = parameters.read()?;
    let mut words: Vec<WordId> = words.iter().map(|w| language.vocabulary.intern(w)).collect();
    words.sort();
    Ok(Box::new(StrayMark { fault, words, marks }))
}

impl Detector for StrayMark {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        for &mark in &context.analysis.marks {
            // But for a symbol, the fault begins with the word before the mark.
            let at = if self.fault == StrayMarkFault::Symbol { Some(mark) } else { mark.checked_sub(1) };
            let Some(i) = at else { continue };
            let found = match self.fault {
                StrayMarkFault::Symbol => self.symbol(context, tokens, i),
                StrayMarkFault::Hyphen => self.hyphen(context, tokens, i),
                StrayMarkFault::Sentence => sentence(context, tokens, i),
                StrayMarkFault::Clause => self.clause(context, tokens, i),
                StrayMarkFault::Stop => self.stop(context, tokens, i),
            };
            if let Some(span) = found {
                let mark = span.of(context.text());
                sink.say(span, format!("“{}” stands inside a phrase", mark.trim()));
            }
        }
    }
}

impl StrayMark {
    /// "over_ the": the tokeniser may leave the sign in the word or make it a token of its own.
    fn symbol(&self, context: &Context, tokens: &[Token], i: usize) -> Option<Span> {
        let token = &tokens[i];
        let word = context.word(token);
        let last = char::from(*word.as_bytes().last()?);
        let is_sign = last.is_ascii_punctuation() && self.marks.iter().any(|m| m.as_bytes() == [last as u8]);
        let free_after = tokens.get(i + 1).is_none_or(|n| n.spaced || n.shape == Shape::Mark);
        if !is_sign || !free_after || token.shape == Shape::Address {
            return None;
        }
        let stem = word.trim_end_matches(last);
        let (single, behind_word) = match stem.is_empty() {
            true => (word.len() == 1, i > 0 && !token.spaced && is_word(&tokens[i - 1])),
            false => (word.len() == stem.len() + 1, stem.chars().all(char::is_alphanumeric)),
        };
        (single && behind_word).then_some(Span { start: token.span.end - 1, end: token.span.end })
    }

    /// "the total- of": a whole word, a hyphen, a space, and no second half of a compound to come.
    fn hyphen(&self, context: &Context, tokens: &[Token], i: usize) -> Option<Span> {
        let [before, hyphen, after] = tokens.get(i..i + 3)? else { return None };
        let glued = !hyphen.spaced && after.spaced && hyphen.span.len() <= 3;
        if !glued
            || !matches!(context.word(hyphen), "-" | "‐")
            || !before.entry.is_known()
            || !is_word(after)
            || before.shape == Shape::Upper
        {
            return None;
        }
        let chained = i > 0 && !before.spaced && context.word(&tokens[i - 1]) == "-";
        let suspended = self.words.binary_search(&after.word).is_ok() || chained;
        // "short- … and long-term": a hyphenated word soon after explains the first hyphen.
        let later = tokens[i + 3..].iter().take(6).any(|t| context.word(t) == "-" && !t.spaced);
        (!suspended && !later).then_some(before.span.to(hyphen.span))
    }

    /// "the; first" and "to: others". A pair of commas may hold an insertion ("in, say, May").
    fn clause(&self, context: &Context, tokens: &[Token], i: usize) -> Option<Span> {
        let [before, mark, after] = tokens.get(i..i + 3)? else { return None };
        let fits = mark.shape == Shape::Mark
            && !mark.spaced
            && after.spaced
            && self.marks.iter().any(|m| m == context.word(mark))
            && before.shape == Shape::Lower
            && self.words.binary_search(&before.word).is_ok();
        if !fits || !is_word(after) || before.depth != after.depth {
            return None;
        }
        let joined = tokens[i + 2..].iter().take(8).any(|t| matches!(context.word(t), "," | "–" | "—"));
        (!joined).then(|| before.span.to(mark.span))
    }

    /// "is. scheduled".
    fn stop(&self, context: &Context, tokens: &[Token], i: usize) -> Option<Span> {
        let [before, mark, after] = tokens.get(i..i + 3)? else { return None };
        let fits = !mark.spaced
            && after.spaced
            && before.shape == Shape::Lower
            && context.word(mark) == "."
            && self.words.binary_search(&before.word).is_ok();
        let goes_on = matches!(after.shape, Shape::Lower | Shape::Number | Shape::Capitalised);
        (fits && goes_on).then(|| before.span.to(mark.span))
    }
}

/// "three! years": the mark is glued to a word, and the next word is small. Quotations and titles may do so.
fn sentence(context: &Context, tokens: &[Token], i: usize) -> Option<Span> {
    let [before, mark, after] = tokens.get(i..i + 3)? else { return None };
    let fits = !mark.spaced
        && after.spaced
        && after.shape == Shape::Lower
        && before.shape == Shape::Lower
        && matches!(context.word(mark), "?" | "!")
        && before.depth == 0
        && before.entry.is_word()
        && after.entry.is_word();
    fits.then(|| before.span.to(mark.span))
}

fn is_word(token: &Token) -> bool {
    token.shape.is_word() || token.shape == Shape::Number
}
