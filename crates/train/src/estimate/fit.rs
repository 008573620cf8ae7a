//! Fits the heads on cross-fitted features, calibrates them, and puts the model together.
//!
//! Agreement is measured on what no part of a prediction has seen: the layer without the example's fold yields its
//! features, the head without the fold judges it.

use std::sync::Mutex;

use crate::estimate::assemble::sections;
use crate::estimate::heads;
use crate::estimate::heads::{FittedHead, Fitting, Vectors};
use crate::estimate::layer::{FittedLayer, RidgeRows};
use crate::estimate::metrics;
use crate::estimate::prepare::EstimateExample;
use crate::estimate::repair;
use crate::estimate::row::CrossRow;
pub use crate::estimate::row::FitOptions;
use mtlint_core::container;
use mtlint_core::estimate::feature::{COUNT, Feature, Needs, Vector};
use mtlint_core::estimate::head::Head;
use mtlint_core::estimate::model::CONTENT;
use mtlint_core::estimate::model::Mixture;

/// A fitted model and how well it agrees.
pub struct Fitted {
    /// The model file.
    pub bytes: Vec<u8>,
    /// Agreement on held-out folds, head by head.
    pub agreement: Vec<HeadAgreement>,
    /// Features by how much they move the judgement, strongest first, for the head that knows most.
    pub strongest: Vec<(Feature, f64)>,
    layer: FittedLayer,
    rows: RidgeRows,
    heads: Heads,
}

/// The heads of a model.
struct Heads {
    text: Mixture,
    source: Option<Mixture>,
    languages: Vec<Head>,
}

impl Fitted {
    /// The raw judgement of an example that took no part in fitting, by the head that knows most of it.
    pub fn judge(&self, example: &EstimateExample) -> f64 {
        let row = row(example, &self.layer, &self.rows);
        let parts = &mut [0.0; COUNT];
        let judged = match (&row.beside, &row.known, example.language) {
            (_, Some(vector), Some(code)) => self.heads.languages[code].judge(vector, parts),
            (Some(vector), ..) => {
                self.heads.source.as_ref().unwrap_or(&self.heads.text).judge(&row.shares, vector, parts)
            }
            _ => self.heads.text.judge(&row.shares, &row.text, parts),
        };
        f64::from(judged)
    }
}

/// How well a head agrees with people.
#[derive(Clone, Debug)]
pub struct HeadAgreement {
    /// "text", "source", or a source language; for the first two followed by the language they are measured on.
    pub head: String,
    /// Segments it was measured on.
    pub segments: usize,
    /// Pearson's correlation on held-out folds.
    pub pearson: f64,
    /// Spearman's.
    pub spearman: f64,
    /// Strength chosen.
    pub strength: f64,
}

/// Fits a model.
pub fn fit(examples: &[EstimateExample], options: &FitOptions) -> Fitted {
    let rows = RidgeRows::new(examples, options.languages.len());
    (options.progress)("n-grams and lexical tables, fold by fold");
    let mut layers = layers(examples, &rows, options);
    let crossed: Vec<CrossRow> = examples.iter().map(|e| row(e, &layers[e.fold], &rows)).collect();
    let layer = layers.swap_remove(options.folds);
    (options.progress)("heads");
    let scale = heads::scale(&crossed);
    let shares: Vec<&[f32]> = crossed.iter().map(|r| &r.shares[..]).collect();
    let fitting = Fitting { examples, scale: &scale, shares: &shares, folds: options.folds };
    let text = |i: usize| Some(&crossed[i].text);
    let beside = |i: usize| crossed[i].beside.as_ref();
    let known = |i: usize| crossed[i].known.as_ref();
    let mut agreement = Vec::new();
    let mut sections = sections(&layer, &rows, examples, options);
    let mut mixed = |needs: Needs, name: &str, vectors: Vectors| {
        let (outcome, origins) = fitting.mixture(needs, vectors, options.languages.len());
        report(name, &outcome, examples, options, &mut agreement);
        sections.push((format!("head.{name}"), outcome.head.to_bytes()));
        for (code, head) in options.languages.iter().zip(&origins) {
            sections.push((format!("head.{name}.{code}"), head.to_bytes()));
        }
        let strongest = strength_of(&outcome.head, examples, vectors, &|_| true);
        (Mixture { any: outcome.head, origins }, strongest)
    };
    let (head, mut strongest) = mixed(Needs::Text, "text", &text);
    let mut fitted = Heads { text: head, source: None, languages: Vec::new() };
    if crossed.iter().any(|r| r.beside.is_some()) {
        let (head, by_source) = mixed(Needs::Source, "source", &beside);
        (fitted.source, strongest) = (Some(head), by_source);
    }
    let several = options.languages.len() > 1;
    let prior =
        if several { fitting.head(Needs::Tables, &known, &|_| true, &[]).weights } else { Vec::new() };
    for (code, name) in options.languages.iter().enumerate() {
        let mine = |i: usize| examples[i].language == Some(code);
        let outcome = fitting.head(Needs::Tables, &known, &mine, &prior);
        report(name, &outcome, examples, options, &mut agreement);
        strongest = strength_of(&outcome.head, examples, &known, &mine);
        sections.push((format!("head.{name}"), outcome.head.to_bytes()));
        fitted.languages.push(outcome.head);
    }
    if let Some(heads) = repair::heads(&crossed, &scale, options.languages.len()) {
        sections.push(("head.repair".into(), heads.any.to_bytes()));
        for (code, head) in options.languages.iter().zip(&heads.origins) {
            sections.push((format!("head.repair.{code}"), head.to_bytes()));
        }
    }
    Fitted { bytes: container::write(CONTENT, &sections), agreement, strongest, layer, rows, heads: fitted }
}

