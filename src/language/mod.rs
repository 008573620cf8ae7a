//! What the checker knows of a language, loaded from `rules/<code>`: word lists, conventions, lexicon.
//!
//! Nothing in Rust names an English word; a language is a folder.

pub mod hash;
mod lexicon;
mod vocabulary;

pub use lexicon::Entry;
pub use vocabulary::{SetId, Vocabulary, WordId};

/// A language, ready for analysis and rules.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// ISO 639-1 code, or "any".
    pub code: String,
    /// Words that rules and lists name.
    pub vocabulary: Vocabulary,
}

impl Language {
    /// A language nothing is known of: rules for every language still work.
    pub fn any() -> Self {
        Language { code: "any".into(), ..Language::default() }
    }
}
