//! A name that the text writes in two ways: with and without its marks (Jörg, Joerg), or in two transcriptions
//! (Oleksii Hrytsaniuk, Oleksiy Grytsanyuk). The proof stands in the document.
//!
//! All names of the document are put together by what transcriptions leave of them; where one heap holds two spellings,
//! the rarer one is told.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Context, Shape, Token, Whole, transcription};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::Language;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "name-form",
    summary: "a name in two spellings: marks on its letters, or two transcriptions; no parameters",
    needs: &[Need::Words],
    build,
};

struct NameForm;

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {}
    let Written {} = parameters.read()?;
    Ok(Box::new(NameForm))
}

/// Mentions of a spelling whose other words are looked at.
const LOOKED_AT: usize = 32;
/// Spellings of one name that are looked at.
const SPELLINGS: usize = 16;
/// Places of a spelling that are told.
const TOLD: usize = 3;
/// Shortest name in letters: shorter ones are alike too often.
const SHORTEST: usize = 4;

/// A name that stands somewhere else in another spelling: block, token; and that place with its words.
struct Other {
    place: (usize, usize),
    there: (usize, usize),
    there_words: String,
    weight: f32,
}

struct Others(Vec<Other>);

/// One spelling with all its places.
struct NameSpelling<'w> {
    words: &'w str,
    places: Vec<(usize, usize)>,
    /// The other words of its mentions, as transcriptions leave them.
    beside: BTreeSet<String>,
}

impl Detector for NameForm {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let made = &context.whole.made;
        let others = made.get::<Others>().unwrap_or_else(|| made.keep(others(context)));
        let from = others.0.partition_point(|o| o.place.0 < context.index);
        for other in others.0[from..].iter().take_while(|o| o.place.0 == context.index) {
            let token = &context.analysis.tokens[other.place.1];
            let words = context.word(token);
            let message = format!("“{words}” here, “{}” elsewhere in this text", other.there_words);
            let hit = sink.say(token.span, message);
            hit.weight = other.weight;
            hit.suggestion = Some(other.there_words.clone());
            let (block, at) = other.there;
            let span = context.whole.blocks[block].tokens[at].span;
            hit.related = vec![(block, span, "the other spelling".into())];
        }
    }
}

fn others(context: &Context) -> Others {
    let mut heaps: BTreeMap<String, Vec<NameSpelling>> = BTreeMap::new();
    for (b, (block, analysis)) in context.document.blocks.iter().zip(&context.whole.blocks).enumerate() {
        if block.kind == BlockKind::Code {
            continue;
        }
        for mention in &analysis.mentions {
            for at in mention.first..mention.last {
                let token = &analysis.tokens[at];
                let words = token.span.of(&block.text);
                if !is_name(token) || words.chars().count() < SHORTEST {
                    continue;
                }
                let heap = heaps.entry(transcription::folded(words)).or_default();
                if heap.len() == SPELLINGS {
                    continue;
                }
                let known = heap.iter().position(|s| s.words == words).unwrap_or_else(|| {
                    heap.push(NameSpelling { words, places: Vec::new(), beside: BTreeSet::new() });
                    heap.len() - 1
                });
                let spelling = &mut heap[known];
                spelling.places.push((b, at));
                if spelling.places.len() <= LOOKED_AT {
                    let rest =
                        (mention.first..mention.last).filter(|&i| i != at).map(|i| &analysis.tokens[i]);
                    let rest = rest.filter(|t| t.shape.is_word()).map(|t| t.span.of(&block.text));
                    spelling.beside.extend(rest.map(transcription::folded));
                }
            }
        }
    }
    let mut others = Vec::new();
    for heap in heaps.values_mut().filter(|heap| heap.len() > 1) {
        let known =
            |s: &NameSpelling| context.whole.blocks[s.places[0].0].tokens[s.places[0].1].entry.is_name();
        // Of two that stand there equally often, marks have been lost and not won, and a list of names knows best.
        heap.sort_by_key(|s| (Reverse(s.places.len()), s.words.is_ascii(), !known(s), s.places[0]));
        let (usual, rest) = heap.split_first().expect("two spellings");
        for other in rest {
            let Some(weight) = compare(context.whole, usual, other) else { continue };
            let there = usual.places[0];
            let told = other.places.iter().take(TOLD).map(|&place| Other {
                place,
                there,
                there_words: usual.words.to_owned(),
                weight,
            });
            others.extend(told);
        }
    }
    others.sort_by_key(|o| o.place);
    Others(others)
}

/// A word with a capital that is no word of the language.
fn is_name(token: &Token) -> bool {
    token.shape == Shape::Capitalised && !token.object && !token.entry.is_word() && !token.entry.is_demonym()
}

/// How much it is worth that both are one name; nothing where they are two.
fn compare(whole: &Whole, usual: &NameSpelling, other: &NameSpelling) -> Option<f32> {
    let same_case = usual.words.to_lowercase() == other.words.to_lowercase();
    if same_case || beside_each_other(whole, usual, other) {
        return None;
    }
    let entry = |s: &NameSpelling| whole.blocks[s.places[0].0].tokens[s.places[0].1].entry;
    // "Oleksii Hrytsaniuk", "Oleksiy Grytsanyuk": the same name beside both, in whatever transcription.
    let together = usual.beside.intersection(&other.beside).next().is_some();
    // José Barrera and Jose Lindqvist are two persons.
    if !together && !usual.beside.is_empty() && !other.beside.is_empty() {
        return None;
    }
    if transcription::differ_in_marks(usual.words, other.words) {
        return Some(if together { 1.0 } else { 0.8 });
    }
    let both_known = entry(usual).is_name() && entry(other).is_name();
    let ending = usual.words.starts_with(other.words) || other.words.starts_with(usual.words);
    match (together, both_known || ending) {
        (true, _) => Some(1.0),
        (false, true) => None,
        (false, false) => (usual.words.chars().count() > 4).then_some(0.8),
    }
}

/// Both in one sentence: the text speaks of the two spellings, or of two persons.
fn beside_each_other(whole: &Whole, usual: &NameSpelling, other: &NameSpelling) -> bool {
    let sentence = |&(block, at): &(usize, usize)| {
        (block, whole.blocks[block].sentences.partition_point(|s| s.last <= at))
    };
    let there: Vec<_> = usual.places.iter().map(sentence).collect();
    other.places.iter().any(|place| there.binary_search(&sentence(place)).is_ok())
}
