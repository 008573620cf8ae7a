//! Token patterns: a sequence of elements, each a set of conditions on one token, some optional or repeated.
//!
//! Compiled against the vocabulary, so that matching compares integers and bit sets. A pattern names the words that
//! must occur ([`Anchor`]); the rule set tries it only in sentences where one of them stands.

use crate::analysis::{Context, Sentence, Shape, Token};
use crate::error::{Error, Result};
use crate::language::{Language, TagSet, Vocabulary, WordId};
use crate::rule::file::{Conditions, ElementText as ElementFile, OneOrMany};
use crate::span::Span;

/// Longest sequence, so that matching needs no allocation.
const MOST_ELEMENTS: usize = 16;

/// Tries of an element on a token after which a place counts as no match: far more than a sentence needs (no built-in
/// rule comes to a tenth on its examples), and a bound for a pattern of repetitions in a row, which could go on for ever.
const MOST_TRIES: usize = 4096;

/// A compiled sequence.
pub(super) struct Pattern {
    elements: Vec<CompiledElement>,
    /// Tags and word lists as bits, of elements that must match: the sentence needs one of each.
    needs: Vec<(u64, u64)>,
    /// How many elements, from the first, take one token each.
    fixed: usize,
    /// Tags that the first token of a match may have, as bits.
    first: u64,
    pub anchor: Anchor,
}

/// What stands in a sentence, as bits.
#[derive(Default)]
pub(super) struct Holds {
    tags: u64,
    sets: u64,
}

impl Holds {
    /// Takes a token of the sentence in.
    pub fn add(&mut self, token: &Token, vocabulary: &Vocabulary) {
        self.tags |= token.tag.bit();
        self.sets |= vocabulary.sets(token.word);
    }
}

/// Tags of the word that announces a pattern, and of the tokens before and after it, as bits: those that it allows, or
/// those that stand there. Most places are told from a match by these alone.
#[derive(Clone, Copy)]
pub(super) struct AdjacentElement([u64; 3]);

impl AdjacentElement {
    /// The tags around token `at`; all where no token stands.
    pub fn around(tokens: &[Token], at: usize) -> AdjacentElement {
        let tag = |at: usize| tokens.get(at).map_or(u64::MAX, |token| token.tag.bit());
        AdjacentElement([tag(at.wrapping_sub(1)), tag(at), tag(at + 1)])
    }

    /// True where every place has a tag of `there`.
    #[inline]
    pub fn holds(&self, there: &AdjacentElement) -> bool {
        self.0.iter().zip(there.0).all(|(allowed, tag)| allowed & tag != 0)
    }
}

/// What must stand in a sentence for a pattern to match there.
#[derive(Debug, PartialEq)]
pub(super) enum Anchor {
    /// One of these words; `offset` tokens after the pattern's first, where that is fixed.
    Words { words: Vec<WordId>, offset: Option<usize> },
    /// Nothing that the vocabulary knows: the pattern is tried everywhere.
    Anywhere,
}

/// One try of a pattern at one place.
struct Attempt {
    /// The tokens that each element took: first, and the one after the last.
    found: [(usize, usize); MOST_ELEMENTS],
    /// How often an element was held against a token.
    tries: usize,
}

#[derive(Default)]
struct CompiledElement {
    words: Vec<WordId>,
    sets: u64,
    tags: u64,
    shapes: u16,
    not_words: Vec<WordId>,
    not_sets: u64,
    not_tags: u64,
    known: Option<bool>,
    quoted: Option<bool>,
    spaced: Option<bool>,
    first: Option<bool>,
    last: Option<bool>,
    same_as: Option<usize>,
    margin: u8,
    least: usize,
    most: usize,
    mark: bool,
}

