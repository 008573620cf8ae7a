//! The conditions under which a document may pass: what the table `[gate]` sets, and the outcome for a document.
//!
//! `[gate.language.de]` holds for texts in one language; its values stand in `Settings` as they were written and are
//! laid over the others here. The crate's module `gate` holds a review against the outcome.

use toml::Value;

use crate::config::keys::{append, expected, number, optional, put, quoted, text, texts};
use crate::config::{Key, Origin, Setting, Settings};
use mtlint_core::gate::{Gate, Small};
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
    pub small: Setting<Small>,
}

impl Default for GateSettings {
    fn default() -> Self {
        let gate = Gate::default();
        let open = || Setting::new(None, Origin::Default);
        GateSettings {
            min_score: Setting::new(gate.min_score, Origin::Default),
            review_below: Setting::new(gate.review_below, Origin::Default),
            min_estimate: open(),
            max_machine: open(),
            unedited: Setting::new(gate.unedited, Origin::Default),
            min_paragraph: open(),
            paragraph_words: Setting::new(gate.paragraph_words, Origin::Default),
            rates: [open(), open(), open()],
            fail_on: Setting::new(FailOn::Severity(Severity::Critical), Origin::Default),
            allow_unjudged: Setting::new(gate.allow_unjudged, Origin::Default),
            block: Vec::new(),
            strict_comments: Setting::new(gate.strict_comments, Origin::Default),
            small_sample: Setting::new(gate.small_sample, Origin::Default),
            small: Setting::new(gate.small, Origin::Default),
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

/// The table under which the keys of a language stand.
pub(super) const LANGUAGE: &str = "language";
/// The table in which all of them stand.
pub(super) const TABLE: &str = "gate.";

/// Its keys, in the order in which they are shown.
pub static GATE_KEYS: &[Key] = &[
    key(
        "gate.min-score",
        "A document with a score below this fails (0 to 100).",
        "95.5",
        |s, v, o| put(&mut s.gate.min_score, number(v, 100.0), o),
        |s| vec![(s.gate.min_score.value.to_string(), &s.gate.min_score.origin)],
    ),
    key(
        "gate.review-below",
        "A document with a score below this needs review (0 to 100).",
        "98",
        |s, v, o| put(&mut s.gate.review_below, number(v, 100.0), o),
        |s| vec![(s.gate.review_below.value.to_string(), &s.gate.review_below.origin)],
    ),
    key(
        "gate.min-estimate",
        "A document with a quality estimate below this fails (0 to 100).",
        "40",
        |s, v, o| put(&mut s.gate.min_estimate, number(v, 100.0).map(Some), o),
        |s| optional(&s.gate.min_estimate, f64::to_string),
    ),
    key(
        "gate.max-machine",
        "A document more likely than this to be unedited machine translation fails\n(0 to 1).",
        "0.9",
        |s, v, o| put(&mut s.gate.max_machine, number(v, 1.0).map(Some), o),
        |s| optional(&s.gate.max_machine, f64::to_string),
    ),
    key(
        "gate.unedited",
        "A document that is likelier than this to be unedited machine translation\n\
         fails where another would need review, and needs it where its score is\n\
         under 99; two thirds of the way to 1 it needs it in any case (0 to 1, 1\n\
         for never).",
        "0.9",
        |s, v, o| put(&mut s.gate.unedited, number(v, 1.0), o),
        |s| vec![(s.gate.unedited.value.to_string(), &s.gate.unedited.origin)],
    ),
    key(
        "gate.min-paragraph",
        "A document with a paragraph whose score is below this fails (0 to 100).",
        "60",
        |s, v, o| put(&mut s.gate.min_paragraph, number(v, 100.0).map(Some), o),
        |s| optional(&s.gate.min_paragraph, f64::to_string),
    ),
    key(
        "gate.paragraph-words",
        "Paragraphs with fewer words are not held against min-paragraph.",
        "20",
        |s, v, o| put(&mut s.gate.paragraph_words, whole(v), o),
        |s| vec![(s.gate.paragraph_words.value.to_string(), &s.gate.paragraph_words.origin)],
    ),
    key(
        "gate.max-minor",
        "Minor findings for 1,000 words that are let through.",
        "12",
        |s, v, o| put(&mut s.gate.rates[0], number(v, 1000.0).map(Some), o),
        |s| optional(&s.gate.rates[0], f64::to_string),
    ),
    key(
        "gate.max-major",
        "Major findings for 1,000 words that are let through.",
        "4",
        |s, v, o| put(&mut s.gate.rates[1], number(v, 1000.0).map(Some), o),
        |s| optional(&s.gate.rates[1], f64::to_string),
    ),
    key(
        "gate.max-critical",
        "Critical findings for 1,000 words that are let through.",
        "0",
        |s, v, o| put(&mut s.gate.rates[2], number(v, 1000.0).map(Some), o),
        |s| optional(&s.gate.rates[2], f64::to_string),
    ),
    key(
        "gate.fail-on",
        "A document with a finding at least as heavy fails: \"minor\", \"major\",\n\
         \"critical\"; with \"review\" one that needs review does too, with \"none\" the\n\
         score and the other conditions decide.",
        "\"critical\"",
        |s, v, o| put(&mut s.gate.fail_on, fail_on(v), o),
        |s| vec![(quoted(s.gate.fail_on.value.name()), &s.gate.fail_on.origin)],
    ),
    key(
        "gate.allow-unjudged",
        "A document in a language without rules may pass (true or false).",
        "true",
        |s, v, o| put(&mut s.gate.allow_unjudged, yes_or_no(v), o),
        |s| vec![(s.gate.allow_unjudged.value.to_string(), &s.gate.allow_unjudged.origin)],
    ),
    Key {
        name: "gate.block",
        help: "Families and rules any finding of which fails the document.",
        example: "[\"residue\", \"stray-attribution\"]",
        in_override: true,
        is_list: true,
        set: |s, v, o| append(&mut s.gate.block, texts(v), o),
        show: |s| s.gate.block.iter().map(|b| (quoted(&b.value), &b.origin)).collect(),
    },
    key(
        "gate.strict-comments",
        "A document with a comment to mtlint that is wrong or suppresses nothing\nfails.",
        "true",
        |s, v, o| put(&mut s.gate.strict_comments, yes_or_no(v), o),
        |s| vec![(s.gate.strict_comments.value.to_string(), &s.gate.strict_comments.origin)],
    ),
    key(
        "gate.small-sample",
        "A document with fewer words is a small sample, and reports say so.",
        "100",
        |s, v, o| put(&mut s.gate.small_sample, whole(v), o),
        |s| vec![(s.gate.small_sample.value.to_string(), &s.gate.small_sample.origin)],
    ),
    key(
        "gate.on-small-sample",
        "What becomes of small samples: \"judge\" holds them to the same conditions,\n\
         \"review\" sends them to review; fail-on and block hold all the same.",
        "\"review\"",
        |s, v, o| put(&mut s.gate.small, small(v), o),
        |s| vec![(quoted(s.gate.small.value.name()), &s.gate.small.origin)],
    ),
];

/// A key with one value.
const fn key(
    name: &'static str,
    help: &'static str,
    example: &'static str,
    set: fn(&mut Settings, &Value, Origin) -> Result<(), String>,
    show: fn(&Settings) -> Vec<(String, &Origin)>,
) -> Key {
    Key { name, help, example, in_override: true, is_list: false, set, show }
}

fn whole(value: &Value) -> Result<usize, String> {
    let valid = value.as_integer().filter(|n| (0..=1_000_000).contains(n));
    valid.map(|n| n as usize).ok_or_else(|| format!("expected a whole number of words, found {value}"))
}

fn fail_on(value: &Value) -> Result<FailOn, String> {
    let wanted = "\"minor\", \"major\", \"critical\", \"review\" or \"none\"";
    value.as_str().and_then(FailOn::named).ok_or_else(|| expected(wanted, value))
}

fn yes_or_no(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| expected("true or false", value))
}

fn small(value: &Value) -> Result<Small, String> {
    match text(value)?.as_str() {
        "judge" => Ok(Small::Judge),
        "review" => Ok(Small::Review),
        other => Err(format!("expected \"judge\" or \"review\", found \"{other}\"")),
    }
}
