//! What a check comes to: a document with its findings, scores and verdict, and what changes when findings are accepted.

use crate::analysis::Whole;
use crate::check::Judged;
use crate::check::origin;
use crate::detected::Detected;
use crate::document::{BlockKind, Document};
use crate::error::Problem;
use crate::estimate::outcome::Estimate;
use crate::finding::{Aside, Finding, SetAside};
use crate::gate;
use crate::gate::{Decision, Miss};
use crate::language::codes;
use crate::machine::{self, Machine};
use crate::policy::Policy;
use crate::score;
use crate::score::{Paragraph, Verdict};
use crate::settle::Settled;

/// In which language a document is, and in which it was to be.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Spoken {
    /// The language that it declares, or that was asked for.
    pub asked: Option<String>,
    /// What its words tell.
    pub detected: Detected,
    /// False when there are no rules for the language it was judged in: then it was not judged.
    pub has_rules: bool,
}

impl Spoken {
    /// What a database remembers of it.
    pub fn stored(asked: Option<String>, has_rules: bool) -> Spoken {
        Spoken { asked, detected: Detected::default(), has_rules }
    }
}

/// All that is known of a checked document. Every report, the gate and an editor read this one type.
#[derive(Clone, Debug)]
pub struct Review {
    /// The document.
    pub document: Document,
    /// Findings in the order of the text, doubles merged, those under the display threshold left out.
    pub findings: Vec<Finding>,
    /// Findings that the project has accepted, in the order of the text: they cost nothing.
    pub aside: Vec<SetAside>,
    /// Places that are too unsure to be findings, in the order of the text; only where the document is likely to be
    /// unedited machine translation. They cost nothing, and the gate does not see them.
    pub suspicions: Vec<Finding>,
    /// True when it was held against a baseline: what is not known there is new.
    pub baseline: bool,
    /// Comments to the checker that are wrong or suppress nothing; `problems` tells of each.
    pub idle_comments: usize,
    /// One entry for each block that was checked, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Words in all blocks.
    pub words: usize,
    /// Points against the document: the sum over the findings.
    pub penalty: f64,
    /// 0 to 100, higher is better: by the penalties of the findings alone.
    pub score: f64,
    /// The quality estimate of the document; absent when it is too short or its language has no model.
    pub estimate: Option<Estimate>,
    /// How likely it is unedited machine translation; absent when it is too short or its language has no model.
    pub machine: Option<Machine>,
    /// Whether it may be published.
    pub verdict: Verdict,
    /// Why an editor should look, where the verdict is "review".
    pub in_review: Option<Miss>,
    /// Its language: asked, detected, known.
    pub spoken: Spoken,
    /// The conditions of the gate that it missed.
    pub misses: Vec<Miss>,
    /// True when there are too few words for the score to be trusted.
    pub small_sample: bool,
    /// What kept parts of it from being checked.
    pub problems: Vec<Problem>,
}

impl Review {
    /// The codes of the languages that it was likely translated from, as its findings tell.
    pub fn likely_sources(&self) -> Vec<&str> {
        origin::likely(self.findings.iter().map(|f| f.rule.source_languages.as_slice()))
    }

    /// Adds up what was found, penalties included; whether it may pass is decided later.
    pub(super) fn new(
        document: Document,
        whole: &Whole,
        settled: Settled,
        mut judged: Judged,
        spoken: Spoken,
    ) -> Review {
        let Settled { findings, mut suspicions, aside, problems } = settled;
        if judged.machine.document.as_ref().is_none_or(|m| m.value < machine::HIGH) {
            suspicions.clear();
        }
        let mut estimate_of = |block: usize| judged.blocks.get_mut(block).and_then(Option::take);
        let paragraphs = whole
            .blocks
            .iter()
            .enumerate()
            .filter(|(i, a)| document.blocks[*i].kind != BlockKind::Code && a.words > 0)
            .map(|(block, a)| Paragraph {
                block,
                words: a.words,
                penalty: 0.0,
                score: 100.0,
                estimate: estimate_of(block),
                machine: judged.machine.blocks.get(block).copied().flatten(),
            })
            .collect();
        let mut review = Review {
            verdict: Verdict::Pass,
            in_review: None,
            spoken,
            misses: Vec::new(),
            small_sample: false,
            document,
            findings,
            aside,
            suspicions,
            baseline: false,
            idle_comments: problems.len(),
            paragraphs,
            words: whole.words,
            penalty: 0.0,
            score: 100.0,
            estimate: judged.document,
            machine: judged.machine.document,
            problems,
        };
        review.add_up();
        review
    }

