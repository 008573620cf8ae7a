//! A linear model over the dense features, each bent at three points, with its calibration: one "head".
//!
//! A feature is standardised, clamped to ±4 and expanded to z, max(0, z+1), max(0, z), max(0, z−1): a straight line
//! that may change its slope three times. The sum stays additive, so what a feature moved is simply its part.

use crate::estimate::calibrate::Curve;
use crate::estimate::feature::{COUNT, Feature, Needs, Vector};

/// Terms a feature is expanded to.
pub const TERMS: usize = 4;
const BENDS: [f32; 3] = [-1.0, 0.0, 1.0];

/// Weights of one head.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// What must be known for its features.
    pub needs: Needs,
    /// One row for each feature, in their order.
    pub rows: Vec<Row>,
    /// The judgement of an average text.
    pub bias: f32,
    /// From raw judgement to the estimate.
    pub curve: Curve,
}

/// What a head knows of one feature.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Row {
    /// Mean and 1/deviation of the feature in training.
    pub scale: [f32; 2],
    /// Weights of its terms.
    pub weights: [f32; TERMS],
    /// Mean of the terms in training, weighed: what an average text gets from the feature.
    pub average: f32,
}

/// The terms of a feature's value.
pub fn terms(value: f32, scale: [f32; 2]) -> [f32; TERMS] {
    let z = ((value - scale[0]) * scale[1]).clamp(-4.0, 4.0);
    [z, (z - BENDS[0]).max(0.0), (z - BENDS[1]).max(0.0), (z - BENDS[2]).max(0.0)]
}

impl Row {
    /// What a value adds to the judgement, against an average text.
    fn part(&self, value: f32) -> f32 {
        let terms = terms(value, self.scale);
        let products: [f32; TERMS] = std::array::from_fn(|t| terms[t] * self.weights[t]);
        products.iter().sum::<f32>() - self.average
    }
}

/// The raw judgement by several heads with the same features and scales, each with its share; sets each feature's
/// part.
pub fn mixed(heads: &[(f32, &Head)], vector: &Vector, parts: &mut Vector) -> f32 {
    let Some((_, first)) = heads.first() else { return 0.0 };
    let count = first.needs.count();
    // Head by head, so that the machine adds rows several numbers at a time.
    let mut mixture = [Row::default(); COUNT];
    let mut judged = 0.0;
    for (share, head) in heads {
        judged += share * head.bias;
        for (sum, row) in mixture[..count].iter_mut().zip(&head.rows) {
            sum.weights.iter_mut().zip(&row.weights).for_each(|(sum, weight)| *sum += share * weight);
            sum.average += share * row.average;
        }
    }
    let scales = first.rows.iter().map(|row| row.scale);
    for (((part, value), row), scale) in parts.iter_mut().zip(vector).zip(&mut mixture[..count]).zip(scales) {
        row.scale = scale;
        *part = row.part(*value);
        judged += *part;
    }
    judged
}

impl Head {
    /// A head that knows nothing yet.
    pub fn empty(needs: Needs) -> Head {
        let row = Row { scale: [0.0, 1.0], ..Row::default() };
        Head { needs, rows: vec![row; COUNT], bias: 0.0, curve: Curve::default() }
    }

    /// The features it reads.
    pub fn features(&self) -> &'static [Feature] {
        &Feature::ALL[..self.needs.count()]
    }

    /// What a feature adds to the judgement of this text, against an average text.
    pub fn part(&self, feature: Feature, vector: &Vector) -> f32 {
        self.rows[feature as usize].part(vector[feature as usize])
    }

    /// The raw judgement: the bias and all parts, which are written to `parts`.
    pub fn judge(&self, vector: &Vector, parts: &mut Vector) -> f32 {
        mixed(&[(1.0, self)], vector, parts)
    }

    /// The head as bytes, little-endian floats.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut floats = vec![self.needs as u8 as f32, self.bias];
        for row in &self.rows {
            floats.extend(row.scale);
            floats.extend(row.weights);
            floats.push(row.average);
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
        for (row, floats) in head.rows.iter_mut().zip(body.chunks_exact(TERMS + 3)) {
            row.scale = [floats[0], floats[1]];
            row.weights.copy_from_slice(&floats[2..2 + TERMS]);
            row.average = floats[2 + TERMS];
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
    use super::Head;
    use crate::estimate::calibrate::Curve;
    use crate::estimate::feature::{COUNT, Feature, Needs};

    #[test]
    fn heads_come_back_from_bytes() {
        let mut head = Head::empty(Needs::Source);
        head.rows[Feature::Unknown as usize].weights[0] = -0.5;
        head.rows[Feature::Unknown as usize].scale = [0.1, 10.0];
        head.curve = Curve { at: vec![-1.0, 1.0], value: vec![0.0, 100.0] };
        let bytes = head.to_bytes();
        assert_eq!(Head::from_bytes(&bytes).as_ref(), Some(&head));
        assert!(Head::from_bytes(&bytes[4..]).is_none());
        assert!(Head::from_bytes(&bytes[..bytes.len() - 4]).is_none());
        let mut vector = [0.0; COUNT];
        vector[Feature::Unknown as usize] = 0.3;
        assert!((head.part(Feature::Unknown, &vector) + 1.0).abs() < 1e-6);
    }
}
