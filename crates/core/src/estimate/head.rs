//! A linear model over the dense features, each bent at three points, with its calibration: one "head".
//!
//! A feature is standardised, clamped to ±4 and expanded to z, max(0, z+1), max(0, z), max(0, z−1): a straight line
//! that may change its slope three times. The sum stays additive, so what a feature moved is simply its part. Numbers of
//! a kind stand side by side for all features, so that the machine takes several at a time.

use crate::estimate::calibrate::Curve;
use crate::estimate::feature::{COUNT, Feature, Needs, Vector};
use crate::registers::widely;

/// Terms a feature is expanded to.
pub const TERMS: usize = 4;
const BENDS: [f32; 3] = [-1.0, 0.0, 1.0];

/// Weights of one head.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// What must be known for its features.
    pub needs: Needs,
    /// What it knows of the features.
    pub columns: Box<HeadColumns>,
    /// The judgement of an average text.
    pub bias: f32,
    /// From raw judgement to the estimate.
    pub curve: Curve,
}

/// Features that are weighed at once, and how often that is done for all of them.
const LANES: usize = 8;
const BLOCKS: usize = COUNT.div_ceil(LANES);

/// A number for each feature, in their order, and nothing after the last.
pub type HeadColumn = [[f32; LANES]; BLOCKS];

/// What a head knows of the features.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadColumns {
    /// Mean and 1/deviation of each feature in training.
    pub scale: [HeadColumn; 2],
    /// Weights of each of its terms.
    pub weights: [HeadColumn; TERMS],
    /// Mean of the terms in training, weighed: what an average text gets from the feature.
    pub average: HeadColumn,
}

impl HeadColumns {
    const EMPTY: HeadColumns = HeadColumns {
        scale: [[[0.0; LANES]; BLOCKS], [[1.0; LANES]; BLOCKS]],
        weights: [[[0.0; LANES]; BLOCKS]; TERMS],
        average: [[0.0; LANES]; BLOCKS],
    };

    /// The columns in the order in which a file holds a feature's numbers.
    fn all(&self) -> impl Iterator<Item = &HeadColumn> {
        self.scale.iter().chain(&self.weights).chain([&self.average])
    }

    fn all_mut(&mut self) -> impl Iterator<Item = &mut HeadColumn> {
        self.scale.iter_mut().chain(&mut self.weights).chain([&mut self.average])
    }
}

/// What a value adds to the judgement, by scale, weights and average of its feature.
#[inline(always)]
fn part(value: f32, scale: [f32; 2], weights: [f32; TERMS], average: f32) -> f32 {
    let [a, b, c, d] = terms(value, scale);
    let [u, v, w, x] = weights;
    a * u + b * v + c * w + d * x - average
}

/// The terms of a feature's value.
#[inline(always)]
pub fn terms(value: f32, scale: [f32; 2]) -> [f32; TERMS] {
    let z = ((value - scale[0]) * scale[1]).clamp(-4.0, 4.0);
    [z, (z - BENDS[0]).max(0.0), (z - BENDS[1]).max(0.0), (z - BENDS[2]).max(0.0)]
}

/// The raw judgement by several heads with the same features and scales, each with its share; sets each feature's
/// part.
pub fn mixed(heads: &[(f32, &Head)], vector: &Vector, parts: &mut Vector) -> f32 {
    widely(
        #[inline(always)]
        || mixed_plainly(heads, vector, parts),
    )
}

/// Every feature's numbers are added up head by head, whatever the machine: the same judgement comes out.
#[inline(always)]
fn mixed_plainly(heads: &[(f32, &Head)], vector: &Vector, parts: &mut Vector) -> f32 {
    let Some((_, first)) = heads.first() else { return 0.0 };
    let count = first.needs.count();
    let (mut values, mut all) = ([[0f32; LANES]; BLOCKS], [[0f32; LANES]; BLOCKS]);
    values.as_flattened_mut()[..COUNT].copy_from_slice(vector);
    for (block, (parts, values)) in all.iter_mut().zip(&values).enumerate().take(count.div_ceil(LANES)) {
        let (mut weights, mut average) = ([[0f32; LANES]; TERMS], [0f32; LANES]);
        for &(share, head) in heads {
            let columns = &head.columns;
            for (sum, column) in weights.iter_mut().zip(&columns.weights) {
                (0..LANES).for_each(|k| sum[k] += share * column[block][k]);
            }
            (0..LANES).for_each(|k| average[k] += share * columns.average[block][k]);
        }
        let [means, deviations] = &first.columns.scale;
        *parts = std::array::from_fn(|k| {
            let scale = [means[block][k], deviations[block][k]];
            part(values[k], scale, [weights[0][k], weights[1][k], weights[2][k], weights[3][k]], average[k])
        });
    }
    let judged = heads.iter().fold(0.0, |judged, (share, head)| judged + share * head.bias);
    parts[..count].copy_from_slice(&all.as_flattened()[..count]);
    parts[..count].iter().fold(judged, |judged, part| judged + part)
}

