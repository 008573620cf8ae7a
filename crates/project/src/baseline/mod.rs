//! A baseline: findings that a project knows and lives with, so that the gate asks about new ones only.
//!
//! `file` reads and writes it; here findings are matched with its entries. A finding is known by its sentence and the
//! sentences beside it, first in the document of its name, then in others, so that moved text, renamed files and edits
//! nearby stay matched. An entry answers for as many findings as it counted; one more of the same is new.

mod file;

use std::collections::{HashMap, HashSet};

pub use file::render;

use mtlint_core::finding::{Finding, Fingerprint};

/// The name of the file where none is given.
pub const FILE_NAME: &str = "mtlint-baseline.json";

/// How many entries with one sentence are compared for the nearest; more would cost time and tell nothing.
const LOOKED_AT: usize = 64;

/// Findings with one fingerprint in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineEntry {
    /// The document's name, seen from the baseline's folder.
    pub document: String,
    /// The rule's id.
    pub rule: String,
    /// What they are known by.
    pub print: Fingerprint,
    /// How many they are.
    pub count: usize,
}

/// The findings that a project knows, and which of them a run has met.
#[derive(Debug, Default)]
pub struct Baseline {
    entries: Vec<BaselineEntry>,
    /// What is left of each entry's count.
    left: Vec<usize>,
    /// Documents and rules as numbers.
    names: HashMap<String, u32>,
    places: HashMap<LookupKey, Vec<usize>>,
    /// Documents that were looked at before their turn, with the entry of each finding.
    early: HashMap<String, Vec<Option<usize>>>,
    met: HashSet<String>,
}

/// What an entry is looked up by, from the surest to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum LookupKey {
    /// All is as it was: document, rule, fingerprint.
    Same(u32, u32, Fingerprint),
    /// The sentence stands in the document: document, rule, sentence.
    Sentence(u32, u32, u64),
    /// The sentence changed between two that did not: document, rule, words at fault, before, after.
    Between(u32, u32, [u64; 3]),
    /// The sentence stands in any document: rule, sentence.
    Anywhere(u32, u64),
}

impl Baseline {
    /// A baseline of entries.
    pub fn new(entries: Vec<BaselineEntry>) -> Baseline {
        let mut baseline =
            Baseline { left: entries.iter().map(|e| e.count).collect(), ..Baseline::default() };
        for (index, entry) in entries.iter().enumerate() {
            let next = baseline.names.len() as u32;
            let document = *baseline.names.entry(entry.document.clone()).or_insert(next);
            let next = baseline.names.len() as u32;
            let rule = *baseline.names.entry(entry.rule.clone()).or_insert(next);
            for place in places(document, rule, entry.print).into_iter().flatten() {
                baseline.places.entry(place).or_default().push(index);
            }
        }
        Baseline { entries, ..baseline }
    }

    /// Which of a document's findings are known. `look` gives the findings of another document as it is now, nothing
    /// where there is none of that name: what it still has is its own.
    pub fn known(
        &mut self,
        document: &str,
        findings: &[Finding],
        look: impl Fn(&str) -> Option<Vec<Finding>>,
    ) -> Vec<bool> {
        let own = match self.early.remove(document) {
            Some(own) if own.len() == findings.len() => own,
            _ => self.own(document, findings),
        };
        self.met.insert(document.to_owned());
        let each = findings.iter().zip(own);
        each.map(|(finding, own)| own.or_else(|| self.elsewhere(finding, &look)).is_some()).collect()
    }

    /// The entries of the document itself, the surest matches of all findings first.
    fn own(&mut self, document: &str, findings: &[Finding]) -> Vec<Option<usize>> {
        let mut known = vec![None; findings.len()];
        let Some(&document) = self.names.get(document) else { return known };
        for kind in 0..3 {
            for (finding, known) in findings.iter().zip(&mut known).filter(|(_, known)| known.is_none()) {
                let Some(&rule) = self.names.get(&finding.rule.id) else { continue };
                let place = places(document, rule, finding.fingerprint)[kind];
                *known = place.and_then(|place| self.take(place, finding.fingerprint));
            }
        }
        known
    }

