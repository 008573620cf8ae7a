//! Fits heads on cross-fitted features: ridge regression with the strength that held-out folds like best.
//!
//! `fit` calls it for every kind of head; `assemble` gives each its calibration. What is reported of a head was
//! predicted by weights that had not seen the example.

use crate::estimate::curve::curve;
use crate::estimate::metrics;
use crate::estimate::prepare::EstimateExample;
use crate::estimate::ridge::Normal;
use crate::estimate::row::CrossRow;
use mtlint_core::estimate::feature::{COUNT, Feature, Needs, Vector};
use mtlint_core::estimate::head::{Head, TERMS, terms};

/// Strengths that are tried; the one that agrees best on held-out folds is kept.
pub const STRENGTHS: [f64; 5] = [30.0, 100.0, 300.0, 1000.0, 3000.0];

/// The vectors of examples, where they have one.
pub(super) type Vectors<'v> = &'v dyn Fn(usize) -> Option<&'v Vector>;

/// Mean and 1/deviation of every feature over the machine's texts; those of tables over known languages only.
pub(super) fn scale(crossed: &[CrossRow]) -> Vec<[f32; 2]> {
    Feature::ALL
        .iter()
        .map(|&f| {
            let values: Vec<f64> = crossed
                .iter()
                .filter_map(|r| match f.needs() {
                    Needs::Text => Some(&r.text),
                    Needs::Source => r.beside.as_ref(),
                    Needs::Tables => r.known.as_ref(),
                })
                .map(|v| f64::from(v[f as usize]))
                .collect();
            let mean = metrics::mean(&values);
            let variance =
                values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len().max(1) as f64;
            let inverse = if variance > 1e-12 { 1.0 / variance.sqrt() } else { 0.0 };
            [mean as f32, inverse as f32]
        })
        .collect()
}

pub(super) fn expanded(needs: Needs, vector: &Vector, scale: &[[f32; 2]], out: &mut Vec<f32>) {
    out.clear();
    for feature in Feature::ALL.iter().filter(|f| f.needs() <= needs) {
        out.extend(terms(vector[*feature as usize], scale[*feature as usize]));
    }
}

/// A fitted head with what was learned about it.
pub(super) struct FittedHead {
    pub head: Head,
    /// Held-out predictions: example and raw judgement.
    pub held: Vec<(usize, f64)>,
    /// The strength chosen.
    pub strength: f64,
    /// Weights of all terms and the intercept.
    pub weights: Vec<f64>,
}

/// What every head is fitted on.
pub(super) struct Fitting<'a> {
    /// The examples.
    pub examples: &'a [EstimateExample],
    /// Mean and 1/deviation of each feature.
    pub scale: &'a [[f32; 2]],
    /// How much each example seems to come from each language.
    pub shares: &'a [&'a [f32]],
    /// Number of folds.
    pub folds: usize,
}

