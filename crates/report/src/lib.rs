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
mod format;
mod github;
mod gitlab;
mod groups;
mod html;
mod json;
mod junit;
mod located;
mod markdown;
mod own;
mod rdjson;
mod sarif;
pub mod scorecard;
mod summary;
mod terminal;
pub mod xml;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use excerpt::{Excerpt, legible};
pub use fingerprint::fingerprints;
pub use format::{Format, Report, Style, opening};
pub use groups::{Group, Groups};
pub use html::{Page, STYLE};
pub use json::{RuleExplained, RuleRecord, rule_schemas, schema};
pub use located::{Located, Position};
pub use own::{HEAD, is_report};
pub use summary::{Ranked, Summary};

pub(crate) use format::{counted, rounded};

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
    rdjson::FORMAT,
    scorecard::FORMAT,
    scorecard::SHEET_FORMAT,
];

/// The format of that name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}
