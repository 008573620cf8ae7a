//! What stands on both sides of a seam, as numbers of rows: words, tags, phrases, and the verbs a clause still wants.
//!
//! Frequent function words stand for themselves, all other words for their tag. Phrases are cut by tags alone; a noun
//! phrase is one symbol, and a prepositional phrase can be passed over, so that a verb is seen to be missing between
//! "the head of the office" and "his speech". Learning and checking share this file: a change here asks for new weights
//! and a new format number.

use super::Known;
use crate::analysis::Token;
use crate::analysis::tagger::Tag;
use crate::language::Language;

/// Rows of weights of one fault.
pub const ROWS: usize = 1 << 16;
/// Rows that a seam adds up.
pub const FEATURES: usize = 43;
/// The places before the first word and after the last.
pub const START: u16 = Tag::ALL.len() as u16;
pub const END: u16 = START + 1;
/// The first symbol that is a word.
pub const FIRST_WORD: u16 = END + 1;
/// Symbols of phrases: above those of words.
const PHRASE: u16 = 0xfff0;
const NOUNS: u16 = PHRASE;
const ADJECTIVES: u16 = PHRASE + 1;
const VERB: u16 = PHRASE + 2;
/// Places beyond the sentence on each side.
const EDGE: usize = 3;
/// Prepositional phrases that are passed over at most.
const PASSED: usize = 6;

/// A word as the model sees it.
#[derive(Clone, Copy)]
struct Seen {
    symbol: u16,
    tag: Tag,
    hash: u64,
    /// How sure the tag is: 0 to 3, 4 beyond the sentence.
    sure: u64,
    /// 1 where the tag is no verb's and the word can be a finite verb: the tag may be wrong.
    hidden: u64,
}

/// A phrase: its symbol, its first word, and the word after its last.
#[derive(Clone, Copy)]
struct Phrase {
    symbol: u16,
    first: usize,
    last: usize,
}

/// Finite verbs and openers of clauses around a seam.
#[derive(Clone, Copy, Default)]
struct Verbs {
    /// Finite verbs between the seam and the last mark or conjunction before it.
    left: u8,
    /// The same up to the next one after it.
    right: u8,
    /// Words that may be finite verbs under another tag, between the seam and those marks.
    hidden_left: u8,
    hidden_right: u8,
    finite: u16,
    openers: u16,
}

/// A sentence as the model sees it.
#[derive(Default)]
pub struct Sight {
    words: Vec<Seen>,
    phrases: Vec<Phrase>,
    verbs: Vec<Verbs>,
}

impl Sight {
    /// Takes a sentence up anew: its words and their symbols.
    pub fn name(&mut self, tokens: &[Token], known: &Known) {
        let edge = |symbol: u16| Seen { symbol, tag: Tag::Xx, hash: u64::from(symbol), sure: 4, hidden: 0 };
        self.words.clear();
        self.words.extend([edge(START); EDGE]);
        self.words.extend(tokens.iter().map(|t| {
            let sure = u64::from(t.margin >= 20) + u64::from(t.margin >= 60) + u64::from(t.margin >= 140);
            Seen {
                symbol: known.symbol(t),
                tag: t.tag,
                hash: t.hash,
                sure,
                hidden: u64::from(may_be_verb(t)),
            }
        }));
        self.words.extend([edge(END); EDGE]);
    }

    /// Looks at the clauses and phrases of the sentence that was named.
    pub fn look(&mut self, tokens: &[Token], known: &Known, language: &Language) {
        self.count_verbs(tokens, |t| known.opens(language, t));
        self.cut_phrases(|i| known.genitive.has(language, &tokens[i]));
    }

    /// Seams of the sentence, that before the first word included.
    pub fn seams(&self) -> usize {
        self.words.len() - 2 * EDGE
    }

    /// The symbols before and after seam `i`.
    pub fn around(&self, i: usize) -> (u16, u16) {
        (self.words[i + EDGE - 1].symbol, self.words[i + EDGE].symbol)
    }

