//! Spaces where marks want none, and none where they want one: before a comma, after a full stop, inside brackets.
//!
//! `fault` says which: "before" (a space before a mark that leans on the word before it), "after" (two words glued at a
//! mark), "bracket" (a space on the inner side of a bracket), "clitic" (a clitic cut off its word: "do n't"). Text cut
//! into tokens for a program shows all of them at once.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::language::hash::folded;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "spacing",
    summary: "spaces around marks; fault = before, after, bracket, clitic; marks = the marks or clitics",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SpacingFault {
    Before,
    After,
    Bracket,
    Clitic,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpacingSettings {
    fault: SpacingFault,
    /// The marks looked at; for "clitic", the clitics.
    #[serde(default)]
    marks: Vec<String>,
}

struct Spacing {
    fault: SpacingFault,
    marks: Vec<String>,
    /// The marks by folded hash, and the lowest six bits of each as one of 64: quick noes for most words.
    hashes: Vec<u64>,
    some: u64,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    let SpacingSettings { fault, marks } = parameters.read()?;
    let hashes: Vec<u64> = marks.iter().map(|mark| folded(mark)).collect();
    let some = hashes.iter().fold(0, |some, hash| some | 1 << (hash & 63));
    Ok(Box::new(Spacing { fault, marks, hashes, some }))
}

impl Detector for Spacing {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        let marks = context.analysis.marks.iter();
        let mut found: Vec<Span> = Vec::new();
        match self.fault {
            SpacingFault::Before => found.extend(marks.filter_map(|&i| self.before(context, tokens, i))),
            SpacingFault::After => {
                let before = marks.filter_map(|i| i.checked_sub(1));
                found.extend(before.filter_map(|i| self.after(context, tokens, i)));
            }
            SpacingFault::Bracket => found.extend(marks.filter_map(|&i| bracket(context, tokens, i))),
            SpacingFault::Clitic => {
                for (i, token) in tokens.iter().enumerate().skip(1) {
                    let listed = self.some >> (token.hash & 63) & 1 != 0;
                    if token.spaced && token.span.len() <= 5 && (listed || token.shape == Shape::Mark) {
                        found.extend(self.clitic(context, tokens, i));
                    }
                }
            }
        }
        found.into_iter().for_each(|span| {
            sink.hit(span);
        });
    }
}

impl Spacing {
    fn is_one(&self, word: &str) -> bool {
        self.marks.iter().any(|m| m.eq_ignore_ascii_case(word))
    }

    /// "word , word": the mark stands free between words; dots in a row, ".5" and ".com" have their space by right.
    fn before(&self, context: &Context, tokens: &[Token], i: usize) -> Option<Span> {
        let token = &tokens[i];
        if token.shape != Shape::Mark || !token.spaced || i == 0 || !self.is_one(context.word(token)) {
            return None;
        }
        let before = &tokens[i - 1];
        let free = tokens.get(i + 1).is_none_or(|next| next.spaced);
        let leans = before.shape.is_word() || before.shape == Shape::Number || closes(context.word(before));
        let row = tokens
            .get(i + 1)
            .is_some_and(|n| n.shape == Shape::Mark && context.word(n) == context.word(token));
        (free && leans && !row).then_some(Span { start: before.span.end, end: token.span.end })
    }

    /// "word,word" and "word.Word", where both are words of the dictionary.
    fn after(&self, context: &Context, tokens: &[Token], i: usize) -> Option<Span> {
        let [before, mark, after] = tokens.get(i..i + 3)? else { return None };
        if mark.shape != Shape::Mark || mark.spaced || after.spaced || !self.is_one(context.word(mark)) {
            return None;
        }
        let word = |t: &Token| matches!(t.shape, Shape::Lower | Shape::Capitalised) && t.entry.is_known();
        let stop = !matches!(context.word(mark), "," | ";");
        // An abbreviation before the dot, a file name or an address behind it.
        let stops =
            before.shape == Shape::Lower && before.span.len() > 2 && after.shape == Shape::Capitalised;
        let chained =
            tokens.get(i + 3).is_some_and(|t| !t.spaced && matches!(context.word(t), "." | "/" | "@" | "_"));
        (word(before) && word(after) && (!stop || stops) && !chained && after.span.len() > 1)
            .then(|| before.span.to(after.span))
    }

    /// "do n't", "the town 's": the clitic has a space before it.
    fn clitic(&self, context: &Context, tokens: &[Token], i: usize) -> Option<Span> {
        let token = &tokens[i];
        let is_apostrophe = token.shape == Shape::Mark && matches!(context.word(token), "'" | "’");
        if !is_apostrophe && !self.hashes.contains(&token.hash) || !tokens[i - 1].shape.is_word() {
            return None;
        }
        let word = context.word(token);
        // The tokeniser leaves "n't" whole and cuts " 's" into a mark and a word.
        let (clitic, last) = match word {
            "'" | "’" => {
                let letters = tokens.get(i + 1).filter(|t| !t.spaced && t.span.len() <= 2)?;
                (token.span.to(letters.span), i + 1)
            }
            _ => (token.span, i),
        };
        let ends =
            tokens.get(last + 1).is_none_or(|t| t.spaced || matches!(context.word(t), "." | "," | ";"));
        let plain = clitic.of(context.text()).replace('’', "'");
        (ends && self.is_one(&plain)).then(|| tokens[i - 1].span.to(clitic))
    }
}

/// "( word" and "word )"; a bracket that stands free on both sides may be a sign of its own.
fn bracket(context: &Context, tokens: &[Token], i: usize) -> Option<Span> {
    let token = &tokens[i];
    if token.span.len() != 1 {
        return None;
    }
    let word = |t: &Token| t.shape.is_word() || t.shape == Shape::Number;
    match context.word(token) {
        "(" | "[" => {
            let next = tokens.get(i + 1).filter(|n| n.spaced && word(n))?;
            Some(token.span.to(next.span))
        }
        ")" | "]" if token.spaced && i > 0 && word(&tokens[i - 1]) => Some(tokens[i - 1].span.to(token.span)),
        _ => None,
    }
}

fn closes(mark: &str) -> bool {
    matches!(mark, ")" | "]" | "”" | "\"" | "'" | "’" | "»" | "%")
}
