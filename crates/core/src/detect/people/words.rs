//! The words that speak of persons, as the rule lists them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::analysis::Token;
use crate::language::{SetId, WordId};

use super::sex::{GivenNames, Sex};

/// What a word says of persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Pronoun(Sex),
    Noun(Sex),
    Person,
    Be,
}

pub(super) struct People {
    pub(super) words: HashMap<WordId, Sort>,
    pub(super) given: Arc<GivenNames>,
    pub(super) speech: Option<SetId>,
    /// Verbs with nouns that one has of one's own: "shake head".
    pub(super) own: HashSet<(WordId, WordId)>,
}

impl People {
    pub(super) fn sort(&self, token: &Token) -> Option<Sort> {
        if token.word == WordId::NONE { None } else { self.words.get(&token.word).copied() }
    }
}
