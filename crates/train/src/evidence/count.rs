//! Checks labelled texts with every rule on, whatever its certainty, and counts by rule and data set.
//!
//! A rule that needs a source is measured with it, the others without, as most texts come without one.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::evidence::agreement::{FixAgreement, FixedWords};
use crate::evidence::segment::{DataSet, LabelledSegment, SegmentRole};
use crate::random::Random;
use mtlint_core::check::Checker;
use mtlint_core::document::{Document, Original};
use mtlint_core::error::{Error, Result};
use mtlint_core::finding::Finding;
use mtlint_core::policy::Policy;
use mtlint_read as read;

/// How to count.
#[derive(Clone, Debug)]
pub struct CountOptions {
    /// Send the source along for all rules, not only for those that need it.
    pub bilingual: bool,
    /// Keep at most so many examples of each rule, taken at random.
    pub show: usize,
    /// Which random ones.
    pub seed: u64,
    /// Language whose rules are listed.
    pub language: String,
}

/// Counts for all rules over some data sets.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// The data sets, in the order given.
    pub sets: Vec<SetEvidence>,
    /// By rule id.
    pub rules: BTreeMap<String, RuleEvidence>,
}

/// How much text of each kind a data set holds. Words are what white space separates, characters are bytes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SetEvidence {
    /// Its name.
    pub name: String,
    /// Words of machine translation.
    pub machine_words: usize,
    /// Words of what it is held against: repair or human translation.
    pub sound_words: usize,
    /// Texts with their repair.
    pub repairs: usize,
    /// Words that people wrote in the language.
    pub clean_words: usize,
    /// Characters of machine translation that people looked at for faults.
    pub characters: usize,
    /// How many of them they marked.
    pub marked_characters: usize,
}

/// Counts for one rule.
#[derive(Clone, Debug, Default)]
pub struct RuleEvidence {
    /// The rule's family.
    pub family: String,
    /// The `machine` that its file states.
    pub stated: f32,
    /// The certainty that its file states.
    pub certainty: f32,
    /// Sum of the weights of all findings.
    pub weight: f64,
    /// One entry for each data set.
    pub counts: Vec<FindingCounts>,
    /// Places found.
    pub examples: Vec<String>,
}

/// Findings of one rule in one data set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct FindingCounts {
    /// On machine translation.
    pub machine: usize,
    /// On its repair or a human translation.
    pub sound: usize,
    /// Of those on machine translation that was repaired, the ones that its repair has, too.
    pub kept: usize,
    /// On prose.
    pub clean: usize,
    /// On machine translation in which people marked faults.
    pub judged: usize,
    /// Those of the judged that overlap a mark.
    pub hits: usize,
    /// Sum over the judged of the share of their characters that is marked.
    pub inside: f64,
    /// What a repair says in the place of its certain fixes.
    pub fixes: FixAgreement,
}

impl SetEvidence {
    /// Share of the characters looked at that people marked: what a finding at a random place would hit.
    pub fn base(&self) -> f64 {
        self.marked_characters as f64 / self.characters.max(1) as f64
    }
}

impl Evidence {
    /// Checks all texts of `sets` and counts.
    ///
    /// # Errors
    /// When a file of the language is broken.
    pub fn gather(checker: &Checker, sets: &[DataSet], options: &CountOptions) -> Result<Evidence> {
        let mut evidence = Evidence::default();
        let (mut with_source, mut without) = (HashSet::new(), HashSet::new());
        for rule in &checker.engine(&options.language)?.rules.rules {
            let entry = evidence.rules.entry(rule.meta.id.clone()).or_default();
            entry.family.clone_from(&rule.meta.family);
            entry.stated = rule.meta.machine;
            entry.certainty = rule.meta.certainty;
            let kind = if rule.needs_source() { &mut with_source } else { &mut without };
            kind.insert(rule.meta.id.clone());
        }
        let all = Policy { min_certainty: 0.0, ..Policy::default() };
        let passes = if options.bilingual {
            vec![(true, all)]
        } else {
            vec![(false, Policy { off: with_source, ..all.clone() }), (true, Policy { off: without, ..all })]
        };
        for set in sets {
            let found: Vec<Result<(Vec<Finding>, Vec<FixedWords>)>> = (set.segments.par_iter())
                .map(|segment| {
                    let (mut findings, mut fixes) = (Vec::new(), Vec::new());
                    for (bilingual, policy) in &passes {
                        if options.bilingual || !bilingual || segment.source.is_some() {
                            let document = document(segment, *bilingual);
                            let review = checker.check(document, policy)?;
                            fixes.extend(FixedWords::all(&review));
                            findings.extend(review.findings);
                        }
                    }
                    Ok::<_, Error>((findings, fixes))
                })
                .collect();
            evidence.sets.push(SetEvidence { name: set.name.clone(), ..SetEvidence::default() });
            let mut before = (Vec::new(), Vec::new());
            for (segment, found) in set.segments.iter().zip(found) {
                let found = found?;
                evidence.count(segment, &found.0, options.show > 0);
                if segment.repair {
                    evidence.compare(&before.0, &found.0);
                    evidence.agree(&before.1, &segment.text);
                }
                before = found;
            }
        }
        let sets = evidence.sets.len();
        let mut random = Random::new(options.seed);
        for rule in evidence.rules.values_mut() {
            rule.counts.resize(sets, FindingCounts::default());
            random.shuffle(&mut rule.examples);
            rule.examples.truncate(options.show);
        }
        Ok(evidence)
    }

