//! What a table says of a text: the line that the command writes for it, taken apart.

use serde::Deserialize;

/// Bytes between two counts of `Points`.
const STEP: usize = 256;

/// From bytes of a text to its code points, in which Python, Spark and Polars count.
pub struct Points<'t> {
    bytes: &'t [u8],
    /// Code points before each step; empty where every byte is one.
    before: Vec<u32>,
}

impl<'t> Points<'t> {
    /// Counts once.
    pub fn new(text: &'t str) -> Points<'t> {
        let bytes = text.as_bytes();
        if bytes.is_ascii() {
            return Points { bytes, before: Vec::new() };
        }
        let mut count = 0;
        let before = bytes.chunks(STEP).map(|chunk| {
            let here = count;
            count += begun(chunk);
            here
        });
        Points { bytes, before: before.collect() }
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
pub struct Checked {
    pub score: Option<f64>,
    pub estimate: Option<f64>,
    pub machine: Option<f64>,
    pub verdict: String,
    pub findings: Vec<Finding>,
}

/// A finding.
#[derive(Deserialize)]
pub struct Finding {
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
pub struct AuditLine {
    pub entry: Audited,
}

/// What of it is a column of its own.
#[derive(Deserialize)]
pub struct Audited {
    pub score: Option<f64>,
    pub estimate: Option<f64>,
    pub machine: Option<f64>,
    pub verdict: String,
    pub words: i64,
    pub penalty: f64,
    /// Minor, major, critical.
    pub severities: [i64; 3],
    pub findings: Vec<Found>,
}

/// A finding of an audit.
#[derive(Deserialize)]
pub struct Found {
    pub rule: String,
    /// Why it does not count.
    pub aside: Option<String>,
}
