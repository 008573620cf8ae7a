//! The conditions under which a document may pass: what the table `[gate]` sets, and the outcome for a document.
//!
//! `[gate.language.de]` holds for texts in one language; its values stand in `Settings` as they were written and are
//! laid over the others here. The crate's module `gate` holds a review against the outcome.

use crate::config::origin::{Setting, ValueOrigin};
use mtlint_core::gate::{Gate, SmallSample};
use mtlint_core::meta::Severity;

/// What fails a document by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Nothing does: the other conditions decide.
    None,
    /// A finding at least as heavy.
    Severity(Severity),
    /// A critical finding, and whatever sends it to review.
    Review,
}

impl FailOn {
    /// The words for them.
    pub const NAMES: [&'static str; 5] = ["minor", "major", "critical", "review", "none"];

    /// What `name` names.
    pub fn named(name: &str) -> Option<FailOn> {
        match name {
            "none" => Some(FailOn::None),
            "review" => Some(FailOn::Review),
            severity => Severity::named(severity).map(FailOn::Severity),
        }
    }

    /// As written in a configuration file.
    pub fn name(self) -> &'static str {
        match self {
            FailOn::None => "none",
            FailOn::Severity(severity) => severity.name(),
            FailOn::Review => "review",
        }
    }

    fn severity(self) -> Option<Severity> {
        match self {
            FailOn::None => None,
            FailOn::Severity(severity) => Some(severity),
            FailOn::Review => Some(Severity::Critical),
        }
    }
}

/// The values of a [`Gate`], each with who set it.
#[derive(Clone, Debug)]
pub struct GateSettings {
    /// See [`Gate`], as all that follow.
    pub min_score: Setting<f64>,
    /// Verdict "review" below.
    pub review_below: Setting<f64>,
    /// Bound of the quality estimate.
    pub min_estimate: Setting<Option<f64>>,
    /// Bound of the likelihood of unedited machine translation.
    pub max_machine: Setting<Option<f64>>,
    /// Likelihood above which a text is held to stricter bounds.
    pub unedited: Setting<f64>,
    /// Bound of the worst paragraph.
    pub min_paragraph: Setting<Option<f64>>,
    /// Words that a paragraph needs to be judged.
    pub paragraph_words: Setting<usize>,
    /// Findings for 1,000 words: minor, major, critical.
    pub rates: [Setting<Option<f64>>; 3],
    /// What fails a document by itself.
    pub fail_on: Setting<FailOn>,
    /// Whether a language without rules may pass.
    pub allow_unjudged: Setting<bool>,
    /// Families and rules.
    pub block: Vec<Setting<String>>,
    /// Whether idle comments fail.
    pub strict_comments: Setting<bool>,
    /// Words that a sample needs.
    pub small_sample: Setting<usize>,
    /// What becomes of small samples.
    pub small: Setting<SmallSample>,
}

impl Default for GateSettings {
    fn default() -> Self {
        let gate = Gate::default();
        let open = || Setting::new(None, ValueOrigin::Default);
        GateSettings {
            min_score: Setting::new(gate.min_score, ValueOrigin::Default),
            review_below: Setting::new(gate.review_below, ValueOrigin::Default),
            min_estimate: open(),
            max_machine: open(),
            unedited: Setting::new(gate.unedited, ValueOrigin::Default),
            min_paragraph: open(),
            paragraph_words: Setting::new(gate.paragraph_words, ValueOrigin::Default),
            rates: [open(), open(), open()],
            fail_on: Setting::new(FailOn::Severity(Severity::Critical), ValueOrigin::Default),
            allow_unjudged: Setting::new(gate.allow_unjudged, ValueOrigin::Default),
            block: Vec::new(),
            strict_comments: Setting::new(gate.strict_comments, ValueOrigin::Default),
            small_sample: Setting::new(gate.small_sample, ValueOrigin::Default),
            small: Setting::new(gate.small, ValueOrigin::Default),
        }
    }
}

impl GateSettings {
    /// The outcome.
    pub fn gate(&self) -> Gate {
        Gate {
            min_score: self.min_score.value,
            review_below: self.review_below.value,
            min_estimate: self.min_estimate.value,
            max_machine: self.max_machine.value,
            unedited: self.unedited.value,
            min_paragraph: self.min_paragraph.value,
            paragraph_words: self.paragraph_words.value,
            rates: [0, 1, 2].map(|i| self.rates[i].value),
            fail_on: self.fail_on.value.severity(),
            fail_review: self.fail_on.value == FailOn::Review,
            allow_unjudged: self.allow_unjudged.value,
            block: self.block.iter().map(|b| b.value.clone()).collect(),
            strict_comments: self.strict_comments.value,
            small_sample: self.small_sample.value,
            small: self.small.value,
        }
    }
}
