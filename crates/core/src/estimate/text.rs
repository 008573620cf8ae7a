//! Features of the text alone, from the tokens and findings that the check has already.
//!
//! One pass over the tokens; nothing is allocated. Shares are of words, so that a paragraph and a sentence compare;
//! sums count for [`PIECE`] words.

use crate::analysis::{Analysis, Shape};
use crate::estimate::families::Families;
use crate::estimate::feature::{Feature, Vector};
use crate::estimate::source;
use crate::estimate::source::MARKS;
use crate::finding::Finding;
use crate::language::{Class, Tag};

/// Words of a typical training segment: longer texts are taken as so many pieces of this length.
pub const PIECE: f32 = 30.0;

/// What comparing with the source needs of the text, gathered in the same pass.
#[derive(Clone, Debug, Default)]
pub struct TextReading {
    /// Pieces of [`PIECE`] words; 1 for a short text.
    pub pieces: f32,
    /// Words: indices into the tokens.
    pub words: Vec<u32>,
    /// How often each of [`MARKS`] occurs.
    pub marks: [u16; MARKS.len()],
    /// Code points, roughly, that are not white space.
    pub characters: usize,
}

/// Reads a block's analysis: counts of everything, as shares of the words.
pub fn read(text: &str, analysis: &Analysis, vector: &mut Vector) -> TextReading {
    let mut reading = TextReading::default();
    reading.words.reserve(analysis.tokens.len());
    let mut tally = WordTally::default();
    let mut seen = [0u64; 16];
    let (mut before, mut noun_before) = (0u64, false);
    for (i, token) in analysis.tokens.iter().enumerate() {
        let length = token.span.end - token.span.start;
        reading.characters += length as usize;
        let shape = token.shape;
        if shape.is_word() || shape == Shape::Number {
            let first = reading.words.is_empty();
            reading.words.push(i as u32);
            tally.word(token, length, first);
            let place = (token.hash >> 54) as usize;
            seen[place >> 6] |= 1 << (place & 63);
            tally.echoes += u32::from(token.hash == before);
            before = token.hash;
            let noun = token.tag.is_noun();
            tally.noun_runs += u32::from(noun && noun_before);
            noun_before = noun;
        } else {
            let written = token.span.of(text);
            if let Some(c) = written.chars().next()
                && let Some(m) = source::mark(c)
            {
                reading.marks[m] += 1;
            }
            tally.marks += 1;
            noun_before = false;
            before = 0;
        }
        tally.quoted += u32::from(token.depth > 0);
    }
    let words = reading.words.len().max(1) as f32;
    reading.pieces = (words / PIECE).max(1.0);
    tally.store(words, vector);
    let open = analysis.tokens.last().is_some_and(|t| t.shape.is_word() || t.shape == Shape::Number);
    let types: u32 = seen.iter().map(|places| places.count_ones()).sum();
    let mut set = |feature: Feature, value: f32| vector[feature as usize] = value;
    set(Feature::Words, words.min(60.0).ln());
    set(Feature::Repeats, 1.0 - types as f32 / words);
    set(Feature::Commas, f32::from(reading.marks[0]) / words);
    set(Feature::Brackets, f32::from(reading.marks[6]) / reading.pieces);
    set(Feature::OpenEnd, f32::from(u8::from(open)));
    set(Feature::Sentences, analysis.sentences.len() as f32 / words);
    reading
}

/// Adds what the rules found in the block: certainty by family, penalty in all.
pub fn findings<'f>(
    found: impl Iterator<Item = &'f Finding>,
    pieces: f32,
    families: &Families,
    vector: &mut Vector,
) {
    for finding in found {
        vector[Feature::Findings as usize] += finding.certainty / pieces;
        vector[Feature::Penalty as usize] += (finding.cost() as f32).min(5.0) / pieces;
        if let Some(feature) = families.feature(&finding.rule.family) {
            vector[feature as usize] += finding.certainty / pieces;
        }
    }
}

/// Counts over words.
#[derive(Default)]
struct WordTally {
    letters: u32,
    unknown: u32,
    unknown_lower: u32,
    rare: u32,
    frequency: u32,
    rarest: Option<u8>,
    dictionary: u32,
    capitals: u32,
    upper: u32,
    starts_lower: bool,
    known_names: u32,
    digits: u32,
    marks: u32,
    quoted: u32,
    echoes: u32,
    noun_runs: u32,
    margin: u64,
    wavering: u32,
    tags: Tags,
}

