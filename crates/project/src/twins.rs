//! Segments of other documents of a run that contradict a segment: the same source translated otherwise, the same
//! translation for another source. Records of a stream are one project.
//!
//! Within a document the rules themselves see that. What was seen is kept up to a bound, so that a run over a million
//! segments needs no more memory than one over a hundred thousand; outcomes come in the order of the input, so that the
//! same input says the same on any number of threads.

use std::collections::HashMap;
use std::sync::Arc;

use mtlint_core::bilingual::twins::keys;
use mtlint_core::check::{Checker, Review};
use mtlint_core::document::Block;
use mtlint_core::error::Result;
use mtlint_core::finding::{Finding, Fingerprint};
use mtlint_core::meta::RuleMeta;
use mtlint_core::policy::Policy;
use mtlint_core::span::Span;

/// Segments that are kept.
const MOST: usize = 100_000;
/// Letters of a text that a message shows.
const SHOWN: usize = 120;
/// The rules, by what they find.
const TRANSLATIONS: &str = "source-translated-twice";
const SOURCES: &str = "translation-of-two-sources";

/// What was seen of a segment, by its source or its translation.
struct Seen {
    /// The other side as one number.
    other: u64,
    /// The other side.
    text: Box<str>,
    /// Its document.
    name: Arc<str>,
}

/// The segments of a run, as far as they were seen.
#[derive(Default)]
pub struct ProjectTwins {
    sources: HashMap<u64, Seen>,
    targets: HashMap<u64, Seen>,
}

impl ProjectTwins {
    /// Adds to a review what the segments before it say of its own, and remembers those.
    ///
    /// # Errors
    /// When the rules of its language are wrong.
    pub fn mark(&mut self, review: &mut Review, checker: &Checker, policy: &Policy) -> Result<()> {
        if review.document.blocks.iter().all(|b| b.original.is_none()) {
            return Ok(());
        }
        let language = review.document.language.clone().unwrap_or_default();
        let rule = |id: &str| -> Result<Option<Arc<RuleMeta>>> {
            let rule = checker.rule(&language, id)?;
            Ok(rule.filter(|r| !policy.off.contains(&r.id) && !policy.off.contains(&r.family)))
        };
        let (translations, sources) = (rule(TRANSLATIONS)?, rule(SOURCES)?);
        if translations.is_none() && sources.is_none() {
            return Ok(());
        }
        let name: Arc<str> = review.document.name.as_str().into();
        let mut findings = Vec::new();
        let mut seen = Vec::new();
        for (index, block) in review.document.blocks.iter().enumerate() {
            let Some((source, target)) = keys(block) else { continue };
            let theirs = block.original.as_ref().map_or("", |o| o.text.as_str());
            let long = theirs.split_whitespace().count() >= 3;
            if let (Some(rule), Some(other)) = (&translations, self.sources.get(&source))
                && other.other != target
            {
                let message = format!("The same source is translated as “{}” in {}", other.text, other.name);
                findings.push(finding(rule, index, block, target, message, if long { 1.0 } else { 0.75 }));
            }
            if let (Some(rule), Some(other)) = (&sources, self.targets.get(&target))
                && other.other != source
            {
                let message = format!(
                    "The same translation stands for another source in {}: “{}”",
                    other.name, other.text
                );
                findings.push(finding(rule, index, block, target, message, if long { 1.0 } else { 0.75 }));
            }
            seen.push((source, target, shown(theirs), shown(&block.text)));
        }
        for (source, target, theirs, ours) in seen {
            let entry = |other, text| Seen { other, text, name: name.clone() };
            if self.sources.len() < MOST {
                self.sources.entry(source).or_insert_with(|| entry(target, ours));
                self.targets.entry(target).or_insert_with(|| entry(source, theirs));
            }
        }
        for finding in &mut findings {
            let severity =
                [&finding.rule.id, &finding.rule.family].into_iter().find_map(|k| policy.severities.get(k));
            finding.severity = severity.copied().unwrap_or(finding.severity);
        }
        findings.retain(|f| f.certainty >= policy.min_certainty);
        // Where the document itself says so already, once is enough.
        findings.retain(|f| !review.findings.iter().any(|g| g.block == f.block && g.rule.id == f.rule.id));
        if !findings.is_empty() {
            review.join(findings, policy);
        }
        Ok(())
    }
}

fn span(block: &Block) -> Span {
    Span::new(0, block.text.len())
}

fn shown(text: &str) -> Box<str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

fn finding(
    rule: &Arc<RuleMeta>,
    index: usize,
    block: &Block,
    key: u64,
    message: String,
    weight: f32,
) -> Finding {
    Finding {
        severity: rule.severity,
        certainty: (rule.certainty * weight).clamp(0.0, 1.0),
        machine: rule.machine,
        weight,
        penalty: 0.0,
        block: index,
        span: block.map.to_file(span(block)),
        related: Vec::new(),
        message,
        suggestion: None,
        fingerprint: Fingerprint { words: key, sentence: key, ..Fingerprint::default() },
        edits: Vec::new(),
        rule: rule.clone(),
    }
}
