//! The network that learns: rows into a hidden layer, cut at zero, into tags; once for each look.
//!
//! Stochastic gradient descent on the log loss over the weighed tags, steps by AdaGrad (Duchi, Hazan, Singer
//! 2011), hidden units and rows dropped at random (Srivastava and others 2014), weights averaged over the later
//! passes. One thread, one order of additions: the same seed gives the same weights.

use crate::random::Random;
use crate::tagger::examples::{Examples, SentenceSpan, TrainingToken};
use crate::tagger::options::PARTS;
use mtlint_core::analysis::tagger::features::{DENSE, Guess, UNTAGGED};
use mtlint_core::analysis::tagger::format::{HIDDEN, OUTPUTS};

/// Output units, rounded up to whole vectors.
pub const LANES: usize = 52;
const _: () = assert!(LANES >= OUTPUTS);

const RATE: f32 = 0.06;
const FLOOR: f32 = 0.1;
const DROP_HIDDEN: f32 = 0.3;
const DROP_ROWS: f32 = 0.1;
/// A finite verb that is missed makes a fragment of a sentence, so it weighs more than other words.
const FINITE_WEIGHT: f32 = 2.0;
/// Words that are already this certain teach nothing.
const SETTLED: f32 = 0.01;

/// What to learn from.
pub struct Teaching<'a> {
    /// The part of the text that is not shown.
    pub leave_out: Option<usize>,
    /// Guesses for the second look; without them only the first look is learned.
    pub guesses: Option<&'a [Guess]>,
    /// Passes over the text.
    pub passes: usize,
}

/// What is told while a network learns.
pub enum Heard<'a> {
    /// So many more places were learned from.
    Learned(usize),
    /// A pass is done.
    Pass {
        /// The network, its weights averaged.
        net: &'a Net,
        /// The pass, from 0.
        pass: usize,
        /// Share of right answers in it.
        accuracy: f64,
    },
}

/// `Heard::Learned` comes this often.
const NEWS: usize = 4096;

/// Weights and the sums of their squared steps.
#[derive(Clone)]
struct NetWeights {
    values: Vec<f32>,
    squares: Vec<f32>,
}

impl NetWeights {
    fn new(values: Vec<f32>) -> Self {
        NetWeights { squares: vec![0.0; values.len()], values }
    }
}

/// A network.
pub struct Net {
    rows: NetWeights,
    outputs: [NetWeights; 2],
    /// Factor of the rows once none of them is dropped.
    scale: f32,
    random: Random,
}

type Hidden = [f32; HIDDEN];

impl Net {
    /// A network that knows nothing yet.
    pub fn new(examples: &Examples, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut rows = vec![0.0; examples.row_count() * HIDDEN];
        rows[..DENSE * HIDDEN].iter_mut().for_each(|weight| *weight = (random.unit() - 0.5) * 0.2);
        let mut output = || {
            let values = (0..HIDDEN * LANES)
                .map(|i| if i % LANES < OUTPUTS { (random.unit() - 0.5) * 0.3 } else { 0.0 })
                .collect();
            NetWeights::new(values)
        };
        let outputs = [output(), output()];
        Net { rows: NetWeights::new(rows), outputs, scale: 1.0, random }
    }

