//! GitLab's code quality report: a list of issues that a merge request shows beside its changes.

use std::io::{self, Write};

use serde_json::json;

use crate::fingerprint::fingerprints;
use crate::{Format, Located, Report, Summary};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;
use mtlint_core::meta::Severity;

/// For GitLab.
pub(super) const FORMAT: Format = Format {
    name: "gitlab",
    summary: "GitLab code quality report",
    make: |_| Box::new(Gitlab { begun: false }),
};

struct Gitlab {
    begun: bool,
}

impl Gitlab {
    fn issue(&mut self, issue: &serde_json::Value, out: &mut dyn Write) -> io::Result<()> {
        let before = if std::mem::replace(&mut self.begun, true) { ",\n" } else { "[\n" };
        write!(out, "{before}{issue}")
    }
}

impl Report for Gitlab {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        review.problems.iter().try_for_each(|p| self.problem(p, out))?;
        let located = Located::new(review);
        for (finding, fingerprint) in review.findings.iter().zip(fingerprints(&review.findings)) {
            let at = located.position(finding.span);
            let lines = match review.document.own_record() {
                Some(record) => json!({ "begin": record.line }),
                None => json!({ "begin": at.start.line, "end": at.end.line }),
            };
            let severity = match finding.severity {
                Severity::Minor => "minor",
                Severity::Major => "major",
                Severity::Critical => "critical",
            };
            let issue = json!({
                "description": located.reason(finding),
                "check_name": finding.rule.id,
                "fingerprint": format!("{}-{fingerprint}", review.document.name),
                "severity": severity,
                "location": { "path": located.file(), "lines": lines },
            });
            self.issue(&issue, out)?;
        }
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        let line = problem.line.unwrap_or(1);
        let issue = json!({
            "description": problem.message,
            "check_name": "problem",
            "fingerprint": format!("{}-{line}-problem", problem.file),
            "severity": "blocker",
            "location": { "path": problem.file, "lines": { "begin": line } },
        });
        self.issue(&issue, out)
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", if self.begun { "\n]" } else { "[]" })
    }
}
