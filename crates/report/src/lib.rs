//! From reviews to bytes: one file an output format, one line each in [`FORMATS`].
//!
//! A report is given reviews one at a time in the order of the input and writes as it goes, so that memory does not
//! grow with the number of documents; what only the whole can tell comes at the end, as a [`Summary`]. Offsets are
//! those of the original bytes; lines and columns are worked out here and nowhere earlier.

mod checkstyle;
mod concise;
pub mod csv;
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
mod groups;
mod html;
mod json;
mod junit;
mod located;
mod markdown;
mod own;
mod sarif;
mod summary;
mod terminal;
pub mod xml;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

pub use excerpt::{Excerpt, legible};
pub use fingerprint::fingerprints;
pub use groups::{Group, Groups};
pub use html::Page;
pub use json::schema;
pub use located::{Located, Position};
pub use own::{HEAD, is_report};
pub use summary::{Ranked, Summary};

use mtlint_core::check::Review;
use mtlint_core::error::Problem;
use mtlint_core::finding::Finding;

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

/// Every output format.
pub static FORMATS: &[Format] = &[
    terminal::FORMAT,
    concise::FORMAT,
    json::FORMAT,
    json::LINES_FORMAT,
    html::FORMAT,
    markdown::FORMAT,
    csv::FORMAT,
    sarif::FORMAT,
    junit::FORMAT,
    checkstyle::FORMAT,
    github::FORMAT,
    gitlab::FORMAT,
];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
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
    fn printed<'f>(&self, findings: &'f [Finding]) -> (Vec<&'f Finding>, usize) {
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
fn rounded(value: f64, digits: i32) -> f64 {
    let factor = 10f64.powi(digits);
    (value * factor).round() / factor + 0.0
}

/// The beginning of a text of which summaries show the first words: all that they look at.
pub fn opening(text: &str) -> &str {
    excerpt::begin(text, summary::OPENING)
}

/// "1 document", "2 documents": English has no harder plurals in what reports count.
fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
