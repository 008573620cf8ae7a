//! From the hits of all rules to the findings of a document: located in the file, filtered, merged, in order.
//!
//! Small steps from list to list: locate, drop what the project allows, raise what is surer elsewhere, drop what is unsure
//! and what another finding explains, merge doubles, sort, name, set aside what a comment suppresses. The quality
//! estimate is made between; what it says itself joins the findings afterwards. Neither it nor the findings of other
//! rules move a certainty: what is seen is shown whatever stands around it.

mod again;
mod fingerprint;
mod suppress;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::Whole;
use crate::detect::Hit;
use crate::document::Document;
use crate::error::Problem;
use crate::finding::{Edit, Finding, Fingerprint, Related, SetAside};
use crate::meta::RuleMeta;
use crate::policy::Policy;
use crate::rule::{RuleHit, RuleSet};
use crate::side_by_side;
use crate::span::FileSpan;

use fingerprint::Fingerprints;
use suppress::Suppressions;

/// Less likely than this, a place is not even a suspicion.
const LEAST_SUSPICION: f32 = 0.1;

/// What the hits of a document amount to, in the order of the text.
#[derive(Debug, Default)]
pub struct Settled {
    /// Findings that count.
    pub findings: Vec<Finding>,
    /// What is too unsure to be shown, and apart from all that is.
    pub suspicions: Vec<Finding>,
    /// Findings that a comment in the text suppresses.
    pub aside: Vec<SetAside>,
    /// Comments that say nothing the checker understands, or suppress nothing.
    pub problems: Vec<Problem>,
}

/// A document whose findings are being settled.
pub struct Settling<'d> {
    document: &'d Document,
    whole: &'d Whole,
    rules: &'d RuleSet,
    policy: &'d Policy,
    comments: Option<Suppressions<'d>>,
    /// The findings of each block, likely or not.
    blocks: Vec<Vec<Finding>>,
}

impl<'d> Settling<'d> {
    /// Locates the hits of each block.
    pub fn new(
        document: &'d Document,
        whole: &'d Whole,
        rules: &'d RuleSet,
        hits: Vec<Vec<RuleHit>>,
        policy: &'d Policy,
    ) -> Settling<'d> {
        let hits: Vec<(usize, Vec<RuleHit>)> = hits.into_iter().enumerate().collect();
        let located =
            side_by_side::turn(hits, |(block, hits)| located(document, whole, rules, policy, block, hits));
        let comments = Suppressions::read(document, rules);
        let mut settling = Settling { document, whole, rules, policy, comments, blocks: located };
        again::raise(&mut settling.blocks, &document.source.text, policy.min_certainty);
        settling
    }

    /// The findings that would count if nothing more were known.
    pub fn likely(&self) -> Vec<Finding> {
        let likely = |block: &Vec<Finding>| {
            let sure = block.iter().filter(|f| self.is_sure(f) && self.counts(f));
            outrank(sure.cloned().collect())
        };
        merge(self.blocks.iter().map(likely))
    }

    /// Adds what rules on the quality estimate say of each block.
    pub fn join(&mut self, hits: Vec<Vec<RuleHit>>) {
        for (index, (block, hits)) in self.blocks.iter_mut().zip(hits).enumerate() {
            block.extend(located(self.document, self.whole, self.rules, self.policy, index, hits));
        }
    }

    /// What it all comes to. Penalties are not yet set.
    pub fn finish(mut self) -> Settled {
        let (sure, unsure): (Vec<_>, Vec<_>) = (std::mem::take(&mut self.blocks).into_iter())
            .map(|block| block.into_iter().partition(|f| self.is_sure(f)))
            .unzip();
        let mut settled = Settled { findings: merge(sure.into_iter().map(outrank)), ..Settled::default() };
        settled.suspicions = self.suspicions(unsure, &settled.findings);
        side_by_side::change_stretches(&mut settled.findings, |findings| {
            let mut fingerprints = Fingerprints::new(self.document, self.whole);
            findings.iter_mut().for_each(|finding| finding.fingerprint = fingerprints.next(finding));
        });
        if let Some(comments) = &mut self.comments {
            for finding in std::mem::take(&mut settled.findings) {
                match comments.set_aside(&finding) {
                    Some(why) => settled.aside.push(SetAside { finding, why }),
                    None => settled.findings.push(finding),
                }
            }
        }
        settled.problems = self.comments.map(Suppressions::problems).unwrap_or_default();
        settled
    }

    /// The unsure findings that overlap none of `shown`, nor each other, and that no comment suppresses.
    fn suspicions(&self, unsure: Vec<Vec<Finding>>, shown: &[Finding]) -> Vec<Finding> {
        let mut shown: Vec<FileSpan> = shown.iter().map(|f| f.span).collect();
        shown.dedup_by(|next, last| {
            let inside = next.end <= last.end;
            inside
                || (next.start < last.end && {
                    last.end = next.end;
                    true
                })
        });
        let apart = |f: &Finding| {
            let at = shown.partition_point(|s| s.end <= f.span.start);
            shown.get(at).is_none_or(|s| !s.overlaps(f.span))
        };
        let likely = |f: &Finding| f.certainty >= LEAST_SUSPICION && apart(f) && self.counts(f);
        let mut suspicions =
            merge(unsure.into_iter().map(|block| outrank(block.into_iter().filter(&likely).collect())));
        let mut end = 0;
        suspicions.retain(|f| {
            let kept = f.span.start >= end;
            end = if kept { f.span.end } else { end };
            kept
        });
        suspicions
    }

    fn is_sure(&self, finding: &Finding) -> bool {
        finding.certainty >= self.policy.min_certainty
    }

    /// Whether no comment in the text suppresses it.
    fn counts(&self, finding: &Finding) -> bool {
        self.comments.as_ref().is_none_or(|c| !c.hold(finding))
    }
}