impl Pattern {
    /// Compiles a sequence; `file` is named in errors.
    ///
    /// # Errors
    /// When it has no element or too many, or names a list, tag or shape that is not there.
    pub fn compile(file: &str, elements: &[ElementFile], language: &mut Language) -> Result<Pattern> {
        if elements.is_empty() || elements.len() > MOST_ELEMENTS {
            let message =
                format!("a token pattern has {} elements, not 1 to {MOST_ELEMENTS}", elements.len());
            return Err(Error::invalid(file, message));
        }
        let elements = elements
            .iter()
            .map(|e| CompiledElement::compile(file, &e.0, language))
            .collect::<Result<Vec<_>>>()?;
        if let Some(bad) = elements.iter().enumerate().find(|(i, e)| e.same_as.is_some_and(|s| s >= *i)) {
            let message = format!("Element {} is the same as one that does not stand before it", bad.0 + 1);
            return Err(Error::invalid(file, message).hint("`same-as` counts the elements from 1"));
        }
        let anchor = anchor(&elements, language);
        let needs = elements.iter().filter(|e| e.least > 0 && e.tags | e.sets != 0);
        let needs = needs.map(|e| (e.tags, e.sets)).collect();
        let fixed = elements.iter().take_while(|e| (e.least, e.most) == (1, 1)).count();
        let first = elements[..fixed].first().map_or(u64::MAX, CompiledElement::allowed_tags);
        Ok(Pattern { elements, needs, fixed, first, anchor })
    }

    /// What it allows around its anchor.
    pub fn beside(&self) -> AdjacentElement {
        let Anchor::Words { offset: Some(offset), .. } = self.anchor else {
            return AdjacentElement([u64::MAX; 3]);
        };
        let allowed = |at: usize| match self.elements[..self.fixed].get(at) {
            Some(element) => element.allowed_tags(),
            None => u64::MAX,
        };
        AdjacentElement([allowed(offset.wrapping_sub(1)), allowed(offset), allowed(offset + 1)])
    }

    /// False for a sentence that lacks what some element cannot do without.
    pub fn may_match(&self, sentence: &Holds) -> bool {
        let meets = |has: u64, wants: u64| wants == 0 || has & wants != 0;
        self.needs.iter().all(|&(tags, sets)| meets(sentence.tags, tags) && meets(sentence.sets, sets))
    }

    /// The marked span of a match that begins at token `start` of `sentence`, and the index after its last token.
    pub fn at(&self, context: &Context, sentence: &Sentence, start: usize) -> Option<(Span, usize)> {
        let mut attempt = Attempt { found: [(0, 0); MOST_ELEMENTS], tries: 0 };
        let end = self.rest(context, sentence, 0, start, &mut attempt)?;
        let tokens = &context.analysis.tokens;
        let mut marked =
            self.elements.iter().zip(&attempt.found).filter(|(e, f)| e.mark && f.1 > f.0).map(|(_, f)| *f);
        let (first, last) = match marked.next() {
            Some((first, last)) => (first, marked.next_back().map_or(last, |f| f.1)),
            None => (start, end),
        };
        (last > first).then(|| (tokens[first].span.to(tokens[last - 1].span), end))
    }

    /// False for most places where no match begins: the elements that take one token each do not fit.
    #[inline]
    pub fn may_begin(&self, context: &Context, start: usize) -> bool {
        let tokens = &context.analysis.tokens;
        // Most places fall at the first tag.
        tokens.get(start).is_none_or(|token| self.first & token.tag.bit() != 0) && self.fits(context, start)
    }

    fn fits(&self, context: &Context, start: usize) -> bool {
        let tokens = &context.analysis.tokens;
        match tokens.get(start..start + self.fixed) {
            Some(tokens) => {
                let vocabulary = &context.language.vocabulary;
                self.elements.iter().zip(tokens).all(|(element, token)| {
                    element.same_as.is_none_or(|other| tokens[other].hash == token.hash)
                        && element.may_hold(vocabulary, token)
                })
            }
            None => false,
        }
    }

    /// Matches element `i` and all after it at token `at`: most repetitions first. None, too, once tries are spent.
    fn rest(
        &self,
        context: &Context,
        sentence: &Sentence,
        i: usize,
        at: usize,
        attempt: &mut Attempt,
    ) -> Option<usize> {
        let Some(element) = self.elements.get(i) else { return Some(at) };
        let mut count = 0;
        attempt.tries += 1;
        while count < element.most
            && at + count < sentence.last
            && element.holds(context, sentence, at + count, &attempt.found)
        {
            count += 1;
        }
        attempt.tries += count;
        loop {
            if count < element.least || attempt.tries > MOST_TRIES {
                return None;
            }
            attempt.found[i] = (at, at + count);
            if let Some(end) = self.rest(context, sentence, i + 1, at + count, attempt) {
                return Some(end);
            }
            if count == 0 {
                return None;
            }
            count -= 1;
        }
    }
}

