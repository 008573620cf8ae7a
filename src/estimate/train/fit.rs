//! Fits the heads on cross-fitted features, calibrates them, and puts the model together.
//!
//! Agreement is measured on what no part of a prediction has seen: the layer without the example's fold yields its
//! features, the head without the fold judges it.

use std::sync::Mutex;

use crate::estimate::feature::{Feature, Needs, Vector};
use crate::estimate::file;
use crate::estimate::head::{Head, TERMS, terms};
use crate::estimate::metrics;
use crate::estimate::ridge::Normal;
use crate::estimate::train::assemble::{curve, sections};
use crate::estimate::train::layer::{Layer, Rows};
use crate::estimate::train::prepare::Example;

/// Strengths that are tried; the one that agrees best on held-out folds is kept.
pub const STRENGTHS: [f64; 5] = [30.0, 100.0, 300.0, 1000.0, 3000.0];

/// How to fit.
pub struct Options<'o> {
    /// Language of the texts.
    pub language: &'o str,
    /// Source languages, by their numbers in the examples.
    pub languages: &'o [String],
    /// Number of folds.
    pub folds: usize,
    /// Told what is being done.
    pub progress: &'o (dyn Fn(&str) + Sync),
}

/// A fitted model and how well it agrees.
pub struct Fitted {
    /// The model file.
    pub bytes: Vec<u8>,
    /// Agreement on held-out folds, head by head.
    pub agreement: Vec<Agreement>,
    /// Features by how much they move the judgement, strongest first, for the head that knows most.
    pub strongest: Vec<(Feature, f64)>,
    layer: Layer,
    heads: Heads,
}

/// The heads of a model.
struct Heads {
    text: Head,
    source: Option<Head>,
    languages: Vec<Head>,
}

impl Fitted {
    /// The raw judgement of an example that took no part in fitting, by the head that knows most of it.
    pub fn judge(&self, example: &Example) -> f64 {
        let row = row(example, &self.layer);
        let head = match (&row.beside, example.language) {
            (Some(vector), Some(code)) if code < self.heads.languages.len() => {
                self.heads.languages[code].judge(vector)
            }
            (Some(vector), _) => self.heads.source.as_ref().unwrap_or(&self.heads.text).judge(vector),
            _ => self.heads.text.judge(&row.text),
        };
        f64::from(head)
    }

    /// The same from the text alone.
    pub fn judge_text(&self, example: &Example) -> f64 {
        f64::from(self.heads.text.judge(&row(example, &self.layer).text))
    }
}

