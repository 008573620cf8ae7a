//! One number for a rule: how likely a finding of it is a fault of the translation.
//!
//! Three things tell, each a share of findings corrected for what chance would give (docs/EVALUATION.md has the
//! reasons):
//!
//! - repair: the share of findings that a repair takes away, (m − r) ÷ m for m findings on machine text of which the
//!   repaired text keeps r; where there is only a human translation, r are those on as much of it: the attributable
//!   fraction of epidemiology (Levin 1953);
//! - marks: the share of found characters that people marked, beyond the share b they marked of all characters,
//!   (i − b) ÷ (1 − b): agreement beyond chance (the form of Cohen's kappa, 1960);
//! - prose: (m − c) ÷ m for c findings on as much prose that people wrote.
//!
//! Each is pooled over data sets with a weight that falls as a set's findings grow, so that none decides alone, and
//! shrunk to [`PRIOR`] as if [`STRENGTH`] findings had been seen before. The confidence is their geometric mean: a
//! rule must hold in every regard.

use crate::evidence::count::{Counts, RuleEvidence, SetEvidence};

/// What is believed of a rule before anything was seen.
pub const PRIOR: f64 = 0.5;
/// How many findings that belief is worth.
pub const STRENGTH: f64 = 4.0;
/// Findings after which a set has half of the weight it can get.
pub const HALF: f64 = 50.0;
/// No rule is surer: what it finds may stand there on purpose.
pub const MOST: f64 = 0.95;
/// With fewer findings, on all texts together, a rule keeps the confidence its file states.
pub const ENOUGH: usize = 5;

/// A share with the findings that it rests on, weighted.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    /// Findings beyond what chance gives.
    beyond: f64,
    /// Findings that could be beyond it.
    of: f64,
}

impl Share {
    /// Adds a set's findings: `wanted` on machine text, `other` on as much of what it is held against.
    fn add(&mut self, wanted: f64, other: f64) {
        let weight = HALF / (HALF + wanted.max(other));
        self.beyond += weight * (wanted - other);
        self.of += weight * wanted.max(other);
    }

    /// The share, shrunk to the prior; nothing when no finding speaks.
    fn shrunk(self) -> Option<f64> {
        (self.of > 0.0).then(|| (self.beyond.max(0.0) + STRENGTH * PRIOR) / (self.of + STRENGTH))
    }
}

/// The confidence that the counts give a rule, 0 to 1 in steps of a twentieth; nothing when they are too few.
pub fn confidence(sets: &[SetEvidence], rule: &RuleEvidence) -> Option<f32> {
    let total = rule.counts.iter().map(|c| c.machine + c.sound + c.clean).sum::<usize>();
    if total < ENOUGH {
        return None;
    }
    let shares = [repair(sets, rule), marks(sets, rule), prose(sets, rule)];
    let told: Vec<f64> = shares.into_iter().filter_map(Share::shrunk).collect();
    let mean = told.iter().map(|s| s.ln()).sum::<f64>() / told.len().max(1) as f64;
    // Detectors weigh doubtful places less; what is measured is that of an average place.
    let ordinary = (mean.exp() * total as f64 / rule.weight).min(MOST);
    Some(((ordinary * 20.0).round() / 20.0) as f32)
}

fn repair(sets: &[SetEvidence], rule: &RuleEvidence) -> Share {
    let mut share = Share::default();
    for (set, counts) in each(sets, rule).filter(|(s, _)| s.machine_words > 0 && s.sound_words > 0) {
        if set.repairs > 0 {
            share.add(counts.machine as f64, counts.kept as f64);
            continue;
        }
        let words = set.machine_words.min(set.sound_words) as f64;
        share.add(
            counts.machine as f64 * words / set.machine_words as f64,
            counts.sound as f64 * words / set.sound_words as f64,
        );
    }
    share
}

fn marks(sets: &[SetEvidence], rule: &RuleEvidence) -> Share {
    let mut share = Share::default();
    for (set, counts) in each(sets, rule).filter(|(s, c)| c.judged > 0 && s.base() < 1.0) {
        let (base, judged) = (set.base(), counts.judged as f64);
        let weight = HALF / (HALF + judged);
        // Where most is marked, a hit says little: 1 − b is what a finding can add.
        share.beyond += weight * (counts.inside - base * judged);
        share.of += weight * (1.0 - base) * judged;
    }
    share
}

fn prose(sets: &[SetEvidence], rule: &RuleEvidence) -> Share {
    let words: usize = sets.iter().map(|s| s.clean_words).sum();
    let mut share = Share::default();
    if words == 0 {
        return share;
    }
    let found = rule.counts.iter().map(|c| c.clean).sum::<usize>() as f64;
    for (set, counts) in each(sets, rule).filter(|(s, c)| s.machine_words > 0 && c.machine + c.sound > 0) {
        let common = set.machine_words.min(words) as f64;
        share.add(counts.machine as f64 * common / set.machine_words as f64, found * common / words as f64);
    }
    // Found on prose alone.
    if share.of == 0.0 {
        share.add(0.0, found);
    }
    share
}

fn each<'e>(
    sets: &'e [SetEvidence],
    rule: &'e RuleEvidence,
) -> impl Iterator<Item = (&'e SetEvidence, &'e Counts)> {
    sets.iter().zip(&rule.counts)
}

#[cfg(test)]
mod tests {
    use super::confidence;
    use crate::evidence::count::{Counts, RuleEvidence, SetEvidence};

    fn pair() -> SetEvidence {
        SetEvidence {
            machine_words: 10_000,
            sound_words: 10_000,
            repairs: 500,
            characters: 60_000,
            marked_characters: 15_000,
            ..SetEvidence::default()
        }
    }

    fn of(counts: &[Counts]) -> Option<f32> {
        let mut sets: Vec<SetEvidence> = counts[1..].iter().map(|_| pair()).collect();
        sets.insert(0, SetEvidence { clean_words: 10_000, ..SetEvidence::default() });
        let weight = counts.iter().map(|c| c.machine + c.sound + c.clean).sum::<usize>() as f64;
        confidence(&sets, &RuleEvidence { counts: counts.to_vec(), weight, ..RuleEvidence::default() })
    }

    fn found(machine: usize, kept: usize, inside: f64) -> Counts {
        Counts { machine, sound: kept, kept, judged: machine, inside, ..Counts::default() }
    }

    #[test]
    fn a_rule_that_repairs_silence_is_sure_and_one_that_prose_sets_off_is_not() {
        let sure = of(&[Counts::default(), found(40, 0, 38.0), found(30, 1, 28.0)]).unwrap();
        assert!(sure >= 0.9, "{sure}");
        let noisy = of(&[Counts { clean: 60, ..Counts::default() }, found(40, 35, 12.0)]).unwrap();
        assert!(noisy <= 0.15, "{noisy}");
    }

    #[test]
    fn few_findings_say_little_and_fewer_nothing() {
        assert_eq!(of(&[Counts::default(), found(4, 0, 4.0)]), None);
        let few = of(&[Counts::default(), found(6, 0, 6.0)]).unwrap();
        assert!((0.7..0.85).contains(&few), "{few}");
    }

    #[test]
    fn one_large_set_does_not_outvote_the_others() {
        let large = found(5000, 100, 4900.0);
        let small = found(40, 40, 10.0);
        let with_one = of(&[Counts::default(), large, small, small, small]).unwrap();
        assert!(with_one < 0.6, "{with_one}");
    }
}
