//! The middle of the pipeline on one screen: document in, review out.

use crate::document::Document;
use crate::error::Problem;
use crate::finding::Finding;
use crate::score::{Paragraph, Verdict};

/// All that is known of a checked document. Every report, the gate and an editor read this one type.
#[derive(Clone, Debug)]
pub struct Review {
    /// The document.
    pub document: Document,
    /// Findings in the order of the text, overlapping ones merged, those under the display threshold left out.
    pub findings: Vec<Finding>,
    /// One entry for each block that was checked, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Words in all blocks.
    pub words: usize,
    /// Points against the document: the sum over the findings.
    pub penalty: f64,
    /// 0 to 100, higher is better.
    pub score: f64,
    /// The quality estimate of the document, 0 to 100.
    pub estimate: Option<f64>,
    /// Whether it may be published.
    pub verdict: Verdict,
    /// What kept parts of it from being checked.
    pub problems: Vec<Problem>,
}
