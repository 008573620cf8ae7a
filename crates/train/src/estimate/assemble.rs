//! Puts together what fitting found: the sections of the model file, and the curve that calibrates a head.

use std::collections::HashMap;

use crate::estimate::layer::{FittedLayer, RidgeRows, quantised};
use crate::estimate::prepare::EstimateExample;
use crate::estimate::row::FitOptions;
use mtlint_core::estimate::grams;
use mtlint_core::estimate::grams::{WIDTH, WORD_ROW, WORDS};
use mtlint_core::estimate::model::feature_list;
use mtlint_core::estimate::ngram;
use mtlint_core::estimate::ngram::BUCKETS;

/// The sections of a layer.
pub(super) fn sections(
    layer: &FittedLayer,
    rows: &RidgeRows,
    examples: &[EstimateExample],
    options: &FitOptions,
) -> Vec<(String, Vec<u8>)> {
    let mut columns = vec![(vec![0; BUCKETS], 1.0); WIDTH];
    columns[grams::JUDGED] = quantised(&layer.judged);
    columns[grams::MASS] = whole(&rows.mass);
    for (i, repaired) in layer.repaired.iter().enumerate() {
        columns[grams::repaired(i)] = quantised(repaired);
    }
    for (i, language) in layer.languages.iter().enumerate() {
        columns[grams::judged(i)] = quantised(&language.judged);
        if let Some(column) = grams::origin(i) {
            let first = &layer.languages[0].origin;
            let against: Vec<f32> =
                language.origin.iter().zip(first).map(|(own, first)| own - first).collect();
            columns[column] = quantised(&against);
        }
    }
    let grams: Vec<u8> = (0..BUCKETS).flat_map(|at| columns.iter().map(move |c| c.0[at] as u8)).collect();
    let mut steps: Vec<f32> = columns.iter().map(|c| c.1).collect();
    let words = words(examples, &grams);
    let mut sections = vec![
        ("features".to_owned(), feature_list().into_bytes()),
        ("families".to_owned(), options.families.table().into_bytes()),
        ("language".to_owned(), options.language.as_bytes().to_vec()),
        ("languages".to_owned(), options.languages.join(" ").into_bytes()),
        ("grams".to_owned(), grams),
        ("words".to_owned(), words),
    ];
    for (i, (code, language)) in options.languages.iter().zip(&layer.languages).enumerate() {
        let (weights, mass) = (quantised(&language.source), whole(&rows.source_mass[i]));
        steps.extend([weights.1, mass.1]);
        let pairs = weights.0.iter().zip(&mass.0).flat_map(|(w, m)| [*w as u8, *m as u8]);
        sections.push((format!("source.{code}"), pairs.collect()));
        sections.push((format!("lexical.{code}"), language.lexical.clone()));
        sections.push((format!("counts.{code}"), language.counts.clone()));
    }
    sections.push(("steps".to_owned(), steps.iter().flat_map(|s| s.to_le_bytes()).collect()));
    sections
}

/// Masses as one byte each, none cut short, and their step.
fn whole(masses: &[f32]) -> (Vec<i8>, f32) {
    let step = masses.iter().copied().fold(1e-6, f32::max) / 127.0;
    (masses.iter().map(|m| (m / step).round() as i8).collect(), step)
}

/// The rows of common words: of the words that share a place the one that occurs most often.
fn words(examples: &[EstimateExample], grams: &[u8]) -> Vec<u8> {
    let mut counts: HashMap<u64, (u32, Option<&str>)> = HashMap::new();
    for e in examples {
        for token in &e.machine.analysis.tokens {
            let letters = token.shape.is_word().then(|| token.span.of(&e.text));
            counts.entry(token.hash).or_insert((0, letters)).0 += 1;
        }
    }
    let mut common: Vec<(u32, u64, Option<&str>)> = counts.into_iter().map(|(h, (n, l))| (n, h, l)).collect();
    common.sort_unstable();
    let mut bytes = vec![0; WORDS * WORD_ROW];
    for (_, hash, letters) in common {
        let mut sums = [0; WIDTH];
        ngram::of_word(hash, letters, |bucket| grams::add(grams, bucket, &mut sums));
        let (place, row) = grams::word_row(hash, &sums);
        bytes[place * WORD_ROW..][..WORD_ROW].copy_from_slice(&row);
    }
    bytes
}
