//! What holds for the check of one document: the outcome of a project's configuration, and all that the checker sees of it.

use std::collections::{HashMap, HashSet};

use crate::gate::Gate;
use crate::meta::Severity;
use crate::termbase::Termbase;
use crate::terms::Terms;

/// The rules and thresholds in force for a document.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Findings under this certainty stay out of the report and the score.
    pub min_certainty: f32,
    /// Rule ids and families that are off.
    pub off: HashSet<String>,
    /// Severities that differ from the rules' own, by rule id or family.
    pub severities: HashMap<String, Severity>,
    /// Names and terms that are never flagged, and whose words are known.
    pub terms: Terms,
    /// Agreed terms of source and translation.
    pub termbase: Termbase,
    /// The language that texts are to be in, where a flag or the configuration says so.
    pub language: Option<String>,
    /// The languages that texts may be in; empty where none is named.
    pub languages: Vec<String>,
    /// Whether a document may pass; the first entry that names its language, or none, holds.
    pub gates: Vec<(Option<String>, Gate)>,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            min_certainty: 0.5,
            off: HashSet::new(),
            severities: HashMap::new(),
            terms: Terms::default(),
            termbase: Termbase::default(),
            language: None,
            languages: Vec::new(),
            gates: vec![(None, Gate::default())],
        }
    }
}

impl Policy {
    /// The conditions for a text in that language.
    pub fn gate(&self, language: Option<&str>) -> &Gate {
        let found = self.gates.iter().find(|(code, _)| code.is_none() || code.as_deref() == language);
        found.map(|(_, gate)| gate).expect("the last gate is for every language")
    }
}
