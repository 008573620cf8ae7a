//! Ridge regression: the one fitting method of the estimator, for few dense columns and for many hashed ones.
//!
//! Dense: normal equations by Cholesky, pulled towards given weights instead of zero, which is how a small set of
//! own post-edits adapts a shipped model. Hashed: the dual system (XXᵀ + aI) z = y by conjugate gradients (Hestenes
//! and Stiefel 1952), never forming the matrix. Both are deterministic: one thread, fixed order of sums.

/// Sums from which ridge weights follow: they add up over rows and over folds.
#[derive(Clone, Debug)]
pub struct Normal {
    columns: usize,
    gram: Vec<f64>,
    right: Vec<f64>,
}

impl Normal {
    /// No rows yet.
    pub fn new(columns: usize) -> Normal {
        Normal { columns, gram: vec![0.0; columns * columns], right: vec![0.0; columns] }
    }

    /// Adds a row with its target; it counts `weight` times.
    pub fn add(&mut self, row: &[f32], y: f64, weight: f64) {
        for (a, &x) in row.iter().enumerate() {
            if x != 0.0 {
                let x = weight * f64::from(x);
                self.right[a] += x * y;
                let line = &mut self.gram[a * self.columns..a * self.columns + a + 1];
                line.iter_mut().zip(row).for_each(|(g, &b)| *g += x * f64::from(b));
            }
        }
    }

    /// Adds (or with −1 takes away) the rows of another.
    pub fn merge(&mut self, other: &Normal, sign: f64) {
        self.gram.iter_mut().zip(&other.gram).for_each(|(a, b)| *a += sign * b);
        self.right.iter_mut().zip(&other.right).for_each(|(a, b)| *a += sign * b);
    }

    /// Σ (x·w)² over the rows.
    pub fn square(&self, weights: &[f64]) -> f64 {
        let n = self.columns;
        let line = |a: usize| {
            let (before, own) = (&self.gram[a * n..a * n + a], self.gram[a * n + a]);
            let cross: f64 = before.iter().zip(weights).map(|(g, w)| g * w).sum();
            weights[a] * (2.0 * cross + own * weights[a])
        };
        (0..n).map(line).sum()
    }

    /// Weights `w` that minimise Σ (x·w − y)² + Σ strength·(w − prior)²; the last column is free when `free_last`.
    pub fn weights(&self, strength: f64, prior: &[f64], free_last: bool) -> Vec<f64> {
        let n = self.columns;
        let (mut gram, mut right) = (self.gram.clone(), self.right.clone());
        for a in 0..n {
            let free = free_last && a == n - 1;
            let pull = if free { 1e-9 } else { strength.max(1e-9) };
            gram[a * n + a] += pull;
            right[a] += pull * prior.get(a).copied().unwrap_or(0.0);
        }
        solve(&mut gram, &mut right, n);
        right
    }
}

/// Solves `gram · x = right` in place for a symmetric positive matrix, lower triangle given (Cholesky).
fn solve(gram: &mut [f64], right: &mut [f64], n: usize) {
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| gram[i * n + k] * gram[j * n + k]).sum();
            let rest = gram[i * n + j] - dot;
            gram[i * n + j] = if i == j { rest.max(1e-12).sqrt() } else { rest / gram[j * n + j] };
        }
    }
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| gram[i * n + k] * right[k]).sum();
        right[i] = (right[i] - dot) / gram[i * n + i];
    }
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| gram[k * n + i] * right[k]).sum();
        right[i] = (right[i] - dot) / gram[i * n + i];
    }
}

/// Marks a bucket that counts against the row: differences of two texts have such.
pub const MINUS: u32 = 1 << 31;

/// Rows of a sparse matrix: bucket numbers, repeated where a feature occurs again, each row with one factor.
#[derive(Clone, Debug, Default)]
pub struct Hashed {
    buckets: Vec<u32>,
    ends: Vec<usize>,
    factors: Vec<f32>,
}

