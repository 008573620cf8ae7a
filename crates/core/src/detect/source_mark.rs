//! Marks, spaces and capitals in which a text differs from its source: at its ends, between lines, for the keyboard.
//!
//! Needs the source text. `mark` says what is compared: "end" (the last mark), "edge" (white space at both ends),
//! "line" (line breaks), "capital" (the first letter), "key" (the letter to press, after `&` or `_`).

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual::Pair;
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-mark",
    summary: "marks, spaces and capitals that differ from the source; mark = end, edge, line, capital, key",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum MarkCheck {
    End,
    Edge,
    Line,
    Capital,
    Key,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceMark {
    mark: MarkCheck,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceMark>()?))
}

impl Detector for SourceMark {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(pair) = context.pair.filter(|p| !p.target.text.trim().is_empty()) else { return };
        let (written, ours) = context.block.written();
        let theirs = written.unwrap_or(pair.source.text);
        match self.mark {
            MarkCheck::End => end(pair, sink),
            MarkCheck::Edge => edge(theirs, ours, context.text(), sink),
            MarkCheck::Line => lines(theirs, ours, context.text(), sink),
            MarkCheck::Capital => capital(pair, sink),
            MarkCheck::Key => key(pair, sink),
        }
    }
}

/// What a text ends in, whatever the script; marks that close are passed over.
fn ending(text: &str) -> Option<char> {
    let closing = |c: char| c.is_whitespace() || "\"'”“’‘»«›‹」』）)]}】*_".contains(c);
    let text = text.trim_end_matches(closing);
    if text.ends_with("...") {
        return Some('…');
    }
    Some(match text.chars().next_back()? {
        // Nepali writes the sign of breath for a colon.
        'ः' => ':',
        '.' | '。' | '．' | '।' | '॥' | '۔' | '։' | '።' | '｡' | '။' => '.',
        '?' | '？' | '؟' | '՞' | '፧' => '?',
        '!' | '！' | '՜' => '!',
        ':' | '：' | '፡' => ':',
        ';' | '；' | '؛' | '\u{37e}' => ';',
        '…' | '⋯' => '…',
        ',' | '，' | '،' | '、' => ',',
        _ => return None,
    })
}

/// The last mark. A full stop is missed only where nothing else stands: sentences are joined and parted, labels have none.
fn end(pair: &Pair, sink: &mut Sink) {
    let (theirs, ours) = (ending(pair.source.text), ending(pair.target.text));
    // Greek asks with a semicolon; scripts without stops have none to lose.
    let greek = |m: Option<char>, code: &str| if m == Some(';') && code == "el" { Some('?') } else { m };
    let (theirs, ours) = (greek(theirs, &pair.source.locale.code), greek(ours, &pair.target.locale.code));
    let unstopped = ["th", "lo", "km", "my"]
        .iter()
        .any(|c| pair.source.locale.code == *c || pair.target.locale.code == *c);
    if theirs == ours || unstopped {
        return;
    }
    let said = |m: Option<char>| m.map_or("no mark".to_owned(), |m| format!("“{m}”"));
    let weight = match (theirs, ours) {
        (Some(':'), None) | (None, Some(':' | ',' | ';')) => 1.0,
        (Some('…'), None) | (None, Some('…')) => 0.9,
        (Some('.'), None) | (None, Some('.')) => 0.9,
        (Some('.'), Some(',')) => 0.95,
        _ => 0.6,
    };
    let text = pair.target.text.trim_end();
    let last = text.char_indices().next_back().map_or(0, |(i, _)| i);
    let message = format!("the source ends with {}, the translation with {}", said(theirs), said(ours));
    sink.say(Span::new(last, text.len()), message).weight = weight;
}

