//! JUnit XML, which build servers show as test results: a suite for each document, whose one test is the gate.
//!
//! A document that may pass is a passing case, whatever was found in it, so that a build says the same as `mtlint gate`.

use std::io::{self, Write};

use crate::xml::Escaped;
use crate::{Format, Located, Report, Summary};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;

/// For build servers.
pub(super) const FORMAT: Format = Format {
    name: "junit",
    summary: "JUnit XML for build servers: a suite a document, which fails by the gate",
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
        let problems: Vec<&Problem> = review.problems.iter().filter(|p| !p.is_note()).collect();
        // What the gate decides, and no single finding, is the test: else a build fails that may pass.
        let (fails, errors) = (usize::from(review.is_refused()), problems.len());
        let cases = 1 + errors;
        writeln!(
            out,
            "<testsuite name=\"{name}\" tests=\"{cases}\" failures=\"{fails}\" errors=\"{errors}\">"
        )?;
        writeln!(out, "<properties>")?;
        if let Some(score) = review.known_score() {
            writeln!(out, "<property name=\"score\" value=\"{score:.1}\"/>")?;
        }
        let verdict = review.verdict.name();
        writeln!(out, "<property name=\"verdict\" value=\"{verdict}\"/>\n</properties>")?;
        writeln!(out, "<testcase name=\"gate\" classname=\"{name}\">")?;
        if fails > 0 {
            let missed: Vec<&str> = review.misses.iter().map(|m| m.message.as_str()).collect();
            let message =
                if missed.is_empty() { format!("the verdict is {verdict}") } else { missed.join("; ") };
            writeln!(out, "<failure type=\"{verdict}\" message=\"{}\">", Escaped(&message))?;
            findings(review, out)?;
            writeln!(out, "</failure>")?;
        } else if !review.findings.is_empty() {
            writeln!(out, "<system-out>")?;
            findings(review, out)?;
            writeln!(out, "</system-out>")?;
        }
        writeln!(out, "</testcase>")?;
        problems.into_iter().try_for_each(|p| case(p, out))?;
        writeln!(out, "</testsuite>")
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        if problem.is_note() {
            return Ok(());
        }
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

/// A line for each finding: place, severity, rule, reason, words.
fn findings(review: &Review, out: &mut dyn Write) -> io::Result<()> {
    let located = Located::new(review);
    let name = Escaped(&review.document.name);
    for finding in &review.findings {
        let at = located.position(finding.span).start;
        let (rule, severity) = (Escaped(&finding.rule.id), finding.severity.name());
        let (message, text) = (Escaped(&finding.message), Escaped(located.text(finding)));
        writeln!(out, "{name}:{}:{}: {severity}: {message} [{rule}]: {text}", at.line, at.column)?;
    }
    Ok(())
}

fn case(problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
    let (file, message) = (Escaped(&problem.file), Escaped(&problem.message));
    writeln!(
        out,
        "<testcase name=\"problem\" classname=\"{file}\"><error type=\"problem\" message=\"{message}\"/></testcase>"
    )
}
