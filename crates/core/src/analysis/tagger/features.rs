//! What the network looks at: the words around a word, and a few facts about the sentence on either side.
//!
//! Three kinds of rows are added up for a word. Identity rows belong to a word of the lexicon (or to the ending of
//! an unknown one) at a distance; dense rows are numbered here; hashed rows are found by key. Training and tagging
//! share this file: a change here asks for new weights and a new format number.

use super::lexicon;
pub use crate::analysis::tagger::layout::{DENSE, DISTANCES, EDGES, OPENERS, REACH, TAGS, UNKNOWN, UNTAGGED};
use crate::analysis::tagger::layout::{FINITE, NEAR_TAG, OPENER, OUTSIDE_SHAPE, SHAPE_NEAR};
use crate::analysis::tagger::word;
use crate::analysis::tagger::word::{Capital, SHAPES};
use crate::language::Tag;

/// Dense rows of a word, tags aside.
pub const DENSE_ROWS: usize = 8;

/// What is known of a word before its neighbours are looked at, and what the sentence adds.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordSight {
    /// Hash of the folded word.
    pub key: u64,
    /// Index in the lexicon by falling frequency, or [`UNKNOWN`].
    pub word: u32,
    /// Class of the word's last letters, for words that have no row of their own.
    pub ending: u16,
    /// Shape, below [`SHAPES`].
    pub shape: u8,
    /// Its number among the openers of verb groups; 0 for other words.
    pub opener: u8,
    /// It is nearly always a finite verb.
    pub finite: bool,
    /// It is punctuation that parts clauses.
    pub parts: bool,
    /// Longer than three bytes: counts when the sentence is judged to be a headline.
    pub long: bool,
    /// The opener before it in the clause, 0 for none, and how far back (0 to 4).
    pub before: (u8, u8),
    /// A finite verb before and after it: 0 none, 1 in the clause, 2 beyond punctuation.
    pub finites: (u8, u8),
}

/// A word and [`REACH`] words on either side of it.
pub type Neighbours = [WordSight; 2 * REACH + 1];

impl WordSight {
    /// What stands before a sentence, [`REACH`] times.
    pub const BEFORE: WordSight = WordSight::outside(1, lexicon::BEFORE);
    /// What stands after it.
    pub const AFTER: WordSight = WordSight::outside(2, lexicon::AFTER);

    const fn outside(key: u64, ending: u16) -> WordSight {
        WordSight {
            key,
            word: UNKNOWN,
            ending,
            shape: OUTSIDE_SHAPE as u8,
            opener: 0,
            finite: false,
            parts: false,
            long: false,
            before: (0, 0),
            finites: (0, 0),
        }
    }
}

/// Sets the edges around the sights of a sentence, and what the sentence adds to its words; returns how its capitals
/// stand. Word `i` is the one at `i + REACH` then, and what is around it begins at `i`.
pub fn look_around(sights: &mut [WordSight]) -> usize {
    let count = sights.len();
    sights[..REACH].fill(WordSight::BEFORE);
    sights[count - REACH..].fill(WordSight::AFTER);
    sentence(&mut sights[REACH..count - REACH])
}

/// Fills what the sentence adds to its words and returns how its capitals stand.
fn sentence(sights: &mut [WordSight]) -> usize {
    let (mut opener, mut back, mut finite) = (0, 0, 0);
    for sight in sights.iter_mut() {
        sight.before = (opener, back);
        sight.finites.0 = finite;
        if sight.opener > 0 {
            (opener, back) = (sight.opener, 0);
        } else if sight.parts {
            (opener, back) = (0, 0);
        }
        back = (back + 1).min(4);
        finite = step(finite, sight);
    }
    finite = 0;
    for sight in sights.iter_mut().rev() {
        sight.finites.1 = finite;
        finite = step(finite, sight);
    }
    capitals(sights)
}

fn step(finite: u8, sight: &WordSight) -> u8 {
    match finite {
        _ if sight.finite => 1,
        1 if sight.parts => 2,
        other => other,
    }
}

/// 1 no small letters, 2 a headline, 3 no capitals, 4 a small first letter, 5 only the first, 6 some.
fn capitals(sights: &[WordSight]) -> usize {
    let (mut high, mut low, mut first, mut shouted) = (0, 0, None, true);
    for (i, sight) in sights.iter().enumerate() {
        if !word::has_letters(sight.shape) {
            continue;
        }
        let capital = word::capital_of(sight.shape);
        shouted &= matches!(capital, Capital::All | Capital::Single);
        let up = matches!(capital, Capital::First | Capital::All | Capital::Single);
        first.get_or_insert(up);
        if i > 0 && sight.long {
            if up { high += 1 } else { low += 1 }
        }
    }
    match (shouted, first.unwrap_or(false)) {
        (true, _) => 1,
        _ if high > low && high >= 2 => 2,
        (_, false) if high == 0 => 3,
        (_, false) => 4,
        _ if high == 0 => 5,
        _ => 6,
    }
}