/// How well a head agrees with people.
#[derive(Clone, Debug)]
pub struct Agreement {
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

/// Features of an example from layers that have not seen it: of the text alone, its repair, text beside source.
struct Row {
    text: Vector,
    fixed: Option<Vector>,
    beside: Option<Vector>,
}

/// Fits a model.
pub fn fit(examples: &[Example], options: &Options) -> Fitted {
    let rows = Rows::new(examples, options.languages.len());
    (options.progress)("n-grams and lexical tables, fold by fold");
    let mut layers = layers(examples, &rows, options);
    let crossed: Vec<Row> = examples.iter().map(|e| row(e, &layers[e.fold])).collect();
    let layer = layers.swap_remove(options.folds);
    (options.progress)("heads");
    let scale = scale(examples, &crossed);
    let text = |i: usize| Some(&crossed[i].text);
    let beside = |i: usize| crossed[i].beside.as_ref();
    let fitting = Fitting { examples, scale: &scale, folds: options.folds };
    let mut agreement = Vec::new();
    let mut sections = sections(&layer, options);
    let outcome = fitting.head(Needs::Text, &text, &|_| true, &[]);
    report("text", &outcome, examples, options, &mut agreement);
    sections.push(("head.text".into(), outcome.head.to_bytes()));
    let mut strongest = strength_of(&outcome.head, examples, &text, &|_| true);
    let mut heads = Heads { text: outcome.head, source: None, languages: Vec::new() };
    if crossed.iter().any(|r| r.beside.is_some()) {
        let outcome = fitting.head(Needs::Source, &beside, &|_| true, &[]);
        report("source", &outcome, examples, options, &mut agreement);
        strongest = strength_of(&outcome.head, examples, &beside, &|_| true);
        sections.push(("head.source".into(), outcome.head.to_bytes()));
        heads.source = Some(outcome.head);
    }
    let known = |i: usize| examples[i].language.is_some();
    let several = options.languages.len() > 1;
    let prior = if several { fitting.head(Needs::Tables, &beside, &known, &[]).weights } else { Vec::new() };
    for (code, name) in options.languages.iter().enumerate() {
        let mine = |i: usize| examples[i].language == Some(code);
        let outcome = fitting.head(Needs::Tables, &beside, &mine, &prior);
        report(name, &outcome, examples, options, &mut agreement);
        strongest = strength_of(&outcome.head, examples, &beside, &mine);
        sections.push((format!("head.{name}"), outcome.head.to_bytes()));
        heads.languages.push(outcome.head);
    }
    if let Some(head) = repair_head(&crossed, &scale) {
        sections.push(("head.repair".into(), head.to_bytes()));
    }
    Fitted { bytes: file::write(&sections), agreement, strongest, layer, heads }
}

/// One layer for each fold without it, and one of everything; two at a time.
fn layers(examples: &[Example], rows: &Rows, options: &Options) -> Vec<Layer> {
    let next = Mutex::new(0);
    let done = Mutex::new((0..=options.folds).map(|_| None).collect::<Vec<Option<Layer>>>());
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
                    let layer = Layer::fit(examples, rows, options.languages.len(), &chosen);
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

fn row(example: &Example, layer: &Layer) -> Row {
    let mut text = example.machine.vector;
    layer.text_features(&example.machine, &mut text);
    let fixed = example.fixed.as_ref().map(|fixed| {
        let mut vector = fixed.vector;
        layer.text_features(fixed, &mut vector);
        vector
    });
    let beside = example.beside.map(|mut vector| {
        layer.text_features(&example.machine, &mut vector);
        layer.source_features(example, &mut vector);
        vector
    });
    Row { text, fixed, beside }
}

/// Mean and 1/deviation of every feature over the machine's texts; those of tables over known languages only.
fn scale(examples: &[Example], crossed: &[Row]) -> Vec<[f32; 2]> {
    Feature::ALL
        .iter()
        .map(|&f| {
            let values: Vec<f64> = crossed
                .iter()
                .zip(examples)
                .filter(|(_, e)| f.needs() < Needs::Tables || e.language.is_some())
                .filter_map(|(r, _)| if f.needs() == Needs::Text { Some(&r.text) } else { r.beside.as_ref() })
                .map(|v| f64::from(v[f as usize]))
                .collect();
            let mean = metrics::mean(&values);
            let variance =
                values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len().max(1) as f64;
            let inverse = if variance > 1e-12 { 1.0 / variance.sqrt() } else { 0.0 };
            [mean as f32, inverse as f32]
        })
        .collect()
}

fn expanded(needs: Needs, vector: &Vector, scale: &[[f32; 2]], out: &mut Vec<f32>) {
    out.clear();
    for feature in Feature::ALL.iter().filter(|f| f.needs() <= needs) {
        out.extend(terms(vector[*feature as usize], scale[*feature as usize]));
    }
}

/// A fitted head with what was learned about it.
struct Outcome {
    head: Head,
    /// Held-out predictions: example and raw judgement.
    held: Vec<(usize, f64)>,
    strength: f64,
    weights: Vec<f64>,
}

/// What every head is fitted on.
struct Fitting<'a> {
    examples: &'a [Example],
    scale: &'a [[f32; 2]],
    folds: usize,
}

impl Fitting<'_> {
    /// Fits on the chosen examples, pulled towards `prior`, with the strength that cross-validation likes best.
    fn head<'v>(
        &self,
        needs: Needs,
        vectors: &dyn Fn(usize) -> Option<&'v Vector>,
        chosen: &dyn Fn(usize) -> bool,
        prior: &[f64],
    ) -> Outcome {
        let examples = self.examples;
        let columns = Feature::ALL.iter().filter(|f| f.needs() <= needs).count() * TERMS + 1;
        let mut parts: Vec<Normal> = (0..self.folds).map(|_| Normal::new(columns)).collect();
        let mut line = Vec::with_capacity(columns);
        let mut each = |work: &mut dyn FnMut(usize, &[f32])| {
            for i in (0..examples.len()).filter(|&i| chosen(i)) {
                if let Some(vector) = vectors(i) {
                    expanded(needs, vector, self.scale, &mut line);
                    line.push(1.0);
                    work(i, &line);
                }
            }
        };
        each(&mut |i, line| parts[examples[i].fold].add(line, examples[i].label));
        let mut whole = Normal::new(columns);
        parts.iter().for_each(|part| whole.merge(part, 1.0));
        let mut best: Option<(f64, f64, Vec<(usize, f64)>)> = None;
        for strength in STRENGTHS {
            let without = |part: &Normal| {
                let mut rest = whole.clone();
                rest.merge(part, -1.0);
                rest.weights(strength, prior, true)
            };
            let weights: Vec<Vec<f64>> = parts.iter().map(without).collect();
            let mut held = Vec::new();
            each(&mut |i, line| {
                let w = &weights[examples[i].fold];
                held.push((i, line.iter().zip(w).map(|(x, w)| f64::from(*x) * w).sum()));
            });
            let (raw, label): (Vec<f64>, Vec<f64>) =
                held.iter().map(|&(i, p)| (p, examples[i].label)).unzip();
            let r = metrics::pearson(&raw, &label);
            if best.as_ref().is_none_or(|b| r > b.0) {
                best = Some((r, strength, held));
            }
        }
        let (_, strength, held) = best.unwrap_or_default();
        let weights = whole.weights(strength, prior, true);
        let mut head = shaped(needs, &weights, self.scale, &mut each);
        head.bias += weights[columns - 1] as f32;
        head.curve = curve(&held, examples);
        Outcome { head, held, strength, weights }
    }
}

