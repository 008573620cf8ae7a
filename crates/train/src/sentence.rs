//! How well sentences are found: boundaries against those of a treebank, paragraph by paragraph.
//!
//! A boundary is the place where a sentence ends, the end of the paragraph included; it is right when a sentence of
//! the treebank ends there too. Whole sentences, right only with both ends, are counted beside it.

use std::collections::HashSet;
use std::ops::Range;

use serde::Serialize;

use mtlint_core::analysis::Analyser;
use mtlint_core::document::BlockKind;

/// The figures of one treebank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SentenceScore {
    /// Share of the boundaries found that the treebank has.
    pub precision: f64,
    /// Share of the treebank's boundaries that were found.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// The harmonic mean for whole sentences, right at both ends.
    pub whole_f1: f64,
    /// Sentences in the treebank.
    pub sentences: usize,
}

/// Splits each paragraph and compares with its sentences, given as byte ranges of its text.
pub fn evaluate<'p>(
    analyser: &Analyser,
    paragraphs: impl IntoIterator<Item = (&'p str, &'p [Range<usize>])>,
) -> SentenceScore {
    let (mut ends, mut wholes) = (SentenceCount::default(), SentenceCount::default());
    for (text, gold) in paragraphs {
        let analysis = analyser.text(text, BlockKind::Paragraph);
        let found: HashSet<(usize, usize)> =
            analysis.sentences.iter().map(|s| (s.span.start as usize, s.span.end as usize)).collect();
        let gold: HashSet<(usize, usize)> = gold.iter().map(|r| (r.start, r.end)).collect();
        wholes.add(&found, &gold);
        let end = |set: &HashSet<(usize, usize)>| set.iter().map(|&(_, end)| end).collect::<HashSet<usize>>();
        ends.add(&end(&found), &end(&gold));
    }
    SentenceScore {
        precision: ends.precision(),
        recall: ends.recall(),
        f1: ends.f1(),
        whole_f1: wholes.f1(),
        sentences: wholes.due,
    }
}

#[derive(Default)]
struct SentenceCount {
    right: usize,
    found: usize,
    due: usize,
}

impl SentenceCount {
    fn add<T: Eq + std::hash::Hash>(&mut self, found: &HashSet<T>, gold: &HashSet<T>) {
        self.right += found.intersection(gold).count();
        self.found += found.len();
        self.due += gold.len();
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.due.max(1) as f64
    }

    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.due).max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::evaluate;
    use std::sync::Arc;

    use mtlint_core::analysis::Analyser;
    use mtlint_core::language::{Language, Pack};

    #[test]
    fn a_missed_boundary_lowers_recall_and_whole_sentences() {
        let pack = Pack::embedded(mtlint_languages::FILES, mtlint_languages::LITERALS)
            .with_packed(mtlint_languages::PACKED, mtlint_languages::unpack);
        let analyser = Analyser::new(Arc::new(Language::load(&Arc::new(pack), "en").unwrap())).unwrap();
        let text = "The boat is late. It rains";
        let score = evaluate(&analyser, [(text, &[0..17, 18..20, 21..26][..])]);
        assert_eq!((score.precision, score.recall), (1.0, 2.0 / 3.0));
        assert!(score.whole_f1 < score.f1);
    }
}
