//! Segments as training sees them: analysed and checked once, everything that no fitting changes already computed.

use std::collections::HashMap;

use crate::estimate::segment::{JudgedSegment, Label};
use mtlint_core::analysis::Analysis;
use mtlint_core::estimate::families::Families;
use mtlint_core::estimate::feature::{COUNT, Vector};
use mtlint_core::estimate::source;
use mtlint_core::estimate::source::SourceText;
use mtlint_core::estimate::text;
use mtlint_core::estimate::text::TextReading;
use mtlint_core::estimate::{compare, ngram};
use mtlint_core::finding::Finding;

/// A text of a segment: the machine's or its repair.
#[derive(Clone, Debug)]
pub struct PreparedText {
    /// Its features; those that come from fitted tables are filled later.
    pub vector: Vector,
    /// Its n-gram buckets.
    pub grams: Vec<u32>,
    /// Stems of its words.
    pub words: Vec<u64>,
    /// Pieces and word positions.
    pub reading: TextReading,
    /// Its analysis.
    pub analysis: Analysis,
}

/// A segment, ready for fitting.
#[derive(Clone, Debug)]
pub struct EstimateExample {
    /// The machine's text.
    pub text: String,
    /// What is known of it.
    pub machine: PreparedText,
    /// What is known of the repair, where there is one and it differs.
    pub fixed: Option<PreparedText>,
    /// The features of the machine's text checked beside its source.
    pub beside: Option<Vector>,
    /// The source, read, with its stems and n-gram buckets.
    pub source: Option<(SourceText, Vec<u64>, Vec<u32>)>,
    /// Number of the source language.
    pub language: Option<usize>,
    /// The judgement, standardised within its source language.
    pub label: f64,
    /// The fold it is held out in.
    pub fold: usize,
}

/// What the check says of a text with its source: analysis and findings.
pub type Check<'c> = &'c dyn Fn(&str, Option<(&str, Option<&str>)>) -> (Analysis, Vec<Finding>);

/// Analyses and checks segments. `progress` is told the number done.
pub fn prepare(
    segments: &[JudgedSegment],
    kind: Label,
    languages: &[String],
    families: &Families,
    check: Check,
    progress: &dyn Fn(usize),
) -> Vec<EstimateExample> {
    let mut examples = Vec::with_capacity(segments.len());
    for (done, segment) in segments.iter().enumerate() {
        if done % 100 == 0 {
            progress(done);
        }
        let Some(label) = segment.label(kind) else { continue };
        let code = segment.source_lang.as_deref();
        let original = segment.source.as_deref().map(|s| (s, code));
        let machine = text_of(&segment.text, families, check);
        let differs = segment.fixed.as_ref().filter(|fixed| **fixed != segment.text);
        let fixed = differs.map(|fixed| text_of(fixed, families, check));
        let source = segment.source.as_ref().map(|text| {
            let source = SourceText::read(text);
            let mut grams = Vec::new();
            source.grams(text, |b| grams.push(b));
            let stems = source.words.iter().map(|w| w.stem).collect();
            (source, stems, grams)
        });
        let language = source.as_ref().and(code).and_then(|c| languages.iter().position(|l| l == c));
        let beside = source.as_ref().map(|(source, ..)| {
            let mut vector = [0.0; COUNT];
            let reading = text::read(&segment.text, &machine.analysis, &mut vector);
            let (_, findings) = check(&segment.text, original);
            text::findings(findings.iter(), reading.pieces, families, &mut vector);
            compare::compare(&segment.text, &machine.analysis, &reading, source, None, &mut vector);
            vector
        });
        let text = segment.text.clone();
        let example = EstimateExample { text, machine, fixed, beside, source, language, label, fold: 0 };
        examples.push(example);
    }
    progress(segments.len());
    standardise(&mut examples);
    examples
}

fn text_of(text: &str, families: &Families, check: Check) -> PreparedText {
    let (analysis, findings) = check(text, None);
    let mut vector = [0.0; COUNT];
    let reading = text::read(text, &analysis, &mut vector);
    text::findings(findings.iter(), reading.pieces, families, &mut vector);
    let mut grams = Vec::new();
    ngram::of_text(text, &analysis.tokens, &mut grams);
    let words = reading.words.iter();
    let words = words.map(|&i| source::stem(analysis.tokens[i as usize].span.of(text))).collect();
    PreparedText { vector, grams, words, reading, analysis }
}

/// Labels to mean 0 and deviation 1 within each source language: raters of different languages differ in scale.
fn standardise(examples: &mut [EstimateExample]) {
    let mut sums: HashMap<Option<usize>, (f64, f64, f64)> = HashMap::new();
    for e in examples.iter() {
        let sum = sums.entry(e.language).or_default();
        *sum = (sum.0 + 1.0, sum.1 + e.label, sum.2 + e.label * e.label);
    }
    for e in examples.iter_mut() {
        let (n, sum, squares) = sums[&e.language];
        let mean = sum / n;
        let deviation = (squares / n - mean * mean).max(1e-12).sqrt();
        e.label = (e.label - mean) / deviation;
    }
}

/// Deals examples to `folds`: at random by `seed`, or with `groups` (one a segment) whole groups at a time.
pub fn deal(examples: &mut [EstimateExample], folds: usize, seed: u64, groups: Option<&[u64]>) {
    for (i, example) in examples.iter_mut().enumerate() {
        let key = groups.map_or(i as u64, |g| g[i]);
        example.fold = (scramble(key ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)) % folds as u64) as usize;
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
fn scramble(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