    fn count_verbs(&mut self, tokens: &[Token], opens: impl Fn(&Token) -> bool) {
        self.verbs.clear();
        let mut verbs = Verbs::default();
        self.verbs.push(verbs);
        let parts =
            |tag| matches!(tag, Tag::Comma | Tag::Colon | Tag::OpenBracket | Tag::CloseBracket | Tag::Cc);
        let hidden = |i: usize| self.words[i + EDGE].hidden == 1;
        for (i, token) in tokens.iter().enumerate() {
            if parts(token.tag) {
                (verbs.left, verbs.hidden_left) = (0, 0);
            }
            verbs.left = (verbs.left + u8::from(token.tag.is_finite())).min(2);
            verbs.hidden_left = (verbs.hidden_left + u8::from(hidden(i))).min(2);
            verbs.finite += u16::from(token.tag.is_finite());
            verbs.openers += u16::from(opens(token));
            self.verbs.push(verbs);
        }
        let (mut right, mut hidden_right) = (0, 0);
        for (i, token) in tokens.iter().enumerate().rev() {
            if parts(token.tag) {
                (right, hidden_right) = (0, 0);
            }
            right = (right + u8::from(token.tag.is_finite())).min(2);
            hidden_right = (hidden_right + u8::from(hidden(i))).min(2);
            (self.verbs[i].right, self.verbs[i].hidden_right) = (right, hidden_right);
        }
    }

    fn cut_phrases(&mut self, genitive: impl Fn(usize) -> bool) {
        self.phrases.clear();
        let words = &self.words[EDGE..self.words.len() - EDGE];
        let tag = |i: usize| words.get(i).map_or(Tag::Xx, |w| w.tag);
        let mut at = 0;
        while at < words.len() {
            let mut end = at + 1;
            let symbol = match words[at].tag {
                first
                    if in_noun_phrase(first)
                        || is_participle(first) && at > 0 && joins(tag(at - 1), tag(end)) =>
                {
                    while end < words.len() && goes_on(tag(end), tag(end + 1)) {
                        end += 1;
                    }
                    match tag(end - 1) {
                        last if last.is_noun() || last == Tag::Cd => NOUNS,
                        Tag::Jj | Tag::Jjr | Tag::Jjs => ADJECTIVES,
                        last => last as u16,
                    }
                }
                Tag::Rb | Tag::Rbr | Tag::Rbs if words[at].symbol < FIRST_WORD => {
                    at = end;
                    continue;
                }
                Tag::OpenQuote | Tag::CloseQuote | Tag::Hyph => {
                    at = end;
                    continue;
                }
                Tag::Vbd | Tag::Vbz | Tag::Vbp if words[at].symbol < FIRST_WORD => VERB,
                _ => words[at].symbol,
            };
            // "The head of the office" is one phrase.
            match self.phrases.as_slice() {
                [.., head, of] if symbol == NOUNS && head.symbol == NOUNS && genitive(of.first) => {
                    let first = head.first;
                    self.phrases.truncate(self.phrases.len() - 2);
                    self.phrases.push(Phrase { symbol, first, last: end });
                }
                _ => self.phrases.push(Phrase { symbol, first: at, last: end }),
            }
            at = end;
        }
    }