/// The rarest words of which one must occur; a fixed place is better than none.
fn anchor(elements: &[CompiledElement], language: &Language) -> Anchor {
    let mut best: Option<(usize, Vec<WordId>, Option<usize>)> = None;
    let mut offset = Some(0);
    for element in elements {
        if element.least > 0 && (!element.words.is_empty() || element.sets != 0) {
            let words = if element.words.is_empty() {
                (1..language.vocabulary.len() as u32)
                    .map(WordId)
                    .filter(|w| language.vocabulary.sets(*w) & element.sets != 0)
                    .collect()
            } else {
                element.words.clone()
            };
            // A class of frequency is three times the one below it; what is not listed is a mark most often.
            let common = |&word: &WordId| {
                let class = language.frequency_of(language.vocabulary.hash(word));
                3usize.pow(if class == 0 { 14 } else { u32::from(class) })
            };
            let share = words.iter().map(common).sum::<usize>();
            let better =
                best.as_ref().is_none_or(|(least, _, o)| (offset.is_none(), share) < (o.is_none(), *least));
            if better {
                best = Some((share, words, offset));
            }
        }
        offset = offset.filter(|_| element.least == element.most).map(|o| o + element.least);
    }
    best.map_or(Anchor::Anywhere, |(_, words, offset)| Anchor::Words { words, offset })
}

impl CompiledElement {
    fn compile(file: &str, c: &Conditions, language: &mut Language) -> Result<CompiledElement> {
        let [least, most] = c.repeat.unwrap_or([u8::from(!c.optional), 1]);
        if most == 0 || least > most {
            return Err(Error::invalid(file, format!("repeat = [{least}, {most}] matches nothing")));
        }
        let words = |list: &OneOrMany, language: &mut Language| {
            let mut ids: Vec<WordId> = list.0.iter().map(|w| language.vocabulary.intern(w)).collect();
            ids.sort();
            ids
        };
        Ok(CompiledElement {
            words: words(&c.text, language),
            not_words: words(&c.not_text, language),
            sets: sets(file, &c.lexicon, language)?,
            not_sets: sets(file, &c.not_lexicon, language)?,
            tags: tags(file, &c.tag, &language.tags)?,
            not_tags: tags(file, &c.not_tag, &language.tags)?,
            shapes: shapes(file, &c.shape)?,
            known: c.known,
            quoted: c.quoted,
            spaced: c.spaced,
            first: c.first,
            last: c.last,
            same_as: same_as(file, c.same_as)?,
            margin: c.margin,
            least: usize::from(least),
            most: usize::from(most),
            mark: c.mark,
        })
    }

    /// The tags that it may hold, as bits.
    fn allowed_tags(&self) -> u64 {
        (if self.tags == 0 { u64::MAX } else { self.tags }) & !self.not_tags
    }

    /// False for most tokens that it does not hold.
    #[inline]
    fn may_hold(&self, vocabulary: &Vocabulary, token: &Token) -> bool {
        (self.tags == 0 || self.tags & token.tag.bit() != 0)
            && self.not_tags & token.tag.bit() == 0
            && (self.shapes == 0 || self.shapes & (1 << token.shape as u16) != 0)
            && (self.sets == 0 || vocabulary.sets(token.word) & self.sets != 0)
            && (self.words.is_empty() || self.words.binary_search(&token.word).is_ok())
    }

