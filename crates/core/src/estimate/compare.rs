//! Features of the text beside its source: what was taken over, lost or added, and whether the words translate.
//!
//! The first half needs no knowledge of the source's language: numbers, marks, lengths, names and borrowed words by
//! their letters. The second half asks the tables learned for that language ([`Tables`]). Time grows with the length
//! of the text, not with its square: words are compared with those near their place only.

use crate::analysis::{Analysis, Shape};
use crate::estimate::feature::{Feature, Vector};
use crate::estimate::lexical;
use crate::estimate::lexical::Lexical;
use crate::estimate::source;
use crate::estimate::source::SourceText;
use crate::estimate::text::TextReading;

/// What was learned of one source language beside its n-gram weights.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// Which words translate which.
    pub lexical: Lexical<'a>,
    /// How often a word (by stem) was seen in training: 16·log2(1 + count), [`COUNTS`] buckets.
    pub counts: &'a [u8],
}

/// Buckets of [`Tables::counts`].
pub const COUNTS: usize = 1 << 16;

/// The bucket of a stem in [`Tables::counts`].
pub fn count_bucket(stem: u64) -> usize {
    (stem >> 20) as usize % COUNTS
}

/// How far from its own place a word is looked for, in words.
const REACH: usize = 25;

/// For each word how well the other side accounts for it.
#[derive(Default)]
struct Kin {
    source: Vec<f32>,
    text: Vec<f32>,
}

/// Fills the features that compare; those of [`Tables`] only when there are tables.
pub fn compare(
    text: &str,
    analysis: &Analysis,
    reading: &TextReading,
    source: &SourceText,
    tables: Option<&Tables>,
    vector: &mut Vector,
) {
    let (n, m) = (reading.words.len().max(1) as f32, source.words.len().max(1) as f32);
    surface(text, analysis, reading, source, vector);
    let kin = kinship(text, analysis, reading, source, vector);
    if let Some(tables) = tables {
        translations(text, analysis, reading, source, tables, &kin, vector);
        let seen = |stem: u64| f32::from(tables.counts[count_bucket(stem)]) / 16.0;
        let counts = source.words.iter().map(|w| seen(w.stem));
        vector[Feature::SourceUnseen as usize] = counts.clone().filter(|c| *c == 0.0).count() as f32 / m;
        vector[Feature::SourceFrequency as usize] = counts.clone().sum::<f32>() / m;
        vector[Feature::SourceRarest as usize] = counts.fold(16.0, f32::min);
    }
    vector[Feature::SourceWords as usize] = (m.min(60.0)).ln();
    vector[Feature::WordRatio as usize] = (n / m).ln();
}

fn surface(text: &str, analysis: &Analysis, reading: &TextReading, source: &SourceText, vector: &mut Vector) {
    let mut set = |feature: Feature, value: f32| vector[feature as usize] = value;
    let m = source.words.len().max(1) as f32;
    set(Feature::CharacterRatio, (reading.characters.max(1) as f32 / source.characters.max(1) as f32).ln());
    set(Feature::SourceWordLength, source.words.iter().map(|w| f32::from(w.letters)).sum::<f32>() / m);
    for (feature, i) in [
        (Feature::CommaGap, 0),
        (Feature::StopGap, 1),
        (Feature::QuestionGap, 2),
        (Feature::ExclamationGap, 3),
        (Feature::ColonGap, 4),
        (Feature::SemicolonGap, 5),
        (Feature::BracketGap, 6),
        (Feature::DashGap, 7),
        (Feature::QuoteGap, 8),
    ] {
        set(feature, (f32::from(reading.marks[i]) - f32::from(source.marks[i])) / reading.pieces);
    }
    let numbers = |words: &mut Vec<u64>| words.sort_unstable();
    let mut theirs: Vec<u64> = source.words.iter().filter(|w| w.number).map(|w| w.hash).collect();
    let mut ours: Vec<u64> = reading
        .words
        .iter()
        .map(|&i| &analysis.tokens[i as usize])
        .filter(|t| matches!(t.shape, Shape::Number | Shape::Alphanumeric))
        .flat_map(|t| SourceText::read(t.span.of(text)).words)
        .map(|w| w.hash)
        .collect();
    numbers(&mut theirs);
    numbers(&mut ours);
    let missing = |a: &[u64], b: &[u64]| a.iter().filter(|x| b.binary_search(x).is_err()).count() as f32;
    set(Feature::NumbersLost, missing(&theirs, &ours) / reading.pieces);
    set(Feature::NumbersAdded, missing(&ours, &theirs) / reading.pieces);
    set(Feature::SourceNumbers, theirs.len() as f32 / reading.pieces);
}

