//! What a project wants of its checks.
//!
//! Values come in layers: the program's defaults, `mtlint.toml`, its overrides for some files, the flags. Each layer
//! writes into [`Settings`], where every value remembers who set it. [`Policy`] is the settled outcome for one
//! document and all that the checker sees. [`KEYS`] lists what can be set; [`Projects`] finds the file for a path.

mod file;
mod keys;
mod project;
mod settings;

use std::collections::{HashMap, HashSet};

pub use file::{ConfigFile, FILE_NAME};
pub use keys::{KEYS, Key};
pub use project::Projects;
pub use settings::{KnownRule, Level, Origin, Setting, Settings};

use crate::meta::Severity;

/// The rules and thresholds in force for a document.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Findings under this confidence stay out of the report and the score.
    pub min_confidence: f32,
    /// A document whose score is below this fails.
    pub fail_below: f64,
    /// A document whose score is below this needs review.
    pub review_below: f64,
    /// Rule ids and families that are off.
    pub off: HashSet<String>,
    /// Severities that differ from the rules' own, by rule id or family.
    pub severities: HashMap<String, Severity>,
    /// Names and terms that are never flagged, case folded.
    pub allowed: HashSet<String>,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            min_confidence: 0.35,
            fail_below: 95.5,
            review_below: 98.0,
            off: HashSet::new(),
            severities: HashMap::new(),
            allowed: HashSet::new(),
        }
    }
}
