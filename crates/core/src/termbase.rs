//! Agreed terms of a project: which word of the source is which word of the translation, and which must not be used.
//!
//! Before a segment is checked, the terms that its source may hold are written to its unit, where rules read them.

use std::collections::HashMap;

use crate::bilingual::locale::{fold, is_letter, is_unspaced};
use crate::document::{Document, Unit};
use crate::language::codes;

/// A term: its word in the source and those that may stand for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The word of the source; empty where the target word is meant wherever it stands.
    pub source: String,
    /// Its translations, `|` between them; after `!` a word that must not be used.
    pub target: String,
    /// The languages of both, where the termbase says so.
    pub languages: Option<(String, String)>,
}

/// The terms of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Termbase {
    terms: Vec<Term>,
    /// By the first letters of the source word.
    beginnings: HashMap<String, Vec<u32>>,
}

/// Letters by which terms are looked up.
const BEGINNING: usize = 3;

fn beginning(text: &str) -> String {
    text.chars().take(BEGINNING).collect()
}

impl Termbase {
    /// Adds a term.
    pub fn add(&mut self, term: Term) {
        let at = self.terms.len() as u32;
        self.beginnings.entry(beginning(&fold(&term.source))).or_default().push(at);
        self.terms.push(term);
    }

    /// True when there is no term.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Returns the terms that a source may hold, in the order of the termbase.
    pub fn of(&self, source: &str, from: Option<&str>, to: Option<&str>) -> Vec<(String, String)> {
        let folded = fold(source);
        let mut found: Vec<u32> = self.beginnings.get("").into_iter().flatten().copied().collect();
        let mut before = ' ';
        for (at, c) in folded.char_indices() {
            if (!is_letter(before) || is_unspaced(c)) && !c.is_whitespace() {
                // A word of two letters is its own beginning.
                for letters in 1..=BEGINNING {
                    let start: String = folded[at..].chars().take(letters).collect();
                    found.extend(self.beginnings.get(&start).into_iter().flatten());
                }
            }
            before = c;
        }
        found.sort_unstable();
        found.dedup();
        let speaks = |term: &Term| {
            let holds = |code: Option<&str>, known: &str| code.is_none_or(|c| codes::same(c, known));
            term.languages.as_ref().is_none_or(|(a, b)| holds(from, a) && holds(to, b))
        };
        let terms = found.into_iter().map(|at| &self.terms[at as usize]).filter(|t| speaks(t));
        terms.map(|t| (t.source.clone(), t.target.clone())).collect()
    }

    /// Writes to each segment of a document the terms that its source may hold.
    pub fn demand(&self, document: &mut Document) {
        if self.is_empty() {
            return;
        }
        let language = document.language.clone();
        for block in &mut document.blocks {
            let Some(original) = &block.original else { continue };
            let to = block.language.as_deref().or(language.as_deref());
            let terms = self.of(&original.text, original.language.as_deref(), to);
            if !terms.is_empty() {
                block.unit.get_or_insert_with(|| Box::new(Unit::default())).terms.extend(terms);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Term, Termbase};

    #[test]
    fn terms_are_found_by_their_beginning_and_language() {
        let mut base = Termbase::default();
        let term = |source: &str, target: &str, languages: Option<(&str, &str)>| Term {
            source: source.into(),
            target: target.into(),
            languages: languages.map(|(a, b)| (a.into(), b.into())),
        };
        base.add(term("Zugbrücke", "drawbridge", Some(("de", "en"))));
        base.add(term("码头", "quay", None));
        base.add(term("", "!lift bridge", None));
        let of = |text: &str, from: &str| base.of(text, Some(from), Some("en")).len();
        assert_eq!(of("Die Zugbrücken sind zu.", "de"), 2);
        assert_eq!(of("Die Zugbrücken sind zu.", "nl"), 1);
        assert_eq!(of("在码头上", "zh"), 2);
    }
}
