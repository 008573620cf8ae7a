//! What stands around a place, as keys of weights.
//!
//! The cheap ones name the nearest structure and feed a model of their own, the gate: what it gives up is looked at no
//! further. The costly ones name structure and the words themselves. Learning and checking share this file: a change here asks for
//! new weights and a new format number.

use super::evidence::{self, EVIDENCE};
use super::familiar::Familiar;
pub use super::key::CHEAP;
use super::key::key;
use super::sight::{EDGE, Sight};
use super::words::ChoiceWords;

/// Rows of the cheap features' table: one row has the weights of all kinds side by side.
const CHEAP_ROWS: usize = 1 << 15;
/// Weights in a row; as many as there are kinds, or more.
pub const ROW: usize = 32;
/// Weights of cheap features.
pub const CHEAP_WEIGHTS: usize = CHEAP_ROWS * ROW;
/// All weights.
pub const WEIGHTS: usize = 4_998_000;
/// Costly features of a place.
pub const COSTLY: usize = PLAIN + EVIDENCE;
/// Those of them that no table of familiar neighbours tells.
const PLAIN: usize = 77;

/// Where the row of a cheap key begins.
#[inline]
pub fn row(key: u32) -> usize {
    (key as usize % CHEAP_ROWS) * ROW
}

/// Where the weight of a costly key for a kind stands.
#[inline]
pub fn slot(kind: usize, key: u32) -> usize {
    let mixed = (u64::from(key) ^ (kind as u64 + 1) << 33).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    CHEAP_WEIGHTS + ((mixed * (WEIGHTS - CHEAP_WEIGHTS) as u64) >> 32) as usize
}

macro_rules! keys {
    ($out:ident from $first:literal: $([$($part:expr),* $(,)?]),+ $(,)?) => {{
        let mut n = 0usize;
        $( $out[n] = key($first + n as u64, &[$($part),*]); n += 1; )+
        debug_assert_eq!(n, $out.len());
    }};
}

/// Keys of the cheap features of word `at`.
pub fn cheap(sight: &Sight, at: usize, out: &mut [u32; CHEAP]) {
    let near = sight.near(at);
    let s = |o: isize| near[place_of(o)].symbol;
    let c = |o: isize| near[place_of(o)].class;
    let t = |o: isize| near[place_of(o)].tag.number() as u64;
    let around = &sight.around[at];
    let clause = u64::from(around.finite) << 8 | u64::from(around.finite_right);
    let place = (at as u64).min(3) << 4 | ((sight.len() - at) as u64).min(3);
    keys!(out from 100:
        [s(-1), s(0)],
        [s(0), s(1)],
        [s(-1), s(1)],
        [s(-2), s(-1), s(0)],
        [s(-1), s(0), s(1)],
        [s(0), s(1), s(2)],
        [c(-1), c(0)],
        [around.opener, c(0)],
        [around.chain, c(0)],
        [around.far, s(0), t(-1)],
        [clause, t(-1), t(0)],
        [place, c(0), u64::from(near[EDGE].spaced)],
    );
}

/// Where a word so many places away stands among those around a word.
#[inline(always)]
const fn place_of(offset: isize) -> usize {
    EDGE.wrapping_add_signed(offset)
}

/// Keys of the costly features of word `at`.
pub fn costly(
    known: (&ChoiceWords, &Familiar),
    sight: &Sight,
    text: &str,
    at: usize,
    out: &mut [u32; COSTLY],
) {
    let (plain, evidence) = out.split_at_mut(PLAIN);
    plain_keys(sight, text, at, plain);
    evidence::keys(known, sight, at, evidence);
}

