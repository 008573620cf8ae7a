//! The n-gram weights of a model where they lie: one row of bytes a bucket, all columns of a row added at once.
//!
//! Most words of a text are common ones. They have rows of their own in which the weights of the word and of all its
//! letters are summed already, so that a common word is one look-up instead of a dozen.

use crate::analysis::Token;
use crate::estimate::ngram;
use crate::estimate::ngram::{BUCKETS, GramSink};
use crate::registers::widely;

/// Columns of a row: as many as one addition of the machine takes in.
pub const WIDTH: usize = 16;
/// Column of the weights for the judgement of the text.
pub const JUDGED: usize = 0;
/// Column of the n-grams' mass: how much each tells by being rare, log(texts ÷ texts with it) squared.
pub const MASS: usize = 1;
/// The first column of what is known of source languages.
const LANGUAGES: usize = 2;
/// Source languages that find room in a row.
pub const MOST_LANGUAGES: usize = (WIDTH - LANGUAGES).div_ceil(3);
/// Rows for common words: a word has one place, and the commonest of those that share it has the row.
pub const WORDS: usize = 1 << 14;
/// Bytes of a common word's row.
pub const WORD_ROW: usize = PRINT + 2;
/// Where a word's fingerprint stands in its row.
const PRINT: usize = WIDTH * 2;

/// Sums of the columns over a text, in steps of each column.
pub type Sums = [i32; WIDTH];

/// Column of the weights for the judgement of texts from a language.
pub fn judged(language: usize) -> usize {
    LANGUAGES + 3 * language
}

/// Column of the weights that tell a repair from what was repaired in texts from a language; of the first where a
/// model knows none.
pub fn repaired(language: usize) -> usize {
    LANGUAGES + 3 * language + 1
}

/// Column of the weights that tell texts from a language from those of the first, which has none.
pub fn origin(language: usize) -> Option<usize> {
    (language > 0).then(|| LANGUAGES + 3 * language - 1)
}

/// Rows of n-grams and of common words.
#[derive(Clone, Copy, Debug)]
pub struct Grams<'a> {
    rows: &'a [u8],
    words: &'a [u8],
}

impl<'a> Grams<'a> {
    /// A view of two sections of a model; nothing when their sizes are wrong.
    pub fn new(rows: &'a [u8], words: &'a [u8]) -> Option<Self> {
        (rows.len() == BUCKETS * WIDTH && words.len() == WORDS * WORD_ROW).then_some(Grams { rows, words })
    }

    /// Sums over all n-grams of a text.
    pub fn sums(&self, text: &str, tokens: &[Token]) -> Sums {
        let mut adder = Adder {
            grams: *self,
            sums: [0; WIDTH],
            words: PendingRows::NONE,
            grams_found: PendingRows::NONE,
        };
        ngram::of_text(text, tokens, &mut adder);
        adder.add();
        adder.sums
    }
}

/// The row of a common word for the file: its place, and the sums with its fingerprint.
pub fn word_row(hash: u64, sums: &Sums) -> (usize, [u8; WORD_ROW]) {
    let mut row = [0; WORD_ROW];
    for (bytes, &sum) in row.chunks_exact_mut(2).zip(sums) {
        bytes.copy_from_slice(&(sum as i16).to_le_bytes());
    }
    row[PRINT..].copy_from_slice(&print(hash).to_le_bytes());
    (place(hash), row)
}

/// The place of a word among the rows of common words.
pub fn place(hash: u64) -> usize {
    (hash >> 50) as usize
}

/// Fingerprint of a word; 0 stands for none.
fn print(hash: u64) -> u16 {
    (hash >> 20) as u16 | 1
}

/// Adds the row of a common word.
#[inline(always)]
fn add_word(words: &[u8], place: usize, sums: &mut Sums) {
    let start = place * WORD_ROW;
    if let Some(row) = words.get(start..).and_then(|rest| rest.first_chunk::<WORD_ROW>()) {
        (0..WIDTH).for_each(|k| sums[k] += i32::from(i16::from_le_bytes([row[2 * k], row[2 * k + 1]])));
    }
}

