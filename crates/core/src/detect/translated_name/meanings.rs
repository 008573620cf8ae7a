//! What names mean where they are words too: “Deniz” is the sea, “Lev” a lion.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::language::Language;
use crate::language::hash::{ByHash, folded};

/// The names that mean a word, by the word's folded hash.
pub(super) struct Meanings(ByHash<Vec<(u64, String)>>);

/// The file in the language's folder: "word: Name Name …" a line.
const FILE: &str = "lexicon/name-meanings.txt";

impl Meanings {
    /// Returns the table of the language, an empty one where it has no such file.
    pub(super) fn of(language: &Language) -> Result<Arc<Meanings>> {
        if let Some(meanings) = language.made.get() {
            return Ok(meanings);
        }
        let Some((shown, bytes)) = language.data(FILE) else {
            return Ok(language.made.keep(Meanings(ByHash::default())));
        };
        let text = std::str::from_utf8(&bytes).map_err(|_| Error::invalid(&shown, "it is no UTF-8 text"))?;
        Ok(language.made.keep(Meanings(read(&shown, text)?)))
    }

    /// The names that mean the word with this hash, with their own hashes.
    pub(super) fn names(&self, word: u64) -> &[(u64, String)] {
        self.0.get(&word).map_or(&[], Vec::as_slice)
    }

    /// True when the name means the word.
    pub(super) fn means(&self, name: u64, word: u64) -> bool {
        self.names(word).iter().any(|(n, _)| *n == name)
    }
}

fn read(file: &str, text: &str) -> Result<ByHash<Vec<(u64, String)>>> {
    let mut meanings: ByHash<Vec<(u64, String)>> = ByHash::default();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let Some((word, names)) = line.split_once(':') else {
            let error = Error::invalid(file, format!("“{line}” has no colon"));
            return Err(error.hint("write “word: Name Name”"));
        };
        let names = names.split_whitespace().map(|name| (folded(name), name.to_owned()));
        meanings.entry(folded(word.trim())).or_default().extend(names);
    }
    Ok(meanings)
}

#[cfg(test)]
mod tests {
    use super::{Meanings, read};
    use crate::language::hash::folded;

    #[test]
    fn words_and_names() {
        let meanings = Meanings(read("x", "# list\nlion: Lev Aslan\nsea: Deniz\n").unwrap());
        assert!(meanings.means(folded("Aslan"), folded("Lion")));
        assert!(!meanings.means(folded("Deniz"), folded("lion")));
        assert!(read("x", "lion Lev\n").is_err());
    }
}