/// The hits of a block as findings in the file.
fn located(
    document: &Document,
    whole: &Whole,
    rules: &RuleSet,
    policy: &Policy,
    block: usize,
    hits: Vec<RuleHit>,
) -> Vec<Finding> {
    // The words at fault may be a name or term that the project never wants flagged.
    let (text, tokens) = (&document.blocks[block].text, &whole.blocks[block].tokens);
    let faults = hits.into_iter().filter(|h| !policy.terms.cover(h.hit.span, text, tokens));
    faults.map(|h| locate(document, rules, block, h, policy)).collect::<Box<[Finding]>>().into_vec()
}

/// Leaves out what another finding on the same words explains: single words of a sentence in another language. All
/// are of one block.
fn outrank(mut findings: Vec<Finding>) -> Vec<Finding> {
    // By rule, the stretches of text that it explains, in order.
    let mut explaining: Vec<(Arc<RuleMeta>, Vec<FileSpan>)> = Vec::new();
    for finding in findings.iter().filter(|f| !f.rule.outranks.is_empty()) {
        match explaining.iter_mut().find(|(over, _)| over.id == finding.rule.id) {
            Some((_, spans)) => spans.push(finding.span),
            None => explaining.push((finding.rule.clone(), vec![finding.span])),
        }
    }
    for (_, spans) in &mut explaining {
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let joined = next.start < last.end;
            last.end = if joined { last.end.max(next.end) } else { last.end };
            joined
        });
    }
    findings.retain(|f| {
        let names = |over: &RuleMeta| over.outranks.iter().any(|n| *n == f.rule.id || *n == f.rule.family);
        let covers = |spans: &[FileSpan]| {
            let at = spans.partition_point(|s| s.end <= f.span.start);
            spans.get(at).is_some_and(|s| s.overlaps(f.span))
        };
        !explaining.iter().any(|(over, spans)| over.id != f.rule.id && names(over) && covers(spans))
    });
    findings
}

/// A hit in a block becomes a finding in the file.
fn locate(document: &Document, rules: &RuleSet, block: usize, found: RuleHit, policy: &Policy) -> Finding {
    let rule = &rules.rules[found.rule].meta;
    let Hit { span, message, suggestion, edits, related, weight } = found.hit;
    let words = span.of(&document.blocks[block].text);
    let fixed = || (!edits.is_empty()).then(|| Edit::apply(words, span.start, &edits));
    let suggestion = suggestion.or_else(fixed);
    let to_file = |block: usize, span| document.blocks[block].map.to_file(span);
    let severity = [&rule.id, &rule.family].into_iter().find_map(|k| policy.severities.get(k));
    Finding {
        severity: severity.copied().unwrap_or(rule.severity),
        certainty: (rule.certainty * weight).clamp(0.0, 1.0),
        machine: rule.machine,
        weight,
        penalty: 0.0,
        block,
        span: to_file(block, span),
        related: related
            .into_iter()
            .map(|(block, span, message)| Related { span: to_file(block, span), message })
            .collect(),
        message: if message.is_empty() { rule.summary.clone() } else { message },
        suggestion,
        fingerprint: Fingerprint::default(),
        edits,
        rule: rule.clone(),
    }
}

/// Of findings on exactly the same words the heaviest stays; of one rule's overlapping findings the longest.
fn merge(blocks: impl Iterator<Item = Vec<Finding>>) -> Vec<Finding> {
    let blocks: Vec<Vec<Finding>> = blocks.collect();
    let mut findings = Vec::with_capacity(blocks.iter().map(Vec::len).sum());
    blocks.into_iter().for_each(|block| findings.extend(block));
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut last_kept = None;
    // Those kept of one rule, told by its address, do not overlap, so that the last of them reaches furthest.
    let mut last_of_rule: HashMap<*const RuleMeta, FileSpan> = HashMap::new();
    findings.retain(|finding| {
        let rule = Arc::as_ptr(&finding.rule);
        let same_rule = last_of_rule.get(&rule).is_some_and(|last| last.overlaps(finding.span));
        let kept = last_kept != Some(finding.span) && !same_rule;
        if kept {
            last_kept = Some(finding.span);
            last_of_rule.insert(rule, finding.span);
        }
        kept
    });
    findings
}

/// The order of a report: by place, the longer first, then what costs more, then the rule's id.
fn order(finding: &Finding) -> (u32, Reverse<u32>, Reverse<u32>, &str) {
    let FileSpan { start, end } = finding.span;
    let cost = (finding.cost() * 1e6) as u32;
    (start, Reverse(end), Reverse(cost), &finding.rule.id)
}
