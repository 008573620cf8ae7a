//! A summary in Markdown, for a pull request or a ticket: a table of documents, then the findings of the worst.
//!
//! Bounded: of many documents and findings it shows the first and says how many there are.

use std::io::{self, Write};

use crate::check::Review;
use crate::error::Problem;
use crate::report::summary::by_frequency;
use crate::report::{Excerpt, Format, Located, Report, Summary, counted};
use crate::score::Verdict;

/// For pull requests.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    summary: "a summary for a pull request or a ticket",
    make: |_| Box::new(Markdown::default()),
};

const DOCUMENTS: usize = 50;
const FINDINGS: usize = 100;

#[derive(Default)]
struct Markdown {
    rows: Vec<String>,
    details: String,
    shown: usize,
    problems: Vec<String>,
}

impl Report for Markdown {
    fn review(&mut self, review: &Review, _: &mut dyn Write) -> io::Result<()> {
        for problem in &review.problems {
            self.keep(problem);
        }
        if review.verdict != Verdict::Pass && self.rows.len() < DOCUMENTS {
            let small = if review.small_sample { " (small sample)" } else { "" };
            self.rows.push(format!(
                "| {} | {} | {:.1}{small} | {} | {} |",
                escaped(&review.document.name),
                review.verdict.name(),
                review.score,
                review.words,
                review.findings.len()
            ));
        }
        if review.findings.is_empty() || self.shown >= FINDINGS {
            return Ok(());
        }
        let located = Located::new(review);
        self.details.push_str(&format!("\n### {}\n\n", escaped(&review.document.name)));
        for finding in review.findings.iter().take(FINDINGS - self.shown) {
            let at = located.position(finding.span).start;
            let block = located.block_span(&review.document.blocks[finding.block]);
            let excerpt = Excerpt::new(&review.document.source.text, finding.span, block, 80);
            self.shown += 1;
            self.details.push_str(&format!(
                "- {}:{} **{}** `{}`: {}  \n  {}<mark>{}</mark>{}\n",
                at.line,
                at.column,
                finding.severity.name(),
                finding.rule.id,
                escaped(&finding.message),
                escaped(&excerpt.before),
                escaped(&excerpt.marked),
                escaped(&excerpt.after),
            ));
        }
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, _: &mut dyn Write) -> io::Result<()> {
        self.keep(problem);
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let [pass, review, fail] = summary.verdicts;
        let mark = match (fail, review) {
            (0, 0) => "pass",
            (0, _) => "review",
            _ => "fail",
        };
        writeln!(out, "## mtlint: {mark}\n")?;
        writeln!(
            out,
            "{} with {}: {pass} pass, {review} to review, {fail} fail. {}.",
            counted(summary.documents, "document"),
            counted(summary.words, "word"),
            counted(summary.findings(), "finding"),
        )?;
        if !self.rows.is_empty() {
            writeln!(out, "\n| Document | Verdict | Score | Words | Findings |\n|---|---|---:|---:|---:|")?;
            self.rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
            let more = (review + fail).saturating_sub(self.rows.len());
            if more > 0 {
                writeln!(out, "\n{} more not shown.", counted(more, "document"))?;
            }
        }
        let rules = by_frequency(&summary.rules);
        if !rules.is_empty() {
            let often: Vec<String> = rules.iter().take(8).map(|(rule, n)| format!("`{rule}` {n}")).collect();
            writeln!(out, "\nMost often: {}", often.join(", "))?;
        }
        out.write_all(self.details.as_bytes())?;
        if summary.findings() > self.shown {
            writeln!(out, "\n{} more not shown.", counted(summary.findings() - self.shown, "finding"))?;
        }
        if !self.problems.is_empty() {
            writeln!(out, "\n### Not checked\n")?;
            self.problems.iter().try_for_each(|p| writeln!(out, "- {p}"))?;
        }
        Ok(())
    }
}

impl Markdown {
    fn keep(&mut self, problem: &Problem) {
        if self.problems.len() < DOCUMENTS {
            let line = problem.line.map_or_else(String::new, |l| format!(":{l}"));
            self.problems.push(format!("{}{line}: {}", escaped(&problem.file), escaped(&problem.message)));
        }
    }
}

/// A text on one line in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            '@' => out.push_str("&#64;"),
            _ => out.push(c),
        }
    }
    out
}
