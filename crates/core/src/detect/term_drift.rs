//! One term under several names: “custom node” here, “custom knot” there.
//!
//! `senses` lists words with others that translate the same word of another language: “node: knot”. Where both stand
//! behind the same word, or behind two of one set of `alike`, one thing is meant, and the rarer word is told wherever it
//! stands. Without such a word a set of `alike` tells a term too, where `variants` of it stand before one noun.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::analysis::{Analysis, Context, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::language::hash::{ByHash, folded};
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "term-drift",
    summary: "one term under several names; senses = “node: knot”, alike = sets of words before a noun, variants = least of a set, common = frequency class of words that tell nothing",
    needs: &[Need::Tags, Need::Words],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermDriftSettings {
    senses: Vec<String>,
    alike: Vec<String>,
    variants: usize,
    common: u8,
}

struct TermDrift {
    /// The group and the word in it, by the hash of any of its forms; the first word of a group is the term.
    senses: ByHash<(usize, usize)>,
    /// The set of a word that stands before nouns, by its hash.
    alike: ByHash<usize>,
    variants: usize,
    /// Words of this class of frequency and above tell nothing of what stands behind them.
    common: u8,
}

/// A noun of the document with the word before it.
struct Use {
    block: usize,
    span: Span,
    /// Group and word, or the noun itself.
    noun: Noun,
    /// The word before it, and the set that it is in.
    before: u64,
    set: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Noun {
    Sense(usize, usize),
    Other(u64),
}

/// One place with another name.
struct Drift {
    block: usize,
    span: Span,
    message: String,
    /// Where the usual name stands.
    first: (usize, Span),
}

/// What the document shows.
struct Drifts(Vec<Drift>);

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: TermDriftSettings = parameters.read()?;
    let (mut senses, mut alike) = (ByHash::default(), ByHash::default());
    for (group, line) in written.senses.iter().enumerate() {
        let (term, others) = line.split_once(':').ok_or_else(|| {
            Error::invalid(parameters.file, format!("“{line}” under \"senses\" has no colon"))
                .hint("write “node: knot”")
        })?;
        for (at, word) in std::iter::once(term.trim()).chain(others.split_whitespace()).enumerate() {
            for form in language.forms(word) {
                senses.entry(folded(&form)).or_insert((group, at));
            }
        }
    }
    for (set, line) in written.alike.iter().enumerate() {
        alike.extend(line.split_whitespace().map(|word| (folded(word), set)));
    }
    Ok(Box::new(TermDrift { senses, alike, variants: written.variants, common: written.common }))
}

impl Detector for TermDrift {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let made = &context.whole.made;
        let drifts = made.get::<Drifts>().unwrap_or_else(|| made.keep(self.drifts(context)));
        for drift in drifts.0.iter().filter(|drift| drift.block == context.index) {
            let hit = sink.say(drift.span, drift.message.clone());
            hit.related = vec![(drift.first.0, drift.first.1, "it has this name here".into())];
        }
    }
}

impl TermDrift {
    fn drifts(&self, context: &Context) -> Drifts {
        let blocks = context.whole.blocks.iter().enumerate();
        let uses: Vec<Use> = blocks.flat_map(|(at, block)| self.uses(context, at, block)).collect();
        let mut found = Vec::new();
        self.senses(context, &uses, &mut found);
        self.names(context, &uses, &mut found);
        found.sort_by_key(|drift| (drift.block, drift.span.start));
        found.dedup_by_key(|drift| (drift.block, drift.span.start));
        Drifts(found)
    }

