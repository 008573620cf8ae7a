//! The words that rules and word lists name, each with a number, so that a token is compared as an integer.
//!
//! Filled while the language and the rules load, read-only afterwards. A word outside it is [`WordId::NONE`].

use std::collections::HashMap;

use crate::language::hash;

/// A word of the vocabulary; case folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that no rule and no list names.
    pub const NONE: WordId = WordId(0);
}

/// A named word list of the language ("speech-verb"): one bit of a word's sets. At most 64 in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetId(pub u8);

impl SetId {
    /// The list's bit in [`Vocabulary::sets`].
    pub fn bit(self) -> u64 {
        1 << self.0
    }
}

/// Words by folded hash, with the lists they belong to.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    ids: HashMap<u64, u32, Identity>,
    sets: Vec<u64>,
    hashes: Vec<u64>,
    names: Vec<String>,
}

/// Keys are hashes already.
type Identity = std::hash::BuildHasherDefault<IdentityHasher>;

/// Passes a 64-bit hash through.
#[derive(Clone, Debug, Default)]
pub struct IdentityHasher(u64);

impl std::hash::Hasher for IdentityHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(b);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary { ids: HashMap::default(), sets: vec![0], hashes: vec![0], names: Vec::new() }
    }
}

impl Vocabulary {
    /// The number of `word`, which enters the vocabulary if it is new.
    pub fn intern(&mut self, word: &str) -> WordId {
        self.enter(hash::folded(word))
    }

    /// The number of the word with this folded hash, which enters the vocabulary if it is new.
    pub(crate) fn enter(&mut self, folded: u64) -> WordId {
        let next = self.sets.len() as u32;
        let id = *self.ids.entry(folded).or_insert(next);
        if id == next {
            self.sets.push(0);
            self.hashes.push(folded);
        }
        WordId(id)
    }

    /// The number of the word with this folded hash.
    pub fn get(&self, folded: u64) -> WordId {
        WordId(self.ids.get(&folded).copied().unwrap_or(0))
    }

    /// The word lists a word stands in, as bits.
    pub fn sets(&self, word: WordId) -> u64 {
        self.sets[word.0 as usize]
    }

    /// The folded hash of a word.
    pub(crate) fn hash(&self, word: WordId) -> u64 {
        self.hashes[word.0 as usize]
    }

    /// True when `word` stands in the list.
    pub fn is_in(&self, word: WordId, set: SetId) -> bool {
        self.sets(word) & set.bit() != 0
    }

    /// Adds a named list of single words. Returns nothing when 64 lists are there already.
    pub fn add_set<'w>(&mut self, name: &str, words: impl IntoIterator<Item = &'w str>) -> Option<SetId> {
        let set = match self.set(name) {
            Some(set) => set,
            None if self.names.len() == 64 => return None,
            None => {
                self.names.push(name.to_owned());
                SetId(self.names.len() as u8 - 1)
            }
        };
        for word in words {
            let id = self.intern(word);
            self.sets[id.0 as usize] |= set.bit();
        }
        Some(set)
    }

    /// The list of that name.
    pub fn set(&self, name: &str) -> Option<SetId> {
        self.names.iter().position(|n| n == name).map(|i| SetId(i as u8))
    }

    /// The names of all lists, in the order they were added.
    pub fn set_names(&self) -> &[String] {
        &self.names
    }

    /// The number of words plus one: ids run below it.
    pub fn len(&self) -> usize {
        self.sets.len()
    }

    /// True when no word has entered.
    pub fn is_empty(&self) -> bool {
        self.sets.len() == 1
    }
}
