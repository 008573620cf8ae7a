//! One line a finding, as compilers print them, for editors and for grep.

use std::io::{self, Write};

use crate::excerpt::legible;
use crate::{Format, Located, Report, Style, Summary, counted};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;

/// For editors and grep.
pub(super) const FORMAT: Format = Format {
    name: "concise",
    summary: "one line a finding: file:line:column: severity: reason [rule]",
    make: |style| Box::new(Concise(*style)),
};

struct Concise(Style);

impl Report for Concise {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        review.problems.iter().try_for_each(|p| self.problem(p, out))?;
        let located = Located::new(review);
        let (printed, left_out) = self.0.printed(&review.findings);
        for finding in printed {
            let at = located.position(finding.span).start;
            let (name, severity) = (&review.document.name, finding.severity.name());
            let message = located.reason(finding);
            writeln!(out, "{name}:{}:{}: {severity}: {message} [{}]", at.line, at.column, finding.rule.id)?;
        }
        if left_out > 0 {
            let more = counted(left_out, "more finding");
            writeln!(out, "{}: {more} not shown (--max-findings)", review.document.name)?;
        }
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        let line = problem.line.map_or_else(String::new, |l| format!(":{l}"));
        writeln!(out, "{}{line}: {}: {}", problem.file, problem.label(), legible(&problem.message))
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let [_, review, fail, _] = summary.verdicts;
        let findings = counted(summary.findings(), "finding");
        writeln!(
            out,
            "{findings} in {}: {review} to review, {fail} failed",
            counted(summary.documents, "document")
        )
    }
}
