//! Which words translate which, learned from translated sentences and packed into a few hundred kilobytes.
//!
//! IBM model 1 (Brown et al., "The Mathematics of Statistical Machine Translation", 1993) by expectation maximisation
//! with an empty source word, pruned to the likely pairs. Three probabilities stand side by side: how the machine
//! translates a word, how its editors do, and which source word the machine's word points back to. Words are kept as
//! 16-bit fingerprints in buckets by source word, so a source word is one look-up, whatever the length of the text.

use std::collections::HashMap;

/// Buckets of the directory.
const DIRECTORY: usize = 1 << 12;
const HEAD: usize = (DIRECTORY + 1) * 4;
/// Bytes of an entry: source fingerprint, target fingerprint, three probabilities.
const ENTRY: usize = 7;
/// Pairs in the tables of all languages together: 2.1 MB.
const ROOM: usize = 300_000;

/// A packed table, read where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Lexical<'a> {
    bytes: &'a [u8],
}

/// One translation of a source word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Translation {
    /// Fingerprint of the target word (`print`).
    pub print: u16,
    /// How likely the machine is to translate so.
    pub machine: f32,
    /// How likely its editors are.
    pub editor: f32,
    /// How likely the target word is to stand for this source word, by the machine.
    pub back: f32,
}

impl<'a> Lexical<'a> {
    /// A view of packed bytes; nothing when they are not a table.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let table = Lexical { bytes };
        if bytes.len() < HEAD || !(bytes.len() - HEAD).is_multiple_of(ENTRY) {
            return None;
        }
        let entries = (bytes.len() - HEAD) / ENTRY;
        let rising = (0..DIRECTORY).all(|i| table.start(i) <= table.start(i + 1));
        (rising && table.start(0) == 0 && table.start(DIRECTORY) == entries).then_some(table)
    }

    /// A view of bytes that [`Lexical::new`] has accepted before, without looking through them again.
    pub fn again(bytes: &'a [u8]) -> Self {
        Lexical { bytes }
    }

    fn start(&self, bucket: usize) -> usize {
        let at = bucket * 4;
        u32::from_le_bytes([self.bytes[at], self.bytes[at + 1], self.bytes[at + 2], self.bytes[at + 3]])
            as usize
    }

    /// The translations of a source word.
    pub fn translations(&self, source: u64) -> impl Iterator<Item = Translation> + use<'a> {
        let (bucket, print) = place(source);
        let entries = &self.bytes[HEAD + self.start(bucket) * ENTRY..HEAD + self.start(bucket + 1) * ENTRY];
        entries.chunks_exact(ENTRY).filter(move |e| u16::from_le_bytes([e[0], e[1]]) == print).map(|e| {
            Translation {
                print: u16::from_le_bytes([e[2], e[3]]),
                machine: f32::from(e[4]) / 255.0,
                editor: f32::from(e[5]) / 255.0,
                back: f32::from(e[6]) / 255.0,
            }
        })
    }
}

/// Bucket and fingerprint of a source word.
fn place(source: u64) -> (usize, u16) {
    ((source >> 52) as usize, (source >> 30) as u16)
}

/// Fingerprint of a target word.
pub fn print(target: u64) -> u16 {
    (target >> 40) as u16
}

/// The "word" that accounts for target words without a counterpart.
pub const EMPTY: u64 = 0;

/// A sentence for training: hashes of source words, of the machine's words, of the editor's words.
pub type Triple<'a> = (&'a [u64], &'a [u64], &'a [u64]);

/// Learns a table from sentences and packs the likeliest pairs, as many as one of `tables` has room for. Where no
/// editor's words are given the machine's stand for them.
pub fn train(sentences: &[Triple], rounds: usize, tables: usize) -> Vec<u8> {
    let machine: Vec<(&[u64], &[u64])> = sentences.iter().map(|s| (s.0, s.1)).collect();
    let editor: Vec<(&[u64], &[u64])> =
        sentences.iter().map(|s| (s.0, if s.2.is_empty() { s.1 } else { s.2 })).collect();
    let back: Vec<(&[u64], &[u64])> = machine.iter().map(|(source, target)| (*target, *source)).collect();
    let mut all: HashMap<(u64, u64), [f32; 3]> = HashMap::new();
    for (cell, p) in model_1(&machine, rounds) {
        all.entry(cell).or_default()[0] = p;
    }
    for (cell, p) in model_1(&editor, rounds) {
        all.entry(cell).or_default()[1] = p;
    }
    for ((target, source), p) in model_1(&back, rounds) {
        if target != EMPTY {
            all.entry((source, target)).or_default()[2] = p;
        }
    }
    let mut all: Vec<(u64, u64, [f32; 3])> = all.into_iter().map(|(c, p)| (c.0, c.1, p)).collect();
    let likeliest = |p: &[f32; 3]| p[0].max(p[1]).max(p[2]);
    all.sort_by(|a, b| likeliest(&b.2).total_cmp(&likeliest(&a.2)).then((a.0, a.1).cmp(&(b.0, b.1))));
    all.truncate(ROOM / tables.max(1));
    pack(all)
}

