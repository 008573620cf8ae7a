//! Tags, components and comments in a Markdown text: left out, kept as objects, or read for what they say.

use super::{Holder, MarkdownPass};
use crate::markdown::line;
use crate::markdown::writer::AsideBlock;
use crate::markup::{self, tag};
use crate::template;
use mtlint_core::document::{BlockKind, ObjectKind};

impl MarkdownPass<'_> {
    /// A tag or a comment.
    pub(super) fn angle(&mut self) -> bool {
        let at = self.writer.at;
        if self.rest().starts_with("<!--") && !self.no_comment_ends {
            match self.rest().find("-->") {
                Some(end) => self.writer.copy(at + end + 3),
                None => self.no_comment_ends = true,
            }
            return self.writer.at > at;
        }
        let file = self.writer.file;
        let Some(tag) = tag(&file[at..]) else { return false };
        let component = line::is_component(tag.name) || self.mdx && tag.name.is_empty();
        let (len, end) = (tag.len, at + tag.len);
        let starts_line = self.writer.is_at_line_start();
        let rest_of_line = line::rest(&file[end..]);
        let ends_line =
            rest_of_line.is_empty() || rest_of_line.starts_with('<') || rest_of_line.starts_with("{/*");
        let in_jsx = self.mdx
            && (tag.attributes.1.contains('{')
                || (starts_line || tag.closes) && line::is_block_tag(tag.name));
        if !component && !in_jsx {
            return false;
        }
        for (range, kind) in markup::read_attributes(tag.attributes.1) {
            let from = at + tag.attributes.0;
            self.writer.asides.push(AsideBlock { file: from + range.start..from + range.end, kind });
        }
        if starts_line {
            if !tag.closes && !tag.is_alone && template::is_of_code(tag.name) && self.raw(tag.name, len) {
                return true;
            }
            if ends_line {
                self.nest(tag.closes, tag.is_alone);
            }
            self.writer.put("\n\n", end);
        } else if tag.is_alone && component {
            self.writer.stand(ObjectKind::Component, end);
        } else if ends_line && tag.closes && line::is_block_tag(tag.name) {
            self.writer.put("\n\n", end);
        } else {
            self.writer.skip(end);
        }
        if ends_line && !starts_line && tag.closes {
            self.nest(true, false);
        }
        self.blank_before = true;
        true
    }

    /// A component whose content is no prose, left out with it.
    fn raw(&mut self, name: &str, len: usize) -> bool {
        let at = self.writer.at;
        let close = format!("</{name}");
        if self.hopeless.iter().any(|n| n == name) {
            return false;
        }
        let Some(end) = self.rest()[len..].find(&close).map(|i| at + len + i) else {
            self.hopeless.push(name.to_owned());
            return false;
        };
        let end =
            end + memchr::memchr(b'>', &self.writer.file.as_bytes()[end..]).map_or(close.len(), |i| i + 1);
        self.writer.asides.push(AsideBlock { file: at..end, kind: BlockKind::Code });
        self.writer.put("\n\n", end);
        true
    }

    fn nest(&mut self, closes: bool, is_alone: bool) {
        if closes {
            if let Some(i) = self.holders.iter().rposition(|h| !h.by_indent) {
                self.holders.truncate(i);
            }
        } else if !is_alone && self.holders.len() < 64 {
            let line = self.writer.file[..self.writer.at].rfind('\n').map_or(0, |i| i + 1);
            let text = &self.writer.file[line..self.writer.at];
            let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
            self.holders.push(Holder { indent, more: None, by_indent: false });
        }
    }
}