/// Puts weights into a head, with the average of each feature's part over the rows that `each` goes through.
fn shaped(
    needs: Needs,
    weights: &[f64],
    scale: &[[f32; 2]],
    each: &mut dyn FnMut(&mut dyn FnMut(usize, &[f32])),
) -> Head {
    let mut head = Head { scale: scale.to_vec(), ..Head::empty(needs) };
    let features: Vec<Feature> = head.features().collect();
    let mut sums = vec![0f64; features.len()];
    let mut count = 0f64;
    each(&mut |_, line| {
        count += 1.0;
        for (k, sum) in sums.iter_mut().enumerate() {
            *sum += (0..TERMS).map(|t| f64::from(line[k * TERMS + t]) * weights[k * TERMS + t]).sum::<f64>();
        }
    });
    for (k, &feature) in features.iter().enumerate() {
        let mean = sums[k] / count.max(1.0);
        head.average[feature as usize] = mean as f32;
        head.bias += mean as f32;
        (0..TERMS).for_each(|t| head.weights[feature as usize][t] = weights[k * TERMS + t] as f32);
    }
    head
}

/// Tells a repair from what was repaired: fitted on differences, so that what a text is about cancels out.
fn repair_head(crossed: &[Row], scale: &[[f32; 2]]) -> Option<Head> {
    let columns = Feature::ALL.iter().filter(|f| f.needs() == Needs::Text).count() * TERMS;
    let mut normal = Normal::new(columns);
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for row in crossed {
        if let Some(fixed) = &row.fixed {
            expanded(Needs::Text, &row.text, scale, &mut a);
            expanded(Needs::Text, fixed, scale, &mut b);
            let difference: Vec<f32> = b.iter().zip(&a).map(|(b, a)| b - a).collect();
            normal.add(&difference, 1.0);
        }
    }
    crossed.iter().any(|r| r.fixed.is_some()).then(|| {
        let weights = normal.weights(100.0, &[], false);
        let mut line = Vec::new();
        let mut head = shaped(Needs::Text, &weights, scale, &mut |work| {
            for (i, row) in crossed.iter().enumerate() {
                expanded(Needs::Text, &row.text, scale, &mut line);
                work(i, &line);
            }
        });
        head.bias = 0.0;
        head
    })
}

fn report(head: &str, outcome: &Outcome, examples: &[Example], options: &Options, out: &mut Vec<Agreement>) {
    let mut add = |name: String, chosen: &dyn Fn(usize) -> bool| {
        let (raw, label): (Vec<f64>, Vec<f64>) =
            outcome.held.iter().filter(|h| chosen(h.0)).map(|&(i, p)| (p, examples[i].label)).unzip();
        out.push(Agreement {
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
    examples: &[Example],
    vectors: &dyn Fn(usize) -> Option<&'v Vector>,
    chosen: &dyn Fn(usize) -> bool,
) -> Vec<(Feature, f64)> {
    let mut strongest: Vec<(Feature, f64)> = head
        .features()
        .map(|f| {
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
