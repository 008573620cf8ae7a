//! One number for a rule: how much a finding of it tells of unedited translation.
//!
//! It is the natural logarithm of a likelihood ratio: how many times more findings stand in machine translation than in
//! its repair, or in as much human translation. Findings are pooled over data sets with a weight that falls as a set's
//! findings grow, so that none decides alone, and both sides are counted as if [`PRIOR`] more had been seen, which draws
//! what is rare to 0. Whether the places are wrong is another question, and another number: `certainty`.

use crate::evidence::count::{RuleEvidence, SetEvidence};

/// Findings that are added on either side.
pub const PRIOR: f64 = 4.0;
/// Findings after which a set has half of the weight it can get.
pub const HALF: f64 = 200.0;
/// With fewer findings, on machine text and repairs together, a rule keeps what its file states.
pub const ENOUGH: usize = 5;

/// The logarithm that the counts give a rule, in steps of a twentieth; nothing when they are too few.
pub fn machine(sets: &[SetEvidence], rule: &RuleEvidence) -> Option<f32> {
    if rule.counts.iter().map(|c| c.machine + c.sound).sum::<usize>() < ENOUGH {
        return None;
    }
    let (mut before, mut after) = (PRIOR, PRIOR);
    let compared = |s: &SetEvidence| s.machine_words > 0 && s.sound_words > 0;
    for (set, counts) in sets.iter().zip(&rule.counts).filter(|(s, _)| compared(s)) {
        let words = set.machine_words.min(set.sound_words) as f64;
        let found = counts.machine as f64 * words / set.machine_words as f64;
        let kept = counts.sound as f64 * words / set.sound_words as f64;
        let weight = HALF / (HALF + found.max(kept));
        before += weight * found;
        after += weight * kept;
    }
    Some((((before / after).ln() * 20.0).round() / 20.0) as f32)
}

#[cfg(test)]
mod tests {
    use super::machine;
    use crate::evidence::count::{FindingCounts, RuleEvidence, SetEvidence};

    fn log_ratio(found: &[(usize, usize)]) -> Option<f32> {
        let set = SetEvidence { machine_words: 10_000, sound_words: 10_000, ..SetEvidence::default() };
        let counts = found.iter().map(|&(machine, sound)| FindingCounts {
            machine,
            sound,
            ..FindingCounts::default()
        });
        let counts: Vec<FindingCounts> = counts.collect();
        machine(&vec![set; found.len()], &RuleEvidence { counts, ..RuleEvidence::default() })
    }

    #[test]
    fn what_repairs_take_away_tells_and_what_people_put_in_speaks_against() {
        assert!(log_ratio(&[(40, 2), (30, 1)]).unwrap() > 1.5);
        assert!(log_ratio(&[(5, 40)]).unwrap() < -1.0);
        assert_eq!(log_ratio(&[(20, 20)]), Some(0.0));
    }

    #[test]
    fn few_findings_say_little_and_fewer_nothing() {
        assert_eq!(log_ratio(&[(4, 0)]), None);
        assert!(log_ratio(&[(6, 0)]).unwrap() < 1.0);
    }

    #[test]
    fn one_large_set_does_not_outvote_the_others() {
        assert!(log_ratio(&[(5000, 100), (40, 40), (40, 40), (40, 40)]).unwrap() < 1.1);
    }
}
