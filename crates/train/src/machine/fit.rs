//! Puts the model together: frames, rules, likelihood; each step is fitted on what the one before it has not seen.
//!
//! Texts are dealt to folds by their source; of people's prose whole groups are held out, so that the likelihood is
//! calibrated on kinds of text that no weight was learnt from.

use std::collections::BTreeMap;

use crate::logistic;
use crate::machine::evidence;
use crate::machine::example::MachineExample;
use crate::machine::frames::FrameRows;
use mtlint_core::container;
use mtlint_core::machine::model::{CONTENT, FrameStyle, Likelihood, Numbers, likelihood};
use mtlint_core::machine::table::{self, KnownFrame, Table};

/// Folds.
const FOLDS: usize = 5;
/// Share of people's prose that may reach [`SURE`], as measured on texts of kinds that were held out.
const FALSE: f64 = 0.002;
/// The likelihood from which on a text passes for machine translation.
const SURE: f64 = 0.9;
/// Words at which texts are of another length.
const LENGTHS: [usize; 3] = [120, 240, 480];
/// Words of the shortest text that calibrates.
const LEAST_WORDS: usize = 60;

/// A fitted model and how well it tells, on what it has not seen.
pub struct FittedMachine {
    /// `machine.bin`.
    pub frames: Vec<u8>,
    /// What `machine.toml` holds.
    pub numbers: Numbers,
    /// The likelihood of each example by the folds without it.
    pub held: Vec<f64>,
    /// The chance that a machine's text has the higher likelihood, by group with both kinds.
    pub apart: Vec<(usize, f64)>,
}

/// Fits on examples of so many groups.
pub fn fit(examples: &[MachineExample], groups: usize, progress: &dyn Fn(&str)) -> FittedMachine {
    let folds = dealt(examples, groups);
    let masses = masses(examples, groups);
    let rows = FrameRows::new(examples);
    progress(&format!("{} frames", rows.keys.len()));
    let mut means = vec![0.0; examples.len()];
    let mut evidence = vec![0.0; examples.len()];
    for fold in 0..FOLDS {
        progress(&format!("fold {} of {FOLDS}", fold + 1));
        let chosen = |i: usize| folds[i] != fold;
        let weights = rows.fit(examples, &masses, &chosen);
        let rules = evidence::of_rules(examples, &masses, &chosen);
        for i in (0..examples.len()).filter(|&i| folds[i] == fold) {
            means[i] = rows.mean(i, examples[i].words, &weights);
            evidence[i] = evidence_of(&examples[i], &rules);
        }
    }
    progress("all together");
    let weights = rows.fit(examples, &masses, &|_| true);
    let mut rules = evidence::of_rules(examples, &masses, &|_| true);
    let unknown = rules.remove("").unwrap_or_default().max(0.0);
    let (frames, step) = packed(&rows, examples, &weights);
    let style = style(examples, &means, groups, step);
    let odds: Vec<f64> =
        (0..examples.len()).map(|i| style.odds(means[i], examples[i].words as f64)).collect();
    let mut of_all = calibrated(examples, groups, &odds, &evidence);
    of_all.unknown = unknown;
    let held = |i: usize| likelihood(of_all.odds(odds[i], evidence[i], examples[i].words as f64));
    let held: Vec<f64> = (0..examples.len()).map(held).collect();
    let apart = (0..groups).filter_map(|g| apart(examples, &held, &|e| e.group == g).map(|a| (g, a)));
    let apart = apart.collect();
    FittedMachine {
        frames,
        numbers: Numbers { style, likelihood: of_all, rules: rounded(rules) },
        held,
        apart,
    }
}

fn rounded(rules: BTreeMap<String, f64>) -> BTreeMap<String, f64> {
    rules.into_iter().map(|(rule, odds)| (rule, (odds * 100.0).round() / 100.0)).collect()
}

/// The chance that a machine's text has the higher value, among the examples that are meant; none without both kinds.
pub fn apart(
    examples: &[MachineExample],
    held: &[f64],
    meant: &dyn Fn(&MachineExample) -> bool,
) -> Option<f64> {
    let of = |human: bool| -> Vec<f64> {
        let mine = (0..examples.len()).filter(|&i| examples[i].human == human && meant(&examples[i]));
        mine.map(|i| held[i]).collect()
    };
    let (machine, people) = (of(false), of(true));
    let higher = |m: &f64| {
        people
            .iter()
            .map(|p| {
                if m > p {
                    1.0
                } else if m == p {
                    0.5
                } else {
                    0.0
                }
            })
            .sum::<f64>()
    };
    let pairs = (machine.len() * people.len()) as f64;
    (pairs > 0.0).then(|| machine.iter().map(higher).sum::<f64>() / pairs)
}

/// The fold of each example.
fn dealt(examples: &[MachineExample], groups: usize) -> Vec<usize> {
    let mut mixed = vec![false; groups];
    examples.iter().for_each(|e| mixed[e.group] |= !e.human);
    let mut sources: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut folds = Vec::with_capacity(examples.len());
    for e in examples {
        let next = sources.len();
        let source = *sources.entry((e.group, e.key.as_str())).or_insert(next);
        folds.push(if mixed[e.group] { source % FOLDS } else { e.group % FOLDS });
    }
    folds
}

/// What a group's pairs count together: repairs of single sentences less than translations of whole texts.
fn masses(examples: &[MachineExample], groups: usize) -> Vec<f64> {
    let (mut short, mut all) = (vec![0.0; groups], vec![0.0f64; groups]);
    for e in examples {
        all[e.group] += 1.0;
        short[e.group] += f64::from(u8::from(e.words < LEAST_WORDS));
    }
    (0..groups).map(|g| if short[g] > 0.3 * all[g] { 0.4 } else { 1.0 }).collect()
}

