//! Translation edit rate: the share of words an editor had to touch.
//!
//! Snover et al., "A Study of Translation Edit Rate with Targeted Human Annotation" (AMTA 2006): the fewest
//! insertions, deletions, substitutions and shifts of word runs that turn the machine's text into the reference,
//! divided by the reference's words. With the machine's own post-edit as the reference it is called HTER. Shifts
//! are found greedily, as in the paper: the one that saves most edits, until none saves any.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

/// Longest run of words that is moved at once, and the farthest it is moved (the paper's limits).
const LONGEST_SHIFT: usize = 10;
const FARTHEST_SHIFT: usize = 50;
/// Texts beyond this many words are compared without shifts, to bound the time.
const LONGEST_SHIFTED: usize = 400;
/// Texts beyond this many words are cut before they are compared, to bound time and memory.
const LONGEST: usize = 4000;

/// Edits to turn `text` into `fixed`, divided by the words of `fixed`; words and marks count, letter case too.
///
/// 0 when the two are equal; may exceed 1. An empty `fixed` against words is 1.
pub fn hter(text: &str, fixed: &str) -> f64 {
    let mut ids = HashMap::new();
    let mut number = |text: &str| -> Vec<u32> {
        text.split_word_bounds()
            .filter(|word| !word.trim().is_empty())
            .take(LONGEST)
            .map(|word| {
                let next = ids.len() as u32;
                *ids.entry(word.to_owned()).or_insert(next)
            })
            .collect()
    };
    let (mut words, reference) = (number(text), number(fixed));
    if reference.is_empty() {
        return if words.is_empty() { 0.0 } else { 1.0 };
    }
    let mut shifts = 0;
    if words.len().max(reference.len()) <= LONGEST_SHIFTED {
        while let Some(better) = best_shift(&words, &reference) {
            words = better;
            shifts += 1;
        }
    }
    (shifts + Alignment::new(&words, &reference).edits) as f64 / reference.len() as f64
}

/// Least edits, and for each word of either side whether it stands unmatched.
struct Alignment {
    edits: usize,
    wrong: Vec<bool>,
    missed: Vec<bool>,
    /// For each reference position the number of words of the text consumed before it.
    place: Vec<usize>,
}

impl Alignment {
    fn new(words: &[u32], reference: &[u32]) -> Self {
        let (n, m) = (words.len(), reference.len());
        let width = m + 1;
        let mut cost = vec![0u16; (n + 1) * width];
        for i in 0..=n {
            for j in 0..=m {
                cost[i * width + j] = match (i, j) {
                    (0, j) => j as u16,
                    (i, 0) => i as u16,
                    _ => {
                        let same = u16::from(words[i - 1] != reference[j - 1]);
                        (cost[(i - 1) * width + j - 1] + same)
                            .min(cost[(i - 1) * width + j] + 1)
                            .min(cost[i * width + j - 1] + 1)
                    }
                };
            }
        }
        let (mut wrong, mut missed, mut place) = (vec![true; n], vec![true; m], vec![0; m + 1]);
        let (mut i, mut j) = (n, m);
        place[m] = n;
        while i > 0 || j > 0 {
            let here = cost[i * width + j];
            if i > 0 && j > 0 {
                let same = words[i - 1] == reference[j - 1];
                if cost[(i - 1) * width + j - 1] + u16::from(!same) == here {
                    (i, j) = (i - 1, j - 1);
                    (wrong[i], missed[j]) = (!same, !same);
                    place[j] = i;
                    continue;
                }
            }
            if i > 0 && cost[(i - 1) * width + j] + 1 == here {
                i -= 1;
            } else {
                j -= 1;
                place[j] = i;
            }
        }
        Alignment { edits: usize::from(cost[n * width + m]), wrong, missed, place }
    }
}

/// The text after the shift that saves the most edits, if one saves more than its own cost of one edit.
fn best_shift(words: &[u32], reference: &[u32]) -> Option<Vec<u32>> {
    let now = Alignment::new(words, reference);
    if now.edits < 2 {
        return None;
    }
    let mut best: Option<(usize, Vec<u32>)> = None;
    for start in 0..words.len() {
        for target in 0..reference.len() {
            let run = words[start..]
                .iter()
                .zip(&reference[target..])
                .take(LONGEST_SHIFT)
                .take_while(|(a, b)| a == b)
                .count();
            let place = now.place[target];
            if run == 0 || place.abs_diff(start) > FARTHEST_SHIFT {
                continue;
            }
            for len in (1..=run).rev() {
                // Both ends must be at fault, and the words must land outside themselves.
                if !now.wrong[start..start + len].contains(&true)
                    || !now.missed[target..target + len].contains(&true)
                    || (start..=start + len).contains(&place)
                {
                    continue;
                }
                let moved = shifted(words, start, len, place);
                let edits = Alignment::new(&moved, reference).edits;
                if edits + 1 < best.as_ref().map_or(now.edits, |b| b.0 + 1) {
                    best = Some((edits, moved));
                }
                break;
            }
        }
    }
    best.map(|b| b.1)
}

/// `words` with the `len` words at `start` put before the word at `place`.
fn shifted(words: &[u32], start: usize, len: usize, place: usize) -> Vec<u32> {
    let run = &words[start..start + len];
    let mut out = Vec::with_capacity(words.len());
    if place < start {
        out.extend_from_slice(&words[..place]);
        out.extend_from_slice(run);
        out.extend_from_slice(&words[place..start]);
        out.extend_from_slice(&words[start + len..]);
    } else {
        out.extend_from_slice(&words[..start]);
        out.extend_from_slice(&words[start + len..place]);
        out.extend_from_slice(run);
        out.extend_from_slice(&words[place..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::hter;

    #[test]
    fn equal_texts_need_no_edit() {
        assert_eq!(hter("The ferry left at nine.", "The ferry left at nine."), 0.0);
        assert_eq!(hter("", ""), 0.0);
    }

    #[test]
    fn single_edits_count_one() {
        assert!((hter("The ferry leaves at nine.", "The ferry left at nine.") - 1.0 / 6.0).abs() < 1e-12);
        assert!((hter("The left at nine.", "The ferry left at nine.") - 1.0 / 6.0).abs() < 1e-12);
        assert_eq!(hter("word", ""), 1.0);
    }

    #[test]
    fn a_moved_phrase_is_one_edit() {
        // Without shifts this would be six edits of eight.
        let rate = hter("at nine in the morning left the ferry", "the ferry left at nine in the morning");
        assert!(rate <= 2.0 / 8.0 + 1e-12, "{rate}");
    }
}
