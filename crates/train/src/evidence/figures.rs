//! What is shown of the evidence: for each rule its rates, ratio, overlap with marks and `machine`; and what each
//! display threshold leaves.
//!
//! One type for all formats. Rates are findings per 1,000 words.

use serde::Serialize;

use crate::evidence::agreement::FixAgreement;
use crate::evidence::count::{Evidence, FindingCounts, RuleEvidence, SetEvidence};
use crate::evidence::machine::machine;

/// All figures.
#[derive(Clone, Debug, Serialize)]
pub struct CertaintyFigures {
    /// Words of machine translation.
    pub machine_words: usize,
    /// Words of the repairs and human translations it is held against.
    pub sound_words: usize,
    /// Words of prose.
    pub clean_words: usize,
    /// Per cent of the characters of judged machine text that people marked.
    pub marked_percent: f64,
    /// The data sets.
    pub sets: Vec<SetEvidence>,
    /// By family, most findings first.
    pub rules: Vec<RuleFigures>,
    /// What the report holds when rules below a certainty stay out.
    pub thresholds: Vec<CertaintyThreshold>,
}

/// Figures of one rule.
#[derive(Clone, Debug, Serialize)]
pub struct RuleFigures {
    /// The rule.
    pub id: String,
    /// Its family.
    pub family: String,
    /// Findings on machine text.
    pub findings: usize,
    /// Rate on machine text; absent where there is none.
    pub machine: Option<f64>,
    /// Rate on its repair or human translation, as if each data set had as many words of it as of machine text.
    pub repaired: Option<f64>,
    /// Rate on prose.
    pub clean: Option<f64>,
    /// Rate on machine text over rate on its repair; absent where the repair has no finding.
    pub ratio: Option<f64>,
    /// Per cent of the findings on judged text that overlap a mark.
    pub hit_percent: Option<f64>,
    /// The `machine` that follows from this; absent with too few findings, or where the stated one is kept.
    pub measured: Option<f32>,
    /// The `machine` that the rule's file states.
    pub stated: f32,
    /// The certainty that the rule's file states.
    pub certainty: f32,
    /// What repairs say in the place of its certain fixes.
    pub fixes: FixAgreement,
    /// Findings by data set, in the order of `sets`.
    pub counts: Vec<FindingCounts>,
    /// Places found, with forty bytes around them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}

/// What is left when rules below a certainty stay out of the report.
#[derive(Clone, Debug, Serialize)]
pub struct CertaintyThreshold {
    /// The certainty.
    pub at: f64,
    /// Rules left.
    pub rules: usize,
    /// Rate on machine text.
    pub machine: Option<f64>,
    /// Rate on its repair.
    pub repaired: Option<f64>,
    /// Rate on prose.
    pub clean: Option<f64>,
    /// Rate on machine text over rate on its repair.
    pub ratio: Option<f64>,
    /// Per cent of the findings on judged text that overlap a mark.
    pub hit_percent: Option<f64>,
}

impl CertaintyFigures {
    /// Works out the figures of the rules for which `wanted` (id, family) holds; those for which `keeps` holds keep the
    /// `machine` they state.
    pub fn new(
        evidence: &Evidence,
        wanted: impl Fn(&str, &str) -> bool,
        keeps: impl Fn(&str, &str) -> bool,
    ) -> CertaintyFigures {
        let sets = &evidence.sets;
        let sum = |of: fn(&SetEvidence) -> usize| sets.iter().map(of).sum::<usize>();
        let mut rules: Vec<RuleFigures> = (evidence.rules.iter())
            .filter(|(id, rule)| wanted(id, &rule.family))
            .map(|(id, rule)| figures(sets, id, rule, keeps(id, &rule.family)))
            .collect();
        rules.sort_by(|a, b| (&a.family, b.findings, &a.id).cmp(&(&b.family, a.findings, &b.id)));
        let thresholds = (0..=9).map(|t| threshold(sets, &rules, f64::from(t) / 10.0)).collect();
        let marked = sum(|s| s.marked_characters) as f64 / sum(|s| s.characters).max(1) as f64;
        CertaintyFigures {
            machine_words: sum(|s| s.machine_words),
            sound_words: sum(|s| s.sound_words),
            clean_words: sum(|s| s.clean_words),
            marked_percent: 100.0 * marked,
            sets: sets.clone(),
            rules,
            thresholds,
        }
    }
}

impl CertaintyFigures {
    /// The rules with certain fixes in repaired translations.
    pub(super) fn fixing(&self) -> Vec<&RuleFigures> {
        self.rules.iter().filter(|r| r.fixes.all() > 0).collect()
    }
}

fn figures(sets: &[SetEvidence], id: &str, rule: &RuleEvidence, keeps: bool) -> RuleFigures {
    let rates = Rates::new(sets, &rule.counts);
    RuleFigures {
        id: id.to_owned(),
        family: rule.family.clone(),
        findings: rule.counts.iter().map(|c| c.machine).sum(),
        machine: rates.machine,
        repaired: rates.repaired,
        clean: rates.clean,
        ratio: rates.ratio,
        hit_percent: rates.hit_percent,
        measured: machine(sets, rule).filter(|_| !keeps),
        stated: rule.stated,
        certainty: rule.certainty,
        fixes: rule.counts.iter().fold(FixAgreement::default(), |sum, c| sum.and(c.fixes)),
        counts: rule.counts.clone(),
        examples: rule.examples.clone(),
    }
}

fn threshold(sets: &[SetEvidence], rules: &[RuleFigures], at: f64) -> CertaintyThreshold {
    let left: Vec<&RuleFigures> = rules.iter().filter(|r| f64::from(r.certainty) >= at - 1e-6).collect();
    let mut total = vec![FindingCounts::default(); sets.len()];
    for rule in &left {
        for (sum, counts) in total.iter_mut().zip(&rule.counts) {
            sum.machine += counts.machine;
            sum.sound += counts.sound;
            sum.clean += counts.clean;
            sum.judged += counts.judged;
            sum.hits += counts.hits;
        }
    }
    let Rates { machine, repaired, clean, ratio, hit_percent } = Rates::new(sets, &total);
    CertaintyThreshold { at, rules: left.len(), machine, repaired, clean, ratio, hit_percent }
}

struct Rates {
    machine: Option<f64>,
    repaired: Option<f64>,
    clean: Option<f64>,
    ratio: Option<f64>,
    hit_percent: Option<f64>,
}

impl Rates {
    fn new(sets: &[SetEvidence], counts: &[FindingCounts]) -> Rates {
        let share = |part: f64, of: f64| (of > 0.0).then(|| part / of);
        let (mut machine, mut clean) = ((0.0, 0.0), (0.0, 0.0));
        let (mut held_words, mut held, mut against) = (0.0, 0.0, 0.0);
        let (mut hits, mut judged) = (0, 0);
        for (set, counts) in sets.iter().zip(counts) {
            let words = set.machine_words as f64;
            machine = (machine.0 + counts.machine as f64, machine.1 + words);
            clean = (clean.0 + counts.clean as f64, clean.1 + set.clean_words as f64);
            hits += counts.hits;
            judged += counts.judged;
            if set.sound_words > 0 && set.machine_words > 0 {
                held_words += words;
                held += counts.machine as f64;
                against += counts.sound as f64 * words / set.sound_words as f64;
            }
        }
        Rates {
            machine: share(1000.0 * machine.0, machine.1),
            repaired: share(1000.0 * against, held_words),
            clean: share(1000.0 * clean.0, clean.1),
            ratio: share(held, against),
            hit_percent: share(100.0 * f64::from(hits as u32), f64::from(judged as u32)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rates;
    use crate::evidence::count::{FindingCounts, SetEvidence};

    #[test]
    fn a_repair_counts_as_if_it_had_as_many_words() {
        let set = SetEvidence { machine_words: 10_000, sound_words: 1000, ..SetEvidence::default() };
        let rates =
            Rates::new(&[set], &[FindingCounts { machine: 30, sound: 1, ..FindingCounts::default() }]);
        assert_eq!((rates.machine, rates.repaired, rates.ratio), (Some(3.0), Some(1.0), Some(3.0)));
        assert_eq!((rates.clean, rates.hit_percent), (None, None));
    }
}
