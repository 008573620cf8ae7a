//! Weights of frames: the direction in which a machine's translation differs from a person's of the same source, against
//! the spread of people's texts of every kind.
//!
//! Least squares: the difference of the two is to be 1, the deviation of any text by people from their mean 0, and the
//! weights small. So what tells one genre from another is no evidence, which makes it a linear discriminant (Fisher
//! 1936) with the spread between genres among what does not count. Solved by conjugate gradients (Hestenes and Stiefel
//! 1952) on the normal equations, a fixed number of steps, one thread, in a fixed order of sums.

use std::collections::HashMap;

use crate::machine::example::MachineExample;

/// Texts, of different sources, that a frame must occur in.
const LEAST: u32 = 25;
/// How much people's spread counts against differences.
const SPREAD: f64 = 10.0;
/// Ridge strength.
const STRENGTH: f64 = 0.03;
/// Steps.
const STEPS: usize = 80;
/// A text of fewer words is taken as one of so many.
pub(super) const SHORT: f64 = 20.0;

/// The frames that are learnt, and the texts as rows over them.
pub(super) struct FrameRows {
    /// Keys of the frames, sorted.
    pub keys: Vec<u32>,
    /// ln(texts ÷ texts with it): a rare frame tells more.
    pub mass: Vec<f32>,
    rows: Vec<Vec<(u32, f32)>>,
}

impl FrameRows {
    /// The rows of all examples.
    pub fn new(examples: &[MachineExample]) -> FrameRows {
        let mut sources: HashMap<u32, (u32, usize)> = HashMap::new();
        let mut last: HashMap<(usize, &str), usize> = HashMap::new();
        for (i, example) in examples.iter().enumerate() {
            let source = *last.entry((example.group, &example.key)).or_insert(i);
            for (key, _) in &example.frames {
                let seen = sources.entry(*key).or_insert((0, usize::MAX));
                if seen.1 != source {
                    *seen = (seen.0 + 1, source);
                }
            }
        }
        let mut keys: Vec<u32> = sources.iter().filter(|s| s.1.0 >= LEAST).map(|s| *s.0).collect();
        keys.sort_unstable();
        let mass: Vec<f32> =
            keys.iter().map(|k| (examples.len() as f32 / sources[k].0 as f32).ln().max(0.1)).collect();
        let place: HashMap<u32, u32> = keys.iter().enumerate().map(|(i, k)| (*k, i as u32)).collect();
        let row = |example: &MachineExample| {
            let scale = 1.0 / (example.words as f64).max(SHORT).sqrt();
            let known = example.frames.iter().filter_map(|(key, n)| place.get(key).map(|i| (*i, *n)));
            known.map(|(i, n)| (i, (f64::from(n) * f64::from(mass[i as usize]) * scale) as f32)).collect()
        };
        let rows = examples.iter().map(row).collect();
        FrameRows { keys, mass, rows }
    }

    /// Mean sum for a word of an example's text.
    pub fn mean(&self, example: usize, words: usize, weights: &[f64]) -> f64 {
        self.dot(example, weights) / (words as f64).max(SHORT).sqrt()
    }

    fn dot(&self, row: usize, weights: &[f64]) -> f64 {
        self.rows[row].iter().map(|(i, x)| f64::from(*x) * weights[*i as usize]).sum()
    }

