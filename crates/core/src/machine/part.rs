//! Some blocks of a document, read: each one's sum over its frames, the frames that can be shown, the sentences that tell.
//!
//! Parts are read side by side and put together in order, and each frame is looked up once for all three.

use std::collections::hash_map::Entry;
use std::ops::Range;

use crate::analysis::{Analysis, Whole};
use crate::document::{Block, BlockKind, Document};
use crate::finding::Finding;
use crate::language::hash::ByHash;
use crate::machine::frames;
use crate::machine::model::MachineModel;
use crate::machine::reading::{FrameReading, by_rule, is_word};
use crate::machine::table::KnownFrame;
use crate::span::FileSpan;

/// Passages that are given of a document.
pub(super) const PASSAGES: usize = 3;
/// Words of the shortest passage.
const PASSAGE_WORDS: usize = 5;

/// What is read off some blocks.
#[derive(Debug, Default)]
pub struct MachinePart {
    /// The reading of each block, in order; nothing of code.
    pub readings: Vec<FrameReading>,
    /// Frames that have a weight and can be shown.
    used: ByHash<Used>,
    /// The sentences that tell most, in the order of the text.
    telling: Vec<Telling>,
}

/// A frame that a document uses, and where it stands first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    key: u32,
    /// What is known of it.
    pub known: KnownFrame,
    /// How often it stands there.
    pub count: usize,
    /// Its first place.
    pub block: usize,
    /// See `block`.
    pub first: usize,
    /// See `block`.
    pub last: usize,
}

/// A sentence, and what it adds to the logarithm of the odds of a text of its length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Telling {
    pub block: usize,
    pub sentence: usize,
    pub effect: f64,
}

impl MachinePart {
    /// Adds those that follow.
    pub(super) fn add(&mut self, next: MachinePart) {
        self.readings.extend(next.readings);
        self.telling.extend(next.telling);
        for (key, used) in next.used {
            match self.used.entry(key) {
                Entry::Occupied(mut known) => known.get_mut().count += used.count,
                Entry::Vacant(free) => _ = free.insert(used),
            }
        }
    }

    /// The frames in the order of their keys, and the sentences.
    pub(super) fn told(self) -> (Vec<Used>, Vec<Telling>) {
        let mut used: Vec<Used> = self.used.into_values().collect();
        used.sort_unstable_by_key(|used| used.key);
        (used, self.telling)
    }
}

impl MachineModel {
    /// Reads some blocks of a document; `found` has the findings of every block, in the order of the text.
    pub fn read(
        &self,
        document: &Document,
        whole: &Whole,
        found: &[Vec<&Finding>],
        blocks: Range<usize>,
    ) -> MachinePart {
        let mut part = MachinePart::default();
        let mut weights = Vec::new();
        for index in blocks {
            let (block, analysis) = (&document.blocks[index], &whole.blocks[index]);
            if block.kind == BlockKind::Code {
                part.readings.push(FrameReading::default());
                continue;
            }
            let reading = self.frames_of(index, block, analysis, &mut weights, &mut part.used);
            part.readings.push(reading);
            let telling = self.telling(block, analysis, &weights, &found[index]);
            let telling =
                telling.into_iter().map(|(sentence, effect)| Telling { block: index, sentence, effect });
            part.telling.extend(telling);
        }
        part
    }

    /// Reads a block: the sum over its frames. For each token it leaves the weights of the frames of one, two and three
    /// signs that end there and have no edge.
    fn frames_of(
        &self,
        index: usize,
        block: &Block,
        analysis: &Analysis,
        weights: &mut Vec<[i16; 3]>,
        used: &mut ByHash<Used>,
    ) -> FrameReading {
        let words = analysis.tokens.iter().filter(|t| is_word(t)).count();
        let mut sum = 0;
        weights.clear();
        weights.resize(analysis.tokens.len(), [0; 3]);
        frames::each(&block.text, &analysis.tokens, |frame| {
            let Some(known) = self.frames.get(frame.key) else { return };
            sum += i64::from(known.weight);
            if !frame.edge {
                weights[frame.last][frame.last - frame.first] = i16::from(known.weight);
            }
            if frame.shown {
                let (key, first, last) = (frame.key, frame.first, frame.last);
                let new = Used { key, known, count: 0, block: index, first, last };
                used.entry(u64::from(key)).or_insert(new).count += 1;
            }
        });
        FrameReading { words, sum }
    }

    /// The sentences of a block that speak for it most, in the order of the text, each with what it adds.
    fn telling(
        &self,
        block: &Block,
        analysis: &Analysis,
        weights: &[[i16; 3]],
        found: &[&Finding],
    ) -> Vec<(usize, f64)> {
        let numbers = &self.numbers;
        let found = by_sentence(block, analysis, found);
        let mut telling = Vec::new();
        for (at, (sentence, found)) in analysis.sentences.iter().zip(found).enumerate() {
            let tokens = &analysis.tokens[sentence.first..sentence.last];
            let words = tokens.iter().filter(|t| is_word(t)).count();
            if words < PASSAGE_WORDS {
                continue;
            }
            let weights = &weights[sentence.first..sentence.last];
            let of_length = |n: usize| weights[n..].iter().map(|w| i64::from(w[n])).sum::<i64>();
            let mut sum = of_length(0) + of_length(1) + of_length(2);
            frames::edges(&block.text, tokens, |key| {
                sum += self.frames.get(key).map_or(0, |known| i64::from(known.weight));
            });
            let evidence = self.evidence_of(&by_rule(found));
            let style = numbers.style.odds(self.mean(FrameReading { words, sum }), words as f64);
            let effect = numbers.likelihood.style * style + numbers.likelihood.findings * evidence;
            if effect > 0.0 {
                telling.push((at, effect));
            }
        }
        telling.sort_by(|a, b| b.1.total_cmp(&a.1));
        telling.truncate(PASSAGES);
        telling
    }
}

/// The findings of a block that overlap each of its sentences.
fn by_sentence<'f>(block: &Block, analysis: &Analysis, found: &[&'f Finding]) -> Vec<Vec<&'f Finding>> {
    let mut by_sentence = vec![Vec::new(); analysis.sentences.len()];
    if found.is_empty() {
        return by_sentence;
    }
    let spans: Vec<FileSpan> = analysis.sentences.iter().map(|s| block.map.to_file(s.span)).collect();
    for finding in found {
        let first = spans.partition_point(|s| s.end <= finding.span.start);
        let overlapping = spans[first..].iter().take_while(|s| s.start < finding.span.end).count();
        by_sentence[first..first + overlapping].iter_mut().for_each(|found| found.push(*finding));
    }
    by_sentence
}