/// One layer for each fold without it, and one of everything; two at a time.
fn layers(examples: &[EstimateExample], rows: &RidgeRows, options: &FitOptions) -> Vec<FittedLayer> {
    let next = Mutex::new(0);
    let done = Mutex::new((0..=options.folds).map(|_| None).collect::<Vec<Option<FittedLayer>>>());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let fold = {
                        let Ok(mut next) = next.lock() else { return };
                        *next += 1;
                        *next - 1
                    };
                    if fold > options.folds {
                        return;
                    }
                    let chosen = |i: usize| fold == options.folds || examples[i].fold != fold;
                    let layer = FittedLayer::fit(examples, rows, options.languages.len(), &chosen);
                    if let Ok(mut done) = done.lock() {
                        done[fold] = Some(layer);
                    }
                    (options.progress)(&format!("fold {} of {}", fold + 1, options.folds + 1));
                }
            });
        }
    });
    done.into_inner().unwrap_or_default().into_iter().flatten().collect()
}

fn row(example: &EstimateExample, layer: &FittedLayer, rows: &RidgeRows) -> CrossRow {
    let mut text = example.machine.vector;
    let shares = layer.text_features(&example.machine, rows, &mut text);
    let fixed = example.fixed.as_ref().map(|fixed| {
        let mut vector = fixed.vector;
        layer.text_features(fixed, rows, &mut vector);
        vector
    });
    let beside = example.beside.map(|mut vector| {
        for phrases in [Feature::PhraseJudged, Feature::PhraseRepaired, Feature::PhraseOrigin] {
            vector[phrases as usize] = text[phrases as usize];
        }
        vector
    });
    let known = beside.filter(|_| example.language.is_some()).map(|mut vector| {
        layer.source_features(example, rows, &mut vector);
        vector
    });
    CrossRow { text, shares, fixed, beside, known }
}

fn report(
    head: &str,
    outcome: &FittedHead,
    examples: &[EstimateExample],
    options: &FitOptions,
    out: &mut Vec<HeadAgreement>,
) {
    let mut add = |name: String, chosen: &dyn Fn(usize) -> bool| {
        let (raw, label): (Vec<f64>, Vec<f64>) =
            outcome.held.iter().filter(|h| chosen(h.0)).map(|&(i, p)| (p, examples[i].label)).unzip();
        out.push(HeadAgreement {
            head: name,
            segments: raw.len(),
            pearson: metrics::pearson(&raw, &label),
            spearman: metrics::spearman(&raw, &label),
            strength: outcome.strength,
        });
    };
    add(head.to_owned(), &|_| true);
    if options.languages.len() > 1 && matches!(head, "text" | "source") {
        for (code, name) in options.languages.iter().enumerate() {
            add(format!("{head}/{name}"), &|i| examples[i].language == Some(code));
        }
    }
}

/// Features by the spread of their parts over the chosen examples, strongest first.
fn strength_of<'v>(
    head: &Head,
    examples: &[EstimateExample],
    vectors: &dyn Fn(usize) -> Option<&'v Vector>,
    chosen: &dyn Fn(usize) -> bool,
) -> Vec<(Feature, f64)> {
    let mut strongest: Vec<(Feature, f64)> = head
        .features()
        .iter()
        .map(|&f| {
            let parts: Vec<f64> = (0..examples.len())
                .filter(|&i| chosen(i))
                .filter_map(vectors)
                .map(|v| f64::from(head.part(f, v)))
                .collect();
            (f, (parts.iter().map(|p| p * p).sum::<f64>() / parts.len().max(1) as f64).sqrt())
        })
        .collect();
    strongest.sort_by(|a, b| b.1.total_cmp(&a.1));
    strongest
}
