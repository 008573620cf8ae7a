//! Rules: read from files, compiled, and run over a block behind one prefilter.
//!
//! A rule is always one TOML file; `file` reads it, `pack` finds the files, `matcher` compiles what stands under
//! `[match]`, and [`RuleSet`] runs all of them over a block, touching only those whose literals or words occur in it.

mod decode;
mod file;
mod fix;
mod genres;
mod literals;
mod matcher;
mod pack;
mod pattern;
mod phrases;
mod place;
mod prefilter;
mod regex;
mod run;
mod set;
mod source;
mod usage;

pub use pack::{RuleSource, sources};
pub use set::{Rule, RuleHit, RuleSet};