impl Hashed {
    /// Adds a row: every bucket counts `factor`.
    pub fn push(&mut self, buckets: &[u32], factor: f32) {
        self.buckets.extend_from_slice(buckets);
        self.ends.push(self.buckets.len());
        self.factors.push(factor);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True before the first row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Buckets and factor of a row.
    pub fn row(&self, i: usize) -> (&[u32], f32) {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        (&self.buckets[start..self.ends[i]], self.factors[i])
    }

    /// The row's product with `weights`.
    pub fn dot(&self, i: usize, weights: &[f32]) -> f64 {
        let (buckets, factor) = self.row(i);
        let value = |b: u32| {
            let weight = weights[(b & !MINUS) as usize];
            if b & MINUS == 0 { weight } else { -weight }
        };
        let sum: f32 = buckets.iter().map(|&b| value(b)).sum();
        f64::from(sum * factor)
    }

    /// Adds `scale` times row `i` to `weights`.
    fn add(&self, i: usize, scale: f64, weights: &mut [f32]) {
        let (buckets, factor) = self.row(i);
        let x = scale as f32 * factor;
        for &b in buckets {
            weights[(b & !MINUS) as usize] += if b & MINUS == 0 { x } else { -x };
        }
    }
}

/// Ridge weights for the rows `chosen` with targets `y` (one for each chosen row), centred.
///
/// A bucket's column is scaled by the square root of its `mass`, and so is its weight: what is returned fits the
/// rows as they are.
pub fn hashed(x: &Hashed, chosen: &[usize], y: &[f64], strength: f64, mass: &[f32]) -> Vec<f32> {
    let mean = y.iter().sum::<f64>() / y.len().max(1) as f64;
    let mut rest: Vec<f64> = y.iter().map(|v| v - mean).collect();
    let mut z = vec![0.0; y.len()];
    let mut direction = rest.clone();
    let mut norm: f64 = rest.iter().map(|r| r * r).sum();
    let stop = norm * 1e-5;
    let mut weights = vec![0f32; mass.len()];
    let scaled = |weights: &mut [f32]| weights.iter_mut().zip(mass).for_each(|(w, m)| *w *= m);
    for _ in 0..40 {
        if norm <= stop || norm == 0.0 {
            break;
        }
        weights.fill(0.0);
        for (&i, &d) in chosen.iter().zip(&direction) {
            x.add(i, d, &mut weights);
        }
        scaled(&mut weights);
        let image: Vec<f64> =
            chosen.iter().zip(&direction).map(|(&i, &d)| x.dot(i, &weights) + strength * d).collect();
        let step = norm / direction.iter().zip(&image).map(|(a, b)| a * b).sum::<f64>();
        for k in 0..z.len() {
            z[k] += step * direction[k];
            rest[k] -= step * image[k];
        }
        let next: f64 = rest.iter().map(|r| r * r).sum();
        let turn = next / norm;
        for k in 0..z.len() {
            direction[k] = rest[k] + turn * direction[k];
        }
        norm = next;
    }
    weights.fill(0.0);
    for (&i, &v) in chosen.iter().zip(&z) {
        x.add(i, v, &mut weights);
    }
    scaled(&mut weights);
    weights
}

#[cfg(test)]
mod tests {
    use super::{Hashed, Normal, hashed};

    fn dense(
        rows: &[f32],
        columns: usize,
        y: &[f64],
        strength: f64,
        prior: &[f64],
        free_last: bool,
    ) -> Vec<f64> {
        let mut normal = Normal::new(columns);
        rows.chunks(columns).zip(y).for_each(|(row, y)| normal.add(row, *y, 1.0));
        normal.weights(strength, prior, free_last)
    }

    #[test]
    fn dense_recovers_a_line() {
        let rows: Vec<f32> = (0..20).flat_map(|i| [i as f32, (i * i % 7) as f32, 1.0]).collect();
        let y: Vec<f64> = rows.chunks(3).map(|r| 2.0 * f64::from(r[0]) - f64::from(r[1]) + 3.0).collect();
        let w = dense(&rows, 3, &y, 1e-6, &[], true);
        assert!((w[0] - 2.0).abs() < 1e-3 && (w[1] + 1.0).abs() < 1e-3 && (w[2] - 3.0).abs() < 1e-2, "{w:?}");
        let pulled = dense(&rows, 3, &y, 1e9, &[5.0, 5.0, 0.0], false);
        assert!((pulled[0] - 5.0).abs() < 1e-2 && (pulled[1] - 5.0).abs() < 1e-2, "{pulled:?}");
    }

    #[test]
    fn hashed_agrees_with_dense() {
        let mut x = Hashed::default();
        let sets: [&[u32]; 5] = [&[0, 1], &[1, 2], &[2, 3], &[0, 3], &[1, 3]];
        sets.iter().for_each(|s| x.push(s, 1.0));
        let y = [1.0, 2.0, 0.5, -1.0, 0.5];
        let w = hashed(&x, &[0, 1, 2, 3, 4], &y, 0.1, &[1.0; 4]);
        let mean = y.iter().sum::<f64>() / 5.0;
        let rows: Vec<f32> =
            sets.iter().flat_map(|s| (0..4).map(|b| if s.contains(&b) { 1.0 } else { 0.0 })).collect();
        let centred: Vec<f64> = y.iter().map(|v| v - mean).collect();
        for (a, b) in w.iter().zip(dense(&rows, 4, &centred, 0.1, &[], false)) {
            assert!((f64::from(*a) - b).abs() < 1e-2, "{a} {b}");
        }
    }
}
