//! MQM scorecards: the sums of a run by type of error, and a sheet of its findings for a reviewer.
//!
//! The sheet is a row a finding, with the source and the target in which the words at fault stand between `<v>` and `</v>`,
//! and two columns for the reviewer: whether the finding is right, and the target as it should be. `mtlint evaluate
//! scorecard` reads it back.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::json;

use crate::csv::row;
use crate::{Format, Located, Report, Summary, rounded};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;
use mtlint_core::span::Span;

/// The sums.
pub(super) const FORMAT: Format = Format {
    name: "scorecard",
    summary: "an MQM scorecard: words, errors by type and severity, penalties, as JSON",
    make: |_| Box::new(ScorecardSums::default()),
};

/// The sheet.
pub(super) const SHEET_FORMAT: Format = Format {
    name: "scorecard-csv",
    summary: "an MQM scorecard for a reviewer: a row a finding, to be confirmed and corrected",
    make: |_| Box::new(Sheet { begun: false }),
};

/// The columns of a sheet.
pub const COLUMNS: [&str; 12] = [
    "document",
    "line",
    "segment",
    "source",
    "target",
    "category",
    "severity",
    "penalty",
    "rule",
    "message",
    "agree",
    "correction",
];

#[derive(Default)]
struct ScorecardSums {
    /// Errors by category: minor, major, critical, and their points.
    types: BTreeMap<String, ([usize; 3], f64)>,
    documents: Vec<serde_json::Value>,
    problems: Vec<serde_json::Value>,
}

impl Report for ScorecardSums {
    fn review(&mut self, review: &Review, _: &mut dyn Write) -> io::Result<()> {
        for finding in &review.findings {
            let (counts, points) = self.types.entry(finding.rule.category.clone()).or_default();
            counts[finding.severity as usize] += 1;
            *points += finding.penalty;
        }
        self.documents.push(json!({
            "document": review.document.name,
            "words": review.words,
            "penalty": rounded(review.penalty, 2),
            "score": review.known_score().map(|score| rounded(score, 1)),
            "verdict": review.verdict.name(),
        }));
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, _: &mut dyn Write) -> io::Result<()> {
        self.problems.push(json!({
            "document": problem.file, "line": problem.line, "message": problem.message,
        }));
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let types: Vec<_> = self
            .types
            .iter()
            .map(|(category, ([minor, major, critical], points))| {
                json!({
                    "category": category, "minor": minor, "major": major, "critical": critical,
                    "penalty": rounded(*points, 2),
                })
            })
            .collect();
        let per_thousand = 1000.0 * summary.penalty / summary.words.max(1) as f64;
        let card = json!({
            "metric": "MQM",
            "multipliers": { "minor": 1, "major": 5, "critical": 25 },
            "words": summary.words,
            "penalty": rounded(summary.penalty, 2),
            "penalty-per-1000-words": rounded(per_thousand, 2),
            "score": rounded((100.0 - per_thousand / 10.0).max(0.0), 1),
            "unread": summary.unread,
            "types": types,
            "documents": self.documents,
            "problems": self.problems,
        });
        serde_json::to_writer_pretty(&mut *out, &card)?;
        out.write_all(b"\n")
    }
}

struct Sheet {
    begun: bool,
}

impl Sheet {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            row(&COLUMNS.map(str::to_owned), out)?;
        }
        Ok(())
    }
}

impl Report for Sheet {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let located = Located::new(review);
        for finding in &review.findings {
            let block = &review.document.blocks[finding.block];
            let span = block.map.from_file(finding.span);
            let original = block.original.as_ref().or(review.document.original.as_ref());
            row(
                &[
                    review.document.name.clone(),
                    located.position(finding.span).start.line.to_string(),
                    block.unit.as_ref().and_then(|unit| unit.key.clone()).unwrap_or_default(),
                    original.map(|original| original.text.clone()).unwrap_or_default(),
                    marked(&block.text, span),
                    finding.rule.category.clone(),
                    finding.severity.name().to_owned(),
                    format!("{:.2}", finding.penalty),
                    finding.rule.id.clone(),
                    finding.message.clone(),
                    String::new(),
                    String::new(),
                ],
                out,
            )?;
        }
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let mut cells = COLUMNS.map(|_| String::new());
        cells[0].clone_from(&problem.file);
        cells[1] = problem.line.map(|line| line.to_string()).unwrap_or_default();
        cells[8] = "problem".to_owned();
        cells[9].clone_from(&problem.message);
        row(&cells, out)
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)
    }
}

/// A text with the words at fault between marks.
fn marked(text: &str, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    format!("{}<v>{}</v>{}", &text[..start], &text[start..end], &text[end..])
}