impl Head {
    /// A head that knows nothing yet.
    pub fn empty(needs: Needs) -> Head {
        Head { needs, columns: Box::new(HeadColumns::EMPTY), bias: 0.0, curve: Curve::default() }
    }

    /// The features it reads.
    pub fn features(&self) -> &'static [Feature] {
        &Feature::ALL[..self.needs.count()]
    }

    /// What a feature adds to the judgement of this text, against an average text.
    pub fn part(&self, feature: Feature, vector: &Vector) -> f32 {
        let (i, columns) = (feature as usize, &self.columns);
        let at = |column: &HeadColumn| column[i / LANES][i % LANES];
        part(
            vector[i],
            columns.scale.each_ref().map(at),
            columns.weights.each_ref().map(at),
            at(&columns.average),
        )
    }

    /// The raw judgement: the bias and all parts, which are written to `parts`.
    pub fn judge(&self, vector: &Vector, parts: &mut Vector) -> f32 {
        mixed(&[(1.0, self)], vector, parts)
    }

    /// The head as bytes, little-endian floats.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut floats = vec![self.needs as u8 as f32, self.bias];
        for i in 0..COUNT {
            floats.extend(self.columns.all().map(|column| column.as_flattened()[i]));
        }
        floats.push(self.curve.at.len() as f32);
        floats.extend(&self.curve.at);
        floats.extend(&self.curve.value);
        floats.iter().flat_map(|f| f.to_le_bytes()).collect()
    }

    /// Reads what [`Head::to_bytes`] wrote; nothing when it is not that, or holds what is no number.
    pub fn from_bytes(bytes: &[u8]) -> Option<Head> {
        let floats: Vec<f32> =
            bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        if !bytes.len().is_multiple_of(4) || floats.iter().any(|f| !f.is_finite()) {
            return None;
        }
        let (front, rest) = floats.split_at_checked(2)?;
        let needs =
            [Needs::Text, Needs::Source, Needs::Tables].into_iter().find(|n| *n as u8 as f32 == front[0])?;
        let (body, tail) = rest.split_at_checked(COUNT * (TERMS + 3))?;
        let mut head = Head { bias: front[1], ..Head::empty(needs) };
        for (i, floats) in body.chunks_exact(TERMS + 3).enumerate() {
            head.columns
                .all_mut()
                .zip(floats)
                .for_each(|(column, number)| column.as_flattened_mut()[i] = *number);
        }
        let (&knots, tail) = tail.split_first()?;
        let knots = knots as usize;
        if tail.len() != knots * 2 || !tail[..knots].is_sorted_by(|a, b| a < b) {
            return None;
        }
        head.curve = Curve { at: tail[..knots].to_vec(), value: tail[knots..].to_vec() };
        Some(head)
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, mixed, mixed_plainly};
    use crate::estimate::calibrate::Curve;
    use crate::estimate::feature::{COUNT, Feature, Needs};

    #[test]
    fn heads_come_back_from_bytes() {
        let mut head = Head::empty(Needs::Source);
        let unknown = |column: usize, number: f32, head: &mut Head| {
            let column = head.columns.all_mut().nth(column).expect("a head has seven columns");
            column.as_flattened_mut()[Feature::Unknown as usize] = number;
        };
        [(0, 0.1), (1, 10.0), (2, -0.5)].into_iter().for_each(|(column, n)| unknown(column, n, &mut head));
        head.curve = Curve { at: vec![-1.0, 1.0], value: vec![0.0, 100.0] };
        let bytes = head.to_bytes();
        assert_eq!(Head::from_bytes(&bytes).as_ref(), Some(&head));
        assert!(Head::from_bytes(&bytes[4..]).is_none());
        assert!(Head::from_bytes(&bytes[..bytes.len() - 4]).is_none());
        let mut vector = [0.0; COUNT];
        vector[Feature::Unknown as usize] = 0.3;
        assert!((head.part(Feature::Unknown, &vector) + 1.0).abs() < 1e-6);
    }

    #[test]
    fn wide_and_narrow_registers_give_the_same() {
        let number = |seed: usize| (seed * 7919 % 1009) as f32 / 300.0 - 1.7;
        let head = |seed: usize| {
            let mut head = Head::empty(Needs::Tables);
            let columns = head.columns.all_mut().enumerate();
            columns.for_each(|(c, column)| {
                let numbers = column.as_flattened_mut().iter_mut().enumerate();
                numbers.for_each(|(i, n)| *n = number(seed + c * 100 + i));
            });
            head
        };
        let heads = [head(1), head(2000), head(30)];
        let shares = [(0.2, &heads[0]), (0.7, &heads[1]), (0.1, &heads[2])];
        let vector = std::array::from_fn(|i| number(i * 31));
        let (mut wide, mut narrow) = ([0.0; COUNT], [0.0; COUNT]);
        let judged = mixed(&shares, &vector, &mut wide);
        assert_eq!(judged.to_bits(), mixed_plainly(&shares, &vector, &mut narrow).to_bits());
        assert_eq!(wide.map(f32::to_bits), narrow.map(f32::to_bits));
        assert!(wide.iter().all(|part| part.is_finite()) && wide.iter().any(|part| *part != 0.0));
    }
}
