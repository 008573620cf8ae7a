//! Training an estimate from segments that people judged or repaired.
//!
//! [`segment`] reads the data, [`prepare`] runs the check on it, [`layer`] fits what yields features (n-gram weights,
//! lexical tables) and cross-fits it, [`fit`] fits the heads on those features and writes the model.

mod assemble;
pub mod fit;
pub mod layer;
pub mod prepare;
pub mod run;
pub mod segment;
