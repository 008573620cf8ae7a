//! What a report is, and what reports share: a style, rounded numbers, counted nouns.

use std::io::{self, Write};

use mtlint_core::check::Review;
use mtlint_core::error::Problem;
use mtlint_core::finding::Finding;

use crate::Summary;
use crate::excerpt::begin;
use crate::summary::OPENING;

/// One report on its way to its output.
pub trait Report: Send {
    /// Takes the next document.
    fn review(&mut self, review: &Review, out: &mut dyn Write) -> io::Result<()>;
    /// Takes what kept an input, or a part of one, from becoming a document.
    fn problem(&mut self, problem: &Problem, out: &mut dyn Write) -> io::Result<()>;
    /// Ends the report.
    fn finish(&mut self, summary: &Summary, out: &mut dyn Write) -> io::Result<()>;
}

/// An output format.
#[derive(Debug)]
pub struct Format {
    /// Its name for `--format` and `--report`.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// Begins a report.
    pub make: fn(&Style) -> Box<dyn Report>,
}

/// How a report for people is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Colours and bold type by ANSI escapes.
    pub colour: bool,
    /// Columns there are.
    pub width: usize,
    /// Print how the score was made.
    pub penalties: bool,
    /// Findings that are printed of a document, the heaviest; the others are counted.
    pub most: usize,
}

impl Default for Style {
    fn default() -> Self {
        Style { colour: false, width: 80, penalties: false, most: usize::MAX }
    }
}

impl Style {
    /// The findings that are printed, in order, and how many are left out.
    pub(crate) fn printed<'f>(&self, findings: &'f [Finding]) -> (Vec<&'f Finding>, usize) {
        let left_out = findings.len().saturating_sub(self.most);
        let mut printed: Vec<(usize, _)> = findings.iter().enumerate().collect();
        if left_out > 0 {
            printed.sort_by_key(|(i, f)| (std::cmp::Reverse(f.severity), *i));
            printed.truncate(self.most);
            printed.sort_by_key(|(i, _)| *i);
        }
        (printed.into_iter().map(|(_, finding)| finding).collect(), left_out)
    }
}

/// `value` with `digits` digits after the point, so that reports do not show the noise of binary fractions.
pub(crate) fn rounded(value: f64, digits: i32) -> f64 {
    let factor = 10f64.powi(digits);
    (value * factor).round() / factor + 0.0
}

/// The beginning of a text of which summaries show the first words: all that they look at.
pub fn opening(text: &str) -> &str {
    begin(text, OPENING)
}

/// "1 document", "2 documents": English has no harder plurals in what reports count.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
