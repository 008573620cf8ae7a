//! What a check found of a text that is open in an editor, and where that stands there.

use std::ops::Range;
use std::sync::Arc;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, TextEdit, Uri,
};
use mtlint_core::check::Review;
use mtlint_core::document::FileEdit;
use mtlint_core::error::Problem;
use mtlint_core::finding::Finding;
use mtlint_core::meta::Severity;
use mtlint_core::span::FileSpan;
use mtlint_project::plan::{Checked, Plan};
use serde_json::json;

use crate::text::EditorText;

/// The name that diagnostics carry.
pub const SOURCE: &str = "mtlint";

/// What was found of one version of a text.
pub struct VersionFindings {
    /// The version, as the editor counts.
    pub version: i32,
    /// The text.
    pub text: Arc<EditorText>,
    /// What it was checked by; nothing where it was not.
    pub plan: Option<Arc<Plan>>,
    /// What came of it.
    pub checked: Vec<Checked>,
}

impl VersionFindings {
    /// Returns every finding that counts, with its review.
    pub fn findings(&self) -> impl Iterator<Item = (&Review, &Finding)> {
        let reviews = self.checked.iter().flatten();
        reviews.flat_map(|review| review.findings.iter().map(move |finding| (review, finding)))
    }

    /// Returns the findings that share a place with `range`.
    pub fn at(&self, range: lsp_types::Range) -> Vec<(&Review, &Finding)> {
        let touches = |(review, finding): &(&Review, &Finding)| {
            let own = self.range(review, finding.span);
            own.start <= range.end && range.start <= own.end
        };
        self.findings().filter(touches).collect()
    }

    /// Returns the bytes of the editor's text that a span of the decoded text came from.
    pub fn bytes(&self, review: &Review, span: FileSpan) -> Range<usize> {
        match review.document.own_record() {
            // The places of a record are those of its text: its line stands for all of them.
            Some(record) => self.text.line(record.line - 1),
            None => review.document.source.original_bytes(span).range(),
        }
    }

    /// Returns where that is.
    pub fn range(&self, review: &Review, span: FileSpan) -> lsp_types::Range {
        self.text.range(self.bytes(review, span))
    }

    /// Returns a change of the file as one of the editor's text.
    pub fn edit(&self, review: &Review, edit: &FileEdit) -> TextEdit {
        TextEdit { range: self.range(review, edit.span), new_text: edit.text.clone() }
    }

    /// Returns all that is to be told of the text.
    pub fn diagnostics(&self, uri: &Uri) -> Vec<Diagnostic> {
        let mut told: Vec<Diagnostic> = Vec::new();
        for checked in &self.checked {
            match checked {
                Ok(review) => {
                    let findings = review.findings.iter();
                    told.extend(findings.map(|finding| self.diagnostic(uri, review, finding)));
                    told.extend(review.problems.iter().map(|problem| self.problem(problem)));
                }
                Err(problem) => told.push(self.problem(problem)),
            }
        }
        told
    }

    /// Returns a finding as the protocol tells it. `data` holds what a report has of it: bytes of the file, severity.
    pub fn diagnostic(&self, uri: &Uri, review: &Review, finding: &Finding) -> Diagnostic {
        let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
            location: Location::new(uri.clone(), self.range(review, related.span)),
            message: related.message.clone(),
        });
        let related: Vec<_> = related.collect();
        let bytes = review.document.source.original_bytes(finding.span);
        Diagnostic {
            range: self.range(review, finding.span),
            severity: Some(match finding.severity {
                Severity::Minor => DiagnosticSeverity::INFORMATION,
                Severity::Major => DiagnosticSeverity::WARNING,
                Severity::Critical => DiagnosticSeverity::ERROR,
            }),
            code: Some(NumberOrString::String(finding.rule.id.clone())),
            source: Some(SOURCE.to_owned()),
            message: finding.message.clone(),
            related_information: (!related.is_empty()).then_some(related),
            data: Some(json!({
                "start": bytes.start, "end": bytes.end, "severity": finding.severity.name(),
                "document": review.document.name,
            })),
            ..Diagnostic::default()
        }
    }

    fn problem(&self, problem: &Problem) -> Diagnostic {
        let hint = problem.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
        let line = problem.line.map_or(0, |line| line.saturating_sub(1));
        Diagnostic {
            range: self.text.range(self.text.line(line)),
            severity: Some(match problem.fatal {
                true => DiagnosticSeverity::WARNING,
                false => DiagnosticSeverity::INFORMATION,
            }),
            source: Some(SOURCE.to_owned()),
            message: format!("{}{hint}", problem.message),
            ..Diagnostic::default()
        }
    }
}
