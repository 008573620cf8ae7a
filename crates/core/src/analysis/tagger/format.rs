//! The weights file: how it is laid out, read without copying, and refused when it is not whole.
//!
//! Little-endian throughout; the sections of [`Sections`] and the counts. Rows of weights stay in the bytes they came in; only the two small output matrices are
//! unpacked. Every index in the file is checked once on loading, so that tagging need not fear them.

use std::borrow::Cow;
use std::ops::Range;

use crate::analysis::tagger::layout::{DENSE, DISTANCES};
use crate::container::{self, Content, u32_at};
use crate::language::Tag;

pub use crate::analysis::tagger::load::read;

/// Width of the hidden layer.
pub const HIDDEN: usize = 64;
/// Tags that are scored.
pub const OUTPUTS: usize = Tag::MOST;
/// What `tagger.bin` holds.
pub const CONTENT: Content = Content { name: "tagger", version: 3, maker: "mtlint train tagger" };
pub(super) const COUNTS: usize = 16;

/// Sizes of the model, as the head of the file states them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Words with an entry; the first [`Sizes::limits`] of them have rows.
    pub words: u32,
    /// Classes of endings, the two edges included.
    pub endings: u32,
    /// Sets of tags.
    pub sets: u32,
    /// Slots of the table of words.
    pub word_slots: u32,
    /// Slots of the table of hashed rows.
    pub row_slots: u32,
    /// Hashed rows.
    pub hashed: u32,
    /// How many words have a row at each of [`DISTANCES`].
    pub limits: [u32; 7],
    /// Units of the score that make one nat.
    pub nat: u32,
    /// Number of the tag set that unknown words may have.
    pub open_set: u32,
}

impl Sizes {
    fn to_array(self) -> [u32; COUNTS] {
        let [a, b, c, d, e, f, g] = self.limits;
        let Sizes { words, endings, sets, word_slots, row_slots, hashed, nat, open_set, .. } = self;
        [words, endings, sets, word_slots, row_slots, hashed, a, b, c, d, e, f, g, nat, open_set, 0]
    }

    pub(super) fn from_array(n: [u32; COUNTS]) -> Self {
        Sizes {
            words: n[0],
            endings: n[1],
            sets: n[2],
            word_slots: n[3],
            row_slots: n[4],
            hashed: n[5],
            limits: [n[6], n[7], n[8], n[9], n[10], n[11], n[12]],
            nat: n[13],
            open_set: n[14],
        }
    }

    /// First rows of words and of endings at each distance, the first hashed row, and the number of rows.
    pub fn rows(&self) -> RowPlan {
        let mut plan = RowPlan::default();
        let mut next = DENSE;
        for (slot, &limit) in self.limits.iter().enumerate() {
            plan.words[slot] = next;
            plan.endings[slot] = next + limit as usize;
            next += limit as usize + self.endings as usize;
        }
        plan.hashed = next;
        plan.total = next + self.hashed as usize;
        plan
    }
}

/// Where the kinds of rows begin; dense rows come first.
#[derive(Clone, Copy, Debug, Default)]
pub struct RowPlan {
    /// First row of words at each of [`DISTANCES`].
    pub words: [usize; 7],
    /// First row of endings at each of [`DISTANCES`].
    pub endings: [usize; 7],
    /// First hashed row.
    pub hashed: usize,
    /// Number of rows.
    pub total: usize,
}

const _: () = assert!(DISTANCES.len() == 7);

/// The sections as the trainer makes them.
#[derive(Default)]
pub struct Sections {
    /// Fingerprint (high half of the key) and word.
    pub word_slots: Vec<(u32, u32)>,
    /// Eight bytes a word, see `lexicon.rs`.
    pub entries: Vec<[u8; 8]>,
    /// Tags as bits.
    pub sets: Vec<u64>,
    /// Keys of suffixes whose classes are the endings, in the order of the classes.
    pub endings: Vec<u64>,
    /// Fingerprint and hashed row.
    pub row_slots: Vec<(u32, u32)>,
    /// [`HIDDEN`] weights a row.
    pub rows: Vec<i8>,
    /// For the first and the second look, [`HIDDEN`] weights a tag.
    pub outputs: Vec<i16>,
}

