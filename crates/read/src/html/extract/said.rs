//! What a page says beside its text: in attributes, in its head, in data about it.

use std::ops::Range;

use super::{Extractor, PagePart};
use crate::builder::Builder;
use crate::markup;
use mtlint_core::document::{Block, BlockKind};

impl Extractor<'_> {
    /// Keeps what a tag says to readers beside the text; the same words of the page on itself once.
    pub(super) fn beside(&mut self, said: &[(Range<usize>, BlockKind)], name: &[u8]) {
        for (range, kind) in said {
            let mut place = self.context().place;
            (place.link, place.head) = (false, name == b"meta");
            let mut builder = Builder::default();
            markup::value(&self.source[range.clone()], range.start, &mut builder);
            self.aside(builder.take(*kind), place);
        }
    }

    fn aside(&mut self, block: Option<Block>, place: PagePart) {
        let Some(block) = block else { return };
        let said = |(other, at): &(Block, PagePart)| at.head && other.text == block.text;
        if !(place.head && self.blocks.iter().take(16).any(said)) {
            self.waiting.push((block, place));
        }
        if self.begun.is_none() {
            self.blocks.append(&mut self.waiting);
        }
    }

    /// Data on the page in JSON: the headline and the description that others show.
    pub(super) fn data(&mut self, text: &str, at: usize) {
        for (key, kind) in [("\"headline\"", BlockKind::Title), ("\"description\"", BlockKind::Description)] {
            let Some(found) = text.find(key) else { continue };
            let rest = &text[found + key.len()..];
            let value =
                rest.trim_start().strip_prefix(':').map(str::trim_start).and_then(|v| v.strip_prefix('"'));
            let Some(value) = value else { continue };
            let end = value.find(['"', '\\']).filter(|&end| value[end..].starts_with('"'));
            if let Some(value) = end.map(|end| &value[..end]).filter(|value| markup::is_read(value)) {
                let start = at + (value.as_ptr() as usize - text.as_ptr() as usize);
                let mut builder = Builder::default();
                builder.collapsed(value, start);
                self.aside(builder.take(kind), PagePart { head: true, ..PagePart::default() });
            }
        }
    }
}
