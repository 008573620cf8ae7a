//! How the whole text reads as evidence: in one that reads like the work of people a finding is less likely true.
//!
//! A step from list to list. A logistic regression of "unrepaired" on the quality estimate and the length, over
//! translations and their repairs, single segments and ten together, gives the logarithm of the odds as
//! 3.3 · ln(words ÷ 7) · (64 − estimate) ÷ 100. Where that is below zero the odds of a finding fall by it, though no
//! further than to a fifth. Where it is above they stay: what people mark in a translation that reads badly is not what
//! unsure rules find.
//!
//! Smooth sentences do not speak against faults that stand there: the doubt they raise falls with the number of faults
//! expected from the other findings, and is gone where that is two more than usual in so much text.

use crate::finding::Finding;
use crate::settle::neighbours::{USUAL, moved};

/// The estimate at which a text is about as likely to be repaired as not.
const EVEN: f64 = 64.0;
/// What a point of the estimate weighs for every e-fold of [`LEAST`] words.
const WEIGHT: f64 = 0.033;
/// The number of words that says nothing yet.
const LEAST: f64 = 7.0;
/// The most by which the logarithm of the odds falls.
const MOST: f64 = 1.5;

/// Lowers the confidence of every finding as far as a text of `words` words reads well, in which `likely` were found:
/// those that reach `shown`.
pub fn weigh(blocks: &mut [Vec<Finding>], likely: &[Finding], estimate: f64, words: usize, shown: f32) {
    let words = words as f64;
    let doubt = (WEIGHT * (words / LEAST).max(1.0).ln() * (estimate - EVEN)).clamp(0.0, MOST);
    let faults: f64 = likely.iter().map(|f| f64::from(f.confidence)).sum();
    for finding in blocks.iter_mut().flatten() {
        let own = if finding.confidence >= shown { f64::from(finding.confidence) } else { 0.0 };
        let others = ((faults - own) / (USUAL * words + 2.0)).clamp(0.0, 1.0);
        finding.confidence = moved(finding.confidence, -doubt * (1.0 - others));
    }
}

#[cfg(test)]
mod tests {
    use super::weigh;
    use crate::settle::neighbours::tests::finding;

    fn weighed(estimate: f64, words: usize) -> f32 {
        let mut blocks = vec![vec![finding("rule", 0, 0, 0.3)]];
        weigh(&mut blocks, &[], estimate, words, 0.35);
        blocks[0][0].confidence
    }

    #[test]
    fn a_text_that_reads_well_speaks_against_a_finding_and_a_longer_one_more() {
        assert!(weighed(90.0, 100) < 0.2);
        assert!(weighed(90.0, 100) < weighed(90.0, 20));
        assert!(weighed(90.0, 20) < 0.3);
        assert!((weighed(20.0, 200) - 0.3).abs() < 1e-6);
        assert!((weighed(90.0, 7) - 0.3).abs() < 1e-6);
    }

    #[test]
    fn it_moves_a_finding_no_further_than_its_bound() {
        assert_eq!(weighed(100.0, 100_000), weighed(100.0, 10_000));
    }

    #[test]
    fn smooth_sentences_do_not_speak_against_faults_that_stand_there() {
        let mut blocks = vec![vec![finding("rule", 0, 0, 0.3)]];
        let likely: Vec<_> = (1..=4).map(|i| finding("other", 0, 10 * i, 0.9)).collect();
        weigh(&mut blocks, &likely, 95.0, 100, 0.35);
        assert!((blocks[0][0].confidence - 0.3).abs() < 1e-6);
    }
}
