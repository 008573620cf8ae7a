//! From raw judgements to what reports show: an estimate from 0 to 100 with its reasons, by paragraph and document.
//!
//! A paragraph's raw number is the head's judgement plus the evidence of repair in all of its document, which weighs
//! more the longer that is. A document is the mean of its paragraphs, weighed by their words.
//! The head's curve turns the raw number into a quantile of human judgement.

use crate::estimate::feature::{COUNT, Feature, Vector};
use crate::estimate::model::{Judgement, Model};

/// Below this many words nothing is estimated.
pub const LEAST_WORDS: usize = 2;
/// How much full evidence of repair moves the raw judgement.
const REPAIR: f32 = 6.0;
/// Words at which evidence of repair has an eighth of its weight.
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// The feature.
    pub feature: Feature,
    /// Points the estimate would lose (or win) were the feature as in an average text; negative pulls down.
    pub effect: f64,
    /// The feature's value.
    pub level: f32,
    /// Whether that is more than in an average text.
    pub high: bool,
}

impl Reason {
    /// The same in an editor's words.
    pub fn words(&self) -> String {
        let words = self.feature.words(self.high);
        match words.split_once("{share}") {
            Some((before, after)) => format!("{before}{}{after}", share_in_words(self.level)),
            None => words.to_owned(),
        }
    }
}

/// How much all of a document reads like a repaired text: what it adds to the raw judgement of each of its paragraphs.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// In standard deviations of human judgement.
    repaired: f32,
    /// What each feature adds to it.
    parts: Vector,
}

impl Evidence {
    /// Weighs the paragraphs by their words, the whole by how much text there is.
    pub fn of(judgements: &[&Judgement]) -> Evidence {
        let words: usize = judgements.iter().map(|j| j.words).sum();
        let mut evidence = Evidence { repaired: 0.0, parts: [0.0; COUNT] };
        for judgement in judgements {
            let weight = weight(words) * judgement.words as f32 / words.max(1) as f32;
            evidence.repaired += weight * judgement.repaired;
            evidence.parts.iter_mut().zip(judgement.repairs.iter()).for_each(|(p, r)| *p += weight * r);
        }
        evidence
    }

    /// What of it counts for a single paragraph: that the rest was edited speaks for it, that the rest was not says
    /// nothing of it; and what is merely unlike the texts that people judged, verse or a recipe, seems unedited.
    pub fn in_favour(&self) -> Evidence {
        let counts = self.repaired > 0.0;
        if counts { self.clone() } else { Evidence { repaired: 0.0, parts: [0.0; COUNT] } }
    }
}

/// The weight of the evidence of repair in a text of that many words: next to nothing for a sentence.
fn weight(words: usize) -> f32 {
    let share = words as f32 / (words as f32 + HALF_EVIDENCE);
    REPAIR * share * share * share
}

impl Model {
    /// The estimate of a paragraph in a document with that evidence; none when it is too short.
    pub fn paragraph(&self, judgement: &Judgement, evidence: &Evidence) -> Option<Estimate> {
        if judgement.words < LEAST_WORDS { None } else { self.estimate(&[judgement], evidence) }
    }

    /// The estimate of a document from the judgements of its paragraphs; none when there is too little text.
    pub fn document(&self, judgements: &[&Judgement], evidence: &Evidence) -> Option<Estimate> {
        let long: Vec<&Judgement> = judgements.iter().copied().filter(|j| j.words >= LEAST_WORDS).collect();
        if long.is_empty() { None } else { self.estimate(&long, evidence) }
    }

    fn estimate(&self, judgements: &[&Judgement], evidence: &Evidence) -> Option<Estimate> {
        let words: usize = judgements.iter().map(|j| j.words).sum();
        let longest = judgements.iter().max_by_key(|j| j.words)?;
        let share = |j: &Judgement| j.words as f32 / words as f32;
        let head = self.head(longest.head);
        let (mut raw, mut parts) = (evidence.repaired, evidence.parts);
        for &judgement in judgements {
            let share = share(judgement);
            raw += share * judgement.judged;
            parts.iter_mut().zip(judgement.parts.iter()).for_each(|(sum, part)| *sum += share * part);
        }
        let value = head.curve.get(f64::from(raw));
        // Strongest first; a feature that moves nothing is no reason.
        let mut strongest = [(0f32, 0); REASONS];
        for (i, &part) in parts.iter().enumerate().take(head.needs.count()) {
            if part.abs() > strongest[REASONS - 1].0.abs() {
                let at = strongest.partition_point(|s| s.0.abs() >= part.abs());
                strongest[at..].rotate_right(1);
                strongest[at] = (part, i);
            }
        }
        let reasons = strongest.iter().filter(|s| s.0 != 0.0).map(|&(part, i)| {
            let level: f32 = judgements.iter().map(|j| share(j) * j.vector[i]).sum();
            let effect = value - head.curve.get(f64::from(raw - part));
            Reason {
                feature: Feature::ALL[i],
                effect,
                level,
                high: level >= head.columns.scale[0].as_flattened()[i],
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
    use super::{share_in_words, weight};

    #[test]
    fn shares_are_said_plainly() {
        assert_eq!(share_in_words(0.26), "a quarter");
        assert_eq!(share_in_words(0.62), "62 %");
    }

    #[test]
    fn evidence_grows_with_length() {
        assert!(weight(15) < weight(150) && weight(150) < weight(3000));
    }
}
