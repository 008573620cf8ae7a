//! What the JSON formats say of a document, and the types their schema is made from.
//!
//! Offsets are bytes of the original file, or of a record's text field; lines and columns (code points) count from 1.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{Located, Summary, rounded};
use mtlint_core::document::{BlockKind, FileEdit};
use mtlint_core::error::Problem;
use mtlint_core::estimate::outcome::Estimate;
use mtlint_core::finding;
use mtlint_core::finding::Aside;
use mtlint_core::machine;
use mtlint_core::meta::Severity;
use mtlint_core::score::Verdict;

/// The version of the schema.
pub(super) const VERSION: u32 = 1;

/// A run of mtlint over any number of documents.
#[derive(JsonSchema)]
#[schemars(title = "mtlint report")]
#[expect(dead_code, reason = "written piece by piece; here for the schema")]
pub(super) struct RunRecord {
    /// Version of this schema.
    version: u32,
    /// What wrote the report.
    tool: Tool,
    /// The documents in the order of the input.
    documents: Vec<DocumentRecord>,
    /// Inputs, or parts of them, that did not become a document.
    problems: Vec<Problem>,
    /// Sums over all documents.
    summary: TotalsRecord,
}

// One at a time is made and written: that one variant is large costs nothing.
#[expect(clippy::large_enum_variant)]
/// One line of a JSON-lines report.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "mtlint record")]
#[serde(untagged)]
pub(super) enum LineRecord {
    /// A document that was checked.
    Document(DocumentRecord),
    /// An input or a record that did not become a document.
    Problem {
        /// Version of this schema.
        version: u32,
        /// What is wrong with it.
        problem: Problem,
    },
}

/// What wrote the report.
#[derive(Serialize, JsonSchema)]
pub(super) struct Tool {
    /// The program's name.
    name: &'static str,
    /// The program's version.
    version: &'static str,
}

impl Tool {
    pub(super) fn this() -> Self {
        Tool { name: "mtlint", version: env!("CARGO_PKG_VERSION") }
    }
}

/// A document that was checked.
#[derive(Serialize, JsonSchema)]
pub(super) struct DocumentRecord {
    /// Version of this schema.
    version: u32,
    /// The record's id as it was given, or the path of the file.
    id: serde_json::Value,
    /// Language it was judged in: declared, asked for, or detected.
    language: String,
    /// Language of its words, whatever it declares.
    detected: DetectedRecord,
    /// Whether it may be published.
    verdict: Verdict,
    /// 0 to 100, higher is better; null where it was not judged, for there are no rules for its language.
    score: Option<f64>,
    /// Points against it: the sum over its findings.
    penalty: f64,
    /// The quality estimate, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    estimate: Option<f64>,
    /// What moved the estimate most, strongest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<ReasonRecord>,
    /// How likely it is unedited machine translation, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    machine: Option<f64>,
    /// What tells most of that, strongest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    machine_reasons: Vec<MachineReasonRecord>,
    /// The sentences that speak for it most, strongest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    machine_passages: Vec<PassageRecord>,
    /// Words in it.
    words: usize,
    /// Codes of the languages that it was likely translated from, as its findings tell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    likely_sources: Vec<String>,
    /// True when there are too few words for the score to be trusted.
    small_sample: bool,
    /// The conditions of the gate that it missed; there are some where the verdict is "fail".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    misses: Vec<MissRecord>,
    /// Why an editor should look; there where the verdict is "review".
    #[serde(skip_serializing_if = "Option::is_none")]
    in_review: Option<MissRecord>,
    /// Its paragraphs, headings, list items and so on, in order.
    paragraphs: Vec<ParagraphRecord>,
    /// What was found, in the order of the text; those with `known` or `suppressed` do not count.
    findings: Vec<FindingRecord>,
    /// Places that are too unsure to be findings; there only where the text is likely to be unedited machine translation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suspicions: Vec<FindingRecord>,
    /// Findings that stand in the baseline and do not count; absent when there are none.
    #[serde(skip_serializing_if = "is_zero")]
    known: usize,
    /// Findings that a comment in the text suppresses; absent when there are none.
    #[serde(skip_serializing_if = "is_zero")]
    suppressed: usize,
    /// Parts of it that could not be checked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<Problem>,
}

