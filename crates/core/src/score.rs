//! From findings to penalties, scores and a verdict.
//!
//! MQM scoring (Lommel et al., "The Multi-Range Theory of Translation Quality Measurement", 2024; MQM-Full typology):
//! a finding costs 1 (minor), 5 (major) or 25 (critical), minor punctuation 0.1, weighed here by its certainty;
//! score = 100 · (1 − penalties ÷ words), not below 0. Nothing else moves it: the penalties that are shown add up to it.

use std::collections::HashMap;

use crate::estimate::outcome::Estimate;
use crate::finding::Finding;
use crate::span::FileSpan;

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
    /// There are no rules for its language: nobody knows.
    #[serde(rename = "not judged")]
    NotJudged,
}

impl Verdict {
    /// All there are, in their order.
    pub const ALL: [Verdict; 4] = [Verdict::Pass, Verdict::Review, Verdict::Fail, Verdict::NotJudged];

    /// The verdict of that name.
    pub fn named(name: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|v| v.name() == name)
    }

    /// As written in reports.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Review => "review",
            Verdict::Fail => "fail",
            Verdict::NotJudged => "not judged",
        }
    }
}

/// Sets the penalty of each finding: its cost, or 0 where it overlaps others that are counted instead. One that speaks
/// for its whole paragraph costs what the others in it lack to its own cost.
pub fn weigh(findings: &mut [Finding]) {
    let (words, paragraphs): (Vec<usize>, Vec<usize>) =
        (0..findings.len()).partition(|&i| !findings[i].rule.whole_paragraph);
    let costs: Vec<(FileSpan, f64)> = words.iter().map(|&i| (findings[i].span, findings[i].cost())).collect();
    for ((&i, (_, cost)), counted) in words.iter().zip(&costs).zip(counted(&costs)) {
        findings[i].penalty = if counted { *cost } else { 0.0 };
    }
    if paragraphs.is_empty() {
        return;
    }
    let mut points: HashMap<usize, f64> = HashMap::new();
    words.iter().for_each(|&i| *points.entry(findings[i].block).or_default() += findings[i].penalty);
    for i in paragraphs {
        let points = points.entry(findings[i].block).or_default();
        findings[i].penalty = (findings[i].cost() - *points).max(0.0);
        *points += findings[i].penalty;
    }
}

/// Which of these count: those that overlap in nothing and together cost most (weighted interval scheduling; Kleinberg
/// and Tardos, "Algorithm Design", 2005, section 6.1). So of two that overlap it is the heavier one, and one finding
/// more never raises a score. Of those that weigh the same, the one that begins first counts, then the longer one.
fn counted(costs: &[(FileSpan, f64)]) -> Vec<bool> {
    // A finding without words covers the byte that it stands before.
    let end = |span: FileSpan| span.end.max(span.start + 1);
    let mut order: Vec<usize> = (0..costs.len()).collect();
    order.sort_by_key(|&i| (costs[i].0.start, std::cmp::Reverse(end(costs[i].0))));
    let behind: Vec<usize> =
        order.iter().map(|&i| order.partition_point(|&j| costs[j].0.start < end(costs[i].0))).collect();
    let mut most = vec![0.0; order.len() + 1];
    for (place, &i) in order.iter().enumerate().rev() {
        most[place] = f64::max(costs[i].1 + most[behind[place]], most[place + 1]);
    }
    let mut counted = vec![false; costs.len()];
    let mut free = 0;
    for (place, &i) in order.iter().enumerate() {
        if place >= free && costs[i].1 + most[behind[place]] >= most[place + 1] {
            counted[i] = true;
            free = behind[place];
        }
    }
    counted
}

/// Score of a text of `words` words with `penalties` points against it, 0 to 100; 100 for a text without words.
pub fn score(penalties: f64, words: usize) -> f64 {
    if words == 0 {
        return 100.0;
    }
    (100.0 * (1.0 - penalties / words as f64)).clamp(0.0, 100.0)
}

/// How a score was made, in figures: "100 × (1 − 4.50 ÷ 300) = 98.5".
pub fn sum(penalties: f64, words: usize) -> String {
    if words == 0 {
        return "100, as there are no words".to_owned();
    }
    let all = 100.0 * (1.0 - penalties / words as f64);
    let bounded = if all < 0.0 { ", and no score is below 0" } else { "" };
    format!("100 × (1 − {penalties:.2} ÷ {words}) = {all:.1}{bounded}")
}

/// Words, penalties and score of one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Index of the block in the document.
    pub block: usize,
    /// Words in it.
    pub words: usize,
    /// Points against it.
    pub penalty: f64,
    /// 0 to 100, higher is better: by the penalties of the findings alone.
    pub score: f64,
    /// The quality estimate; absent when the text is too short or the language has no model.
    pub estimate: Option<Estimate>,
    /// How likely it is unedited machine translation, 0 to 1; absent when it is too short or the language has no model.
    pub machine: Option<f64>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop, proptest};

    use super::counted;
    use crate::span::FileSpan;

    type Costs = Vec<(FileSpan, f64)>;

    fn at(start: u32, end: u32, cost: f64) -> (FileSpan, f64) {
        (FileSpan { start, end }, cost)
    }

    #[test]
    fn two_short_ones_that_weigh_more_count_instead_of_the_long_one_over_them() {
        assert_eq!(counted(&[at(0, 4, 3.0), at(10, 14, 3.0), at(0, 14, 5.0)]), [true, true, false]);
        assert_eq!(counted(&[at(0, 4, 3.0), at(0, 14, 5.0)]), [false, true]);
    }

    #[test]
    fn of_equals_the_first_counts_and_then_the_longer() {
        assert_eq!(counted(&[at(2, 5, 1.0), at(0, 9, 1.0)]), [false, true]);
        assert_eq!(counted(&[at(0, 5, 1.0), at(0, 9, 1.0), at(9, 9, 1.0)]), [false, true, true]);
    }

    fn finding() -> impl Strategy<Value = (FileSpan, f64)> {
        (0..40u32, 0..12u32, 0.0..25.0f64).prop_map(|(start, length, cost)| at(start, start + length, cost))
    }

    fn penalty(costs: &Costs) -> f64 {
        costs.iter().zip(counted(costs)).filter(|(_, counted)| *counted).map(|((_, cost), _)| cost).sum()
    }

    proptest! {
        #[test]
        fn one_finding_more_never_raises_a_score(
            mut costs in prop::collection::vec(finding(), 0..30),
            more in finding(),
        ) {
            let before = penalty(&costs);
            costs.push(more);
            assert!(penalty(&costs) >= before - 1e-9, "{before} and {}", penalty(&costs));
        }

        #[test]
        fn what_counts_does_not_overlap(costs in prop::collection::vec(finding(), 0..30)) {
            let counts = counted(&costs);
            let mut spans: Vec<FileSpan> =
                costs.iter().zip(counts).filter(|(_, counts)| *counts).map(|((span, _), _)| *span).collect();
            spans.sort_by_key(|span| span.start);
            assert!(spans.windows(2).all(|two| two[0].end.max(two[0].start + 1) <= two[1].start));
        }
    }
}
