//! A sentence as the models see it: each word by several names, and what stands around it in the structure.
//!
//! All of it is found in two passes over the tokens: what goes on from the left (the determiner of a noun phrase, the
//! verb before, the head that may be the subject) and from the right (the head of a noun phrase).

use std::sync::Arc;

use super::spelling::Stems;
use super::words::{ChoiceWords, role};
use crate::analysis::{Shape, Token};
use crate::language::{Class, Entry, Tag, WordId};
use crate::span::Span;

/// Places beyond the sentence on each side.
pub const EDGE: usize = 3;
const START: u64 = 0x51;
const END: u64 = 0x52;
const NUMERAL: u64 = 0x53;
const YEAR: u64 = 0x54;
const NAME: u64 = 0x55;

/// A word.
#[derive(Clone, Copy, Default)]
pub struct SeenWord {
    /// Hash of the word; all numbers are alike.
    pub word: u64,
    /// A function word's hash, or the tag.
    pub symbol: u64,
    /// A function word's hash, or what the lexicon says it can be.
    pub class: u64,
    /// The word as pairs and triples name it: all names and all words that no list has are alike.
    pub known: u64,
    /// Where it stands in the text.
    pub span: Span,
    /// The word in the vocabulary.
    pub id: WordId,
    /// What the lexicon says.
    pub entry: Entry,
    /// Part of speech.
    pub tag: Tag,
    /// Its form.
    pub shape: Shape,
    /// Its roles, see [`role`].
    pub roles: u32,
    /// White space stands before it.
    pub spaced: bool,
}

/// What stands around a word in the structure of its sentence.
#[derive(Clone, Copy, Default)]
pub struct Around {
    /// What opens the noun phrase in which the word stands or could stand: a determiner's word, or the symbol before.
    pub opener: u64,
    /// The verb or auxiliary before, adverbs passed over; 0 where another word stands there.
    pub chain: u64,
    /// The same, noun phrases passed over too.
    pub chain_far: u64,
    /// Index + 1 of the verb that stands before, within the clause; 0 where none does.
    pub verb: usize,
    /// The nearest head of a noun phrase before, and that which no preposition governs: symbol and number.
    pub near: u64,
    /// See `near`.
    pub far: u64,
    /// Index + 1 of the head of the noun phrase that begins here; 0 where none does.
    pub head: usize,
    /// Finite verbs since the last mark, up to 2.
    pub finite: u8,
    /// Openers of clauses less finite verbs before.
    pub balance: i8,
    /// Finite verbs up to the next mark.
    pub finite_right: u8,
    /// Genders of the pronouns before: 1 a man, 2 a woman, 3 both; and names since, up to 2.
    pub gender: u8,
    /// See `gender`.
    pub names: u8,
}

/// A sentence under the models; memory that is used again.
#[derive(Default)]
pub struct Sight {
    /// The words, with places beyond the sentence on each side.
    pub words: Vec<SeenWord>,
    /// What stands around each word of the sentence.
    pub around: Vec<Around>,
    /// What is cut from words so that their forms meet.
    pub stems: Arc<Stems>,
    /// Openers of clauses less finite verbs, over the whole sentence.
    pub balance: i8,
    /// Finite verbs, up to 3.
    pub finite: u8,
    /// It ends as a question.
    pub is_question: bool,
    /// Keys of the gate's features, by word.
    pub(super) keys: Vec<[u32; super::key::CHEAP]>,
    /// Words that pass the gate, and for which kinds, as bits.
    pub(super) passing: Vec<(usize, u32)>,
}

impl Sight {
    /// Words of the sentence.
    pub fn len(&self) -> usize {
        self.words.len().saturating_sub(2 * EDGE)
    }

    /// True before a sentence was taken up.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The word `offset` places from word `at`, at most [`EDGE`] beyond the sentence.
    #[inline]
    pub fn at(&self, at: usize, offset: isize) -> &SeenWord {
        &self.words[(at + EDGE).wrapping_add_signed(offset)]
    }

