//! The report for a person at a terminal: excerpts with the fault underlined, scores by paragraph, a verdict.
//!
//! The excerpts are our own and not a library's: a paragraph is one long line, of which a window is shown, while the
//! place named above it counts from the line's beginning. A document that passes without a finding takes one line. Colours come only when asked for.

mod scores;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Ansi};

use crate::excerpt::{columns, legible, shortened};
use crate::summary::not_counted;
use crate::{Excerpt, Format, Located, Report, Style, Summary, counted};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;
use mtlint_core::finding::Finding;
use mtlint_core::meta::Severity;
use mtlint_core::score::Verdict;

/// For people.
pub(super) const FORMAT: Format = Format {
    name: "terminal",
    summary: "for people: excerpts, reasons, scores by paragraph, a verdict",
    make: |style| Box::new(Terminal { style: *style, first: true }),
};

struct Terminal {
    style: Style,
    first: bool,
}

const BOLD: Ansi = Ansi::new().bold();
const DIM: Ansi = Ansi::new().dimmed();
const LINE: Ansi = AnsiColor::BrightBlue.on_default().bold();

impl Report for Terminal {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        if !self.first && !review.findings.is_empty() {
            writeln!(out)?;
        }
        self.first = false;
        review.problems.iter().try_for_each(|p| self.problem_line(p, out))?;
        if review.findings.is_empty() {
            self.verdict_line(review, out)?;
            return self.reasons(review, out);
        }
        let located = Located::new(review);
        let (printed, left_out) = self.style.printed(&review.findings);
        for finding in printed {
            self.finding(&located, finding, out)?;
            writeln!(out)?;
        }
        if left_out > 0 {
            let note = format!("{} not shown (--max-findings)", counted(left_out, "more finding"));
            writeln!(out, "{}\n", self.painted(DIM, &note))?;
        }
        scores::paragraphs(review, &self.style, out)?;
        if self.style.penalties {
            scores::penalties(review, out)?;
        }
        self.verdict_line(review, out)?;
        self.reasons(review, out)?;
        if !review.suspicions.is_empty() {
            let count = counted(review.suspicions.len(), "suspicion");
            let note = format!("  {count} besides, too unsure to count: JSON and HTML reports list them");
            writeln!(out, "{}", self.painted(DIM, &note))?;
        }
        if review.small_sample {
            let note =
                format!("  a small sample: in {} words, one finding moves the score far", review.words);
            writeln!(out, "{}", self.painted(DIM, &note))?;
        }
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        self.problem_line(problem, out)
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.documents + summary.problems > 1 {
            scores::summary(summary, out)?;
        }
        Ok(())
    }
}

impl Terminal {
    fn painted(&self, ansi: Ansi, text: &str) -> String {
        if self.style.colour { format!("{ansi}{text}{ansi:#}") } else { text.to_owned() }
    }

