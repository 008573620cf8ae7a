//! Between html5gum's tokenizer and the extractor: what each piece of text and each tag is, and where it stands.
//!
//! The tokenizer follows the WHATWG's states and knows every named character reference; it tells its position but
//! not what it copied and what it replaced. That is told here, by looking at the file's bytes before the position.

use std::cell::Cell;
use std::ops::Range;

use html5gum::{Emitter, Error, State, naive_next_state};

use super::element::is_of_model;
use super::extract::Extractor;
use super::tag::{Attributes, OpenTag, beside};

/// The emitter that feeds the extractor.
pub(super) struct Tokens<'a, 's> {
    source: &'a str,
    /// The tokenizer's position.
    position: usize,
    /// Everything before this byte of the file has been told.
    told: usize,
    /// Copied text not yet told ends here; it begins at `told`.
    pending: usize,
    /// What is open at the position.
    open: OpenTag,
    taglike: usize,
    end_tag: bool,
    name: Vec<u8>,
    last_start_tag: Vec<u8>,
    attribute: Vec<u8>,
    value: Vec<u8>,
    attributes: Attributes,
    /// An attribute of the tag has a value that people may read.
    is_read: bool,
    /// How many attributes the current tag has had; [`super::bounded`] reads it.
    count: &'a Cell<usize>,
    extractor: &'a mut Extractor<'s>,
}

/// Attribute names and values are kept up to these lengths; those that matter are short.
const NAME: usize = 16;
const VALUE: usize = 1024;

impl<'a, 's> Tokens<'a, 's> {
    /// For a tokenizer that reads `range` of `source`; all positions are those of `source`.
    pub fn new(
        source: &'a str,
        range: Range<usize>,
        count: &'a Cell<usize>,
        extractor: &'a mut Extractor<'s>,
    ) -> Self {
        Tokens {
            source: &source[..range.end],
            position: range.start,
            told: range.start,
            pending: range.start,
            open: OpenTag::Nothing,
            taglike: 0,
            end_tag: false,
            name: Vec::new(),
            last_start_tag: Vec::new(),
            attribute: Vec::new(),
            value: Vec::new(),
            attributes: Attributes::default(),
            is_read: false,
            count,
            extractor,
        }
    }

    /// Tells the copied text that is pending.
    fn flush(&mut self) {
        if self.pending > self.told
            && let Some(text) = self.source.get(self.told..self.pending)
        {
            self.extractor.text(text, self.told);
        }
        self.told = self.told.max(self.pending);
    }

    /// Nothing before the position is text any more.
    fn pass(&mut self) {
        self.told = self.position;
        self.pending = self.position;
    }

    fn finish_attribute(&mut self) {
        if self.attribute.is_empty() {
            return;
        }
        self.is_read |= self.attributes.set(&self.attribute, self.value.trim_ascii());
        self.attribute.clear();
        self.value.clear();
    }
}

impl Emitter for Tokens<'_, '_> {
    type Token = std::convert::Infallible;

    #[inline]
    fn move_position(&mut self, offset: isize) {
        self.position = self.position.wrapping_add_signed(offset);
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn pop_token(&mut self) -> Option<Self::Token> {
        None
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start_tag.clear();
        self.last_start_tag.extend_from_slice(name.unwrap_or_default());
    }

    fn emit_string(&mut self, text: &[u8]) {
        let bytes = self.source.as_bytes();
        let end = self.position.min(bytes.len());
        let start = end.wrapping_sub(text.len());
        if start == self.pending && bytes.get(start..end) == Some(text) {
            self.pending = end;
            return;
        }
        // A character reference, or a line end: "\r\n" is told as "\n" when its first half is read.
        self.flush();
        let after_return = start == self.told + 1
            && bytes[..start].ends_with(b"\r\n")
            && bytes.get(start..end) == Some(text);
        if after_return {
            (self.told, self.pending) = (start, end);
            return;
        }
        if let Ok(text) = std::str::from_utf8(text)
            && end > self.told
            && self.source.is_char_boundary(end)
        {
            self.extractor.replaced(text, self.told, end - self.told);
        }
        self.told = self.told.max(end);
        self.pending = self.told;
    }

    fn start_open_tag(&mut self) {
        self.taglike = self.position.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.open = OpenTag::Tag(self.taglike);
        self.end_tag = false;
        self.name.clear();
    }

    fn init_end_tag(&mut self) {
        self.end_tag = true;
        self.name.clear();
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        let room = NAME - self.name.len().min(NAME);
        self.name.extend_from_slice(&name[..name.len().min(room)]);
    }

    fn init_attribute(&mut self) {
        self.count.set(self.count.get() + 1);
        self.finish_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        let room = NAME - self.attribute.len().min(NAME);
        self.attribute.extend_from_slice(&name[..name.len().min(room)]);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        if matches!(
            self.attribute.as_slice(),
            b"hidden"
                | b"aria-hidden"
                | b"style"
                | b"lang"
                | b"xml:lang"
                | b"role"
                | b"translate"
                | b"class"
                | b"type"
        ) {
            let room = VALUE - self.value.len().min(VALUE);
            self.value.extend_from_slice(&value[..value.len().min(room)]);
        }
    }

    fn set_self_closing(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        self.count.set(0);
        self.finish_attribute();
        self.flush();
        self.pass();
        self.open = OpenTag::Nothing;
        let mut attributes = std::mem::take(&mut self.attributes);
        if std::mem::take(&mut self.is_read) && !self.end_tag {
            attributes.beside = beside(self.source, self.taglike, &self.name);
        }
        if std::str::from_utf8(&self.name).is_ok_and(is_of_model)
            && let Some(tag) = self.source.get(self.taglike..self.position)
        {
            self.extractor.text(tag, self.taglike);
        }
        if self.end_tag {
            self.extractor.end(&self.name);
            self.last_start_tag.clear();
            return None;
        }
        self.last_start_tag.clear();
        self.last_start_tag.extend_from_slice(&self.name);
        self.extractor.start(&self.name, attributes);
        let next = naive_next_state(&self.name);
        if next.is_some() && self.name != b"plaintext" {
            self.open = OpenTag::Raw(self.taglike);
        }
        next
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.end_tag && !self.last_start_tag.is_empty() && self.last_start_tag == self.name
    }

    fn init_comment(&mut self) {
        self.flush();
        self.open = OpenTag::Comment(self.taglike);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn emit_current_comment(&mut self) {
        let start = self.taglike;
        self.flush();
        // At the end of the file the comment is told, too, but was not closed.
        self.pass();
        let comment = self.source.get(start..self.position).unwrap_or_default();
        let real = comment.starts_with("<!--");
        let short = comment == "<!-->" || comment == "<!--->" || comment.ends_with("--!>");
        if short || comment.ends_with(if real { "-->" } else { ">" }) {
            self.open = OpenTag::Nothing;
            self.extractor.comment(comment, start);
        }
    }

    fn init_doctype(&mut self) {
        self.flush();
    }

    fn emit_current_doctype(&mut self) {
        self.pass();
    }

    fn emit_eof(&mut self) {
        self.flush();
        self.extractor.finish(self.open);
    }

    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