    /// Word `at` between those around it.
    #[inline]
    pub fn near(&self, at: usize) -> &[SeenWord; 2 * EDGE + 1] {
        self.words[at..].first_chunk().expect("places beyond the sentence stand on both sides")
    }

    /// Takes a sentence up anew.
    pub fn look(&mut self, words: &ChoiceWords, text: &str, tokens: &[Token]) {
        if !Arc::ptr_eq(&self.stems, &words.stems) {
            self.stems = words.stems.clone();
        }
        let edge = |symbol: u64| SeenWord {
            word: symbol,
            symbol,
            class: symbol,
            known: symbol,
            ..SeenWord::default()
        };
        self.words.clear();
        self.words.extend([edge(START); EDGE]);
        self.words.extend(tokens.iter().map(|t| seen(words, text, t)));
        self.words.extend([edge(END); EDGE]);
        // Whether the sentence opens its paragraph says nothing of it.
        self.words[EDGE].spaced = true;
        self.is_question = tokens.iter().rev().take(3).any(|t| t.span.of(text) == "?");
        self.take_left();
        self.take_right();
    }

    fn take_left(&mut self) {
        self.around.clear();
        let mut now = Around { opener: START, ..Around::default() };
        let mut governed = false;
        let (mut finite, mut balance) = (0u8, 0i8);
        for i in EDGE..self.words.len() - EDGE {
            self.around.push(Around { finite, balance, ..now });
            let word = &self.words[i];
            let next = &self.words[i + 1];
            let in_phrase =
                word.roles & role::FUNCTION == 0 && is_nominal(word.tag) || word.tag.is(Class::NUM);
            if !in_phrase || word.roles & role::NUMBER != 0 {
                now.opener = word.symbol;
            }
            let verbal = word.tag.is_verb() || word.roles & (role::AUXILIARY | role::TO) != 0;
            if verbal {
                let form = if word.roles & role::FUNCTION != 0 { word.word } else { word.class ^ 0x77 };
                (now.chain, now.chain_far) = (form, form);
                if word.roles & role::FUNCTION == 0 {
                    now.verb = i - EDGE + 1;
                }
            } else if !(word.tag.is_any([Class::PLAIN_ADV, Class::ADV.with(Class::COMPARATIVE)])
                || word.roles & role::NEGATION != 0)
            {
                now.chain = 0;
                let passed = in_phrase || word.roles & (role::DETERMINER | role::PRONOUN) != 0;
                if !passed {
                    now.chain_far = word.symbol ^ 0x99;
                }
            }
            if word.tag.is_finite() {
                finite = (finite + 1).min(2);
                balance = balance.saturating_sub(1);
                (now.near, now.far) = (0, 0);
            }
            if word.roles & role::OPENER != 0 && !word.tag.is(Class::CCONJ) {
                balance = balance.saturating_add(1);
            }
            if word.roles & role::PREPOSITION != 0 || word.tag.is(Class::ADP) {
                governed = true;
            }
            let pronoun = word.roles & role::PRONOUN != 0;
            let is_head =
                pronoun || word.tag.is_noun() && !next.tag.is_noun() && !next.tag.is(Class::POSSESSIVE_MARK);
            if is_head {
                now.near = number(word);
                if !governed || now.far == 0 {
                    now.far = now.near;
                }
                governed = false;
            }
            if word.roles & (role::MASCULINE | role::FEMININE) != 0 {
                let woman = word.roles & role::FEMININE != 0;
                (now.gender, now.names) = (now.gender | 1 << u8::from(woman), 0);
            } else if word.tag.is_name() && !next.tag.is_name() {
                now.names = (now.names + 1).min(2);
            }
            if word.tag.is(Class::CCONJ) && now.far != 0 {
                now.far ^= 0x1234_5678;
            }
            if word.tag.is_any([Class::COMMA, Class::COLON, Class::BRACKET]) {
                (finite, now.verb) = (0, 0);
            }
        }
        (self.balance, self.finite) = (balance.clamp(-3, 3), self.finite_verbs());
    }

