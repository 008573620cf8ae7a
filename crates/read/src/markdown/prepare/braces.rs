//! What stands in braces in a Markdown text: calls to site generators, expressions of MDX, attributes.

use super::MarkdownPass;
use crate::markdown::line;
use crate::markdown::writer::AsideBlock;
use crate::markup;
use crate::template::{self, TemplateForm, call};
use mtlint_core::document::{BlockKind, ObjectKind};

impl MarkdownPass<'_> {
    /// A call, an expression, a comment, attributes.
    pub(super) fn brace(&mut self) -> bool {
        let at = self.writer.at;
        let file = self.writer.file;
        let rest = &file[at..];
        if let Some(call) = call(rest) {
            return self.call(&call, rest);
        }
        let before = file[..at].chars().next_back();
        let behind_word = before.is_some_and(|c| !c.is_whitespace());
        let Some(len) = markup::braces(rest) else { return false };
        let inner = rest[1..len - 1].trim();
        if inner.starts_with("/*") {
            self.writer.skip(at + len);
            return true;
        }
        let line = rest[..len].lines().count() == 1;
        let attributes =
            inner.starts_with([':', '.', '#']) && !inner.contains(['"', '{']) || inner.starts_with(":");
        if line && attributes && (behind_word || inner.starts_with(':')) && !self.is_heading() {
            self.writer.skip(at + len);
            return true;
        }
        let role = line
            && rest[len..].starts_with('`')
            && inner.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(&b));
        if role {
            self.writer.skip(at + len);
            return true;
        }
        if !self.mdx {
            return false;
        }
        let literal = inner.strip_prefix(['"', '\'', '`']).and_then(|s| s.strip_suffix(['"', '\'', '`']));
        match literal {
            Some(" ") => self.writer.put(" ", at + len),
            Some(text) if text.replace("\\n", "").trim().is_empty() => self.writer.put("\n\n", at + len),
            _ if self.writer.is_at_line_start() && line::rest(&file[at + len..]).is_empty() => {
                self.writer.put("\n", at + len);
            }
            _ => self.writer.stand(ObjectKind::Placeholder, at + len),
        }
        true
    }

    fn is_heading(&self) -> bool {
        let line = self.writer.file[..self.writer.at].rfind('\n').map_or(0, |i| i + 1);
        self.writer.file[line..].trim_start().starts_with('#')
    }

    fn call(&mut self, call: &template::Call, rest: &str) -> bool {
        let at = self.writer.at;
        let end = at + call.len;
        if call.form == TemplateForm::Value && !self.is_template && !template::is_of_page(call.inner.1) {
            return false;
        }
        for (range, kind) in markup::read_attributes(call.inner.1) {
            let from = at + call.inner.0;
            self.writer.asides.push(AsideBlock { file: from + range.start..from + range.end, kind });
        }
        let starts_line = self.writer.is_at_line_start();
        let behind = line::rest(&rest[call.len..]);
        let ends_line = behind.is_empty() || behind.starts_with("{{") || behind.starts_with("{%");
        if !call.closes && template::is_of_code(call.name) && !self.hopeless.iter().any(|n| n == call.name) {
            match call.closing(rest) {
                Some((_, close)) => {
                    self.writer.asides.push(AsideBlock { file: at..at + close, kind: BlockKind::Code });
                    self.writer.put("\n\n", at + close);
                    return true;
                }
                None => self.hopeless.push(call.name.to_owned()),
            }
        }
        match (call.form, starts_line && ends_line) {
            (_, true) => self.writer.put("\n", end),
            (TemplateForm::Value, false) => self.writer.stand(ObjectKind::Placeholder, end),
            (TemplateForm::Shortcode, false) if !call.closes => self.writer.stand(ObjectKind::Shortcode, end),
            _ => self.writer.skip(end),
        }
        true
    }
}
