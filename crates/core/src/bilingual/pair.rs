//! Both sides of a block, read once for all rules that compare them.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::bilingual::compare::{self, Difference};
use crate::bilingual::fact::{Facts, Text};
use crate::bilingual::locale::{Locale, Locales, fold};
use crate::document::{Block, Original};
use crate::span::Cover;

/// One side.
pub struct Side<'b> {
    /// Its text.
    pub text: &'b str,
    /// The text in lower case, of the same length.
    pub folded: String,
    /// Its language.
    pub locale: Arc<Locale>,
    /// Numbers and the like.
    pub facts: Facts,
}

/// A block and its source.
pub struct Pair<'b> {
    /// The source.
    pub source: Side<'b>,
    /// The translation.
    pub target: Side<'b>,
    differences: OnceCell<Vec<Difference>>,
}

impl<'b> Side<'b> {
    fn of(text: &'b str, locale: Arc<Locale>) -> Side<'b> {
        let folded = fold(text);
        let facts = Facts::of(&Text { text, folded: &folded, locale: &locale }, &Cover::default());
        Side { text, folded, locale, facts }
    }
}

impl<'b> Pair<'b> {
    /// Reads both sides of a block; `language` is that of the translation where the block does not say.
    pub fn of(block: &'b Block, original: &'b Original, language: &str, locales: &Locales) -> Pair<'b> {
        let code = block.language.as_deref().unwrap_or(language);
        let guessed = original.language.is_none().then(|| crate::analysis::language_of(&original.text)).flatten();
        let from = original.language.as_deref().or(guessed.as_ref().map(|(code, _)| code.as_str()));
        let source = Side::of(&original.text, locales.of(from));
        let target = Side::of(&block.text, locales.of(Some(code)));
        Pair { source, target, differences: OnceCell::new() }
    }

    /// Returns how the numbers, times, dates, months and countries of the two sides differ.
    pub fn differences(&self) -> &[Difference] {
        self.differences.get_or_init(|| {
            let spelled = [self.source.locale.is_known(), self.target.locale.is_known()];
            compare::differences(&self.source.facts, &self.target.facts, spelled)
        })
    }
}
