//! What there is to see of every word of the training text, as numbers of rows.
//!
//! In training a word is the sum of its parts: its own row, what it mostly is, its ending, letters and relatives.
//! `export.rs` adds these up for good. So that the parts learn to stand alone, a rare word is shown now and then
//! as if it were unknown; what it mostly is was counted in the other parts of the text.

use std::collections::HashMap;
use std::ops::Range;

use crate::tagger::augment::TrainingLine;
use crate::tagger::count::TrainingLexicon;
use crate::tagger::options::PARTS;
use mtlint_core::analysis::tagger::base::relatives_key;
use mtlint_core::analysis::tagger::features;
use mtlint_core::analysis::tagger::features::{DENSE, DISTANCES, Guess, REACH, UNKNOWN, UNTAGGED, WordSight};
use mtlint_core::analysis::tagger::lexicon::{AFTER, BEFORE};
use mtlint_core::analysis::tagger::listed;
use mtlint_core::analysis::tagger::word;
use mtlint_core::analysis::tagger::word::FoldedWord;
use mtlint_core::language::{Entry, Language};

/// Kinds of parts that a word has at a distance.
#[derive(Clone, Copy)]
pub enum WordPart {
    /// The word itself.
    Word = 0,
    /// What it mostly is.
    Kind = 1,
    /// Its relatives, at a distance.
    Relatives = 2,
    /// The class of its ending.
    Ending = 3,
}

/// The key of a part at a distance (a position in [`DISTANCES`]).
pub fn part_key(slot: usize, part: WordPart, value: u64) -> u64 {
    word::pair(100 + slot as u64 * 4 + part as u64, value, 7)
}

/// A word of the training text.
pub struct TrainingToken {
    /// The right tag.
    pub gold: u8,
    /// That tag is one of a finite verb.
    pub finite: bool,
    /// Bits of the tags that are weighed; 0 when it is not weighed, or when the right tag is not among them.
    pub weighed: u64,
    /// Chance of being shown as if unknown.
    pub doubt: f32,
    /// Position in the lexicon.
    pub word: u32,
    ident: u32,
    /// Dense and hashed rows.
    plain: Range<u32>,
    /// Rows of an unknown word's letters.
    letters: Range<u32>,
    fixed: Option<u8>,
    ending: u16,
}

/// A sentence of the training text.
pub struct SentenceSpan {
    /// Its words.
    pub tokens: Range<usize>,
    /// Its part of the text.
    pub fold: usize,
}

/// All that is learned from.
pub struct Examples {
    /// Sentences.
    pub lines: Vec<SentenceSpan>,
    /// Words.
    pub tokens: Vec<TrainingToken>,
    /// Number of every row that has a key.
    pub index: HashMap<u64, u32>,
    /// Keys of the rows after the dense ones.
    pub keys: Vec<u64>,
    /// Positions in `keys` of the rows that the tagger looks up by key; the others are parts of known words.
    pub hashed: Vec<u32>,
    rows: Vec<u32>,
    /// Rows of a known word at each distance.
    idents: Vec<[Range<u32>; 7]>,
    /// Rows of the classes of endings at each distance.
    endings: Vec<[u32; 7]>,
    in_parts: Vec<[u32; PARTS]>,
}

/// A hashed row is kept when it was seen so often.
const LEAST: u32 = 9;
/// A row for guesses is kept when they stood so often.
const LEAST_GUESSES: u32 = 10;
/// What is not a row.
pub const NO_ROW: u32 = u32::MAX;

impl Examples {
    /// Looks at every word of `lines`.
    pub fn new(lines: &[TrainingLine], lexicon: &TrainingLexicon, language: &Language) -> Self {
        let mut draft = Draft::default();
        for line in lines {
            draft.line(line, lexicon, language);
        }
        draft.finish(lexicon)
    }

    /// Number of rows.
    pub fn row_count(&self) -> usize {
        DENSE + self.keys.len()
    }

    /// The row with that key, or [`NO_ROW`].
    pub fn row(&self, key: u64) -> u32 {
        self.index.get(&key).copied().unwrap_or(NO_ROW)
    }