/// Adds a row of single bytes.
#[inline(always)]
pub fn add(rows: &[u8], bucket: u32, sums: &mut Sums) {
    let start = bucket as usize * WIDTH;
    if let Some(row) = rows.get(start..).and_then(|rest| rest.first_chunk::<WIDTH>()) {
        (0..WIDTH).for_each(|k| sums[k] += i32::from(row[k] as i8));
    }
}

/// Rows that are still to be added: many at once, so that the machine waits for many at a time.
struct PendingRows {
    rows: [u32; PendingRows::MOST],
    count: usize,
}

impl PendingRows {
    const MOST: usize = 128;
    const NONE: PendingRows = PendingRows { rows: [0; PendingRows::MOST], count: 0 };

    /// Takes a row; true when there is room for no more.
    fn take(&mut self, row: u32) -> bool {
        if let Some(place) = self.rows.get_mut(self.count) {
            *place = row;
            self.count += 1;
        }
        self.count == PendingRows::MOST
    }

    /// What was taken since the last time.
    fn all(&mut self) -> &[u32] {
        &self.rows[..std::mem::take(&mut self.count)]
    }
}

struct Adder<'a> {
    grams: Grams<'a>,
    sums: Sums,
    words: PendingRows,
    grams_found: PendingRows,
}

impl Adder<'_> {
    /// Adds the rows that were found.
    fn add(&mut self) {
        let (words, grams, sums) = (self.words.all(), self.grams_found.all(), &mut self.sums);
        widely(
            #[inline(always)]
            || {
                let mut all = *sums;
                words.iter().for_each(|&place| add_word(self.grams.words, place as usize, &mut all));
                grams.iter().for_each(|&bucket| add(self.grams.rows, bucket, &mut all));
                *sums = all;
            },
        );
    }
}

impl GramSink for Adder<'_> {
    fn word(&mut self, hash: u64) -> bool {
        let place = place(hash);
        let print_at = place * WORD_ROW + PRINT;
        let known =
            self.grams.words.get(print_at..print_at + 2).is_some_and(|p| p == print(hash).to_le_bytes());
        if known && self.words.take(place as u32) {
            self.add();
        }
        known
    }

    fn gram(&mut self, bucket: u32) {
        if self.grams_found.take(bucket) {
            self.add();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Grams, MOST_LANGUAGES, WIDTH, WORD_ROW, WORDS, add, judged, origin, repaired, word_row};
    use crate::analysis::{Shape, Token};
    use crate::estimate::ngram;
    use crate::estimate::ngram::BUCKETS;
    use crate::language::hash::folded;
    use crate::span::Span;

    #[test]
    fn every_column_has_one_meaning() {
        let languages = 0..MOST_LANGUAGES;
        let mut columns: Vec<usize> =
            languages.flat_map(|l| [Some(judged(l)), Some(repaired(l)), origin(l)]).flatten().collect();
        columns.extend([super::JUDGED, super::MASS]);
        columns.sort_unstable();
        assert_eq!(columns, (0..WIDTH).collect::<Vec<_>>());
    }

    #[test]
    fn a_common_word_adds_what_its_letters_would() {
        let rows: Vec<u8> = (0..BUCKETS * WIDTH).map(|i| (i * 7) as u8).collect();
        let mut words = vec![0; WORDS * WORD_ROW];
        let text = "ferry";
        let token =
            Token { span: Span::new(0, 5), hash: folded(text), shape: Shape::Lower, ..Token::default() };
        let slow = Grams::new(&rows, &words).expect("sizes fit").sums(text, std::slice::from_ref(&token));
        let mut sums = [0; WIDTH];
        ngram::of_word(token.hash, Some(text), |bucket| add(&rows, bucket, &mut sums));
        let (place, row) = word_row(token.hash, &sums);
        words[place * WORD_ROW..][..WORD_ROW].copy_from_slice(&row);
        let quick = Grams::new(&rows, &words).expect("sizes fit").sums(text, &[token]);
        assert_eq!(slow, quick);
        assert!(Grams::new(&rows[1..], &words).is_none());
    }
}
