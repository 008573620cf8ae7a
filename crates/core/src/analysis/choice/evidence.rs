//! What is familiar at a place, as keys of weights: its neighbours as they stand, and as they would stand with a word
//! left out, put in, or changed for its neighbour.

use super::familiar::Familiar;
use super::key::key;
use super::sight::Sight;
use super::words::{ChoiceWords, FILLERS};

/// Keys of a place.
pub const EVIDENCE: usize = 24;

/// Digits to one number.
fn packed<const N: usize>(digits: [u64; N]) -> u64 {
    digits.iter().fold(1, |all, digit| all << 2 | digit)
}

/// Appends the keys of word `at`.
pub fn keys((words, familiar): (&ChoiceWords, &Familiar), sight: &Sight, at: usize, out: &mut [u32]) {
    let k = |o: isize| sight.at(at, o).known;
    let s = |o: isize| sight.at(at, o).symbol;
    let t = |o: isize| sight.at(at, o).tag.number() as u64;
    let c = |o: isize| sight.at(at, o).class;
    let (two, three) = (|a, b| familiar.two(a, b), |a, b, c| familiar.three(a, b, c));
    let (before, after) = (two(k(-1), k(0)), two(k(0), k(1)));
    let left = three(k(-2), k(-1), k(0));
    let middle = three(k(-1), k(0), k(1));
    let right = three(k(0), k(1), k(2));
    let stands = packed([before, after, left, middle, right]);
    let gap = packed([before, left, middle]);
    let without = packed([two(k(-1), k(1)), three(k(-2), k(-1), k(1)), three(k(-1), k(1), k(2))]);
    let changed = packed([
        two(k(1), k(0)),
        two(k(-1), k(1)),
        two(k(0), k(2)),
        three(k(-1), k(1), k(0)),
        three(k(1), k(0), k(2)),
    ]);
    let mut filled = [0; FILLERS];
    for (filled, fillers) in filled.iter_mut().zip(&words.fillers) {
        for &filler in fillers {
            let both = two(k(-1), filler).min(1) + two(filler, k(0)).min(1);
            let whole = three(k(-1), filler, k(0));
            let wider = three(k(-2), k(-1), filler).max(three(filler, k(0), k(1)));
            *filled = (*filled).max(packed([whole, both, wider]));
        }
    }
    let mut better = 0;
    for &other in &words.fillers[2] {
        better = better.max(packed([three(k(-1), other, k(1)), two(other, k(1))]));
    }
    let mut n = 0;
    let mut add = |parts: &[u64]| {
        out[n] = key(400 + n as u64, parts);
        n += 1;
    };
    add(&[stands]);
    add(&[stands, s(0)]);
    add(&[stands, s(-1), t(0)]);
    add(&[gap, s(-1), s(0)]);
    add(&[packed([before, after, middle]), c(0), t(-1)]);
    add(&[without, stands]);
    add(&[without, s(0)]);
    add(&[without, middle, s(-1), s(1)]);
    add(&[changed, stands]);
    add(&[changed, t(0), t(1)]);
    add(&[changed, s(0), s(1)]);
    for filled in filled {
        add(&[filled, gap]);
    }
    add(&[filled[0], filled[1], gap, t(-1)]);
    add(&[filled[2], gap, t(-1), t(0)]);
    add(&[filled[3], gap, t(-1), t(0)]);
    add(&[filled[5], gap, s(-1)]);
    add(&[better, packed([before, after, middle]), s(0)]);
    debug_assert_eq!(n, EVIDENCE);
}
