//! What the input demands of one segment: its greatest length, words that stay, terms.
//!
//! `demand` says which: "max" (characters), "keep" (words of the source that are not to be translated), "term" (words of
//! the source and those that belong into the translation; forms of them count).

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual::locale::{fold, is_letter, is_unspaced};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-unit",
    summary: "what the input demands of a segment; demand = max, keep, term, forbidden",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Demand {
    Max,
    Keep,
    Term,
    Forbidden,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceUnit {
    demand: Demand,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceUnit>()?))
}

impl Detector for SourceUnit {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(unit) = &context.block.unit else { return };
        let text = context.text();
        let all = Span::new(0, text.len());
        if self.demand == Demand::Max {
            let (_, written) = context.block.written();
            let length = written.chars().count();
            if let Some(max) = unit.max.filter(|max| length > *max as usize) {
                let from = text.char_indices().nth(max as usize).map_or(0, |(at, _)| at);
                sink.say(
                    Span::new(from, text.len()),
                    format!("the text has {length} characters, and at most {max} are allowed"),
                );
            }
            return;
        }
        let Some(pair) = context.pair.filter(|_| !text.trim().is_empty()) else { return };
        let (source, target) = (&pair.source.folded, &pair.target.folded);
        match self.demand {
            Demand::Keep => {
                for word in
                    unit.keep.iter().filter(|w| !w.is_empty() && pair.source.text.contains(w.as_str()))
                {
                    if !text.contains(word.as_str()) {
                        sink.say(all, format!("“{word}” is not to be translated, and is missing here"));
                    }
                }
            }
            Demand::Term => {
                for (theirs, ours) in
                    unit.terms.iter().filter(|(t, o)| !t.is_empty() && !o.starts_with(FORBIDDEN))
                {
                    let wanted = ours.split('|').map(str::trim).filter(|o| !o.is_empty());
                    let mut wanted = wanted.map(fold).peekable();
                    if wanted.peek().is_some()
                        && place(source, &fold(theirs), false).is_some()
                        && !wanted.any(|w| place(target, &w, true).is_some())
                    {
                        sink.say(
                            all,
                            format!("the term “{theirs}” should be “{}” here", ours.replace('|', "” or “")),
                        );
                    }
                }
            }
            Demand::Forbidden => {
                for (theirs, ours) in unit.terms.iter().filter(|(_, o)| o.starts_with(FORBIDDEN)) {
                    let word = ours.trim_start_matches(FORBIDDEN);
                    let applies = theirs.is_empty() || place(source, &fold(theirs), false).is_some();
                    if let Some(span) = place(target, &fold(word), false).filter(|_| applies) {
                        sink.say(span, format!("“{}” is not to be used here", span.of(text)));
                    }
                }
            }
            Demand::Max => {}
        }
    }
}

/// Stands before a word of a term that must not be used.
pub const FORBIDDEN: char = '!';

/// Where a term stands in a folded text, with endings: each of its words may end otherwise. `within`: also as the end of
/// a compound.
fn place(text: &str, term: &str, within: bool) -> Option<Span> {
    let words: Vec<&str> =
        term.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).collect();
    let first = words.first()?;
    let unspaced = first.chars().next().is_some_and(is_unspaced);
    let stem = stem(first);
    text.match_indices(stem).find_map(|(at, _)| {
        let begins = unspaced || within && stem.chars().count() >= 4 || !text[..at].ends_with(is_letter);
        let mut end = at;
        for (i, word) in words.iter().enumerate() {
            if i > 0 {
                let rest = &text[end..];
                end += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '-').len();
            }
            end = ended(text, end, word, unspaced)?;
        }
        begins.then(|| Span::new(at, end))
    })
}

/// Where a form of a word ends that stands at a place.
fn ended(text: &str, at: usize, word: &str, unspaced: bool) -> Option<usize> {
    let stem = stem(word);
    let rest = text[at..].strip_prefix(stem)?;
    if unspaced {
        return Some(at + word.len()).filter(|_| text[at..].starts_with(word));
    }
    let end = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
    let ending = rest[..end].chars().count();
    let own = word[stem.len()..].chars().count();
    // A word of which the ending may change, or to which one is added; a compound goes on after it.
    (ending <= own + 4).then_some(at + stem.len() + end)
}

/// What stays of a word in its forms: all but its last vowel, or its last two letters where it is long.
fn stem(word: &str) -> &str {
    let letters = word.chars().count();
    let cut = match letters {
        0..=3 => 0,
        4..=6 => usize::from(word.ends_with(|c: char| "aeiouyäöüõąęėįųūаеиоуыэюяьйαειουηωį".contains(c))),
        _ => 2,
    };
    let end = word.char_indices().rev().nth(cut.wrapping_sub(1)).map_or(word.len(), |(i, _)| i);
    if cut == 0 { word } else { &word[..end] }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_term_is_found_in_its_forms() {
        for (text, term) in [
            ("the drawbridges are old", "drawbridge"),
            ("alte zugbrücken stehen", "alte zugbrücke"),
            ("о разводных мостах", "разводной мост"),
            ("在码头上", "码头"),
            ("harbour-master", "harbour master"),
        ] {
            assert!(place(text, term, false).is_some(), "{term} in {text}");
        }
        assert!(place("der ostflügel", "flügel", true).is_some());
        assert!(place("the bridgehead fell", "ridge", false).is_none());
        assert!(place("a harbour wall", "harbour master", false).is_none());
    }
}
