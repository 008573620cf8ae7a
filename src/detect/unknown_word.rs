//! Words that no list knows and no word formation makes: invented, half-translated or misspelt.
//!
//! `kind` "misspelt" takes those one letter away from a common word (and says which), "invented" the rest. Names,
//! numbers, addresses and words that the source text carries too are let be; a word that the document uses again and
//! again may be a term, and weighs less.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, hash};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "unknown-word",
    summary: "a word in lower case that is in no list; kind = misspelt, invented; shortest = letters (4)",
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Misspelt,
    Invented,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnknownWord {
    kind: Kind,
    /// Least frequency class (0 to 15) of the word that a misspelt one is taken for.
    #[serde(default = "default_common")]
    common: u8,
    /// Shortest word looked at, in letters.
    #[serde(default = "default_shortest")]
    shortest: usize,
}

fn default_common() -> u8 {
    5
}

fn default_shortest() -> usize {
    4
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<UnknownWord>()?))
}

impl Detector for UnknownWord {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        for (i, token) in tokens.iter().enumerate() {
            if !self.is_unknown(context, tokens, i) {
                continue;
            }
            let word = context.word(token);
            let meant = nearest(context.language, word, self.common);
            if meant.is_some() != (self.kind == Kind::Misspelt) {
                continue;
            }
            let times = tokens.iter().filter(|t| t.hash == token.hash).count();
            let hit = match meant {
                Some(meant) => {
                    sink.say(token.span, format!("“{word}” is no word; perhaps “{meant}” is meant"))
                }
                None => sink.say(token.span, format!("“{word}” is in no dictionary and is no name")),
            };
            hit.weight = if times > 2 { 0.6 } else { 1.0 };
        }
    }
}

impl UnknownWord {
    fn is_unknown(&self, context: &Context, tokens: &[Token], i: usize) -> bool {
        let token = &tokens[i];
        if token.shape != Shape::Lower || token.entry.is_known() || token.span.len() < self.shortest {
            return false;
        }
        let word = context.word(token);
        // A part of a compound, of a name with hyphens, or of a word cut by an apostrophe is no word of its own.
        let glued_before = i > 0 && !token.spaced && !is_bracket(context.word(&tokens[i - 1]));
        let glued_after = tokens.get(i + 1).is_some_and(|next| !next.spaced && next.shape != Shape::Mark);
        let hyphen_after = tokens.get(i + 1).is_some_and(|n| !n.spaced && is_joiner(context.word(n)));
        if glued_before || glued_after || hyphen_after {
            return false;
        }
        let plain = word.chars().all(|c| c.is_ascii_lowercase());
        let in_source = context.block.original.as_ref().is_some_and(|o| o.text.to_lowercase().contains(word));
        plain && !in_source && !context.language.knows(word)
    }
}

fn is_bracket(mark: &str) -> bool {
    matches!(mark, "(" | "[" | "“" | "‘" | "\"" | "'" | "—" | "«" | "„")
}

fn is_joiner(mark: &str) -> bool {
    matches!(mark, "-" | "‐" | "‑" | "/" | "'" | "’" | "_")
}

/// A word of at least that frequency class one letter away: left out, put in, changed, or two swapped.
fn nearest(language: &Language, word: &str, common: u8) -> Option<String> {
    let lexicon = language.lexicon.as_ref()?;
    let bytes = word.as_bytes();
    let mut best: Option<(u8, String)> = None;
    let mut try_out = |candidate: Vec<u8>| {
        let Ok(candidate) = String::from_utf8(candidate) else { return };
        let entry = lexicon.get(hash::folded(&candidate));
        let frequency = entry.frequency();
        if entry.is_word() && frequency >= common && best.as_ref().is_none_or(|(f, _)| frequency > *f) {
            best = Some((frequency, candidate));
        }
    };
    for i in 0..=bytes.len() {
        if i < bytes.len() {
            try_out([&bytes[..i], &bytes[i + 1..]].concat());
        }
        if i + 1 < bytes.len() {
            try_out([&bytes[..i], &[bytes[i + 1], bytes[i]], &bytes[i + 2..]].concat());
        }
        for letter in b'a'..=b'z' {
            try_out([&bytes[..i], &[letter], &bytes[i..]].concat());
            if i < bytes.len() {
                try_out([&bytes[..i], &[letter], &bytes[i + 1..]].concat());
            }
        }
    }
    best.map(|(_, word)| word)
}
