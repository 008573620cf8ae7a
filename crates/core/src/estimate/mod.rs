//! How a reader would judge the text, from 0 to 100: a small linear model over what analysis and rules found.
//!
//! Findings give reasons; the estimate gives a number that was trained on human judgement (`docs/ESTIMATE.md`).
//! It reads the block's tokens and findings and, where the input carries it, the source text.

pub mod calibrate;
pub mod compare;
pub mod document;
pub mod families;
pub mod feature;
pub mod grams;
pub mod head;
pub mod letters;
pub mod lexical;
pub mod model;
pub mod ngram;
pub mod origin;
pub mod outcome;
pub mod source;
pub mod text;