    /// One finding with its excerpt.
    fn finding(&self, located: &Located, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let document = &located.review.document;
        let at = located.position(finding.span).start;
        let number = at.line.to_string();
        let gutter = " ".repeat(number.len());
        let width = self.style.width.clamp(40, 160);
        let block = located.block_span(&document.blocks[finding.block]);
        let excerpt = Excerpt::new(&document.source.text, finding.span, block, width - gutter.len() - 3);
        let colour = colour(finding.severity).bold();
        let label = format!("{}[{}]:", finding.severity.name(), finding.rule.id);
        let mut title = wrap(&legible(&finding.message), label.len() + 1, width).into_iter();
        let first = title.next().unwrap_or_default();
        writeln!(out, "{} {}", self.painted(colour, &label), self.painted(BOLD, &first))?;
        title.try_for_each(|line| writeln!(out, "  {}", self.painted(BOLD, &line)))?;
        let bar = self.painted(LINE, "|");
        let arrow = self.painted(LINE, "-->");
        writeln!(out, "{gutter}{arrow} {}:{number}:{}", document.name, at.column)?;
        let Excerpt { before, marked, after } = &excerpt;
        let shown = self.painted(colour, marked);
        writeln!(out, "{} {bar} {before}{shown}{after}", self.painted(LINE, &number))?;
        let underline = self.painted(colour, &"^".repeat(columns(marked).max(1)));
        writeln!(out, "{gutter} {bar} {}{underline}", " ".repeat(columns(before)))?;
        let mut note = |label: &str, text: &str| -> io::Result<()> {
            let lines = wrap(text, gutter.len() + label.len() + 5, width);
            for (i, line) in lines.iter().enumerate() {
                let head =
                    if i == 0 { format!("{} {label}: ", self.painted(LINE, "=")) } else { "  ".into() };
                writeln!(out, "{gutter} {head}{line}")?;
            }
            Ok(())
        };
        for related in &finding.related {
            let place = located.position(related.span).start;
            let text = shortened(related.span.of(&document.source.text), 40);
            note("note", &format!("line {}, “{text}”: {}", place.line, legible(&related.message)))?;
        }
        match finding.suggestion.as_deref() {
            Some("") => note("help", "take it out"),
            Some(text) => note("help", &format!("Write “{}”", shortened(text, 60))),
            None => note("help", finding.rule.fix.trim()),
        }
    }

    /// "article.html: fail, score 61.3 of 100", and how much that rests on.
    fn verdict_line(&self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        let colour = match review.verdict {
            Verdict::Pass => AnsiColor::Green,
            Verdict::Review => AnsiColor::Yellow,
            Verdict::Fail | Verdict::NotJudged => AnsiColor::Red,
        };
        let verdict = self.painted(colour.on_default().bold(), review.verdict.name());
        let name = self.painted(BOLD, &review.document.name);
        write!(out, "{name}: {verdict}")?;
        match (review.known_score(), review.not_judged()) {
            (Some(score), _) => write!(out, ", score {score:.1} of 100")?,
            (None, why) => write!(out, ", {}", why.unwrap_or_default())?,
        }
        if let Some(estimate) = review.estimate.as_ref().map(|e| e.value) {
            write!(out, ", estimated quality {estimate:.0}")?;
        }
        if let Some(machine) = &review.machine {
            write!(out, ", machine {:.2}", machine.value)?;
        }
        let separator = if review.findings.is_empty() { ", " } else { "\n  " };
        let words = counted(review.words, "word");
        let findings = scores::severities(&review.findings);
        writeln!(out, "{separator}{words}, {findings}{}", not_counted(review.set_aside()))
    }

    /// Why it does not pass, a line each, and what it was likely translated from.
    fn reasons(&self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        for miss in review.misses.iter().chain(&review.in_review) {
            writeln!(out, "  {}", self.painted(DIM, &format!("{} ({})", miss.message, miss.key)))?;
        }
        let sources = review.likely_sources();
        if !sources.is_empty() {
            let text = format!("Likely source language: {}", sources.join(" or "));
            writeln!(out, "  {}", self.painted(DIM, &text))?;
        }
        Ok(())
    }

    fn problem_line(&self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        let label = self.painted(AnsiColor::Yellow.on_default().bold(), &format!("{}:", problem.label()));
        let line = problem.line.map_or_else(String::new, |l| format!(":{l}"));
        writeln!(out, "{label} {}{line}: {}", problem.file, problem.message)?;
        if let Some(hint) = &problem.hint {
            writeln!(out, "{} {hint}", self.painted(AnsiColor::Cyan.on_default().bold(), "hint:"))?;
        }
        Ok(())
    }
}

fn colour(severity: Severity) -> Ansi {
    match severity {
        Severity::Minor => AnsiColor::Cyan.on_default(),
        Severity::Major => AnsiColor::Yellow.on_default(),
        Severity::Critical => AnsiColor::Red.on_default(),
    }
}

/// Lines of at most `width` columns, broken between words; the first begins after `used` columns.
fn wrap(text: &str, used: usize, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let taken = if lines.len() == 1 { used } else { 2 };
        match lines.last_mut() {
            Some(line) if taken + columns(line) + 1 + columns(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
