//! CSV for spreadsheets (RFC 4180): one row a finding, one a paragraph, told apart by the first column.
//!
//! A cell that begins like a formula gets an apostrophe before it, so that no spreadsheet runs what a text says.

use std::io::{self, Write};

use crate::excerpt::head;
use crate::{Format, Located, Position, Report, Summary};
use mtlint_core::check::Review;
use mtlint_core::error::Problem;

/// For spreadsheets.
pub(super) const FORMAT: Format = Format {
    name: "csv",
    summary: "CSV for spreadsheets: a row a finding, a row a paragraph",
    make: |_| Box::new(Csv { begun: false }),
};

struct Csv {
    begun: bool,
}

const HEAD: [&str; 15] = [
    "row", "document", "verdict", "line", "column", "start", "end", "words", "score", "penalty", "rule",
    "severity", "category", "message", "text",
];

impl Csv {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            row(&HEAD.map(str::to_owned), out)?;
        }
        Ok(())
    }
}

impl Report for Csv {
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let located = Located::new(review);
        for paragraph in &review.paragraphs {
            let block = &review.document.blocks[paragraph.block];
            let at = located.position(located.block_span(block));
            let mut cells = placed("paragraph", review, &at);
            cells[7] = paragraph.words.to_string();
            cells[8] = review.known_score().map_or_else(String::new, |_| format!("{:.1}", paragraph.score));
            cells[9] = format!("{:.2}", paragraph.penalty + 0.0);
            cells[14] = head(&block.text, 100);
            row(&cells, out)?;
        }
        for finding in &review.findings {
            let at = located.position(finding.span);
            let mut cells = placed("finding", review, &at);
            cells[9] = format!("{:.2}", finding.penalty);
            cells[10].clone_from(&finding.rule.id);
            cells[11] = finding.severity.name().into();
            cells[12].clone_from(&finding.rule.category);
            cells[13].clone_from(&finding.message);
            cells[14] = located.text(finding).to_owned();
            row(&cells, out)?;
        }
        review.problems.iter().try_for_each(|p| self.problem(p, out))
    }

    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)?;
        let mut cells = Cells::default();
        cells[0] = "problem".into();
        cells[1].clone_from(&problem.file);
        cells[3] = problem.line.map(|l| l.to_string()).unwrap_or_default();
        cells[5] = problem.byte.map(|b| b.to_string()).unwrap_or_default();
        cells[13].clone_from(&problem.message);
        row(&cells, out)
    }

    fn finish(&mut self, _: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.begin(out)
    }
}

/// The cells of a row, in the order of [`HEAD`].
type Cells = [String; HEAD.len()];

/// A row of that kind with the document and the place filled in.
fn placed(kind: &str, review: &Review, at: &Position) -> Cells {
    let mut cells = Cells::default();
    cells[0] = kind.to_owned();
    cells[1].clone_from(&review.document.name);
    cells[2] = review.verdict.name().to_owned();
    let numbers = [at.start.line, at.start.column, at.bytes.start as usize, at.bytes.end as usize];
    cells[3..7].clone_from_slice(&numbers.map(|n| n.to_string()));
    cells
}

/// Writes one row.
///
/// # Errors
/// When the output cannot be written.
pub fn row(cells: &[String], out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            line.push(',');
        }
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
        if formula || cell.contains([',', '"', '\n', '\r']) {
            let guard = if formula { "'" } else { "" };
            line.push_str(&format!("\"{guard}{}\"", cell.replace('"', "\"\"")));
        } else {
            line.push_str(cell);
        }
    }
    out.write_all(line.as_bytes())?;
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let mut out = Vec::new();
        let cells = ["a,b", "say \"x\"", "=1+1", "-2.5", "@it", ""].map(str::to_owned);
        super::row(&cells, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\"a,b\",\"say \"\"x\"\"\",\"'=1+1\",-2.5,\"'@it\",\r\n");
    }
}