    /// Learns; `report` hears of every few thousand words and of every pass.
    pub fn learn(&mut self, examples: &Examples, teaching: &Teaching<'_>, report: &mut dyn FnMut(Heard<'_>)) {
        let mut order = Vec::new();
        for (number, line) in examples.lines.iter().enumerate() {
            if teaching.leave_out != Some(line.fold % PARTS) {
                let weighed = line.tokens.clone().filter(|&token| examples.tokens[token].weighed != 0);
                order.extend(weighed.map(|token| (number as u32, token as u32)));
            }
        }
        let mut mean = Mean::new(self);
        let mut buffers = Buffers::default();
        for pass in 0..teaching.passes {
            let rate = RATE * (1.0 - 0.9 * pass as f32 / teaching.passes as f32);
            self.random.shuffle(&mut order);
            let mut right = 0usize;
            for some in order.chunks(NEWS) {
                for &(line, token) in some {
                    let line = &examples.lines[line as usize];
                    right +=
                        usize::from(self.step(examples, line, token as usize, teaching, rate, &mut buffers));
                }
                report(Heard::Learned(some.len()));
            }
            if pass + 1 > teaching.passes / 3 {
                mean.add(self);
            }
            let accuracy = right as f64 / order.len().max(1) as f64;
            let last = pass + 1 == teaching.passes;
            if mean.count > 0 {
                mean.swap(self);
            }
            report(Heard::Pass { net: self, pass, accuracy });
            if mean.count > 0 && !last {
                mean.swap(self);
            }
        }
    }

    /// Weights of a row, to be used when no row is dropped.
    pub fn row(&self, row: u32) -> impl Iterator<Item = f32> + '_ {
        let at = row as usize * HIDDEN;
        self.rows.values[at..at + HIDDEN].iter().map(|weight| weight * self.scale)
    }

    /// Weight from a hidden unit to a tag, in the first look (0) or the second (1).
    pub fn output(&self, look: usize, unit: usize, tag: usize) -> f32 {
        self.outputs[look].values[unit * LANES + tag]
    }

    /// The first guess at a word of a part of the text that was not shown.
    pub fn guess(&self, examples: &Examples, line: &SentenceSpan, at: usize, part: usize) -> Guess {
        let mut rows = Vec::with_capacity(64);
        examples.rows(line, at, |token| examples.known_without(token, part), &mut rows);
        let mut hidden = [0.0; HIDDEN];
        rows.iter().for_each(|&row| hidden.iter_mut().zip(self.row(row)).for_each(|(h, w)| *h += w));
        let scores = scores(&self.outputs[0].values, &hidden.map(|unit| unit.max(0.0)));
        let token = &examples.tokens[at];
        let (mut best, mut second) = ((f32::MIN, UNTAGGED), (f32::MIN, UNTAGGED));
        for tag in (0..OUTPUTS as u8).filter(|tag| token.weighed >> tag & 1 == 1) {
            let score = scores[usize::from(tag)];
            if score > best.0 {
                second = best;
                best = (score, tag);
            } else if score > second.0 {
                second = (score, tag);
            }
        }
        let margin = best.0 - second.0;
        Guess { tag: best.1, second: second.1, doubt: u8::from(margin < 4.0) + u8::from(margin < 1.5) }
    }

    fn step(
        &mut self,
        examples: &Examples,
        line: &SentenceSpan,
        at: usize,
        teaching: &Teaching<'_>,
        rate: f32,
        buffers: &mut Buffers,
    ) -> bool {
        let Buffers { rows, near } = buffers;
        let random = &mut self.random;
        examples.rows(line, at, |token| random.unit() >= token.doubt, rows);
        rows.retain(|_| random.unit() >= DROP_ROWS);
        let mut kept = [0.0f32; HIDDEN];
        let keep = 1.0 / (1.0 - DROP_HIDDEN);
        kept.iter_mut().for_each(|unit| *unit = if random.unit() < DROP_HIDDEN { 0.0 } else { keep });
        let mut hidden = [0.0; HIDDEN];
        sum(&self.rows.values, rows, &mut hidden);
        let token = &examples.tokens[at];
        let mut right = false;
        let mut back = [0.0; HIDDEN];
        let mut taught = look(&mut self.outputs[0], &hidden, &kept, token, rate, &mut back, &mut right);
        if let Some(guesses) = teaching.guesses {
            examples.second_rows(line, at, guesses, near);
            near.retain(|_| random.unit() >= DROP_ROWS);
            sum(&self.rows.values, near, &mut hidden);
            let mut second = [0.0; HIDDEN];
            if look(&mut self.outputs[1], &hidden, &kept, token, rate, &mut second, &mut right) {
                descend(&mut self.rows, near, &second, rate);
                back.iter_mut().zip(&second).for_each(|(b, s)| *b += s);
                taught = true;
            }
        }
        if taught {
            descend(&mut self.rows, rows, &back, rate);
        }
        right
    }
}

#[derive(Default)]
struct Buffers {
    rows: Vec<u32>,
    near: Vec<u32>,
}

fn sum(weights: &[f32], rows: &[u32], hidden: &mut Hidden) {
    for &row in rows {
        let at = row as usize * HIDDEN;
        hidden.iter_mut().zip(&weights[at..at + HIDDEN]).for_each(|(unit, weight)| *unit += weight);
    }
}

fn scores(outputs: &[f32], active: &Hidden) -> [f32; LANES] {
    let mut scores = [0.0; LANES];
    for (&unit, weights) in active.iter().zip(outputs.chunks_exact(LANES)) {
        if unit > 0.0 {
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += unit * weight);
        }
    }
    scores
}