    /// Counts what a repair did not take away: as many findings of a rule as both texts have.
    fn compare(&mut self, before: &[Finding], after: &[Finding]) {
        let index = self.sets.len() - 1;
        self.sets[index].repairs += 1;
        let mut left: Vec<&str> = after.iter().map(|f| f.rule.id.as_str()).collect();
        for finding in before {
            if let Some(at) = left.iter().position(|id| *id == finding.rule.id) {
                left.swap_remove(at);
                let rule = self.rules.get_mut(&finding.rule.id).expect("counted before");
                rule.counts[index].kept += 1;
            }
        }
    }

    /// Counts what a repair says in the place of the certain fixes.
    fn agree(&mut self, fixes: &[FixedWords], repaired: &str) {
        let index = self.sets.len() - 1;
        for fixed in fixes {
            let rule = self.rules.get_mut(&fixed.rule).expect("counted before");
            rule.counts[index].fixes.add(fixed, repaired);
        }
    }

    /// Adds one text's findings to the counts of the last data set.
    fn count(&mut self, segment: &LabelledSegment, found: &[Finding], show: bool) {
        let index = self.sets.len() - 1;
        let set = &mut self.sets[index];
        let words = segment.text.split_whitespace().count();
        match segment.role {
            SegmentRole::Machine => set.machine_words += words,
            SegmentRole::Sound => set.sound_words += words,
            SegmentRole::Clean => set.clean_words += words,
        }
        let marked = segment.marks.as_ref().map(|marks| {
            let mut marked = vec![false; segment.text.len()];
            marks.iter().for_each(|m| marked[m.clone()].fill(true));
            set.characters += marked.len();
            set.marked_characters += marked.iter().filter(|m| **m).count();
            marked
        });
        for finding in found {
            let rule = self.rules.entry(finding.rule.id.clone()).or_default();
            rule.counts.resize(index + 1, FindingCounts::default());
            rule.weight += f64::from(finding.weight);
            let counts = &mut rule.counts[index];
            match segment.role {
                SegmentRole::Machine => counts.machine += 1,
                SegmentRole::Sound => counts.sound += 1,
                SegmentRole::Clean => counts.clean += 1,
            }
            if let Some(marked) = &marked {
                let range = finding.span.range();
                let inside = marked[range.clone()].iter().filter(|m| **m).count();
                counts.judged += 1;
                counts.hits += usize::from(inside > 0);
                counts.inside += inside as f64 / range.len().max(1) as f64;
            }
            if show {
                rule.examples.push(excerpt(segment, finding));
            }
        }
    }
}

fn document(segment: &LabelledSegment, bilingual: bool) -> Document {
    let outcome = read::read("segment.txt", segment.text.as_bytes().to_vec(), &read::Options::default());
    let mut document = outcome.documents.into_iter().next().unwrap_or_default();
    document.language.clone_from(&segment.language);
    if let (true, Some(source), [block]) = (bilingual, &segment.source, document.blocks.as_mut_slice()) {
        block.original = Some(Original {
            text: source.clone(),
            language: segment.source_language.clone(),
            ..Original::default()
        });
    }
    document
}

/// The words found, with forty bytes around them.
fn excerpt(segment: &LabelledSegment, finding: &Finding) -> String {
    let (text, range) = (&segment.text, finding.span.range());
    let from = text.floor_char_boundary(range.start.saturating_sub(40));
    let to = text.ceil_char_boundary((range.end + 40).min(text.len()));
    let role = match segment.role {
        SegmentRole::Machine => "machine",
        SegmentRole::Sound => "repair",
        SegmentRole::Clean => "clean",
    };
    let (before, found, after) = (&text[from..range.start], &text[range.clone()], &text[range.end..to]);
    format!("{role}: …{before}[{found}]{after}…").replace(['\n', '\r'], " ")
}
