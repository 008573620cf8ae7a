//! What the checker knows of a language, loaded from `rules/<code>`: word lists, conventions, lexicon.
//!
//! Nothing in Rust names an English word; a language is a folder. `definition` says what its `language.toml` may hold,
//! `pack` carries the folders, `lexicon` is its word list, `morphology` its word formation, `vocabulary` the words
//! that lists and rules name.

mod class;
pub mod codes;
mod convention;
mod conventions;
mod definition;
mod grammar;
pub mod hash;
mod inflect;
pub mod lexicon;
mod made;
mod morphology;
mod pack;
mod small_words;
mod tag;
mod tag_set;
mod vocabulary;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::container::{Container, Content, Trust};
use crate::error::Result;

pub use class::Class;
pub use convention::{Currency, MeasureUnit, Month, NumberWord, QuotePair, Quotes, Title};
pub use conventions::Conventions;
pub use definition::morphology;
pub use grammar::{FigureWords, Grammar, Relative, Way};
pub use lexicon::{Entry, Lexicon};
pub use made::Made;
pub use morphology::{Irregular, Marks, Morphology, Prefix, Suffix};
pub use pack::{ANY, KnownLiteral, KnownLiterals, Pack};
pub use small_words::SmallWords;
pub use tag::Tag;
pub use tag_set::TagSet;
pub use vocabulary::{SetId, Vocabulary, WordId};

/// A language as the rules see it. Public fields are read-only in practice: nothing changes after loading but the
/// vocabulary, which the rules enlarge while they load.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// Where its data comes from.
    pub pack: Arc<Pack>,
    /// What was worked out of its data.
    pub made: Made,
    /// ISO 639 code ("en"); "any" for a language without a folder.
    pub code: String,
    /// Name in English ("English").
    pub name: String,
    /// The fine tags of its words; empty for a language without a tagger.
    pub tags: TagSet,
    /// The words of the lists under `[sets]`, by list. Rules add theirs.
    pub vocabulary: Vocabulary,
    /// The word list with kinds and frequencies, where the language has one.
    pub lexicon: Option<Lexicon>,
    /// Word formation.
    pub morphology: Morphology,
    /// Quotation marks and how they are used.
    pub quotes: Quotes,
    /// How it cuts its words and opens its sentences.
    pub conventions: Conventions,
    /// What code asks for by its use.
    pub grammar: Grammar,
    /// Titles and roles of persons.
    pub titles: Vec<Title>,
    /// The twelve months in order.
    pub months: Vec<Month>,
    /// Number words with their values.
    pub numbers: Vec<NumberWord>,
    /// Units of measurement.
    pub units: Vec<MeasureUnit>,
    /// Currencies.
    pub currencies: Vec<Currency>,
    /// The small words of many languages, which tell a text in another one.
    pub small_words: Arc<SmallWords>,
    /// Lists whose members may have several words ("past-time": "last week"), by name; in lower case.
    pub phrases: BTreeMap<String, Vec<String>>,
}

impl Language {
    /// Returns the bytes of a file in the language's folder, and its path as messages show it.
    pub fn data(&self, name: &str) -> Option<(String, Cow<'static, [u8]>)> {
        let path = format!("{}/{name}", self.code);
        Some((self.pack.shown(&path), self.pack.bytes(&path)?))
    }

    /// Opens a file of trained data in the language's folder, with its path as messages show it; nothing where there
    /// is none.
    ///
    /// # Errors
    /// When it holds something else, is of another version, cut off, or changed.
    pub fn container(&self, name: &str, content: Content) -> Result<Option<(String, Container)>> {
        let Some((file, bytes)) = self.data(name) else { return Ok(None) };
        let trust = Trust::of_own(self.is_built_in(name));
        let container = Container::open(&file, content, bytes, trust)?;
        Ok(Some((file, container)))
    }

    /// Returns whether a file in the language's folder is part of the program, so that its tests held it whole.
    pub fn is_built_in(&self, name: &str) -> bool {
        self.pack.is_built_in(&format!("{}/{name}", self.code))
    }

    /// What the lexicon says of a word in any case, else what word formation says; [`Entry::UNKNOWN`] otherwise.
    pub fn entry(&self, word: &str) -> Entry {
        self.entry_of(hash::folded(word), word)
    }

    /// The language that the small words of a text tell, where they do; see [`SmallWords::language_of`].
    pub fn small_words_of(&self, text: &str) -> Option<&'static str> {
        let is_word = |word| self.lexicon.as_ref().is_some_and(|lexicon| lexicon.get(word).is_word());
        self.small_words.language_of(text, is_word)
    }

    /// How common the word with this folded hash is, see [`Entry::frequency`].
    pub(crate) fn frequency_of(&self, folded: u64) -> u8 {
        self.lexicon.as_ref().map_or(0, |lexicon| lexicon.get(folded).frequency())
    }

    /// The same for a word whose folded hash is at hand.
    pub fn entry_of(&self, folded: u64, word: &str) -> Entry {
        let Some(lexicon) = &self.lexicon else { return Entry::UNKNOWN };
        let entry = lexicon.get(folded);
        if entry.is_known() {
            return entry;
        }
        self.morphology.analyse(lexicon, word).with_frequency(entry.frequency())
    }

    /// True for a word, a name, a regular formation, a compound of such with hyphens, and whatever holds a digit.
    /// False for a person's name in lower case, and for everything in a language without a word list.
    pub fn knows(&self, word: &str) -> bool {
        let entry = self.entry(word);
        // A person's name in lower case is no word: lists of surnames hold nearly every short string.
        if entry.is_known() && !(entry.is_only_person() && word.starts_with(char::is_lowercase)) {
            return true;
        }
        if word.bytes().any(|b| b.is_ascii_digit()) {
            return true;
        }
        let parts = word.split(['-', '‑', '–', '/', '.']).filter(|part| !part.is_empty());
        let mut parts = parts.peekable();
        let first = parts.next();
        first.is_some()
            && parts.peek().is_some()
            && first.into_iter().chain(parts).all(|part| self.knows(part))
    }
}

#[cfg(test)]
mod tests;
