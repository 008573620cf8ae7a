//! The lower half of the terminal report: scores by paragraph as bars, the sum behind the score, the run's summary.

use std::io::{self, Write};

use crate::excerpt::{columns, head, shortened};
use crate::summary::by_frequency;
use crate::{Style, Summary, counted};
use mtlint_core::check::Review;
use mtlint_core::finding::Finding;
use mtlint_core::meta::Severity;
use mtlint_core::score::{self, Verdict};

/// Paragraphs shown with a bar; of longer documents the worst.
const BARS: usize = 12;
const BAR: usize = 20;

/// A bar for every paragraph of a short document; for the worst of a long one.
pub(super) fn paragraphs(review: &Review, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<_> = review.paragraphs.iter().enumerate().collect();
    let mut shown = all.clone();
    if all.len() > BARS {
        shown.retain(|(_, p)| p.penalty > 0.0);
        shown.sort_by(|a, b| a.1.score.total_cmp(&b.1.score).then(a.0.cmp(&b.0)));
        shown.truncate(BARS);
        shown.sort_by_key(|(i, _)| *i);
    }
    match all.len() - shown.len() {
        0 => writeln!(out, "Paragraphs")?,
        _ => writeln!(out, "Paragraphs ({} of {}, the worst)", shown.len(), all.len())?,
    }
    let number = all.len().to_string().len();
    for (i, paragraph) in shown {
        let full = (paragraph.score / 100.0 * BAR as f64).round() as usize;
        let bar = format!("{}{}", "█".repeat(full), "░".repeat(BAR - full));
        let room = style.width.clamp(40, 160) - (number + BAR + 13);
        let text = head(&review.document.blocks[paragraph.block].text, room);
        writeln!(out, "  {:>number$}  {bar}  {:>5.1}  {}", i + 1, paragraph.score, text)?;
    }
    writeln!(out)
}

/// How the score was made: each penalty and their sum.
pub(super) fn penalties(review: &Review, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Penalties (severity × certainty)")?;
    let text = &review.document.source.text;
    for f in &review.findings {
        let words = shortened(f.span.of(text), 28);
        let words = format!("{words}{}", " ".repeat(28usize.saturating_sub(columns(&words))));
        let counted = if f.penalty == 0.0 { "  counted with a heavier one" } else { "" };
        let severity = f.severity.name();
        let points = format!("{:.2}", f.penalty);
        writeln!(out, "  {points:>6}  {severity:<8} × {:.2}  {words}  {}{counted}", f.certainty, f.rule.id)?;
    }
    writeln!(out, "  {:>6.2}  in all; {}\n", review.penalty, score::sum(review.penalty, review.words))
}

/// "9 findings: 2 critical, 7 major".
pub(super) fn severities(findings: &[Finding]) -> String {
    let of = |s: Severity| findings.iter().filter(|f| f.severity == s).count();
    let [minor, major, critical] = [Severity::Minor, Severity::Major, Severity::Critical].map(of);
    said([minor, major, critical])
}

fn said([minor, major, critical]: [usize; 3]) -> String {
    let parts: Vec<String> = [(critical, "critical"), (major, "major"), (minor, "minor")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    match minor + major + critical {
        0 => "no findings".to_owned(),
        n => format!("{}: {}", counted(n, "finding"), parts.join(", ")),
    }
}

/// What the whole run came to.
pub(super) fn summary(summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    let verdicts: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|v| summary.with_verdict(*v) > 0)
        .map(|v| format!("{} {}", summary.with_verdict(v), v.name()))
        .collect();
    let verdicts = if verdicts.is_empty() { String::new() } else { format!(": {}", verdicts.join(", ")) };
    let documents = counted(summary.documents, "document");
    writeln!(
        out,
        "{documents}{verdicts} ({}, {}{})",
        counted(summary.words, "word"),
        said(summary.severities),
        summary.not_counted()
    )?;
    if summary.problems > 0 {
        writeln!(
            out,
            "{}, {} not read",
            counted(summary.problems, "problem"),
            counted(summary.unread, "input")
        )?;
    }
    let rules = by_frequency(&summary.rules);
    if summary.documents > 1 && !rules.is_empty() {
        let often: Vec<String> = rules.iter().take(5).map(|(rule, n)| format!("{rule} {n}")).collect();
        writeln!(out, "most often: {}", often.join(", "))?;
    }
    Ok(())
}
