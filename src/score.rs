//! From findings to penalties, scores and a verdict.
//!
//! MQM scoring (Lommel et al., "The Multi-Range Theory of Translation Quality Measurement", 2024; MQM-Full typology):
//! a finding costs 1 (minor), 5 (major) or 25 (critical), minor punctuation 0.1, weighed here by its confidence;
//! score = 100 · (1 − penalties ÷ words), not below 0.

use crate::estimate::outcome::Estimate;
use crate::finding::Finding;
use crate::meta::Severity;

/// The outcome for the reader at the gate.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// May be published.
    Pass,
    /// An editor should look.
    Review,
    /// Must not be published as it is.
    Fail,
}

impl Verdict {
    /// As written in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Review => "review",
            Verdict::Fail => "fail",
        }
    }
}

/// What a finding costs by itself, in points: the weight of its severity times its confidence.
pub fn cost(finding: &Finding) -> f64 {
    let weight = match finding.severity {
        Severity::Minor if finding.rule.category.ends_with("/punctuation") => 0.1,
        Severity::Minor => 1.0,
        Severity::Major => 5.0,
        Severity::Critical => 25.0,
    };
    weight * f64::from(finding.confidence)
}

/// Sets the penalty of each finding: its cost, or 0 where it overlaps others that are counted instead.
///
/// Counted are those that overlap in nothing and together cost most (weighted interval scheduling; Kleinberg and
/// Tardos, "Algorithm Design", 2005, section 6.1), so of two that overlap the heavier, and one finding more never
/// raises a score. Of those that weigh the same, the one that begins first is counted, then the longer one.
pub fn weigh(findings: &mut [Finding]) {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&i| (findings[i].span.start, std::cmp::Reverse(findings[i].span.end)));
    // Where the first stands that begins after this one's end; one without words covers the byte it begins with.
    let after = |i: usize| {
        let end = findings[i].span.end.max(findings[i].span.start + 1);
        order.partition_point(|&j| findings[j].span.start < end)
    };
    let behind: Vec<usize> = order.iter().map(|&i| after(i)).collect();
    let mut most = vec![0.0; order.len() + 1];
    for (place, &i) in order.iter().enumerate().rev() {
        most[place] = f64::max(cost(&findings[i]) + most[behind[place]], most[place + 1]);
    }
    let mut free = 0;
    for (place, &i) in order.iter().enumerate() {
        let cost = cost(&findings[i]);
        let counted = place >= free && cost + most[behind[place]] >= most[place + 1];
        findings[i].penalty = if counted { cost } else { 0.0 };
        free = if counted { behind[place] } else { free };
    }
}

/// Score of a text of `words` words with `penalties` points against it, 0 to 100; 100 for a text without words.
pub fn score(penalties: f64, words: usize) -> f64 {
    if words == 0 {
        return 100.0;
    }
    (100.0 * (1.0 - penalties / words as f64)).clamp(0.0, 100.0)
}

/// Words, penalties and score of one block.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Paragraph {
    /// Index of the block in the document.
    pub block: usize,
    /// Words in it.
    pub words: usize,
    /// Points against it.
    pub penalty: f64,
    /// 0 to 100, higher is better.
    pub score: f64,
    /// The quality estimate; absent when the text is too short or the language has no model.
    pub estimate: Option<Estimate>,
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::{Strategy, prop, proptest};

    use super::{cost, weigh};
    use crate::finding::Finding;
    use crate::meta::{RuleMeta, Severity};
    use crate::span::FileSpan;

    /// Start, length, severity, confidence.
    type Drawn = (u32, u32, usize, f32);

    fn finding(rule: &Arc<RuleMeta>, (start, length, severity, confidence): Drawn) -> Finding {
        Finding {
            rule: rule.clone(),
            severity: [Severity::Minor, Severity::Major, Severity::Critical][severity],
            confidence,
            weight: 1.0,
            penalty: 0.0,
            block: 0,
            span: FileSpan { start, end: start + length },
            related: Vec::new(),
            message: String::new(),
            suggestion: None,
        }
    }

    fn weighed(drawn: &[Drawn]) -> Vec<Finding> {
        let rule = Arc::new(RuleMeta {
            id: "any".into(),
            family: "any".into(),
            language: "any".into(),
            summary: String::new(),
            severity: Severity::Minor,
            category: "fluency/grammar".into(),
            confidence: 1.0,
            why: String::new(),
            fix: String::new(),
            outranks: Vec::new(),
            bad: Vec::new(),
            good: Vec::new(),
        });
        let mut findings: Vec<Finding> = drawn.iter().map(|d| finding(&rule, *d)).collect();
        weigh(&mut findings);
        findings
    }

    fn total(drawn: &[Drawn]) -> f64 {
        weighed(drawn).iter().map(|f| f.penalty).sum()
    }

    #[test]
    fn two_short_ones_that_weigh_more_count_instead_of_the_long_one_over_them() {
        let (left, right, over) = ((0, 4, 1, 0.6), (10, 4, 1, 0.6), (0, 14, 1, 0.9));
        assert!((total(&[left, right, over]) - 6.0).abs() < 1e-5);
        assert!((total(&[left, over]) - 4.5).abs() < 1e-5);
        let alike = weighed(&[(2, 3, 1, 0.5), (0, 9, 1, 0.5)]);
        assert_eq!((alike[0].penalty, alike[1].penalty), (0.0, 2.5), "the one that begins first");
    }

    fn drawn() -> impl Strategy<Value = Drawn> {
        (0..40u32, 0..12u32, 0..3usize, 0.0..1.0f32)
    }

    proptest! {
        #[test]
        fn one_finding_more_never_raises_a_score(
            mut drawn in prop::collection::vec(drawn(), 0..30),
            more in drawn(),
        ) {
            let before = total(&drawn);
            drawn.push(more);
            assert!(total(&drawn) >= before - 1e-9, "{before} and {}", total(&drawn));
        }

        #[test]
        fn what_is_counted_does_not_overlap_and_costs_what_it_costs(
            drawn in prop::collection::vec(drawn(), 0..30),
        ) {
            let counted = weighed(&drawn).into_iter().filter(|f| f.penalty > 0.0);
            let mut counted: Vec<Finding> = counted.collect();
            counted.sort_by_key(|f| f.span.start);
            assert!(counted.iter().all(|f| f.penalty == cost(f)));
            assert!(counted.windows(2).all(|w| w[0].span.end.max(w[0].span.start + 1) <= w[1].span.start));
        }
    }
}
