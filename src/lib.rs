//! mtlint finds the fingerprints of unedited machine translation in an article.
//!
//! The pipeline runs one way: a reader makes a [`document::Document`], analysis finds sentences, tokens, quotations
//! and names, rules find faults, `settle` orders and merges them, `score` weighs them, and a [`check::Review`] holds the outcome for
//! every report. `docs/ARCHITECTURE.md` tells the rest.

pub mod analysis;
pub mod audit;
pub mod baseline;
pub mod check;
pub mod config;
pub mod detect;
pub mod document;
pub mod error;
pub mod estimate;
pub mod evidence;
pub mod finding;
pub mod gate;
pub mod language;
pub mod machine;
pub mod mend;
pub mod meta;
pub mod read;
mod registers;
pub mod report;
pub mod rule;
pub mod score;
pub mod settle;
pub mod span;
pub mod treebank;