/// White space at both ends, which programs put texts together with.
fn edge(theirs: &str, ours: &str, text: &str, sink: &mut Sink) {
    let lead = |s: &str| s.len() - s.trim_start().len();
    let tail = |s: &str| s.len() - s.trim_end().len();
    let all = Span::new(0, text.len());
    for (what, a, b) in [("begins", lead(theirs), lead(ours)), ("ends", tail(theirs), tail(ours))] {
        let message = match (a > 0, b > 0) {
            (true, false) => format!("the source {what} with white space, the translation does not"),
            (false, true) => format!("the translation {what} with white space, the source does not"),
            _ => continue,
        };
        sink.say(all, message);
    }
}

/// Line breaks, and white space that is doubled.
fn lines(theirs: &str, ours: &str, text: &str, sink: &mut Sink) {
    let breaks = |s: &str| s.trim().matches('\n').count();
    let (a, b) = (breaks(theirs), breaks(ours));
    if a != b && (a == 0 || b == 0 || a.abs_diff(b) > 1) {
        let message = format!("the source has {}, the translation {}", counted(a), counted(b));
        sink.say(Span::new(0, text.len()), message);
    }
}

fn counted(breaks: usize) -> String {
    match breaks {
        0 => "no line break".to_owned(),
        1 => "one line break".to_owned(),
        n => format!("{n} line breaks"),
    }
}

/// The first letter, where both scripts have capitals.
fn capital(pair: &Pair, sink: &mut Sink) {
    let first = |text: &str| {
        let (at, c) = text.char_indices().find(|(_, c)| c.is_alphanumeric() || "{%<$&`#@[/~".contains(*c))?;
        (c.is_uppercase() || c.is_lowercase()).then_some((at, c))
    };
    let (Some((from, theirs)), Some((at, ours))) = (first(pair.source.text), first(pair.target.text)) else {
        return;
    };
    if theirs.is_uppercase() == ours.is_uppercase() {
        return;
    }
    let word = |text: &str, at: usize| {
        text[at..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_owned()
    };
    let (their_word, our_word) = (word(pair.source.text, from), word(pair.target.text, at));
    // "iPhone", "pH", a name or a noun at the beginning of a fragment.
    let inner = |w: &str| w.chars().skip(1).any(char::is_uppercase);
    let nouns = |code: &str| ["de", "lb"].contains(&code);
    let fragment = !matches!(ending(pair.target.text), Some('.' | '!' | '?'));
    if inner(&our_word)
        || inner(&their_word)
        || nouns(&pair.source.locale.code) && fragment
        || nouns(&pair.target.locale.code) && fragment
    {
        return;
    }
    let weight = if ours.is_lowercase() { 1.0 } else { 0.6 };
    let said = if ours.is_lowercase() { "a small letter" } else { "a capital" };
    sink.say(
        Span::new(at, at + our_word.len()),
        format!("the translation begins with {said}, the source does not"),
    )
    .weight = weight;
}

/// A key to press: one `&` or `_` before a letter, in a short text.
fn key(pair: &Pair, sink: &mut Sink) {
    let keys = |text: &str, sign: char| {
        text.match_indices(sign)
            .filter(|(at, _)| {
                let next = text[at + 1..].chars().next();
                let entity = text[at + 1..]
                    .find(';')
                    .is_some_and(|e| e < 8 && !text[at + 1..at + 1 + e].contains(' '));
                next.is_some_and(char::is_alphanumeric) && !(sign == '&' && entity)
            })
            .count()
    };
    let (theirs, ours) = (pair.source.text, pair.target.text);
    if theirs.chars().count() > 60 || pair.source.codes.iter().any(|c| c.span.of(theirs).contains(['&', '_']))
    {
        return;
    }
    for sign in ['&', '_'] {
        let (a, b) = (keys(theirs, sign), keys(ours, sign));
        // "AT&T" and "R&D" are names.
        let name = theirs
            .split_whitespace()
            .any(|w| w.contains(sign) && w.chars().all(|c| c.is_uppercase() || c == sign));
        let company = theirs.contains("& ");
        if a == 1 && b != 1 && !name && !company {
            sink.say(
                Span::new(0, ours.len()),
                format!(
                    "the source names a key to press with “{sign}”, the translation {}",
                    if b == 0 { "none" } else { "several" }
                ),
            );
        }
    }
}
