//! A review as the database keeps it: numbers, places and the first words of texts, never the whole text.
//!
//! Made where documents are checked, on all cores, so that the one thread that writes only writes.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::ContentDigest;
use mtlint_core::check::Review;
use mtlint_core::document::Document;
use mtlint_core::finding::Aside;
use mtlint_report::{Located, fingerprints, opening};

/// Characters that are kept of a finding's words.
const WORDS: usize = 200;
/// Bytes of the longest metadata value that is kept: more is a text, and nothing to group by.
const VALUE: usize = 500;

/// Where a document stands in the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputPlace {
    /// The file, or the stream of a record.
    pub input: String,
    /// The line of a record.
    pub line: Option<usize>,
}

impl InputPlace {
    /// The place of a document.
    pub fn from_document(document: &Document) -> InputPlace {
        match &document.record {
            Some(record) => InputPlace { input: record.stream.clone(), line: Some(record.line) },
            None => InputPlace { input: document.name.clone(), line: None },
        }
    }
}

/// A checked document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AuditEntry {
    pub(super) place: InputPlace,
    #[serde(with = "hexadecimal")]
    pub(super) content: ContentDigest,
    pub(super) version: Arc<str>,
    pub(super) record: Option<String>,
    pub(super) language: Option<String>,
    pub(super) source_language: Option<String>,
    /// A JSON object of texts, numbers and truth values.
    pub(super) metadata: String,
    pub(super) words: usize,
    pub(super) penalty: f64,
    pub(super) score: Option<f64>,
    pub(super) estimate: Option<f64>,
    pub(super) machine: Option<f64>,
    pub(super) verdict: Cow<'static, str>,
    pub(super) small_sample: bool,
    pub(super) misses: String,
    pub(super) severities: [usize; 3],
    pub(super) text: String,
    pub(super) paragraphs: Vec<AuditParagraph>,
    pub(super) findings: Vec<AuditFinding>,
    /// What was wrong with it: a JSON array.
    pub(super) problems: String,
}

/// A block with words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct AuditParagraph {
    pub block: usize,
    pub kind: Cow<'static, str>,
    pub line: usize,
    pub start: u32,
    pub end: u32,
    pub words: usize,
    pub penalty: f64,
    pub score: Option<f64>,
    pub estimate: Option<f64>,
    pub machine: Option<f64>,
    pub text: String,
}

/// A fault.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct AuditFinding {
    pub block: usize,
    pub rule: String,
    pub family: String,
    pub category: String,
    pub severity: Cow<'static, str>,
    pub certainty: f64,
    pub machine: f64,
    pub penalty: f64,
    pub line: usize,
    pub column: usize,
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub message: String,
    pub suggestion: Option<String>,
    pub fingerprint: String,
    /// Why it does not count.
    pub aside: Option<Cow<'static, str>>,
    /// The reason that a comment gives.
    pub reason: Option<String>,
}

impl AuditEntry {
    /// The entry for a review; `content` is that of its document as it was read, `version` the hash of what checked it.
    pub fn new(review: Review, content: ContentDigest, version: Arc<str>) -> AuditEntry {
        let located = Located::new(&review);
        let document = &review.document;
        let mut severities = [0; 3];
        review.findings.iter().for_each(|f| severities[f.severity as usize] += 1);
        let blocks = document.blocks.iter().filter_map(|b| b.original.as_ref());
        let original = document.original.as_ref().into_iter().chain(blocks).find_map(|o| o.language.clone());
        let misses: Vec<&str> = review.misses.iter().map(|m| m.message.as_str()).collect();
        AuditEntry {
            place: InputPlace::from_document(document),
            content,
            version,
            record: document.record.as_ref().and_then(|r| r.id.is_some().then(|| document.name.clone())),
            language: document.language.clone(),
            source_language: original,
            metadata: metadata(&document.metadata),
            words: review.words,
            penalty: review.penalty,
            score: review.known_score(),
            estimate: review.estimate.as_ref().map(|e| e.value),
            machine: review.machine.as_ref().map(|m| m.value),
            verdict: review.verdict.name().into(),
            small_sample: review.small_sample,
            misses: misses.join("; "),
            severities,
            text: document.blocks.first().map(|b| opening(&b.text).to_owned()).unwrap_or_default(),
            paragraphs: review.paragraphs.iter().map(|p| AuditParagraph::new(&located, p)).collect(),
            findings: findings(&located),
            problems: serde_json::to_string(&review.problems).unwrap_or_default(),
        }
    }
}

impl AuditParagraph {
    fn new(located: &Located, paragraph: &mtlint_core::score::Paragraph) -> AuditParagraph {
        let block = &located.review.document.blocks[paragraph.block];
        let at = located.position(located.block_span(block));
        AuditParagraph {
            block: paragraph.block,
            kind: block.kind.name().into(),
            line: at.start.line,
            start: at.bytes.start,
            end: at.bytes.end,
            words: paragraph.words,
            penalty: paragraph.penalty,
            score: located.review.known_score().map(|_| paragraph.score),
            estimate: paragraph.estimate.as_ref().map(|e| e.value),
            machine: paragraph.machine,
            text: opening(&block.text).to_owned(),
        }
    }
}

/// Those that count and those that do not, in the order of the text.
fn findings(located: &Located) -> Vec<AuditFinding> {
    let all = located.review.all_findings();
    let names = fingerprints(all.iter().map(|(finding, _)| *finding));
    let all = all.into_iter().zip(names);
    all.map(|((finding, why), fingerprint)| {
        let at = located.position(finding.span);
        let (aside, reason) = match why {
            None => (None, None),
            Some(Aside::Known) => (Some("baseline"), None),
            Some(Aside::Suppressed { reason }) => (Some("suppressed"), Some(reason.clone())),
        };
        AuditFinding {
            block: finding.block,
            rule: finding.rule.id.clone(),
            family: finding.rule.family.clone(),
            category: finding.rule.category.clone(),
            severity: finding.severity.name().into(),
            certainty: f64::from(finding.certainty),
            machine: f64::from(finding.machine),
            penalty: finding.penalty,
            line: at.start.line,
            column: at.start.column,
            start: at.bytes.start,
            end: at.bytes.end,
            text: located.text(finding).chars().take(WORDS).collect(),
            message: finding.message.clone(),
            suggestion: finding.suggestion.clone(),
            fingerprint,
            aside: aside.map(Cow::Borrowed),
            reason,
        }
    })
    .collect()
}

/// The fields that can be grouped by.
fn metadata(all: &Map<String, Value>) -> String {
    let scalar = |value: &Value| match value {
        Value::String(text) => text.len() <= VALUE,
        Value::Number(_) | Value::Bool(_) => true,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    };
    let kept: Map<String, Value> =
        all.iter().filter(|(_, v)| scalar(v)).map(|(k, v)| (k.clone(), v.clone())).collect();
    Value::Object(kept).to_string()
}

/// A hash as the database writes it: 32 digits.
mod hexadecimal {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::ContentDigest;

    pub fn serialize<S: Serializer>(content: &ContentDigest, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{content:032x}"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<ContentDigest, D::Error> {
        let digits = <std::borrow::Cow<str>>::deserialize(from)?;
        ContentDigest::from_str_radix(&digits, 16).map_err(D::Error::custom)
    }
}
