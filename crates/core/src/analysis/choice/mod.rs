//! Choices: at every place of a sentence, whether another word, another form or another order fits better.
//!
//! For each [`Kind`] of fault a linear model adds up weights of what stands on both sides of a place (`features.rs`).
//! The sum is the logarithm of the odds that the place was broken so, as logistic regression has it (Cox 1958); it is
//! learnt from sentences that training breaks itself (the crate of trainers), tagged as broken as they are, so that a tag which
//! explains the fault away is evidence of it (the way of Rozovskaya and Roth, "Building a State-of-the-Art Grammatical
//! Error Correction System", TACL 2014). All models share one table of weights by hash; a place is asked only for the
//! kinds that its words allow (`ask.rs`), and most are given up after the features that cost little.

pub mod ask;
mod evidence;
pub mod familiar;
pub mod features;
pub mod format;
mod forms;
mod key;
mod kind;
pub mod sight;
mod spelling;
pub mod words;

use std::borrow::Cow;
use std::fmt;

use crate::analysis::{Sentence, SentenceEnd, Token};
use crate::container::{Container, Trust};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::Language;
use crate::registers::widely;

use familiar::Familiar;
use features::{CHEAP, COSTLY, ROW, row, slot};
pub use format::{Limit, NAT};
pub use forms::Forms;
pub use kind::Kind;
pub use sight::Sight;
pub use words::ChoiceWords;

/// Longer sentences are lists, or not sentences at all.
const LONGEST: usize = 100;
/// Shorter ones are titles, labels, exclamations.
const SHORTEST: usize = 4;

/// A place where something else fits better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// What is wrong.
    pub kind: Kind,
    /// Index of the token at fault in [`crate::analysis::Analysis::tokens`]; where a word is missing, that after the gap.
    pub token: usize,
    /// How likely it is a fault, 0 to 1, where one in two thousand words has one of each kind.
    pub certainty: f32,
}

/// The models of all kinds.
pub struct Choices {
    words: ChoiceWords,
    limits: Vec<Limit>,
    familiar: Familiar,
    weights: Cow<'static, [u8]>,
}

