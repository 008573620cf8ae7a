//! The network at work: the rows of each word are gathered and weighed; then once more for the words that were not
//! plain, with the tags around them.

use super::listed;
use crate::analysis::tagger::base::relatives_key;
use crate::analysis::tagger::features;
use crate::analysis::tagger::features::{DISTANCES, Guess, Neighbours, REACH, UNKNOWN, UNTAGGED, WordSight};
use crate::analysis::tagger::format::{HIDDEN, RowPlan, TaggerFile};
use crate::analysis::tagger::memo::{Memo, WordPlan};
use crate::analysis::tagger::weigh::{PLAIN, Weighing, Weights, weigh};
use crate::analysis::tagger::word;
use crate::analysis::tagger::word::FoldedWord;
use crate::language::{Entry, Relative};

/// Buffers that a caller keeps from sentence to sentence, so that nothing is allocated for a sentence.
#[derive(Default)]
pub struct TaggerBuffers {
    sights: Vec<WordSight>,
    plans: Vec<WordPlan>,
    /// Rows of unknown words, in the order of the words.
    extra: Vec<u32>,
    words: Vec<Weighing>,
    /// Rows of the words that are weighed, in their order.
    rows: Vec<u32>,
    layers: Vec<[i16; HIDDEN]>,
    guesses: Vec<Guess>,
    tags: Vec<u8>,
    margins: Vec<u8>,
    memo: Memo,
}

impl TaggerBuffers {
    /// How sure the tags of the last sentence are, one a word: the distance to the second best tag in sixteenths
    /// of a nat (natural logarithm of the odds), 255 for sixteen nats and more and for words that never vary.
    /// Under about 24 the tagger is guessing.
    pub fn margins(&self) -> &[u8] {
        &self.margins
    }
}

/// Tags one sentence: returns the number of a fine tag for each word.
pub fn tag<'w, 'b>(
    (file, relatives): (&TaggerFile, &[Relative]),
    words: impl IntoIterator<Item = (&'w str, Entry)>,
    workspace: &'b mut TaggerBuffers,
) -> &'b [u8] {
    let rows = WeightRows { file, relatives, plan: file.counts.rows() };
    let class = workspace.see(&rows, words);
    workspace.first_look(&rows, class);
    workspace.tags.clear();
    workspace.tags.extend(workspace.guesses.iter().map(|guess| guess.tag));
    workspace.second_look(&rows);
    for word in &workspace.words {
        workspace.tags[word.word as usize] = word.guess.tag;
    }
    &workspace.tags
}

impl TaggerBuffers {
    /// Looks every word up, and then around; returns how the capitals of the sentence stand.
    fn see<'w>(&mut self, rows: &WeightRows, words: impl IntoIterator<Item = (&'w str, Entry)>) -> usize {
        let TaggerBuffers { sights, plans, extra, memo, .. } = self;
        memo.serve(rows.file.checksum);
        plans.clear();
        extra.clear();
        sights.clear();
        sights.extend([WordSight::BEFORE; REACH]);
        for (word, listed) in words {
            let (sight, plan) = memo.see(word, listed, extra, |extra| rows.see(word, listed, extra));
            sights.push(sight);
            plans.push(WordPlan { extra_end: extra.len() as u32, ..plan });
        }
        sights.extend([WordSight::AFTER; REACH]);
        features::look_around(sights)
    }

    /// Weighs the words that vary by everything but tags.
    fn first_look(&mut self, all: &WeightRows, class: usize) {
        let TaggerBuffers { sights, plans, extra, words, rows, layers, guesses, margins, .. } = self;
        words.clear();
        rows.clear();
        guesses.clear();
        let mut own = 0;
        for (i, (plan, around)) in plans.iter().zip(sights.windows(2 * REACH + 1)).enumerate() {
            let guess = Guess::sure(plan.fixed.unwrap_or(UNTAGGED));
            guesses.push(guess);
            let end = plan.extra_end as usize;
            if plan.fixed.is_none()
                && let Some(around) = around.first_chunk()
            {
                all.gather(around, i == 0, class, rows);
                rows.extend_from_slice(&extra[own..end]);
                let (layer, end) = (words.len() as u32, rows.len() as u32);
                words.push(Weighing { word: i as u32, layer, end, weighed: plan.weighed, guess, margin: 0 });
            }
            own = end;
        }
        layers.clear();
        layers.resize(words.len(), [0; HIDDEN]);
        weigh(all.weights(0), rows, words, layers);
        margins.clear();
        margins.resize(plans.len(), u8::MAX);
        for word in words {
            guesses[word.word as usize] = word.guess;
            margins[word.word as usize] = word.margin;
        }
    }

    /// Weighs the words that are not plain again, with the tags around them.
    fn second_look(&mut self, all: &WeightRows) {
        let TaggerBuffers { words, rows, layers, guesses, margins, memo, .. } = self;
        words.retain(|word| word.margin < PLAIN);
        rows.clear();
        for word in words.iter_mut() {
            let (mut together, mut count) = ([None; 7], 0);
            features::second_look(
                guesses,
                word.word as usize,
                |row| rows.push(row as u32),
                |beside| {
                    together[count] = memo.beside(beside, |key| all.hashed(key));
                    count += 1;
                },
            );
            rows.extend(together.iter().flatten());
            word.end = rows.len() as u32;
        }
        weigh(all.weights(1), rows, words, layers);
        words.iter().for_each(|word| margins[word.word as usize] = word.margin);
    }
}

