//! The curve from a head's answer to the place among human judgements.

use mtlint_core::estimate::calibrate::{Curve, isotonic};

use crate::estimate::metrics;
use crate::estimate::prepare::EstimateExample;

/// Bins of raw judgements that calibration begins with.
const BINS: usize = 200;
/// Fewest judgements in a bin.
const LEAST: usize = 20;

/// From raw judgement to the mean quantile of the judgements that people gave to texts judged so.
pub(super) fn curve(held: &[(usize, f64)], examples: &[EstimateExample]) -> Curve {
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
