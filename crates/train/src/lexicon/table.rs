//! Collects words with their marks and writes the table that [`mtlint_core::language::lexicon::Lexicon`] reads.
//!
//! Runs only when the table is rebuilt from its sources. The same words give the same bytes.

use std::collections::BTreeMap;

use mtlint_core::container;
use mtlint_core::language::hash;
use mtlint_core::language::lexicon::{CONTENT, Entry, RECORD};

/// Words with the marks of every source that has them.
#[derive(Clone, Debug, Default)]
pub struct TableBuilder {
    words: BTreeMap<String, Entry>,
}

impl TableBuilder {
    /// Adds marks to a word; letter case does not count.
    pub fn mark(&mut self, word: &str, marks: Entry) {
        let entry = self.words.entry(fold(word)).or_default();
        *entry = entry.union(marks);
    }

    /// Adds marks to a word if some source had it before; says whether one had.
    pub fn mark_if_present(&mut self, word: &str, marks: Entry) -> bool {
        let entry = self.words.get_mut(&fold(word));
        entry.is_some_and(|entry| {
            *entry = entry.union(marks);
            true
        })
    }

    /// What is known of a word so far.
    pub fn get(&self, word: &str) -> Entry {
        self.words.get(&fold(word)).copied().unwrap_or_default()
    }

    /// All words in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Entry)> {
        self.words.iter().map(|(word, &entry)| (word.as_str(), entry))
    }

    /// Changes every entry; a word whose entry becomes [`Entry::UNKNOWN`] leaves the list.
    pub fn revise(&mut self, mut change: impl FnMut(&str, Entry) -> Entry) {
        self.words.retain(|word, entry| {
            *entry = change(word, *entry);
            *entry != Entry::UNKNOWN
        });
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True without a word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns the file of the table: classes, where buckets begin, records sorted by bucket and fingerprint.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut counts: BTreeMap<Entry, usize> = BTreeMap::new();
        self.words.values().for_each(|&entry| *counts.entry(entry).or_default() += 1);
        let mut classes: Vec<(Entry, usize)> = counts.into_iter().collect();
        classes.sort_by_key(|&(entry, count)| (std::cmp::Reverse(count), entry));
        classes.truncate(1 << 16);
        let numbers: BTreeMap<Entry, u16> =
            classes.iter().zip(0..).map(|(&(entry, _), n)| (entry, n)).collect();

        let mut records: Vec<(u64, u16)> = self
            .words
            .iter()
            .filter_map(|(word, entry)| Some((hash::folded(word), *numbers.get(entry)?)))
            .collect();
        // About eight records a bucket: a bucket is one cache line.
        let bucket_bits = (records.len() / 8).max(2).next_power_of_two().trailing_zeros();
        let bucket = |hash: u64| (hash >> (64 - bucket_bits)) as usize;
        records.sort_unstable_by_key(|&(hash, class)| (bucket(hash), hash & 0xff_ffff, class));
        records.dedup_by_key(|&mut (hash, _)| (bucket(hash), hash & 0xff_ffff));

        let mut buckets: Vec<u8> = Vec::with_capacity((4 << bucket_bits) + 4);
        let mut next = 0;
        for number in 0..=1usize << bucket_bits {
            while records.get(next).is_some_and(|&(hash, _)| bucket(hash) < number) {
                next += 1;
            }
            buckets.extend((next as u32).to_le_bytes());
        }
        let classes: Vec<u8> = classes.iter().flat_map(|(entry, _)| entry.0.to_le_bytes()).collect();
        let record = |(hash, class): &(u64, u16)| {
            let ([low, middle, high, ..], [a, b]) = (hash.to_le_bytes(), class.to_le_bytes());
            [low, middle, high, a, b]
        };
        let records: Vec<u8> = records.iter().flat_map(record).collect();
        debug_assert_eq!(records.len() % RECORD, 0);
        container::write(CONTENT, &[("classes", classes), ("buckets", buckets), ("records", records)])
    }
}

/// Folds as [`hash::folded`] does.
fn fold(word: &str) -> String {
    word.to_lowercase().replace(['’', 'ʼ'], "'")
}
