//! Usage: many entries in one rule, each a phrase that bends as words do, with what is meant and where it comes from.
//!
//! An entry is announced by its longest word, in any of its forms; the rest of it is made ready on first use, so that
//! thousands of entries cost a start next to nothing.

mod syntax;

use std::sync::{Arc, OnceLock};

use crate::analysis::{Context, Sentence, Shape, Token};
use crate::error::{Error, Result};
use crate::language::{Class, Language, WordId, hash};
use crate::span::Span;

use syntax::{UsageGrammar, UsagePiece};

/// Words that `…` and `someone` stand for, at most.
const MOST_BETWEEN: usize = 3;

/// The entries of a rule.
pub(super) struct Usage {
    /// In the order of the file.
    pub entries: Vec<UsageEntry>,
    file: String,
}

/// A phrase that English does not use: "phrase => what is meant | words of the source", the last part perhaps absent.
pub(super) struct UsageEntry {
    line: String,
    grammar: Arc<UsageGrammar>,
    /// Made on first use.
    parsed: OnceLock<Option<Parsed>>,
}

/// An entry made ready.
struct Parsed {
    pieces: Vec<UsagePiece>,
    /// By piece: the hashes of its words in all their forms, in order; made when it is first held against a token.
    hashes: Vec<OnceLock<Vec<u64>>>,
    /// The piece that announces it, and the fewest and most tokens before that.
    key: usize,
    before: (usize, usize),
}

impl Usage {
    /// Takes entries as they are written; nothing of them is read yet.
    pub fn new(file: &str, entries: Vec<String>, language: &Language) -> Usage {
        let grammar = Arc::new(UsageGrammar {
            clitics: language.morphology.clitics.clone(),
            tags: language.tags.clone(),
            possessive: language.grammar.example_possessive.clone(),
            person: language.grammar.example_person.clone(),
        });
        let entry = |line| UsageEntry { line, grammar: grammar.clone(), parsed: OnceLock::new() };
        Usage { entries: entries.into_iter().map(entry).collect(), file: file.to_owned() }
    }

    /// Refuses an entry that cannot be read; otherwise that entry finds nothing.
    ///
    /// # Errors
    /// When an entry cannot be read.
    pub fn compile(&self) -> Result<()> {
        let refused = |message: String| Error::invalid(&self.file, message);
        self.entries.iter().try_for_each(|entry| entry.pieces().map(|_| ()).map_err(refused))
    }

    /// The words that announce each entry, which enter the vocabulary, each with the number of its entry.
    pub fn keys(&self, language: &mut Language) -> Vec<(WordId, usize)> {
        let mut keys = Vec::new();
        for (number, entry) in self.entries.iter().enumerate() {
            syntax::key(entry.written(), &entry.grammar, &mut |word, any_form| {
                keys.push((language.vocabulary.intern(word), number));
                if any_form {
                    let forms = language.forms(word);
                    let others = forms.iter().filter(|form| form.as_str() != word);
                    keys.extend(others.map(|form| (language.vocabulary.intern(form), number)));
                }
            });
        }
        keys
    }
}

/// The forms of a word that stands for all of them.
fn forms((word, any_form): &(String, bool), language: &Language) -> Option<Vec<String>> {
    any_form.then(|| language.forms(word))
}

impl UsageEntry {
    /// The phrase as the rule has it.
    pub fn written(&self) -> &str {
        self.line.split_once(" => ").map_or(self.line.as_str(), |(written, _)| written)
    }

    /// What is meant, and the words of the source that it comes from; may be empty.
    fn rest(&self) -> (&str, &str) {
        let rest = self.line.split_once(" => ").map_or("", |(_, rest)| rest);
        rest.split_once(" | ").unwrap_or((rest, ""))
    }

    /// What is meant.
    pub fn meant(&self) -> &str {
        self.rest().0
    }

    /// A text that it finds, where it says all its words.
    pub fn example(&self) -> Option<String> {
        syntax::example(self.written(), &self.grammar)
    }

    /// What a report says of it.
    pub fn message(&self, words: &str) -> String {
        let (meant, from) = self.rest();
        let from = if from.is_empty() { String::new() } else { format!(" (from “{from}”)") };
        format!("“{words}”{from}: perhaps “{meant}” is meant")
    }

    /// The span of a match whose announcing word is token `key` of `sentence`.
    pub fn at(&self, context: &Context, sentence: &Sentence, key: usize) -> Option<Span> {
        let parsed = self.parsed.get_or_init(|| self.parse()).as_ref()?;
        let tokens = &context.analysis.tokens[..sentence.last];
        let attempt = UsageAttempt { parsed, tokens, first: sentence.first, key, language: context.language };
        let latest = key.checked_sub(parsed.before.0).filter(|&at| at >= sentence.first)?;
        let earliest = key.saturating_sub(parsed.before.1).max(sentence.first);
        (earliest..=latest).rev().find_map(|start| {
            let end = attempt.rest(0, start).filter(|&end| end > start)?;
            Some(tokens[start].span.to(tokens[end - 1].span))
        })
    }

    fn pieces(&self) -> std::result::Result<(Vec<UsagePiece>, usize), String> {
        if self.meant().is_empty() {
            return Err(format!(
                "the entry \"{}\" does not say what is meant: phrase => meant | source",
                self.line
            ));
        }
        let pieces = syntax::parse(self.written(), &self.grammar)?;
        let key = syntax::announcing(&pieces);
        key.map(|key| (pieces, key))
            .ok_or_else(|| format!("the entry \"{}\" holds no word that must stand there", self.written()))
    }

