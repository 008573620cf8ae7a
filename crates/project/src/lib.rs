//! What a project wants of its checks, and what is done to its files.
//!
//! [`config`] reads `mtlint.toml`, [`baseline`] knows the findings that are lived with, [`fix`] makes the fixes that are
//! certain, [`annotate`] writes findings into bilingual files, [`packs`] finds languages and
//! rules, [`plan`] makes of settings what checks by them, [`walk`] finds the files of a folder, [`files`] reads them,
//! [`input`] says what of them is checked, [`alone`] checks one as the command does.

pub mod alone;
pub mod annotate;
pub mod baseline;
pub mod config;
pub mod files;
pub mod fix;
pub mod input;
pub mod opened;
pub mod packs;
pub mod place;
pub mod plan;
pub mod twins;
pub mod walk;
