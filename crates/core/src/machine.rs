//! How likely a document is unedited machine translation, by the evidence of its findings alone.
//!
//! Each rule states how many times more findings it has in unedited translation than in edited text, as a logarithm: its
//! `machine`. With a prior they add up to the logarithm of the odds (a naive Bayes classifier over Poisson counts).
//! Findings of one rule come in clusters, so that the second says less than the first, the third less than that.

use std::collections::HashMap;

use crate::finding::Finding;

/// The likelihood from which a document counts as likely.
pub const HIGH: f64 = 0.8;
/// One in five documents, before anything is known of it.
const PRIOR: f64 = -1.39;
/// What a thousand words without a finding speak against it.
const SILENCE: f64 = 1.0;

/// The likelihood, 0 to 1, of a document of `words` words with these findings.
pub fn likelihood(findings: &[Finding], words: usize) -> f64 {
    let mut rules: HashMap<&str, (f64, usize)> = HashMap::new();
    for finding in findings {
        let (machine, count) = rules.entry(&finding.rule.id).or_default();
        *machine = f64::from(finding.machine);
        *count += 1;
    }
    let mut told: Vec<f64> =
        rules.values().map(|(machine, count)| machine * (1.0 + (*count as f64).ln())).collect();
    // One order of adding, so that the same findings give the same bits.
    told.sort_by(f64::total_cmp);
    let odds = PRIOR + told.iter().sum::<f64>() - SILENCE * words as f64 / 1000.0;
    1.0 / (1.0 + (-odds).exp())
}
