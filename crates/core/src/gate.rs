//! Whether a document may pass: a review held against the conditions that the configuration names.
//!
//! The one place that makes a verdict. `check` calls it for every document, so that all reports and the exit code of
//! every command agree; what is missed is told with the key to look for, and by how much.

use std::collections::HashSet;

use crate::estimate::outcome::Estimate;
use crate::finding::Finding;
use crate::meta::Severity;
use crate::score::{Paragraph, Verdict};

/// The conditions in force for a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Gate {
    /// A document with a lower score fails.
    pub min_score: f64,
    /// A document with a lower score needs review.
    pub review_below: f64,
    /// A document with a lower quality estimate fails.
    pub min_estimate: Option<f64>,
    /// A document that is more likely to be unedited machine translation fails (0 to 1).
    pub max_machine: Option<f64>,
    /// Above this likelihood a text is taken for unedited machine translation: what would need review fails, and a score
    /// halfway between `review_below` and 100 is needed to pass.
    pub unedited: f64,
    /// A document with a paragraph of a lower score fails.
    pub min_paragraph: Option<f64>,
    /// Paragraphs with fewer words are not held against `min_paragraph`.
    pub paragraph_words: usize,
    /// Findings for 1,000 words that are still let through: minor, major, critical.
    pub rates: [Option<f64>; 3],
    /// A finding at least as heavy fails the document.
    pub fail_on: Option<Severity>,
    /// A document that needs review fails.
    pub fail_review: bool,
    /// A document in a language without rules may pass.
    pub allow_unjudged: bool,
    /// Families and rules any finding of which fails the document.
    pub block: HashSet<String>,
    /// A comment to the checker that is wrong, or suppresses nothing, fails the document.
    pub strict_comments: bool,
    /// Documents with fewer words are small samples.
    pub small_sample: usize,
    /// What becomes of them.
    pub small: SmallSample,
}

/// What becomes of a small sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmallSample {
    /// It is held to the same conditions.
    Judge,
    /// It goes to review: scores and rates decide nothing, findings that block still do.
    Review,
}

impl SmallSample {
    /// Returns its name in the configuration: "judge" or "review".
    pub fn name(self) -> &'static str {
        match self {
            SmallSample::Judge => "judge",
            SmallSample::Review => "review",
        }
    }
}

impl Default for Gate {
    fn default() -> Self {
        Gate {
            min_score: 95.5,
            review_below: 98.0,
            min_estimate: None,
            max_machine: None,
            unedited: 0.7,
            min_paragraph: None,
            paragraph_words: 20,
            rates: [None; 3],
            fail_on: Some(Severity::Critical),
            fail_review: false,
            allow_unjudged: false,
            block: HashSet::new(),
            strict_comments: false,
            small_sample: 100,
            small: SmallSample::Judge,
        }
    }
}

/// The outcome for a document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Decision {
    /// Whether it may be published.
    pub verdict: Verdict,
    /// The conditions that it missed; there are none unless the verdict is "fail" or "not judged".
    pub misses: Vec<Miss>,
    /// True when there are too few words for scores and rates to be trusted.
    pub small_sample: bool,
    /// Why an editor should look, where the verdict is "review".
    pub in_review: Option<Miss>,
}

/// A condition that a document missed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Miss {
    /// The condition's key: "gate.min-score".
    pub key: &'static str,
    /// What the document has: a score, a rate, a number of findings.
    pub value: f64,
    /// What it may have.
    pub bound: f64,
    /// The block it is about, where it is about one.
    pub block: Option<usize>,
    /// The condition, the document's value and the distance, in words.
    pub message: String,
}

