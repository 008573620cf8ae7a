//! What is fitted on the training sentences and then yields features: n-gram weights, lexical tables, counts.
//!
//! A feature from such a model flatters the sentences that the model has seen. Therefore every layer is fitted once
//! for each fold without it (cross-fitting), and once on everything for the model that is written.

use std::collections::HashMap;

use crate::estimate::prepare::{EstimateExample, PreparedText};
use crate::estimate::ridge;
use crate::estimate::ridge::{Hashed, MINUS};
use mtlint_core::estimate::compare;
use mtlint_core::estimate::compare::{COUNTS, Tables, count_bucket};
use mtlint_core::estimate::feature::{Feature, Vector};
use mtlint_core::estimate::lexical;
use mtlint_core::estimate::lexical::Lexical;
use mtlint_core::estimate::model::factors;
use mtlint_core::estimate::ngram::BUCKETS;
use mtlint_core::estimate::origin;
use mtlint_core::estimate::source;

/// Ridge strengths, chosen by cross-validation with articles held out: texts judged, repairs, origins, sources judged.
const STRENGTH: [f64; 4] = [5.0, 2.0, 1.5, 3.0];
/// Rounds of expectation maximisation.
const ROUNDS: usize = 6;

/// Everything fitted on one choice of examples.
pub struct FittedLayer {
    /// Weights of n-grams for the judgement of the text.
    pub judged: Vec<f32>,
    /// Weights of n-grams that tell a repair from what was repaired, for each source language; where there is none,
    /// for all texts.
    pub repaired: Vec<Vec<f32>>,
    /// For each source language its tables.
    pub languages: Vec<LanguageLayer>,
}

/// What is fitted for one source language.
pub struct LanguageLayer {
    /// Weights of n-grams that tell its translations; scores for [`origin::shares`].
    pub origin: Vec<f32>,
    /// Weights of the n-grams of the text for the judgement of its translations.
    pub judged: Vec<f32>,
    /// Weights of the n-grams of the source for the same.
    pub source: Vec<f32>,
    /// Packed lexical table.
    pub lexical: Vec<u8>,
    /// How often stems were seen.
    pub counts: Vec<u8>,
}

/// Rows for the ridge regressions; built once, used for every fold.
pub struct RidgeRows {
    /// Masses of the text's n-grams: log(texts ÷ texts with it) squared.
    pub mass: Vec<f32>,
    /// The same of each language's source n-grams.
    pub source_mass: Vec<Vec<f32>>,
    judged: Hashed,
    repaired: Hashed,
    source: Hashed,
    /// Example of each row of `repaired`.
    repair_of: Vec<usize>,
}

impl RidgeRows {
    /// The rows of all examples.
    pub fn new(examples: &[EstimateExample], languages: usize) -> RidgeRows {
        let mass = masses(BUCKETS, examples.iter().map(|e| &e.machine.grams));
        let source_mass: Vec<Vec<f32>> = (0..languages)
            .map(|code| {
                let mine = examples.iter().filter(|e| e.language == Some(code));
                masses(source::BUCKETS, mine.filter_map(|e| e.source.as_ref().map(|s| &s.2)))
            })
            .collect();
        let (mut judged, mut repaired, mut source) =
            (Hashed::default(), Hashed::default(), Hashed::default());
        let mut repair_of = Vec::new();
        for (i, e) in examples.iter().enumerate() {
            let grams = &e.machine.grams;
            let pieces = e.machine.reading.pieces;
            let factor = factors(weight(grams, &mass), pieces).1;
            judged.push(grams, factor);
            if let Some(fixed) = &e.fixed {
                // Every other difference is turned round, so that the targets are balanced.
                repaired.push(&difference(&fixed.grams, grams, i % 2 == 1), factor);
                repair_of.push(i);
            }
            match (&e.source, e.language) {
                (Some((.., grams)), Some(code)) => {
                    source.push(grams, factors(weight(grams, &source_mass[code]), pieces).1);
                }
                _ => source.push(&[], 0.0),
            }
        }
        RidgeRows { mass, source_mass, judged, repaired, source, repair_of }
    }
}

/// Masses of n-grams by how many of the texts have them.
fn masses<'g>(buckets: usize, texts: impl Iterator<Item = &'g Vec<u32>>) -> Vec<f32> {
    let (mut count, mut last) = (vec![0u32; buckets], vec![0u32; buckets]);
    let mut n = 0;
    for grams in texts {
        n += 1;
        for &gram in grams {
            let at = gram as usize;
            count[at] += u32::from(last[at] != n);
            last[at] = n;
        }
    }
    let log = |count: u32| ((n + 1) as f32 / (count + 1) as f32).ln();
    count.into_iter().map(|c| log(c) * log(c)).collect()
}