    fn parse(&self) -> Option<Parsed> {
        let (pieces, key) = self.pieces().ok()?;
        let before = pieces[..key].iter().map(UsagePiece::length);
        let before = before.fold((0, 0), |(least, most), (l, m)| (least + l, most + m));
        let hashes = pieces.iter().map(|_| OnceLock::new()).collect();
        Some(Parsed { pieces, hashes, key, before })
    }
}

impl Parsed {
    /// True where the token is one of the words of piece `i`.
    fn says(&self, i: usize, token: &Token, language: &Language) -> bool {
        let hashes = self.hashes[i].get_or_init(|| self.pieces[i].hashes(language));
        hashes.binary_search(&token.hash).is_ok()
    }
}

impl UsagePiece {
    /// The hashes of its words in all their forms, in order.
    fn hashes(&self, language: &Language) -> Vec<u64> {
        let (UsagePiece::Words { words, .. } | UsagePiece::Not(words)) = self else { return Vec::new() };
        let all = words.iter().flat_map(|word| forms(word, language).unwrap_or(vec![word.0.clone()]));
        let mut all: Vec<u64> = all.map(|word| hash::folded(&word)).collect();
        all.sort_unstable();
        all
    }

    /// The fewest and the most tokens it takes.
    fn length(&self) -> (usize, usize) {
        match self {
            UsagePiece::Words { optional: false, .. }
            | UsagePiece::Tagged(_)
            | UsagePiece::Number
            | UsagePiece::Quote => (1, 1),
            UsagePiece::Words { optional: true, .. } | UsagePiece::Determiner => (0, 1),
            UsagePiece::Possessive => (1, MOST_BETWEEN + 1),
            UsagePiece::Someone => (1, MOST_BETWEEN),
            UsagePiece::Gap => (0, MOST_BETWEEN),
            UsagePiece::Not(_) | UsagePiece::First | UsagePiece::Last => (0, 0),
        }
    }
}

/// Classes of the words that a person or thing is named with.
const NAMING: [Class; 9] = [
    Class::PERSONAL,
    Class::POSSESSIVE_PRON,
    Class::ARTICLE,
    Class::PLAIN_ADJ,
    Class::NOUN,
    Class::PROPN,
    Class::POSSESSIVE_MARK,
    Class::NUM,
    Class::INTERROGATIVE_PRON,
];

/// One entry held against one place.
struct UsageAttempt<'a> {
    parsed: &'a Parsed,
    /// Up to the end of the sentence.
    tokens: &'a [Token],
    first: usize,
    /// The token that the announcing piece must take.
    key: usize,
    language: &'a Language,
}

impl UsageAttempt<'_> {
    /// The token after a match of piece `i` and all that follow, from token `at` on.
    fn rest(&self, i: usize, at: usize) -> Option<usize> {
        let Some(piece) = self.parsed.pieces.get(i) else { return Some(at) };
        if i == self.parsed.key && at != self.key || i < self.parsed.key && at > self.key {
            return None;
        }
        let token = self.tokens.get(at);
        let said = |token: &Token| self.parsed.says(i, token, self.language);
        let one = |holds: bool| if holds { self.rest(i + 1, at + 1) } else { None };
        let none = |holds: bool| if holds { self.rest(i + 1, at) } else { None };
        match piece {
            UsagePiece::Words { optional, .. } => one(token.is_some_and(said)).or_else(|| none(*optional)),
            UsagePiece::Tagged(tags) => one(token.is_some_and(|t| tags & t.tag.bit() != 0)),
            UsagePiece::Determiner => {
                let holds = |t: &Token| t.tag.is_any([Class::ARTICLE, Class::TOTAL, Class::POSSESSIVE_PRON]);
                one(token.is_some_and(holds)).or_else(|| none(true))
            }
            UsagePiece::Number => {
                one(token.is_some_and(|t| t.shape == Shape::Number || t.tag.is(Class::NUM)))
            }
            UsagePiece::Quote => one(token.is_some_and(|t| t.tag.is(Class::QUOTE))),
            UsagePiece::Not(_) => none(!token.is_some_and(said)),
            UsagePiece::First => none(self.tokens[self.first..at].iter().all(|t| !t.shape.is_word())),
            UsagePiece::Last => none(token.is_none_or(|t| t.tag.is_any([Class::STOP, Class::CLOSING_QUOTE]))),
            UsagePiece::Gap => (0..=MOST_BETWEEN)
                .take_while(|&n| self.words(at, n, |t| t.shape.is_word() || t.shape == Shape::Number))
                .find_map(|n| self.rest(i + 1, at + n)),
            UsagePiece::Someone => (1..=MOST_BETWEEN)
                .take_while(|&n| self.words(at, n, |t| t.tag.is_any(NAMING)))
                .find_map(|n| self.rest(i + 1, at + n)),
            UsagePiece::Possessive => {
                let own = token.is_some_and(|t| t.tag.is_any([Class::POSSESSIVE_PRON, Class::PERSONAL]));
                one(own).or_else(|| {
                    let ends =
                        |n: &usize| self.tokens.get(at + n).is_some_and(|t| t.tag.is(Class::POSSESSIVE_MARK));
                    (1..=MOST_BETWEEN).find(ends).and_then(|n| self.rest(i + 1, at + n + 1))
                })
            }
        }
    }

    /// True when the `n` tokens from `at` on all hold.
    fn words(&self, at: usize, n: usize, holds: impl Fn(&Token) -> bool) -> bool {
        self.tokens.get(at..at + n).is_some_and(|tokens| tokens.iter().all(holds))
    }
}
