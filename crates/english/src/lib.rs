//! The larger trained models of English, as bytes: `mtlint-languages` hands them on with all else.
//!
//! They stand apart so that no crate is more than a registry takes. The files are those of `rules/en`.

/// Weights of the choices between words and forms: `rules/en/choice.bin`.
pub const CHOICE: &[u8] = include_bytes!("../models/choice.bin");

/// The model of the quality estimate: `rules/en/estimate.bin`.
pub const ESTIMATE: &[u8] = include_bytes!("../models/estimate.bin");