    /// The rows of seam `i`.
    pub fn rows(&self, i: usize, mut row: impl FnMut(usize)) {
        let at = i + EDGE;
        let s = |d: isize| u64::from(self.words[at.wrapping_add_signed(d)].symbol);
        let t = |d: isize| self.words[at.wrapping_add_signed(d)].tag as u64;
        let w = |d: isize| self.words[at.wrapping_add_signed(d)].hash;
        let mut kind = 0;
        let mut add = |parts: &[u64]| {
            kind += 1;
            row(number(kind, parts));
        };
        add(&[]);
        add(&[s(-1)]);
        add(&[s(0)]);
        add(&[s(-1), s(0)]);
        add(&[s(-2), s(-1), s(0)]);
        add(&[s(-1), s(0), s(1)]);
        add(&[s(-2), s(-1), s(0), s(1)]);
        add(&[s(-3), s(-2), s(-1), s(0)]);
        add(&[s(-1), s(0), s(1), s(2)]);
        add(&[t(-1), t(0)]);
        add(&[t(-2), t(-1), t(0)]);
        add(&[t(-1), t(0), t(1)]);
        add(&[t(-2), t(-1), t(0), t(1)]);
        add(&[w(-1), s(0)]);
        add(&[s(-1), w(0)]);
        add(&[w(-1), w(0)]);
        add(&[w(-1), t(0), t(1)]);
        add(&[t(-2), t(-1), w(0)]);
        add(&[s(-2), s(0)]);
        add(&[s(-1), s(1)]);
        let wants = self.wants(i);
        add(&[wants.left, wants.right, t(-1), t(0)]);
        add(&[wants.all, wants.before, t(-1), t(0)]);
        add(&[wants.all, wants.left, wants.right]);
        add(&[wants.all, wants.before, wants.left, wants.right, s(-1), s(0)]);
        add(&[wants.finite, t(-1), t(0)]);
        add(&[wants.before, t(-2), t(-1), t(0), t(1)]);
        let Near { inside, left, right, left_bare, right_bare } = self.near(i);
        add(&[inside, left[0], right[0]]);
        add(&[inside, left[1], left[0], right[0]]);
        add(&[inside, left[0], right[0], right[1]]);
        add(&[inside, left[1], left[0], right[0], right[1]]);
        add(&[inside, left[2], left[1], left[0], right[0], right[1]]);
        add(&[inside, left_bare[0], right_bare[0]]);
        add(&[inside, left_bare[1], left_bare[0], right_bare[0], right_bare[1]]);
        add(&[inside, left_bare[0], right_bare[0], right_bare[1]]);
        let sure = |d: isize| self.words[at.wrapping_add_signed(d)].sure;
        add(&[sure(-1), sure(0)]);
        add(&[sure(-1), t(-1), sure(0), t(0)]);
        add(&[sure(-1), t(-1)]);
        add(&[sure(0), t(0)]);
        let h = |d: isize| self.words[at.wrapping_add_signed(d)].hidden;
        let around = h(-2) << 3 | h(-1) << 2 | h(0) << 1 | h(1);
        add(&[around]);
        add(&[h(-1), h(0), t(-1), t(0)]);
        add(&[around, wants.left, wants.right]);
        let Verbs { hidden_left, hidden_right, .. } = self.verbs[i];
        let hidden = u64::from(hidden_left * 3 + hidden_right);
        add(&[hidden, wants.left, wants.right]);
        add(&[hidden, wants.before, wants.left, wants.right, left[0], right[0]]);
        debug_assert_eq!(kind, FEATURES as u64);
    }

    /// How many finite verbs the clauses want, and have.
    fn wants(&self, i: usize) -> Wants {
        let (here, whole) = (self.verbs[i], self.verbs[self.verbs.len() - 1]);
        let clip = |n: i32| (n.clamp(-2, 2) + 2) as u64;
        Wants {
            left: u64::from(here.left),
            right: u64::from(here.right),
            all: clip(i32::from(whole.openers) + 1 - i32::from(whole.finite)),
            before: clip(i32::from(here.openers) + 1 - i32::from(here.finite)),
            finite: u64::from(whole.finite.min(3)),
        }
    }

    /// The phrases around seam `i`.
    fn near(&self, i: usize) -> Near {
        let before = self.phrases.partition_point(|p| p.last <= i);
        let after = self.phrases.partition_point(|p| p.first < i);
        let left = |n: usize| before.checked_sub(n + 1).map_or(START, |k| self.phrases[k].symbol);
        let right = |n: usize| self.phrases.get(after + n).map_or(END, |p| p.symbol);
        Near {
            inside: u64::from(after > before),
            left: [0, 1, 2].map(|n| u64::from(left(n))),
            right: [0, 1].map(|n| u64::from(right(n))),
            left_bare: self.bare_before(before),
            right_bare: self.bare_after(after),
        }
    }