/// Holds a document against `gate`.
#[expect(clippy::too_many_arguments, reason = "each is a figure of the document that a condition is about")]
pub fn decide(
    gate: &Gate,
    words: usize,
    score: f64,
    estimate: Option<&Estimate>,
    machine: Option<f64>,
    paragraphs: &[Paragraph],
    findings: &[Finding],
    idle_comments: usize,
) -> Decision {
    let small_sample = words < gate.small_sample;
    let set_aside = small_sample && gate.small == SmallSample::Review;
    let mut misses = Vec::new();
    if !set_aside {
        misses.extend(below("gate.min-score", "score", score, Some(gate.min_score)));
        misses.extend(
            estimate.and_then(|e| below("gate.min-estimate", "quality estimate", e.value, gate.min_estimate)),
        );
        misses.extend(machine.and_then(|value| likely(value, gate.max_machine)));
        misses.extend(unedited(gate, machine, score, gate.review_below));
        misses.extend(worst_paragraph(gate, paragraphs));
        misses.extend(rates(gate, words, findings));
    }
    misses.extend(blocking(gate, findings));
    misses.extend(comments(gate, idle_comments));
    let in_review = if set_aside {
        let (value, bound) = (words as f64, gate.small_sample as f64);
        let message = format!("{words} words are too few for a score");
        Some(Miss { key: "gate.on-small-sample", value, bound, block: None, message })
    } else {
        let halfway = (gate.review_below + 100.0) / 2.0;
        let review = below("gate.review-below", "score", score, Some(gate.review_below));
        review.or_else(|| unedited(gate, machine, score, halfway)).or_else(|| surely_unedited(gate, machine))
    };
    if gate.fail_review {
        misses.extend(in_review.clone().map(|why| Miss { key: "gate.fail-on", ..why }));
    }
    Decision { verdict: Verdict::Pass, misses, small_sample, in_review }.settled()
}

impl Decision {
    /// The verdict that follows from what was missed.
    fn settled(mut self) -> Decision {
        self.in_review = self.in_review.filter(|_| self.misses.is_empty());
        self.verdict = match (self.misses.is_empty(), &self.in_review) {
            (false, _) => Verdict::Fail,
            (true, Some(_)) => Verdict::Review,
            (true, None) => Verdict::Pass,
        };
        self
    }

    /// The decision on a text with `misses` of the languages it may be in; `not_judged` says why its score means
    /// nothing, where that is so.
    pub fn in_language(mut self, gate: &Gate, misses: Vec<Miss>, not_judged: Option<String>) -> Decision {
        if not_judged.is_some() {
            // What blocks in any language still does.
            self.misses.retain(|m| matches!(m.key, "gate.fail-on" | "gate.block" | "gate.strict-comments"));
            self.misses.retain(|m| m.block.is_some() || m.key == "gate.strict-comments");
            self.in_review = None;
        }
        self.misses.extend(misses);
        let decision = self.settled();
        match not_judged {
            Some(why) if decision.misses.is_empty() => {
                let message = format!("{why}: nothing was judged");
                let miss = Miss { key: "gate.allow-unjudged", value: 0.0, bound: 0.0, block: None, message };
                let misses = if gate.allow_unjudged { Vec::new() } else { vec![miss] };
                Decision { verdict: Verdict::NotJudged, misses, ..decision }
            }
            _ => decision,
        }
    }
}

fn below(key: &'static str, what: &str, value: f64, bound: Option<f64>) -> Option<Miss> {
    let bound = bound.filter(|&bound| value < bound)?;
    // One digit, and never "0.0 below": what is missed by less is told with more digits.
    let by = bound - value;
    let digits = if by < 0.05 { 4 } else { 1 };
    let message = format!("{what} {value:.digits$} is below {bound} by {by:.digits$}");
    Some(Miss { key, value, bound, block: None, message })
}

fn likely(value: f64, bound: Option<f64>) -> Option<Miss> {
    let bound = bound.filter(|&bound| value > bound)?;
    let message = format!("likelihood of unedited machine translation {value:.3} is above {bound}");
    Some(Miss { key: "gate.max-machine", value, bound, block: None, message })
}