/// Mass of all n-grams of a text.
fn weight(grams: &[u32], mass: &[f32]) -> f32 {
    grams.iter().map(|&g| mass[g as usize]).sum()
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

impl FittedLayer {
    /// Fits on the examples that `chosen` says.
    pub fn fit(
        examples: &[EstimateExample],
        rows: &RidgeRows,
        languages: usize,
        chosen: &dyn Fn(usize) -> bool,
    ) -> FittedLayer {
        let picked: Vec<usize> = (0..examples.len()).filter(|&i| chosen(i)).collect();
        let labels = |of: &[usize]| of.iter().map(|&i| examples[i].label).collect::<Vec<f64>>();
        let judged = ridge::hashed(&rows.judged, &picked, &labels(&picked), STRENGTH[0], &rows.mass);
        let repaired = |code: usize| {
            let is = |i: usize| chosen(i) && (languages == 0 || examples[i].language == Some(code));
            let repairs: Vec<usize> = (0..rows.repair_of.len()).filter(|&r| is(rows.repair_of[r])).collect();
            let turned: Vec<f64> =
                repairs.iter().map(|&r| if rows.repair_of[r] % 2 == 1 { -1.0 } else { 1.0 }).collect();
            ridge::hashed(&rows.repaired, &repairs, &turned, STRENGTH[1], &rows.mass)
        };
        let language = |code: usize| {
            let is = |i: usize| examples[i].language == Some(code);
            let targets: Vec<f64> = picked.iter().map(|&i| f64::from(u8::from(is(i)))).collect();
            // With one language there is nothing to tell apart.
            let targets = if languages > 1 { &targets[..] } else { &[] };
            let known = if languages > 1 { &picked[..] } else { &[] };
            let origin = ridge::hashed(&rows.judged, known, targets, STRENGTH[2], &rows.mass);
            let mine: Vec<usize> = picked.iter().copied().filter(|&i| is(i)).collect();
            let labels = labels(&mine);
            let sentences: Vec<lexical::Triple> = mine
                .iter()
                .filter_map(|&i| {
                    let e = &examples[i];
                    let fixed = e.fixed.as_ref().unwrap_or(&e.machine);
                    e.source.as_ref().map(|s| (&s.1[..], &e.machine.words[..], &fixed.words[..]))
                })
                .collect();
            LanguageLayer {
                origin,
                judged: ridge::hashed(&rows.judged, &mine, &labels, STRENGTH[0], &rows.mass),
                source: ridge::hashed(&rows.source, &mine, &labels, STRENGTH[3], &rows.source_mass[code]),
                lexical: lexical::train(&sentences, ROUNDS, languages),
                counts: counts(&sentences),
            }
        };
        let repaired = (0..languages.max(1)).map(repaired).collect();
        FittedLayer { judged, repaired, languages: (0..languages).map(language).collect() }
    }

    /// The text's features from this layer. Returns the shares of the languages it may come from.
    pub fn text_features(&self, text: &PreparedText, rows: &RidgeRows, vector: &mut Vector) -> Vec<f32> {
        let (spread, factor) = factors(weight(&text.grams, &rows.mass), text.reading.pieces);
        let sum = |weights: &[f32]| text.grams.iter().map(|&b| weights[b as usize]).sum::<f32>();
        vector[Feature::PhraseJudged as usize] = sum(&self.judged) * factor;
        let mut shares: Vec<f32> = self.languages.iter().map(|l| sum(&l.origin) * spread).collect();
        origin::shares(&mut shares);
        let repaired = origin::mixed(&shares, |i| sum(&self.repaired[i]));
        vector[Feature::PhraseRepaired as usize] = repaired * factor;
        let judged = shares.iter().zip(&self.languages).map(|(share, l)| share * sum(&l.judged));
        vector[Feature::PhraseOrigin as usize] = judged.sum::<f32>() * factor;
        shares
    }

    /// The features of text and source in a known language from this layer.
    pub fn source_features(&self, example: &EstimateExample, rows: &RidgeRows, vector: &mut Vector) {
        let (Some(code), Some((source, _, grams))) = (example.language, &example.source) else { return };
        let language = &self.languages[code];
        let text = &example.machine;
        let tables = Tables { lexical: Lexical::again(&language.lexical), counts: &language.counts };
        compare::compare(&example.text, &text.analysis, &text.reading, source, Some(&tables), vector);
        let judged = |grams: &[u32], weights: &[f32], mass: &[f32]| {
            let sum: f32 = grams.iter().map(|&b| weights[b as usize]).sum();
            sum * factors(weight(grams, mass), text.reading.pieces).1
        };
        vector[Feature::PhraseOrigin as usize] = judged(&text.grams, &language.judged, &rows.mass);
        vector[Feature::PhraseRepaired as usize] = judged(&text.grams, &self.repaired[code], &rows.mass);
        vector[Feature::SourceJudged as usize] = judged(grams, &language.source, &rows.source_mass[code]);
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
