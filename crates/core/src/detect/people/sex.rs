//! What a given name tells of its bearer: names that only men bear, and names that only women bear.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::language::Language;
use crate::language::hash::{ByHash, folded};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sex {
    Man,
    Woman,
}

impl Sex {
    pub(super) fn index(self) -> usize {
        self as usize
    }

    pub(super) fn other(self) -> Sex {
        match self {
            Sex::Man => Sex::Woman,
            Sex::Woman => Sex::Man,
        }
    }
}

/// Given names by folded hash; names that both sexes bear are in no list.
pub(super) struct GivenNames(ByHash<Sex>);

/// The file in the language's folder: names with spaces between them, under `[men]` and `[women]`.
const FILE: &str = "lexicon/given-names.txt";

impl GivenNames {
    /// Returns the names of the language, none where it has no such file.
    pub(super) fn of(language: &Language) -> Result<Arc<GivenNames>> {
        if let Some(names) = language.made.get() {
            return Ok(names);
        }
        let Some((shown, bytes)) = language.data(FILE) else {
            return Ok(language.made.keep(GivenNames(ByHash::default())));
        };
        let text = std::str::from_utf8(&bytes).map_err(|_| Error::invalid(&shown, "it is no UTF-8 text"))?;
        Ok(language.made.keep(GivenNames(read(&shown, text)?)))
    }

    pub(super) fn sex(&self, hash: u64) -> Option<Sex> {
        self.0.get(&hash).copied()
    }
}

fn read(file: &str, text: &str) -> Result<ByHash<Sex>> {
    let mut names = ByHash::default();
    let mut sex = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match (line.trim(), sex) {
            ("[men]", _) => sex = Some(Sex::Man),
            ("[women]", _) => sex = Some(Sex::Woman),
            (line, Some(sex)) => names.extend(line.split_whitespace().map(|name| (folded(name), sex))),
            ("", None) => {}
            (line, None) => {
                let error = Error::invalid(file, format!("“{line}” stands under neither [men] nor [women]"));
                return Err(error.hint("put it under one of them"));
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::{Sex, read};
    use crate::language::hash::folded;

    #[test]
    fn names_by_section() {
        let names = read("x", "# names\n[men]\nBors Emil\n[women]\nIlse\n").unwrap();
        assert_eq!(names.get(&folded("emil")), Some(&Sex::Man));
        assert_eq!(names.get(&folded("Ilse")), Some(&Sex::Woman));
        assert_eq!(names.get(&folded("Bela")), None);
        assert!(read("x", "Bors\n[men]\n").is_err());
    }
}