/// Holds a text that is likely unedited machine translation against a stricter bound of its score: two kinds of evidence,
/// what was found in it and how the whole of it reads, agree.
fn unedited(gate: &Gate, machine: Option<f64>, score: f64, bound: f64) -> Option<Miss> {
    let value = machine.filter(|&likelihood| likelihood > gate.unedited && score < bound)?;
    let message =
        format!("likely unedited machine translation ({value:.2}), and score {score:.1} is below {bound}");
    Some(Miss { key: "gate.unedited", value, bound: gate.unedited, block: None, message })
}

/// A text that is all but surely unedited machine translation wants an editor, whatever was found in it: rules see form,
/// and what a fluent translation gets wrong is mostly sense. That is two thirds of the way from `unedited` to 1.
fn surely_unedited(gate: &Gate, machine: Option<f64>) -> Option<Miss> {
    let bound = 1.0 - (1.0 - gate.unedited) / 3.0;
    let value = machine.filter(|&likelihood| likelihood >= bound && gate.unedited < 1.0)?;
    let message = format!("very likely unedited machine translation ({value:.2})");
    Some(Miss { key: "gate.unedited", value, bound, block: None, message })
}

fn worst_paragraph(gate: &Gate, paragraphs: &[Paragraph]) -> Option<Miss> {
    let long = paragraphs.iter().filter(|p| p.words >= gate.paragraph_words);
    let worst = long.min_by(|a, b| a.score.total_cmp(&b.score))?;
    let miss = below("gate.min-paragraph", "score of the worst paragraph", worst.score, gate.min_paragraph)?;
    Some(Miss { block: Some(worst.block), ..miss })
}

fn rates(gate: &Gate, words: usize, findings: &[Finding]) -> Vec<Miss> {
    let every = [
        (Severity::Minor, "gate.max-minor"),
        (Severity::Major, "gate.max-major"),
        (Severity::Critical, "gate.max-critical"),
    ];
    let missed = every.into_iter().filter_map(|(severity, key)| {
        let bound = gate.rates[severity as usize]?;
        let count = findings.iter().filter(|f| f.severity == severity).count();
        let rate = if words == 0 { 0.0 } else { 1000.0 * count as f64 / words as f64 };
        (rate > bound).then(|| {
            let (name, by) = (severity.name(), rate - bound);
            let message = format!("{rate:.1} {name} findings for 1,000 words, above {bound} by {by:.1}");
            Miss { key, value: rate, bound, block: None, message }
        })
    });
    missed.collect()
}

fn blocking(gate: &Gate, findings: &[Finding]) -> Vec<Miss> {
    let mut misses = Vec::new();
    if let Some(bound) = gate.fail_on {
        let heavy: Vec<&Finding> = findings.iter().filter(|f| f.severity >= bound).collect();
        misses.extend(found("gate.fail-on", &heavy, &format!(" at least {}", bound.name())));
    }
    let blocked: Vec<&Finding> = (findings.iter())
        .filter(|f| gate.block.contains(&f.rule.family) || gate.block.contains(&f.rule.id))
        .collect();
    misses.extend(found("gate.block", &blocked, " that blocks"));
    misses
}

fn comments(gate: &Gate, idle: usize) -> Option<Miss> {
    let counted = if idle == 1 { "1 comment".to_owned() } else { format!("{idle} comments") };
    let message = format!("{counted} to mtlint: wrong, or nothing to suppress");
    let key = "gate.strict-comments";
    (gate.strict_comments && idle > 0).then_some(Miss {
        key,
        value: idle as f64,
        bound: 0.0,
        block: None,
        message,
    })
}

fn found(key: &'static str, findings: &[&Finding], what: &str) -> Option<Miss> {
    let first = findings.first()?;
    let count = findings.len();
    let message = match count {
        1 => format!("1 finding{what}: {}", first.rule.id),
        _ => format!("{count} findings{what}, the first: {}", first.rule.id),
    };
    Some(Miss { key, value: count as f64, bound: 0.0, block: Some(first.block), message })
}

