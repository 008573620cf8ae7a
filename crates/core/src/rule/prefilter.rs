//! One pass over a block that tells which rules could match, and where.
//!
//! The literals of all phrases and regexes are looked for together ([`Literals`]); token patterns are listed under the
//! words that anchor them. What no literal and no word announces is tried everywhere, and should be rare.

use crate::analysis::{Sentence, Token};
use crate::language::{Language, WordId};
use crate::rule::literals::Literals;
use crate::rule::matcher::Matcher;
use crate::rule::pattern::{AdjacentElement, Anchor, Pattern};
use crate::rule::phrases;
use crate::rule::regex::{Literal, RegexText};

/// A place in the rule set: rule and, within it, phrase or pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RulePart {
    pub rule: u32,
    pub part: u32,
}

/// A literal of a rule.
#[derive(Clone)]
pub(super) enum Needle {
    /// A whole phrase: finding it is a hit, word boundaries given.
    Phrase(RulePart),
    /// A part of what a regex matches: the regex has to look, as far around as a match may reach.
    Regex(u32, Literal),
}

/// A token pattern that a word announces.
#[derive(Clone, Copy)]
struct Announced {
    part: RulePart,
    /// Where its word stands in a match, where that is fixed.
    offset: Option<usize>,
    beside: AdjacentElement,
}

/// A token pattern to try: from this token on, or from every token of the sentence.
#[derive(Clone, Copy)]
pub(super) enum Try {
    At(RulePart, usize),
    Sentence(RulePart),
}

#[derive(Default)]
pub(super) struct Prefilter {
    literals: Literals,
    /// By number of the literal.
    needles: Vec<Needle>,
    /// By word.
    anchors: Vec<Vec<Announced>>,
    /// Entries on usage by the word that announces them.
    usages: Vec<RulePart>,
    /// Where those of each word begin; one more at the end.
    usages_of: Vec<u32>,
    /// Patterns without an anchor.
    pub anywhere: Vec<RulePart>,
    /// Regexes without a literal.
    pub regexes: Vec<u32>,
    /// Detectors.
    pub detectors: Vec<u32>,
    /// Rules that go by the quality estimate.
    pub estimates: Vec<u32>,
}

impl Prefilter {
    /// Lists the literals and anchors of all matchers, in their order; those of patterns that the
    /// language's pack knows were found beforehand.
    pub fn new<'m>(matchers: impl Iterator<Item = &'m Matcher>, language: &mut Language) -> Prefilter {
        let known = language.pack.literals();
        let mut filter = Prefilter::default();
        let mut keys: Vec<(WordId, RulePart)> = Vec::new();
        // The literals of phrases, and all that is looked for, in its order: first phrases, then what regexes need.
        let mut phrases: Vec<String> = Vec::new();
        let mut regexes: Vec<(u32, Literal)> = Vec::new();
        for (rule, matcher) in matchers.enumerate() {
            let rule = rule as u32;
            match matcher {
                Matcher::Phrases(list) => {
                    for (part, phrase) in list.iter().enumerate() {
                        for form in phrases::forms(&phrase.words) {
                            let part = RulePart { rule, part: part as u32 };
                            phrases.push(form);
                            filter.needles.push(Needle::Phrase(part));
                        }
                    }
                }
                Matcher::Regex(regex) => {
                    let required = regex.literals(known);
                    if required.is_empty() {
                        filter.regexes.push(rule);
                    }
                    regexes.extend(required.into_iter().map(|literal| (rule, literal)));
                }
                Matcher::Tokens(patterns) => {
                    for (part, pattern) in patterns.iter().enumerate() {
                        filter.anchor(RulePart { rule, part: part as u32 }, pattern);
                    }
                }
                Matcher::Usage(usage) => {
                    let part = |entry: usize| RulePart { rule, part: entry as u32 };
                    keys.extend(usage.keys(language).into_iter().map(|(word, entry)| (word, part(entry))));
                }
                Matcher::Detector(_) => filter.detectors.push(rule),
                Matcher::Estimate(_) => filter.estimates.push(rule),
                Matcher::Off => {}
            }
        }
        filter.announce_usages(keys);
        let texts = phrases.iter().map(String::as_str).chain(regexes.iter().map(|(_, l)| &*l.text));
        filter.literals = Literals::new(texts);
        filter.needles.extend(regexes.into_iter().map(|(rule, literal)| Needle::Regex(rule, literal)));
        filter
    }

    fn anchor(&mut self, part: RulePart, pattern: &Pattern) {
        match &pattern.anchor {
            Anchor::Anywhere => self.anywhere.push(part),
            &Anchor::Words { ref words, offset } => {
                let announced = Announced { part, offset, beside: pattern.beside() };
                words.iter().for_each(|&word| list(&mut self.anchors, word).push(announced));
            }
        }
    }

    /// Every literal in a text: its rule and its folded bytes.
    pub fn literals(&self, text: &RegexText, mut found: impl FnMut(&Needle, usize, usize)) {
        self.literals.find(text.folded(), |literal, start, end| found(&self.needles[literal], start, end));
    }

    /// Lists entries on usage under the words that announce them.
    fn announce_usages(&mut self, mut keys: Vec<(WordId, RulePart)>) {
        keys.sort_unstable();
        keys.dedup();
        let words = keys.last().map_or(0, |(word, _)| word.0 + 2);
        let mut begins = 0;
        self.usages_of = Vec::with_capacity(words as usize);
        for word in 0..words {
            self.usages_of.push(begins as u32);
            begins += keys[begins..].iter().take_while(|(of, _)| of.0 == word).count();
        }
        self.usages = keys.into_iter().map(|(_, part)| part).collect();
    }

    /// The entries on usage that a word announces.
    pub fn usages(&self, word: WordId) -> &[RulePart] {
        let bounds = self.usages_of.get(word.0 as usize..word.0 as usize + 2);
        bounds.map_or(&[], |b| &self.usages[b[0] as usize..b[1] as usize])
    }

    /// The patterns that token `at` of `sentence` announces.
    pub fn announced(&self, tokens: &[Token], at: usize, sentence: &Sentence, mut found: impl FnMut(Try)) {
        let Some(list) = self.anchors.get(tokens[at].word.0 as usize) else { return };
        if list.is_empty() {
            return;
        }
        let tags = AdjacentElement::around(tokens, at);
        for &Announced { part, offset, .. } in list.iter().filter(|announced| announced.beside.holds(&tags)) {
            match offset {
                Some(offset) if at >= sentence.first + offset => found(Try::At(part, at - offset)),
                Some(_) => {}
                None => found(Try::Sentence(part)),
            }
        }
    }
}

/// The list of a word, made where there is none.
fn list<T: Clone>(lists: &mut Vec<Vec<T>>, word: WordId) -> &mut Vec<T> {
    let at = word.0 as usize;
    if lists.len() <= at {
        lists.resize(at + 1, Vec::new());
    }
    &mut lists[at]
}
