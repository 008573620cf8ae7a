//! The network at work: rows are added up, the hidden layer is cut at zero, the tags that a word may have are
//! scored; then once more for the words that were not plain, with the tags around them.

use super::Tag;
use super::base::relatives_key;
use super::features::{self, DENSE_BITS, DENSE_ROWS, DISTANCES, Guess, Side, Sight, UNKNOWN};
use super::format::{File, HIDDEN, OUTPUTS, RowPlan};
use super::lexicon::{AFTER, BEFORE};
use super::listed;
use super::memo::{Memo, OWN_ROWS, Sums};
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
    memo: Memo,
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
pub struct Plan {
    /// The tag, where it needs no weighing.
    fixed: Option<Tag>,
    /// Bits of the tags that are weighed.
    weighed: u64,
    /// The word's rows in `Workspace::extra`.
    extra_start: u32,
    extra_end: u32,
}

/// A margin, in sixteenths of a nat, from which on a word is plain: the tags around it have never been seen to change
/// its own (in 200,000 words none from five nats on), and it is not looked at again.
const PLAIN: u8 = 6 * 16;
/// Nats behind the best tag from which on another one is out of the question at the second look.
const HOPELESS: i64 = 10;

/// Tags one sentence.
pub fn tag<'w>(
    file: &File,
    words: impl IntoIterator<Item = (&'w str, Entry)>,
    workspace: &mut Workspace,
    out: &mut Vec<Tag>,
) {
    let Workspace { sights, plans, extra, guesses, hidden, margins, memo } = workspace;
    memo.serve(file.checksum());
    sights.clear();
    plans.clear();
    extra.clear();
    let rows = Rows { file, plan: file.counts.rows() };
    for (word, listed) in words {
        let extra_start = extra.len() as u32;
        let (sight, plan) = memo.see(word, listed, extra, |extra| rows.see(word, listed, extra));
        sights.push(sight);
        let extra_end = extra.len() as u32;
        plans.push(Plan { extra_start, extra_end, ..plan });
    }
    let class = features::look_around(sights);
    let count = sights.len();
    guesses.clear();
    margins.clear();
    margins.resize(count, u8::MAX);
    hidden.resize(count.max(hidden.len()), [0; HIDDEN]);
    for (i, plan) in plans.iter_mut().enumerate() {
        if let Some(tag) = plan.fixed {
            guesses.push(Guess::sure(tag));
            continue;
        }
        let own = &extra[plan.extra_start as usize..plan.extra_end as usize];
        rows.first_look(sights, i, class, own, memo, &mut hidden[i]);
        let (guess, margin) = score(file, &file.outputs[..OUTPUTS * HIDDEN], &hidden[i], &mut plan.weighed);
        guesses.push(guess);
        margins[i] = margin;
    }
    out.clear();
    for (i, plan) in plans.iter_mut().enumerate() {
        out.push(if plan.fixed.is_some() || margins[i] >= PLAIN {
            guesses[i].tag
        } else {
            let sum = &mut hidden[i];
            rows.second_look(guesses, i, memo, sum);
            let (guess, margin) = score(file, &file.outputs[OUTPUTS * HIDDEN..], sum, &mut plan.weighed);
            margins[i] = margin;
            guess.tag
        });
    }
}

/// The weights, and where their rows are.
struct Rows<'f> {
    file: &'f File,
    plan: RowPlan,
}

