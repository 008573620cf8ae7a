//! Learns the models of all kinds from whole texts.

use std::fmt::Write as _;
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::calibrate::{Held, calibrate};
use super::descent::Descent;
use super::example::ChoiceExample;
use super::examples::{ChoicePlaces, ParagraphReader};
use super::familiar;
use crate::random::Random;
use mtlint_core::analysis::choice::features::{row, slot};
use mtlint_core::analysis::choice::words::ChoiceWords;
use mtlint_core::analysis::choice::{Forms, Kind, Limit, Sight, format};
use mtlint_core::analysis::{Analyser, Workspace};
use mtlint_core::error::Result;
use mtlint_core::language::Language;

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct ChoiceOptions {
    /// Start of the random numbers.
    pub seed: u64,
    /// Passes over the text.
    pub passes: usize,
    /// One paragraph in so many is learnt from, of those whose neighbours are not counted.
    pub every: usize,
}

/// Paragraphs that go together, so that what is counted, learnt from and held out are different works.
const BLOCK: usize = 400;
/// One block in so many is held out, to say what a sum is worth.
const HELD_OUT: usize = 24;
/// Paragraphs whose places are in memory at a time.
const TOGETHER: usize = 1000;

/// Learns from paragraphs of whole text; returns the bytes of a file, and in words how each kind did.
///
/// # Errors
/// When the language's `choice.toml` is wrong.
pub fn learn(
    mut language: Language,
    texts: &[String],
    options: &ChoiceOptions,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Vec<u8>, String)> {
    let words = ChoiceWords::enter(&mut language)?;
    let forms = Forms::new(&language)?;
    let analyser = Analyser::without_choices(Arc::new(language.clone()))?;
    let LearntParts { counted, taught, held } = LearntParts::of(texts.len(), options);
    let familiar = familiar::count(&analyser, &words, texts, &counted);
    let mut descent = Descent::new();
    let mut rates = vec![0.5; Kind::ALL.len()];
    let mut made = vec![0usize; Kind::ALL.len()];
    let mut places = 0;
    for pass in 0..options.passes {
        for (done, chunk) in taught.chunks(TOGETHER).enumerate() {
            let reader = ParagraphReader {
                analyser: &analyser,
                words: &words,
                forms: &forms,
                rates: &rates,
                familiar: &familiar,
                descent: &descent,
            };
            let read = reader.all(texts, chunk, options.seed + pass as u64);
            for (kind, (n, _)) in read.iter().flat_map(|e| &e.made) {
                made[*kind as usize] += n;
            }
            places += read.iter().map(|e| e.places.len()).sum::<usize>();
            for example in read.iter().flat_map(|e| &e.places) {
                each_kind(example, |kind| descent.step(example, kind));
            }
            rates = balanced(&made);
            progress(pass * taught.len() + done * TOGETHER, options.passes * taught.len());
        }
    }
    let weights = descent.rounded();
    let reader = ParagraphReader {
        analyser: &analyser,
        words: &words,
        forms: &forms,
        rates: &rates,
        familiar: &familiar,
        descent: &descent,
    };
    let (limits, told) = measured(&reader, texts, &held, options, &weights);
    let used = weights.iter().filter(|&&w| w != 0).count();
    let told = format!("{places} places, {used} weights of {} in use\n{told}", weights.len());
    Ok((format::write(&limits, &familiar, &weights), told))
}

/// Which paragraphs serve what.
struct LearntParts {
    counted: Vec<usize>,
    taught: Vec<usize>,
    held: Vec<usize>,
}

impl LearntParts {
    fn of(paragraphs: usize, options: &ChoiceOptions) -> LearntParts {
        let mut parts = LearntParts { counted: Vec::new(), taught: Vec::new(), held: Vec::new() };
        for i in 0..paragraphs {
            let block = i / BLOCK;
            if block % HELD_OUT == 1 {
                parts.held.push(i);
            } else if block.is_multiple_of(2) {
                parts.counted.push(i);
            } else if i % options.every.max(1) == 0 {
                parts.taught.push(i);
            }
        }
        Random::new(options.seed).shuffle(&mut parts.taught);
        parts
    }
}