    /// An entry of another document that no longer needs it.
    fn elsewhere(&mut self, finding: &Finding, look: impl Fn(&str) -> Option<Vec<Finding>>) -> Option<usize> {
        let rule = *self.names.get(&finding.rule.id)?;
        let place = LookupKey::Anywhere(rule, finding.fingerprint.sentence);
        let open = self.open(place);
        let mut others: Vec<String> = open.iter().map(|i| self.entries[*i].document.clone()).collect();
        others.sort();
        others.dedup();
        for other in others {
            if !self.met.contains(&other) && !self.early.contains_key(&other) {
                let findings = look(&other).unwrap_or_default();
                let known = self.own(&other, &findings);
                self.early.insert(other, known);
            }
        }
        self.take(place, finding.fingerprint)
    }

    /// Entries at a place that are not used up; those that are leave the list.
    fn open(&mut self, place: LookupKey) -> Vec<usize> {
        let Some(listed) = self.places.get_mut(&place) else { return Vec::new() };
        let mut open = 0;
        while open < listed.len().min(LOOKED_AT) {
            if self.left[listed[open]] > 0 {
                open += 1;
            } else {
                listed.swap_remove(open);
            }
        }
        listed[..open].to_vec()
    }

    /// Uses the entry at a place whose neighbours are most like the finding's, if there is one.
    fn take(&mut self, place: LookupKey, print: Fingerprint) -> Option<usize> {
        let open = self.open(place);
        let alike = |i: usize| {
            let entry = self.entries[i].print;
            usize::from(entry.before == print.before) + usize::from(entry.after == print.after)
        };
        // The first of those that are most alike.
        let found = open.into_iter().max_by_key(|&i| (alike(i), std::cmp::Reverse(i)));
        found.inspect(|&index| self.left[index] -= 1)
    }

    /// The entries that a run met, each with how many findings it met.
    pub fn used(&self) -> impl Iterator<Item = BaselineEntry> {
        let counts = self.entries.iter().zip(self.rest()).map(|(entry, rest)| entry.count - rest);
        self.with(counts.collect())
    }

    /// The entries that a run did not meet, each with what is left of its count.
    pub fn unused(&self) -> impl Iterator<Item = BaselineEntry> {
        self.with(self.rest())
    }

    /// What is left of each entry; a document that was looked at, and not met, has used none.
    fn rest(&self) -> Vec<usize> {
        let mut rest = self.left.clone();
        self.early.values().flatten().flatten().for_each(|index| rest[*index] += 1);
        rest
    }

    fn with(&self, counts: Vec<usize>) -> impl Iterator<Item = BaselineEntry> {
        let counted = self.entries.iter().zip(counts).filter(|(_, count)| *count > 0);
        counted.map(|(entry, count)| BaselineEntry { count, ..entry.clone() })
    }

    /// True when the run came to that document.
    pub fn has_met(&self, document: &str) -> bool {
        self.met.contains(document)
    }
}

/// Where an entry is listed. Without a sentence on either side nothing says that a changed sentence is the same one.
fn places(document: u32, rule: u32, print: Fingerprint) -> [Option<LookupKey>; 4] {
    let Fingerprint { words, sentence, before, after } = print;
    let beside = before != 0 || after != 0;
    [
        Some(LookupKey::Same(document, rule, print)),
        Some(LookupKey::Sentence(document, rule, sentence)),
        beside.then_some(LookupKey::Between(document, rule, [words, before, after])),
        Some(LookupKey::Anywhere(rule, sentence)),
    ]
}

/// The entries for a document's findings; those with one fingerprint are counted.
pub fn entries(document: &str, findings: &[Finding]) -> Vec<BaselineEntry> {
    let mut entries: Vec<BaselineEntry> = Vec::new();
    let mut seen: HashMap<(&str, Fingerprint), usize> = HashMap::new();
    for finding in findings {
        let (rule, print) = (finding.rule.id.as_str(), finding.fingerprint);
        let index = *seen.entry((rule, print)).or_insert(entries.len());
        match entries.get_mut(index) {
            Some(entry) => entry.count += 1,
            None => {
                entries.push(BaselineEntry { document: document.into(), rule: rule.into(), print, count: 1 })
            }
        }
    }
    entries
}

#[cfg(test)]
mod tests;
