//! What a table says of a text: the line that the command writes for it, taken apart.

use serde::Deserialize;

/// Bytes between two counts of `CodePoints`.
const STEP: usize = 256;

/// From bytes of a text to its code points, in which Python, Spark and Polars count.
pub struct CodePoints<'t> {
    bytes: &'t [u8],
    /// Code points before each step; empty where every byte is one.
    before: Vec<u32>,
}

impl<'t> CodePoints<'t> {
    /// Counts once.
    pub fn new(text: &'t str) -> CodePoints<'t> {
        let bytes = text.as_bytes();
        if bytes.is_ascii() {
            return CodePoints { bytes, before: Vec::new() };
        }
        let mut count = 0;
        let before = bytes.chunks(STEP).map(|chunk| {
            let here = count;
            count += begun(chunk);
            here
        });
        CodePoints { bytes, before: before.collect() }
    }

    /// The code points before a byte.
    pub fn at(&self, byte: u32) -> u32 {
        let byte_at = (byte as usize).min(self.bytes.len());
        let step = byte_at / STEP;
        match self.before.get(step) {
            Some(before) => before + begun(&self.bytes[step * STEP..byte_at]),
            None if self.before.is_empty() => byte,
            None => self.before[step - 1] + begun(&self.bytes[(step - 1) * STEP..]),
        }
    }
}

/// Code points that begin in these bytes.
fn begun(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u32
}

/// A review.
#[derive(Deserialize)]
pub struct CheckedRow {
    pub score: Option<f64>,
    pub estimate: Option<f64>,
    pub machine: Option<f64>,
    pub verdict: String,
    pub findings: Vec<FindingRow>,
}

/// A finding.
#[derive(Deserialize)]
pub struct FindingRow {
    pub rule: String,
    pub family: String,
    pub severity: String,
    pub category: String,
    pub certainty: f64,
    pub machine: f64,
    pub penalty: f64,
    pub start: u32,
    pub end: u32,
    pub line: i64,
    pub column: i64,
    pub text: String,
    pub message: String,
    pub suggestion: Option<String>,
    /// Why it does not count.
    pub suppressed: Option<String>,
}

/// A line of an audit.
#[derive(Deserialize)]
pub struct AuditedLine {
    pub entry: AuditedRow,
}

/// What of it is a column of its own.
#[derive(Deserialize)]
pub struct AuditedRow {
    pub score: Option<f64>,
    pub estimate: Option<f64>,
    pub machine: Option<f64>,
    pub verdict: String,
    pub words: i64,
    pub penalty: f64,
    /// Minor, major, critical.
    pub severities: [i64; 3],
    pub findings: Vec<FoundRule>,
}

/// A finding of an audit.
#[derive(Deserialize)]
pub struct FoundRule {
    pub rule: String,
    /// Why it does not count.
    pub aside: Option<String>,
}