/// What holds a sentence together.
const FUNCTION: [Class; 7] = [
    Class::ADP,
    Class::ARTICLE,
    Class::CCONJ,
    Class::INFINITIVE_MARK,
    Class::PERSONAL,
    Class::POSSESSIVE_PRON,
    Class::AUX,
];

/// Words by tag.
struct Tags([(Tag, u32); Tag::NUMBERS]);

impl Default for Tags {
    fn default() -> Self {
        Tags([(Tag::NONE, 0); Tag::NUMBERS])
    }
}

impl Tags {
    fn add(&mut self, tag: Tag) {
        let (kept, count) = &mut self.0[tag.number()];
        (*kept, *count) = (tag, *count + 1);
    }

    /// The words of one of these classes.
    fn count<const N: usize>(&self, classes: [Class; N]) -> u32 {
        self.0.iter().filter(|(tag, _)| tag.is_any(classes)).map(|(_, count)| count).sum()
    }
}

impl WordTally {
    fn word(&mut self, token: &crate::analysis::Token, length: u32, first: bool) {
        let (entry, shape) = (token.entry, token.shape);
        self.letters += length;
        self.tags.add(token.tag);
        self.margin += u64::from(token.margin);
        self.wavering += u32::from(token.margin < 40);
        if shape == Shape::Number {
            self.digits += 1;
            return;
        }
        let unknown = !entry.is_known();
        self.unknown += u32::from(unknown);
        self.unknown_lower += u32::from(unknown && shape == Shape::Lower);
        let frequency = entry.frequency();
        self.frequency += u32::from(frequency);
        self.rare += u32::from(frequency < 6);
        self.rarest = Some(self.rarest.map_or(frequency, |r| r.min(frequency)));
        self.dictionary += u32::from(entry.is_rare());
        self.known_names += u32::from(entry.is_name() && shape.is_capital());
        self.upper += u32::from(shape == Shape::Upper);
        if first {
            self.starts_lower = shape == Shape::Lower;
        } else {
            self.capitals += u32::from(shape.is_capital());
        }
    }

    fn store(&self, words: f32, vector: &mut Vector) {
        let of = |count: u32| count as f32 / words;
        let share = |class: Class| of(self.tags.count([class]));
        let values = [
            (Feature::WordLength, of(self.letters)),
            (Feature::Unknown, of(self.unknown)),
            (Feature::UnknownLower, of(self.unknown_lower)),
            (Feature::Rare, of(self.rare)),
            (Feature::Frequency, of(self.frequency)),
            (Feature::Rarest, f32::from(self.rarest.unwrap_or(8))),
            (Feature::Dictionary, of(self.dictionary)),
            (Feature::Capitals, of(self.capitals)),
            (Feature::UpperCase, of(self.upper)),
            (Feature::StartsLower, f32::from(u8::from(self.starts_lower))),
            (Feature::NameShare, of(self.known_names)),
            (Feature::Digits, of(self.digits)),
            (Feature::Marks, of(self.marks)),
            (Feature::Quoted, of(self.quoted)),
            (Feature::Echoes, of(self.echoes)),
            (Feature::NounRuns, of(self.noun_runs)),
            (Feature::Doubt, self.margin as f32 / words),
            (Feature::Wavering, of(self.wavering)),
            (Feature::Nouns, share(Class::NOUN)),
            (Feature::Names, share(Class::PROPN)),
            (Feature::Verbs, of(self.tags.count([Class::VERB, Class::AUX]))),
            (Feature::Finite, share(Class::FINITE)),
            (Feature::Participles, of(self.tags.count([Class::GERUND, Class::PARTICIPLE]))),
            (Feature::Adjectives, share(Class::ADJ)),
            (Feature::Adverbs, share(Class::ADV)),
            (Feature::Prepositions, of(self.tags.count([Class::ADP, Class::VERB_PARTICLE]))),
            (Feature::Determiners, of(self.tags.count([Class::ARTICLE, Class::TOTAL, Class::RELATIVE_DET]))),
            (Feature::Pronouns, of(self.tags.count([Class::PRON, Class::INTERROGATIVE_POSSESSIVE]))),
            (Feature::Conjunctions, share(Class::CCONJ)),
            (Feature::Infinitives, share(Class::INFINITIVE)),
            (Feature::Odd, of(self.tags.count([Class::X, Class::INTJ]))),
            (Feature::Function, of(self.tags.count(FUNCTION))),
        ];
        for (feature, value) in values {
            vector[feature as usize] = value;
        }
    }
}