fn evidence_of(example: &MachineExample, rules: &BTreeMap<String, f64>) -> f64 {
    let usual = rules[""].max(0.0);
    let each = |(rule, count): (&String, &usize)| {
        rules.get(rule).copied().unwrap_or(usual) * (1.0 + *count as f64).log2()
    };
    example.findings.iter().map(each).sum()
}

/// The table of frames, the heaviest first, and the step of its weights.
fn packed(rows: &FrameRows, examples: &[MachineExample], weights: &[f64]) -> (Vec<u8>, f64) {
    let weights: Vec<f64> = weights.iter().zip(&rows.mass).map(|(w, m)| w * f64::from(*m)).collect();
    let mut sizes: Vec<f64> = weights.iter().map(|w| w.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let step = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0) / 127.0;
    let (mut uses, mut words) = (vec![0.0; weights.len()], 0.0);
    for e in examples.iter().filter(|e| e.human) {
        words += e.words as f64;
        for (key, n) in &e.frames {
            if let Ok(i) = rows.keys.binary_search(key) {
                uses[i] += f64::from(*n);
            }
        }
    }
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let telling = |i: usize| weights[i].abs() * (uses[i] + 1.0f64).sqrt();
    order.sort_by(|&a, &b| telling(b).total_cmp(&telling(a)).then(a.cmp(&b)));
    let known = |i: usize| {
        let weight = (weights[i] / step).round().clamp(-127.0, 127.0) as i8;
        (rows.keys[i], KnownFrame { weight, usual: table::usual(uses[i] / f64::max(words, 1.0)) })
    };
    let table = Table::write(order.into_iter().map(known));
    (container::write(CONTENT, &[("frames", table)]), step)
}

/// Means and variances of the sums, groups weighing alike.
fn style(examples: &[MachineExample], means: &[f64], groups: usize, step: f64) -> FrameStyle {
    let long = |i: &usize| examples[*i].words >= LEAST_WORDS;
    let mean_of = |human: bool| {
        let of_group = |g: usize| {
            let mine = (0..examples.len()).filter(|&i| examples[i].group == g && examples[i].human == human);
            let mine: Vec<f64> = mine.filter(long).map(|i| means[i]).collect();
            (!mine.is_empty()).then(|| mine.iter().sum::<f64>() / mine.len() as f64)
        };
        let all: Vec<f64> = (0..groups).filter_map(of_group).collect();
        all.iter().sum::<f64>() / all.len().max(1) as f64
    };
    let (people, machine) = (mean_of(true), mean_of(false));
    // Squared deviations over people's texts against 1 ÷ words: where the line begins, and how it rises.
    let (mut n, mut x, mut y, mut xx, mut xy) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for i in (0..examples.len()).filter(long).filter(|&i| examples[i].human) {
        let (a, b) = (1.0 / examples[i].words as f64, (means[i] - people).powi(2));
        (n, x, y, xx, xy) = (n + 1.0, x + a, y + b, xx + a * a, xy + a * b);
    }
    let within = ((n * xy - x * y) / (n * xx - x * x).max(1e-12)).max(1e-9);
    let between = ((y - within * x) / f64::max(n, 1.0)).max(y / f64::max(n, 1.0) / 10.0).max(1e-12);
    FrameStyle { step, people, machine, between, within }
}

/// Fits the likelihood, and lowers its bias until people's texts keep under the bound.
fn calibrated(examples: &[MachineExample], groups: usize, odds: &[f64], evidence: &[f64]) -> Likelihood {
    let long: Vec<usize> = (0..examples.len()).filter(|&i| examples[i].words >= LEAST_WORDS).collect();
    let mut sizes = vec![[0.0; 2]; groups];
    long.iter().for_each(|&i| sizes[examples[i].group][usize::from(examples[i].human)] += 1.0);
    let of_group = |i: usize| 1.0 / sizes[examples[i].group][usize::from(examples[i].human)];
    // At every length both sides weigh alike: that articles by people are longer in the data tells nothing.
    let step = |e: &MachineExample| LENGTHS.iter().filter(|most| e.words >= **most).count();
    let mut at_length = [[0.0; 2]; LENGTHS.len() + 1];
    long.iter().for_each(|&i| at_length[step(&examples[i])][usize::from(examples[i].human)] += of_group(i));
    let row = |&i: &usize| {
        let e = &examples[i];
        let mass = 200.0 * of_group(i) / at_length[step(e)][usize::from(e.human)];
        ([1.0, odds[i], evidence[i], (e.words as f64 / 100.0).ln_1p()], !e.human, mass)
    };
    let rows: Vec<([f64; 4], bool, f64)> = long.iter().map(row).collect();
    let [bias, style, findings, length] = logistic::fit(&rows);
    let mut fitted = Likelihood { bias, style, findings, length, unknown: 0.0 };
    let mut people: Vec<f64> = long
        .iter()
        .filter(|&&i| sizes[examples[i].group][0] == 0.0)
        .map(|&i| fitted.odds(odds[i], evidence[i], examples[i].words as f64))
        .collect();
    people.sort_by(f64::total_cmp);
    let place = ((people.len() as f64) * (1.0 - FALSE)) as usize;
    let most = people.get(place.min(people.len().saturating_sub(1))).copied().unwrap_or_default();
    fitted.bias -= (most - (SURE / (1.0 - SURE)).ln()).max(0.0);
    fitted
}
