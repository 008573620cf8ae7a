//! From the network that learned to the file: parts of words are added up, weights rounded to eight bits.
//!
//! A row of a known word is the sum of its parts at that distance; a row of a suffix is the sum of it and the
//! shorter ones, so that the tagger looks up the longest only.

use std::collections::HashMap;

use crate::tagger::count::TrainingLexicon;
use crate::tagger::examples::{Examples, NO_ROW, WordPart, ident_keys, part_key};
use crate::tagger::net::Net;
use mtlint_core::analysis::tagger::features::DENSE;
use mtlint_core::analysis::tagger::format;
use mtlint_core::analysis::tagger::format::{HIDDEN, OUTPUTS, Sections, Sizes};
use mtlint_core::analysis::tagger::word::FoldedWord;

/// What became of the weights.
pub struct ExportSummary {
    /// Rows in the file.
    pub rows: usize,
    /// Share of weights that were too large.
    pub clipped: f64,
}

/// Share of the weights of rows that may be cut to the largest that eight bits hold.
const MAY_CLIP: f64 = 0.0005;
/// Units of one output weight.
const OUTPUT_UNIT: f32 = 1024.0;

/// The bytes of the weights file.
pub fn write(net: &Net, examples: &Examples, lexicon: &TrainingLexicon) -> (Vec<u8>, ExportSummary) {
    let mut counts = Sizes {
        words: lexicon.words.len() as u32,
        endings: lexicon.endings.len() as u32,
        sets: lexicon.sets.len() as u32,
        limits: lexicon.limits,
        open_set: u32::from(lexicon.open_set),
        ..Sizes::default()
    };
    let mut rows: Vec<f32> = (0..DENSE as u32).flat_map(|row| net.row(row)).collect();
    let mut keys = Vec::new();
    let forms: Vec<FoldedWord> =
        lexicon.words.iter().map(|word| FoldedWord::new(&String::from_utf8_lossy(&word.letters))).collect();
    for (slot, &limit) in lexicon.limits.iter().enumerate() {
        for (number, form) in forms.iter().enumerate().take(limit as usize) {
            keys.clear();
            ident_keys(form, number as u32, None, slot, lexicon, &mut keys);
            push_sum(net, examples, &keys, &mut rows);
        }
        for ending in 0..lexicon.endings.len() as u64 {
            push_sum(net, examples, &[part_key(slot, WordPart::Ending, ending)], &mut rows);
        }
    }
    let hashed = hashed_rows(examples, &forms);
    for (_, parts) in &hashed {
        push_sum(net, examples, parts, &mut rows);
    }
    let row_keys: Vec<u64> = hashed.iter().map(|&(key, _)| key).collect();
    let word_keys: Vec<u64> = forms.iter().map(FoldedWord::key).collect();
    let unit = row_unit(&rows);
    let mut clipped = 0usize;
    let round = |weight: &f32| {
        let units = (weight * unit).round();
        clipped += usize::from(units.abs() > 127.0);
        units.clamp(-127.0, 127.0) as i8
    };
    let sections = Sections {
        word_slots: format::table(&word_keys),
        entries: lexicon.entries.iter().map(|entry| entry.pack()).collect(),
        sets: lexicon.sets.clone(),
        endings: lexicon.endings.clone(),
        row_slots: format::table(&row_keys),
        rows: rows.iter().map(round).collect(),
        outputs: outputs(net),
    };
    counts.word_slots = sections.word_slots.len() as u32;
    counts.row_slots = sections.row_slots.len() as u32;
    counts.hashed = hashed.len() as u32;
    counts.nat = (unit * OUTPUT_UNIT) as u32;
    let summary =
        ExportSummary { rows: rows.len() / HIDDEN, clipped: clipped as f64 / sections.rows.len() as f64 };
    (format::write(counts, &sections), summary)
}

/// The keys of the hashed rows, and of what is added up for each: a suffix brings the shorter ones with it.
fn hashed_rows(examples: &Examples, forms: &[FoldedWord]) -> Vec<(u64, Vec<u64>)> {
    let mut chains: HashMap<u64, Vec<u64>> = HashMap::new();
    for form in forms {
        let suffixes: Vec<u64> = (1..=5).filter_map(|n| form.suffix(n)).collect();
        let prefixes: Vec<u64> = (1..=4).filter_map(|n| form.prefix(n)).collect();
        for chain in [suffixes, prefixes] {
            for (i, &key) in chain.iter().enumerate() {
                chains.entry(key).or_insert_with(|| chain[..=i].to_vec());
            }
        }
    }
    let keys = examples.hashed.iter().map(|&at| examples.keys[at as usize]);
    keys.map(|key| (key, chains.remove(&key).unwrap_or_else(|| vec![key]))).collect()
}

fn push_sum(net: &Net, examples: &Examples, keys: &[u64], rows: &mut Vec<f32>) {
    let at = rows.len();
    rows.resize(at + HIDDEN, 0.0);
    for row in keys.iter().map(|&key| examples.row(key)).filter(|&row| row != NO_ROW) {
        rows[at..].iter_mut().zip(net.row(row)).for_each(|(sum, weight)| *sum += weight);
    }
}

/// How many units one is, so that all but the rarest weights fit into eight bits.
fn row_unit(rows: &[f32]) -> f32 {
    let mut sizes: Vec<f32> = rows.iter().map(|weight| weight.abs()).collect();
    let at = ((sizes.len() as f64) * (1.0 - MAY_CLIP)) as usize;
    let at = at.min(sizes.len().saturating_sub(1));
    let (_, largest, _) = sizes.select_nth_unstable_by(at, f32::total_cmp);
    127.0 / largest.max(0.1)
}

fn outputs(net: &Net) -> Vec<i16> {
    let weight = |look: usize, tag: usize, unit: usize| {
        (net.output(look, unit, tag) * OUTPUT_UNIT).round().clamp(-32767.0, 32767.0) as i16
    };
    (0..2)
        .flat_map(|look| (0..OUTPUTS).flat_map(move |tag| (0..HIDDEN).map(move |unit| (look, tag, unit))))
        .map(|(look, tag, unit)| weight(look, tag, unit))
        .collect()
}