impl Rows<'_> {
    /// Looks a word up; an unknown word gets the rows of its letters.
    fn see(&self, word: &str, listed: Entry, extra: &mut Vec<u32>) -> (Sight, Plan) {
        let folded = Folded::new(word);
        let key = folded.key();
        let mut sight = Sight { key, word: UNKNOWN, shape: folded.shape, ..Sight::default() };
        sight.long = folded.bytes().len() > 3;
        let mut plan = Plan::default();
        let found = self.file.word(key);
        if let Some(index) = found {
            let entry = self.file.entry(index);
            sight.ending = entry.ending;
            (sight.opener, sight.finite, sight.parts) = (entry.opener, entry.finite, entry.parts);
            plan.weighed = self.file.sets[usize::from(entry.weighed)];
            plan.fixed = entry.fixed;
            if index < self.file.counts.limits[0] {
                sight.word = index;
                return (sight, plan);
            }
        } else {
            sight.ending = self.file.ending(listed::class(listed), |n| folded.suffix(n));
            plan.weighed = self.file.sets[self.file.counts.open_set as usize];
        }
        let mut push = |row: Option<u32>| {
            if let Some(row) = row {
                extra.push(self.plan.hashed as u32 + row);
            }
            row.is_some()
        };
        let _ = (1..=5).rev().any(|n| folded.suffix(n).is_some_and(|key| push(self.file.hashed(key))));
        let _ = (1..=4).rev().any(|n| folded.prefix(n).is_some_and(|key| push(self.file.hashed(key))));
        if let Some(two) = folded.suffix(2) {
            push(self.file.hashed(features::class_key(two, folded.shape)));
        }
        if let Some(key) = relatives_key(folded.bytes(), |key| self.file.seen(key)) {
            push(self.file.hashed(key));
        }
        for key in listed::keys(listed, word::capital_of(folded.shape)) {
            push(self.file.hashed(key));
        }
        (sight, plan)
    }

    /// Adds the rows of everything but tags.
    fn first_look(
        &self,
        sights: &[Sight],
        i: usize,
        class: usize,
        own: &[u32],
        memo: &mut Memo,
        sum: &mut [i16; HIDDEN],
    ) {
        let row_at = |slot: usize, distance: isize| {
            let (word, ending) = match features::at(sights, i, distance) {
                Some(sight) => (sight.word, sight.ending),
                None => (UNKNOWN, if distance < 0 { BEFORE } else { AFTER }),
            };
            let row = if word < self.file.counts.limits[slot] {
                self.plan.words[slot] + word as usize
            } else {
                self.plan.endings[slot] + usize::from(ending)
            };
            self.file.row(row)
        };
        let mut all = Together::of(row_at(0, DISTANCES[0]));
        for (slot, &distance) in DISTANCES.iter().enumerate().skip(1) {
            all.push(row_at(slot, distance));
        }
        own.iter().for_each(|&row| all.push(self.file.row(row as usize)));
        features::hashed(sights, i, |key| self.hashed(key).into_iter().for_each(|row| all.push(row)));
        *sum = all.sum();
        let (mut numbers, mut count) = ([0; DENSE_ROWS], 0);
        features::dense(sights, i, class, |row| {
            numbers[count] = row;
            count += 1;
        });
        let (shapes, verbs) = numbers.split_at(DENSE_ROWS - 2);
        self.together(shapes, &mut memo.shapes, sum);
        self.together(verbs, &mut memo.verbs, sum);
    }

    /// Adds dense rows that come back together; the first of six is always the same.
    fn together(&self, numbers: &[usize], kept: &mut Sums, sum: &mut [i16; HIDDEN]) {
        let key = numbers.iter().fold(1, |key: u64, &row| key << DENSE_BITS | row as u64);
        kept.add(key, sum, |sum| numbers.iter().for_each(|&row| add(sum, self.file.row(row))));
    }

    /// Adds the rows of the tags around a word.
    fn second_look(&self, guesses: &[Guess], i: usize, memo: &mut Memo, sum: &mut [i16; HIDDEN]) {
        let tags = features::tags_around(guesses, i);
        for (side, kept, [a, b]) in [
            (Side::Before, &mut memo.before, [tags[1], tags[2]]),
            (Side::After, &mut memo.after, [tags[3], tags[4]]),
        ] {
            kept.add(1 << 32 | (a << 16 | b) as u64, sum, |sum| {
                let (mut numbers, mut count) = ([0; 2], 0);
                let mut key = 0;
                let number = |row| {
                    numbers[count] = row;
                    count += 1;
                };
                features::beside(&tags, side, number, |hashed| key = hashed);
                numbers.iter().for_each(|&row| add(sum, self.file.row(row)));
                self.add_hashed(key, sum);
            });
        }
        let (mut keys, mut found) = ([0u64; 5], 0);
        let dense = |row| add(sum, self.file.row(row));
        features::beyond(guesses, i, &tags, dense, |key| {
            keys[found] = key;
            found += 1;
        });
        keys[..found].iter().for_each(|&key| self.add_hashed(key, sum));
    }

    /// Adds the row with that key, where there is one.
    fn add_hashed(&self, key: u64, sum: &mut [i16; HIDDEN]) {
        self.hashed(key).into_iter().for_each(|row| add(sum, row));
    }

    /// The row with that key.
    fn hashed(&self, key: u64) -> Option<&[u8; HIDDEN]> {
        self.file.hashed(key).map(|row| self.file.row(self.plan.hashed + row as usize))
    }
}