#[cfg(test)]
mod tests {
    use super::{Decision, Gate, SmallSample, decide};

    use crate::score::{Paragraph, Verdict};

    fn decision(gate: &Gate, words: usize, score: f64) -> Decision {
        let paragraph =
            |words, score| Paragraph { block: 0, words, penalty: 0.0, score, estimate: None, machine: None };
        decide(gate, words, score, None, Some(0.65), &[paragraph(30, 50.0), paragraph(5, 0.0)], &[], 2)
    }

    #[test]
    fn a_score_fails_goes_to_review_or_passes() {
        let gate = Gate::default();
        assert_eq!(
            [95.4, 95.5, 98.0].map(|s| decision(&gate, 200, s).verdict),
            [Verdict::Fail, Verdict::Review, Verdict::Pass]
        );
        assert_eq!(decision(&gate, 200, 90.0).misses[0].message, "score 90.0 is below 95.5 by 5.5");
        assert_eq!(decision(&gate, 200, 95.49).misses[0].message, "score 95.4900 is below 95.5 by 0.0100");
    }

    #[test]
    fn a_short_paragraph_is_not_the_worst() {
        let gate = Gate { min_paragraph: Some(60.0), ..Gate::default() };
        let misses = decision(&gate, 200, 99.0).misses;
        assert_eq!(misses.len(), 1);
        assert_eq!(misses[0].value, 50.0);
    }

    #[test]
    fn a_text_too_likely_to_be_the_machines_fails() {
        let gate = |bound| Gate { max_machine: Some(bound), ..Gate::default() };
        assert_eq!(decision(&gate(0.8), 200, 99.0).verdict, Verdict::Pass);
        let decision = decision(&gate(0.6), 200, 99.0);
        assert_eq!((decision.verdict, decision.misses[0].key), (Verdict::Fail, "gate.max-machine"));
    }

    #[test]
    fn idle_comments_fail_where_the_gate_is_strict() {
        let gate = Gate { strict_comments: true, ..Gate::default() };
        let decision = decision(&gate, 200, 99.0);
        assert_eq!(decision.verdict, Verdict::Fail);
        assert_eq!(decision.misses[0].message, "2 comments to mtlint: wrong, or nothing to suppress");
    }

    #[test]
    fn what_is_likely_unedited_is_held_to_stricter_bounds() {
        let verdict =
            |score, machine| decide(&Gate::default(), 200, score, None, machine, &[], &[], 0).verdict;
        assert_eq!(
            [97.0, 98.5, 99.5].map(|s| verdict(s, Some(0.2))),
            [Verdict::Review, Verdict::Pass, Verdict::Pass]
        );
        assert_eq!(
            [97.0, 98.5, 99.5].map(|s| verdict(s, Some(0.8))),
            [Verdict::Fail, Verdict::Review, Verdict::Pass]
        );
        assert_eq!(verdict(100.0, Some(0.95)), Verdict::Review, "an editor should look at it");
        let off = Gate { unedited: 1.0, ..Gate::default() };
        assert_eq!(decide(&off, 200, 100.0, None, Some(1.0), &[], &[], 0).verdict, Verdict::Pass);
        assert_eq!(verdict(97.0, None), Verdict::Review);
    }

    #[test]
    fn small_samples_are_named_and_may_go_to_review() {
        let judge = Gate::default();
        let review = Gate { small: SmallSample::Review, ..Gate::default() };
        assert_eq!(
            (decision(&judge, 99, 10.0).verdict, decision(&judge, 99, 10.0).small_sample),
            (Verdict::Fail, true)
        );
        assert_eq!([10.0, 100.0].map(|s| decision(&review, 99, s).verdict), [Verdict::Review; 2]);
        assert_eq!(decision(&review, 100, 100.0).verdict, Verdict::Pass);
    }
}