/// Which language most words of a document are in.
#[derive(Serialize, JsonSchema)]
struct DetectedRecord {
    /// Its code; "und" where nothing tells it.
    language: String,
    /// Its share of the words whose language is told, 0 to 1.
    share: f64,
}

/// A condition of the gate that a document missed.
#[derive(Serialize, JsonSchema)]
struct MissRecord {
    /// Its key in the configuration.
    key: &'static str,
    /// What the document has.
    value: f64,
    /// What it may have.
    bound: f64,
    /// The same in words.
    message: String,
}

/// A stretch of text with a score of its own.
#[derive(Serialize, JsonSchema)]
struct ParagraphRecord {
    /// What it is on the page.
    kind: BlockKind,
    /// First byte.
    start: u32,
    /// The byte after the last.
    end: u32,
    /// The line it begins on.
    line: usize,
    /// Words in it.
    words: usize,
    /// 0 to 100, higher is better; null where there are no rules for the language.
    score: Option<f64>,
    /// Points against it.
    penalty: f64,
    /// The quality estimate, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    estimate: Option<f64>,
    /// What moved the estimate most, strongest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<ReasonRecord>,
    /// How likely it is unedited machine translation, 0 to 1; absent in short ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    machine: Option<f64>,
}

/// A property of the text that moved its quality estimate.
#[derive(Serialize, JsonSchema)]
struct ReasonRecord {
    /// Name of the property.
    feature: String,
    /// Points it adds to the estimate, against an average text; negative pulls down.
    effect: f64,
    /// The same in words.
    words: String,
}

/// Something that tells whether a text is unedited machine translation.
#[derive(Serialize, JsonSchema)]
struct MachineReasonRecord {
    /// What it adds to the logarithm of the odds; negative speaks for people.
    effect: f64,
    /// What it is, in words.
    words: String,
    /// First byte of where it stands first.
    start: u32,
    /// The byte after the last.
    end: u32,
}

/// A sentence that speaks for machine translation.
#[derive(Serialize, JsonSchema)]
struct PassageRecord {
    /// How much, as the logarithm of odds.
    effect: f64,
    /// The line it begins on.
    line: usize,
    /// First byte.
    start: u32,
    /// The byte after the last.
    end: u32,
    /// Its words.
    text: String,
}

/// One fault.
#[derive(Serialize, JsonSchema)]
struct FindingRecord {
    /// Id of the rule.
    rule: String,
    /// Family of the rule.
    family: String,
    /// How heavy it is.
    severity: Severity,
    /// MQM dimension and type.
    category: String,
    /// How likely the place is wrong, whoever wrote the text, 0 to 1.
    certainty: f64,
    /// How much it tells of unedited translation: the natural logarithm of how many times more often such a place
    /// stands there than in translations that people have edited.
    machine: f64,
    /// Points against the score; 0 where a heavier finding on the same words is counted instead.
    penalty: f64,
    /// Index into the document's `paragraphs`; absent when the block has no words.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<usize>,
    /// First byte.
    start: u32,
    /// The byte after the last.
    end: u32,
    /// Line of the first character.
    line: usize,
    /// Column of the first character.
    column: usize,
    /// Line of the character after the last.
    end_line: usize,
    /// Column of the character after the last.
    end_column: usize,
    /// The words at fault.
    text: String,
    /// The reason.
    message: String,
    /// Text that may be meant in place of the words; certain only where there is a `certain_fix`.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<String>,
    /// What fixes it; there only where that is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    certain_fix: Option<CertainFix>,
    /// Other places that explain it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedRecord>,
    /// True when it stands in the baseline: it costs nothing, and the gate does not see it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    known: bool,
    /// The reason given by the comment that suppresses it: it costs nothing, and the gate does not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<String>,
}

/// A fix that is certain: its edits, or why the file cannot be edited at this place.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum CertainFix {
    /// What to change, in order.
    Edits(Vec<EditRecord>),
    /// Why it is left to a person.
    Obstacle(&'static str),
}

