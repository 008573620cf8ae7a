//! What was looked up before: a small table by hash, so that a common word costs no walk through the word list.
//!
//! Each place holds the last word that fell on it. It changes no result, only how soon it is there.

use crate::language::{Conventions, Entry, Language, WordId};

/// Places; a power of two. The table stays in the second-level cache.
const PLACES: usize = 4096;

/// All that is looked up for a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KnownWord {
    pub(super) hash: u64,
    pub(super) word: WordId,
    pub(super) entry: Entry,
    /// Bytes of the first part, where the word is a contraction; 0 otherwise.
    pub(super) cut: u8,
}

/// The table; one for each thread.
#[derive(Debug, Default)]
pub(in crate::analysis) struct WordCache {
    places: Vec<KnownWord>,
    /// Address and size of the vocabulary it holds numbers of.
    vocabulary: (usize, usize),
}

impl WordCache {
    /// Forgets everything if it was used with another language.
    pub(super) fn serve(&mut self, language: &Language) {
        let vocabulary = (std::ptr::from_ref(&language.vocabulary).addr(), language.vocabulary.len());
        if self.vocabulary != vocabulary {
            self.vocabulary = vocabulary;
            self.places.clear();
            self.places.resize(PLACES, KnownWord::default());
        }
    }

    /// What is known of the word with this hash. `word` is looked at only where the hash is new.
    pub(super) fn get(
        &mut self,
        language: &Language,
        conventions: &Conventions,
        hash: u64,
        word: &str,
    ) -> KnownWord {
        let place = &mut self.places[hash as usize % PLACES];
        if place.hash != hash {
            let cut = conventions.contractions.get(&hash).map_or(0, |&cut| cut as u8);
            *place = KnownWord {
                hash,
                word: language.vocabulary.get(hash),
                entry: language.entry_of(hash, word),
                cut,
            };
        }
        *place
    }
}
