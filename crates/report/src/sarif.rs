//! SARIF 2.1.0, the exchange format of code scanning: results with rule help, the MQM taxonomy and fingerprints.
//!
//! Results are written as they come; the rules they point to by index, in the order in which they were met, follow.
//! A run's results all have a `baselineState`, or none of them: where the first document has no baseline, what that of a
//! later one knows is suppressed from outside. Lines and columns count code points; a record of a stream is located by its line there.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};
use std::sync::Arc;

use serde_json::{Value, json};

use crate::fingerprint::fingerprints;
use crate::{Format, Located, Report, Summary, rounded};
use mtlint_core::check::Review;
use mtlint_core::document::FileEdit;
use mtlint_core::error::Problem;
use mtlint_core::finding::{Aside, Finding};
use mtlint_core::meta::{RuleMeta, Severity};
use mtlint_core::span::FileSpan;

/// For code scanning.
pub(super) const FORMAT: Format =
    Format { name: "sarif", summary: "SARIF 2.1.0 for code scanning", make: |_| Box::new(Sarif::default()) };

const HEAD: &str = "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\
                    \"runs\":[{\"columnKind\":\"unicodeCodePoints\",\"results\":[";

#[derive(Default)]
struct Sarif {
    begun: bool,
    any: bool,
    /// Whether results say what the baseline knows: all do, or none, as the first document has it.
    states: Option<bool>,
    rules: Vec<Arc<RuleMeta>>,
    index: HashMap<String, usize>,
    notifications: Vec<Value>,
}

impl Report for Sarif {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        for problem in &review.problems {
            self.notifications.push(notification(problem));
        }
        let located = Located::new(review);
        let states = *self.states.get_or_insert(review.baseline);
        let findings = review.all_findings();
        let fingerprints = fingerprints(findings.iter().map(|f| f.0));
        for ((finding, aside), fingerprint) in findings.into_iter().zip(fingerprints) {
            let mut result = self.result(&located, finding, &fingerprint);
            let known = aside == Some(&Aside::Known);
            result["suppressions"] = match aside {
                Some(Aside::Suppressed { reason }) => {
                    json!([{ "kind": "inSource", "justification": reason }])
                }
                Some(Aside::Known) if !states => {
                    json!([{ "kind": "external", "justification": "it stands in the baseline" }])
                }
                _ => json!([]),
            };
            if states {
                result["baselineState"] = json!(if known { "unchanged" } else { "new" });
            }
            let comma = if std::mem::replace(&mut self.any, true) { "," } else { "" };
            write!(out, "{comma}\n{result}")?;
        }
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, _: &mut dyn Write) -> io::Result<()> {
        self.notifications.push(notification(problem));
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let categories: BTreeSet<&str> = self.rules.iter().map(|r| r.category.as_str()).collect();
        let driver = json!({
            "name": "mtlint",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "shortDescription": { "text": env!("CARGO_PKG_DESCRIPTION") },
            "supportedTaxonomies": [mqm()],
            "rules": self.rules.iter().map(|r| rule(r)).collect::<Vec<_>>(),
        });
        let taxonomy = taxonomy(&categories);
        let invocation = json!({
            "executionSuccessful": summary.unread == 0 && !summary.interrupted,
            "toolExecutionNotifications": self.notifications,
        });
        write!(out, "\n],\"tool\":{{\"driver\":{driver}}},\"taxonomies\":[{taxonomy}]")?;
        writeln!(out, ",\"invocations\":[{invocation}]}}]}}")
    }
}

impl Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { Ok(()) } else { out.write_all(HEAD.as_bytes()) }
    }

    fn result(&mut self, located: &Located, finding: &Finding, fingerprint: &str) -> Value {
        let index = match self.index.get(&finding.rule.id) {
            Some(&index) => index,
            None => {
                self.rules.push(finding.rule.clone());
                self.index.insert(finding.rule.id.clone(), self.rules.len() - 1);
                self.rules.len() - 1
            }
        };
        let mut result = json!({
            "ruleId": finding.rule.id,
            "ruleIndex": index,
            "level": level(finding.severity),
            "message": { "text": finding.message },
            "rank": rounded(f64::from(finding.certainty) * 100.0, 1),
            "locations": [location(located, finding.span)],
            "partialFingerprints": { "mtlint/v1": fingerprint },
            "properties": {
                "severity": finding.severity.name(),
                "category": finding.rule.category,
                "penalty": rounded(finding.penalty, 3),
            },
        });
        if !finding.related.is_empty() {
            let related = finding.related.iter().enumerate().map(|(i, r)| {
                let mut location = location(located, r.span);
                location["id"] = json!(i + 1);
                location["message"] = json!({ "text": r.message });
                location
            });
            result["relatedLocations"] = related.collect();
        }
        if let (Some(Ok(edits)), None) = (located.fix(finding), located.review.document.own_record()) {
            let replacement = |edit: &FileEdit| {
                json!({
                    "deletedRegion": region(located, edit.span, false),
                    "insertedContent": { "text": edit.text },
                })
            };
            let replacements: Vec<Value> = edits.iter().map(replacement).collect();
            let change = json!({ "artifactLocation": artifact(located), "replacements": replacements });
            result["fixes"] = json!([{ "artifactChanges": [change] }]);
        }
        result
    }
}

