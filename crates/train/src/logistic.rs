//! A logistic regression of few columns, by Newton's method, with a ridge.

/// Ridge strength: next to nothing, but a column that tells all stays finite.
const STRENGTH: f64 = 1e-3;
const STEPS: usize = 30;

/// Weights for rows (the first column is to be 1) with what they are and how much they count.
pub(crate) fn fit<const N: usize>(rows: &[([f64; N], bool, f64)]) -> [f64; N] {
    let mut weights = [0.0; N];
    for _ in 0..STEPS {
        let (mut curve, mut slope) = ([[0.0; N]; N], [0.0; N]);
        for (row, is, mass) in rows {
            let odds: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-odds).exp());
            for a in 0..N {
                slope[a] += mass * (f64::from(u8::from(*is)) - p) * row[a];
                for b in 0..N {
                    curve[a][b] += mass * p * (1.0 - p) * row[a] * row[b];
                }
            }
        }
        for a in 1..N {
            slope[a] -= STRENGTH * weights[a];
            curve[a][a] += STRENGTH;
        }
        let step = solve(curve, slope);
        weights.iter_mut().zip(step).for_each(|(w, s)| *w += s);
    }
    weights
}

/// Solves a small system by elimination with pivots.
#[expect(clippy::needless_range_loop, reason = "two rows are read by one column")]
fn solve<const N: usize>(mut a: [[f64; N]; N], mut b: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let best = (i..N).max_by(|&p, &q| a[p][i].abs().total_cmp(&a[q][i].abs())).unwrap_or(i);
        a.swap(i, best);
        b.swap(i, best);
        let pivot = if a[i][i].abs() < 1e-12 { 1e-12 } else { a[i][i] };
        for row in i + 1..N {
            let factor = a[row][i] / pivot;
            for column in i..N {
                a[row][column] -= factor * a[i][column];
            }
            b[row] -= factor * b[i];
        }
    }
    for i in (0..N).rev() {
        let rest: f64 = (i + 1..N).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - rest) / if a[i][i].abs() < 1e-12 { 1e-12 } else { a[i][i] };
    }
    b
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn shares_become_odds() {
        // Three of four are so at 1, one of four at 0.
        let rows: Vec<([f64; 2], bool, f64)> =
            (0..8).map(|i| ([1.0, f64::from(i / 4)], i % 4 < 1 + i / 4 * 2, 100.0)).collect();
        let [bias, weight] = fit(&rows);
        assert!(
            (bias + 3f64.ln()).abs() < 0.01 && (weight - 2.0 * 3f64.ln()).abs() < 0.01,
            "{bias} {weight}"
        );
    }
}
