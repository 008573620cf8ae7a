//! Descent on the logistic loss with a step for each weight (AdaGrad: Duchi, Hazan, Singer 2011).
//!
//! A key is let in once it was seen some times (McMahan et al., "Ad Click Prediction", 2013): what is seen once or twice
//! would only be learnt by heart, and would share its place in the table with what matters.

use super::example::ChoiceExample;
use mtlint_core::analysis::choice::NAT;
use mtlint_core::analysis::choice::features::{CHEAP, CHEAP_WEIGHTS, ROW, WEIGHTS, row, slot};

/// Sightings after which a key is let in.
const LET_IN: u8 = 3;
/// Places to count sightings in.
const COUNTS_BITS: u32 = 27;
const RATE: f32 = 0.12;
/// Squares of slopes that every weight begins with: the first steps are small.
const BEGIN: f32 = 0.5;
/// Places of which the gate's sum is lower, in nats, are not learnt from any more.
const HOPELESS: f32 = -7.0;
/// Weights smaller than this, in nats, are left out.
const SMALL: f32 = 0.08;
/// Slopes below this move nothing.
const FLAT: f32 = 0.0005;

/// Weights that are being learnt.
pub(super) struct Descent {
    weights: Vec<f32>,
    squares: Vec<f32>,
    counts: Vec<u8>,
}

impl Descent {
    pub fn new() -> Descent {
        Descent {
            weights: vec![0.0; WEIGHTS],
            squares: vec![BEGIN; WEIGHTS],
            counts: vec![0; 1 << COUNTS_BITS],
        }
    }

    /// Learns from an example for a kind: the gate, and the model behind it where the gate does not give the place up.
    pub fn step(&mut self, example: &ChoiceExample, kind: usize) {
        let sum: f32 = example.cheap.iter().map(|&key| self.weights[row(key) + kind]).sum();
        let slope = slope(sum, example.broken);
        if slope.abs() >= FLAT {
            for &key in &example.cheap {
                self.change(row(key) + kind, slope);
            }
        }
        if !example.broken && sum < HOPELESS {
            return;
        }
        let Some(costly) = &example.costly else { return };
        let sum: f32 = costly.iter().map(|&key| self.weights[slot(kind, key)]).sum();
        let slope = self::slope(sum, example.broken);
        if slope.abs() < FLAT {
            return;
        }
        for &key in costly.iter() {
            let count = &mut self.counts[counted(kind, key)];
            if *count < LET_IN {
                *count += 1;
                continue;
            }
            self.change(slot(kind, key), slope);
        }
    }

    /// Whether the gate leaves a place open for one of these kinds.
    pub fn is_open(&self, cheap: &[u32; CHEAP], kinds: u32) -> bool {
        let mut sums = [0f32; ROW];
        for &key in cheap {
            let weights = &self.weights[row(key)..];
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
        sums.iter().enumerate().any(|(kind, &sum)| kinds >> kind & 1 != 0 && sum >= HOPELESS)
    }

    fn change(&mut self, at: usize, slope: f32) {
        self.squares[at] += slope * slope;
        self.weights[at] -= RATE * slope / self.squares[at].sqrt();
    }

    /// The weights in units, rounded; those that say next to nothing are nothing, so that keys which were never seen
    /// and share their place with one of them add no noise.
    pub fn rounded(&self) -> Vec<i8> {
        let small = |i: usize, w: f32| i >= CHEAP_WEIGHTS && w.abs() < SMALL;
        let rounded = |(i, &w): (usize, &f32)| {
            if small(i, w) { 0 } else { (w * NAT).round().clamp(-127.0, 127.0) as i8 }
        };
        self.weights.iter().enumerate().map(rounded).collect()
    }
}

/// The slope of the logistic loss.
fn slope(sum: f32, broken: bool) -> f32 {
    1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(broken))
}

fn counted(kind: usize, key: u32) -> usize {
    let mixed = (u64::from(key) ^ (kind as u64 + 77) << 35).wrapping_mul(0xc2b2_ae3d_27d4_eb4f);
    (mixed >> (64 - COUNTS_BITS)) as usize
}
