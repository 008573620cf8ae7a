//! The arithmetic: rows are added up, the hidden layer is cut at zero, and the tags that a word may have are scored.
//!
//! Whole sentences come in, so that all of it can run in wide registers (`registers.rs`). It counts in integers: the
//! same tags come out whatever their width.

use crate::analysis::tagger::features::{Guess, UNTAGGED};
use crate::analysis::tagger::format::{HIDDEN, OUTPUTS};
use crate::registers::widely;

/// A margin, in sixteenths of a nat, from which on a word is plain: the tags around it have never been seen to change
/// its own (in 200,000 words none from five nats on), and it is not looked at again.
pub const PLAIN: u8 = 6 * 16;
/// Nats behind the best tag from which on another one is out of the question at the second look.
const HOPELESS: i64 = 10;

/// No tag was scored.
const NONE: i64 = i64::MIN;

/// What the words of a sentence are weighed with.
#[derive(Clone, Copy)]
pub struct Weights<'f> {
    /// The rows of the network.
    pub rows: &'f [[u8; HIDDEN]],
    /// The output weights of each tag, of one look.
    pub outputs: &'f [[i16; HIDDEN]; OUTPUTS],
    /// Units of the score that make one nat.
    pub nat: i64,
}

/// A word that is weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// Its place in the sentence.
    pub word: u32,
    /// Where its hidden layer is kept.
    pub layer: u32,
    /// The end of its rows: they begin where those of the word before it end.
    pub end: u32,
    /// Bits of the tags that it may have; after a look, of those that are not far behind.
    pub weighed: u64,
    /// What came out.
    pub guess: Guess,
    /// The margin between the best two tags, in sixteenths of a nat, 255 at most.
    pub margin: u8,
}

/// Adds `rows` to the hidden layers of `words` and scores their tags.
pub fn weigh(weights: Weights<'_>, rows: &[u32], words: &mut [Weighing], layers: &mut [[i16; HIDDEN]]) {
    widely(
        #[inline(always)]
        || all(weights, rows, words, layers),
    );
}

#[inline(always)]
fn all(weights: Weights<'_>, rows: &[u32], words: &mut [Weighing], layers: &mut [[i16; HIDDEN]]) {
    // All sums first: nothing in their loop has to be guessed, so that the machine can wait for many rows at a time.
    let mut start = 0;
    for word in words.iter() {
        let end = word.end as usize;
        if let (Some(rows), Some(layer)) = (rows.get(start..end), layers.get_mut(word.layer as usize)) {
            add(weights.rows, rows, layer);
        }
        start = end;
    }
    let mut scores = [0; OUTPUTS];
    for word in words {
        if let Some(layer) = layers.get(word.layer as usize) {
            decide(weights, layer, &mut scores, word);
        }
    }
}

/// Adds rows to a hidden layer, which stays in registers from row to row.
#[inline(always)]
fn add(table: &[[u8; HIDDEN]], rows: &[u32], layer: &mut [i16; HIDDEN]) {
    let mut sum = *layer;
    for &row in rows {
        // Rows were counted when the weights were read: every one is there.
        let Some(row) = table.get(row as usize) else { continue };
        (0..HIDDEN).for_each(|unit| sum[unit] = sum[unit].wrapping_add(i16::from(row[unit] as i8)));
    }
    *layer = sum;
}

/// The scalar product, in lanes in which the machine multiplies pairs and adds them up.
#[inline(always)]
fn product(a: &[i16; HIDDEN], b: &[i16; HIDDEN]) -> i32 {
    let mut lanes = [0i32; 16];
    for from in (0..HIDDEN).step_by(16) {
        for lane in 0..16 {
            let product = i32::from(a[from + lane]) * i32::from(b[from + lane]);
            lanes[lane] = lanes[lane].wrapping_add(product);
        }
    }
    lanes.iter().fold(0, |sum, &lane| sum.wrapping_add(lane))
}

