//! What the network looks at: the words around a word, and a few facts about the sentence on either side.
//!
//! Three kinds of rows are added up for a word. Identity rows belong to a word of the lexicon (or to the ending of
//! an unknown one) at a distance; dense rows are numbered here; hashed rows are found by key. Training and tagging
//! share this file: a change here asks for new weights and a new format number.

use super::Tag;
use super::word::{self, Capital, SHAPES};

/// Distances of the words that are looked at, the word itself first.
pub const DISTANCES: [isize; 7] = [0, -1, 1, -2, 2, -3, 3];
/// Auxiliaries and other verbs that open a verb group are numbered from 1 to this.
pub const OPENERS: usize = 48;
/// The first classes of endings: "before the sentence", "after it", and "none of the others".
pub const EDGES: usize = 3;
/// Tags and one more for "outside the sentence".
pub const TAGS: usize = 50;
/// No word of the lexicon.
pub const UNKNOWN: u32 = u32::MAX;

const OUTSIDE_SHAPE: usize = SHAPES;
const SHAPE_NEAR: usize = 1 + SHAPES * 2 * CLASSES;
const OPENER: usize = SHAPE_NEAR + 4 * (SHAPES + 1);
const FINITE: usize = OPENER + (OPENERS + 1) * 5;
const NEAR_TAG: usize = FINITE + 9;
/// Bits that the number of a dense row takes.
pub const DENSE_BITS: u32 = 10;
/// Number of dense rows.
pub const DENSE: usize = NEAR_TAG + 6 * TAGS;

const _: () = assert!(DENSE < 1 << DENSE_BITS);
/// Dense rows of a word, tags aside; the last two are those of the verbs around it.
pub const DENSE_ROWS: usize = 8;

/// How capitals stand in the whole sentence.
const CLASSES: usize = 7;

/// What is known of a word before its neighbours are looked at, and what the sentence adds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sight {
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

/// Fills what the sentence adds to its words and returns how its capitals stand.
pub fn look_around(sights: &mut [Sight]) -> usize {
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

fn step(finite: u8, sight: &Sight) -> u8 {
    match finite {
        _ if sight.finite => 1,
        1 if sight.parts => 2,
        other => other,
    }
}

/// 1 no small letters, 2 a headline, 3 no capitals, 4 a small first letter, 5 only the first, 6 some.
fn capitals(sights: &[Sight]) -> usize {
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

/// The [`DENSE_ROWS`] of word `i`; `class` comes from [`look_around`].
pub fn dense(sights: &[Sight], i: usize, class: usize, mut row: impl FnMut(usize)) {
    let sight = &sights[i];
    row(0);
    row(1 + (class * 2 + usize::from(i == 0)) * SHAPES + usize::from(sight.shape));
    for (slot, distance) in [-1, 1, -2, 2].into_iter().enumerate() {
        let shape = at(sights, i, distance).map_or(OUTSIDE_SHAPE, |s| usize::from(s.shape));
        row(SHAPE_NEAR + slot * (SHAPES + 1) + shape);
    }
    row(OPENER + usize::from(sight.before.0) * 5 + usize::from(sight.before.1));
    row(FINITE + usize::from(sight.finites.0) * 3 + usize::from(sight.finites.1));
}

/// The keys of the hashed rows of word `i`, tags aside.
pub fn hashed(sights: &[Sight], i: usize, mut key: impl FnMut(u64)) {
    let sight = &sights[i];
    if sight.shape != 0 && word::has_letters(sight.shape) {
        key(word::pair(1, sight.key, u64::from(sight.shape) * 2 + u64::from(i == 0)));
    }
    key(word::pair(2, at(sights, i, -1).map_or(1, |s| s.key), sight.key));
    key(word::pair(3, sight.key, at(sights, i, 1).map_or(2, |s| s.key)));
}

/// The key of the row that an unknown word has for its last two letters and shape.
pub fn class_key(suffix: u64, shape: u8) -> u64 {
    word::pair(4, suffix, u64::from(shape))
}

/// A first guess at a tag, for the second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The best tag.
    pub tag: Tag,
    /// The second best.
    pub second: Tag,
    /// 0 sure, 1 rather sure, 2 unsure.
    pub doubt: u8,
}

impl Guess {
    /// A guess that is not one.
    pub fn sure(tag: Tag) -> Self {
        Guess { tag, second: tag, doubt: 0 }
    }
}

/// The rows that the guesses around word `i` add for the second look: numbers of dense rows, keys of hashed ones.
pub fn second_look(guesses: &[Guess], i: usize, mut row: impl FnMut(usize), mut key: impl FnMut(u64)) {
    let tags = tags_around(guesses, i);
    // In this order training numbers them.
    tags.iter().enumerate().for_each(|(slot, tag)| row(NEAR_TAG + slot * TAGS + tag));
    beyond(guesses, i, &tags, |_| (), &mut key);
    beside(&tags, Side::Before, |_| (), &mut key);
    beside(&tags, Side::After, |_| (), &mut key);
}

/// The guessed tags of three words before and three after word `i`.
pub fn tags_around(guesses: &[Guess], i: usize) -> [usize; 6] {
    let tag = |distance: isize| {
        i.checked_add_signed(distance)
            .and_then(|j| guesses.get(j))
            .map_or(TAGS - 1, |guess| guess.tag as usize)
    };
    [-3, -2, -1, 1, 2, 3].map(tag)
}

/// Where words stand.
#[derive(Clone, Copy, Debug)]
pub enum Side {
    /// Before the word that is looked at.
    Before,
    /// After it.
    After,
}

/// What the tags of the next two words on one side add together.
pub fn beside(tags: &[usize; 6], side: Side, mut row: impl FnMut(usize), mut key: impl FnMut(u64)) {
    let (kind, first) = match side {
        Side::Before => (21, 1),
        Side::After => (22, 3),
    };
    for slot in [first, first + 1] {
        row(NEAR_TAG + slot * TAGS + tags[slot]);
    }
    key(word::pair(kind, tags[first] as u64, tags[first + 1] as u64));
}

/// What the tags farther off, the doubts, and the tags on both sides add.
pub fn beyond(
    guesses: &[Guess],
    i: usize,
    tags: &[usize; 6],
    mut row: impl FnMut(usize),
    mut key: impl FnMut(u64),
) {
    let at = |distance: isize| i.checked_add_signed(distance).and_then(|j| guesses.get(j));
    for slot in [0, 5] {
        row(NEAR_TAG + slot * TAGS + tags[slot]);
    }
    for (slot, distance) in [-2, -1, 1, 2].into_iter().enumerate() {
        if let Some(guess) = at(distance).filter(|guess| guess.doubt > 0) {
            let both = guess.tag as u64 * 64 + guess.second as u64;
            key(word::pair(10 + slot as u64, both, u64::from(guess.doubt)));
        }
    }
    key(word::pair(20, tags[2] as u64, tags[3] as u64));
}

/// The word at a distance.
pub fn at(sights: &[Sight], i: usize, distance: isize) -> Option<&Sight> {
    i.checked_add_signed(distance).and_then(|j| sights.get(j))
}
