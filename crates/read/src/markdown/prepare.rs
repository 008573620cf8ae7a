//! Takes out of a Markdown text what is not CommonMark: components and expressions of MDX, calls to site generators,
//! formulas, admonitions, attribute blocks, links of wikis.
//!
//! One pass over the file, line by line for fences and what stands on a line of its own, mark by mark inside.
//! Whatever is not understood stays as it is.

mod braces;
mod tags;

use crate::markup;
use mtlint_core::document::{BlockKind, ObjectKind};

use super::writer::{AsideBlock, MarkdownWriter, PreparedMarkdown};
use super::{line, wrapped};

/// Where a component or an admonition began: how far its tag is indented and its content more than that.
struct Holder {
    indent: usize,
    /// Columns to be taken away; known at the first line of the content.
    more: Option<usize>,
    /// Ends with the indentation, not with a tag.
    by_indent: bool,
}

/// The pass over a file.
struct MarkdownPass<'a> {
    writer: MarkdownWriter<'a>,
    /// Expressions and imports are read: the file is MDX.
    mdx: bool,
    /// Other calls to a program show that the page is made by one.
    is_template: bool,
    /// The open fence: its mark and how often it stands.
    fence: Option<(u8, usize)>,
    holders: Vec<Holder>,
    /// Names whose closing call was looked for in vain.
    hopeless: Vec<String>,
    no_comment_ends: bool,
    /// The lines of the fence that wraps the page.
    wrap: Option<(usize, usize)>,
    blank_before: bool,
}

/// The text of `file` from byte `base` on, made ready; `mdx` where its name says that it is MDX.
pub(super) fn prepare(file: &str, base: usize, mdx: bool) -> PreparedMarkdown<'_> {
    let body = &file[base..];
    let wrap = wrapped::page(file, base);
    let is_plain = !mdx
        && wrap.is_none()
        && memchr::memchr3(b'{', b'$', b'<', body.as_bytes()).is_none()
        && !["[[", ":::", "!!! ", "??? ", "=== \""].iter().any(|mark| body.contains(mark));
    if is_plain {
        return PreparedMarkdown::plain(file, base);
    }
    let mut pass = MarkdownPass {
        writer: MarkdownWriter::new(file, base),
        mdx: mdx || body.contains("{/*"),
        is_template: ["{{<", "{{%", "{%"].iter().any(|mark| body.contains(mark)),
        fence: None,
        holders: Vec::new(),
        hopeless: Vec::new(),
        no_comment_ends: false,
        wrap,
        blank_before: true,
    };
    while pass.writer.at < file.len() {
        pass.line();
    }
    pass.writer.finish(base)
}