    fn holds(&self, context: &Context, sentence: &Sentence, at: usize, found: &[(usize, usize)]) -> bool {
        let tokens = &context.analysis.tokens;
        let token = &tokens[at];
        let sets =
            if self.sets | self.not_sets == 0 { 0 } else { context.language.vocabulary.sets(token.word) };
        (self.words.is_empty() || self.words.binary_search(&token.word).is_ok())
            && (self.sets == 0 || sets & self.sets != 0)
            && sets & self.not_sets == 0
            && (self.tags == 0 || self.tags & token.tag.bit() != 0)
            && self.not_tags & token.tag.bit() == 0
            && (self.not_words.is_empty() || self.not_words.binary_search(&token.word).is_err())
            && (self.shapes == 0 || self.shapes & (1 << token.shape as u16) != 0)
            && (self.tags | self.not_tags == 0 || token.margin >= self.margin)
            && self.known.is_none_or(|k| k == token.entry.is_known())
            && self.quoted.is_none_or(|q| q == (token.depth > 0))
            && self.spaced.is_none_or(|s| s == token.spaced)
            && self.first.is_none_or(|f| f == (first_word(tokens, sentence) == Some(at)))
            && self.last.is_none_or(|l| l == (last_word(tokens, sentence) == Some(at)))
            && self.same_as.is_none_or(|e| {
                let (start, end) = found[e];
                end > start && tokens[start].hash == token.hash
            })
    }
}

fn first_word(tokens: &[Token], sentence: &Sentence) -> Option<usize> {
    (sentence.first..sentence.last).find(|&i| !matches!(tokens[i].shape, Shape::Mark | Shape::Symbol))
}

fn last_word(tokens: &[Token], sentence: &Sentence) -> Option<usize> {
    (sentence.first..sentence.last).rev().find(|&i| !matches!(tokens[i].shape, Shape::Mark | Shape::Symbol))
}

fn sets(file: &str, names: &OneOrMany, language: &Language) -> Result<u64> {
    names.0.iter().try_fold(0, |bits, name| {
        let set = language.vocabulary.set(name).ok_or_else(|| {
            let known = language.vocabulary.set_names();
            let error = Error::invalid(file, format!("there is no word list \"{name}\""));
            match known.iter().min_by_key(|k| strsim::damerau_levenshtein(k, name)) {
                Some(near) => error.hint(format!("did you mean \"{near}\"?")),
                None => error,
            }
        })?;
        Ok(bits | set.bit())
    })
}

/// Names of fine tags; "VB*" stands for all that begin with VB.
fn tags(file: &str, names: &OneOrMany, tags: &TagSet) -> Result<u64> {
    names.0.iter().try_fold(0, |bits, name| {
        let found = tags.bits(name);
        let wrong = |hint| Error::invalid(file, format!("there is no tag \"{name}\"")).hint(hint);
        found.map(|found| bits | found).map_err(wrong)
    })
}

fn shapes(file: &str, names: &OneOrMany) -> Result<u16> {
    names.0.iter().try_fold(0, |bits, name| {
        let found: &[Shape] = match name.as_str() {
            "lower" => &[Shape::Lower],
            "capitalised" => &[Shape::Capitalised],
            "upper" => &[Shape::Upper],
            "mixed" => &[Shape::Mixed],
            "number" => &[Shape::Number],
            "alphanumeric" => &[Shape::Alphanumeric],
            "other-script" => &[Shape::OtherScript],
            "mark" => &[Shape::Mark],
            "symbol" => &[Shape::Symbol],
            "address" => &[Shape::Address],
            "word" => &[Shape::Lower, Shape::Capitalised, Shape::Upper, Shape::Mixed],
            _ => {
                return Err(Error::invalid(file, format!("there is no shape \"{name}\"")).hint(
                    "shapes are lower, capitalised, upper, mixed, word, number, alphanumeric, other-script, \
                     mark, symbol, address",
                ));
            }
        };
        Ok(found.iter().fold(bits, |b, s| b | 1 << *s as u16))
    })
}

/// The place of the element that another is the same as, from 0; files count from 1.
fn same_as(file: &str, number: Option<usize>) -> Result<Option<usize>> {
    match number {
        Some(0) => {
            let error = Error::invalid(file, "There is no element 0 to be the same as");
            Err(error.hint("`same-as` counts the elements from 1"))
        }
        number => Ok(number.map(|n| n - 1)),
    }
}