    /// Words that are weighed.
    pub fn weighed(&self) -> usize {
        self.tokens.iter().filter(|token| token.weighed != 0).count()
    }

    /// The guesses of words that never vary; the others are to be filled in.
    pub fn fixed_guesses(&self) -> Vec<Guess> {
        self.tokens.iter().map(|token| Guess::sure(token.fixed.unwrap_or(UNTAGGED))).collect()
    }

    /// Gathers the rows of the first look; `known` says of a word whether it is shown as known.
    pub fn rows(
        &self,
        line: &SentenceSpan,
        at: usize,
        mut known: impl FnMut(&TrainingToken) -> bool,
        rows: &mut Vec<u32>,
    ) {
        rows.clear();
        let token = &self.tokens[at];
        rows.extend_from_slice(self.slice(&token.plain));
        for (slot, &distance) in DISTANCES.iter().enumerate() {
            let near = at.checked_add_signed(distance).filter(|near| line.tokens.contains(near));
            let Some(near) = near.map(|near| &self.tokens[near]) else {
                let edge = if distance < 0 { BEFORE } else { AFTER };
                rows.push(self.endings[usize::from(edge)][slot]);
                continue;
            };
            let ident =
                self.idents.get(near.ident as usize).map_or(&[][..], |ident| self.slice(&ident[slot]));
            if !ident.is_empty() && known(near) {
                rows.extend_from_slice(ident);
            } else {
                rows.push(self.endings[usize::from(near.ending)][slot]);
                if slot == 0 {
                    rows.extend_from_slice(self.slice(&token.letters));
                }
            }
        }
    }

    /// Gathers the rows of the second look.
    pub fn second_rows(&self, line: &SentenceSpan, at: usize, guesses: &[Guess], rows: &mut Vec<u32>) {
        rows.clear();
        let mut keyed = Vec::with_capacity(8);
        let own = &guesses[line.tokens.clone()];
        features::second_look(
            own,
            at - line.tokens.start,
            |row| rows.push(row as u32),
            |beside| keyed.push(beside.key()),
        );
        rows.extend(keyed.into_iter().map(|key| self.row(key)).filter(|&row| row != NO_ROW));
    }

    /// Makes rows for the guesses that stand often enough around words.
    pub fn add_guesses(&mut self, guesses: &[Guess]) {
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let mut order = Vec::new();
        for line in &self.lines {
            for at in line.tokens.clone().filter(|&at| self.tokens[at].weighed != 0) {
                let own = &guesses[line.tokens.clone()];
                features::second_look(
                    own,
                    at - line.tokens.start,
                    |_| (),
                    |beside| {
                        let count = seen.entry(beside.key()).or_insert_with(|| {
                            order.push(beside.key());
                            0
                        });
                        *count += 1;
                    },
                );
            }
        }
        for key in order.into_iter().filter(|key| seen[key] >= LEAST_GUESSES) {
            self.index.insert(key, self.row_count() as u32);
            self.hashed.push(self.keys.len() as u32);
            self.keys.push(key);
        }
    }

    /// True when the word of `token` has two occurrences outside a part of the text.
    pub fn known_without(&self, token: &TrainingToken, part: usize) -> bool {
        let Some(counts) = self.in_parts.get(token.word as usize) else { return false };
        let outside: u32 = (0..PARTS).filter(|&p| p != part).map(|p| counts[p]).sum();
        outside >= 2
    }

    fn slice(&self, range: &Range<u32>) -> &[u32] {
        &self.rows[range.start as usize..range.end as usize]
    }
}

/// Rows by key, before it is known which keys are frequent enough.
#[derive(Default)]
struct Draft {
    lines: Vec<SentenceSpan>,
    tokens: Vec<TrainingToken>,
    keys: Vec<u64>,
    ident_index: HashMap<(u32, usize), u32>,
    idents: Vec<[Range<u32>; 7]>,
}

/// Dense rows stand among the keys as this and their number.
const DENSE_MARK: u64 = 0xd15e_0000_0000_0000;

