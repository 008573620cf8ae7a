//! Builds a block's text and its map side by side, for readers of markup.
//!
//! White space collapses as on a page; what is copied, replaced and left out comes from the reader in file order.

use mtlint_core::document::{Block, BlockKind, SpanMap};
use mtlint_core::span::Span;

/// A block under construction; taken and begun anew many times.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    map: SpanMap,
    code: Vec<Span>,
}

impl Builder {
    /// True while nothing but left-out white space has come.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Length of the text so far, in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Text that stands in the file at `at`, its white space collapsed.
    pub fn collapsed(&mut self, text: &str, at: usize) {
        let bytes = text.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            // Up to white space that is more than one space between words.
            let mut end = start;
            while end < bytes.len() {
                let b = bytes[end];
                if b <= b' ' && is_space(b) {
                    let single =
                        b == b' ' && end > start && bytes.get(end + 1).is_some_and(|&b| !is_space(b));
                    if !single {
                        break;
                    }
                }
                end += 1;
            }
            self.verbatim(&text[start..end], at + start);
            start = end;
            while end < bytes.len() && is_space(bytes[end]) {
                end += 1;
            }
            if end - start == 1 && bytes[start] == b' ' && !self.text.is_empty() && !self.text.ends_with(' ')
            {
                self.verbatim(" ", at + start);
            } else {
                self.space(at + start, end - start);
            }
            start = end;
        }
    }

    /// Text that stands in the file at `at`, as it is.
    pub fn verbatim(&mut self, text: &str, at: usize) {
        let rest = if self.text.is_empty() { text.trim_start() } else { text };
        self.text.push_str(rest);
        self.map.copied(rest.len(), at + (text.len() - rest.len()));
    }

    /// White space of the file, as one space or none.
    pub fn space(&mut self, at: usize, len: usize) {
        if len == 0 || self.text.is_empty() || self.text.ends_with(' ') {
            return;
        }
        self.text.push(' ');
        self.map.replaced(1, at, len);
    }

    /// A space for all that stands between the text so far and byte `at` of the file.
    pub fn space_before(&mut self, at: usize) {
        let from = self.map.file_end();
        self.space(from, at.saturating_sub(from));
    }

    /// Text that stands for `len` other bytes of the file.
    pub fn replaced(&mut self, text: &str, at: usize, len: usize) {
        let rest = if self.text.is_empty() { text.trim_start() } else { text };
        if text.len() == 1 && text.trim_start().is_empty() {
            return self.space(at, len);
        }
        self.text.push_str(rest);
        self.map.replaced(rest.len(), at, len);
    }

    /// Marks the text from byte `from` on as code.
    pub fn code_from(&mut self, from: usize) {
        let from = from.min(self.text.len());
        if from == self.text.len() {
            return;
        }
        match self.code.last_mut() {
            Some(last) if last.end as usize == from => last.end = self.text.len() as u32,
            _ => self.code.push(Span::new(from, self.text.len())),
        }
    }

    /// Takes back what came after the first `len` bytes.
    pub fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        self.map.truncate(len);
        while let Some(last) = self.code.last_mut() {
            last.end = last.end.min(len as u32);
            if last.start < last.end {
                break;
            }
            self.code.pop();
        }
    }

    /// The finished block; none where there is no text. The builder is empty afterwards.
    pub fn take(&mut self, kind: BlockKind) -> Option<Block> {
        self.truncate(self.text.trim_end().len());
        if self.text.is_empty() {
            return None;
        }
        let mut text = String::with_capacity(self.text.len());
        text.push_str(&self.text);
        self.text.clear();
        let mut block = Block::new(kind, text, std::mem::take(&mut self.map));
        block.code = std::mem::take(&mut self.code);
        Some(block)
    }
}

/// White space that a page collapses.
fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\n' | b'\t' | b'\r' | 0x0C)
}