impl Fitting<'_> {
    /// Fits on the chosen examples, pulled towards `prior`, with the strength that cross-validation likes best.
    pub fn head<'v>(
        &self,
        needs: Needs,
        vectors: &dyn Fn(usize) -> Option<&'v Vector>,
        chosen: &dyn Fn(usize) -> bool,
        prior: &[f64],
    ) -> FittedHead {
        let examples = self.examples;
        let columns = Feature::ALL.iter().filter(|f| f.needs() <= needs).count() * TERMS + 1;
        let mut parts: Vec<Normal> = (0..self.folds).map(|_| Normal::new(columns)).collect();
        let mut line = Vec::with_capacity(columns);
        let mut each = |work: &mut dyn FnMut(usize, &[f32])| {
            for i in (0..examples.len()).filter(|&i| chosen(i)) {
                if let Some(vector) = vectors(i) {
                    expanded(needs, vector, self.scale, &mut line);
                    line.push(1.0);
                    work(i, &line);
                }
            }
        };
        each(&mut |i, line| parts[examples[i].fold].add(line, examples[i].label, 1.0));
        let mut whole = Normal::new(columns);
        parts.iter().for_each(|part| whole.merge(part, 1.0));
        let mut best: Option<(f64, f64, Vec<(usize, f64)>)> = None;
        for strength in STRENGTHS {
            let without = |part: &Normal| {
                let mut rest = whole.clone();
                rest.merge(part, -1.0);
                rest.weights(strength, prior, true)
            };
            let weights: Vec<Vec<f64>> = parts.iter().map(without).collect();
            let mut held = Vec::new();
            each(&mut |i, line| {
                let w = &weights[examples[i].fold];
                held.push((i, line.iter().zip(w).map(|(x, w)| f64::from(*x) * w).sum()));
            });
            let (raw, label): (Vec<f64>, Vec<f64>) =
                held.iter().map(|&(i, p)| (p, examples[i].label)).unzip();
            let r = metrics::pearson(&raw, &label);
            if best.as_ref().is_none_or(|b| r > b.0) {
                best = Some((r, strength, held));
            }
        }
        let (_, strength, held) = best.unwrap_or_default();
        let weights = whole.weights(strength, prior, true);
        let mut head = shaped(needs, &weights, self.scale, &|_| 1.0, &mut each);
        head.bias += weights[columns - 1] as f32;
        head.curve = curve(&held, examples);
        FittedHead { head, held, strength, weights }
    }

    /// The head for any text, and pulled towards it one for each language, fitted on every text by how much it seems
    /// to come from there; all judge together as they will in use.
    pub fn mixture<'v>(
        &self,
        needs: Needs,
        vectors: &dyn Fn(usize) -> Option<&'v Vector>,
        languages: usize,
    ) -> (FittedHead, Vec<Head>) {
        let mut any = self.head(needs, vectors, &|_| true, &[]);
        if languages < 2 {
            return (any, Vec::new());
        }
        let columns = any.weights.len();
        let mut line = Vec::with_capacity(columns);
        let mut each = |work: &mut dyn FnMut(usize, &[f32])| {
            for i in 0..self.examples.len() {
                if let Some(vector) = vectors(i) {
                    expanded(needs, vector, self.scale, &mut line);
                    line.push(1.0);
                    work(i, &line);
                }
            }
        };
        // Sums of the examples in a fold, by language, and of all of them.
        let mut parts = vec![vec![Normal::new(columns); languages + 1]; self.folds];
        each(&mut |i, line| {
            let (label, part) = (self.examples[i].label, &mut parts[self.examples[i].fold]);
            for (&share, normal) in self.shares[i].iter().zip(part.iter_mut()) {
                // A hundredth of a text teaches nothing, and there are many such.
                if share > 0.01 {
                    normal.add(line, label, f64::from(share));
                }
            }
            part[languages].add(line, label, 1.0);
        });
        let without = |fold: usize| {
            let mut sums = vec![Normal::new(columns); languages + 1];
            for part in parts.iter().enumerate().filter(|p| p.0 != fold) {
                sums.iter_mut().zip(part.1).for_each(|(sum, normal)| sum.merge(normal, 1.0));
            }
            let prior = sums[languages].weights(any.strength, &[], true);
            let weights = sums[..languages].iter().map(|sum| sum.weights(any.strength, &prior, true));
            weights.collect::<Vec<Vec<f64>>>()
        };
        let held_out: Vec<Vec<Vec<f64>>> = (0..self.folds).map(without).collect();
        any.held.clear();
        each(&mut |i, line| {
            let by = |w: &Vec<f64>| line.iter().zip(w).map(|(x, w)| f64::from(*x) * w).sum::<f64>();
            let judged = self.shares[i].iter().zip(&held_out[self.examples[i].fold]);
            any.held.push((i, judged.map(|(share, w)| f64::from(*share) * by(w)).sum()));
        });
        any.head.curve = curve(&any.held, self.examples);
        let weights = without(usize::MAX);
        let heads = weights.iter().enumerate().map(|(code, weights)| {
            let share = |i: usize| f64::from(self.shares[i][code]);
            let mut head = shaped(needs, weights, self.scale, &share, &mut each);
            head.bias += weights[columns - 1] as f32;
            head
        });
        let heads = heads.collect();
        (any, heads)
    }
}

/// Puts weights into a head, with the average of each feature's part over the rows that `each` goes through.
pub(super) fn shaped(
    needs: Needs,
    weights: &[f64],
    scale: &[[f32; 2]],
    share: &dyn Fn(usize) -> f64,
    each: &mut dyn FnMut(&mut dyn FnMut(usize, &[f32])),
) -> Head {
    let mut head = Head::empty(needs);
    for (i, scale) in scale.iter().enumerate().take(COUNT) {
        (0..2).for_each(|k| head.columns.scale[k].as_flattened_mut()[i] = scale[k]);
    }
    let features = head.features();
    let mut sums = vec![0f64; features.len()];
    let mut count = 0f64;
    each(&mut |i, line| {
        let share = share(i);
        count += share;
        for (k, sum) in sums.iter_mut().enumerate() {
            *sum += share
                * (0..TERMS).map(|t| f64::from(line[k * TERMS + t]) * weights[k * TERMS + t]).sum::<f64>();
        }
    });
    for (k, sum) in sums.iter().enumerate() {
        let mean = sum / count.max(1e-9);
        head.columns.average.as_flattened_mut()[k] = mean as f32;
        head.bias += mean as f32;
        (0..TERMS)
            .for_each(|t| head.columns.weights[t].as_flattened_mut()[k] = weights[k * TERMS + t] as f32);
    }
    head
}
