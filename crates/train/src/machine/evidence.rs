//! What each rule's findings tell: how much oftener it finds something in machine translations than in people's texts.

use std::collections::BTreeMap;

use crate::machine::example::MachineExample;

/// Findings of a rule in one text that count: many together are one slip of the rule's, or one fault of the text's.
const MOST: usize = 2;
/// Findings as often as all rules' that every rule is held to have had beforehand, on either side.
const BEFORE: f64 = 2.0;
/// The bounds of what one finding tells: what people's texts have oftener tells nothing, for no finding is to speak for a
/// text.
const BOUNDS: (f64, f64) = (0.0, 3.0);

/// The logarithm of the ratio of rates, for each rule and (as "") for one that was not seen.
pub(super) fn of_rules(
    examples: &[MachineExample],
    masses: &[f64],
    chosen: &dyn Fn(usize) -> bool,
) -> BTreeMap<String, f64> {
    // Findings and thousands of words on either side, each group by its mass.
    let mut words = vec![[0.0; 2]; masses.len()];
    for example in (0..examples.len()).filter(|&i| chosen(i)).map(|i| &examples[i]) {
        words[example.group][usize::from(example.human)] += example.words as f64 / 1000.0;
    }
    let mut found: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
    let (mut all, mut length) = ([0.0; 2], [0.0; 2]);
    for example in (0..examples.len()).filter(|&i| chosen(i)).map(|i| &examples[i]) {
        let side = usize::from(example.human);
        // A group counts as so many thousands of words as it has, a large one no more than a middling one.
        let share = masses[example.group] * (GROUP / words[example.group][side].max(GROUP));
        length[side] += share * example.words as f64 / 1000.0;
        for (rule, count) in &example.findings {
            let n = share * (*count).min(MOST) as f64;
            found.entry(rule).or_default()[side] += n;
            all[side] += n;
        }
    }
    let rate = |side: usize| (all[side] + 0.5) / length[side].max(1e-9);
    let even = length[0] / length[1].max(1e-9);
    let usual = (rate(0) / rate(1)).ln().clamp(BOUNDS.0, BOUNDS.1);
    let ratio = |[machine, human]: [f64; 2]| {
        let (machine, human) = (machine + BEFORE * usual.exp().min(3.0), human * even + BEFORE);
        (machine / human).ln().clamp(BOUNDS.0, BOUNDS.1)
    };
    let mut rules: BTreeMap<String, f64> =
        found.into_iter().map(|(rule, n)| (rule.to_owned(), ratio(n))).collect();
    rules.insert(String::new(), usual);
    rules
}

/// Thousands of words from which on a group counts no more.
const GROUP: f64 = 100.0;
