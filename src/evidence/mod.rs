//! What each rule is worth: its findings on machine text, on the human repair, on prose, and where people marked faults.
//!
//! `segment` reads labelled texts in any of the forms that evaluations are published in, [`Evidence`] checks them and
//! counts, `table` shows the outcome. Users bring their own labelled texts and learn which rules to trust.

mod segment;
mod table;

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::check::Checker;
use crate::config::Policy;
use crate::document::{Document, Original};
use crate::error::Result;
use crate::finding::Finding;
use crate::read::{self, Options};

pub use segment::{Origin, Segment, read as read_segments};
pub use table::{html, markdown, text};

/// Counts for all rules over some labelled texts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Evidence {
    /// Words (separated by white space) of machine translation.
    pub machine_words: usize,
    /// Words of its human repair.
    pub repaired_words: usize,
    /// Words that people wrote.
    pub clean_words: usize,
    /// Characters of machine translation with marks on it, and how many of them are marked.
    pub characters: usize,
    /// Marked characters.
    pub marked_characters: usize,
    /// By rule id.
    pub rules: BTreeMap<String, RuleEvidence>,
}

/// Counts for one rule.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RuleEvidence {
    /// The rule's family.
    pub family: String,
    /// The confidence its file states.
    pub confidence: f32,
    /// Findings on machine translation that was repaired.
    pub machine: usize,
    /// Findings on the repair.
    pub repaired: usize,
    /// Findings on prose that people wrote.
    pub clean: usize,
    /// Findings on machine translation in which people marked faults.
    pub judged: usize,
    /// Those of them that overlap a mark.
    pub hits: usize,
    /// Places on machine text, as "before (found) after".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}

impl Evidence {
    /// Checks all segments with every rule on, whatever its confidence, and counts. `bilingual` sends the source along.
    /// At most `show` examples of each rule are kept, spread evenly over what was found.
    pub fn gather(checker: &Checker, segments: &[Segment], bilingual: bool, show: usize) -> Result<Evidence> {
        let policy = Policy { min_confidence: 0.0, ..Policy::default() };
        let mut evidence = Evidence::default();
        for rule in &checker.engine("en")?.rules.rules {
            let entry = evidence.rules.entry(rule.meta.id.clone()).or_default();
            entry.family.clone_from(&rule.meta.family);
            entry.confidence = rule.meta.confidence;
        }
        let found: Vec<Result<(Vec<Finding>, Vec<Finding>)>> = segments
            .par_iter()
            .map(|segment| {
                let check = |text: &str| {
                    let document = document(segment, text, bilingual);
                    Ok::<_, crate::error::Error>(checker.check(document, &policy)?.findings)
                };
                let first = check(&segment.text)?;
                Ok((first, segment.repaired.as_deref().map_or(Ok(Vec::new()), check)?))
            })
            .collect();
        for (segment, found) in segments.iter().zip(found) {
            let (first, second) = found?;
            evidence.count(segment, &first, &second);
        }
        if show > 0 {
            for rule in evidence.rules.values_mut() {
                let step = rule.examples.len().div_ceil(show).max(1);
                rule.examples = std::mem::take(&mut rule.examples).into_iter().step_by(step).collect();
            }
        } else {
            evidence.rules.values_mut().for_each(|r| r.examples.clear());
        }
        Ok(evidence)
    }

    fn count(&mut self, segment: &Segment, first: &[Finding], second: &[Finding]) {
        let words = segment.text.split_whitespace().count();
        if segment.origin == Origin::Human {
            self.clean_words += words;
        } else if let Some(repaired) = &segment.repaired {
            self.machine_words += words;
            self.repaired_words += repaired.split_whitespace().count();
        }
        if let Some(marks) = &segment.marks {
            self.characters += segment.text.len();
            self.marked_characters += marks.iter().map(std::ops::Range::len).sum::<usize>();
        }
        for finding in first {
            let rule = self.rules.entry(finding.rule.id.clone()).or_default();
            match segment.origin {
                Origin::Human => rule.clean += 1,
                Origin::Machine => {
                    rule.machine += usize::from(segment.repaired.is_some());
                    if let Some(marks) = &segment.marks {
                        rule.judged += 1;
                        let range = finding.span.range();
                        rule.hits +=
                            usize::from(marks.iter().any(|m| m.start < range.end && range.start < m.end));
                    }
                }
            }
            rule.examples.push(excerpt(&segment.text, finding, segment.origin));
        }
        for finding in second {
            self.rules.entry(finding.rule.id.clone()).or_default().repaired += 1;
        }
    }
}

fn document(segment: &Segment, text: &str, bilingual: bool) -> Document {
    let outcome = read::read("segment.txt", text.as_bytes().to_vec(), &Options::default());
    let mut document = outcome.documents.into_iter().next().unwrap_or_default();
    document.language = segment.language.clone();
    if let (true, Some(source), [block]) = (bilingual, &segment.source, document.blocks.as_mut_slice()) {
        block.original = Some(Original { text: source.clone(), language: segment.source_language.clone() });
    }
    document
}

/// The words found, with forty bytes around them.
fn excerpt(text: &str, finding: &Finding, origin: Origin) -> String {
    let range = finding.span.range();
    let from = text.floor_char_boundary(range.start.saturating_sub(40));
    let to = text.ceil_char_boundary((range.end + 40).min(text.len()));
    let who = if origin == Origin::Human { "human: " } else { "" };
    let line =
        format!("{who}…{}[{}]{}…", &text[from..range.start], &text[range.clone()], &text[range.end..to]);
    line.replace('\n', " ")
}

impl RuleEvidence {
    /// Share of the judged findings that overlap what people marked; nothing when none was judged.
    pub fn precision(&self) -> Option<f64> {
        (self.judged > 0).then(|| self.hits as f64 / self.judged as f64)
    }
}
