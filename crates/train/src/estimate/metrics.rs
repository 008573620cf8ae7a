//! How well two columns of numbers agree: the figures that papers on quality estimation report.
//!
//! Pearson's r, Spearman's rho, Kendall's tau-b, mean absolute error, and the area under the ROC curve. Used by
//! training, which reports them on held-out folds, and by `mtlint evaluate estimate`.

/// Pearson's correlation; 0 when either column is constant or empty.
pub fn pearson(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len().min(y.len()) as f64;
    if n == 0.0 {
        return 0.0;
    }
    let (mx, my) = (mean(x), mean(y));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(y) {
        xx += (a - mx) * (a - mx);
        yy += (b - my) * (b - my);
        xy += (a - mx) * (b - my);
    }
    if xx > 0.0 && yy > 0.0 { xy / (xx * yy).sqrt() } else { 0.0 }
}

/// Arithmetic mean; 0 for nothing.
pub fn mean(x: &[f64]) -> f64 {
    if x.is_empty() { 0.0 } else { x.iter().sum::<f64>() / x.len() as f64 }
}

/// Ranks from 0, ties sharing the mean of their places.
pub fn ranks(x: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|&a, &b| x[a].total_cmp(&x[b]));
    let mut out = vec![0.0; x.len()];
    let mut i = 0;
    while i < order.len() {
        let mut j = i;
        while j + 1 < order.len() && x[order[j + 1]] == x[order[i]] {
            j += 1;
        }
        for &k in &order[i..=j] {
            out[k] = (i + j) as f64 / 2.0;
        }
        i = j + 1;
    }
    out
}

/// Spearman's rank correlation.
pub fn spearman(x: &[f64], y: &[f64]) -> f64 {
    pearson(&ranks(x), &ranks(y))
}

/// Kendall's tau-b, in O(n log n) (Knight, "A Computer Method for Calculating Kendall's Tau", JASA 1966).
pub fn kendall(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len().min(y.len());
    if n < 2 {
        return 0.0;
    }
    let mut pairs: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let tied_x = tied(&pairs, |a, b| a.0 == b.0);
    let tied_both = tied(&pairs, |a, b| a == b);
    let mut column: Vec<f64> = pairs.iter().map(|p| p.1).collect();
    let mut spare = column.clone();
    let swaps = sort_counting(&mut column, &mut spare);
    let tied_y = tied(&column, |a, b| a == b);
    let all = (n * (n - 1) / 2) as f64;
    let numerator = all - tied_x - tied_y + tied_both - 2.0 * swaps as f64;
    let denominator = ((all - tied_x) * (all - tied_y)).sqrt();
    if denominator > 0.0 { numerator / denominator } else { 0.0 }
}

/// Number of pairs within runs of equal neighbours.
fn tied<T>(sorted: &[T], equal: impl Fn(&T, &T) -> bool) -> f64 {
    sorted
        .chunk_by(equal)
        .map(|run| {
            let n = run.len() as f64;
            n * (n - 1.0) / 2.0
        })
        .sum()
}

/// Merge sort that counts inversions.
fn sort_counting(x: &mut [f64], spare: &mut [f64]) -> usize {
    let n = x.len();
    if n < 2 {
        return 0;
    }
    let middle = n / 2;
    let mut swaps = sort_counting(&mut x[..middle], &mut spare[..middle])
        + sort_counting(&mut x[middle..], &mut spare[middle..]);
    spare.copy_from_slice(x);
    let (mut i, mut j) = (0, middle);
    for place in x.iter_mut() {
        if j == n || (i < middle && spare[i] <= spare[j]) {
            *place = spare[i];
            i += 1;
        } else {
            swaps += middle - i;
            *place = spare[j];
            j += 1;
        }
    }
    swaps
}

/// Mean absolute error.
pub fn mae(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len().min(y.len()).max(1) as f64;
    x.iter().zip(y).map(|(a, b)| (a - b).abs()).sum::<f64>() / n
}

/// Chance that a positive scores above a negative, ties counting half: area under the ROC curve (Mann and Whitney).
pub fn auc(positive: &[f64], negative: &[f64]) -> f64 {
    if positive.is_empty() || negative.is_empty() {
        return f64::NAN;
    }
    let all: Vec<f64> = positive.iter().chain(negative).copied().collect();
    let sum: f64 = ranks(&all)[..positive.len()].iter().sum();
    let n = positive.len() as f64;
    (sum - n * (n - 1.0) / 2.0) / (n * negative.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::{auc, kendall, mae, pearson, spearman};

    #[test]
    fn known_values() {
        let x = [1.0, 2.0, 3.0, 4.0, 5.0];
        let y = [2.0, 1.0, 4.0, 3.0, 5.0];
        assert!((pearson(&x, &y) - 0.8).abs() < 1e-12);
        assert!((spearman(&x, &y) - 0.8).abs() < 1e-12);
        assert!((kendall(&x, &y) - 0.6).abs() < 1e-12);
        assert!((mae(&x, &y) - 0.8).abs() < 1e-12);
        assert_eq!(auc(&[2.0, 3.0], &[1.0, 2.0]), 0.875);
    }

    #[test]
    fn ties_as_in_the_definition_of_tau_b() {
        let x = [1.0, 1.0, 2.0, 3.0];
        let y = [1.0, 2.0, 2.0, 3.0];
        // 4 concordant, 0 discordant, one tie on each side: 4 / sqrt(5 * 5)
        assert!((kendall(&x, &y) - 0.8).abs() < 1e-12);
    }

    #[test]
    fn nothing_and_constants_are_zero() {
        assert_eq!(pearson(&[], &[]), 0.0);
        assert_eq!(pearson(&[1.0, 1.0], &[0.0, 2.0]), 0.0);
        assert_eq!(kendall(&[1.0], &[1.0]), 0.0);
    }
}