fn dense_row(key: u64) -> Option<u32> {
    key.checked_sub(DENSE_MARK).filter(|&row| row < DENSE as u64).map(|row| row as u32)
}

impl Draft {
    fn line(&mut self, line: &TrainingLine, lexicon: &TrainingLexicon, language: &Language) {
        let folded: Vec<FoldedWord> = line.words.iter().map(|form| FoldedWord::new(form)).collect();
        let listed: Vec<Entry> = line.words.iter().map(|form| language.entry(form)).collect();
        let mut sights = vec![WordSight::default(); folded.len() + 2 * REACH];
        for (place, (word, &listed)) in sights[REACH..].iter_mut().zip(folded.iter().zip(&listed)) {
            *place = sight(word, listed, lexicon);
        }
        let class = features::look_around(&mut sights);
        let first = self.tokens.len();
        for (i, (word, &tag)) in folded.iter().zip(&line.tags).enumerate() {
            let found = lexicon.find(word.key());
            let entry = lexicon.entries.get(found as usize).copied().unwrap_or_default();
            let total = lexicon.words.get(found as usize).map_or(0, |word| word.total);
            let weighed = lexicon.sets[usize::from(entry.weighed)];
            let weighed = if entry.fixed.is_some() || weighed & tag.bit() == 0 { 0 } else { weighed };
            let start = self.keys.len() as u32;
            let keys = &mut self.keys;
            if weighed != 0
                && let Some(around) = sights[i..].first_chunk()
            {
                keys.extend(features::dense(around, i == 0, class).map(|row| DENSE_MARK + row as u64));
                features::hashed(around, i == 0, |key| keys.push(key));
            }
            let middle = keys.len() as u32;
            if weighed != 0 && total < 200 {
                letters(word, listed[i], lexicon, keys);
            }
            let end = keys.len() as u32;
            let ident = self.ident(word, found, line.fold, lexicon);
            self.tokens.push(TrainingToken {
                gold: tag.number() as u8,
                finite: tag.is_finite(),
                weighed,
                doubt: 1.0 / (1.0 + total as f32),
                word: found,
                ident,
                plain: start..middle,
                letters: middle..end,
                fixed: entry.fixed,
                ending: sights[i + REACH].ending,
            });
        }
        self.lines.push(SentenceSpan { tokens: first..self.tokens.len(), fold: line.fold });
    }

    /// The parts of a known word, one set for each part of the text.
    fn ident(&mut self, word: &FoldedWord, found: u32, fold: usize, lexicon: &TrainingLexicon) -> u32 {
        if found >= lexicon.limits[0] {
            return UNKNOWN;
        }
        if let Some(&ident) = self.ident_index.get(&(found, fold)) {
            return ident;
        }
        let mut ranges: [Range<u32>; 7] = Default::default();
        for (slot, range) in ranges.iter_mut().enumerate() {
            let start = self.keys.len() as u32;
            if found < lexicon.limits[slot] {
                ident_keys(word, found, Some(fold), slot, lexicon, &mut self.keys);
            }
            *range = start..self.keys.len() as u32;
        }
        let ident = self.idents.len() as u32;
        self.idents.push(ranges);
        self.ident_index.insert((found, fold), ident);
        ident
    }

    fn finish(self, lexicon: &TrainingLexicon) -> Examples {
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let mut order = Vec::new();
        for token in &self.tokens {
            for &key in &self.keys[token.plain.start as usize..token.letters.end as usize] {
                let count = seen.entry(key).or_insert_with(|| {
                    order.push(key);
                    0
                });
                *count += 1;
            }
        }
        let mut keys: Vec<u64> =
            order.into_iter().filter(|key| seen[key] >= LEAST && dense_row(*key).is_none()).collect();
        let hashed = (0..keys.len() as u32).collect();
        let mut index: HashMap<u64, u32> = keys.iter().copied().zip(DENSE as u32..).collect();
        let mut add = |key: u64, keys: &mut Vec<u64>| {
            *index.entry(key).or_insert_with(|| {
                keys.push(key);
                (DENSE + keys.len() - 1) as u32
            })
        };
        for range in self.idents.iter().flatten() {
            for &key in &self.keys[range.start as usize..range.end as usize] {
                add(key, &mut keys);
            }
        }
        let endings = (0..lexicon.endings.len() as u64)
            .map(|ending| {
                std::array::from_fn(|slot| add(part_key(slot, WordPart::Ending, ending), &mut keys))
            })
            .collect();
        self.number(lexicon, index, (keys, hashed), endings)
    }