fn location(located: &Located, span: FileSpan) -> Value {
    let mut location = json!({
        "physicalLocation": { "artifactLocation": artifact(located), "region": region(located, span, true) },
    });
    if located.review.document.own_record().is_some() {
        location["logicalLocations"] = json!([{ "name": located.review.document.name, "kind": "object" }]);
    }
    location
}

fn region(located: &Located, span: FileSpan, snippet: bool) -> Value {
    let at = located.position(span);
    let mut region = match located.review.document.own_record() {
        Some(record) => json!({ "startLine": record.line }),
        None => json!({
            "startLine": at.start.line, "startColumn": at.start.column,
            "endLine": at.end.line, "endColumn": at.end.column,
            "byteOffset": at.bytes.start, "byteLength": at.bytes.end - at.bytes.start,
        }),
    };
    if snippet {
        region["snippet"] = json!({ "text": span.of(&located.review.document.source.text) });
    }
    region
}

fn artifact(located: &Located) -> Value {
    json!({ "uri": uri(located.file()) })
}

/// A path as a URI reference: everything but what RFC 3986 leaves unreserved, and slashes, as `%XX`.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for b in path.bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(b as char),
            _ => uri.push_str(&format!("%{b:02X}")),
        }
    }
    uri
}

/// The first and only taxonomy of a run.
fn mqm() -> Value {
    json!({ "name": "MQM", "index": 0 })
}

/// The dimensions and types that the rules name, each type below its dimension.
fn taxonomy(categories: &BTreeSet<&str>) -> Value {
    let mut taxa: Vec<Value> = Vec::new();
    let mut dimensions: BTreeSet<&str> = BTreeSet::new();
    for category in categories {
        let (dimension, kind) = category.split_once('/').unwrap_or((category, ""));
        if dimensions.insert(dimension) {
            taxa.push(json!({ "id": dimension, "shortDescription": { "text": format!("MQM dimension {dimension}") } }));
        }
        if !kind.is_empty() {
            taxa.push(json!({
                "id": category,
                "shortDescription": { "text": format!("MQM error type {kind} of the dimension {dimension}") },
                "relationships": [{ "target": { "id": dimension, "toolComponent": mqm() }, "kinds": ["superset"] }],
            }));
        }
    }
    json!({
        "name": "MQM",
        "fullName": "Multidimensional Quality Metrics, error dimensions and types",
        "informationUri": "https://themqm.org/",
        "isComprehensive": false,
        "taxa": taxa,
    })
}

/// A rule with its help, in plain text and in Markdown; `precision` and `problem.severity` are names that GitHub reads.
fn rule(rule: &RuleMeta) -> Value {
    let (why, fix) = (rule.why.trim(), rule.fix.trim());
    let mut markdown = format!("**Why.** {why}\n\n**What to do.** {fix}");
    for (label, example) in
        rule.bad.iter().map(|e| ("Found", &e.text)).chain(rule.good.iter().map(|e| ("Fine", &e.text)))
    {
        markdown.push_str(&format!("\n\n{label}:\n\n> {}", example.trim().replace('\n', "\n> ")));
    }
    json!({
        "id": rule.id,
        "name": rule.id,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": why },
        "help": { "text": format!("{why}\n\n{fix}"), "markdown": markdown },
        "defaultConfiguration": { "level": level(rule.severity) },
        "relationships": [{
            "target": { "id": rule.category, "toolComponent": mqm() },
            "kinds": ["superset"],
        }],
        "properties": {
            "tags": [rule.family, rule.language],
            "certainty": rounded(f64::from(rule.certainty), 3),
            "precision": precision(rule.certainty),
            "problem.severity": match rule.severity {
                Severity::Minor => "recommendation",
                Severity::Major => "warning",
                Severity::Critical => "error",
            },
        },
    })
}

/// A measured precision in the words of code scanning.
fn precision(certainty: f32) -> &'static str {
    match certainty {
        c if c >= 0.95 => "very-high",
        c if c >= 0.8 => "high",
        c if c >= 0.6 => "medium",
        _ => "low",
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "note",
        Severity::Major => "warning",
        Severity::Critical => "error",
    }
}

fn notification(problem: &Problem) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&problem.file) } });
    if let Some(line) = problem.line {
        physical["region"] = json!({ "startLine": line });
    }
    json!({
        "level": if problem.fatal { "error" } else { "warning" },
        "message": { "text": problem.message },
        "locations": [{ "physicalLocation": physical }],
    })
}
