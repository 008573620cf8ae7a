//! What the checker knows of a language, loaded from `rules/<code>`: word lists, conventions, lexicon.
//!
//! Nothing in Rust names an English word; a language is a folder.

pub mod hash;
mod vocabulary;

pub use vocabulary::{SetId, Vocabulary, WordId};
