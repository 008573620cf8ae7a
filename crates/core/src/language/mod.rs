//! What the checker knows of a language, loaded from `rules/<code>`: word lists, conventions, lexicon.
//!
//! Nothing in Rust names an English word; a language is a folder. `definition` says what its `language.toml` may hold,
//! `pack` carries the folders, `lexicon` is its word list, `morphology` its word formation, `vocabulary` the words
//! that lists and rules name.

mod convention;
mod definition;
pub mod hash;
pub mod lexicon;
mod morphology;
mod pack;
mod vocabulary;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

pub use convention::{Currency, Month, NumberWord, QuotePair, Quotes, Title, Unit};
pub use lexicon::{Entry, Lexicon};
pub use morphology::{Marks, Morphology, Prefix, Suffix};
pub use pack::Pack;
pub use vocabulary::{SetId, Vocabulary, WordId};

use crate::error::Result;

/// A language as the rules see it. Public fields are read-only in practice: nothing changes after loading but the
/// vocabulary, which the rules enlarge while they load.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// Where its data comes from.
    pub pack: Arc<Pack>,
    /// ISO 639 code ("en"); "any" for a language without a folder.
    pub code: String,
    /// Name in English ("English").
    pub name: String,
    /// The words of the lists under `[sets]`, by list. Rules add theirs.
    pub vocabulary: Vocabulary,
    /// The word list with kinds and frequencies, where the language has one.
    pub lexicon: Option<Lexicon>,
    /// Word formation.
    pub morphology: Morphology,
    /// Quotation marks and how they are used.
    pub quotes: Quotes,
    /// Abbreviations that never end a sentence, without the last full stop ("Mr", "e.g"), by folded hash.
    pub never_final: WordHashes,
    /// Abbreviations whose full stop may also end the sentence ("etc", "U.S", "Inc"), by folded hash.
    pub may_be_final: WordHashes,
    /// Titles and roles of persons.
    pub titles: Vec<Title>,
    /// The twelve months in order.
    pub months: Vec<Month>,
    /// Number words with their values.
    pub numbers: Vec<NumberWord>,
    /// Units of measurement.
    pub units: Vec<Unit>,
    /// Currencies.
    pub currencies: Vec<Currency>,
    /// Lists whose members may have several words ("past-time": "last week"), by name; in lower case.
    pub phrases: BTreeMap<String, Vec<String>>,
}

/// Words as folded hashes, for a quick yes or no.
pub type WordHashes = HashSet<u64, std::hash::BuildHasherDefault<vocabulary::IdentityHasher>>;

impl Language {
    /// Loads the language of that code from `pack`. One without a folder there is "any", a language nothing is known
    /// of: quotation marks and units only, no words. Rules for every language still work.
    ///
    /// # Errors
    /// When one of its files is wrong, with the place.
    pub fn load(pack: &Arc<Pack>, code: &str) -> Result<Language> {
        let path = format!("{code}/language.toml");
        let code = if pack.text(&path).is_some() { code } else { "any" };
        let path = format!("{code}/language.toml");
        let read = |name: &str| pack.bytes(&format!("{code}/{name}"));
        let language = match pack.text(&path) {
            Some(text) => definition::load(&pack.shown(&path), &text, &read)?,
            None => Language { code: code.to_owned(), ..Language::default() },
        };
        Ok(Language { pack: pack.clone(), ..language })
    }

    /// Returns the bytes of a file in the language's folder, and its path as messages show it.
    pub fn data(&self, name: &str) -> Option<(String, Cow<'static, [u8]>)> {
        let path = format!("{}/{name}", self.code);
        Some((self.pack.shown(&path), self.pack.bytes(&path)?))
    }

    /// Returns whether a file in the language's folder is part of the program, so that its tests held it whole.
    pub fn is_built_in(&self, name: &str) -> bool {
        self.pack.is_built_in(&format!("{}/{name}", self.code))
    }

    /// What the lexicon says of a word in any case, else what word formation says; [`Entry::UNKNOWN`] otherwise.
    pub fn entry(&self, word: &str) -> Entry {
        self.entry_of(hash::folded(word), word)
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

/// The `[morphology]` of a `language.toml`, named `file` in errors: a lexicon is built before its language can load.
///
/// # Errors
/// When the text is no valid `language.toml`.
pub fn morphology(file: &str, text: &str) -> Result<Morphology> {
    definition::morphology(file, text)
}

#[cfg(test)]
mod tests;