    /// The nouns of a block that have a sense or stand behind a word of a set.
    fn uses<'b>(
        &'b self,
        context: &'b Context,
        at: usize,
        block: &'b Analysis,
    ) -> impl Iterator<Item = Use> + 'b {
        let text = context.document.blocks[at].text.as_str();
        block.tokens.iter().enumerate().skip(1).filter_map(move |(i, token)| {
            if !token.tag.is_noun() || token.object || token.depth > 0 {
                return None;
            }
            let sense = self.senses.get(&token.hash).map(|&(group, word)| Noun::Sense(group, word));
            let (first, before) = before(&block.tokens, i)?;
            // Most words are one token, whose hash is known.
            let word = if first + 1 == i { block.tokens[first].hash } else { folded(before.of(text)) };
            let set = self.alike.get(&word).copied();
            let noun = sense.or_else(|| set.map(|_| Noun::Other(token.hash)))?;
            Some(Use { block: at, span: before.to(token.span), noun, before: word, set })
        })
    }

    /// Two words of one group behind the same word, or behind two of one set.
    fn senses(&self, context: &Context, uses: &[Use], found: &mut Vec<Drift>) {
        let mut groups: BTreeMap<usize, Vec<(&Use, usize)>> = BTreeMap::new();
        for one in uses {
            if let Noun::Sense(group, word) = one.noun {
                groups.entry(group).or_default().push((one, word));
            }
        }
        for uses in groups.values() {
            let tells = |one: &Use| context.language.frequency_of(one.before) < self.common;
            let meets =
                |a: &Use, b: &Use| a.before == b.before && tells(a) || a.set.is_some() && a.set == b.set;
            let pair = uses.iter().enumerate().find_map(|(i, (a, x))| {
                uses[..i].iter().find(|(b, y)| x != y && meets(a, b)).map(|(_, y)| (*x, *y))
            });
            let Some((x, y)) = pair else { continue };
            let count = |word: usize| uses.iter().filter(|(_, w)| *w == word).count();
            // Of equals the term of the field is kept.
            let (kept, odd) = match count(x).cmp(&count(y)).then(y.cmp(&x)) {
                std::cmp::Ordering::Less => (y, x),
                _ => (x, y),
            };
            let Some((first, _)) = uses.iter().find(|(_, w)| *w == kept) else { continue };
            let name = first.span.of(&context.document.blocks[first.block].text);
            for (one, _) in uses.iter().filter(|(_, w)| *w == odd) {
                let message = format!("one thing has another name here than “{name}” elsewhere");
                let first = (first.block, first.span);
                found.push(Drift { block: one.block, span: one.span, message, first });
            }
        }
    }

    /// One noun behind several words of one set.
    fn names(&self, context: &Context, uses: &[Use], found: &mut Vec<Drift>) {
        let mut nouns: Vec<(Noun, usize, Vec<&Use>)> = Vec::new();
        for one in uses {
            let Some(set) = one.set else { continue };
            match nouns.iter_mut().find(|(noun, of, _)| *noun == one.noun && *of == set) {
                Some((_, _, uses)) => uses.push(one),
                None => nouns.push((one.noun, set, vec![one])),
            }
        }
        for (_, _, uses) in nouns {
            let mut words: Vec<(u64, usize)> = Vec::new();
            for one in &uses {
                match words.iter_mut().find(|(word, _)| *word == one.before) {
                    Some((_, count)) => *count += 1,
                    None => words.push((one.before, 1)),
                }
            }
            if words.len() < self.variants {
                continue;
            }
            let most = words.iter().map(|(_, count)| *count).max().unwrap_or(0);
            let Some(kept) = words.iter().find(|(_, count)| *count == most).map(|(word, _)| *word) else {
                continue;
            };
            let Some(first) = uses.iter().find(|one| one.before == kept) else { continue };
            let name = first.span.of(&context.document.blocks[first.block].text);
            for one in uses.iter().filter(|one| one.before != kept) {
                let message = format!("one thing has another name here than “{name}” elsewhere");
                let first = (first.block, first.span);
                found.push(Drift { block: one.block, span: one.span, message, first });
            }
        }
    }
}

/// The word before a noun, a compound with hyphens as a whole, and its first token; nothing before the first word of a sentence.
fn before(tokens: &[Token], noun: usize) -> Option<(usize, Span)> {
    let last = noun.checked_sub(1)?;
    let mut first = last;
    while first > 0 && !tokens[first].spaced && noun - first < 6 {
        first -= 1;
    }
    let word = tokens[last].shape.is_word() && tokens[noun].spaced && tokens[first].shape.is_word();
    word.then(|| (first, tokens[first].span.to(tokens[last].span)))
}
