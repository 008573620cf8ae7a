//! The lexicon: which words there are, what each may be, which endings are worth a class of their own.
//!
//! Everything is sorted by count and then by letters, so that the same text makes the same lexicon.

use std::collections::HashMap;

use crate::tagger::augment::{FOLDS, TrainingLine};
use mtlint_core::analysis::tagger::features::{OPENERS, UNKNOWN};
use mtlint_core::analysis::tagger::lexicon;
use mtlint_core::analysis::tagger::lexicon::OTHER_ENDING;
use mtlint_core::analysis::tagger::listed;
use mtlint_core::analysis::tagger::word;
use mtlint_core::analysis::tagger::word::FoldedWord;
use mtlint_core::language::{Class, Entry, Language, Relative, Tag};

/// A word has a row at a distance when it was seen this often, in the order of `features::DISTANCES`.
const ROW_COUNTS: [u32; 7] = [3, 4, 4, 12, 12, 100, 100];
/// A word that was seen this often, and so often with one tag, is not weighed.
const FIXED_COUNT: u32 = 20;
const FIXED_SHARE: f32 = 0.998;
/// A word that was seen this often has no tags but those it was seen with.
const CLOSED_COUNT: u32 = 20;
/// An ending is a class when so many words of so many different kinds have it.
const ENDING_COUNT: u32 = 60;
const ENDING_WORDS: u32 = 6;

/// A word of the training text.
pub struct TrainingWord {
    /// Folded.
    pub letters: Vec<u8>,
    /// How often.
    pub total: u32,
    /// What the word list says of it.
    pub listed: Entry,
    /// How often with each tag in each part of the text.
    counts: Vec<(u8, Tag, u32)>,
}

/// The words of the training text by falling frequency.
pub struct TrainingLexicon {
    /// The words.
    pub words: Vec<TrainingWord>,
    /// Their entries.
    pub entries: Vec<lexicon::TaggedWord>,
    /// Tag sets.
    pub sets: Vec<u64>,
    /// Keys of the suffixes that are classes; the edges and "other" have made-up keys.
    pub endings: Vec<u64>,
    /// How many words have a row at each distance.
    pub limits: [u32; 7],
    /// The tag set of unknown words.
    pub open_set: u16,
    /// Where an unknown word may come from.
    pub relatives: Vec<Relative>,
    index: HashMap<u64, u32>,
    ending_index: HashMap<u64, u16>,
}

impl TrainingLexicon {
    /// Counts the words of `lines`; `None` when there are none.
    pub fn new(lines: &[TrainingLine], language: &Language) -> Option<Self> {
        let words = count(lines, language);
        let index: HashMap<u64, u32> =
            words.iter().enumerate().map(|(i, w)| (word::key(&w.letters), i as u32)).collect();
        let limits = ROW_COUNTS.map(|least| words.iter().filter(|word| word.total >= least).count() as u32);
        let endings = endings(&words);
        let ending_index = endings.iter().copied().zip(0..).collect();
        let mut lexicon = TrainingLexicon {
            words,
            entries: Vec::new(),
            sets: vec![0],
            endings,
            limits,
            open_set: 0,
            relatives: language.grammar.relatives.clone(),
            index,
            ending_index,
        };
        lexicon.describe();
        (!lexicon.words.is_empty()).then_some(lexicon)
    }

    /// The word with that key, or [`UNKNOWN`].
    pub fn find(&self, key: u64) -> u32 {
        self.index.get(&key).copied().unwrap_or(UNKNOWN)
    }

    /// The class of an ending.
    pub fn ending(&self, folded: &FoldedWord, listed: Entry) -> u16 {
        let suffixes = [3, 2, 1].into_iter().filter_map(|n| folded.suffix(n));
        (listed::class(listed).into_iter().chain(suffixes))
            .filter_map(|key| self.ending_index.get(&key))
            .next()
            .copied()
            .unwrap_or(OTHER_ENDING)
    }

    /// The tags that a word was seen with, as bits.
    pub fn seen(&self, key: u64) -> u64 {
        self.index.get(&key).map_or(0, |&word| self.words[word as usize].tags(None))
    }

    /// What a word mostly is, with the occurrences in one part of the text left out: 0 when it was seen less than
    /// twice elsewhere.
    pub fn kind(&self, word: u32, without: Option<usize>) -> u64 {
        let Some(word) = self.words.get(word as usize) else { return 0 };
        let counts = word.by_tag(without);
        let total: u32 = counts.iter().map(|&(_, n)| n).sum();
        if total < 2 {
            return 0;
        }
        let mut often: Vec<_> = counts.into_iter().filter(|&(_, n)| n * 40 >= total).collect();
        often.sort_by_key(|&(tag, n)| (std::cmp::Reverse(n), tag));
        often.truncate(4);
        if let Some((_, rest)) = often.split_first_mut() {
            rest.sort_unstable();
        }
        often.iter().fold(1, |key, &(tag, _)| key * 64 + tag.number() as u64 + 1)
    }

