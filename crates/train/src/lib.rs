//! What makes mtlint's data: treebanks, trainers, evidence, agreement. Nothing here is needed to check a text.

pub mod articles;
pub mod choice;
pub mod estimate;
pub mod evidence;
pub mod lexicon;
mod logistic;
pub mod machine;
pub mod random;
pub mod scorecard;
pub mod sentence;
pub mod tagger;
pub mod treebank;