/// The part of the other side's words that lie near place `at` of `of`.
fn near(at: usize, of: usize, others: usize) -> std::ops::Range<usize> {
    let middle = at * others / of.max(1);
    middle.saturating_sub(REACH)..(middle + REACH + 1).min(others)
}

fn kinship(
    text: &str,
    analysis: &Analysis,
    reading: &TextReading,
    source: &SourceText,
    vector: &mut Vector,
) -> Kin {
    let tokens: Vec<_> = reading.words.iter().map(|&i| &analysis.tokens[i as usize]).collect();
    let masks: Vec<_> = tokens.iter().map(|t| source::mask(t.span.of(text))).collect();
    let (n, m) = (tokens.len(), source.words.len());
    let mut kin = Kin { source: vec![0.0; m], text: vec![0.0; n] };
    let mut copies = vec![false; n];
    for (j, word) in source.words.iter().enumerate() {
        for i in near(j, m, n) {
            let like = word.mask.likeness(masks[i]);
            kin.source[j] = kin.source[j].max(like);
            kin.text[i] = kin.text[i].max(like);
            copies[i] |= word.hash == tokens[i].hash;
        }
    }
    let share = |count: usize, of: usize| count as f32 / of.max(1) as f32;
    let mean = |picked: &mut dyn Iterator<Item = f32>, none: f32| {
        let (sum, count) = picked.fold((0.0, 0), |(s, c), x| (s + x, c + 1));
        if count == 0 { none } else { sum / count as f32 }
    };
    let pairs = || source.words.iter().zip(&kin.source);
    let mut set = |feature: Feature, value: f32| vector[feature as usize] = value;
    set(Feature::Copies, share(copies.iter().filter(|c| **c).count(), n));
    set(Feature::Kinship, kin.source.iter().sum::<f32>() / m.max(1) as f32);
    set(Feature::KinshipBack, kin.text.iter().sum::<f32>() / n.max(1) as f32);
    set(Feature::KinshipLong, mean(&mut pairs().filter(|(w, _)| w.letters >= 4).map(|(_, k)| *k), 0.5));
    let names = || pairs().skip(1).filter(|(w, _)| w.capital);
    set(Feature::NameKinship, mean(&mut names().map(|(_, k)| *k), 0.5));
    set(Feature::NamesLost, names().filter(|(_, k)| **k < 0.6).count() as f32 / reading.pieces);
    let exact = pairs().filter(|(w, k)| w.letters > 3 && **k > 0.99).count();
    let close = pairs().filter(|(w, k)| w.letters > 3 && **k > 0.5 && **k <= 0.99).count();
    set(Feature::ExactKin, exact as f32 / reading.pieces);
    set(Feature::NearKin, share(close, m));
    kin
}

/// How the text's words point back to those of the source.
struct Back {
    /// Sum over the text's words for each source word.
    sum: Vec<f32>,
    /// The strongest for each source word, and of each word of the text.
    source: Vec<f32>,
    text: Vec<f32>,
}

impl Back {
    fn store(&self, vector: &mut Vector) {
        let mean = |list: &[f32], value: &dyn Fn(f32) -> f32| {
            list.iter().map(|x| value(*x)).sum::<f32>() / list.len().max(1) as f32
        };
        let words = self.text.len().min(60) as f32;
        let none = |x: f32| f32::from(u8::from(x < 0.02));
        let mut set = |feature: Feature, value: f32| vector[feature as usize] = value;
        set(Feature::BackLikelihood, mean(&self.sum, &|s| ((s + 1e-3) / (words + 1.0)).ln()));
        set(Feature::BackStrength, mean(&self.text, &f32::sqrt));
        set(Feature::BackCoverStrength, mean(&self.source, &f32::sqrt));
        set(Feature::BackUnexplained, mean(&self.text, &none));
        set(Feature::BackUncovered, mean(&self.source, &none));
    }
}