fn plain_keys(sight: &Sight, text: &str, at: usize, out: &mut [u32]) {
    let near = sight.near(at);
    let w = |o: isize| near[place_of(o)].word;
    let s = |o: isize| near[place_of(o)].symbol;
    let c = |o: isize| near[place_of(o)].class;
    let t = |o: isize| near[place_of(o)].tag.number() as u64;
    let [m_before, m_here, m_after] = [-1, 0, 1].map(|o| near[place_of(o)].stem(&sight.stems, text));
    let m = |o: isize| {
        if o < 0 {
            m_before
        } else if o == 0 {
            m_here
        } else {
            m_after
        }
    };
    let e = |o: isize| near[place_of(o)].ending(&sight.stems, text);
    let around = &sight.around[at];
    let head = around.head.checked_sub(1).map(|h| &sight.words[h + EDGE]);
    let (head_stem, head_word, head_class) =
        head.map_or((0, 0, 0), |h| (h.stem(&sight.stems, text), h.word, h.class));
    let verb = around.verb.checked_sub(1).map_or(0, |v| sight.words[v + EDGE].stem(&sight.stems, text));
    let head_tag = head.map_or(0, |h| h.tag.number() as u64 + 1);
    let after_head = around.head.checked_sub(1).map_or(0, |h| sight.words[h + EDGE + 1].symbol);
    let clause = u64::from(around.finite) << 8 | u64::from(around.finite_right);
    let balance = (sight.balance as u64 & 0xff) << 8 | u64::from(sight.finite);
    let gender = u64::from(around.gender) << 8 | u64::from(around.names);
    let left = around.balance as u64 & 0xff;
    let place = (at as u64).min(3) << 4 | ((sight.len() - at) as u64).min(3);
    keys!(out from 200:
        [],
        [s(-1), s(0)],
        [s(0), s(1)],
        [s(-1), s(1)],
        [s(-2), s(-1), s(0)],
        [s(-1), s(0), s(1)],
        [s(0), s(1), s(2)],
        [c(-1), c(0)],
        [around.opener, c(0)],
        [around.chain, c(0)],
        [around.far, s(0), t(-1)],
        [place, c(0), u64::from(sight.at(at, 0).spaced)],
        [s(-3), s(-2), s(-1), s(0)],
        [s(-2), s(-1), s(0), s(1)],
        [s(-1), s(0), s(1), s(2)],
        [s(-2), s(-1), s(0), s(1), s(2)],
        [c(0), c(1)],
        [c(-1), c(0), c(1)],
        [c(-2), c(-1), c(0)],
        [t(-2), t(-1), t(0), t(1), t(2)],
        [around.opener, s(0), s(1), t(2)],
        [around.opener, head_class],
        [around.chain, around.chain_far, c(0), t(1)],
        [around.chain_far, c(0), t(-1)],
        [around.near, around.far, c(0)],
        [clause, s(-1), s(0)],
        [clause, left, t(-1), t(0)],
        [balance, s(-1), s(0), place],
        [head_tag, s(-1), s(0)],
        [w(-1)],
        [w(0)],
        [w(1)],
        [w(-1), w(0)],
        [w(0), w(1)],
        [w(-1), w(1)],
        [w(-2), w(-1)],
        [w(1), w(2)],
        [w(-2), w(0)],
        [w(0), w(2)],
        [w(-2), w(-1), w(0)],
        [w(-1), w(0), w(1)],
        [w(0), w(1), w(2)],
        [w(-1), s(0), s(1)],
        [s(-1), w(0), s(1)],
        [s(-1), s(0), w(1)],
        [w(0), s(1), s(2)],
        [s(-2), s(-1), w(0)],
        [m(-1), c(0)],
        [m(-1), w(0), s(1)],
        [m(-1), m(0)],
        [m(0), s(-1)],
        [m(0), s(-1), s(1)],
        [m(-1), s(0), m(1)],
        [e(-1), w(0)],
        [e(0), s(-1), s(1)],
        [verb, w(0)],
        [verb, s(-1), w(0), s(1)],
        [head_stem, s(-1), s(0)],
        [head_word, around.opener],
        [head_stem, m(-1), w(0)],
        [after_head, w(0), around.opener],
        [around.far, w(0), s(1)],
        [gender, w(0)],
        [gender, w(0), m(-1)],
        [gender, w(0), s(1)],
        [u64::from(sight.is_question), s(-1), s(0), t(1)],
        [u64::from(sight.is_question), s(-1), s(0), s(1), t(2)],
        [w(-1), c(0), t(1)],
        [t(-2), s(-1), c(0), s(1)],
        [m(-1), s(0), s(1)],
        [verb, s(0), t(-1)],
        [m(-1), head_tag, c(0)],
        [clause, s(0), s(1)],
        [balance, c(-1), c(0)],
        [around.near, around.far, s(0), s(1)],
        [head_word, s(-1)],
        [around.opener, t(-1), c(0), s(1)],
    );
}
