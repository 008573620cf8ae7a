//! From a model's raw number to a place among human judgements, 0 to 100.
//!
//! Two monotone steps. Isotonic regression (pool adjacent violators; Barlow et al. 1972) maps a raw prediction to the
//! judgement people gave to texts predicted like it; the judgement's quantile among all training judgements is the
//! estimate. Both are kept as one curve of knots, so calibrating is one interpolation.

/// A monotone curve through knots, straight between them and constant outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Raw values, rising.
    pub at: Vec<f32>,
    /// What they stand for, never falling.
    pub value: Vec<f32>,
}

impl Curve {
    /// The curve's value at `raw`.
    pub fn get(&self, raw: f64) -> f64 {
        let i = self.at.partition_point(|&at| f64::from(at) <= raw);
        match (i, self.at.len()) {
            (_, 0) => raw,
            (0, _) => f64::from(self.value[0]),
            (i, n) if i == n => f64::from(self.value[n - 1]),
            (i, _) => {
                let (a, b) = (f64::from(self.at[i - 1]), f64::from(self.at[i]));
                let (u, v) = (f64::from(self.value[i - 1]), f64::from(self.value[i]));
                u + (v - u) * (raw - a) / (b - a)
            }
        }
    }

    /// The place of a value among `sample`, 0 to 100, through `knots` quantiles.
    pub fn quantiles(sample: &[f64], knots: usize) -> Curve {
        let mut sorted = sample.to_vec();
        sorted.sort_by(f64::total_cmp);
        let mut curve = Curve::default();
        if sorted.is_empty() {
            return curve;
        }
        for k in 0..=knots {
            let at = sorted[(k * (sorted.len() - 1)) / knots.max(1)] as f32;
            if curve.at.last().is_none_or(|&last| last < at) {
                curve.at.push(at);
                curve.value.push(100.0 * k as f32 / knots.max(1) as f32);
            }
        }
        curve
    }
}

/// The non-falling sequence nearest to `y` in squares, for points sorted by rising x.
pub fn isotonic(y: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for &value in y {
        let mut pool = (value, 1);
        while let Some(&(last, n)) = pools.last()
            && last >= pool.0
        {
            pools.pop();
            let total = n + pool.1;
            pool = ((last * n as f64 + pool.0 * pool.1 as f64) / total as f64, total);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(value, n)| std::iter::repeat_n(value, n)).collect()
}

/// Sorts by `x`, fits `y` isotonically and returns the fit in the original order.
pub fn isotonic_fit(x: &[f64], y: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|&a, &b| x[a].total_cmp(&x[b]));
    let sorted: Vec<f64> = order.iter().map(|&i| y[i]).collect();
    let mut out = vec![0.0; x.len()];
    for (value, i) in isotonic(&sorted).into_iter().zip(order) {
        out[i] = value;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Curve, isotonic, isotonic_fit};

    #[test]
    fn violators_are_pooled() {
        assert_eq!(isotonic(&[1.0, 3.0, 2.0, 4.0]), vec![1.0, 2.5, 2.5, 4.0]);
        assert_eq!(isotonic_fit(&[2.0, 1.0], &[0.0, 1.0]), vec![0.5, 0.5]);
    }

    #[test]
    fn quantiles_run_from_0_to_100() {
        let sample: Vec<f64> = (0..=100).map(f64::from).collect();
        let curve = Curve::quantiles(&sample, 20);
        assert_eq!(curve.get(-5.0), 0.0);
        assert_eq!(curve.get(50.0), 50.0);
        assert_eq!(curve.get(500.0), 100.0);
        assert!((curve.get(12.5) - 12.5).abs() < 1e-6);
    }
}
