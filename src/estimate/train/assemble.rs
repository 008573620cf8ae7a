//! Puts together what fitting found: the sections of the model file, and the curve that calibrates a head.

use crate::estimate::calibrate::{Curve, isotonic};
use crate::estimate::metrics;
use crate::estimate::model::feature_list;
use crate::estimate::ngram::BUCKETS;
use crate::estimate::origin;
use crate::estimate::train::fit::Options;
use crate::estimate::train::layer::{Layer, quantised};
use crate::estimate::train::prepare::Example;

/// From raw judgement to the mean quantile of the judgements that people gave to texts judged so.
pub(super) fn curve(held: &[(usize, f64)], examples: &[Example]) -> Curve {
    let labels: Vec<f64> = held.iter().map(|h| examples[h.0].label).collect();
    let n = labels.len().max(2) as f64;
    let places: Vec<f64> = metrics::ranks(&labels).into_iter().map(|r| 100.0 * r / (n - 1.0)).collect();
    let mut order: Vec<usize> = (0..held.len()).collect();
    order.sort_by(|&a, &b| held[a].1.total_cmp(&held[b].1));
    let bins = order.chunks(order.len().div_ceil(24).max(20));
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
pub(super) fn sections(layer: &Layer, options: &Options) -> Vec<(String, Vec<u8>)> {
    let (judged, judged_step) = quantised(&layer.judged);
    let (repaired, repaired_step) = quantised(&layer.repaired);
    let mut steps = vec![judged_step, repaired_step];
    let mut columns = vec![judged, repaired];
    for language in &layer.languages {
        let (joint, step) = quantised(&language.joint);
        steps.push(step);
        columns.push(joint);
    }
    let row = |at: usize| columns.iter().map(move |c| c[at] as u8).collect::<Vec<u8>>();
    let mut sections = vec![
        ("features".to_owned(), feature_list().into_bytes()),
        ("language".to_owned(), options.language.as_bytes().to_vec()),
        ("languages".to_owned(), options.languages.join(" ").into_bytes()),
        ("grams".to_owned(), (0..BUCKETS).flat_map(row).collect()),
    ];
    // One step for all origins: their scores are compared with each other.
    let all: Vec<f32> =
        (0..origin::BUCKETS).flat_map(|at| layer.origins.iter().map(move |o| o[at])).collect();
    let (origins, step) = quantised(&all);
    steps.push(step);
    sections.push(("origins".to_owned(), origins.iter().map(|w| *w as u8).collect()));
    for (code, language) in options.languages.iter().zip(&layer.languages) {
        sections.push((format!("lexical.{code}"), language.lexical.clone()));
        sections.push((format!("counts.{code}"), language.counts.clone()));
    }
    sections.push(("steps".to_owned(), steps.iter().flat_map(|s| s.to_le_bytes()).collect()));
    sections
}
