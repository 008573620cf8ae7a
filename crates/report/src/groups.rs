//! Sums by the values of a metadata field: one line for each site, translator, engine or date.
//!
//! Bounded like the rest of a summary: a field with ever new values (an address, a time) fills its lines, and what comes
//! after is counted together. An audit fills it from its database, a run from the metadata of JSON lines.

use std::collections::BTreeMap;

use serde_json::Value;

use mtlint_core::check::Review;
use mtlint_core::score::Verdict;

/// Values that are counted each by itself.
pub const VALUES: usize = 200;

/// Documents grouped by one field of their metadata.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// Name of the field.
    pub field: String,
    /// Sums by value.
    pub values: BTreeMap<String, Group>,
    /// Documents without the field.
    pub without: Group,
    /// Documents whose value came after the most that are kept.
    pub others: Group,
}

/// Sums over the documents of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    /// Documents in it.
    pub documents: usize,
    /// Words in them.
    pub words: usize,
    /// Findings in them.
    pub findings: usize,
    /// The sum of their scores, for the mean.
    pub score_sum: f64,
    /// Documents by verdict: pass, review, fail.
    pub verdicts: [usize; 4],
}

impl Groups {
    /// No documents yet.
    pub fn by(field: &str) -> Groups {
        Groups { field: field.to_owned(), ..Groups::default() }
    }

    /// Takes the next document.
    pub fn add(&mut self, review: &Review) {
        let value = review.document.metadata.get(&self.field).and_then(words);
        let group = self.group(value.as_deref());
        group.documents += 1;
        group.words += review.words;
        group.findings += review.findings.len();
        group.score_sum += review.score;
        group.verdicts[review.verdict as usize] += 1;
    }

    /// The sums for a value, or for documents without one.
    pub fn group(&mut self, value: Option<&str>) -> &mut Group {
        match value {
            None => &mut self.without,
            Some(value) if self.values.contains_key(value) || self.values.len() < VALUES => {
                self.values.entry(value.to_owned()).or_default()
            }
            Some(_) => &mut self.others,
        }
    }
}

impl Group {
    /// The mean of the documents' scores; none without documents.
    pub fn mean_score(&self) -> Option<f64> {
        (self.documents > 0).then(|| self.score_sum / self.documents as f64)
    }

    /// Documents with a verdict.
    pub fn with_verdict(&self, verdict: Verdict) -> usize {
        self.verdicts[verdict as usize]
    }
}

/// A value as it is shown; none for what is empty.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.trim()).filter(|t| !t.is_empty()).map(str::to_owned),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Groups, VALUES};
    use crate::sample;

    fn of(site: serde_json::Value) -> mtlint_core::check::Review {
        let mut review = sample::article();
        review.document.metadata.insert("site".into(), site);
        review
    }

    #[test]
    fn documents_are_counted_under_their_value_or_without_one() {
        let mut groups = Groups::by("site");
        [of("north".into()), of(" north".into()), of(7.into()), of("".into()), sample::empty()]
            .iter()
            .for_each(|r| groups.add(r));
        assert_eq!(groups.values["north"].documents, 2);
        assert_eq!(groups.values["north"].mean_score(), Some(sample::article().score));
        assert_eq!((groups.values["7"].documents, groups.without.documents), (1, 2));
    }

    #[test]
    fn ever_new_values_are_counted_together() {
        let mut groups = Groups::by("site");
        for n in 0..VALUES + 50 {
            groups.add(&of(n.into()));
        }
        assert_eq!((groups.values.len(), groups.others.documents), (VALUES, 50));
        groups.add(&of(0.into()));
        assert_eq!((groups.values["0"].documents, groups.others.documents), (2, 50));
    }
}