/// Positions of the text's words by fingerprint: a chain for each low byte.
struct AlignedPlaces {
    heads: [u16; 256],
    next: Vec<u16>,
}

impl AlignedPlaces {
    /// Chains the words of a text by the lower bits of their prints.
    fn chain(prints: &[u16]) -> AlignedPlaces {
        let mut places = AlignedPlaces { heads: [NONE; 256], next: vec![NONE; prints.len()] };
        for (i, print) in prints.iter().enumerate().take(usize::from(NONE)) {
            let head = &mut places.heads[usize::from(print & 255)];
            places.next[i] = *head;
            *head = i as u16;
        }
        places
    }
}

const NONE: u16 = u16::MAX;

fn translations(
    text: &str,
    analysis: &Analysis,
    reading: &TextReading,
    source: &SourceText,
    tables: &Tables,
    kin: &Kin,
    vector: &mut Vector,
) {
    let written = reading.words.iter().map(|&i| analysis.tokens[i as usize].span.of(text));
    let prints: Vec<u16> = written.map(|word| lexical::print(source::stem(word))).collect();
    let grounds = Grounds::gather(&prints, source, tables);
    grounds.store(vector);
    grounds.store_traces(reading, source, tables, kin, vector);
    grounds.back.store(vector);
    vector[Feature::Monotone as usize] = grounds.monotone();
}

/// What the tables say of the words of a text and of its source; by machine and by editor where there are two values.
struct Grounds {
    /// Each word's best ground.
    best: Vec<[f32; 2]>,
    /// Sum of each word's grounds.
    sum: Vec<[f32; 2]>,
    /// The source word of the best ground; `usize::MAX` for none.
    from: Vec<usize>,
    /// Each source word's best rendering.
    cover: Vec<[f32; 2]>,
    back: Back,
    distrust: f32,
    choices: f32,
    certainty: f32,
}

impl Grounds {
    /// Looks up every source word's translations among the `prints` of the text's words.
    fn gather(prints: &[u16], source: &SourceText, tables: &Tables) -> Grounds {
        let (n, m) = (prints.len(), source.words.len());
        let places = AlignedPlaces::chain(prints);
        let mut grounds = Grounds {
            best: vec![[0f32; 2]; n],
            sum: vec![[0f32; 2]; n],
            from: vec![usize::MAX; n],
            cover: vec![[0f32; 2]; m],
            back: Back { sum: vec![0.0; m], source: vec![0.0; m], text: vec![0.0; n] },
            distrust: 0.0,
            choices: 0.0,
            certainty: 0.0,
        };
        let empty = std::iter::once((lexical::EMPTY, None));
        for (stem, j) in empty.chain(source.words.iter().enumerate().map(|(j, w)| (w.stem, Some(j)))) {
            let mut sure = 0f32;
            for t in tables.lexical.translations(stem) {
                sure = sure.max(t.editor);
                grounds.choices += f32::from(u8::from(j.is_some() && t.editor > 0.1));
                let mut i = places.heads[usize::from(t.print & 255)];
                while i != NONE {
                    let at = usize::from(i);
                    i = places.next[at];
                    if prints[at] != t.print || j.is_some_and(|j| !near(j, m, n).contains(&at)) {
                        continue;
                    }
                    grounds.add(at, j, &t);
                }
            }
            if j.is_some() {
                grounds.certainty += sure;
            }
        }
        grounds
    }

    /// Adds a ground for the word `at`: a translation of the source word `j`, or of nothing.
    fn add(&mut self, at: usize, j: Option<usize>, t: &lexical::Translation) {
        let chance = [t.machine, t.editor];
        self.sum[at].iter_mut().zip(chance).for_each(|(sum, chance)| *sum += chance);
        let Some(j) = j else { return };
        if chance[0] + chance[1] > self.best[at][0] + self.best[at][1] {
            self.from[at] = j;
        }
        for best in [&mut self.best[at], &mut self.cover[j]] {
            best.iter_mut().zip(chance).for_each(|(best, chance)| *best = best.max(chance));
        }
        self.distrust += (t.machine - t.editor).max(0.0);
        self.back.sum[j] += t.back;
        self.back.source[j] = self.back.source[j].max(t.back);
        self.back.text[at] = self.back.text[at].max(t.back);
    }

