//! What a rule says of itself as JSON: a line of `mtlint rules list --json`, and all of it for a server's `explain`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::rounded;
use mtlint_core::meta::{Example, RuleMeta, Severity};

/// A rule in one line.
#[derive(Serialize, JsonSchema)]
pub struct RuleRecord<'a> {
    /// MQM dimension and type.
    category: &'a str,
    /// How likely a finding is right in a text that is otherwise fine, 0 to 1.
    certainty: f64,
    /// The group that it stands in.
    family: &'a str,
    /// Names the defect.
    id: &'a str,
    /// Code of its language, or "any".
    language: &'a str,
    /// How much a finding tells of unedited translation: the natural logarithm of a ratio.
    machine: f64,
    /// How heavy a finding is.
    severity: Severity,
    /// What is wrong, in one line.
    summary: &'a str,
}

/// A rule with its reasons and examples.
#[derive(Serialize, JsonSchema)]
pub struct RuleExplained<'a> {
    /// The rule in one line.
    #[serde(flatten)]
    rule: RuleRecord<'a>,
    /// Where the defect comes from and why it matters.
    why: &'a str,
    /// What an editor does about it.
    fix: &'a str,
    /// True where some of its findings are fixed for certain.
    fixable: bool,
    /// Texts that it finds.
    bad: Vec<ExampleRecord<'a>>,
    /// Texts that it leaves alone.
    good: Vec<ExampleRecord<'a>>,
}

/// A text with the defect, or without it.
#[derive(Serialize, JsonSchema)]
struct ExampleRecord<'a> {
    /// The text.
    text: &'a str,
    /// What it was translated from.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    /// The words at fault.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    mark: &'a [String],
    /// The text once what is certain is fixed.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<&'a str>,
}

impl<'a> RuleRecord<'a> {
    /// Returns a rule in one line.
    pub fn new(rule: &'a RuleMeta) -> Self {
        RuleRecord {
            category: &rule.category,
            certainty: rounded(rule.certainty.into(), 3),
            family: &rule.family,
            id: &rule.id,
            language: &rule.language,
            machine: rounded(rule.machine.into(), 3),
            severity: rule.severity,
            summary: &rule.summary,
        }
    }
}

impl<'a> RuleExplained<'a> {
    /// Returns all that a rule says of itself.
    pub fn new(rule: &'a RuleMeta) -> Self {
        RuleExplained {
            rule: RuleRecord::new(rule),
            why: rule.why.trim(),
            fix: rule.fix.trim(),
            fixable: rule.fixable,
            bad: rule.bad.iter().map(ExampleRecord::new).collect(),
            good: rule.good.iter().map(ExampleRecord::new).collect(),
        }
    }
}

impl<'a> ExampleRecord<'a> {
    fn new(example: &'a Example) -> Self {
        ExampleRecord {
            text: example.text.trim(),
            source: example.source.as_deref().map(str::trim),
            mark: &example.mark,
            fixed: example.fixed.as_deref().map(str::trim),
        }
    }
}
