//! What the editor made of the fixes that are called certain: the same, something else, or nothing.
//!
//! A fix is sought in the repaired text together with the word on either side. Where the repair holds neither the words
//! as they were nor as fixed, the editor wrote the passage anew, and it says nothing of the fix.

use serde::Serialize;

use mtlint_core::check::Review;
use mtlint_core::finding::Edit;
use mtlint_core::span::Span;

/// A certain fix with the word on either side.
#[derive(Clone, Debug)]
pub(super) struct FixedWords {
    /// The rule's id.
    pub rule: String,
    /// The words as they are, and as fixed; white space is a single space.
    words: [String; 2],
}

/// What became of the certain fixes of one rule in repaired translations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FixAgreement {
    /// The repair says what the fix says.
    pub same: usize,
    /// The repair left the words as they were.
    pub kept: usize,
    /// The repair says something else there.
    pub rewritten: usize,
}

impl FixedWords {
    /// The certain fixes of a review.
    pub fn all(review: &Review) -> Vec<FixedWords> {
        let fixed = review.findings.iter().filter(|f| !f.edits.is_empty());
        let fixed = fixed.map(|finding| {
            let block = &review.document.blocks[finding.block];
            let found = block.map.from_file(finding.span);
            let (first, last) = (&finding.edits[0], &finding.edits[finding.edits.len() - 1]);
            let span = beside(&block.text, found.to(first.span).to(last.span));
            let words = [
                span.of(&block.text).to_owned(),
                Edit::apply(span.of(&block.text), span.start, &finding.edits),
            ];
            FixedWords { rule: finding.rule.id.clone(), words: words.map(|w| spaced(&w)) }
        });
        fixed.collect()
    }
}

impl FixAgreement {
    /// Adds what the repaired text has in the place of a fix. Where it has both, it agrees in one place and not in
    /// another, which says nothing.
    pub(super) fn add(&mut self, fixed: &FixedWords, repaired: &str) {
        let repaired = spaced(repaired);
        match fixed.words.each_ref().map(|words| holds(&repaired, words)) {
            [false, true] => self.same += 1,
            [true, false] => self.kept += 1,
            _ => self.rewritten += 1,
        }
    }

    /// The sum of both.
    pub(super) fn and(self, other: FixAgreement) -> FixAgreement {
        FixAgreement {
            same: self.same + other.same,
            kept: self.kept + other.kept,
            rewritten: self.rewritten + other.rewritten,
        }
    }

    /// How many fixes there were.
    pub fn all(&self) -> usize {
        self.same + self.kept + self.rewritten
    }

    /// Per cent of the fixes that the editor made, too, of those that the repair speaks of; absent where it speaks of
    /// none.
    pub fn percent(&self) -> Option<f64> {
        let told = self.same + self.kept;
        (told > 0).then(|| 100.0 * self.same as f64 / told as f64)
    }
}

/// The span and the word on either side of it.
fn beside(text: &str, span: Span) -> Span {
    let before = text[..span.start as usize].trim_end();
    let start = before
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let after = &text[span.end as usize..];
    let gap = after.len() - after.trim_start().len();
    let end = after[gap..].find(char::is_whitespace).map_or(text.len(), |at| span.end as usize + gap + at);
    Span::new(start, end)
}

/// True where the words stand in the text and are not parts of longer ones.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let beside = [text[..at].chars().next_back(), text[at + words.len()..].chars().next()];
        beside.iter().flatten().all(|c| !c.is_alphanumeric())
    })
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{FixAgreement, FixedWords};
    use mtlint_core::check::Checker;
    use mtlint_core::policy::Policy;
    use mtlint_project::packs;
    use mtlint_read as read;

    fn fixes(text: &str) -> Vec<FixedWords> {
        let mut document =
            read::read("a.txt", text.as_bytes().to_vec(), &read::Options::default()).documents.remove(0);
        document.language = Some("en".into());
        let policy = Policy { min_certainty: 0.0, ..Policy::default() };
        FixedWords::all(
            &Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap().check(document, &policy).unwrap(),
        )
    }

    #[test]
    fn a_fix_is_compared_with_the_words_beside_it() {
        let fixes = fixes("We took the the old boat, and the har\u{200b}bour was shut .");
        let words: Vec<&str> = fixes.iter().flat_map(|m| &m.words).map(String::as_str).collect();
        let wanted = ["took the the old", "took the old", "har\u{200b}bour", "harbour", "shut .", "shut."];
        assert_eq!(words, wanted);
        let of = |repaired: &str| {
            let mut agreement = FixAgreement::default();
            agreement.add(&fixes[0], repaired);
            (agreement.same, agreement.kept, agreement.rewritten)
        };
        assert_eq!(of("In spring we took the  old boat."), (1, 0, 0));
        assert_eq!(of("We took the old."), (1, 0, 0));
        assert_eq!(of("We took the older boat."), (0, 0, 1));
        assert_eq!(of("We took the the old ship."), (0, 1, 0));
        assert_eq!(of("We sailed the old boat."), (0, 0, 1));
        assert_eq!(of("We took the the old boat, then took the old road."), (0, 0, 1));
    }
}
