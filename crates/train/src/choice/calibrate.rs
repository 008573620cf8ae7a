//! What a sum is worth: on paragraphs held out, at the density of faults that is taken for usual.

use mtlint_core::analysis::choice::{Limit, NAT};

/// Faults of each kind expected in a word of a text that is otherwise fine: twice those of `evidence::FAULTS`, since one
/// in two of the faults that models see in edited prose is one.
const DENSITY: f64 = 2.0 * crate::evidence::FAULTS;
/// Certainty from which a place is told.
const TOLD: f64 = 0.3;
/// So many of the highest sums of whole text tell what a sum is worth.
const HIGHEST: usize = 400;
/// Share of the faults told that may be given up at the gate.
const LOST: f64 = 0.03;

/// A held-out place of a kind: the sum at the gate and of the model behind it, in units; whether it is a fault.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub cheap: i32,
    pub all: i32,
    pub broken: bool,
}

/// How a kind did on what was held out.
pub(super) struct KindFigures {
    pub limit: Limit,
    /// Of the faults put in.
    pub found: f64,
    /// In a thousand words of whole text.
    pub false_per_thousand: f64,
    /// Share of all places that pass the gate.
    pub passing: f64,
}

/// The limits of a kind from its held-out places in `words` words, of which `made` faults were put in.
pub(super) fn calibrate(held: &[Held], words: usize, made: usize) -> KindFigures {
    // A fault that was put in stands for so many in the words of the whole text.
    let weight = DENSITY * words as f64 / made.max(1) as f64;
    let (base, slope) = fit(&highest(held), weight);
    let least = (((TOLD / (1.0 - TOLD)).ln() - base) / slope.max(0.05) * f64::from(NAT)).ceil();
    let least = (least as i32).max((2.0 * NAT) as i32);
    let mut gates: Vec<i32> = held.iter().filter(|h| h.broken && h.all >= least).map(|h| h.cheap).collect();
    gates.sort_unstable();
    let gate = gates.get((gates.len() as f64 * LOST) as usize).copied().unwrap_or(i32::MAX);
    let told = |h: &&Held| h.all >= least && h.cheap >= gate;
    let found = held.iter().filter(|h| h.broken).filter(told).count();
    let wrong = held.iter().filter(|h| !h.broken).filter(told).count();
    let passing = held.iter().filter(|h| !h.broken && h.cheap >= gate).count();
    let whole = held.iter().filter(|h| !h.broken).count();
    KindFigures {
        limit: Limit { gate, least, base: base as f32, slope: slope as f32 },
        found: found as f64 / made.max(1) as f64,
        false_per_thousand: 1000.0 * wrong as f64 / words.max(1) as f64,
        passing: passing as f64 / whole.max(1) as f64,
    }
}

/// The places whose sums are among the highest of whole text, or above.
fn highest(held: &[Held]) -> Vec<Held> {
    let mut whole: Vec<i32> = held.iter().filter(|h| !h.broken).map(|h| h.all).collect();
    whole.sort_unstable_by(|a, b| b.cmp(a));
    let from = whole.get(HIGHEST).copied().unwrap_or(i32::MIN).max(-3 * NAT as i32);
    held.iter().copied().filter(|h| h.all >= from).collect()
}

/// Logistic regression of "fault" on the sum, faults weighted.
fn fit(held: &[Held], weight: f64) -> (f64, f64) {
    let (mut base, mut slope) = (weight.ln().min(0.0), 1.0);
    for _ in 0..30 {
        let (mut g, mut h) = ([1e-3 * 0.0, 1e-3 * (slope - 1.0)], [1e-6, 0.0, 1e-3]);
        for place in held {
            let x = f64::from(place.all) / f64::from(NAT);
            let p = 1.0 / (1.0 + (-(base + slope * x)).exp());
            let w = if place.broken { weight } else { 1.0 };
            let error = w * (p - f64::from(u8::from(place.broken)));
            let curve = w * p * (1.0 - p);
            g[0] += error;
            g[1] += error * x;
            h[0] += curve;
            h[1] += curve * x;
            h[2] += curve * x * x;
        }
        let det = h[0] * h[2] - h[1] * h[1];
        if det.abs() < 1e-12 {
            break;
        }
        let (db, ds) = ((h[2] * g[0] - h[1] * g[1]) / det, (h[0] * g[1] - h[1] * g[0]) / det);
        base -= db.clamp(-2.0, 2.0);
        slope = (slope - ds.clamp(-0.5, 0.5)).clamp(0.1, 3.0);
    }
    (base, slope)
}
