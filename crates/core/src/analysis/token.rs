//! A token: a word, clitic, number or mark, with everything a rule compares as an integer.

use serde::Serialize;

use crate::language::{Entry, Tag, WordId};
use crate::span::Span;

/// The smallest unit that rules speak of. Its words are `span` of the block's text; nothing is copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the block.
    pub span: Span,
    /// Folded hash of its words (`language::hash::folded`).
    pub hash: u64,
    /// Its number where a rule or a word list names it.
    pub word: WordId,
    /// What the lexicon says of it.
    pub entry: Entry,
    /// Part of speech.
    pub tag: Tag,
    /// How sure the tagger is: 0 undecided, 255 certain.
    pub margin: u8,
    /// Its form.
    pub shape: Shape,
    /// Quotation depth it stands at.
    pub depth: u8,
    /// True for an object of the block, which no rule reads: code, a key, a formula.
    pub object: bool,
    /// True when white space stands before it; false for a clitic or glued mark, and at the start of the block.
    pub spaced: bool,
}

/// The form of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Shape {
    /// All letters in lower case.
    Lower,
    /// First letter in upper case, the rest lower.
    Capitalised,
    /// All letters in upper case, two or more.
    Upper,
    /// Letters in mixed case.
    Mixed,
    /// Digits, with or without separators.
    Number,
    /// Letters and digits together.
    Alphanumeric,
    /// Letters of a script without case or not of the language's script.
    OtherScript,
    /// A punctuation mark or a run of one mark.
    Mark,
    /// URL, e-mail address, hashtag, handle, file name.
    Address,
    /// Anything else.
    #[default]
    Symbol,
}

impl Shape {
    /// True for letters of any kind.
    pub fn is_word(self) -> bool {
        matches!(
            self,
            Shape::Lower
                | Shape::Capitalised
                | Shape::Upper
                | Shape::Mixed
                | Shape::Alphanumeric
                | Shape::OtherScript
        )
    }

    /// True when the first letter is in upper case.
    pub fn is_capital(self) -> bool {
        matches!(self, Shape::Capitalised | Shape::Upper)
    }
}
