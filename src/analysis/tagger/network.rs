//! The network at work: rows are added up, the hidden layer is cut at zero, the tags that a word may have are
//! scored; then once more for the words that were not plain, with the tags around them.

use super::Tag;
use super::base::relatives_key;
use super::features::{self, DISTANCES, Guess, Sight, UNKNOWN};
use super::format::{File, HIDDEN, OUTPUTS, RowPlan};
use super::lexicon::{AFTER, BEFORE};
use super::listed;
use super::word::{self, Folded};
use crate::language::Entry;

/// Buffers that a caller keeps from sentence to sentence, so that nothing is allocated for a sentence.
#[derive(Default)]
pub struct Workspace {
    sights: Vec<Sight>,
    plans: Vec<Plan>,
    /// Rows of unknown words, in the order of the words.
    extra: Vec<u32>,
    guesses: Vec<Guess>,
    hidden: Vec<[i16; HIDDEN]>,
    margins: Vec<u8>,
}

impl Workspace {
    /// How sure the tags of the last sentence are, one a word: the distance to the second best tag in sixteenths
    /// of a nat (natural logarithm of the odds), 255 for sixteen nats and more and for words that never vary.
    /// Under about 24 the tagger is guessing.
    pub fn margins(&self) -> &[u8] {
        &self.margins
    }
}

/// What is to be done for a word.
#[derive(Clone, Copy, Default)]
struct Plan {
    /// The tag, where it needs no weighing.
    fixed: Option<Tag>,
    /// Bits of the tags that are weighed.
    weighed: u64,
    /// End of the word's rows in `Workspace::extra`.
    extra_end: u32,
}

/// Tags one sentence.
pub fn tag<'w>(
    file: &File,
    words: impl IntoIterator<Item = (&'w str, Entry)>,
    workspace: &mut Workspace,
    out: &mut Vec<Tag>,
) {
    let Workspace { sights, plans, extra, guesses, hidden, margins } = workspace;
    sights.clear();
    plans.clear();
    extra.clear();
    let rows = file.counts.rows();
    for (word, listed) in words {
        let (sight, plan) = see(file, &rows, word, listed, extra);
        sights.push(sight);
        plans.push(plan);
    }
    let class = features::look_around(sights);
    let count = sights.len();
    guesses.clear();
    margins.clear();
    margins.resize(count, u8::MAX);
    hidden.resize(count.max(hidden.len()), [0; HIDDEN]);
    for (i, plan) in plans.iter().enumerate() {
        if let Some(tag) = plan.fixed {
            guesses.push(Guess::sure(tag));
            continue;
        }
        let from = i.checked_sub(1).map_or(0, |before| plans[before].extra_end);
        let own = &extra[from as usize..plan.extra_end as usize];
        first_look(file, &rows, sights, i, class, own, &mut hidden[i]);
        let (guess, _) = score(file, &file.outputs[..OUTPUTS * HIDDEN], &hidden[i], plan.weighed);
        guesses.push(guess);
    }
    out.clear();
    for (i, plan) in plans.iter().enumerate() {
        out.push(match plan.fixed {
            Some(tag) => tag,
            None => {
                let sum = &mut hidden[i];
                let dense = |row| add(sum, file.row(row));
                let mut keys = [0u64; 7];
                let mut found = 0;
                features::second_look(guesses, i, dense, |key| {
                    keys[found] = key;
                    found += 1;
                });
                for &key in &keys[..found] {
                    if let Some(row) = file.hashed(key) {
                        add(sum, file.row(rows.hashed + row as usize));
                    }
                }
                let (guess, margin) = score(file, &file.outputs[OUTPUTS * HIDDEN..], sum, plan.weighed);
                margins[i] = margin;
                guess.tag
            }
        });
    }
}