    fn finite_verbs(&self) -> u8 {
        let all = self.words.iter().filter(|w| w.tag.is_finite()).count();
        all.min(3) as u8
    }

    fn take_right(&mut self) {
        let (mut head, mut finite) = (0, 0u8);
        for i in (0..self.around.len()).rev() {
            let (word, next) = (&self.words[i + EDGE], &self.words[i + EDGE + 1]);
            if word.tag.is_any([Class::COMMA, Class::COLON, Class::BRACKET]) {
                finite = 0;
            }
            if word.tag.is_finite() {
                finite = (finite + 1).min(2);
            }
            head = if word.tag.is_noun() {
                if next.tag.is_noun() && head != 0 { head } else { i + 1 }
            } else if is_nominal(word.tag)
                || word.tag.is_any([
                    Class::NUM,
                    Class::ARTICLE,
                    Class::POSSESSIVE_PRON,
                    Class::POSSESSIVE_MARK,
                    Class::PLAIN_ADV,
                ])
            {
                head
            } else {
                0
            };
            (self.around[i].head, self.around[i].finite_right) = (head, finite);
        }
    }
}

fn is_nominal(tag: Tag) -> bool {
    tag.is_noun() || tag.is_any([Class::ADJ, Class::PARTICIPLE, Class::GERUND, Class::NUM])
}

/// The number of a head, and the word itself where it is a pronoun.
fn number(word: &SeenWord) -> u64 {
    if word.roles & role::FUNCTION != 0 {
        return word.word;
    }
    let plural = u64::from(word.entry.is_plural());
    0x100 | (word.tag.number() as u64) << 1 | plural
}

fn seen(words: &ChoiceWords, text: &str, token: &Token) -> SeenWord {
    let mut roles = words.roles(token.word);
    if token.shape == Shape::Number {
        roles |= role::NUMBER;
    }
    let function = roles & role::FUNCTION != 0;
    // All numbers are alike, but one.
    let numeral = roles & (role::NUMBER | role::ONE) == role::NUMBER
        && (token.shape != Shape::Number || token.span.len() > 1 || token.span.of(text) != "1");
    let number = if is_year(token.span.of(text)) { YEAR } else { NUMERAL };
    let word = if numeral { number } else { token.hash };
    let capital = u64::from(token.shape.is_capital()) << 7;
    let symbol = if function || numeral { word } else { token.tag.number() as u64 | capital | 0x1000 };
    let class = match (function, numeral) {
        (true, _) => word,
        (_, true) => number,
        _ => token.entry.grammar() | capital << 30,
    };
    let Token { entry, tag, shape, spaced, span, word: id, .. } = *token;
    let name = !function && shape.is_word() && (!entry.is_known() || entry.is_only_name());
    let known = if name { NAME } else { word };
    SeenWord { word, symbol, class, known, span, id, entry, tag, shape, roles, spaced }
}

/// Four digits that are a year of the last thousand.
fn is_year(word: &str) -> bool {
    matches!(word.as_bytes(), [b'1', _, _, _] | [b'2', b'0', _, _])
        && word.bytes().all(|b| b.is_ascii_digit())
}

impl SeenWord {
    /// Hash of the word without its ending; function words, numbers and the edges stand for themselves.
    pub fn stem(&self, stems: &Stems, text: &str) -> u64 {
        let own = self.roles & (role::FUNCTION | role::NUMBER) != 0 || self.span.is_empty();
        if own { self.word } else { stems.of(self.span.of(text).as_bytes()).0 }
    }

    /// The word's last three letters.
    pub fn ending(&self, stems: &Stems, text: &str) -> u64 {
        stems.of(self.span.of(text).as_bytes()).1
    }
}