    /// Fits on the examples that `chosen` says.
    pub fn fit(
        &self,
        examples: &[MachineExample],
        masses: &[f64],
        chosen: &dyn Fn(usize) -> bool,
    ) -> Vec<f64> {
        let task = FrameTask::new(examples, masses, chosen);
        let right = self.back(&task, &|_| 1.0, &|_| 0.0);
        let mut weights = vec![0.0; self.keys.len()];
        let mut rest = right;
        let mut direction = rest.clone();
        let mut norm: f64 = rest.iter().map(|r| r * r).sum();
        for _ in 0..STEPS {
            if norm <= 0.0 {
                break;
            }
            let sums: Vec<f64> = (0..examples.len())
                .map(|i| if task.used[i] { self.dot(i, &direction) } else { 0.0 })
                .collect();
            let middle: f64 = task.people.iter().map(|(i, w)| w * sums[*i]).sum();
            let difference = |p: usize| sums[task.pairs[p].0] - sums[task.pairs[p].1];
            let mut image = self.back(&task, &difference, &|i| SPREAD * (sums[i] - middle));
            image.iter_mut().zip(&direction).for_each(|(a, d)| *a += STRENGTH * d);
            let step = norm / direction.iter().zip(&image).map(|(a, b)| a * b).sum::<f64>();
            weights.iter_mut().zip(&direction).for_each(|(w, d)| *w += step * d);
            rest.iter_mut().zip(&image).for_each(|(r, a)| *r -= step * a);
            let next: f64 = rest.iter().map(|r| r * r).sum();
            let turn = next / norm;
            direction.iter_mut().zip(&rest).for_each(|(d, r)| *d = r + turn * *d);
            norm = next;
        }
        weights
    }

    /// Sum of the pairs' rows times `of_pair` and of people's rows times `of_person`, each by its mass.
    fn back(
        &self,
        task: &FrameTask,
        of_pair: &dyn Fn(usize) -> f64,
        of_person: &dyn Fn(usize) -> f64,
    ) -> Vec<f64> {
        let mut factors = vec![0.0; self.rows.len()];
        for (p, (machine, human, mass)) in task.pairs.iter().enumerate() {
            let x = mass * of_pair(p);
            factors[*machine] += x;
            factors[*human] -= x;
        }
        task.people.iter().for_each(|(i, mass)| factors[*i] += mass * of_person(*i));
        let mut sums = vec![0.0; self.keys.len()];
        for (row, factor) in self.rows.iter().zip(&factors).filter(|(_, f)| **f != 0.0) {
            row.iter().for_each(|(i, x)| sums[*i as usize] += f64::from(*x) * factor);
        }
        sums
    }
}

/// What is fitted: pairs of texts of one source, and texts by people, each with its mass; both masses add up to 1.
struct FrameTask {
    /// Machine's text, person's text, mass.
    pairs: Vec<(usize, usize, f64)>,
    people: Vec<(usize, f64)>,
    used: Vec<bool>,
}

impl FrameTask {
    fn new(examples: &[MachineExample], masses: &[f64], chosen: &dyn Fn(usize) -> bool) -> FrameTask {
        let mut of_source: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        let picked: Vec<usize> = (0..examples.len()).filter(|&i| chosen(i)).collect();
        for &i in picked.iter().filter(|&&i| examples[i].human) {
            of_source.entry((examples[i].group, &examples[i].key)).or_default().push(i);
        }
        let mut pairs = Vec::new();
        for &i in picked.iter().filter(|&&i| !examples[i].human) {
            let humans = of_source.get(&(examples[i].group, examples[i].key.as_str()));
            pairs.extend(humans.into_iter().flatten().map(|&human| (i, human, 1.0)));
        }
        let mut people: Vec<(usize, f64)> =
            picked.iter().filter(|&&i| examples[i].human).map(|&i| (i, 1.0)).collect();
        let groups = masses.len();
        let (mut of_pairs, mut of_people) = (vec![0.0; groups], vec![0.0; groups]);
        pairs.iter().for_each(|p| of_pairs[examples[p.0].group] += 1.0);
        people.iter().for_each(|p| of_people[examples[p.0].group] += 1.0);
        pairs.iter_mut().for_each(|p| p.2 = masses[examples[p.0].group] / of_pairs[examples[p.0].group]);
        people.iter_mut().for_each(|p| p.1 = 1.0 / of_people[examples[p.0].group]);
        let all: f64 = pairs.iter().map(|p| p.2).sum::<f64>().max(1e-12);
        pairs.iter_mut().for_each(|p| p.2 /= all);
        let all: f64 = people.iter().map(|p| p.1).sum::<f64>().max(1e-12);
        people.iter_mut().for_each(|p| p.1 /= all);
        let used = (0..examples.len()).map(chosen).collect();
        FrameTask { pairs, people, used }
    }
}
