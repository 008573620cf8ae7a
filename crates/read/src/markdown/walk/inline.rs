//! What stands in a line of Markdown: text, links, code, tags of HTML.

use std::ops::Range;

use super::Walk;
use crate::markdown::writer::PreparedPart;
use crate::{directive, html, markup, plain, primary_language};
use mtlint_core::document::{BlockKind, ObjectKind};

impl Walk<'_> {
    /// The title of a picture, which shows under the pointer: the last thing between its marks.
    pub(super) fn picture_title(&mut self, title: &str, range: Range<usize>) {
        let picture = &self.prepared.text[range.clone()];
        let Some(at) = picture.rfind(title).filter(|_| !title.is_empty()) else { return };
        let file = self.prepared.file(range.start + at..range.start + at + title.len());
        if file.len() == title.len() && markup::is_read(title) {
            self.alternatives.extend(self.aside(file, BlockKind::Label));
        }
    }

    /// A link without a text is filled in when the page is made: it stands for a noun.
    pub(super) fn end_link(&mut self, range: Range<usize>) {
        let Some(from) = self.link.take() else { return };
        if self.builder.len() == from && self.images == 0 && self.alternatives.is_empty() {
            let file = self.prepared.file(range);
            self.builder.object(ObjectKind::Component, &self.text[file.clone()], file.start);
        }
        self.builder.set_off_from(from);
        self.links.push(from..self.builder.len());
    }

    /// Text of the line, or an object of it.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>, kind: Option<ObjectKind>) {
        if self.html.is_some() {
            return;
        }
        let verbatim = self.kind() == BlockKind::Code;
        if self.breaks > 0 && self.images == 0 && !text.trim().is_empty() {
            let goes_on = self.breaks == 1 && plain::goes_on(self.builder.text(), text);
            self.breaks = 0;
            if goes_on {
                let start = self.prepared.file(range.clone()).start;
                self.builder.space_before(start);
            } else {
                self.flush();
            }
        }
        let (prepared, file) = (self.prepared, self.text);
        let as_written = prepared.text.get(range.clone()) == Some(text);
        let builder = self.target();
        let from = builder.len();
        if as_written {
            prepared.parts(range, |part| match part {
                PreparedPart::Copied(text, at) if verbatim => builder.verbatim(text, at),
                PreparedPart::Copied(text, at) => builder.collapsed(text, at),
                PreparedPart::Replaced(text, at, len) => builder.replaced(text, at, len),
                PreparedPart::Object(kind, from, to) => builder.object(kind, &file[from..to], from),
            });
        } else {
            let file = prepared.file(range);
            builder.replaced(text, file.start, file.len());
        }
        if let Some(kind) = kind {
            builder.object_from(from, kind);
        }
    }

    /// Code in a line, without its marks.
    pub(super) fn code(&mut self, text: &str, range: Range<usize>) {
        let whole = &self.prepared.text[range.clone()];
        let marks = whole.bytes().take_while(|&b| b == b'`').count();
        let inner = whole.get(marks..whole.len().saturating_sub(marks)).unwrap_or_default();
        let padding = inner.len().saturating_sub(text.len()) / 2;
        let inner = inner.get(padding..inner.len() - padding).unwrap_or_default();
        if inner == text {
            let start = range.start + marks + padding;
            self.text(text, start..start + text.len(), Some(ObjectKind::Code));
        } else {
            self.text(text, range, Some(ObjectKind::Code));
        }
    }

    /// A tag or comment of HTML in the line.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let file = self.prepared.file(range.clone());
        let block = self.document.blocks.len();
        self.document.directives.extend(directive::of_comment(&self.text[file.clone()], file.start, block));
        let Some(tag) = markup::tag(html.trim()) else { return };
        let name = tag.name.to_ascii_lowercase();
        if html::is_of_model(&name) {
            return self.text(html, range, None);
        }
        if name == "br" {
            return self.line_break();
        }
        if tag.closes {
            if let Some(i) = self.elements.iter().rposition(|(open, ..)| *open == name) {
                let (_, from, kind) = self.elements.remove(i);
                self.builder.object_from(from, kind);
            }
            return;
        }
        if let Some(kind) = object_of(&name, tag.attributes.1, self.document.language.as_deref())
            && !tag.is_alone
            && self.elements.len() < 16
        {
            self.elements.push((name, self.builder.len(), kind));
        }
        if html.len() == file.len() {
            for (range, kind) in markup::read_attributes(tag.attributes.1) {
                let from = file.start + tag.attributes.0;
                self.alternatives.extend(self.aside(from + range.start..from + range.end, kind));
            }
        }
    }

    pub(super) fn line_break(&mut self) {
        if !self.builder.is_empty() {
            self.breaks += 1;
        }
    }
}

/// What the text of an element in a line is, where no rule is to read it.
fn object_of(name: &str, attributes: &str, language: Option<&str>) -> Option<ObjectKind> {
    let other =
        |tag: &str| primary_language(tag).is_some_and(|l| Some(l.as_str()) != language.or(Some("en")));
    Some(match name {
        "kbd" => ObjectKind::Key,
        "code" | "samp" | "tt" | "var" => ObjectKind::Code,
        "math" => ObjectKind::Math,
        _ if markup::attribute(attributes, "translate") == Some("no") => ObjectKind::Foreign,
        _ if markup::attribute(attributes, "class").is_some_and(|c| c.contains("notranslate")) => {
            ObjectKind::Foreign
        }
        _ if markup::attribute(attributes, "lang").is_some_and(other) => ObjectKind::Foreign,
        _ => return None,
    })
}
