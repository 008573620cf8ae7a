//! The network at work: rows are added up, the hidden layer is cut at zero, the tags that a word may have are
//! scored; then once more for the words that were not plain, with the tags around them.

use super::Tag;
use super::base::relatives_key;
use super::features::{self, DENSE_BITS, DENSE_ROWS, DISTANCES, Guess, Side, Sight, UNKNOWN};
use super::format::{File, HIDDEN, OUTPUTS, RowPlan};
use super::lexicon::{AFTER, BEFORE};
use super::listed;
use super::memo::{Memo, Sums};
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
    let Workspace { sights, plans, extra, guesses, hidden, margins, memo } = workspace;
    memo.serve(file.checksum());
    sights.clear();
    plans.clear();
    extra.clear();
    let rows = Rows { file, plan: file.counts.rows() };
    for (word, listed) in words {
        let (sight, plan) = memo.see(word, || rows.see(word, listed, extra));
        sights.push(sight);
        plans.push(Plan { extra_end: extra.len() as u32, ..plan });
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
        rows.first_look(sights, i, class, own, memo, &mut hidden[i]);
        let (guess, _) = score(file, &file.outputs[..OUTPUTS * HIDDEN], &hidden[i], plan.weighed);
        guesses.push(guess);
    }
    out.clear();
    for (i, plan) in plans.iter().enumerate() {
        out.push(match plan.fixed {
            Some(tag) => tag,
            None => {
                let sum = &mut hidden[i];
                rows.second_look(guesses, i, memo, sum);
                let (guess, margin) = score(file, &file.outputs[OUTPUTS * HIDDEN..], sum, plan.weighed);
                margins[i] = margin;
                guess.tag
            }
        });
    }
}

/// The weights, and where their rows are.
struct Rows<'f> {
    file: &'f File,
    plan: RowPlan,
}

impl Rows<'_> {
    /// Looks a word up; an unknown word gets the rows of its letters. True where the word alone decided.
    fn see(&self, word: &str, listed: Entry, extra: &mut Vec<u32>) -> (Sight, Plan, bool) {
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
                return (sight, plan, true);
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
        (sight, plan, false)
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
        *sum = [0; HIDDEN];
        for (slot, &distance) in DISTANCES.iter().enumerate() {
            let (word, ending) = match features::at(sights, i, distance) {
                Some(sight) => (sight.word, sight.ending),
                None => (UNKNOWN, if distance < 0 { BEFORE } else { AFTER }),
            };
            let row = if word < self.file.counts.limits[slot] {
                self.plan.words[slot] + word as usize
            } else {
                self.plan.endings[slot] + usize::from(ending)
            };
            add(sum, self.file.row(row));
        }
        own.iter().for_each(|&row| add(sum, self.file.row(row as usize)));
        let (mut numbers, mut count) = ([0; DENSE_ROWS], 0);
        features::dense(sights, i, class, |row| {
            numbers[count] = row;
            count += 1;
        });
        let (shapes, verbs) = numbers.split_at(DENSE_ROWS - 2);
        self.together(shapes, &mut memo.shapes, sum);
        self.together(verbs, &mut memo.verbs, sum);
        features::hashed(sights, i, |key| self.add_hashed(key, sum));
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
        if let Some(row) = self.file.hashed(key) {
            add(sum, self.file.row(self.plan.hashed + row as usize));
        }
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

/// The best two of the weighed tags and the margin between them.
fn score(file: &File, outputs: &[i16], hidden: &[i16; HIDDEN], weighed: u64) -> (Guess, u8) {
    let active = hidden.map(|unit| unit.max(0));
    let (mut best, mut second) = ((i32::MIN, Tag::Xx), (i32::MIN, Tag::Xx));
    let mut left = weighed;
    while left != 0 {
        let number = left.trailing_zeros() as usize;
        left &= left - 1;
        let (Some(weights), Some(&tag)) = (outputs.as_chunks::<HIDDEN>().0.get(number), Tag::ALL.get(number))
        else {
            break;
        };
        let sum = product(&active, weights);
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
