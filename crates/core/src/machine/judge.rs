//! A document and its paragraphs, judged: how likely each is unedited machine translation.

use crate::analysis::Whole;
use crate::document::Document;
use crate::finding::Finding;
use crate::machine::model::{MachineModel, likelihood};
use crate::machine::part::MachinePart;
use crate::machine::reading::{FrameReading, by_rule};
use crate::machine::told::{self, MachineReason, Passage};

/// Below this many words nothing is said of a document or paragraph.
pub const LEAST_WORDS: usize = 40;

/// How likely a text is unedited machine translation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Machine {
    /// 0 to 1.
    pub value: f64,
    /// What tells most, strongest first.
    pub reasons: Vec<MachineReason>,
    /// The sentences that tell most for it, strongest first.
    pub passages: Vec<Passage>,
}

impl Machine {
    /// The likelihood alone, where the text is no longer at hand.
    pub fn of_value(value: f64) -> Machine {
        Machine { value, ..Machine::default() }
    }
}

/// What the model says of a document.
#[derive(Clone, Debug, Default)]
pub struct MachineJudgement {
    /// Of all of it; none where it is too short.
    pub document: Option<Machine>,
    /// The likelihood of each block; none where it is too short, or code.
    pub blocks: Vec<Option<f64>>,
    /// Where its frames stand between people's texts (below 0) and machine translations (½ for the average one).
    pub place: f64,
    /// Phrases that tell, with what they add to `place`.
    pub phrases: Vec<(String, f64)>,
}

impl MachineModel {
    /// The logarithm of the odds of a text with that reading and those findings.
    fn odds(&self, reading: FrameReading, findings: f64) -> f64 {
        let words = reading.words as f64;
        self.numbers.likelihood.odds(self.numbers.style.odds(self.mean(reading), words), findings, words)
    }

    /// Judges a document by its analysis, what was found in it and in each of its blocks, and what was read off its
    /// parts, in order.
    pub fn judge(
        &self,
        document: &Document,
        whole: &Whole,
        (findings, found): (&[Finding], &[Vec<&Finding>]),
        parts: Vec<MachinePart>,
    ) -> MachineJudgement {
        let mut part = MachinePart::default();
        parts.into_iter().for_each(|next| part.add(next));
        let readings = std::mem::take(&mut part.readings);
        let reading = readings.iter().fold(FrameReading::default(), |all, one| all.and(*one));
        let of_block = |(reading, found): (&FrameReading, &Vec<&Finding>)| {
            let evidence = || self.evidence_of(&by_rule(found.iter().copied()));
            (reading.words >= LEAST_WORDS).then(|| likelihood(self.odds(*reading, evidence())))
        };
        let blocks = readings.iter().zip(found).map(of_block).collect();
        let words = reading.words as f64;
        let mut judged = MachineJudgement {
            place: self.numbers.style.place(self.mean(reading), words),
            blocks,
            ..MachineJudgement::default()
        };
        if reading.words < LEAST_WORDS {
            return judged;
        }
        let (used, telling) = part.told();
        let phrases = told::phrases(self, document, whole, reading, &used);
        // What a phrase adds to the odds, as a part of the place; both have the same sign.
        let odds = self.numbers.style.odds(self.mean(reading), words) * self.numbers.likelihood.style;
        let of_odds = if odds == 0.0 { 0.0 } else { judged.place / odds };
        judged.phrases = phrases.iter().map(|r| (r.words.clone(), r.effect * of_odds)).collect();
        judged.document = Some(Machine {
            value: likelihood(self.odds(reading, self.evidence_of(&by_rule(findings)))),
            reasons: told::reasons(self, findings, phrases),
            passages: told::passages(document, whole, telling),
        });
        judged
    }
}