/// A loaded file.
pub struct TaggerFile {
    /// The sizes.
    pub counts: Sizes,
    /// Fingerprints and words.
    pub word_slots: Range<usize>,
    /// Entries of words.
    pub entries: Range<usize>,
    /// Tag sets.
    pub sets: Vec<u64>,
    /// Keys of endings, sorted, with their classes.
    pub endings: Vec<(u64, u16)>,
    /// Fingerprints and hashed rows.
    pub row_slots: Range<usize>,
    /// The rows.
    pub rows: Range<usize>,
    /// The output weights of each tag, of both looks.
    pub outputs: Box<[[[i16; HIDDEN]; OUTPUTS]; 2]>,
    /// Which hashed rows there may be.
    pub sieve: Sieve,
    /// All of it.
    pub bytes: Cow<'static, [u8]>,
    /// The checksum that the file states: weights with another one are others.
    pub checksum: u64,
}

/// Returns the file of these sections.
pub fn write(counts: Sizes, sections: &Sections) -> Vec<u8> {
    let Sections { word_slots, entries, sets, endings, row_slots, rows, outputs } = sections;
    let fours = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    let eights = |numbers: &[u64]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    let slots = |slots: &[(u32, u32)]| fours(&slots.iter().flat_map(|s| [s.0, s.1]).collect::<Vec<u32>>());
    let parts = [
        ("counts", fours(&counts.to_array())),
        ("word-slots", slots(word_slots)),
        ("entries", entries.concat()),
        ("sets", eights(sets)),
        ("endings", eights(endings)),
        ("row-slots", slots(row_slots)),
        ("outputs", outputs.iter().flat_map(|weight| weight.to_le_bytes()).collect()),
        ("rows", rows.iter().map(|&weight| weight as u8).collect()),
    ];
    container::write(CONTENT, &parts)
}

/// The value of an empty slot.
pub const EMPTY: u32 = u32::MAX;

/// What the table of slots holds for `key`.
pub fn find(slots: &[u8], key: u64) -> Option<u32> {
    let count = slots.len() / 8;
    let mark = (key >> 32) as u32;
    let mut slot = start(key, count);
    loop {
        let entry = slots.get(slot * 8..slot * 8 + 8)?;
        let value = u32_at(entry, 4);
        if value == EMPTY {
            return None;
        }
        if u32_at(entry, 0) == mark {
            return Some(value);
        }
        slot = if slot + 1 == count { 0 } else { slot + 1 };
    }
}

/// A bit for each key of a table of slots, at a place that some other keys share: most of what is asked for is not
/// there, and one bit says so where a search would pass over half a dozen slots.
pub struct Sieve {
    bits: Vec<u64>,
    /// From the upper half of a key to the number of its bit.
    shift: u32,
}

impl Sieve {
    /// Of a table with that many keys; eight bits or more for each.
    pub(super) fn new(slots: &[u8], keys: u32) -> Self {
        let count = (u64::from(keys) * 8).clamp(64, 1 << 31).next_power_of_two();
        let mut sieve = Sieve { bits: vec![0; (count / 64) as usize], shift: 32 - count.ilog2() };
        for slot in slots.chunks_exact(8).filter(|slot| u32_at(slot, 4) != EMPTY) {
            let bit = (u32_at(slot, 0) >> sieve.shift) as usize;
            sieve.bits[bit / 64] |= 1 << (bit % 64);
        }
        sieve
    }

    /// False when the table does not hold `key`.
    #[inline]
    pub fn may_hold(&self, key: u64) -> bool {
        let bit = ((key >> 32) as u32 >> self.shift) as usize;
        self.bits.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 != 0)
    }
}

/// A table of slots for `keys`, each with its position as value; a third of it stays empty.
pub fn table(keys: &[u64]) -> Vec<(u32, u32)> {
    let count = keys.len() * 3 / 2 + 1;
    let mut slots = vec![(0, EMPTY); count];
    for (value, &key) in keys.iter().enumerate() {
        let mut slot = start(key, count);
        while slots[slot].1 != EMPTY {
            slot = if slot + 1 == count { 0 } else { slot + 1 };
        }
        slots[slot] = ((key >> 32) as u32, value as u32);
    }
    slots
}

fn start(key: u64, count: usize) -> usize {
    (((key & 0xffff_ffff) * count as u64) >> 32) as usize
}
