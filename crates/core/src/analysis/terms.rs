//! Words that a text uses as terms: they stand in its code, its addresses, or its headings.
//!
//! A word in no dictionary is not invented where the text shows that it names something. Looked for only in documents
//! that have such words.

use crate::analysis::{Analysis, Shape};
use crate::document::{BlockKind, Document};
use crate::language::hash::folded;

/// Hashes of such words, sorted.
#[derive(Clone, Debug, Default)]
pub struct TextTerms {
    /// Words of code and addresses.
    coded: Vec<u64>,
    /// Words of no list in headings.
    headed: Vec<u64>,
}

impl TextTerms {
    /// Reads the code, addresses and headings of a document.
    pub fn gather(document: &Document, blocks: &[Analysis]) -> TextTerms {
        let mut terms = TextTerms::default();
        if blocks.iter().all(|analysis| analysis.strange.is_empty()) {
            return terms;
        }
        for (block, analysis) in document.blocks.iter().zip(blocks) {
            if block.kind == BlockKind::Code {
                words(&block.text, &mut terms.coded);
            }
            for object in &block.objects {
                words(object.span.of(&block.text), &mut terms.coded);
            }
            for token in analysis.tokens.iter().filter(|t| t.shape == Shape::Address && !t.object) {
                words(token.span.of(&block.text), &mut terms.coded);
            }
            if block.kind.like() == BlockKind::Heading {
                terms.headed.extend(analysis.strange.iter().map(|&i| analysis.tokens[i].hash));
            }
        }
        for list in [&mut terms.coded, &mut terms.headed] {
            list.sort_unstable();
            list.dedup();
        }
        terms
    }

    /// True for a word that stands in code or an address.
    pub fn is_coded(&self, hash: u64) -> bool {
        self.coded.binary_search(&hash).is_ok()
    }

    /// True for a word in no list that stands in a heading.
    pub fn is_headed(&self, hash: u64) -> bool {
        self.headed.binary_search(&hash).is_ok()
    }
}

/// The words of a piece of code: runs of letters, those with capitals inside cut at them, too.
fn words(code: &str, found: &mut Vec<u64>) {
    for run in code.split(|c: char| !c.is_ascii_alphabetic()).filter(|run| run.len() > 2) {
        found.push(folded(run));
        let mut start = 0;
        let capitals = run.bytes().enumerate().skip(1).filter(|(_, b)| b.is_ascii_uppercase());
        for (at, _) in capitals.chain([(run.len(), 0)]) {
            if at - start > 2 && at - start < run.len() {
                found.push(folded(&run[start..at]));
            }
            start = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::language::hash::folded;

    #[test]
    fn words_of_code() {
        let mut found = Vec::new();
        words("pierctl --tideTable=/var/quaylog", &mut found);
        for word in ["pierctl", "tidetable", "tide", "table", "var", "quaylog"] {
            assert!(found.contains(&folded(word)), "{word}");
        }
    }
}
