//! Usage: many entries in one rule, each a phrase that bends as words do, with what is meant and where it comes from.
//!
//! An entry is announced by its longest word, in any of its forms; the rest of it is made ready on first use, so that
//! thousands of entries cost a start next to nothing.

mod syntax;

use std::sync::OnceLock;

use crate::analysis::tagger::Tag;
use crate::analysis::{Context, Sentence, Shape, Token};
use crate::error::{Error, Result};
use crate::language::{Language, WordId, hash};
use crate::rule::file;
use crate::span::Span;

use syntax::Piece;

/// Words that `…` and `someone` stand for, at most.
const MOST_BETWEEN: usize = 3;

/// The entries of a rule.
pub(super) struct Usage(pub Vec<Entry>);

/// A phrase that English does not use.
pub(super) struct Entry {
    /// As the rule has it.
    pub written: String,
    /// What is meant.
    pub meant: String,
    /// The words of the source that it comes from; may be empty.
    pub from: String,
    pieces: Vec<Piece>,
    /// The piece that announces it, and the fewest and most tokens before that.
    key: usize,
    before: (usize, usize),
    /// By piece: the hashes of its words in all their forms, in order.
    hashes: OnceLock<Vec<Vec<u64>>>,
}

impl Usage {
    /// Reads entries of phrase, meaning and origin; `text` is the rule's file, for the line of a mistake.
    pub fn new(file: &str, text: &str, entries: &[Vec<String>], language: &Language) -> Result<Usage> {
        let read = |parts: &Vec<String>| {
            Entry::new(parts, language).map_err(|message| {
                let line = parts.first().map_or(0, |first| file::line_of(text, first));
                Error::invalid(file, message).at(line, 0)
            })
        };
        entries.iter().map(read).collect::<Result<_>>().map(Usage)
    }

    /// The words that announce each entry, which enter the vocabulary.
    pub fn keys(&self, language: &mut Language) -> Vec<Vec<WordId>> {
        let key = |entry: &Entry| -> Vec<WordId> {
            let Piece::Words { words, .. } = &entry.pieces[entry.key] else { return Vec::new() };
            let all: Vec<String> = words.iter().flat_map(|word| forms(word, language)).collect();
            all.iter().map(|word| language.vocabulary.intern(word)).collect()
        };
        self.0.iter().map(key).collect()
    }
}

fn forms((word, any_form): &(String, bool), language: &Language) -> Vec<String> {
    if *any_form { language.forms(word) } else { vec![word.clone()] }
}

impl Entry {
    fn new(parts: &[String], language: &Language) -> std::result::Result<Entry, String> {
        let [written, meant, rest @ ..] = parts else {
            return Err("an entry has a phrase, what is meant and, perhaps, where it comes from".into());
        };
        let pieces = syntax::parse(written, &language.morphology.clitics)?;
        let weight = |piece: &Piece| match piece {
            Piece::Words { words, optional: false } => words.iter().map(|(word, _)| word.chars().count()).min(),
            _ => None,
        };
        let keys = pieces.iter().enumerate().filter_map(|(i, piece)| Some((weight(piece)?, i)));
        let key = keys.max_by_key(|&(weight, i)| (weight, std::cmp::Reverse(i)));
        let key = key.ok_or_else(|| format!("the entry \"{written}\" holds no word that must stand there"))?.1;
        let before = pieces[..key].iter().map(Piece::length);
        let before = before.fold((0, 0), |(least, most), (l, m)| (least + l, most + m));
        let from = rest.first().cloned().unwrap_or_default();
        let (written, meant) = (written.clone(), meant.clone());
        Ok(Entry { written, meant, from, pieces, key, before, hashes: OnceLock::new() })
    }

    /// A text that it finds, where it says all its words.
    pub fn example(&self) -> Option<String> {
        syntax::example(&self.written)
    }

    /// What a report says of it.
    pub fn message(&self, words: &str) -> String {
        let from = if self.from.is_empty() { String::new() } else { format!(" (from “{}”)", self.from) };
        format!("“{words}”{from}: perhaps “{}” is meant", self.meant)
    }

    /// The span of a match whose announcing word is token `key` of `sentence`.
    pub fn at(&self, context: &Context, sentence: &Sentence, key: usize) -> Option<Span> {
        let hashes = self.hashes.get_or_init(|| self.hashes(context.language));
        let tokens = &context.analysis.tokens[..sentence.last];
        let attempt = Attempt { pieces: &self.pieces, hashes, tokens, first: sentence.first, key: (self.key, key) };
        let latest = key.checked_sub(self.before.0).filter(|&at| at >= sentence.first)?;
        let earliest = key.saturating_sub(self.before.1).max(sentence.first);
        (earliest..=latest).rev().find_map(|start| {
            let end = attempt.rest(0, start).filter(|&end| end > start)?;
            Some(tokens[start].span.to(tokens[end - 1].span))
        })
    }

