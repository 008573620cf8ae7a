//! Brackets that open and never close, or close without having opened, within a block.

use crate::analysis::{Context, is_spoken_of};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "unpaired-bracket",
    summary: "a bracket without its partner in the same block",
    needs: &[],
    build,
};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Bracket {}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<Bracket>()?))
}

impl Detector for Bracket {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let text = context.text();
        let mut open: Vec<(usize, char)> = Vec::new();
        for (at, c) in brackets(text).filter(|(at, c)| !is_spoken_of(text, *at, c.len_utf8())) {
            match c {
                '(' | '[' | '{' if !is_emoticon(text, at) => open.push((at, c)),
                ')' | ']' | '}' => {
                    let fits = open.last().is_some_and(|(_, o)| closes(*o, c));
                    if fits {
                        open.pop();
                    } else if c == ')' && (is_enumeration(text, at) || is_emoticon(text, at)) {
                        continue;
                    } else if let Some(i) = near(&open).rev().find(|&i| closes(open[i].1, c)) {
                        // What opened in between never closed.
                        open.drain(i + 1..).for_each(|(at, o)| report(sink, at, o));
                        open.pop();
                    } else {
                        report(sink, at, c);
                    }
                }
                _ => {}
            }
        }
        // A table cell or a line of a list may be cut where its bracket still is open.
        if context.block.kind != BlockKind::TableCell {
            open.into_iter().for_each(|(at, o)| report(sink, at, o));
        }
        // What a sentence alone leaves open may close in the next one, which was not handed in.
        if context.document.blocks.len() == 1 && context.analysis.sentences.len() == 1 {
            sink.hits.iter_mut().for_each(|hit| hit.weight = 0.3);
        }
    }
}

/// The brackets with their places. Most stretches of a text have none, which is seen of all their bytes at once.
fn brackets(text: &str) -> impl Iterator<Item = (usize, char)> {
    let is_bracket = |b: u8| matches!(b, b'(' | b')' | b'[' | b']' | b'{' | b'}');
    let stretches = text.as_bytes().chunks(64).enumerate();
    let some = stretches.filter(move |(_, bytes)| bytes.iter().fold(false, |any, &b| any | is_bracket(b)));
    some.flat_map(move |(n, bytes)| {
        let found = bytes.iter().enumerate().filter(move |(_, b)| is_bracket(**b));
        found.map(move |(at, &b)| (n * 64 + at, char::from(b)))
    })
}

/// The places where the partner of a bracket is looked for: not behind more open ones than any text has.
fn near(open: &[(usize, char)]) -> std::ops::Range<usize> {
    open.len().saturating_sub(100)..open.len()
}

fn report(sink: &mut Sink, at: usize, mark: char) {
    let side = if "([{".contains(mark) { "opens and does not close" } else { "closes what did not open" };
    sink.say(Span::new(at, at + mark.len_utf8()), format!("“{mark}” {side} in this paragraph"));
}

fn closes(open: char, close: char) -> bool {
    matches!((open, close), ('(', ')') | ('[', ']') | ('{', '}'))
}

/// "a)", "1)", "iv)" at the beginning of the block or after a space.
fn is_enumeration(text: &str, at: usize) -> bool {
    let near = text.floor_char_boundary(at.saturating_sub(8));
    let start = text[near..at].rfind(|c: char| c.is_whitespace() || c == '(').map_or(near, |i| near + i + 1);
    let label = text.get(start..at).unwrap_or("");
    let number = label.len() <= 2 && label.bytes().all(|b| b.is_ascii_digit());
    let roman =
        label.len() <= 4 && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'I' | b'V' | b'X'));
    let letter = label.len() == 1 && label.as_bytes()[0].is_ascii_alphabetic();
    !label.is_empty() && (number || roman || letter)
}

/// ":)", ";-)", ":(", "=(".
fn is_emoticon(text: &str, at: usize) -> bool {
    let near = text.floor_char_boundary(at.saturating_sub(3));
    text[near..at].trim_end_matches(['-', '(', ')']).ends_with([':', ';', '='])
}
