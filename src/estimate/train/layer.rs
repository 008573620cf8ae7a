//! What is fitted on the training sentences and then yields features: n-gram weights, lexical tables, counts.
//!
//! A feature from such a model flatters the sentences that the model has seen. Therefore every layer is fitted once
//! for each fold without it (cross-fitting), and once on everything for the model that is written.

use std::collections::HashMap;

use crate::estimate::compare::{self, COUNTS, Tables, count_bucket};
use crate::estimate::feature::{Feature, Vector};
use crate::estimate::lexical::{self, Lexical};
use crate::estimate::model::gram_factor;
use crate::estimate::ngram::BUCKETS;
use crate::estimate::ridge::{self, Hashed, MINUS};
use crate::estimate::train::prepare::{Example, Prepared};

/// Ridge strengths: judged texts, repairs, texts with their sources. Chosen by cross-validation on the shared data.
const STRENGTH: [f64; 3] = [3.0, 0.3, 2.0];
/// Rounds of expectation maximisation.
const ROUNDS: usize = 6;

/// Everything fitted on one choice of examples.
pub struct Layer {
    /// Weights of n-grams for the judgement of the text.
    pub judged: Vec<f32>,
    /// Weights of n-grams that tell a repair from what was repaired.
    pub repaired: Vec<f32>,
    /// For each source language its tables.
    pub languages: Vec<Language>,
}

/// What is fitted for one source language.
pub struct Language {
    /// Weights of the n-grams of text and source together.
    pub joint: Vec<f32>,
    /// Packed lexical table.
    pub lexical: Vec<u8>,
    /// How often stems were seen.
    pub counts: Vec<u8>,
}

/// Rows for the ridge regressions; built once, used for every fold.
pub struct Rows {
    judged: Hashed,
    repaired: Hashed,
    joint: Hashed,
    /// Example of each row of `repaired`.
    repair_of: Vec<usize>,
}

impl Rows {
    /// The rows of all examples.
    pub fn new(examples: &[Example]) -> Rows {
        let (mut judged, mut repaired, mut joint) = (Hashed::default(), Hashed::default(), Hashed::default());
        let mut repair_of = Vec::new();
        for (i, e) in examples.iter().enumerate() {
            let grams = &e.machine.grams;
            let pieces = e.machine.reading.pieces;
            judged.push(grams, gram_factor(grams.len() as u32, pieces));
            if let Some(fixed) = &e.fixed {
                // Every other difference is turned round, so that the targets are balanced.
                let row = difference(&fixed.grams, grams, i % 2 == 1);
                repaired.push(&row, gram_factor(grams.len() as u32, pieces));
                repair_of.push(i);
            }
            let mut both = grams.clone();
            if let Some((.., source)) = &e.source {
                both.extend(source);
            }
            joint.push(&both, gram_factor(both.len() as u32, pieces));
        }
        Rows { judged, repaired, joint, repair_of }
    }
}

/// The n-grams of `a` that `b` lacks, and those of `b` that `a` lacks with a minus; all signs turned when `turned`.
fn difference(a: &[u32], b: &[u32], turned: bool) -> Vec<u32> {
    let mut counts: HashMap<u32, i32> = HashMap::new();
    a.iter().for_each(|&g| *counts.entry(g).or_default() += 1);
    b.iter().for_each(|&g| *counts.entry(g).or_default() -= 1);
    let mut row: Vec<u32> = Vec::new();
    for (gram, count) in counts {
        let minus = (count < 0) != turned;
        row.extend(std::iter::repeat_n(
            if minus { gram | MINUS } else { gram },
            count.unsigned_abs() as usize,
        ));
    }
    row.sort_unstable();
    row
}