fn each_kind(example: &ChoiceExample, mut act: impl FnMut(usize)) {
    let mut kinds = example.kinds;
    while kinds != 0 {
        act(kinds.trailing_zeros() as usize);
        kinds &= kinds - 1;
    }
}

/// The rarer kinds are put in wherever they can be, the others so that all come to much the same.
fn balanced(made: &[usize]) -> Vec<f32> {
    let mut sorted = made.to_vec();
    sorted.sort_unstable();
    let aim = sorted[made.len() / 3].max(1) as f32;
    made.iter().map(|&n| (0.5 * aim / n.max(1) as f32).clamp(0.12, 1.0)).collect()
}

impl ParagraphReader<'_> {
    /// The places of these paragraphs, in order.
    fn all(&self, texts: &[String], which: &[usize], seed: u64) -> Vec<ChoicePlaces> {
        let read = |(workspace, sight): &mut (Workspace, Sight), &i: &usize| {
            self.read(&texts[i], seed.wrapping_mul(0x9e37_79b9) ^ (i as u64) << 8, workspace, sight)
        };
        which.par_iter().map_init(|| (Workspace::default(), Sight::default()), read).collect()
    }
}

/// The limits of all kinds on paragraphs held out, and how each did.
fn measured(
    reader: &ParagraphReader,
    texts: &[String],
    held: &[usize],
    options: &ChoiceOptions,
    weights: &[i8],
) -> (Vec<Limit>, String) {
    let mut sums: Vec<Vec<Held>> = vec![Vec::new(); Kind::ALL.len()];
    let (mut words, mut made, mut unasked) = (0, vec![0; Kind::ALL.len()], vec![0; Kind::ALL.len()]);
    for chunk in held.chunks(TOGETHER) {
        for read in reader.all(texts, chunk, options.seed + 1000) {
            words += read.words;
            for (kind, (n, lost)) in &read.made {
                made[*kind as usize] += n;
                unasked[*kind as usize] += lost;
            }
            for example in &read.places {
                each_kind(example, |kind| {
                    let weight = |at: usize| i32::from(weights[at]);
                    let cheap: i32 = example.cheap.iter().map(|&key| weight(row(key) + kind)).sum();
                    let costly = example.costly.iter().flat_map(|keys| keys.iter());
                    let all = costly.map(|&key| weight(slot(kind, key))).sum::<i32>();
                    let all = if example.costly.is_some() { all } else { i32::MIN };
                    sums[kind].push(Held { cheap, all, broken: example.broken });
                });
            }
        }
    }
    let mut told = format!("{words} words held out\n");
    let mut limits = Vec::new();
    let (mut mean, mut noise, mut asked) = (0.0, 0.0, 0.0);
    for (i, kind) in Kind::ALL.iter().enumerate() {
        let done = calibrate(&sums[i], words, made[i]);
        let per_word = sums[i].len() as f64 / words.max(1) as f64;
        let _ = writeln!(
            told,
            "{:20} {:6} faults, {:4.1} % not asked, {:5.1} % found; {:.3} false in 1,000 words; asked {:.2} a word, {:4.1} % pass the gate; slope {:.2}",
            kind.name(),
            made[i],
            100.0 * f64::from(unasked[i] as u32) / f64::from(made[i].max(1) as u32),
            100.0 * done.found,
            done.false_per_thousand,
            per_word,
            100.0 * done.passing,
            done.limit.slope,
        );
        mean += done.found / Kind::ALL.len() as f64;
        noise += done.false_per_thousand;
        asked += per_word;
        limits.push(done.limit);
    }
    let _ = writeln!(
        told,
        "mean {:.1} % found, {noise:.2} false in 1,000 words, asked {asked:.2} a word",
        100.0 * mean
    );
    (limits, told)
}
