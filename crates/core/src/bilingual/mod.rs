//! A text beside the text that it was translated from: what both sides must have in common, and how they differ.
//!
//! Made for a block when the first rule asks, from both texts alone and what `any/locale` tells of their languages, so
//! that it holds for a target in any language. `fact` reads numbers, times, dates and the like, `code` what a
//! program reads, and the modules that end in `compare` hold them against each other; the detectors of the family `source` say what is a fault.

mod begins;
mod clock;
pub mod code;
pub mod code_compare;
pub mod code_find;
pub mod code_read;
mod code_word;
pub mod compare;
mod count;
mod excuse;
pub mod fact;
mod forms;
mod han;
pub mod latin;
pub mod locale;
mod measure;
pub mod name;
pub mod number;
mod pair;
mod read;
mod roman;
mod same;
mod spelt;
pub mod twins;

pub use pair::{Pair, PairSide};