/// The dense rows of a word, tags aside; `class` comes from [`look_around`].
#[inline]
pub fn dense(around: &Neighbours, first: bool, class: usize) -> [usize; DENSE_ROWS] {
    let [_, far, before, sight, after, farther, _] = around;
    let near = |slot: usize, sight: &WordSight| SHAPE_NEAR + slot * (SHAPES + 1) + usize::from(sight.shape);
    [
        0,
        1 + (class * 2 + usize::from(first)) * SHAPES + usize::from(sight.shape),
        near(0, before),
        near(1, after),
        near(2, far),
        near(3, farther),
        OPENER + usize::from(sight.before.0) * 5 + usize::from(sight.before.1),
        FINITE + usize::from(sight.finites.0) * 3 + usize::from(sight.finites.1),
    ]
}

/// The keys of the hashed rows of a word, tags aside.
#[inline]
pub fn hashed(around: &Neighbours, first: bool, mut key: impl FnMut(u64)) {
    let [_, _, before, sight, after, ..] = around;
    if sight.shape != 0 && word::has_letters(sight.shape) {
        key(word::pair(1, sight.key, u64::from(sight.shape) * 2 + u64::from(first)));
    }
    key(word::pair(2, before.key, sight.key));
    key(word::pair(3, sight.key, after.key));
}

/// The key of the row that an unknown word has for its last two letters and shape.
pub fn class_key(suffix: u64, shape: u8) -> u64 {
    word::pair(4, suffix, u64::from(shape))
}

/// A first guess at a tag, for the second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The number of the best tag.
    pub tag: u8,
    /// The number of the second best.
    pub second: u8,
    /// 0 sure, 1 rather sure, 2 unsure.
    pub doubt: u8,
}

impl Guess {
    /// A guess that is not one.
    pub fn sure(tag: u8) -> Self {
        Guess { tag, second: tag, doubt: 0 }
    }
}

/// Tags that stand together around a word, and have a hashed row together.
#[derive(Clone, Copy, Debug)]
pub struct TagGroup {
    /// Which stand together: those of one near word that is in doubt (10 to 13), of the words on both sides (20), of
    /// two words before (21), of two after (22).
    kind: u8,
    tags: [u8; 2],
    doubt: u8,
}

/// Bits of a tag in [`Beside::number`].
const TAG_BITS: u32 = 6;

const _: () = assert!(Tag::NUMBERS <= 1 << TAG_BITS);

impl TagGroup {
    /// More than every number.
    pub const NUMBERS: usize = 11 << (2 * TAG_BITS);

    /// The key of the row.
    pub fn key(self) -> u64 {
        let (kind, [a, b]) = (u64::from(self.kind), self.tags.map(u64::from));
        match self.doubt {
            0 => word::pair(kind, a, b),
            doubt => word::pair(kind, a * 64 + b, u64::from(doubt)),
        }
    }

    /// A number of its own among all.
    #[inline]
    pub fn number(self) -> usize {
        let kind = match self.doubt {
            0 => usize::from(self.kind - 20),
            doubt => 3 + usize::from(self.kind - 10) * 2 + usize::from(doubt - 1),
        };
        (kind << TAG_BITS | usize::from(self.tags[0])) << TAG_BITS | usize::from(self.tags[1])
    }
}

/// What the guesses around word `i` add for the second look: numbers of dense rows, and what has hashed ones. Training
/// numbers rows in this order.
#[inline]
pub fn second_look(
    guesses: &[Guess],
    i: usize,
    mut row: impl FnMut(usize),
    mut beside: impl FnMut(TagGroup),
) {
    let at = |distance: isize| i.checked_add_signed(distance).and_then(|j| guesses.get(j));
    let tags = [-3, -2, -1, 1, 2, 3].map(|distance| at(distance).map_or(TAGS as u8 - 1, |guess| guess.tag));
    tags.iter().enumerate().for_each(|(slot, &tag)| row(NEAR_TAG + slot * TAGS + usize::from(tag)));
    for (kind, distance) in [(10, -2), (11, -1), (12, 1), (13, 2)] {
        if let Some(guess) = at(distance).filter(|guess| guess.doubt > 0) {
            beside(TagGroup { kind, tags: [guess.tag, guess.second], doubt: guess.doubt });
        }
    }
    for (kind, first, second) in [(20, 2, 3), (21, 1, 2), (22, 3, 4)] {
        beside(TagGroup { kind, tags: [tags[first], tags[second]], doubt: 0 });
    }
}
