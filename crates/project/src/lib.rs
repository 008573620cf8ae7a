//! What a project wants of its checks, and what is done to its files.
//!
//! [`config`] reads `mtlint.toml`, [`baseline`] knows the findings that are lived with, [`mend`] makes the fixes that are
//! certain, [`annotate`] writes findings into bilingual files, [`packs`] finds languages and
//! rules, [`walk`] finds the files of a folder, [`files`] reads them.

pub mod annotate;
pub mod baseline;
pub mod config;
pub mod files;
pub mod mend;
pub mod packs;
pub mod twins;
pub mod walk;
