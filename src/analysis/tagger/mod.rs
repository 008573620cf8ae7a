//! Part-of-speech tagging.

mod tag;

pub use tag::Tag;
