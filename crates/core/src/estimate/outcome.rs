//! From raw judgements to what reports show: an estimate from 0 to 100 with its reasons, by paragraph and document.
//!
//! The head's curve turns its raw judgement of a segment into a quantile of human judgement. What is made of a document
//! stands in [`crate::estimate::document`].

use crate::estimate::families::FamilyWords;
use crate::estimate::feature::{COUNT, Feature};
use crate::estimate::model::{Judgement, Model};

/// Below this many words nothing is estimated.
pub const LEAST_WORDS: usize = 2;
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

/// Something that moved an estimate.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What it is.
    pub cause: Cause,
    /// Points the estimate would lose (or win) were it as in an average text; negative pulls down.
    pub effect: f64,
}

/// What moved an estimate.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// A property of the text.
    Feature {
        /// The feature.
        feature: Feature,
        /// Its value.
        level: f32,
        /// Whether that is more than in an average text.
        high: bool,
    },
    /// Findings of a family of rules.
    Family {
        /// What is said of it.
        words: FamilyWords,
        /// Whether there are more than in an average text.
        high: bool,
    },
    /// Findings of a rule, in words.
    Findings(String),
    /// A phrase, in words.
    Phrase(String),
}

impl Reason {
    /// A name for programs.
    pub fn name(&self) -> &str {
        match &self.cause {
            Cause::Feature { feature, .. } => feature.name(),
            Cause::Family { words, .. } => &words.name,
            Cause::Findings(_) => "findings-of-rule",
            Cause::Phrase(_) => "phrase",
        }
    }

    /// What it is in an editor's words.
    pub fn words(&self) -> String {
        match &self.cause {
            Cause::Findings(words) | Cause::Phrase(words) => words.clone(),
            Cause::Family { words, high } => (if *high { &words.high } else { &words.low }).clone(),
            Cause::Feature { feature, level, high } => {
                let words = feature.words(*high);
                match words.split_once("{share}") {
                    Some((before, after)) => format!("{before}{}{after}", share_in_words(*level)),
                    None => words.to_owned(),
                }
            }
        }
    }
}

impl Model {
    /// The estimate of a paragraph by itself, as of a segment that people judged; none when it is too short.
    pub fn paragraph(&self, judgement: &Judgement) -> Option<Estimate> {
        if judgement.words < LEAST_WORDS { None } else { self.estimate(&[judgement]) }
    }

    /// The mean of several paragraphs, weighed by their words, as if it were one segment; none when there is too
    /// little text.
    pub(super) fn estimate(&self, judgements: &[&Judgement]) -> Option<Estimate> {
        let words: usize = judgements.iter().map(|j| j.words).sum();
        let longest = judgements.iter().max_by_key(|j| j.words)?;
        let share = |j: &Judgement| j.words as f32 / words as f32;
        let head = self.head(longest.head);
        let (mut raw, mut parts) = (0.0, [0.0; COUNT]);
        for &judgement in judgements {
            let share = share(judgement);
            raw += share * judgement.judged;
            parts.iter_mut().zip(judgement.parts.iter()).for_each(|(sum, part)| *sum += share * part);
        }
        let value = head.curve.get(f64::from(raw));
        let level_of = |i: usize| {
            let level: f32 = judgements.iter().map(|j| share(j) * j.vector[i]).sum();
            (level, level >= head.columns.scale[0].as_flattened()[i])
        };
        // Strongest first; a feature that moves nothing is no reason, nor is one that says the opposite of what it does.
        let mut strongest = [(0f32, 0); REASONS];
        for (i, &part) in parts.iter().enumerate().take(head.needs.count()) {
            let strong = part.abs() > strongest[REASONS - 1].0.abs();
            if strong && Feature::ALL[i].may_be_told(level_of(i).1, part) {
                let at = strongest.partition_point(|s| s.0.abs() >= part.abs());
                strongest[at..].rotate_right(1);
                strongest[at] = (part, i);
            }
        }
        let reasons = strongest.iter().filter(|s| s.0 != 0.0).map(|&(part, i)| {
            let (level, high) = level_of(i);
            let effect = value - head.curve.get(f64::from(raw - part));
            let feature = Feature::ALL[i];
            let cause = match self.families().words(feature) {
                Some(words) => Cause::Family { words: words.clone(), high },
                None => Cause::Feature { feature, level, high },
            };
            Reason { cause, effect }
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
    use super::share_in_words;

    #[test]
    fn shares_are_said_plainly() {
        assert_eq!(share_in_words(0.26), "a quarter");
        assert_eq!(share_in_words(0.62), "62 %");
    }
}