/// Bytes to take out, and what to put in their place.
#[derive(Serialize, JsonSchema)]
struct EditRecord {
    /// First byte.
    start: u32,
    /// The byte after the last.
    end: u32,
    /// What comes there, as the file writes it.
    text: String,
}

/// A place that explains a finding.
#[derive(Serialize, JsonSchema)]
struct RelatedRecord {
    /// First byte.
    start: u32,
    /// The byte after the last.
    end: u32,
    /// Line of the first character.
    line: usize,
    /// Column of the first character.
    column: usize,
    /// What stands there.
    message: String,
}

/// Sums over all documents.
#[derive(Serialize, JsonSchema)]
pub(super) struct TotalsRecord {
    /// Documents that were checked.
    documents: usize,
    /// Words in them.
    words: usize,
    /// Documents with the verdict "pass".
    pass: usize,
    /// Documents with the verdict "review".
    review: usize,
    /// Documents with the verdict "fail".
    fail: usize,
    /// Documents with the verdict "not judged": in a language without rules.
    not_judged: usize,
    /// Findings in all.
    findings: usize,
    /// Minor findings.
    minor: usize,
    /// Major findings.
    major: usize,
    /// Critical findings.
    critical: usize,
    /// Findings that stand in the baseline and do not count.
    known: usize,
    /// Findings that a comment suppresses.
    suppressed: usize,
    /// Problems in all, those inside documents included.
    problems: usize,
    /// Files in folders that no reader knows, by extension; absent when there are none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    left_out: BTreeMap<String, usize>,
    /// True when the run was interrupted: the documents are a part of what was to be checked.
    interrupted: bool,
}