impl Layer {
    /// Fits on the examples that `chosen` says.
    pub fn fit(examples: &[Example], rows: &Rows, languages: usize, chosen: &dyn Fn(usize) -> bool) -> Layer {
        let picked: Vec<usize> = (0..examples.len()).filter(|&i| chosen(i)).collect();
        let labels = |of: &[usize]| of.iter().map(|&i| examples[i].label).collect::<Vec<f64>>();
        let (judged, _) = ridge::hashed(&rows.judged, &picked, &labels(&picked), STRENGTH[0], BUCKETS);
        let repairs: Vec<usize> = (0..rows.repair_of.len()).filter(|&r| chosen(rows.repair_of[r])).collect();
        let turned: Vec<f64> =
            repairs.iter().map(|&r| if rows.repair_of[r] % 2 == 1 { -1.0 } else { 1.0 }).collect();
        let (repaired, _) = ridge::hashed(&rows.repaired, &repairs, &turned, STRENGTH[1], BUCKETS);
        let languages = (0..languages)
            .map(|code| {
                let mine: Vec<usize> =
                    picked.iter().copied().filter(|&i| examples[i].language == Some(code)).collect();
                let (joint, _) = ridge::hashed(&rows.joint, &mine, &labels(&mine), STRENGTH[2], BUCKETS);
                let sentences: Vec<lexical::Triple> = mine
                    .iter()
                    .filter_map(|&i| {
                        let e = &examples[i];
                        let fixed = e.fixed.as_ref().unwrap_or(&e.machine);
                        e.source.as_ref().map(|s| (&s.1[..], &e.machine.words[..], &fixed.words[..]))
                    })
                    .collect();
                Language { joint, lexical: lexical::train(&sentences, ROUNDS), counts: counts(&sentences) }
            })
            .collect();
        Layer { judged, repaired, languages }
    }

    /// The text's features from this layer.
    pub fn text_features(&self, text: &Prepared, vector: &mut Vector) {
        let factor = gram_factor(text.grams.len() as u32, text.reading.pieces);
        let sum = |weights: &[f32]| text.grams.iter().map(|&b| weights[b as usize]).sum::<f32>() * factor;
        vector[Feature::PhraseJudged as usize] = sum(&self.judged);
        vector[Feature::PhraseRepaired as usize] = sum(&self.repaired);
    }

    /// The features of text and source from this layer.
    pub fn source_features(&self, example: &Example, vector: &mut Vector) {
        let (Some(code), Some((source, _, grams))) = (example.language, &example.source) else { return };
        let language = &self.languages[code];
        let text = &example.machine;
        let tables = Tables { lexical: Lexical::again(&language.lexical), counts: &language.counts };
        compare::compare(&example.text, &text.analysis, &text.reading, source, Some(&tables), vector);
        let factor = gram_factor((text.grams.len() + grams.len()) as u32, text.reading.pieces);
        let sum: f32 = text.grams.iter().chain(grams).map(|&b| language.joint[b as usize]).sum();
        vector[Feature::SourceJudged as usize] = sum * factor;
    }
}

fn counts(sentences: &[lexical::Triple]) -> Vec<u8> {
    let mut raw = vec![0u32; COUNTS];
    for (source, ..) in sentences {
        source.iter().for_each(|&stem| raw[count_bucket(stem)] += 1);
    }
    raw.into_iter().map(|n| (16.0 * (1.0 + n as f32).log2()).round().min(255.0) as u8).collect()
}

/// Weights as one signed byte each, and the step they are multiplied with.
pub fn quantised(weights: &[f32]) -> (Vec<i8>, f32) {
    // A step from the 99.95th percentile: few weights saturate, and small ones keep their sign.
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    let step = top / 127.0;
    (weights.iter().map(|w| (w / step).round().clamp(-127.0, 127.0) as i8).collect(), step)
}

#[cfg(test)]
mod tests {
    use super::{difference, quantised};
    use crate::estimate::ridge::MINUS;

    #[test]
    fn differences_cancel_what_is_shared() {
        assert_eq!(difference(&[1, 2, 2], &[2, 3], false), [1, 2, 3 | MINUS]);
        assert_eq!(difference(&[1, 2, 2], &[2, 3], true), [3, 1 | MINUS, 2 | MINUS]);
    }

    #[test]
    fn bytes_stand_for_weights() {
        let (bytes, step) = quantised(&[0.5, -0.25, 0.0]);
        assert!((f32::from(bytes[1]) * step + 0.25).abs() < 0.003);
        assert_eq!(bytes[2], 0);
    }
}