/// The places of the bits that are set.
#[inline(always)]
fn numbers(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(
        #[inline(always)]
        move || {
            let number = bits.trailing_zeros() as usize;
            (bits != 0).then(|| {
                bits &= bits - 1;
                number
            })
        },
    )
}

/// Scores the weighed tags: the best two and the margin between them; tags that are far behind are weighed no more.
#[inline(always)]
fn decide(weights: Weights<'_>, layer: &[i16; HIDDEN], scores: &mut [i32; OUTPUTS], word: &mut Weighing) {
    let active = layer.map(|unit| unit.max(0));
    let (mut best, mut second) = (NONE, NONE);
    for number in numbers(word.weighed) {
        let (Some(outputs), Some(place)) = (weights.outputs.get(number), scores.get_mut(number)) else {
            break;
        };
        // Unseen through, or the compiler widens the layer once before the loop and multiplies what is wide.
        let score = product(std::hint::black_box(&active), outputs);
        *place = score;
        // Of equal scores the first counts for more. The larger and the smaller of two numbers need no guess.
        let scored = i64::from(score) << 8 | (OUTPUTS - number) as i64;
        second = second.max(best.min(scored));
        best = best.max(scored);
    }
    let tag = |scored: i64| OUTPUTS as u8 - (scored & 0xff) as u8;
    if second == NONE {
        let tag = if best == NONE { UNTAGGED } else { tag(best) };
        (word.guess, word.margin) = (Guess::sure(tag), u8::MAX);
        return;
    }
    let margin = (best >> 8) - (second >> 8);
    let doubt = u8::from(margin < 4 * weights.nat) + u8::from(2 * margin < 3 * weights.nat);
    word.guess = Guess { tag: tag(best), second: tag(second), doubt };
    word.margin = (margin * 16 / weights.nat).min(255) as u8;
    if word.margin < PLAIN {
        let least = (best >> 8) - HOPELESS * weights.nat;
        let near = |n: usize| u64::from(scores.get(n).is_some_and(|&score| i64::from(score) >= least)) << n;
        word.weighed = numbers(word.weighed).fold(0, |bits, number| bits | near(number));
    }
}

#[cfg(test)]
mod tests {
    use super::{Guess, HIDDEN, OUTPUTS, UNTAGGED, Weighing, Weights, all, weigh};
    use crate::analysis::tagger::word::mix;

    #[test]
    fn wide_and_narrow_registers_give_the_same() {
        let number = |at: usize| mix(at as u64);
        let rows: Vec<[u8; HIDDEN]> =
            (0..40).map(|row| std::array::from_fn(|i| number(row * HIDDEN + i) as u8)).collect();
        let outputs =
            std::array::from_fn(|tag| std::array::from_fn(|i| number(9999 + tag * HIDDEN + i) as i16 / 8));
        let weights = Weights { rows: &rows, outputs: &outputs, nat: 50_000 };
        let wanted: Vec<u32> = (0..900).map(|i| number(i) as u32 % 40).collect();
        let word = |i: u32| Weighing {
            word: i,
            layer: i,
            end: (i + 1) * 9,
            weighed: number(i as usize) & ((1 << OUTPUTS) - 1),
            guess: Guess::sure(UNTAGGED),
            margin: 0,
        };
        let words: Vec<Weighing> = (0..100).map(word).collect();
        let (mut wide, mut narrow) = (words.clone(), words.clone());
        let mut layers = [vec![[3; HIDDEN]; 100], vec![[3; HIDDEN]; 100]];
        weigh(weights, &wanted, &mut wide, &mut layers[0]);
        all(weights, &wanted, &mut narrow, &mut layers[1]);
        assert_eq!(wide, narrow);
        assert_eq!(layers[0], layers[1]);
        assert!(wide != words && wide.iter().any(|word| word.margin < u8::MAX));
    }
}