    fn hashes(&self, language: &Language) -> Vec<Vec<u64>> {
        let of = |piece: &Piece| match piece {
            Piece::Words { words, .. } | Piece::Not(words) => {
                let all = words.iter().flat_map(|word| forms(word, language));
                let mut all: Vec<u64> = all.map(|word| hash::folded(&word)).collect();
                all.sort_unstable();
                all
            }
            _ => Vec::new(),
        };
        self.pieces.iter().map(of).collect()
    }
}

impl Piece {
    /// The fewest and the most tokens it takes.
    fn length(&self) -> (usize, usize) {
        match self {
            Piece::Words { optional: false, .. } | Piece::Tagged(_) | Piece::Number | Piece::Quote => (1, 1),
            Piece::Words { optional: true, .. } | Piece::Determiner => (0, 1),
            Piece::Possessive => (1, MOST_BETWEEN + 1),
            Piece::Someone => (1, MOST_BETWEEN),
            Piece::Gap => (0, MOST_BETWEEN),
            Piece::Not(_) | Piece::First | Piece::Last => (0, 0),
        }
    }
}

/// Tags of the words that a person or thing is named with.
const NAMING: [Tag; 11] = [
    Tag::Prp,
    Tag::PrpS,
    Tag::Dt,
    Tag::Jj,
    Tag::Nn,
    Tag::Nns,
    Tag::Nnp,
    Tag::Nnps,
    Tag::Pos,
    Tag::Cd,
    Tag::Wp,
];

/// One entry held against one place.
struct Attempt<'a> {
    pieces: &'a [Piece],
    hashes: &'a [Vec<u64>],
    /// Up to the end of the sentence.
    tokens: &'a [Token],
    first: usize,
    /// The announcing piece, and the token it must take.
    key: (usize, usize),
}

impl Attempt<'_> {
    /// The token after a match of piece `i` and all that follow, from token `at` on.
    fn rest(&self, i: usize, at: usize) -> Option<usize> {
        let Some(piece) = self.pieces.get(i) else { return Some(at) };
        if i == self.key.0 && at != self.key.1 || i < self.key.0 && at > self.key.1 {
            return None;
        }
        let token = self.tokens.get(at);
        let said = |token: &Token| self.hashes[i].binary_search(&token.hash).is_ok();
        let one = |holds: bool| if holds { self.rest(i + 1, at + 1) } else { None };
        let none = |holds: bool| if holds { self.rest(i + 1, at) } else { None };
        match piece {
            Piece::Words { optional, .. } => one(token.is_some_and(said)).or_else(|| none(*optional)),
            Piece::Tagged(tags) => one(token.is_some_and(|t| tags & (1 << t.tag as u64) != 0)),
            Piece::Determiner => {
                let holds = |t: &Token| matches!(t.tag, Tag::Dt | Tag::Pdt | Tag::PrpS);
                one(token.is_some_and(holds)).or_else(|| none(true))
            }
            Piece::Number => one(token.is_some_and(|t| t.shape == Shape::Number || t.tag == Tag::Cd)),
            Piece::Quote => one(token.is_some_and(|t| matches!(t.tag, Tag::OpenQuote | Tag::CloseQuote))),
            Piece::Not(_) => none(!token.is_some_and(said)),
            Piece::First => none(self.tokens[self.first..at].iter().all(|t| !t.shape.is_word())),
            Piece::Last => none(token.is_none_or(|t| matches!(t.tag, Tag::Period | Tag::CloseQuote))),
            Piece::Gap => (0..=MOST_BETWEEN)
                .take_while(|&n| self.words(at, n, |t| t.shape.is_word() || t.shape == Shape::Number))
                .find_map(|n| self.rest(i + 1, at + n)),
            Piece::Someone => (1..=MOST_BETWEEN)
                .take_while(|&n| self.words(at, n, |t| NAMING.contains(&t.tag)))
                .find_map(|n| self.rest(i + 1, at + n)),
            Piece::Possessive => {
                let own = token.is_some_and(|t| matches!(t.tag, Tag::PrpS | Tag::Prp));
                one(own).or_else(|| {
                    let ends = |n: &usize| self.tokens.get(at + n).is_some_and(|t| t.tag == Tag::Pos);
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