/// Looks a word up; an unknown word gets the rows of its letters.
fn see(file: &File, rows: &RowPlan, word: &str, listed: Entry, extra: &mut Vec<u32>) -> (Sight, Plan) {
    let folded = Folded::new(word);
    let key = folded.key();
    let mut sight = Sight { key, word: UNKNOWN, shape: folded.shape, ..Sight::default() };
    sight.long = folded.bytes().len() > 3;
    let mut plan = Plan { extra_end: extra.len() as u32, ..Plan::default() };
    let found = file.word(key);
    if let Some(index) = found {
        let entry = file.entry(index);
        sight.ending = entry.ending;
        (sight.opener, sight.finite, sight.parts) = (entry.opener, entry.finite, entry.parts);
        plan.weighed = file.sets[usize::from(entry.weighed)];
        plan.fixed = entry.fixed;
        if index < file.counts.limits[0] {
            sight.word = index;
            return (sight, plan);
        }
    } else {
        sight.ending = file.ending(listed::class(listed), |n| folded.suffix(n));
        plan.weighed = file.sets[file.counts.open_set as usize];
    }
    let mut push = |row: Option<u32>| {
        if let Some(row) = row {
            extra.push(rows.hashed as u32 + row);
        }
        row.is_some()
    };
    let _ = (1..=5).rev().any(|n| folded.suffix(n).is_some_and(|key| push(file.hashed(key))));
    let _ = (1..=4).rev().any(|n| folded.prefix(n).is_some_and(|key| push(file.hashed(key))));
    if let Some(two) = folded.suffix(2) {
        push(file.hashed(features::class_key(two, folded.shape)));
    }
    if let Some(key) = relatives_key(folded.bytes(), |key| file.seen(key)) {
        push(file.hashed(key));
    }
    for key in listed::keys(listed, word::capital_of(folded.shape)) {
        push(file.hashed(key));
    }
    plan.extra_end = extra.len() as u32;
    (sight, plan)
}

/// Adds the rows of everything but tags.
fn first_look(
    file: &File,
    rows: &RowPlan,
    sights: &[Sight],
    i: usize,
    class: usize,
    own: &[u32],
    sum: &mut [i16; HIDDEN],
) {
    *sum = [0; HIDDEN];
    for (slot, &distance) in DISTANCES.iter().enumerate() {
        let (word, ending) = match features::at(sights, i, distance) {
            Some(sight) => (sight.word, sight.ending),
            None => (UNKNOWN, if distance < 0 { BEFORE } else { AFTER }),
        };
        let row = if word < file.counts.limits[slot] {
            rows.words[slot] + word as usize
        } else {
            rows.endings[slot] + usize::from(ending)
        };
        add(sum, file.row(row));
    }
    own.iter().for_each(|&row| add(sum, file.row(row as usize)));
    features::dense(sights, i, class, |row| add(sum, file.row(row)));
    features::hashed(sights, i, |key| {
        if let Some(row) = file.hashed(key) {
            add(sum, file.row(rows.hashed + row as usize));
        }
    });
}

fn add(sum: &mut [i16; HIDDEN], row: &[u8]) {
    for (sum, &weight) in sum.iter_mut().zip(row) {
        *sum = sum.wrapping_add(i16::from(weight as i8));
    }
}

/// The best two of the weighed tags and the margin between them.
fn score(file: &File, outputs: &[i16], hidden: &[i16; HIDDEN], weighed: u64) -> (Guess, u8) {
    let active = hidden.map(|unit| unit.max(0));
    let (mut best, mut second) = ((i32::MIN, Tag::Xx), (i32::MIN, Tag::Xx));
    let mut left = weighed;
    while left != 0 {
        let number = left.trailing_zeros() as usize;
        left &= left - 1;
        let (Some(weights), Some(&tag)) =
            (outputs.get(number * HIDDEN..(number + 1) * HIDDEN), Tag::ALL.get(number))
        else {
            break;
        };
        let sum: i32 = active.iter().zip(weights).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
        if sum > best.0 {
            second = best;
            best = (sum, tag);
        } else if sum > second.0 {
            second = (sum, tag);
        }
    }
    if second.0 == i32::MIN {
        return (Guess::sure(best.1), u8::MAX);
    }
    let nat = i64::from(file.counts.nat);
    let margin = i64::from(best.0) - i64::from(second.0);
    let doubt = u8::from(margin < 4 * nat) + u8::from(2 * margin < 3 * nat);
    let sixteenths = (margin * 16 / nat).min(255) as u8;
    (Guess { tag: best.1, second: second.1, doubt }, sixteenths)
}