/// Rows of the words around, of an unknown word's own letters, and hashed ones, at most.
const MOST_ROWS: usize = DISTANCES.len() + OWN_ROWS + 3;

/// Rows that are added up at once, so that the sum stays in registers from row to row.
struct Together<'f> {
    rows: [&'f [u8; HIDDEN]; MOST_ROWS],
    count: usize,
}

impl<'f> Together<'f> {
    fn of(first: &'f [u8; HIDDEN]) -> Self {
        Together { rows: [first; MOST_ROWS], count: 1 }
    }

    fn push(&mut self, row: &'f [u8; HIDDEN]) {
        if let Some(place) = self.rows.get_mut(self.count) {
            *place = row;
            self.count += 1;
        }
    }

    /// A weight is a byte with a sign; half a byte higher it has none, and is wider in one step.
    fn sum(&self) -> [i16; HIDDEN] {
        let rows = &self.rows[..self.count];
        let higher = 128 * rows.len() as u16;
        let mut sum = [0; HIDDEN];
        for (at, lanes) in sum.as_chunks_mut::<32>().0.iter_mut().enumerate() {
            let mut kept = [0u16; 32];
            for row in rows {
                for (kept, &weight) in kept.iter_mut().zip(&row.as_chunks::<32>().0[at]) {
                    *kept = kept.wrapping_add(u16::from(weight ^ 0x80));
                }
            }
            for (lane, kept) in lanes.iter_mut().zip(kept) {
                *lane = kept.wrapping_sub(higher) as i16;
            }
        }
        sum
    }
}

fn add(sum: &mut [i16; HIDDEN], row: &[u8; HIDDEN]) {
    for (sum, &weight) in sum.iter_mut().zip(row) {
        *sum = sum.wrapping_add(i16::from(weight as i8));
    }
}

/// The scalar product, added up in the four lanes in which the machine multiplies pairs.
fn product(a: &[i16; HIDDEN], b: &[i16; HIDDEN]) -> i32 {
    let mut lanes = [0i32; 4];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for (lane, sum) in lanes.iter_mut().enumerate() {
            let [x, y] = [2 * lane, 2 * lane + 1];
            *sum += i32::from(a[x]) * i32::from(b[x]) + i32::from(a[y]) * i32::from(b[y]);
        }
    }
    lanes.iter().sum()
}

/// The places of the bits that are set.
fn numbers(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let number = bits.trailing_zeros() as usize;
        (bits != 0).then(|| {
            bits &= bits - 1;
            number
        })
    })
}

/// What the output weights make of the hidden layer, for the weighed tags. A loop of its own: the compiler sees no
/// vectors in one that also compares.
#[inline(never)]
fn sums(outputs: &[i16], hidden: &[i16; HIDDEN], weighed: u64) -> [i32; OUTPUTS] {
    let active = hidden.map(|unit| unit.max(0));
    let mut sums = [0; OUTPUTS];
    let (weights, _) = outputs.as_chunks::<HIDDEN>();
    let mut left = weighed;
    while left != 0 {
        let number = left.trailing_zeros() as usize;
        left &= left - 1;
        if let (Some(weights), Some(sum)) = (weights.get(number), sums.get_mut(number)) {
            *sum = product(&active, weights);
        }
    }
    sums
}

/// The best two of the weighed tags and the margin between them; tags that are far behind are weighed no more.
fn score(file: &File, outputs: &[i16], hidden: &[i16; HIDDEN], weighed: &mut u64) -> (Guess, u8) {
    let sums = sums(outputs, hidden, *weighed);
    let (mut best, mut second) = ((i32::MIN, Tag::Xx), (i32::MIN, Tag::Xx));
    for number in numbers(*weighed) {
        let (Some(&sum), Some(&tag)) = (sums.get(number), Tag::ALL.get(number)) else { break };
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
    if sixteenths < PLAIN {
        let least = i64::from(best.0) - HOPELESS * nat;
        let hopeless = numbers(*weighed).filter(|&n| sums.get(n).is_none_or(|&sum| i64::from(sum) < least));
        hopeless.for_each(|number| *weighed &= !(1 << number));
    }
    (Guess { tag: best.1, second: second.1, doubt }, sixteenths)
}
