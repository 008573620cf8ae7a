//! What a database knew when a run began: which content was checked by which version.
//!
//! Workers ask whether a document is known; the writer then gives each its row. Of documents with the same content the
//! rows are given out in their order, so a run that was stopped gives out the same ones again.

use std::collections::HashMap;

use crate::ContentDigest;

/// A document of an earlier run: content, version, id.
type KnownRow = (ContentDigest, i64, i64);

/// The documents of earlier runs.
#[derive(Debug, Default)]
pub struct KnownDocuments {
    /// Sorted.
    rows: Vec<KnownRow>,
    /// Ids of versions by their hash.
    versions: HashMap<String, i64>,
}

impl KnownDocuments {
    pub(super) fn new(mut rows: Vec<KnownRow>, versions: HashMap<String, i64>) -> KnownDocuments {
        rows.sort_unstable();
        KnownDocuments { rows, versions }
    }

    /// True when a document with this content was checked by this version.
    pub fn contains(&self, content: ContentDigest, version: &str) -> bool {
        self.first(content, version).is_some()
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when the database is new.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Ids of versions by their hash.
    pub(super) fn ids(&self) -> &HashMap<String, i64> {
        &self.versions
    }

    /// Index of the first row with this content and version.
    fn first(&self, content: ContentDigest, version: &str) -> Option<usize> {
        let version = *self.versions.get(version)?;
        let at = self.rows.partition_point(|r| (r.0, r.1) < (content, version));
        self.rows.get(at).is_some_and(|r| (r.0, r.1) == (content, version)).then_some(at)
    }
}

/// Which of the known rows a run has found again.
#[derive(Debug, Default)]
pub(super) struct FoundAgain {
    /// How many of the rows with the same content and version, by the index of their first.
    given: HashMap<usize, usize>,
}

/// What to do for a document that is known.
pub(super) enum Claim {
    /// This row is the document.
    This(i64),
    /// All rows are given out: it is one more with the same content as this row.
    LikeThis(i64),
}

impl FoundAgain {
    /// The row for one more document with that content.
    pub fn next(&mut self, known: &KnownDocuments, content: ContentDigest, version: &str) -> Option<Claim> {
        let first = known.first(content, version)?;
        let given = self.given.entry(first).or_default();
        let same = |r: &&KnownRow| (r.0, r.1) == (known.rows[first].0, known.rows[first].1);
        match known.rows.get(first + *given).filter(same) {
            Some(row) => {
                *given += 1;
                Some(Claim::This(row.2))
            }
            None => Some(Claim::LikeThis(known.rows[first].2)),
        }
    }

    /// The ids of rows that were not given out, sorted.
    pub fn rest(&self, known: &KnownDocuments) -> Vec<i64> {
        let mut rest = Vec::new();
        let mut at = 0;
        while at < known.rows.len() {
            let (content, version, _) = known.rows[at];
            let end = at + known.rows[at..].partition_point(|r| (r.0, r.1) == (content, version));
            let given = self.given.get(&at).copied().unwrap_or(0);
            rest.extend(known.rows[at + given..end].iter().map(|r| r.2));
            at = end;
        }
        rest.sort_unstable();
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, FoundAgain, KnownDocuments};

    #[test]
    fn rows_are_given_out_once_and_in_order() {
        let versions = [("now".to_owned(), 1), ("old".to_owned(), 0)].into();
        let known = KnownDocuments::new(vec![(7, 1, 5), (7, 1, 3), (7, 0, 1), (9, 1, 4)], versions);
        assert!(known.contains(9, "now") && !known.contains(9, "old") && !known.contains(9, "new"));
        let mut found = FoundAgain::default();
        let mut next = || match found.next(&known, 7, "now") {
            Some(Claim::This(id)) => (id, true),
            Some(Claim::LikeThis(id)) => (id, false),
            None => panic!("it is known"),
        };
        assert_eq!([next(), next(), next()], [(3, true), (5, true), (3, false)]);
        assert_eq!(found.rest(&known), [1, 4]);
    }
}
