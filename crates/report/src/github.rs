//! Workflow commands that GitHub shows as annotations on the lines of a pull request.
//!
//! The escapes are those of the runner: `%`, line ends, and in properties `:` and `,` too. It shows ten annotations of
//! each level in a step, so that a document that fails says so before its findings.

use std::io::{self, Write};

use crate::{Format, Located, Report, Summary, counted};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;
use mtlint_core::meta::Severity;

/// For GitHub Actions.
pub(super) const FORMAT: Format =
    Format { name: "github", summary: "annotations for GitHub Actions", make: |_| Box::new(Github) };

struct Github;

impl Report for Github {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        review.problems.iter().try_for_each(|p| self.problem(p, out))?;
        let located = Located::new(review);
        let file = property(located.file());
        if review.is_refused() {
            let mut said = match review.known_score() {
                Some(score) => format!("{} fails with a score of {score:.1}", review.document.name),
                None => format!("{} was not judged", review.document.name),
            };
            review.misses.iter().for_each(|miss| said.extend(["; ", &miss.message]));
            writeln!(out, "::error file={file},title=mtlint::{}", data(&said))?;
        }
        for finding in &review.findings {
            let at = located.position(finding.span);
            // A record's lines are not those of the stream it stands in.
            let place = match review.document.own_record() {
                Some(record) => format!("line={}", record.line),
                // Columns are taken within one line only.
                None if at.start.line < at.end.line => {
                    format!("line={},endLine={}", at.start.line, at.end.line)
                }
                None => format!("line={},col={},endColumn={}", at.start.line, at.start.column, at.end.column),
            };
            let command = match finding.severity {
                Severity::Minor => "notice",
                Severity::Major => "warning",
                Severity::Critical => "error",
            };
            let title = property(&format!("{} ({})", finding.rule.id, finding.severity.name()));
            writeln!(
                out,
                "::{command} file={file},{place},title={title}::{}",
                data(&located.reason(finding))
            )?;
        }
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        let line = problem.line.map_or_else(String::new, |l| format!(",line={l}"));
        writeln!(
            out,
            "::error file={}{line},title=mtlint::{}",
            property(&problem.file),
            data(&problem.message)
        )
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let findings = counted(summary.findings(), "finding");
        writeln!(out, "{findings} in {}", counted(summary.documents, "document"))
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
