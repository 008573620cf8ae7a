//! Ends blocks of Markdown, and reads what stands between them: raw HTML, and what markup says beside the text.

use std::ops::Range;

use super::Walk;
use crate::builder::Builder;
use crate::{directive, html, markup};
use mtlint_core::document::{Block, BlockKind};

impl Walk<'_> {
    /// True for a paragraph of short links and signs between them: a bar of languages or of pages.
    fn is_bar(&self) -> bool {
        let text = self.builder.text().trim_end();
        let signs = |gap: &str| gap.chars().all(|c| c.is_whitespace() || "|·•/–—-:".contains(c));
        let mut at = 0;
        for link in &self.links {
            let gap = text.get(at..link.start.min(text.len())).unwrap_or_default();
            if !signs(gap) || link.len() > 60 {
                return false;
            }
            at = link.end.min(text.len());
        }
        self.links.len() >= 3 && text.contains(['|', '·', '•', '/']) && signs(&text[at..])
    }

    /// A block of HTML in the middle of a text: read as a page of its own where no quotation holds it, which would
    /// put its marks between the lines.
    pub(super) fn raw_html(&mut self, range: Range<usize>) {
        let block = self.document.blocks.len();
        let raw = &self.text[range.clone()];
        if self.kinds.contains(&BlockKind::Quotation) {
            self.document.directives.extend(directive::of_markup(raw, range.start, block));
            return;
        }
        self.asides_before(range.start);
        let block = self.document.blocks.len();
        let (blocks, directives, problem) = html::fragment(self.name, self.text, range);
        self.document.directives.extend(directives.into_iter().map(|mut directive| {
            directive.block += block;
            directive
        }));
        self.document.blocks.extend(blocks);
        self.problems.extend(problem);
    }

    pub(in crate::markdown) fn flush(&mut self) {
        self.breaks = 0;
        self.emphasis.iter_mut().for_each(|from| *from = 0);
        for (_, from, kind) in std::mem::take(&mut self.elements) {
            self.builder.object_from(from, kind);
        }
        let kind = self.kind();
        let furniture = kind != BlockKind::Code && (self.builder.is_only_components() || self.is_bar());
        self.links.clear();
        let block = self.builder.take(kind).filter(|_| !furniture);
        let start =
            block.as_ref().and_then(|block| block.map.pieces().next()).map(|piece| piece.file.start as usize);
        if let Some(start) = start {
            self.asides_before(start);
        }
        self.document.blocks.extend(block);
        self.document.blocks.append(&mut self.alternatives);
    }

    /// Makes blocks of what markup before byte `at` of the file says to readers.
    pub(in crate::markdown) fn asides_before(&mut self, at: usize) {
        while let Some(aside) = self.prepared.asides.get(self.asides).filter(|aside| aside.file.start < at) {
            self.asides += 1;
            // What a damaged page has read as part of another block already is not read again.
            let read = self.document.blocks.iter().rev().find(|b| !b.kind.is_beside());
            let read = read.and_then(|block| block.map.pieces().last());
            let read = read.map_or(0, |piece| piece.file.end as usize);
            if aside.kind != BlockKind::Code || aside.file.start >= read {
                let block = self.aside(aside.file.clone(), aside.kind);
                self.document.blocks.extend(block);
            }
        }
    }

    pub(super) fn aside(&self, file: Range<usize>, kind: BlockKind) -> Option<Block> {
        let mut builder = Builder::default();
        let text = &self.text[file.clone()];
        if kind == BlockKind::Code {
            builder.verbatim(text, file.start);
        } else {
            markup::value(text, file.start, &mut builder);
        }
        builder.take(kind)
    }
}
