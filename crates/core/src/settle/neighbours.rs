//! The document as evidence: faults cluster, so what stands around a finding makes it more or less likely.
//!
//! A step from list to list. Confidences are expected faults, so their sum S over the other findings is the number of
//! faults expected around a finding; E = [`USUAL`] × words is what so much text has on average. The odds of the
//! finding are multiplied by (S + 1) ÷ (E + 1): the mean of a Poisson rate under a gamma prior, relative to its usual
//! value, where the 1 keeps short texts from saying much. Half of the weight is that of the whole document, half falls
//! by a factor of two with every block between.
//!
//! Findings of the same rule do not count, as one that is wrong in a text is wrong there again; overlapping ones count
//! as one.

use std::collections::HashMap;
use std::sync::Arc;

use crate::finding::{Finding, Related};
use crate::meta::RuleMeta;
use crate::span::FileSpan;

/// Faults expected in a word of ordinary text: between the rates on machine text and on people's.
pub(super) const USUAL: f64 = 0.002;
/// Most by which the logarithm of the odds moves.
const MOST: f64 = 3.0;
/// Blocks away beyond which the nearer half of the weight is next to nothing.
const NEAR: usize = 4;

/// Moves the confidence of every finding by what else was found. `blocks` holds the findings of each block, `words` its
/// words; those that do not `count` are no evidence. A finding that so rises to `shown` points at the surest fault of its block or the nearest one that has any.
pub fn weigh(blocks: &mut [Vec<Finding>], words: &[usize], shown: f32, count: impl Fn(&Finding) -> bool) {
    let places: Vec<Places> =
        blocks.iter().map(|findings| Places::of(findings.iter().filter(|f| count(f)))).collect();
    let mut document = Sums::default();
    places.iter().for_each(|p| document.add(p, 0.5));
    let all_words = 0.5 * words.iter().sum::<usize>() as f64;
    for (index, findings) in blocks.iter_mut().enumerate().filter(|(_, f)| !f.is_empty()) {
        let around = index.saturating_sub(NEAR)..words.len().min(index + NEAR + 1);
        let (mut near, mut near_words) = (Sums::default(), 0.0);
        for other in around.clone() {
            let weight = 0.5f64.powi(other.abs_diff(index) as i32 + 1);
            near.add(&places[other], weight);
            near_words += weight * words[other] as f64;
        }
        for finding in findings {
            let id = finding.rule.id.as_str();
            let others = document.without(id) + near.without(id) - places[index].own(finding);
            let usual = USUAL * (all_words + near_words);
            let lift = ((others.max(0.0) + 1.0) / (usual + 1.0)).ln().clamp(-MOST, MOST);
            let before = finding.confidence;
            finding.confidence = moved(before, lift);
            if before < shown && finding.confidence >= shown {
                let nearest =
                    around.clone().min_by_key(|o| (places[*o].surest(id).is_none(), o.abs_diff(index)));
                finding.related.extend(nearest.and_then(|o| places[o].surest(id)).map(|place| Related {
                    span: place.span,
                    message: format!("faults around it make it more likely: {}", place.rule.summary),
                }));
            }
        }
    }
}

/// The confidence after its odds changed by a factor, given as a logarithm.
pub(super) fn moved(confidence: f32, lift: f64) -> f32 {
    let odds = f64::from(confidence) / (1.0 - f64::from(confidence)).max(1e-6) * lift.exp();
    (odds / (1.0 + odds)) as f32
}

/// Words with one finding or several that overlap, of which the surest stands for all.
struct Place {
    span: FileSpan,
    confidence: f32,
    rule: Arc<RuleMeta>,
}

/// The places of a block, in the order of the text.
struct Places {
    places: Vec<Place>,
    /// The surest place, and the surest of those of other rules.
    surest: [Option<usize>; 2],
}

