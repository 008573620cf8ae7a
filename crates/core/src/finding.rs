//! A fault that a rule found: which rule, where in the file, why, and what to do.
//!
//! Findings hold spans only; lines and columns are worked out where a report is rendered. Those that a project has
//! accepted are no longer findings that count: they are [`SetAside`].

use std::sync::Arc;

use crate::meta::{RuleMeta, Severity};
use crate::span::{FileSpan, Span};

/// One fault in a document.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that fired.
    pub rule: Arc<RuleMeta>,
    /// The rule's severity, or the one the configuration sets.
    pub severity: Severity,
    /// How likely the place is wrong, whoever wrote the text, 0 to 1: by the rule, its own sentence, and proof elsewhere
    /// in the document; never by how the rest reads.
    pub certainty: f32,
    /// How much it tells of unedited translation: the rule's `machine`.
    pub machine: f32,
    /// How much surer the place is than an ordinary one of its rule, as a factor on the rule's certainty; mostly 1.
    pub weight: f32,
    /// Points against the score; 0 where a heavier finding on the same words is counted instead.
    pub penalty: f64,
    /// Index of the block it lies in.
    pub block: usize,
    /// The bytes of the file's decoded text at fault.
    pub span: FileSpan,
    /// Other places that explain it: the first mention of a name, the quotation mark that opened.
    pub related: Vec<Related>,
    /// The reason, in plain words, about this place.
    pub message: String,
    /// The text that may be meant in place of `span`: advice, unless `edits` say the same.
    pub suggestion: Option<String>,
    /// What it is known by when the text around it moves.
    pub fingerprint: Fingerprint,
    /// What fixes it for certain, in order and apart from each other; empty where only a person can tell.
    pub edits: Vec<Edit>,
}

impl Finding {
    /// Returns what it costs by itself, in points: the weight of its severity times its certainty.
    pub fn cost(&self) -> f64 {
        let weight = match self.severity {
            Severity::Minor if self.rule.category.ends_with("/punctuation") => 0.1,
            Severity::Minor => 1.0,
            Severity::Major => 5.0,
            Severity::Critical => 25.0,
        };
        weight * f64::from(self.certainty)
    }
}

/// What a finding of a rule is known by wherever its text moves to: hashes of words, case and marks left out. The same
/// on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// The words at fault.
    pub words: u64,
    /// The sentence that holds them; all sentences that it touches.
    pub sentence: u64,
    /// The sentence before, of an earlier block where the first of its own is meant; 0 at the beginning.
    pub before: u64,
    /// The sentence after; 0 at the end.
    pub after: u64,
}

/// A finding that the project has accepted. It is reported, costs nothing, and the gate does not see it.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// The finding; its penalty is 0.
    pub finding: Finding,
    /// Who accepted it.
    pub why: Aside,
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aside {
    /// It stands in the baseline.
    Known,
    /// A comment in the text suppresses it.
    Suppressed {
        /// The reason that the comment gives.
        reason: String,
    },
}

/// Words of a block, and those to put in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the block's text; never empty.
    pub span: Span,
    /// What belongs there; empty where the words are to go.
    pub text: String,
}

impl Edit {
    /// `edits`, in order, made in `text`, which begins at byte `from` of its block and holds all of them.
    pub fn apply<'e>(text: &str, from: u32, edits: impl IntoIterator<Item = &'e Edit>) -> String {
        let (mut fixed, mut at) = (String::with_capacity(text.len()), 0);
        for edit in edits {
            fixed.push_str(&text[at..(edit.span.start - from) as usize]);
            fixed.push_str(&edit.text);
            at = (edit.span.end - from) as usize;
        }
        fixed + &text[at..]
    }
}

/// A place that explains a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// Bytes of the file's decoded text.
    pub span: FileSpan,
    /// What stands there.
    pub message: String,
}