impl fmt::Debug for Choices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Choices").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Choices {
    /// The models that a language's folder holds, `choice.bin`; nothing where it holds none.
    ///
    /// # Errors
    /// [`crate::error::Error::Invalid`] when the file is broken.
    pub fn load(language: &Language) -> Result<Option<Choices>> {
        let Some((file, container)) = language.container("choice.bin", format::CONTENT)? else {
            return Ok(None);
        };
        Choices::read(&file, &container, language).map(Some)
    }

    /// The models of a file's bytes.
    ///
    /// # Errors
    /// [`crate::error::Error::Invalid`] when it is of another kind or format, cut, or changed.
    pub fn from_bytes(name: &str, bytes: Vec<u8>, language: &Language) -> Result<Choices> {
        let container = Container::open(name, format::CONTENT, bytes.into(), Trust::Checked)?;
        Choices::read(name, &container, language)
    }

    fn read(name: &str, container: &Container, language: &Language) -> Result<Choices> {
        let format::Models { mut limits, familiar, weights } = format::read(name, container)?;
        let words = ChoiceWords::of(language)?;
        for &(kind, times) in &words.usual {
            limits[kind as usize] = limits[kind as usize].of_usual(times);
        }
        Ok(Choices { words, limits, familiar, weights })
    }

    /// Appends the places of a block's sentences where something else fits better, in order.
    pub fn find(
        &self,
        kind: BlockKind,
        text: &str,
        (tokens, sentences): (&[Token], &[Sentence]),
        sight: &mut Sight,
        out: &mut Vec<Choice>,
    ) {
        if !matches!(kind, BlockKind::Paragraph | BlockKind::Quotation | BlockKind::ListItem) {
            return;
        }
        for sentence in sentences.iter().filter(|s| is_prose(s)) {
            let from = out.len();
            let inside = &tokens[sentence.first..sentence.last];
            sight.look(&self.words, text, inside);
            self.pass_gate(sight);
            for i in 0..sight.passing.len() {
                let (at, kinds) = sight.passing[i];
                if let Some(choice) = self.best(sight, text, at, kinds) {
                    out.push(Choice { token: sentence.first + at, ..choice });
                }
            }
            keep_surest(out, from);
        }
    }

    /// Finds the places of a sentence that the gate does not give up, with the kinds that they may be. All keys come
    /// first and then all sums, so that the weights of many words are on their way from memory at once.
    fn pass_gate(&self, sight: &mut Sight) {
        let mut keys = std::mem::take(&mut sight.keys);
        keys.clear();
        for at in 0..sight.len() {
            let mut cheap = [0; CHEAP];
            features::cheap(sight, at, &mut cheap);
            keys.push(cheap);
        }
        let mut passing = std::mem::take(&mut sight.passing);
        passing.clear();
        let gates = self.gates();
        widely(
            #[inline(always)]
            || self.gate(&gates, &keys, &mut passing),
        );
        passing.retain_mut(|(at, kinds)| {
            *kinds &= ask::kinds(&self.words, sight, *at);
            *kinds != 0
        });
        (sight.keys, sight.passing) = (keys, passing);
    }

    /// The sum from which on each kind passes; no sum passes where there is no kind.
    fn gates(&self) -> [i16; ROW] {
        let mut gates = [i16::MAX; ROW];
        for (gate, limit) in gates.iter_mut().zip(&self.limits) {
            *gate = limit.gate.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        }
        gates
    }

    /// The places whose cheap features' sums pass for some kind.
    #[inline(always)]
    fn gate(&self, gates: &[i16; ROW], keys: &[[u32; CHEAP]], passing: &mut Vec<(usize, u32)>) {
        for (at, keys) in keys.iter().enumerate() {
            let sums = self.cheap_sums(keys);
            let mut passes = false;
            for (kind, sum) in sums.iter().enumerate() {
                passes |= *sum >= gates[kind];
            }
            if passes {
                let bit = |kind: usize| u32::from(sums[kind] >= gates[kind]) << kind;
                passing.push((at, (0..ROW).fold(0, |kinds, kind| kinds | bit(kind))));
            }
        }
    }

    /// The likeliest fault of these kinds at a place.
    fn best(&self, sight: &Sight, text: &str, at: usize, mut kinds: u32) -> Option<Choice> {
        let mut costly = [0; COSTLY];
        features::costly((&self.words, &self.familiar), sight, text, at, &mut costly);
        let mut best: Option<Choice> = None;
        while kinds != 0 {
            let number = kinds.trailing_zeros() as usize;
            kinds &= kinds - 1;
            let limit = &self.limits[number];
            let sum = self.sum(number, &costly);
            if sum >= limit.least {
                let certainty = limit.certainty(sum);
                if best.is_none_or(|b| b.certainty < certainty) {
                    best = Some(Choice { kind: Kind::ALL[number], token: at, certainty });
                }
            }
        }
        best
    }

    /// The sums of the cheap features for all kinds.
    #[inline(always)]
    fn cheap_sums(&self, keys: &[u32; CHEAP]) -> [i16; ROW] {
        let mut sums = [0i16; ROW];
        for &key in keys {
            // Weights were counted when they were read: every row is there.
            let Some(weights) = self.weights.get(row(key)..).and_then(|rest| rest.first_chunk::<ROW>())
            else {
                continue;
            };
            for (kind, sum) in sums.iter_mut().enumerate() {
                *sum = sum.wrapping_add(i16::from(weights[kind] as i8));
            }
        }
        sums
    }

    fn sum(&self, kind: usize, keys: &[u32]) -> i32 {
        keys.iter().map(|&key| i32::from(self.weights[slot(kind, key)] as i8)).sum()
    }
}

/// A sentence that ends as one.
pub fn is_prose(sentence: &Sentence) -> bool {
    let ends = matches!(
        sentence.end,
        SentenceEnd::Period | SentenceEnd::Question | SentenceEnd::Exclamation | SentenceEnd::Ellipsis
    );
    ends && (SHORTEST..=LONGEST).contains(&(sentence.last - sentence.first))
}

/// One fault shows at several places beside each other: the surest of them stays.
fn keep_surest(choices: &mut Vec<Choice>, from: usize) {
    let mut at = from;
    while at + 1 < choices.len() {
        let (one, two) = (choices[at], choices[at + 1]);
        if two.token - one.token > 2 {
            at += 1;
        } else if one.certainty >= two.certainty {
            choices.remove(at + 1);
        } else {
            choices.remove(at);
            at = at.saturating_sub(1).max(from);
        }
    }
}
