//! The middle of mtlint: text in, review out.
//!
//! The pipeline runs one way: analysis finds sentences, tokens, quotations and names in a [`document::Document`], rules
//! find faults, `settle` orders and merges them, `score` weighs them, and a [`check::Review`] holds the outcome.
//! Nothing here reads files, knows a command line or keeps a database.

pub mod analysis;
pub mod bilingual;
pub mod check;
pub mod container;
pub mod detect;
pub mod detected;
pub mod document;
pub mod error;
pub mod estimate;
pub mod finding;
pub mod gate;
pub mod language;
pub mod machine;
pub mod meta;
pub mod policy;
mod registers;
pub mod rule;
pub mod score;
pub mod settle;
mod side_by_side;
pub mod span;
pub mod termbase;
pub mod terms;

#[cfg(test)]
pub(crate) mod tests {
    //! What the unit tests of this crate run with.

    use std::sync::Arc;

    use crate::language::{Language, Pack};

    /// Returns the languages that are part of the program.
    pub fn pack() -> Arc<Pack> {
        Arc::new(Pack::embedded(mtlint_languages::FILES, mtlint_languages::LITERALS))
    }

    /// Returns English.
    pub fn english() -> Language {
        Language::load(&pack(), "en").expect("it is part of the program")
    }
}
