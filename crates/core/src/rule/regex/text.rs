//! A text as literals and regexes read it: made once for a block, for all rules.

use crate::rule::regex::folded::{Folded, Stretch};
use crate::rule::regex::letters::Letters;
use crate::rule::regex::required::Literal;

/// A text that is looked through.
pub struct RegexText<'t> {
    folded: Folded<'t>,
    pub(super) letters: Letters<'t>,
}

impl<'t> RegexText<'t> {
    /// Reads a text.
    pub fn of(text: &'t str) -> RegexText<'t> {
        RegexText { folded: Folded::of(text), letters: Letters::new(text) }
    }

    /// Its bytes with ASCII letters in lower case and every run of white space one space: literals are looked for there.
    pub fn folded(&self) -> &[u8] {
        self.folded.bytes()
    }

    /// Where these folded bytes stand in the text, letter by letter; none where white space was folded among them.
    pub fn written(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        self.folded.written(start, end)
    }

    /// Where a match lies that holds `literal` at these folded bytes; none where none can.
    pub fn stretch(&self, literal: &Literal, start: usize, end: usize) -> Option<Stretch> {
        self.folded.stretch(literal, start, end)
    }
}
