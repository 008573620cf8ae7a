//! JUnit XML, which build servers show as test results: a suite for each document, a test case for each finding.
//!
//! A document without findings is one passing case, so that it is seen to have been checked.

use std::io::{self, Write};

use crate::xml::Escaped;
use crate::{Format, Located, Report, Summary};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;

/// For build servers.
pub(super) const FORMAT: Format = Format {
    name: "junit",
    summary: "JUnit XML for build servers: a suite a document, a case a finding",
    make: |_| Box::new(Junit { begun: false }),
};

struct Junit {
    begun: bool,
}

impl Junit {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mtlint\">")?;
        }
        Ok(())
    }
}

impl Report for Junit {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let name = Escaped(&review.document.name);
        let (faults, errors) = (review.findings.len(), review.problems.len());
        let cases = (faults + errors).max(1);
        writeln!(
            out,
            "<testsuite name=\"{name}\" tests=\"{cases}\" failures=\"{faults}\" errors=\"{errors}\">"
        )?;
        writeln!(
            out,
            "<properties><property name=\"score\" value=\"{:.1}\"/><property name=\"verdict\" value=\"{}\"/></properties>",
            review.score,
            review.verdict.name()
        )?;
        let located = Located::new(review);
        for finding in &review.findings {
            let at = located.position(finding.span).start;
            let (rule, severity) = (Escaped(&finding.rule.id), finding.severity.name());
            let (message, text) = (Escaped(&finding.message), Escaped(located.text(finding)));
            let (line, column) = (at.line, at.column);
            writeln!(out, "<testcase name=\"{rule} {line}:{column}\" classname=\"{name}\">")?;
            writeln!(
                out,
                "<failure type=\"{severity}\" message=\"{message}\">{name}:{line}:{column}: {text}</failure>"
            )?;
            writeln!(out, "</testcase>")?;
        }
        review.problems.iter().try_for_each(|p| case(p, out))?;
        if faults + errors == 0 {
            writeln!(out, "<testcase name=\"no findings\" classname=\"{name}\"/>")?;
        }
        writeln!(out, "</testsuite>")
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        writeln!(
            out,
            "<testsuite name=\"{}\" tests=\"1\" failures=\"0\" errors=\"1\">",
            Escaped(&problem.file)
        )?;
        case(problem, out)?;
        writeln!(out, "</testsuite>")
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        writeln!(out, "</testsuites>")
    }
}

fn case(problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    let (file, message) = (Escaped(&problem.file), Escaped(&problem.message));
    writeln!(
        out,
        "<testcase name=\"problem\" classname=\"{file}\"><error type=\"problem\" message=\"{message}\"/></testcase>"
    )
}