impl MarkdownPass<'_> {
    fn rest(&self) -> &str {
        &self.writer.file[self.writer.at..]
    }

    /// The end of the line at hand, its line end included.
    fn line_end(&self) -> usize {
        self.writer.at + memchr::memchr(b'\n', self.rest().as_bytes()).map_or(self.rest().len(), |i| i + 1)
    }

    /// Reads from the beginning of a line to the end of one.
    fn line(&mut self) {
        let end = self.line_end();
        let text = &self.writer.file[self.writer.at..end];
        let trimmed = text.trim();
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        if !trimmed.is_empty() {
            self.hold(indent);
        }
        let blank_before = std::mem::replace(&mut self.blank_before, trimmed.is_empty());
        if let Some((first, last)) = self.wrap
            && (first..first + indent + 1).contains(&self.writer.at) | (self.writer.at == last)
        {
            if self.writer.at < last {
                let start = self.writer.at;
                self.writer.asides.push(AsideBlock {
                    file: start..start + text.trim_end().len(),
                    kind: BlockKind::Paragraph,
                });
            }
            return self.writer.put("\n\n", end);
        }
        if let Some(fence) = line::fence(trimmed) {
            match self.fence {
                None => {
                    self.fence = Some((fence.mark, fence.count));
                    return self.writer.copy(end);
                }
                Some((mark, count)) if mark == fence.mark && fence.count >= count && fence.closes_only => {
                    self.fence = None;
                    return self.writer.copy(end);
                }
                _ => {}
            }
        }
        if self.fence.is_some() {
            return self.writer.copy(end);
        }
        if self.mdx && blank_before && line::is_module(text) {
            return self.module();
        }
        if let Some(title) = line::admonition(trimmed) {
            return self.admonition(trimmed, title, indent, end);
        }
        if line::is_attributes(trimmed) {
            return self.writer.skip(end);
        }
        self.marks(end);
    }

    /// Ends what the indentation of a line ends, and takes away what a holder adds to it.
    fn hold(&mut self, indent: usize) {
        while self.holders.last().is_some_and(|h| h.by_indent && indent <= h.indent) {
            self.holders.pop();
        }
        let Some(holder) = self.holders.last_mut() else { return };
        let more = *holder.more.get_or_insert(indent.saturating_sub(holder.indent));
        let outer: usize = self.holders.iter().rev().skip(1).map(|h| h.more.unwrap_or_default()).sum();
        self.writer.skip(self.writer.at + (more + outer).min(indent));
    }

    /// `import` and `export` of MDX, up to the next blank line where no bracket is open.
    fn module(&mut self) {
        let rest = self.rest();
        let near = &rest[..rest.floor_char_boundary(1 << 16)];
        let balance = |text: &str| {
            text.bytes().fold(0i32, |open, b| match b {
                b'{' | b'[' | b'(' => open + 1,
                b'}' | b']' | b')' => open - 1,
                _ => open,
            })
        };
        let (mut end, mut open) = (0, 0);
        loop {
            let Some(len) = line::blank_line(&near[end..]) else {
                end = near.len();
                break;
            };
            open += balance(&near[end..end + len]);
            end += len;
            if open <= 0 {
                break;
            }
        }
        self.writer.put("\n", self.writer.at + end);
        self.blank_before = true;
    }

    fn admonition(&mut self, line: &str, title: std::ops::Range<usize>, indent: usize, end: usize) {
        let start = self.writer.at + self.rest().find(line).unwrap_or_default();
        self.writer.put("\n", start + title.start);
        if !title.is_empty() {
            let from = self.writer.at;
            self.inline(from + title.len());
        }
        self.writer.put("\n\n", end);
        self.blank_before = true;
        if !line.starts_with(':') {
            self.holders.push(Holder { indent, more: None, by_indent: true });
        }
    }

    /// The line up to `end`, or further where a mark reaches over it.
    fn marks(&mut self, end: usize) {
        self.inline(end);
        if self.writer.at > end {
            // A tag or call over several lines ended in the middle of one.
            let end = self.line_end();
            self.inline(end);
        }
    }

    /// Reads marks up to byte `end`.
    fn inline(&mut self, end: usize) {
        while self.writer.at < end {
            let rest = &self.writer.file[self.writer.at..end];
            let Some(next) =
                rest.bytes().position(|b| matches!(b, b'`' | b'<' | b'{' | b'$' | b'[' | b'!' | b'\\'))
            else {
                return self.writer.copy(end);
            };
            self.writer.copy(self.writer.at + next);
            let at = self.writer.at;
            let done = match self.writer.file.as_bytes()[at] {
                b'`' => self.code(),
                b'<' => self.angle(),
                b'{' => self.brace(),
                b'$' => self.math(),
                b'[' | b'!' => self.wiki_link(),
                _ => false,
            };
            if !done {
                let escape = usize::from(
                    rest.as_bytes()[next] == b'\\' && rest.as_bytes().get(next + 1).is_some_and(u8::is_ascii),
                );
                self.writer.copy((at + 1 + escape).min(end.max(at + 1)));
            }
        }
    }

    /// Code in the line stays as it is.
    fn code(&mut self) -> bool {
        let rest = markup::head(self.rest());
        let marks = rest.bytes().take_while(|&b| b == b'`').count();
        let body = &rest[marks..];
        let paragraph = &body[..line::blank_line(body).unwrap_or(body.len())];
        let mut at = 0;
        while let Some(open) = memchr::memchr(b'`', &paragraph.as_bytes()[at..]).map(|i| at + i) {
            let run = paragraph[open..].bytes().take_while(|&b| b == b'`').count();
            at = open + run;
            if run == marks {
                self.writer.copy(self.writer.at + marks + at);
                return true;
            }
        }
        self.writer.copy(self.writer.at + marks);
        true
    }

    /// A formula between dollars.
    fn math(&mut self) -> bool {
        let (at, file) = (self.writer.at, self.writer.file);
        match line::formula(&file[at..], file[..at].chars().next_back()) {
            Some(len) => {
                self.writer.stand(ObjectKind::Math, at + len);
                true
            }
            None => false,
        }
    }

    /// `[[page]]`, `[[page|words]]`, `![[file]]`.
    fn wiki_link(&mut self) -> bool {
        let (at, file) = (self.writer.at, self.writer.file);
        let rest = &file[at..];
        let embeds = rest.starts_with("![[");
        let open = if embeds { 3 } else { 2 };
        if !embeds && !rest.starts_with("[[") {
            return false;
        }
        let line = line::rest(rest);
        let Some(close) = line.find("]]") else { return false };
        let inner = &rest[open..close];
        if inner.contains(['[', ']'])
            || rest[close + 2..].starts_with(['(', '[', ':'])
            || inner.trim().is_empty()
        {
            return false;
        }
        if !embeds {
            let shown = inner.rfind('|').map_or(0, |i| i + 1);
            self.writer.skip(at + open + shown);
            self.writer.copy(at + close);
        }
        self.writer.skip(at + close + 2);
        true
    }
}
