//! Findings that a project has accepted: they stay as they are, and are known again in each round by where they stand.
//!
//! Fixes beside them move them; `round` makes fixes, and here the places follow.

use mtlint_core::document::Document;
use mtlint_core::finding::{Edit, Finding};
use mtlint_core::span::Span;

/// The accepted findings of a file.
pub(super) struct Accepted(Vec<EditPlace>);

struct EditPlace {
    document: usize,
    block: usize,
    rule: String,
    /// Bytes of the block's text.
    span: Span,
}

impl Accepted {
    /// The findings of each document of the file, in order.
    pub fn new(findings: &[Vec<Finding>], documents: &[Document]) -> Accepted {
        let of = |(document, finding): (usize, &Finding)| {
            let block = documents.get(document)?.blocks.get(finding.block)?;
            let span = block.map.from_file(finding.span);
            Some(EditPlace { document, block: finding.block, rule: finding.rule.id.clone(), span })
        };
        let all = findings.iter().enumerate().flat_map(|(d, found)| found.iter().map(move |f| (d, f)));
        Accepted(all.filter_map(of).collect())
    }

    /// True for a finding of that rule where an accepted one stands.
    pub fn holds(&self, document: usize, found: &Finding, of: &Document) -> bool {
        let here = |place: &&EditPlace| {
            (place.document, place.block) == (document, found.block) && place.rule == found.rule.id
        };
        let mut places = self.0.iter().filter(here).peekable();
        // Few files have any, and a finding's place in its block is worked out for those alone.
        places.peek().is_some() && {
            let span = of.blocks[found.block].map.from_file(found.span);
            places.any(|place| place.span.overlaps(span))
        }
    }

    /// Follows the places past edits that were made: the document, the block, the edit.
    pub fn follow<'e>(&mut self, edits: impl Iterator<Item = (usize, usize, &'e Edit)> + Clone) {
        for place in &mut self.0 {
            let here = edits.clone().filter(|(d, b, _)| (*d, *b) == (place.document, place.block));
            let moved = |at: u32| {
                let before = here.clone().filter(|(.., e)| e.span.end <= at);
                let by: i64 = before.map(|(.., e)| e.text.len() as i64 - e.span.len() as i64).sum();
                (i64::from(at) + by).max(0) as usize
            };
            let (start, end) = (moved(place.span.start), moved(place.span.end));
            place.span = Span::new(start, end.max(start));
        }
    }
}
