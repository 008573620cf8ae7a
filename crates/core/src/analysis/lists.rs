//! The word lists and titles of a language that analysis asks for, found once by name.
//!
//! A list that the language does not have is empty. The lists themselves stand in `rules/<code>/language.toml`.

use crate::analysis::Token;
use crate::language::hash::{ByHash, folded};
use crate::language::{Language, SetId, WordId};

/// Lists by what analysis uses them for.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// Verbs of speech in all forms.
    pub(super) speech: WordLists,
    /// Those that do little else than attribute.
    pub(super) speech_core: WordLists,
    /// Words that open a subordinate clause.
    pub(super) subordinator: WordLists,
    /// "de", "van", "bin": lower-case words inside names.
    pub(super) particle: WordLists,
    /// "Ministry", "University", "Inc".
    pub(super) organisation: WordLists,
    /// "River", "Street".
    pub(super) place: WordLists,
    /// Months and weekdays: capitalised, yet no names.
    pub(super) calendar: WordLists,
    /// Offices and professions.
    pub(super) role: WordLists,
    /// Forms of the verbs that stand before their subject in a question.
    pub(super) auxiliary: WordLists,
    /// Titles that stand before a name.
    pub(super) titles: Titles,
}

/// A word list, or several together: a word is in it when one of the bits is set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordLists(u64);

impl WordLists {
    /// True when the token's word is in the list.
    pub(super) fn has(self, language: &Language, token: &Token) -> bool {
        self.holds(language, token.word)
    }

    /// True when the word is in the list.
    pub(super) fn holds(self, language: &Language, word: WordId) -> bool {
        self.0 != 0 && language.vocabulary.sets(word) & self.0 != 0
    }
}

impl Lists {
    /// The lists of `language`.
    pub(super) fn of(language: &Language) -> Self {
        let bit = |name: &str| language.vocabulary.set(name).map_or(0, SetId::bit);
        let list = |name: &str| WordLists(bit(name));
        Lists {
            speech: list("speech-verb"),
            speech_core: list("speech-verb-core"),
            subordinator: list("subordinator"),
            particle: list("name-particle"),
            organisation: list("organisation-word"),
            place: list("place-word"),
            calendar: WordLists(bit("month") | bit("weekday")),
            role: WordLists(bit("role") | bit("title")),
            auxiliary: WordLists(bit("auxiliary") | bit("finite-auxiliary")),
            titles: Titles::of(language),
        }
    }
}

/// Titles by their first and by their last word.
#[derive(Clone, Debug, Default)]
pub(super) struct Titles {
    starts: ByHash<Vec<Vec<u64>>>,
    ends: ByHash<Vec<Vec<u64>>>,
}

impl Titles {
    fn of(language: &Language) -> Self {
        let mut titles = Titles::default();
        for title in language.titles.iter().filter(|t| t.before_name) {
            let mut words: Vec<u64> = title.text.split([' ', '-']).map(folded).collect();
            titles.add(&words);
            if title.short {
                // Written with its full stop as well.
                words = title.text.split([' ', '-']).map(|w| folded(&format!("{w}."))).collect();
                titles.add(&words);
            }
        }
        titles
    }

    fn add(&mut self, words: &[u64]) {
        if let (Some(&first), Some(&last)) = (words.first(), words.last()) {
            self.starts.entry(first).or_default().push(words.to_vec());
            self.ends.entry(last).or_default().push(words.to_vec());
        }
    }

    /// The number of tokens of the longest title at the beginning of `tokens`; 0 without one.
    pub(super) fn at_start(&self, tokens: &[Token]) -> usize {
        let Some(first) = tokens.first() else { return 0 };
        let fits = |words: &&Vec<u64>| {
            words.len() <= tokens.len() && words.iter().zip(tokens).all(|(&hash, token)| hash == token.hash)
        };
        self.starts.get(&first.hash).into_iter().flatten().filter(fits).map(Vec::len).max().unwrap_or(0)
    }

    /// The number of tokens of the longest title at the end of `tokens`.
    pub(super) fn at_end(&self, tokens: &[Token]) -> usize {
        let Some(last) = tokens.last() else { return 0 };
        let fits = |words: &&Vec<u64>| {
            words.len() <= tokens.len()
                && words.iter().rev().zip(tokens.iter().rev()).all(|(&hash, token)| hash == token.hash)
        };
        self.ends.get(&last.hash).into_iter().flatten().filter(fits).map(Vec::len).max().unwrap_or(0)
    }
}
