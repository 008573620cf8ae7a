//! What is fitted on the training sentences and then yields features: n-gram weights, lexical tables, counts.
//!
//! A feature from such a model flatters the sentences that the model has seen. Therefore every layer is fitted once
//! for each fold without it (cross-fitting), and once on everything for the model that is written.

use std::collections::HashMap;

use crate::estimate::compare::{self, COUNTS, Tables, count_bucket};
use crate::estimate::feature::{Feature, Vector};
use crate::estimate::lexical::{self, Lexical};
use crate::estimate::metrics;
use crate::estimate::model::gram_factor;
use crate::estimate::ngram::BUCKETS;
use crate::estimate::origin;
use crate::estimate::ridge::{self, Hashed, MINUS};
use crate::estimate::train::prepare::{Example, Prepared};

/// Ridge strengths: judged texts, repairs, origins.
const STRENGTH: [f64; 3] = [3.0, 0.3, 1.0];
/// Strengths that are tried for texts with their sources, language by language.
const JOINT: [f64; 4] = [0.7, 1.4, 2.8, 5.6];
/// How sharply scores of origin are told apart: scores of 0 and 1 are as good as certain.
const SHARPNESS: f32 = 10.0;
/// Rounds of expectation maximisation.
const ROUNDS: usize = 6;

/// Everything fitted on one choice of examples.
pub struct Layer {
    /// Weights of n-grams for the judgement of the text.
    pub judged: Vec<f32>,
    /// Weights of n-grams that tell a repair from what was repaired.
    pub repaired: Vec<f32>,
    /// For each source language, weights of words that tell its translations; scores for [`origin::shares`].
    pub origins: Vec<Vec<f32>>,
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
    words: Hashed,
    /// Ridge strength of each language for texts with their sources.
    strengths: Vec<f64>,
    /// Example of each row of `repaired`.
    repair_of: Vec<usize>,
}

impl Rows {
    /// The rows of all examples.
    pub fn new(examples: &[Example], languages: usize) -> Rows {
        let (mut judged, mut repaired, mut joint) = (Hashed::default(), Hashed::default(), Hashed::default());
        let mut repair_of = Vec::new();
        let mut words = Hashed::default();
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
            let hashes = &e.machine.words;
            let buckets: Vec<u32> = hashes.iter().map(|&h| origin::bucket(h) as u32).collect();
            words.push(&buckets, 1.0 / (buckets.len().max(1) as f32).sqrt());
            let mut both = grams.clone();
            if let Some((.., source)) = &e.source {
                both.extend(source);
            }
            joint.push(&both, gram_factor(both.len() as u32, pieces));
        }
        let mut rows = Rows { judged, repaired, joint, words, strengths: Vec::new(), repair_of };
        rows.strengths = (0..languages).map(|code| rows.best_strength(examples, code)).collect();
        rows
    }

    /// The strength for a language's texts with their sources that agrees best with the first fold held out.
    fn best_strength(&self, examples: &[Example], code: usize) -> f64 {
        let mine = |held: bool| -> Vec<usize> {
            let wanted = |i: &usize| examples[*i].language == Some(code) && (examples[*i].fold == 0) == held;
            (0..examples.len()).filter(wanted).collect()
        };
        let (known, held) = (mine(false), mine(true));
        let labels = |of: &[usize]| of.iter().map(|&i| examples[i].label).collect::<Vec<f64>>();
        let agreement = |strength: f64| {
            let (weights, _) = ridge::hashed(&self.joint, &known, &labels(&known), strength, BUCKETS);
            let raw: Vec<f64> = held.iter().map(|&i| self.joint.dot(i, &weights)).collect();
            metrics::pearson(&raw, &labels(&held))
        };
        JOINT
            .into_iter()
            .map(|s| (agreement(s), s))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map_or(JOINT[1], |b| b.1)
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
        let origins = (0..languages)
            .map(|code| {
                let is = |i: usize| f64::from(u8::from(examples[i].language == Some(code)));
                let targets: Vec<f64> = picked.iter().map(|&i| is(i)).collect();
                let (mut weights, _) =
                    ridge::hashed(&rows.words, &picked, &targets, STRENGTH[2], origin::BUCKETS);
                weights.iter_mut().for_each(|w| *w *= SHARPNESS);
                weights
            })
            .collect();
        let languages = (0..languages)
            .map(|code| {
                let mine: Vec<usize> =
                    picked.iter().copied().filter(|&i| examples[i].language == Some(code)).collect();
                let (joint, _) =
                    ridge::hashed(&rows.joint, &mine, &labels(&mine), rows.strengths[code], BUCKETS);
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
        Layer { judged, repaired, origins, languages }
    }

    /// The text's features from this layer.
    pub fn text_features(&self, text: &Prepared, vector: &mut Vector) {
        let factor = gram_factor(text.grams.len() as u32, text.reading.pieces);
        let sum = |weights: &[f32]| text.grams.iter().map(|&b| weights[b as usize]).sum::<f32>() * factor;
        vector[Feature::PhraseJudged as usize] = sum(&self.judged);
        vector[Feature::PhraseRepaired as usize] = sum(&self.repaired);
        if !self.origins.is_empty() {
            let words = 1.0 / (text.words.len().max(1) as f32).sqrt();
            let score = |w: &Vec<f32>| text.words.iter().map(|&h| w[origin::bucket(h)]).sum::<f32>() * words;
            let mut shares: Vec<f32> = self.origins.iter().map(score).collect();
            origin::shares(&mut shares);
            let mixed = shares.iter().zip(&self.languages).map(|(share, l)| share * sum(&l.joint));
            vector[Feature::PhraseOrigin as usize] = mixed.sum();
        }
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