/// One look at a word: scores, loss, a step of the output weights, and what goes back to the rows. False when
/// there was nothing to learn.
fn look(
    outputs: &mut NetWeights,
    hidden: &Hidden,
    kept: &Hidden,
    token: &TrainingToken,
    rate: f32,
    back: &mut Hidden,
    right: &mut bool,
) -> bool {
    let mut active = [0.0; HIDDEN];
    active.iter_mut().zip(hidden.iter().zip(kept)).for_each(|(a, (h, k))| *a = h.max(0.0) * k);
    let mut slopes = scores(&outputs.values, &active);
    let gold = usize::from(token.gold);
    let weighed = |lane: usize| token.weighed >> lane & 1 == 1;
    let highest =
        (0..OUTPUTS).filter(|&lane| weighed(lane)).map(|lane| slopes[lane]).fold(f32::MIN, f32::max);
    *right = slopes[gold] >= highest;
    let mut total = 0.0;
    for (lane, slope) in slopes.iter_mut().enumerate() {
        *slope = if weighed(lane) { (*slope - highest).exp() } else { 0.0 };
        total += *slope;
    }
    slopes.iter_mut().for_each(|slope| *slope /= total);
    slopes[gold] -= 1.0;
    if slopes[gold] > -SETTLED {
        return false;
    }
    if token.finite {
        slopes.iter_mut().for_each(|slope| *slope *= FINITE_WEIGHT);
    }
    for unit in 0..HIDDEN {
        if active[unit] <= 0.0 {
            continue;
        }
        let lanes = unit * LANES..(unit + 1) * LANES;
        let (values, squares) = (&mut outputs.values[lanes.clone()], &mut outputs.squares[lanes]);
        let mut slope_back = 0.0;
        for ((value, square), slope) in values.iter_mut().zip(squares).zip(&slopes) {
            slope_back += slope * *value;
            let step = slope * active[unit];
            *square += step * step;
            *value -= rate * step / (square.sqrt() + FLOOR);
        }
        back[unit] = slope_back * kept[unit];
    }
    true
}

fn descend(rows: &mut NetWeights, which: &[u32], back: &Hidden, rate: f32) {
    for &row in which {
        let range = row as usize * HIDDEN..(row as usize + 1) * HIDDEN;
        let (values, squares) = (&mut rows.values[range.clone()], &mut rows.squares[range]);
        for ((value, square), step) in values.iter_mut().zip(squares).zip(back) {
            *square += step * step;
            *value -= rate * step / (square.sqrt() + FLOOR);
        }
    }
}

/// The mean of the weights after several passes.
struct Mean {
    rows: Vec<f32>,
    outputs: [Vec<f32>; 2],
    count: usize,
    aside: Option<(Vec<f32>, [Vec<f32>; 2])>,
}

impl Mean {
    fn new(net: &Net) -> Self {
        let zero = |weights: &NetWeights| vec![0.0; weights.values.len()];
        let outputs = [zero(&net.outputs[0]), zero(&net.outputs[1])];
        Mean { rows: zero(&net.rows), outputs, count: 0, aside: None }
    }

    fn add(&mut self, net: &Net) {
        let add = |sum: &mut Vec<f32>, weights: &NetWeights| {
            sum.iter_mut().zip(&weights.values).for_each(|(sum, value)| *sum += value);
        };
        add(&mut self.rows, &net.rows);
        self.outputs.iter_mut().zip(&net.outputs).for_each(|(sum, weights)| add(sum, weights));
        self.count += 1;
    }

    /// Puts the mean into the network, or back what was there before.
    fn swap(&mut self, net: &mut Net) {
        if let Some((rows, [first, second])) = self.aside.take() {
            net.rows.values = rows;
            (net.outputs[0].values, net.outputs[1].values) = (first, second);
            net.scale = 1.0;
            return;
        }
        let mean = |sum: &Vec<f32>| sum.iter().map(|sum| sum / self.count as f32).collect::<Vec<f32>>();
        let rows = std::mem::replace(&mut net.rows.values, mean(&self.rows));
        let [first, second] = &mut net.outputs;
        let first = std::mem::replace(&mut first.values, mean(&self.outputs[0]));
        let second = std::mem::replace(&mut second.values, mean(&self.outputs[1]));
        net.scale = 1.0 - DROP_ROWS;
        self.aside = Some((rows, [first, second]));
    }
}