/// Probabilities of target words given source words after `rounds` of expectation maximisation.
fn model_1(pairs: &[(&[u64], &[u64])], rounds: usize) -> Vec<((u64, u64), f32)> {
    let mut index: HashMap<(u64, u64), u32> = HashMap::new();
    let mut cells: Vec<(u64, u64)> = Vec::new();
    let mut grid: Vec<u32> = Vec::new();
    for (source, target) in pairs {
        for &t in *target {
            for s in std::iter::once(EMPTY).chain(source.iter().copied()) {
                let next = cells.len() as u32;
                let cell = *index.entry((s, t)).or_insert(next);
                if cell == next {
                    cells.push((s, t));
                }
                grid.push(cell);
            }
        }
    }
    drop(index);
    let mut sources: HashMap<u64, usize> = HashMap::new();
    let mut owner = Vec::with_capacity(cells.len());
    for cell in &cells {
        let next = sources.len();
        owner.push(*sources.entry(cell.0).or_insert(next));
    }
    let mut chance = vec![1f32; cells.len()];
    for _ in 0..rounds {
        let mut count = vec![0f32; cells.len()];
        let mut at = 0;
        for (source, target) in pairs {
            let width = source.len() + 1;
            for column in grid[at..at + width * target.len()].chunks_exact(width) {
                let sum: f32 = column.iter().map(|&c| chance[c as usize]).sum();
                if sum > 0.0 {
                    column.iter().for_each(|&c| count[c as usize] += chance[c as usize] / sum);
                }
            }
            at += width * target.len();
        }
        let mut total = vec![0f32; sources.len()];
        count.iter().zip(&owner).for_each(|(c, &o)| total[o] += c);
        // Half a count of nothing keeps words that were seen once from being certain.
        count.iter().enumerate().for_each(|(i, c)| chance[i] = c / (total[owner[i]] + 0.5));
    }
    cells.into_iter().zip(chance).filter(|(_, p)| *p > 0.01).collect()
}

fn pack(mut kept: Vec<(u64, u64, [f32; 3])>) -> Vec<u8> {
    kept.sort_by_key(|k| (place(k.0), print(k.1), k.0, k.1));
    let mut bytes = Vec::with_capacity(HEAD + kept.len() * ENTRY);
    for bucket in 0..=DIRECTORY {
        let start = kept.partition_point(|k| place(k.0).0 < bucket) as u32;
        bytes.extend_from_slice(&start.to_le_bytes());
    }
    let byte = |p: f32| (p * 255.0).round().clamp(0.0, 255.0) as u8;
    for (source, target, chances) in kept {
        bytes.extend_from_slice(&place(source).1.to_le_bytes());
        bytes.extend_from_slice(&print(target).to_le_bytes());
        bytes.extend_from_slice(&chances.map(byte));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{Lexical, print, train};
    use crate::language::hash::folded;

    #[test]
    fn words_that_go_together_are_found() {
        let words = |text: &str| text.split(' ').map(folded).collect::<Vec<_>>();
        let pairs = [
            ("casa verde", "green house"),
            ("casa", "house"),
            ("verde", "green"),
            ("mare verde", "green sea"),
        ]
        .map(|(s, t)| (words(s), words(t)));
        let sentences: Vec<super::Triple> =
            pairs.iter().map(|(s, t)| (s.as_slice(), t.as_slice(), &[] as &[u64])).collect();
        let bytes = train(&sentences, 8, 1);
        let table = Lexical::new(&bytes).expect("packed by train");
        let best = table.translations(folded("casa")).max_by(|a, b| a.machine.total_cmp(&b.machine)).unwrap();
        assert_eq!(best.print, print(folded("house")));
        assert_eq!(best.machine, best.editor);
        assert!(best.back > 0.3, "\"house\" stands for \"casa\": {best:?}");
        assert_eq!(table.translations(folded("unseen")).count(), 0);
        assert_eq!(bytes, train(&sentences, 8, 1));
    }

    #[test]
    fn other_bytes_are_refused() {
        let bytes = train(&[], 1, 1);
        assert!(Lexical::new(&bytes).is_some());
        assert!(Lexical::new(&bytes[1..]).is_none());
        assert!(Lexical::new(&vec![255; bytes.len()]).is_none());
    }
}
