//! What a finding is known by when the text around it moves: its words, its sentence and the sentences beside it.
//!
//! Words are hashed in lower case and without marks, so that a new comma or another quotation mark changes nothing.
//! A baseline recognises findings by these; reports make names from them.

use crate::analysis::Whole;
use crate::document::Document;
use crate::finding::{Finding, Fingerprint};
use crate::language::hash::Hasher;

/// Makes the fingerprints of a document's findings.
pub struct Fingerprints<'d> {
    document: &'d Document,
    whole: &'d Whole,
    /// Block and sentences of the finding before, with the hashes of the sentence and of those beside it: many
    /// findings in one long sentence must not hash it each.
    last: Option<((usize, usize, usize), [u64; 3])>,
    /// Block and index of the sentences hashed last: the one after a finding is often that of the next.
    hashed: [((usize, usize), u64); 4],
}

impl<'d> Fingerprints<'d> {
    /// For findings of this document.
    pub fn new(document: &'d Document, whole: &'d Whole) -> Self {
        Fingerprints { document, whole, last: None, hashed: [((usize::MAX, 0), 0); 4] }
    }

    /// The fingerprint of a settled finding.
    pub fn next(&mut self, finding: &Finding) -> Fingerprint {
        let block = finding.block;
        let span = self.document.blocks[block].map.from_file(finding.span);
        let sentences = &self.whole.blocks[block].sentences;
        let first = sentences.partition_point(|s| s.span.end <= span.start);
        let last = sentences.partition_point(|s| s.span.start < span.end).max(first + 1).min(sentences.len());
        let place = (block, first, last);
        let around = match self.last {
            Some((known, hashes)) if known == place => hashes,
            _ => self.around(place),
        };
        self.last = Some((place, around));
        let [sentence, before, after] = around;
        Fingerprint { words: hash(finding.span.of(&self.document.source.text)), sentence, before, after }
    }

    /// The hashes of the sentences `first..last` of a block, of the one before and of the one after.
    fn around(&mut self, (block, first, last): (usize, usize, usize)) -> [u64; 3] {
        let blocks = &self.whole.blocks;
        let (sentences, text) = (&blocks[block].sentences, &self.document.blocks[block].text);
        let filled = |block: &usize| !blocks[*block].sentences.is_empty();
        let before = match first {
            0 => (0..block).rev().find(filled).map(|b| (b, blocks[b].sentences.len() - 1)),
            first => Some((block, first - 1)),
        };
        let after = match last {
            last if last < sentences.len() => Some((block, last)),
            _ => (block + 1..blocks.len()).find(filled).map(|b| (b, 0)),
        };
        let sentence = match sentences.get(first..last) {
            Some([_]) => self.sentence((block, first)),
            Some([from, .., to]) => hash(from.span.to(to.span).of(text)),
            _ => hash(text),
        };
        let mut beside = |place: Option<(usize, usize)>| place.map_or(0, |place| self.sentence(place));
        [sentence, beside(before), beside(after)]
    }

    /// The hash of one sentence.
    fn sentence(&mut self, (block, index): (usize, usize)) -> u64 {
        let known = &mut self.hashed[index % 4];
        if known.0 != (block, index) {
            let span = self.whole.blocks[block].sentences[index].span;
            *known = ((block, index), hash(span.of(&self.document.blocks[block].text)));
        }
        known.1
    }
}

/// The words of a text in lower case, one space between them; of a text without words its marks.
fn hash(text: &str) -> u64 {
    let mut hasher = Hasher::default();
    let (mut any, mut inside) = (false, false);
    for (at, b) in text.bytes().enumerate() {
        let of_word = match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                hasher.ascii(&[b]);
                true
            }
            0..=127 => false,
            // Within a character.
            128..=0xbf => continue,
            _ => {
                let letter = text[at..].chars().next().filter(|c| c.is_alphanumeric());
                letter.into_iter().for_each(|c| hasher.letter(c));
                letter.is_some()
            }
        };
        if inside && !of_word {
            hasher.letter(' ');
        }
        any |= of_word;
        inside = of_word;
    }
    if inside {
        hasher.letter(' ');
    }
    if !any {
        text.chars().filter(|c| !c.is_whitespace()).for_each(|c| hasher.letter(c));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn case_marks_and_spaces_do_not_count_and_words_do() {
        assert_eq!(hash("“The ferry left,” she said."), hash("The Ferry  left, she said"));
        assert_ne!(hash("the ferry"), hash("theferry"));
        assert_ne!(hash("?!"), hash("??"));
    }
}
