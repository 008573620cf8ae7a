//! Builds a block's text and its map side by side, for readers of markup.
//!
//! White space collapses as on a page; what is copied, replaced and left out comes from the reader in file order.

use mtlint_core::document::{Block, BlockKind, Object, ObjectKind, SpanMap};
use mtlint_core::span::Span;

use super::typography;

/// A block under construction; taken and begun anew many times.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    map: SpanMap,
    objects: Vec<Object>,
    set_off: Vec<Span>,
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

    /// Text that stands in the file at `at`, as it is but for signs that nobody sees.
    pub fn verbatim(&mut self, text: &str, at: usize) {
        let rest = if self.text.is_empty() { text.trim_start() } else { text };
        let at = at + (text.len() - rest.len());
        for range in typography::shown(rest) {
            self.text.push_str(&rest[range.clone()]);
            self.map.copied(range.len(), at + range.start);
        }
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
        if matches!(text, "\u{ad}" | "\u{2060}") {
            return;
        }
        if text.len() == 1 && text.trim_start().is_empty() {
            return self.space(at, len);
        }
        self.text.push_str(rest);
        self.map.replaced(rest.len(), at, len);
    }

    /// An object that stands in the file at `at`, its white space collapsed.
    pub fn object(&mut self, kind: ObjectKind, text: &str, at: usize) {
        let from = self.text.len();
        self.collapsed(text, at);
        self.object_from(from, kind);
    }

    /// Marks the text from byte `from` on as one object, or as more of the one that ends there.
    pub fn object_from(&mut self, from: usize, kind: ObjectKind) {
        let from = from.min(self.text.len());
        if from == self.text.len() {
            return;
        }
        // One in the other is one.
        while self.objects.last().is_some_and(|last| last.span.start as usize >= from) {
            self.objects.pop();
        }
        match self.objects.last_mut() {
            Some(last) if last.span.end as usize > from => last.span.end = self.text.len() as u32,
            Some(last) if last.span.end as usize == from && last.kind == kind => {
                last.span.end = self.text.len() as u32;
            }
            _ => self.objects.push(Object { span: Span::new(from, self.text.len()), kind }),
        }
    }

    /// Marks the text from byte `from` on as set off from the rest of the line.
    pub fn set_off_from(&mut self, from: usize) {
        let end = self.text.trim_end().len();
        if from < end && self.text.is_char_boundary(from) {
            self.set_off.push(Span::new(from, end));
        }
    }

    /// True where the text is nothing but calls, components, white space and marks.
    pub fn is_only_components(&self) -> bool {
        let furniture =
            |kind| matches!(kind, ObjectKind::Component | ObjectKind::Shortcode | ObjectKind::Placeholder);
        self.objects.iter().all(|object| furniture(object.kind)) && self.is_only_objects()
    }

    /// True where the text is nothing but objects, white space and marks.
    fn is_only_objects(&self) -> bool {
        let words = |text: &str| text.chars().any(char::is_alphanumeric);
        let mut at = 0;
        for object in &self.objects {
            if words(&self.text[at..object.span.start as usize]) {
                return false;
            }
            at = object.span.end as usize;
        }
        !self.objects.is_empty() && !words(&self.text[at..])
    }

    /// Takes back what came after the first `len` bytes.
    pub fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
        self.map.truncate(len);
        while let Some(last) = self.objects.last_mut() {
            last.span.end = last.span.end.min(len as u32);
            if last.span.start < last.span.end {
                break;
            }
            self.objects.pop();
        }
        while self.set_off.last().is_some_and(|last| last.end as usize > len) {
            self.set_off.pop();
        }
    }

    /// The finished block; none where there is no text. The builder is empty afterwards.
    pub fn take(&mut self, kind: BlockKind) -> Option<Block> {
        self.truncate(self.text.trim_end().len());
        if self.text.is_empty() {
            self.set_off.clear();
            return None;
        }
        let mut text = String::with_capacity(self.text.len());
        text.push_str(&self.text);
        self.text.clear();
        let mut block = Block::new(kind, text, std::mem::take(&mut self.map));
        block.objects = std::mem::take(&mut self.objects);
        let whole = block.text.len();
        block.set_off = std::mem::take(&mut self.set_off);
        // What is all of a block is set off from nothing.
        block.set_off.retain(|span| span.len() < whole);
        Some(block)
    }
}

/// White space that a page collapses.
fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\n' | b'\t' | b'\r' | 0x0C)
}