    /// The last two phrases before phrase `at`, prepositional ones passed over.
    fn bare_before(&self, mut at: usize) -> [u64; 2] {
        let mut passed = 0;
        [0, 1].map(|_| {
            while at > 1
                && passed < PASSED
                && self.phrases[at - 1].symbol == NOUNS
                && self.is_preposition(at - 2)
            {
                (at, passed) = (at - 2, passed + 1);
            }
            let phrase = at.checked_sub(1).map(|last| self.phrases[last]);
            at = at.saturating_sub(1);
            phrase.map_or(u64::from(START), |p| u64::from(p.symbol))
        })
    }

    /// The first two phrases from phrase `at` on, prepositional ones passed over.
    fn bare_after(&self, mut at: usize) -> [u64; 2] {
        let mut passed = 0;
        [0, 1].map(|_| {
            while passed < PASSED
                && at + 1 < self.phrases.len()
                && self.is_preposition(at)
                && self.phrases[at + 1].symbol == NOUNS
            {
                (at, passed) = (at + 2, passed + 1);
            }
            at += 1;
            self.phrases.get(at - 1).map_or(u64::from(END), |p| u64::from(p.symbol))
        })
    }

    fn is_preposition(&self, phrase: usize) -> bool {
        let Phrase { first, last, .. } = self.phrases[phrase];
        last == first + 1 && matches!(self.words[first + EDGE].tag, Tag::In | Tag::To)
    }
}

/// Finite verbs around a seam: how many stand on each side, and how many the sentence and its part before it lack.
struct Wants {
    left: u64,
    right: u64,
    all: u64,
    before: u64,
    /// Finite verbs of the sentence, 3 at most.
    finite: u64,
}

/// Phrases around a seam, the nearest first.
struct Near {
    /// 1 where the seam lies inside a phrase.
    inside: u64,
    left: [u64; 3],
    right: [u64; 2],
    left_bare: [u64; 2],
    right_bare: [u64; 2],
}

fn in_noun_phrase(tag: Tag) -> bool {
    tag.is_noun()
        || matches!(tag, Tag::Dt | Tag::Pdt | Tag::PrpS | Tag::Cd | Tag::Jj | Tag::Jjr | Tag::Jjs)
        || matches!(tag, Tag::Pos | Tag::Currency | Tag::Fw)
}

/// True for a word that can be a finite verb and is not tagged as a verb: the tag may be wrong.
pub fn may_be_verb(token: &Token) -> bool {
    token.entry.can_be_finite() && !token.tag.is_verb()
}

fn is_participle(tag: Tag) -> bool {
    matches!(tag, Tag::Vbg | Tag::Vbn)
}

/// "the rising tide": a participle between these is part of the phrase.
fn joins(before: Tag, after: Tag) -> bool {
    matches!(before, Tag::Dt | Tag::PrpS | Tag::Jj) && (after.is_noun() || after == Tag::Cd)
}

/// A noun phrase goes on with a word of this tag before one of that: an article begins another.
fn goes_on(tag: Tag, next: Tag) -> bool {
    let noun_next = next.is_noun() || next == Tag::Cd;
    match tag {
        Tag::Dt | Tag::PrpS | Tag::Pdt => false,
        Tag::Vbg | Tag::Vbn => noun_next,
        Tag::Rb => next == Tag::Jj,
        tag => in_noun_phrase(tag),
    }
}

/// The row of a feature: its kind and parts, folded into sixteen bits.
fn number(kind: u64, parts: &[u64]) -> usize {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = kind.wrapping_mul(PRIME);
    for part in parts {
        hash = (hash.rotate_left(23) ^ part).wrapping_mul(PRIME);
    }
    ((hash ^ hash >> 29).wrapping_mul(PRIME) >> 48) as usize
}
