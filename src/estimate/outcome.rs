//! From raw judgements to what reports show: an estimate from 0 to 100 with its reasons, by paragraph and document.
//!
//! A paragraph's raw number is the head's judgement plus its evidence of repair; the evidence weighs more the longer
//! the text. A document is the mean of its paragraphs, weighed by their words, with the evidence of all its words.
//! The head's curve turns the raw number into a quantile of human judgement.

use crate::estimate::feature::Feature;
use crate::estimate::model::{Judgement, Model};

/// Below this many words nothing is estimated.
pub const LEAST_WORDS: usize = 2;
/// How much full evidence of repair moves the raw judgement.
const REPAIR: f32 = 4.0;
/// Words at which evidence of repair has a quarter of its weight.
const HALF_EVIDENCE: f32 = 150.0;
/// Features named in an estimate.
pub const REASONS: usize = 5;

/// A quality estimate.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// 0 to 100: the quantile of human judgements of machine translations at which a reader would put the text.
    pub value: f64,
    /// What moved it most, strongest first.
    pub reasons: Vec<Reason>,
}

impl std::fmt::Display for Estimate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.value.fmt(f)
    }
}

/// A feature and what it did to an estimate.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The feature's name.
    pub feature: &'static str,
    /// Points the estimate would lose (or win) were the feature as in an average text; negative pulls down.
    pub effect: f64,
    /// The same in an editor's words.
    pub words: String,
}

/// The weight of the evidence of repair in a text of that many words: next to nothing for a sentence.
fn evidence(words: usize) -> f32 {
    let share = words as f32 / (words as f32 + HALF_EVIDENCE);
    REPAIR * share * share
}

impl Model {
    /// The estimate of a paragraph; none when it is too short.
    pub fn paragraph(&self, judgement: &Judgement) -> Option<Estimate> {
        if judgement.words < LEAST_WORDS {
            return None;
        }
        self.estimate(&[judgement])
    }

    /// The estimate of a document from the judgements of its paragraphs; none when there is too little text.
    pub fn document(&self, judgements: &[&Judgement]) -> Option<Estimate> {
        let long: Vec<&Judgement> = judgements.iter().copied().filter(|j| j.words >= LEAST_WORDS).collect();
        if long.is_empty() { None } else { self.estimate(&long) }
    }

    fn estimate(&self, judgements: &[&Judgement]) -> Option<Estimate> {
        let words: usize = judgements.iter().map(|j| j.words).sum();
        let longest = judgements.iter().max_by_key(|j| j.words)?;
        let share = |j: &Judgement| j.words as f32 / words as f32;
        let weight = evidence(words);
        let raw: f32 = judgements.iter().map(|j| share(j) * (j.judged + weight * j.repaired)).sum();
        let curve = &self.head(longest.head).curve;
        let value = curve.get(f64::from(raw));
        let mut parts: Vec<(Feature, f32, f32)> = Vec::with_capacity(Feature::ALL.len());
        for &feature in Feature::ALL {
            let (i, mut part, mut level) = (feature as usize, 0.0, 0.0);
            for j in judgements {
                part += share(j) * (j.parts[i] + weight * j.repairs[i]);
                level += share(j) * j.vector[i];
            }
            parts.push((feature, part, level));
        }
        let stronger = |a: &(Feature, f32, f32), b: &(Feature, f32, f32)| b.1.abs().total_cmp(&a.1.abs());
        parts.select_nth_unstable_by(REASONS, stronger);
        parts[..REASONS].sort_by(stronger);
        let reasons = parts[..REASONS].iter().filter(|p| p.1 != 0.0).map(|&(feature, part, level)| {
            let usual = self.head(longest.head).scale[feature as usize][0];
            Reason {
                feature: feature.name(),
                effect: value - curve.get(f64::from(raw - part)),
                words: feature.words(level >= usual).replace("{share}", &share_in_words(level)),
            }
        });
        Some(Estimate { value, reasons: reasons.collect() })
    }
}

/// A share of the words as one says it.
fn share_in_words(share: f32) -> String {
    const NAMED: [(f32, &str); 6] = [
        (0.1, "a tenth"),
        (0.2, "a fifth"),
        (0.25, "a quarter"),
        (1.0 / 3.0, "a third"),
        (0.5, "half"),
        (0.75, "three quarters"),
    ];
    match NAMED.iter().find(|(at, _)| (share - at).abs() < 0.02) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("{:.0} %", share.clamp(0.0, 1.0) * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::{evidence, share_in_words};

    #[test]
    fn shares_are_said_plainly() {
        assert_eq!(share_in_words(0.26), "a quarter");
        assert_eq!(share_in_words(0.62), "62 %");
    }

    #[test]
    fn evidence_grows_with_length() {
        assert!(evidence(15) < evidence(150) && evidence(150) < evidence(3000));
    }
}
