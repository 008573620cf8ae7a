//! The words of a language that the models ask about: small words, prepositions, and words taken for each other.

use crate::error::{Error, Result};
use crate::language::hash::{ByHash, folded};
use crate::language::{Language, SetId, embedded};

/// Roles of a word, as bits.
pub(super) mod role {
    /// A word of a list: it stands for itself.
    pub const FUNCTION: u16 = 1;
    /// A preposition of those that are asked about.
    pub const PREPOSITION: u16 = 2;
    /// "a", "an".
    pub const A: u16 = 4;
    /// "the".
    pub const THE: u16 = 8;
    /// A determiner or possessive.
    pub const DETERMINER: u16 = 16;
    /// A pronoun.
    pub const PRONOUN: u16 = 32;
    /// A pronoun that can be nothing but a subject, or "it".
    pub const SUBJECT: u16 = 64;
    /// A form of be, have or do, or a modal.
    pub const AUXILIARY: u16 = 128;
    /// A word that is taken for another.
    pub const CONFUSED: u16 = 256;
    /// "to".
    pub const TO: u16 = 512;
    /// "not" and its like.
    pub const NEGATION: u16 = 1024;
    /// A conjunction or relative.
    pub const OPENER: u16 = 2048;
    /// A modal.
    pub const MODAL: u16 = 4096;
    /// A number in words or digits.
    pub const NUMBER: u16 = 8192;
    /// A form of be.
    pub const BE: u16 = 16384;
}

/// Lists by role, and what is taken for what.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Sets of the vocabulary and the roles that they give.
    sets: Vec<(u64, u16)>,
    /// Roles of single words by folded hash.
    own: ByHash<u16>,
    /// The prepositions, as written.
    pub prepositions: Vec<String>,
    /// Groups of words that are taken for each other.
    pub confusions: Vec<Vec<String>>,
    pub irregular: Vec<[String; 3]>,
    pub nouns: Vec<[String; 2]>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    prepositions: String,
    confusions: Vec<String>,
    irregular: Vec<String>,
    nouns: Vec<String>,
}

const SETS: &[(&str, u16)] = &[
    ("determiner", role::DETERMINER),
    ("possessive", role::DETERMINER),
    ("preposition", 0),
    ("coordinator", role::OPENER),
    ("subordinator", role::OPENER),
    ("relative", role::OPENER),
    ("wh-word", role::OPENER),
    ("pronoun", role::PRONOUN),
    ("subject-pronoun", role::SUBJECT),
    ("auxiliary", role::AUXILIARY),
    ("modal", role::MODAL),
    ("be", role::BE),
    ("negation", role::NEGATION),
    ("number-word", role::NUMBER),
    ("conjunctive-adverb", 0),
];

impl Words {
    /// The words of `language`; none where it has no `choice.toml`.
    ///
    /// # Errors
    /// When that file is wrong.
    pub(super) fn of(language: &Language) -> Result<Words> {
        let path = format!("{}/choice.toml", language.code);
        let Some(text) = embedded::text(&path) else { return Ok(Words::default()) };
        let written: Written =
            toml::from_str(&text).map_err(|e| Error::invalid(&path, e.message().to_owned()))?;
        let set = |name: &str| language.vocabulary.set(name).map_or(0, SetId::bit);
        let list = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut words = Words {
            sets: SETS.iter().map(|&(name, role)| (set(name), role | role::FUNCTION)).collect(),
            prepositions: list(&written.prepositions),
            confusions: written.confusions.iter().map(|group| list(group)).collect(),
            irregular: written.irregular.iter().filter_map(|l| list(l).try_into().ok()).collect(),
            nouns: written.nouns.iter().filter_map(|l| list(l).try_into().ok()).collect(),
            ..Words::default()
        };
        for word in words.prepositions.clone() {
            words.give(&word, role::PREPOSITION | role::FUNCTION);
        }
        for word in words.confusions.clone().into_iter().flatten() {
            words.give(&word, role::CONFUSED);
        }
        let single = [("a", role::A), ("an", role::A), ("the", role::THE), ("it", role::SUBJECT)];
        single.into_iter().chain([("to", role::TO)]).for_each(|(word, role)| words.give(word, role));
        Ok(words)
    }

    fn give(&mut self, word: &str, role: u16) {
        *self.own.entry(folded(word)).or_default() |= role;
    }

    /// The roles of a word by its hash and the sets of the vocabulary that it stands in.
    pub(super) fn roles(&self, hash: u64, sets: u64) -> u16 {
        let of_sets = if sets == 0 {
            0
        } else {
            self.sets.iter().filter(|(bit, _)| bit & sets != 0).fold(0, |roles, (_, role)| roles | role)
        };
        of_sets | self.own.get(&hash).copied().unwrap_or(0)
    }
}
