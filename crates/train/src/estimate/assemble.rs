//! Puts together what fitting found: the sections of the model file, and the curve that calibrates a head.

use std::collections::HashMap;

use crate::estimate::fit::Options;
use crate::estimate::layer::{Layer, Rows, quantised};
use crate::estimate::metrics;
use crate::estimate::prepare::Example;
use mtlint_core::estimate::calibrate::{Curve, isotonic};
use mtlint_core::estimate::grams;
use mtlint_core::estimate::grams::{WIDTH, WORD_ROW, WORDS};
use mtlint_core::estimate::model::feature_list;
use mtlint_core::estimate::ngram;
use mtlint_core::estimate::ngram::BUCKETS;

/// Bins of raw judgements that calibration begins with.
const BINS: usize = 200;
/// Fewest judgements in a bin.
const LEAST: usize = 20;

/// From raw judgement to the mean quantile of the judgements that people gave to texts judged so.
pub(super) fn curve(held: &[(usize, f64)], examples: &[Example]) -> Curve {
    let labels: Vec<f64> = held.iter().map(|h| examples[h.0].label).collect();
    let n = labels.len().max(2) as f64;
    let places: Vec<f64> = metrics::ranks(&labels).into_iter().map(|r| 100.0 * r / (n - 1.0)).collect();
    let mut order: Vec<usize> = (0..held.len()).collect();
    order.sort_by(|&a, &b| held[a].1.total_cmp(&held[b].1));
    // Small bins: where violators are pooled they grow by themselves, and at the ends, where judgements fall off
    // steeply, they stay small.
    let bins = order.chunks(order.len().div_ceil(BINS).max(LEAST));
    let (at, value): (Vec<f64>, Vec<f64>) = bins
        .map(|bin| {
            let mean = |f: &dyn Fn(usize) -> f64| bin.iter().map(|&k| f(k)).sum::<f64>() / bin.len() as f64;
            (mean(&|k| held[k].1), mean(&|k| places[k]))
        })
        .unzip();
    let smooth = isotonic(&value);
    let mut curve = Curve::default();
    let mut push = |at: f64, value: f64| {
        if curve.at.last().is_none_or(|&last| last < at as f32) {
            curve.at.push(at as f32);
            // A hair's rise keeps the order of texts where the fit is level.
            curve.value.push((value as f32).clamp(0.0, 100.0));
        }
    };
    let (Some(&first), Some(&last)) = (at.first(), at.last()) else { return curve };
    let (low, high) = (smooth[0], smooth[smooth.len() - 1]);
    push(first - 3.0, low * 0.1);
    for (k, (&at, &value)) in at.iter().zip(&smooth).enumerate() {
        push(at, value + 1e-3 * k as f64);
    }
    push(last + 3.0, 100.0 - (100.0 - high) * 0.1);
    curve
}

/// The sections of a layer.
pub(super) fn sections(
    layer: &Layer,
    rows: &Rows,
    examples: &[Example],
    options: &Options,
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
fn words(examples: &[Example], grams: &[u8]) -> Vec<u8> {
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
