//! Where the dense rows of the weights stand: numbers that training, the file and tagging share.

use crate::analysis::tagger::word::SHAPES;
use crate::language::Tag;

/// Words before and after a word that are looked at.
pub const REACH: usize = 3;
/// Distances of the words that are looked at, the word itself first.
pub const DISTANCES: [isize; 7] = [0, -1, 1, -2, 2, -3, 3];
/// Auxiliaries and other verbs that open a verb group are numbered from 1 to this.
pub const OPENERS: usize = 48;
/// The first classes of endings: "before the sentence", "after it", and "none of the others".
pub const EDGES: usize = 3;
/// Tags and one more for "outside the sentence".
pub const TAGS: usize = 50;
/// The number of the tag of a word that is not tagged.
pub const UNTAGGED: u8 = Tag::NONE.number() as u8;
/// No word of the lexicon.
pub const UNKNOWN: u32 = u32::MAX;

/// How capitals stand in the whole sentence.
pub const CLASSES: usize = 7;
pub(super) const OUTSIDE_SHAPE: usize = SHAPES;
pub(super) const SHAPE_NEAR: usize = 1 + SHAPES * 2 * CLASSES;
pub(super) const OPENER: usize = SHAPE_NEAR + 4 * (SHAPES + 1);
pub(super) const FINITE: usize = OPENER + (OPENERS + 1) * 5;
pub(super) const NEAR_TAG: usize = FINITE + 9;
/// Number of dense rows.
pub const DENSE: usize = NEAR_TAG + 6 * TAGS;
