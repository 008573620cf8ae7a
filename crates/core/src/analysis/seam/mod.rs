//! Seams: the places between two words, and whether a word is missing there.
//!
//! For each [`Fault`] a linear model adds up weights of what stands on both sides (`features.rs`); the sum is the
//! logarithm of the odds that the sentence was broken there, as logistic regression has it (Cox, "The Regression Analysis
//! of Binary Sequences", 1958). It is learnt from whole sentences that training breaks itself (`learn.rs`), so it needs no
//! marked text. Most seams join words of which nothing was ever seen to be missing in between: they are not scored.

pub mod features;
pub mod format;

use std::borrow::Cow;

use crate::analysis::lists::{List, Lists};
use crate::analysis::tagger::Tag;
use crate::analysis::{Shape, Token};
use crate::error::Result;
use crate::language::Language;
pub use features::may_be_verb;
use features::{FIRST_WORD, ROWS, Sight};

/// What may be wrong at a seam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fault {
    /// A verb is missing.
    Verb,
    /// A noun or pronoun is missing.
    Noun,
}

impl Fault {
    /// All of them, in the order of the file.
    pub const ALL: [Fault; 2] = [Fault::Verb, Fault::Noun];
}

/// Units of a weight that make one nat.
pub const NAT: f32 = 12.0;
/// Seams are scored where a sum of this, in nats, is within reach; what is less is never told.
pub const LEAST: f32 = 3.5;
/// Longer sentences are lists, or not sentences at all.
pub const LONGEST: usize = 160;
/// Shorter ones are titles, labels, exclamations.
pub const SHORTEST: usize = 7;

/// The model of one fault.
#[derive(Clone, Debug)]
pub struct Seams {
    known: Known,
    /// How many symbols there are.
    symbols: usize,
    /// A bit for each pair of symbols whose seam is scored.
    open: Cow<'static, [u8]>,
    weights: Cow<'static, [u8]>,
}

/// Memory for sentences, used again.
#[derive(Default)]
pub struct Workspace {
    sight: Sight,
    /// Seams that are scored.
    open: Vec<usize>,
}

impl Seams {
    /// The model that a language's folder holds, `seams.bin`; nothing where it holds none.
    ///
    /// # Errors
    /// [`crate::error::Error::Invalid`] when the file is broken.
    pub fn shipped(language: &mut Language, fault: Fault) -> Result<Option<Seams>> {
        let Some((file, bytes)) = language.data("seams.bin") else { return Ok(None) };
        let whole = language.is_built_in("seams.bin");
        Ok(Some(format::read(&file, bytes, whole)?.seams(language, fault)))
    }

    /// The model of a file's bytes.
    ///
    /// # Errors
    /// [`crate::error::Error::Invalid`] when it is of another kind or format, cut, or changed.
    pub fn from_file(name: &str, bytes: Vec<u8>, language: &mut Language, fault: Fault) -> Result<Seams> {
        Ok(format::read(name, bytes.into(), false)?.seams(language, fault))
    }

    /// The seam of a sentence that looks most broken, and the logarithm of its odds, where that is [`LEAST`] or more.
    /// A seam is named by the index of the word after it. What is quoted is talk, which leaves words out.
    pub fn worst(
        &self,
        language: &Language,
        tokens: &[Token],
        workspace: &mut Workspace,
    ) -> Option<(usize, f32)> {
        if !(SHORTEST..=LONGEST).contains(&tokens.len()) {
            return None;
        }
        let Workspace { sight, open } = workspace;
        sight.name(tokens, &self.known);
        open.clear();
        open.extend((0..tokens.len()).filter(|&i| {
            let quoted = tokens[i].depth > 0 || i > 0 && tokens[i - 1].depth > 0;
            self.is_open(sight.around(i)) && !quoted
        }));
        if open.is_empty() {
            return None;
        }
        sight.look(tokens, &self.known, language);
        let sums = open.iter().map(|&i| (self.sum(sight, i), i));
        let best = sums.max_by_key(|&(sum, i)| (sum, std::cmp::Reverse(i)))?;
        let odds = best.0 as f32 / NAT;
        (odds >= LEAST).then_some((best.1, odds))
    }

    fn sum(&self, sight: &Sight, seam: usize) -> i32 {
        let mut sum = 0;
        sight.rows(seam, |row| sum += i32::from(self.weights[row % ROWS] as i8));
        sum
    }

    fn is_open(&self, (before, after): (u16, u16)) -> bool {
        let pair = usize::from(before) * self.symbols + usize::from(after);
        self.open.get(pair / 8).is_some_and(|byte| byte >> (pair % 8) & 1 == 1)
    }
}

/// What the language tells of its words.
#[derive(Clone, Debug)]
pub struct Known {
    /// By word of the vocabulary: its symbol or 0, and whether it has it under every tag.
    symbols: Vec<(u16, bool)>,
    /// Auxiliaries and negations: function words under every tag.
    listed: [List; 3],
    subordinator: List,
    genitive: List,
}

impl Known {
    /// Gives the words of these folded hashes symbols; they are entered in the vocabulary where they are not there yet.
    pub fn new(hashes: &[u64], language: &mut Language) -> Known {
        let Lists { auxiliary, be, negation, subordinator, genitive, .. } = Lists::of(language);
        let listed = [auxiliary, be, negation];
        let mut symbols = Vec::new();
        for (&hash, symbol) in hashes.iter().zip(FIRST_WORD..) {
            let word = language.vocabulary.enter(hash);
            let place = word.0 as usize;
            symbols.resize(symbols.len().max(place + 1), (0, false));
            symbols[place] = (symbol, listed.iter().any(|list| list.holds(language, word)));
        }
        Known { symbols, listed, subordinator, genitive }
    }

    /// A function word's own symbol, where it is one here ("it", not "IT"; "like", not "to like"), or the tag's.
    fn symbol(&self, token: &Token) -> u16 {
        let (own, always) = self.symbols.get(token.word.0 as usize).copied().unwrap_or_default();
        let is_own = own >= FIRST_WORD && (always || is_closed(token.tag)) && token.shape != Shape::Upper;
        if is_own { own } else { token.tag as u16 }
    }

    /// A word of a part of speech that takes no new words, or one that is listed.
    pub fn is_function(&self, language: &Language, token: &Token) -> bool {
        is_closed(token.tag) || self.listed.iter().any(|list| list.has(language, token))
    }

    /// True for a word that opens a clause.
    fn opens(&self, language: &Language, token: &Token) -> bool {
        match token.tag {
            Tag::Wdt | Tag::Wp | Tag::Wrb => true,
            Tag::In => self.subordinator.has(language, token),
            _ => false,
        }
    }
}

/// A part of speech that takes no new words.
fn is_closed(tag: Tag) -> bool {
    matches!(tag, Tag::Dt | Tag::Pdt | Tag::In | Tag::To | Tag::Md | Tag::Prp | Tag::PrpS | Tag::Cc)
        || matches!(tag, Tag::Wdt | Tag::Wp | Tag::WpS | Tag::Wrb | Tag::Ex | Tag::Rp)
}
