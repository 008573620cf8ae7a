//! Training an estimate from segments that people judged or repaired.
//!
//! [`segment`] reads the data, [`prepare`] runs the check on it, [`layer`] fits what yields features (n-gram weights,
//! lexical tables) and cross-fits it, [`fit`] has `heads` fit on those features and `assemble` write the model.

pub mod agreement;
mod assemble;
mod curve;
pub mod fit;
mod heads;
pub mod layer;
pub mod metrics;
pub mod prepare;
mod repair;
pub mod ridge;
mod row;
pub mod run;
pub mod segment;
pub mod ter;
