//! Reviewdog's diagnostic format: one JSON object, <https://github.com/reviewdog/reviewdog/tree/master/proto/rdf>.
//!
//! Columns there count bytes of UTF-8 in the line, from 1. A fix that is certain comes as a suggestion, which the host of
//! a pull request offers to commit.

use std::io::{self, Write};

use mtlint_core::check::Review;
use mtlint_core::document::FileEdit;
use mtlint_core::error::Problem;
use mtlint_core::finding::Finding;
use mtlint_core::meta::Severity;
use mtlint_core::span::{FileSpan, LineIndex};
use serde_json::{Value, json};

use crate::{Format, Located, Report, Summary};

/// For reviewdog.
pub(super) const FORMAT: Format = Format {
    name: "rdjson",
    summary: "reviewdog's format: comments and suggestions in a pull request",
    make: |_| Box::new(Rdjson { begun: false }),
};

struct Rdjson {
    begun: bool,
}

impl Rdjson {
    fn add(&mut self, diagnostic: &Value, out: &mut dyn Write) -> io::Result<()> {
        let begin = match std::mem::replace(&mut self.begun, true) {
            false => OPENING,
            true => ",\n",
        };
        write!(out, "{begin}{diagnostic}")
    }
}

const OPENING: &str = "{\"source\":{\"name\":\"mtlint\"},\"diagnostics\":[\n";

impl Report for Rdjson {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        review.problems.iter().try_for_each(|p| self.problem(p, out))?;
        let located = Located::new(review);
        let lines = LineIndex::new(&review.document.source.text);
        review.findings.iter().try_for_each(|f| self.add(&diagnostic(&located, &lines, f), out))
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        let mut location = json!({ "path": problem.file });
        if let Some(line) = problem.line {
            location["range"] = json!({ "start": { "line": line } });
        }
        let message = match &problem.hint {
            Some(hint) => format!("{}; {hint}", problem.message),
            None => problem.message.clone(),
        };
        let severity = if problem.fatal { "ERROR" } else { "WARNING" };
        self.add(&json!({ "message": message, "location": location, "severity": severity }), out)
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if !self.begun {
            write!(out, "{OPENING}")?;
        }
        writeln!(out, "\n]}}")
    }
}

fn diagnostic(located: &Located, lines: &LineIndex, finding: &Finding) -> Value {
    let severity = match finding.severity {
        Severity::Minor => "INFO",
        Severity::Major => "WARNING",
        Severity::Critical => "ERROR",
    };
    let mut diagnostic = json!({
        "message": located.reason(finding),
        "location": { "path": located.file(), "range": range(located, lines, finding.span) },
        "severity": severity,
        "code": { "value": finding.rule.id },
    });
    if let (Some(Ok(edits)), None) = (located.fix(finding), located.review.document.own_record()) {
        diagnostic["suggestions"] = json!([suggestion(located, lines, &edits)]);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(|r| {
            let range = range(located, lines, r.span);
            json!({ "message": r.message, "location": { "path": located.file(), "range": range } })
        });
        diagnostic["relatedLocations"] = related.collect();
    }
    diagnostic
}

/// All edits of a fix as one, since those of a list are alternatives to each other.
fn suggestion(located: &Located, lines: &LineIndex, edits: &[FileEdit]) -> Value {
    let text = &located.review.document.source.text;
    let span = FileSpan { start: edits[0].span.start, end: edits[edits.len() - 1].span.end };
    let (mut new, mut at) = (String::new(), span.start);
    for edit in edits {
        new += FileSpan { start: at, end: edit.span.start }.of(text);
        new += &edit.text;
        at = edit.span.end;
    }
    json!({ "range": range(located, lines, span), "text": new })
}

/// A range of the file; of a record its line alone, whose columns are not those of the text.
fn range(located: &Located, lines: &LineIndex, span: FileSpan) -> Value {
    if let Some(record) = located.review.document.own_record() {
        return json!({ "start": { "line": record.line } });
    }
    let text = &located.review.document.source.text;
    let column = |at: u32| at as usize - lines.line_range(text, lines.line(at)).start + 1;
    let at = located.position(span);
    json!({
        "start": { "line": at.start.line, "column": column(span.start) },
        "end": { "line": at.end.line, "column": column(span.end) },
    })
}