    /// Replaces keys by rows; keys that are too rare fall out.
    fn number(
        self,
        lexicon: &TrainingLexicon,
        index: HashMap<u64, u32>,
        (keys, hashed): (Vec<u64>, Vec<u32>),
        endings: Vec<[u32; 7]>,
    ) -> Examples {
        let mut rows = Vec::with_capacity(self.keys.len());
        let mut at = Vec::with_capacity(self.keys.len() + 1);
        for &key in &self.keys {
            at.push(rows.len() as u32);
            if let Some(row) = dense_row(key) {
                rows.push(row);
            } else if let Some(&row) = index.get(&key) {
                rows.push(row);
            }
        }
        at.push(rows.len() as u32);
        let shift = |range: &Range<u32>| at[range.start as usize]..at[range.end as usize];
        let mut tokens = self.tokens;
        for token in &mut tokens {
            (token.plain, token.letters) = (shift(&token.plain), shift(&token.letters));
        }
        let idents =
            self.idents.iter().map(|ranges| std::array::from_fn(|slot| shift(&ranges[slot]))).collect();
        let in_parts =
            lexicon.words.iter().map(|word| std::array::from_fn(|part| word.in_part(part, PARTS))).collect();
        Examples { lines: self.lines, tokens, index, keys, hashed, rows, idents, endings, in_parts }
    }
}

/// What the lexicon says of a word.
fn sight(word: &FoldedWord, listed: Entry, lexicon: &TrainingLexicon) -> WordSight {
    let found = lexicon.find(word.key());
    let mut sight = WordSight { key: word.key(), word: found, shape: word.shape, ..WordSight::default() };
    sight.long = word.bytes().len() > 3;
    sight.ending = lexicon.ending(word, listed);
    if let Some(entry) = lexicon.entries.get(found as usize) {
        (sight.opener, sight.finite, sight.parts) = (entry.opener, entry.finite, entry.parts);
    }
    sight
}

/// The keys that an unknown word has for its letters; the word itself does not count among its relatives.
pub fn letters(word: &FoldedWord, listed: Entry, lexicon: &TrainingLexicon, keys: &mut Vec<u64>) {
    keys.extend((1..=5).filter_map(|n| word.suffix(n)));
    keys.extend((1..=4).filter_map(|n| word.prefix(n)));
    keys.extend(word.suffix(2).map(|two| features::class_key(two, word.shape)));
    keys.extend(relatives_key(word.bytes(), &lexicon.relatives, |key| lexicon.seen(key)));
    keys.extend(listed::keys(listed, word::capital_of(word.shape)));
}

/// The keys of a known word's parts at a distance.
pub fn ident_keys(
    word: &FoldedWord,
    found: u32,
    without: Option<usize>,
    slot: usize,
    lexicon: &TrainingLexicon,
    keys: &mut Vec<u64>,
) {
    keys.push(part_key(slot, WordPart::Word, word.key()));
    let listed = lexicon.words[found as usize].listed;
    keys.push(part_key(slot, WordPart::Ending, u64::from(lexicon.ending(word, listed))));
    let kind = lexicon.kind(found, without);
    if kind != 0 {
        keys.push(part_key(slot, WordPart::Kind, kind));
    }
    let relatives = relatives_key(word.bytes(), &lexicon.relatives, |key| lexicon.seen(key));
    if slot == 0 {
        keys.extend((1..=5).filter_map(|n| word.suffix(n)));
        keys.extend((1..=4).filter_map(|n| word.prefix(n)));
        keys.extend(relatives);
        keys.push(listed::keys(listed, word::capital_of(word.shape))[0]);
    } else if let Some(relatives) = relatives {
        keys.push(part_key(slot, WordPart::Relatives, relatives));
    }
}