impl DocumentRecord {
    pub(super) fn new(located: &Located) -> Self {
        let review = located.review;
        let document = &review.document;
        let [known, suppressed] = review.set_aside();
        let id = document.record.as_ref().and_then(|r| r.id.clone());
        DocumentRecord {
            version: VERSION,
            id: id.unwrap_or_else(|| document.name.clone().into()),
            language: document.language.clone().unwrap_or_else(|| review.spoken.detected.language.clone()),
            detected: DetectedRecord {
                language: review.spoken.detected.language.clone(),
                share: rounded(review.spoken.detected.share, 3),
            },
            verdict: review.verdict,
            score: review.known_score().map(|score| rounded(score, 3)),
            penalty: rounded(review.penalty, 3),
            estimate: review.estimate.as_ref().map(|e| rounded(e.value, 3)),
            reasons: reasons(review.estimate.as_ref()),
            machine: review.machine.as_ref().map(|m| rounded(m.value, 3)),
            machine_reasons: machine_reasons(located),
            machine_passages: passages(located),
            words: review.words,
            likely_sources: review.likely_sources().into_iter().map(str::to_owned).collect(),
            small_sample: review.small_sample,
            misses: review.misses.iter().map(MissRecord::new).collect(),
            in_review: review.in_review.as_ref().map(MissRecord::new),
            paragraphs: review.paragraphs.iter().map(|p| ParagraphRecord::new(located, p)).collect(),
            findings: (review.all_findings().into_iter())
                .map(|(finding, aside)| FindingRecord::new(located, finding, aside))
                .collect(),
            suspicions: (review.suspicions.iter()).map(|f| FindingRecord::new(located, f, None)).collect(),
            known,
            suppressed,
            problems: review.problems.clone(),
        }
    }
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl MissRecord {
    fn new(miss: &mtlint_core::gate::Miss) -> Self {
        let (value, bound) = (rounded(miss.value, 3), rounded(miss.bound, 3));
        MissRecord { key: miss.key, value, bound, message: miss.message.clone() }
    }
}

impl ParagraphRecord {
    fn new(located: &Located, paragraph: &mtlint_core::score::Paragraph) -> Self {
        let block = &located.review.document.blocks[paragraph.block];
        let at = located.position(located.block_span(block));
        ParagraphRecord {
            kind: block.kind,
            start: at.bytes.start,
            end: at.bytes.end,
            line: at.start.line,
            words: paragraph.words,
            score: located.review.known_score().map(|_| rounded(paragraph.score, 3)),
            penalty: rounded(paragraph.penalty, 3),
            estimate: paragraph.estimate.as_ref().map(|e| rounded(e.value, 3)),
            reasons: reasons(paragraph.estimate.as_ref()),
            machine: paragraph.machine.map(|value| rounded(value, 3)),
        }
    }
}

/// The reasons of an estimate.
fn reasons(estimate: Option<&Estimate>) -> Vec<ReasonRecord> {
    let reasons = estimate.map(|e| e.reasons.as_slice()).unwrap_or_default();
    let reason = |r: &mtlint_core::estimate::outcome::Reason| ReasonRecord {
        feature: r.name().to_owned(),
        effect: rounded(r.effect, 1),
        words: r.words(),
    };
    reasons.iter().map(reason).collect()
}

/// The reasons of the likelihood of machine translation.
fn machine_reasons(located: &Located) -> Vec<MachineReasonRecord> {
    let reasons = located.review.machine.iter().flat_map(|m| &m.reasons);
    let reason = |r: &machine::MachineReason| {
        let at = located.position(r.span).bytes;
        MachineReasonRecord {
            effect: rounded(r.effect, 2),
            words: r.words.clone(),
            start: at.start,
            end: at.end,
        }
    };
    reasons.map(reason).collect()
}

/// The passages that speak for machine translation.
fn passages(located: &Located) -> Vec<PassageRecord> {
    let passages = located.review.machine.iter().flat_map(|m| &m.passages);
    let passage = |p: &machine::Passage| {
        let at = located.position(p.span);
        let (line, text) = (at.start.line, p.text.clone());
        PassageRecord { effect: rounded(p.effect, 2), line, start: at.bytes.start, end: at.bytes.end, text }
    };
    passages.map(passage).collect()
}

impl FindingRecord {
    fn new(located: &Located, finding: &finding::Finding, aside: Option<&Aside>) -> Self {
        let at = located.position(finding.span);
        let related = finding.related.iter().map(|related| {
            let at = located.position(related.span);
            RelatedRecord {
                start: at.bytes.start,
                end: at.bytes.end,
                line: at.start.line,
                column: at.start.column,
                message: related.message.clone(),
            }
        });
        FindingRecord {
            rule: finding.rule.id.clone(),
            family: finding.rule.family.clone(),
            severity: finding.severity,
            category: finding.rule.category.clone(),
            certainty: rounded(f64::from(finding.certainty), 3),
            machine: rounded(f64::from(finding.machine), 3),
            penalty: rounded(finding.penalty, 3),
            paragraph: located.review.paragraphs.binary_search_by_key(&finding.block, |p| p.block).ok(),
            start: at.bytes.start,
            end: at.bytes.end,
            line: at.start.line,
            column: at.start.column,
            end_line: at.end.line,
            end_column: at.end.column,
            text: located.text(finding).to_owned(),
            message: finding.message.clone(),
            suggestion: finding.suggestion.clone(),
            certain_fix: CertainFix::new(located, finding),
            related: related.collect(),
            known: aside == Some(&Aside::Known),
            suppressed: match aside {
                Some(Aside::Suppressed { reason }) => Some(reason.clone()),
                _ => None,
            },
        }
    }
}

impl CertainFix {
    fn new(located: &Located, finding: &finding::Finding) -> Option<CertainFix> {
        let edit = |edit: FileEdit| {
            let at = located.position(edit.span).bytes;
            EditRecord { start: at.start, end: at.end, text: edit.text }
        };
        Some(match located.fix(finding)? {
            Ok(edits) => CertainFix::Edits(edits.into_iter().map(edit).collect()),
            Err(obstacle) => CertainFix::Obstacle(obstacle.reason()),
        })
    }
}

impl TotalsRecord {
    pub(super) fn new(summary: &Summary) -> Self {
        let [pass, review, fail, not_judged] = summary.verdicts;
        let [minor, major, critical] = summary.severities;
        TotalsRecord {
            documents: summary.documents,
            words: summary.words,
            pass,
            review,
            fail,
            not_judged,
            findings: summary.findings(),
            minor,
            major,
            critical,
            known: summary.known,
            suppressed: summary.suppressed,
            problems: summary.problems,
            left_out: summary.left_out.clone(),
            interrupted: summary.interrupted,
        }
    }
}