    /// Stores how well the text's words are explained, and the source's covered.
    fn store(&self, vector: &mut Vector) {
        let Grounds { best, sum, cover, .. } = self;
        let (words, sources) = (best.len().max(1) as f32, cover.len().max(1) as f32);
        let mean = |list: &[[f32; 2]], of: f32, value: &dyn Fn(&[f32; 2]) -> f32| {
            list.iter().map(value).sum::<f32>() / of
        };
        let over = |x: f32, bound: f32| f32::from(u8::from(x > bound));
        let log = |x: f32| ((x + 1e-3) / (sources.min(60.0) + 1.0)).ln();
        let mut set = |feature: Feature, value: f32| vector[feature as usize] = value;
        set(Feature::Likelihood, mean(sum, words, &|s| log(s[0])));
        set(Feature::EditorLikelihood, mean(sum, words, &|s| log(s[1])));
        set(Feature::Explained, mean(best, words, &|b| over(b[0], 0.05)));
        set(Feature::WellExplained, mean(best, words, &|b| over(b[0], 0.3)));
        set(Feature::Strength, mean(best, words, &|b| b[0].sqrt()));
        set(Feature::EditorExplained, mean(best, words, &|b| over(b[1], 0.1)));
        set(Feature::EditorStrength, mean(best, words, &|b| b[1].sqrt()));
        set(Feature::Covered, mean(cover, sources, &|c| over(c[0], 0.05)));
        set(Feature::WellCovered, mean(cover, sources, &|c| over(c[0], 0.3)));
        set(Feature::CoverStrength, mean(cover, sources, &|c| c[0].sqrt()));
        set(Feature::EditorCovered, mean(cover, sources, &|c| over(c[1], 0.1)));
        set(Feature::EditorCoverStrength, mean(cover, sources, &|c| c[1].sqrt()));
        set(Feature::Distrust, self.distrust / words);
        set(Feature::Choices, self.choices / sources);
        set(Feature::Certainty, self.certainty / sources);
    }

    /// Stores what has no trace on the other side.
    fn store_traces(
        &self,
        reading: &TextReading,
        source: &SourceText,
        tables: &Tables,
        kin: &Kin,
        vector: &mut Vector,
    ) {
        let Grounds { best, cover, .. } = self;
        let (n, m) = (best.len(), cover.len());
        let (words, sources) = (n.max(1) as f32, m.max(1) as f32);
        let mut set = |feature: Feature, value: f32| vector[feature as usize] = value;
        let known = |j: usize| tables.counts[count_bucket(source.words[j].stem)] > 0;
        let unexplained = best.iter().filter(|b| b[0].max(b[1]) < 0.02).count() as f32;
        set(Feature::Unexplained, unexplained / reading.pieces);
        let uncovered = (0..m).filter(|&j| known(j) && cover[j][0].max(cover[j][1]) < 0.02).count() as f32;
        set(Feature::Uncovered, uncovered / reading.pieces);
        let trace = |j: usize| kin.source[j].max(cover[j][0].max(cover[j][1]).sqrt());
        let ground = |i: usize| kin.text[i].max(best[i][0].max(best[i][1]).sqrt());
        let lost = (0..m).filter(|&j| trace(j) < 0.3).count() as f32;
        set(Feature::LostWords, lost / reading.pieces);
        set(Feature::LostWordShare, lost / sources);
        set(Feature::KinOrCovered, (0..m).map(trace).sum::<f32>() / sources);
        set(Feature::KinOrExplained, (0..n).map(ground).sum::<f32>() / words);
    }

    /// Returns the share of words with a ground whose source word does not stand before that of the word before.
    fn monotone(&self) -> f32 {
        let mut order = (0, 0);
        let mut last = None;
        for &j in self.from.iter().filter(|j| **j != usize::MAX) {
            if let Some(before) = last {
                order.0 += usize::from(j >= before);
                order.1 += 1;
            }
            last = Some(j);
        }
        if order.1 == 0 { 0.8 } else { order.0 as f32 / order.1 as f32 }
    }
}
