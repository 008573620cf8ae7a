//! A fault that a rule found: which rule, where in the file, why, and what to do.
//!
//! Findings hold spans only; lines and columns are worked out where a report is rendered.

use std::sync::Arc;

use crate::meta::{RuleMeta, Severity};
use crate::span::FileSpan;

/// One fault in a document.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that fired.
    pub rule: Arc<RuleMeta>,
    /// The rule's severity, or the one the configuration sets.
    pub severity: Severity,
    /// How sure this finding is, 0 to 1: the rule's confidence, moved by what surrounds the finding.
    pub confidence: f32,
    /// How much surer the place is than an ordinary one of its rule, as a factor on the rule's confidence; mostly 1.
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
    /// The text to put in place of `span`, where the mend is certain.
    pub suggestion: Option<String>,
}

/// A place that explains a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// Bytes of the file's decoded text.
    pub span: FileSpan,
    /// What stands there.
    pub message: String,
}
