//! A hash of all that a check reads of a document: two documents with the same one get the same review.
//!
//! The name is left out, so that a file that was moved, and a record that stands on another line, need no new check.

use serde_json::Value;
use sha2::{Digest, Sha256};

use mtlint_core::document::{Document, Original};
use mtlint_core::span::Span;

/// The first 128 bits of a SHA-256.
pub type ContentDigest = u128;

/// Hashes text and encoding, blocks, source, language, id and metadata.
pub fn content(document: &Document) -> ContentDigest {
    let mut hash = HashedParts(Sha256::new());
    hash.part(document.source.encoding.as_bytes());
    hash.part(&[u8::from(document.source.original.is_some())]);
    hash.part(document.source.text.as_bytes());
    hash.optional(document.language.as_deref());
    hash.original(document.original.as_ref());
    hash.part(Value::Object(document.metadata.clone()).to_string().as_bytes());
    hash.optional(document.record.as_ref().and_then(|r| r.id.as_ref()).map(Value::to_string).as_deref());
    for block in &document.blocks {
        let span = block.map.to_file(Span::new(0, block.text.len()));
        hash.part(&[block.kind as u8]);
        hash.part(&[span.start.to_le_bytes(), span.end.to_le_bytes()].concat());
        hash.part(block.text.as_bytes());
        hash.optional(block.language.as_deref());
        hash.original(block.original.as_ref());
    }
    hash.finish()
}

/// A hash of parts, each with its length, so that no two lists of parts run together into the same bytes.
pub(super) struct HashedParts(pub Sha256);

impl HashedParts {
    pub fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    fn optional(&mut self, text: Option<&str>) {
        self.part(&[u8::from(text.is_some())]);
        self.part(text.unwrap_or_default().as_bytes());
    }

    fn original(&mut self, original: Option<&Original>) {
        self.optional(original.map(|o| o.text.as_str()));
        self.optional(original.and_then(|o| o.language.as_deref()));
    }

    pub fn finish(self) -> u128 {
        let digest = self.0.finalize();
        digest.iter().take(16).fold(0, |value, byte| value << 8 | u128::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::content;
    use mtlint_read::{Options, read};

    #[test]
    fn the_name_does_not_matter_and_all_else_does() {
        let of = |name: &str, text: &str| {
            let outcome = read(name, text.as_bytes().to_vec(), &Options::default());
            content(&outcome.documents[0])
        };
        let text = "The ferry left.\n\nIt was late.";
        assert_eq!(of("a.txt", text), of("b.txt", text));
        assert_ne!(of("a.txt", text), of("a.md", "# The ferry left.\n\nIt was late."));
        assert_ne!(of("a.txt", text), of("a.txt", "The ferry left.\n\nIt was lat."));
        let record = |fields: &str| of("a.jsonl", &format!("{{\"text\":\"The ferry left.\"{fields}}}"));
        let all = [
            "",
            ",\"site\":\"north\"",
            ",\"id\":1",
            ",\"id\":\"1\"",
            ",\"lang\":\"en\"",
            ",\"source\":\"Die\"",
        ];
        for (i, one) in all.iter().enumerate() {
            assert!(all[..i].iter().all(|other| record(one) != record(other)), "{one}");
        }
    }
}
