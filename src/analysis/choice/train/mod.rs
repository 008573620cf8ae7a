//! Makes the models: breaks whole sentences, and learns how the places of the faults differ from all others.

mod breaks;
mod calibrate;
mod descent;
mod examples;
mod learn;

pub use learn::{Options, learn};
