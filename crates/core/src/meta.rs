//! What a rule says of itself: everything in its file but the way it matches.
//!
//! The one source of `mtlint explain`, the rule pages and the help in reports. Findings point here.

use serde::{Deserialize, Serialize};

use crate::language::ANY;

/// A rule's description. The id is the file's name, the family its folder's, the language the folder above.
#[derive(Clone, Debug)]
pub struct RuleMeta {
    /// Names the defect: "stray-attribution".
    pub id: String,
    /// The folder it stands in: "attribution".
    pub family: String,
    /// Language code, or "any".
    pub language: String,
    /// One line, what is wrong.
    pub summary: String,
    /// Weight in the score.
    pub severity: Severity,
    /// MQM dimension and type: "fluency/grammar".
    pub category: String,
    /// How likely a finding is right in a text that is otherwise fine, 0 to 1: measured.
    pub certainty: f32,
    /// How much a finding tells of unedited translation: the natural logarithm of how many times more findings there
    /// are in it than in as much text that people have edited; 0 tells nothing.
    pub machine: f32,
    /// Where the defect comes from and why it matters.
    pub why: String,
    /// What an editor does about it.
    pub fix: String,
    /// Rules and families whose findings on the same words say nothing more: this one explains them.
    pub outranks: Vec<String>,
    /// Codes of the languages whose interference it shows ("ru"); empty where it could be any.
    pub source_languages: Vec<String>,
    /// True when its findings speak for their whole paragraph, whatever words they point at.
    pub whole_paragraph: bool,
    /// True where some of its findings are fixed for certain.
    pub fixable: bool,
    /// Texts the rule must fire on.
    pub bad: Vec<Example>,
    /// Texts the rule must be silent on.
    pub good: Vec<Example>,
}

impl RuleMeta {
    /// A rule of which no more is known than findings tell.
    pub fn named(id: &str, family: &str, category: &str, severity: Severity) -> RuleMeta {
        RuleMeta {
            id: id.to_owned(),
            family: family.to_owned(),
            language: ANY.to_owned(),
            summary: String::new(),
            severity,
            category: category.to_owned(),
            certainty: 1.0,
            machine: 0.0,
            why: String::new(),
            fix: String::new(),
            outranks: Vec::new(),
            source_languages: Vec::new(),
            whole_paragraph: false,
            fixable: false,
            bad: Vec::new(),
            good: Vec::new(),
        }
    }
}

/// MQM severity levels with the customary multipliers 1, 5 and 25 (MQM-Full, "severity multipliers").
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Noticed, harmless.
    Minor,
    /// Hampers understanding or trust.
    Major,
    /// The text cannot be published with it.
    Critical,
}

impl Severity {
    /// The severity of that name.
    pub fn named(name: &str) -> Option<Severity> {
        [Severity::Minor, Severity::Major, Severity::Critical].into_iter().find(|s| s.name() == name)
    }

    /// As written in rules and reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Minor => "minor",
            Severity::Major => "major",
            Severity::Critical => "critical",
        }
    }
}

/// A text with the defect, or without it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Plain text; blank lines separate paragraphs.
    pub text: String,
    /// The text it was translated from, for rules that need one.
    #[serde(default)]
    pub source: Option<String>,
    /// The texts that its paragraphs were translated from, one for each.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Language of `source`.
    #[serde(default)]
    pub source_lang: Option<String>,
    /// Language of `text`, where it is another than the rule's.
    #[serde(default)]
    pub lang: Option<String>,
    /// What the input demands of the text: characters, words that stay, terms with their translations.
    #[serde(default)]
    pub max: Option<u32>,
    /// Words of the source that stay as they are.
    #[serde(default)]
    pub keep: Vec<String>,
    /// Words of the source with those that belong into the text; after `!` one that does not.
    #[serde(default)]
    pub terms: Vec<(String, String)>,
    /// Of a bad example, the parts that a finding must overlap; empty means any finding will do.
    #[serde(default)]
    pub mark: Vec<String>,
    /// Of a bad example, the text once what is certain is fixed; absent where nothing is.
    #[serde(default)]
    pub fixed: Option<String>,
}
