//! A paragraph or sentence told again in other words: one segment translated twice.
//!
//! Compared with those close before it by the words that carry meaning, half of them in the same order. The names, numbers and
//! quoted words of both must be the same: what differs in those speaks of something else in the same way.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::{Class, Language};
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "retold",
    summary: "a paragraph or sentence told again in other words; words = least words that carry meaning, alike, plain, common = frequency class of words that carry none",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Retold {
    unit: RetoldUnit,
    /// Least words that carry meaning.
    words: usize,
    /// Share of these that both have, where names or numbers agree, 0 to 1.
    alike: f64,
    /// The same where there are less than two of these.
    plain: f64,
    /// Words of this class of frequency and above carry none.
    common: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RetoldUnit {
    Block,
    Sentence,
}

/// Paragraphs or sentences before one that are compared with it.
const NEAR: usize = 4;
/// Words of one that are compared.
const LONGEST: usize = 200;
/// Names and numbers that show that both tell of one thing.
const FACTS: usize = 2;
/// The shorter of two has at least this share of the other's words.
const LENGTH: f64 = 0.6;

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<Retold>()?))
}

impl Detector for Retold {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let is_prose = |at: usize| context.document.blocks[at].kind == BlockKind::Paragraph;
        if !is_prose(context.index) {
            return;
        }
        match self.unit {
            RetoldUnit::Block => {
                let made = &context.whole.made;
                let told = made.get::<ToldBlocks>().unwrap_or_else(|| made.keep(self.told_blocks(context)));
                // Under another heading a page says of one thing what it said of another.
                let here_too =
                    |&at: &usize| is_prose(at) && context.whole.repeats.same_section(at, context.index);
                let mut before = (0..context.index).rev().take(2 * NEAR).filter(here_too).take(NEAR);
                let again = before.find(|&at| self.is_again(&told.0[at], &told.0[context.index]));
                if let Some(at) = again {
                    let all = |at: usize| Span::new(0, context.document.blocks[at].text.len());
                    let hit = sink.say(
                        all(context.index),
                        "this paragraph says again in other words what one before it says",
                    );
                    hit.related = vec![(at, all(at), "it is said here first".into())];
                }
            }
            RetoldUnit::Sentence => {
                let sentences = &context.analysis.sentences;
                let told: Vec<Told> = sentences.iter().map(|s| self.told(context.tokens(s))).collect();
                for i in 1..sentences.len() {
                    if sentences[i].depth == 0
                        && sentences[i - 1].depth == 0
                        && self.is_again(&told[i - 1], &told[i])
                    {
                        let message = "this sentence says again in other words what the one before it says";
                        let hit = sink.say(sentences[i].span, message);
                        hit.related =
                            vec![(context.index, sentences[i - 1].span, "it is said here first".into())];
                    }
                }
            }
        }
    }
}

/// What a stretch of text tells: its words that carry meaning, and the names, numbers and quoted words among them, sorted.
/// One that speaks of code tells nothing here: what is said of one function is said of the next in the same words.
#[derive(Default)]
struct Told {
    words: Vec<u64>,
    facts: Vec<u64>,
}

/// What each block of a document tells.
struct ToldBlocks(Vec<Told>);

impl Retold {
    fn told_blocks(&self, context: &Context) -> ToldBlocks {
        ToldBlocks(context.whole.blocks.iter().map(|block| self.told(&block.tokens)).collect())
    }

    fn told(&self, tokens: &[Token]) -> Told {
        let mut told = Told::default();
        if tokens.iter().any(|t| t.object || t.shape == Shape::Address) {
            return told;
        }
        let carries = |t: &Token| {
            let rare = t.entry.frequency() < self.common && !t.tag.is(Class::AUX);
            t.shape == Shape::Number || t.shape.is_word() && rare
        };
        for (at, token) in tokens.iter().enumerate().filter(|(_, t)| carries(t)).take(LONGEST) {
            told.words.push(token.hash);
            let opens = at == 0 || tokens[at - 1].shape == Shape::Mark;
            let named = token.shape.is_capital() && !(opens && token.entry.is_word());
            let number =
                token.tag.is(Class::NUM) || matches!(token.shape, Shape::Alphanumeric | Shape::Mixed);
            if named || number || token.depth > 0 {
                told.facts.push(token.hash);
            }
        }
        told.facts.sort_unstable();
        told.facts.dedup();
        told
    }

    fn is_again(&self, a: &Told, b: &Told) -> bool {
        let (least, most) = (a.words.len().min(b.words.len()), a.words.len().max(b.words.len()));
        // Without names and numbers that agree it takes more words to tell one thing from another of its kind.
        let few = a.facts.len() < FACTS;
        let enough = if few { self.words * 3 / 2 } else { self.words };
        let close = least as f64 >= LENGTH * most as f64;
        if least < enough.max(1) || !close || a.words == b.words || a.facts != b.facts {
            return false;
        }
        let share = if few { self.plain } else { self.alike };
        let wanted = (share * least as f64).ceil() as usize;
        let (shared, in_order) = (shared(&a.words, &b.words), in_order(&a.words, &b.words));
        // One sentence with other words in the same places is set against the other: “in summer … in winter …”.
        let turned = self.unit == RetoldUnit::Block || in_order < shared;
        shared >= wanted && 2 * in_order >= least && turned
    }
}

/// How many words both have.
fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    shared
}

/// How many words both have in the same order: the longest common subsequence.
fn in_order(a: &[u64], b: &[u64]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut before = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { before + 1 } else { above.max(row[j]) };
            before = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{in_order, shared};

    #[test]
    fn words_that_both_have() {
        assert_eq!(shared(&[1, 2, 3, 3], &[3, 1, 3, 5]), 3);
        assert_eq!(in_order(&[1, 2, 3, 4], &[2, 1, 3, 9, 4]), 3);
        assert_eq!(in_order(&[], &[1]), 0);
    }
}