    /// Penalties and scores of what counts.
    fn add_up(&mut self) {
        score::weigh(&mut self.findings);
        let mut penalties = vec![0.0; self.document.blocks.len()];
        self.findings.iter().for_each(|f| penalties[f.block] += f.penalty);
        for paragraph in &mut self.paragraphs {
            paragraph.penalty = penalties[paragraph.block];
            paragraph.score = score::score(paragraph.penalty, paragraph.words);
        }
        self.penalty = self.findings.iter().map(|f| f.penalty).sum();
        self.score = score::score(self.penalty, self.words);
    }

    /// Holds the review against the gate in force for its language.
    pub fn decide(&mut self, policy: &Policy) {
        let gate = policy.gate(self.document.language.as_deref());
        let estimate = self.estimate.as_ref();
        let machine = self.machine.as_ref().map(|m| m.value);
        let (paragraphs, findings) = (&self.paragraphs, &self.findings);
        let decision = gate::decide(
            gate,
            self.words,
            self.score,
            estimate,
            machine,
            paragraphs,
            findings,
            self.idle_comments,
        );
        let (expected, key) = self.expected(policy);
        let language = self.spoken.detected.misses(&expected, key);
        let Decision { verdict, misses, small_sample, in_review } =
            decision.in_language(gate, language, self.not_judged());
        (self.verdict, self.misses, self.small_sample, self.in_review) =
            (verdict, misses, small_sample, in_review);
    }

    /// The languages that the text may be in, and the key that says so; none where any will do.
    fn expected(&self, policy: &Policy) -> (Vec<String>, &'static str) {
        match (&policy.languages[..], &self.spoken.asked) {
            ([], asked) => (asked.iter().map(|tag| primary(tag)).collect(), "language"),
            (languages, _) => (languages.to_vec(), "languages"),
        }
    }

    /// Why the text could not be judged: there are no rules for its language.
    pub fn not_judged(&self) -> Option<String> {
        let code = primary(self.document.language.as_deref().unwrap_or_default());
        (!self.spoken.has_rules).then(|| format!("there are no rules for {}", codes::named(&code)))
    }

    /// True when it must not be published: it fails, or was not judged and that is not allowed.
    pub fn is_refused(&self) -> bool {
        self.verdict == Verdict::Fail || !self.misses.is_empty()
    }

    /// The score, where the text could be judged.
    pub fn known_score(&self) -> Option<f64> {
        self.spoken.has_rules.then_some(self.score)
    }

    /// Sets aside the findings that a baseline knows (one mark for each), adds up and decides again. The quality
    /// estimate stays, for it speaks of the text.
    pub fn accept(&mut self, known: &[bool], policy: &Policy) {
        self.baseline = true;
        let marked = std::mem::take(&mut self.findings).into_iter().zip(known);
        let (accepted, counted): (Vec<_>, Vec<_>) = marked.partition(|(_, known)| **known);
        self.findings = counted.into_iter().map(|(finding, _)| finding).collect();
        let accepted = accepted.into_iter().map(|(f, _)| Finding { penalty: 0.0, ..f });
        self.aside.extend(accepted.map(|finding| SetAside { finding, why: Aside::Known }));
        self.aside.sort_by_key(|a| (a.finding.span.start, std::cmp::Reverse(a.finding.span.end)));
        self.add_up();
        self.decide(policy);
    }

    /// Adds findings that other documents of the run tell of, adds up and decides again.
    pub fn join(&mut self, findings: Vec<Finding>, policy: &Policy) {
        self.findings.extend(findings);
        self.findings.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
        self.add_up();
        self.decide(policy);
    }

    /// Every finding in the order of the text, those that do not count with the reason.
    pub fn all_findings(&self) -> Vec<(&Finding, Option<&Aside>)> {
        let aside = self.aside.iter().map(|a| (&a.finding, Some(&a.why)));
        let mut all: Vec<_> = self.findings.iter().map(|f| (f, None)).chain(aside).collect();
        all.sort_by_key(|(f, _)| (f.span.start, std::cmp::Reverse(f.span.end)));
        all
    }

    /// How many findings stand in the baseline, and how many a comment suppresses.
    pub fn set_aside(&self) -> [usize; 2] {
        let known = self.aside.iter().filter(|a| a.why == Aside::Known).count();
        [known, self.aside.len() - known]
    }
}

/// The language of a tag: "en" for "en-GB".
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}