/// The weights, and where their rows are.
struct WeightRows<'f> {
    file: &'f TaggerFile,
    relatives: &'f [Relative],
    plan: RowPlan,
}

impl WeightRows<'_> {
    /// Looks a word up; an unknown word gets the rows of its letters.
    fn see(&self, word: &str, listed: Entry, extra: &mut Vec<u32>) -> (WordSight, WordPlan) {
        let folded = FoldedWord::new(word);
        let key = folded.key();
        let mut sight = WordSight { key, word: UNKNOWN, shape: folded.shape, ..WordSight::default() };
        sight.long = folded.bytes().len() > 3;
        let mut plan = WordPlan::default();
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
                extra.push(row);
            }
            row.is_some()
        };
        let _ = (1..=5).rev().any(|n| folded.suffix(n).is_some_and(|key| push(self.hashed(key))));
        let _ = (1..=4).rev().any(|n| folded.prefix(n).is_some_and(|key| push(self.hashed(key))));
        if let Some(two) = folded.suffix(2) {
            push(self.hashed(features::class_key(two, folded.shape)));
        }
        if let Some(key) = relatives_key(folded.bytes(), self.relatives, |key| self.file.seen(key)) {
            push(self.hashed(key));
        }
        for key in listed::keys(listed, word::capital_of(folded.shape)) {
            push(self.hashed(key));
        }
        (sight, plan)
    }

    /// Adds the numbers of a word's rows, those of its own letters and of tags aside.
    fn gather(&self, around: &Neighbours, first: bool, class: usize, rows: &mut Vec<u32>) {
        let (limits, plan) = (&self.file.counts.limits, &self.plan);
        rows.extend_from_slice(&std::array::from_fn::<_, { DISTANCES.len() }, _>(|slot| {
            let sight = &around[REACH.wrapping_add_signed(DISTANCES[slot])];
            let (word, ending) = (sight.word as usize, usize::from(sight.ending));
            (if sight.word < limits[slot] { plan.words[slot] + word } else { plan.endings[slot] + ending })
                as u32
        }));
        rows.extend_from_slice(&features::dense(around, first, class).map(|row| row as u32));
        features::hashed(around, first, |key| rows.extend(self.hashed(key)));
    }

    /// The number of the row with that key, where there is one.
    fn hashed(&self, key: u64) -> Option<u32> {
        self.file.hashed(key).map(|row| self.plan.hashed as u32 + row)
    }

    /// What the words of a sentence are weighed with at the first (0) or second look (1).
    fn weights(&self, look: usize) -> Weights<'_> {
        let file = self.file;
        let rows = file.bytes[file.rows.clone()].as_chunks().0;
        Weights { rows, outputs: &file.outputs[look], nat: i64::from(file.counts.nat) }
    }
}
