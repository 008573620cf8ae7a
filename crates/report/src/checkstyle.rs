//! Checkstyle XML, which many review tools read: files and the errors in them.

use std::io::{self, Write};

use crate::xml::Escaped;
use crate::{Format, Located, Report, Summary};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;
use mtlint_core::meta::Severity;

/// For review tools.
pub(super) const FORMAT: Format = Format {
    name: "checkstyle",
    summary: "Checkstyle XML for review tools",
    make: |_| Box::new(Checkstyle { begun: false }),
};

struct Checkstyle {
    begun: bool,
}

impl Checkstyle {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")?;
        }
        Ok(())
    }
}

impl Report for Checkstyle {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let located = Located::new(review);
        writeln!(out, "<file name=\"{}\">", Escaped(&review.document.name))?;
        review.problems.iter().try_for_each(|p| error(p, out))?;
        for finding in &review.findings {
            let at = located.position(finding.span).start;
            let severity = match finding.severity {
                Severity::Minor => "info",
                Severity::Major => "warning",
                Severity::Critical => "error",
            };
            let reason = located.reason(finding);
            let (message, rule) = (Escaped(&reason), Escaped(&finding.rule.id));
            let (line, column) = (at.line, at.column);
            write!(
                out,
                "<error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{message}\""
            )?;
            writeln!(out, " source=\"mtlint.{}.{rule}\"/>", Escaped(&finding.rule.family))?;
        }
        writeln!(out, "</file>")
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "<file name=\"{}\">", Escaped(&problem.file))?;
        error(problem, out)?;
        writeln!(out, "</file>")
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "</checkstyle>")
    }
}

fn error(problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    let (line, message) = (problem.line.unwrap_or(1), Escaped(&problem.message));
    writeln!(
        out,
        "<error line=\"{line}\" severity=\"error\" message=\"{message}\" source=\"mtlint.problem\"/>"
    )
}