impl Places {
    fn of<'f>(findings: impl Iterator<Item = &'f Finding>) -> Places {
        let mut order: Vec<&Finding> = findings.collect();
        order.sort_by(|a, b| {
            let key = |f: &Finding| (f.span.start, std::cmp::Reverse(f.span.end));
            key(a).cmp(&key(b)).then(b.confidence.total_cmp(&a.confidence)).then(a.rule.id.cmp(&b.rule.id))
        });
        let mut places: Vec<Place> = Vec::new();
        for finding in order {
            let Finding { span, confidence, .. } = *finding;
            match places.last_mut().filter(|p| p.span.overlaps(span)) {
                Some(place) => {
                    place.span.end = place.span.end.max(span.end);
                    if confidence > place.confidence {
                        (place.confidence, place.rule) = (confidence, finding.rule.clone());
                    }
                }
                None => places.push(Place { span, confidence, rule: finding.rule.clone() }),
            }
        }
        let first = |best: usize, next: usize| {
            if places[next].confidence > places[best].confidence { next } else { best }
        };
        let surest = (0..places.len()).reduce(first);
        let other = |&next: &usize| surest.is_some_and(|s| places[next].rule.id != places[s].rule.id);
        let surest = [surest, (0..places.len()).filter(other).reduce(first)];
        Places { places, surest }
    }

    /// What the finding's own place adds to the sums, though it is the same fault.
    fn own(&self, finding: &Finding) -> f64 {
        let at = self.places.partition_point(|p| p.span.start <= finding.span.start).saturating_sub(1);
        let other =
            self.places.get(at).filter(|p| p.rule.id != finding.rule.id && p.span.overlaps(finding.span));
        other.map_or(0.0, |p| f64::from(p.confidence))
    }

    /// The surest place of another rule.
    fn surest(&self, rule: &str) -> Option<&Place> {
        self.surest.iter().flatten().map(|&at| &self.places[at]).find(|p| p.rule.id != rule)
    }
}

/// Expected faults, in all and by the rule that found them.
#[derive(Default)]
struct Sums<'p> {
    all: f64,
    rules: HashMap<&'p str, f64>,
}

impl<'p> Sums<'p> {
    fn add(&mut self, places: &'p Places, weight: f64) {
        for place in &places.places {
            let expected = weight * f64::from(place.confidence);
            self.all += expected;
            *self.rules.entry(&place.rule.id).or_default() += expected;
        }
    }

    fn without(&self, rule: &str) -> f64 {
        self.all - self.rules.get(rule).copied().unwrap_or_default()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::finding::Fingerprint;
    use crate::meta::Severity;

    pub(in crate::settle) fn finding(rule: &str, block: usize, at: u32, confidence: f32) -> Finding {
        let meta = RuleMeta {
            id: rule.into(),
            family: String::new(),
            language: "en".into(),
            summary: format!("{rule} was found"),
            severity: Severity::Minor,
            category: "fluency/grammar".into(),
            confidence,
            outranks: Vec::new(),
            whole_paragraph: false,
            why: String::new(),
            fix: String::new(),
            mends: false,
            bad: Vec::new(),
            good: Vec::new(),
        };
        Finding {
            rule: Arc::new(meta),
            severity: Severity::Minor,
            confidence,
            weight: 1.0,
            penalty: 0.0,
            block,
            span: FileSpan { start: at, end: at + 5 },
            related: Vec::new(),
            message: String::new(),
            suggestion: None,
            fingerprint: Fingerprint::default(),
            mend: Vec::new(),
        }
    }

    /// The doubtful finding in the middle of three blocks of 50 words, with the others given.
    fn doubtful(others: &[Finding]) -> Finding {
        let mut blocks: Vec<Vec<Finding>> =
            vec![Vec::new(), vec![finding("doubtful", 1, 100, 0.2)], Vec::new()];
        others.iter().for_each(|f| blocks[f.block].push(f.clone()));
        weigh(&mut blocks, &[50, 50, 50], 0.3, |_| true);
        blocks[1].remove(0)
    }

    #[test]
    fn between_two_bad_paragraphs_it_is_likelier_and_says_why() {
        let moved = doubtful(&[finding("sure", 0, 20, 0.9), finding("sure", 2, 220, 0.8)]);
        assert!(moved.confidence > 0.3, "{}", moved.confidence);
        assert_eq!(moved.related[0].span.start, 20);
        assert!(moved.related[0].message.ends_with("sure was found"));
    }

    #[test]
    fn alone_in_a_long_text_it_is_less_likely() {
        let alone = doubtful(&[]);
        assert!(alone.confidence < 0.2 && alone.related.is_empty());
        let mut blocks = vec![vec![finding("doubtful", 0, 0, 0.2)]];
        weigh(&mut blocks, &[5000], 0.3, |_| true);
        assert!(blocks[0][0].confidence < alone.confidence);
    }

    #[test]
    fn its_own_rule_and_what_overlaps_it_say_nothing() {
        let alone = doubtful(&[]).confidence;
        assert_eq!(doubtful(&[finding("doubtful", 0, 20, 0.2)]).confidence, alone);
        assert!((doubtful(&[finding("sure", 1, 102, 0.9)]).confidence - alone).abs() < 1e-6);
    }
}