    fn describe(&mut self) {
        let rare = self.words.iter().filter(|word| word.total < 4);
        let mut by_tag = [0u32; 64];
        rare.for_each(|word| word.by_tag(None).iter().for_each(|&(tag, n)| by_tag[tag.number()] += n));
        let rare_total: u32 = by_tag.iter().sum();
        let open =
            (0..64).filter(|&tag| by_tag[tag] * 2000 > rare_total).fold(0, |set, tag| set | 1u64 << tag);
        let openers = openers(&self.words);
        let mut known_sets: HashMap<u64, u16> = HashMap::from([(0, 0)]);
        let mut set = |tags: u64, sets: &mut Vec<u64>| {
            *known_sets.entry(tags).or_insert_with(|| {
                sets.push(tags);
                sets.len() as u16 - 1
            })
        };
        self.open_set = set(open, &mut self.sets);
        for (number, word) in self.words.iter().enumerate() {
            let counts = word.by_tag(None);
            let best = counts.iter().copied().max_by_key(|&(tag, n)| (n, tag));
            let (best, most) = best.unwrap_or((Tag::NONE, 0));
            let share = most as f32 / word.total as f32;
            let seen = word.tags(None);
            let closed = word.total >= CLOSED_COUNT;
            let fixed = word.total >= FIXED_COUNT && share >= FIXED_SHARE;
            let entry = lexicon::TaggedWord {
                fixed: fixed.then_some(best.number() as u8),
                weighed: set(if closed { seen } else { seen | open }, &mut self.sets),
                seen: set(seen, &mut self.sets),
                ending: self.ending(&refold(&word.letters), word.listed),
                opener: openers.get(&(number as u32)).copied().unwrap_or(0),
                finite: best.is_finite() && share > 0.975 && word.total >= 5,
                parts: best.is_any([Class::COMMA, Class::STOP, Class::COLON, Class::BRACKET]),
            };
            self.entries.push(entry);
        }
    }
}

impl TrainingWord {
    /// How often in one eighth, and the eighth that goes with it, of the text.
    pub fn in_part(&self, part: usize, parts: usize) -> u32 {
        self.counts.iter().filter(|&&(fold, ..)| usize::from(fold) % parts == part).map(|&(.., n)| n).sum()
    }

    fn by_tag(&self, without: Option<usize>) -> Vec<(Tag, u32)> {
        let mut by_tag: Vec<(Tag, u32)> = Vec::new();
        for &(fold, tag, n) in self.counts.iter().filter(|&&(fold, ..)| Some(usize::from(fold)) != without) {
            debug_assert!(usize::from(fold) < FOLDS);
            match by_tag.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, sum)) => *sum += n,
                None => by_tag.push((tag, n)),
            }
        }
        by_tag.sort_unstable();
        by_tag
    }

    fn tags(&self, without: Option<usize>) -> u64 {
        self.by_tag(without).iter().fold(0, |set, &(tag, _)| set | tag.bit())
    }
}

/// Folding folded letters changes nothing but the shape.
fn refold(letters: &[u8]) -> FoldedWord {
    FoldedWord::new(&String::from_utf8_lossy(letters))
}

/// Counts words; varied sentences count only where they have a word in new letters (other quotation marks).
fn count(lines: &[TrainingLine], language: &Language) -> Vec<TrainingWord> {
    let mut index: HashMap<u64, usize> = HashMap::new();
    let mut words: Vec<TrainingWord> = Vec::new();
    for varied in [false, true] {
        let known = words.len();
        for line in lines.iter().filter(|line| line.varied == varied) {
            for (form, &tag) in line.words.iter().zip(&line.tags) {
                let folded = FoldedWord::new(form);
                let at = *index.entry(folded.key()).or_insert_with(|| {
                    words.push(TrainingWord {
                        letters: folded.bytes().to_vec(),
                        total: 0,
                        listed: language.entry(form),
                        counts: Vec::new(),
                    });
                    words.len() - 1
                });
                if varied && at < known {
                    continue;
                }
                let word = &mut words[at];
                word.total += 1;
                let fold = line.fold as u8;
                match word.counts.iter_mut().find(|(f, t, _)| (*f, *t) == (fold, tag)) {
                    Some((.., n)) => *n += 1,
                    None => word.counts.push((fold, tag, 1)),
                }
            }
        }
    }
    words.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.letters.cmp(&b.letters)));
    words
}

/// The most frequent verbs, modals and "to": what they are decides on the form of the verb that follows.
fn openers(words: &[TrainingWord]) -> HashMap<u32, u8> {
    let mostly_verb = |word: &TrainingWord| {
        let verbs: u32 = word
            .by_tag(None)
            .iter()
            .filter(|(t, _)| t.is_verb() || t.is(Class::INFINITIVE_MARK))
            .map(|&(_, n)| n)
            .sum();
        verbs * 3 > word.total
    };
    (0u32..).zip(words).filter(|(_, word)| mostly_verb(word)).map(|(i, _)| i).take(OPENERS).zip(1..).collect()
}

fn endings(words: &[TrainingWord]) -> Vec<u64> {
    let mut found: HashMap<u64, (u32, u32)> = HashMap::new();
    let mut order = Vec::new();
    for word in words {
        let folded = refold(&word.letters);
        for key in (1..=3).filter_map(|n| folded.suffix(n)).chain(listed::class(word.listed)) {
            let counts = found.entry(key).or_insert_with(|| {
                order.push(key);
                (0, 0)
            });
            counts.0 += word.total;
            counts.1 += 1;
        }
    }
    let often = order.into_iter().filter(|key| found[key].0 >= ENDING_COUNT && found[key].1 >= ENDING_WORDS);
    (0..3).chain(often).collect()
}
