//! reStructuredText: paragraphs, lists, tables and directives by their lines, roles and references in them.
//!
//! Content of a directive is read as the rest of the text is, but for those that hold code; comments, targets and
//! substitutions are left out.

mod directive;
mod marks;
mod table;

use mtlint_core::document::{BlockKind, Document, Source};

use directive::{OF_CODE, OF_VERSION, SPEAKING, behind};

use super::inline::{BlockBuilder, FileLine, bullet, lines};
use super::{Outcome, Reader, plain};

/// The reader.
pub const READER: Reader = Reader {
    name: "rst",
    summary: "reStructuredText",
    extensions: &["rst", "rest"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| Outcome { documents: vec![document(name, source)], problems: Vec::new() },
};

fn document(name: &str, source: Source) -> Document {
    let lines = lines(&source.text);
    let mut pass = RstPass {
        page: BlockBuilder::new(&source.text, marks::mark),
        lines: &lines,
        at: 0,
        holders: Vec::new(),
    };
    pass.head();
    while pass.at < lines.len() {
        pass.step();
    }
    let mut blocks = pass.page.blocks;
    plain::settle_labels(&mut blocks);
    Document { blocks, ..Document::new(name, source) }
}

struct RstPass<'a> {
    page: BlockBuilder<'a>,
    lines: &'a [FileLine<'a>],
    at: usize,
    /// Columns at which the content of open lists and directives begins.
    holders: Vec<usize>,
}

impl<'a> RstPass<'a> {
    fn line(&self, ahead: usize) -> Option<FileLine<'a>> {
        self.lines.get(self.at + ahead).copied()
    }

    /// The fields at the very beginning, as a proposal has them: its title is read, the rest says nothing to readers.
    fn head(&mut self) {
        let is_field = |line: &FileLine| {
            let name = line.text.split(':').next().unwrap_or_default();
            line.text.contains(": ") || line.text.ends_with(':') && !name.is_empty() && !name.contains(' ')
        };
        let first = self.lines.iter().take_while(|line| !line.is_blank()).count();
        let fields = &self.lines[..first];
        if first < 3
            || !fields.iter().all(|line| line.indent > 0 || is_field(line))
            || !fields[0].text.contains(':')
        {
            return;
        }
        for line in fields {
            if let Some(title) = line.text.strip_prefix("Title:") {
                self.page.block(BlockKind::Title, line.end() - title.len()..line.end());
            }
        }
        self.at = first;
    }

    fn step(&mut self) {
        let Some(line) = self.line(0) else { return };
        if line.is_blank() {
            self.at += 1;
            return;
        }
        self.holders.retain(|&column| column <= line.indent);
        if let Some(rest) = line.text.strip_prefix("..")
            && (rest.is_empty() || rest.starts_with(' '))
        {
            return self.explicit(line, rest.trim());
        }
        if line.text.starts_with("__ ") || line.text.starts_with(">>> ") {
            let end = self.block_end();
            if line.text.starts_with('>') {
                self.page.code(line.start..self.lines[end - 1].end());
            }
            self.at = end;
            return;
        }
        if table::is_border(line.text)
            && let Some(next) = table::read(&mut self.page, &self.lines[self.at..])
        {
            self.at += next;
            return;
        }
        if is_rule(line.text) {
            return self.rule();
        }
        if self.line(1).is_some_and(|next| {
            is_rule(next.text)
                && next.indent == line.indent
                && next.text.chars().count() + 2 >= line.text.chars().count().min(40)
        }) {
            self.page.block(BlockKind::Heading, line.start..line.end());
            self.at += 2;
            return;
        }
        self.text(line);
    }

    /// A line of one mark: above a heading, or between paragraphs.
    fn rule(&mut self) {
        if let (Some(title), Some(below)) = (self.line(1), self.line(2))
            && is_rule(below.text)
            && !title.is_blank()
        {
            self.page.block(BlockKind::Heading, title.start..title.end());
            self.at += 2;
        }
        self.at += 1;
    }

    /// A directive, a note, a comment, a target.
    fn explicit(&mut self, line: FileLine<'a>, rest: &str) {
        self.at += 1;
        let (name, argument) =
            rest.split_once("::").map_or(("", ""), |(name, argument)| (name.trim(), argument.trim()));
        let is_directive = !name.is_empty() && !name.contains(' ') && !name.starts_with(['|', '_', '[']);
        let column = self.content_column(line.indent);
        if is_directive {
            let plain = name.rsplit(':').next().unwrap_or(name);
            self.options(line.indent);
            if OF_CODE.contains(&name) {
                return self.skip_indented(line.indent, true);
            }
            let versions = match plain {
                "deprecated-removed" => 2,
                _ => usize::from(OF_VERSION.contains(&plain)),
            };
            let spoken = behind(argument, versions);
            if (versions > 0 || SPEAKING.contains(&plain)) && !spoken.is_empty() {
                let start = line.end() - spoken.len();
                let end = if plain == "rubric" || plain == "admonition" {
                    line.end()
                } else {
                    self.continuation(line.indent)
                };
                let kind = if plain == "rubric" || plain == "topic" || plain == "admonition" {
                    BlockKind::Heading
                } else {
                    BlockKind::Paragraph
                };
                self.page.block(kind, start..end.max(line.end()));
            }
            if plain == "csv-table" {
                return self.csv(line.indent);
            }
            self.holders.extend(column);
            return;
        }
        if let Some(close) = rest.strip_prefix('[').and_then(|rest| rest.find("] ")) {
            let start = line.end() - rest[close + 3..].len();
            let end = self.continuation(line.indent).max(line.end());
            self.holders.extend(column);
            return self.page.block(BlockKind::Paragraph, start..end);
        }
        self.skip_indented(line.indent, false);
    }

    /// `:name: value` lines below a directive; an alternative text and a caption are read.
    fn options(&mut self, indent: usize) {
        while let Some(line) = self.line(0)
            && line.indent > indent
            && line.text.starts_with(':')
            && let Some(close) = line.text[1..].find(':')
        {
            let value = line.text[close + 2..].trim();
            let kind = match &line.text[1..=close] {
                "alt" | "caption" => Some(BlockKind::Alternative),
                "title" => Some(BlockKind::Label),
                _ => None,
            };
            if let (Some(kind), false) = (kind, value.is_empty()) {
                self.page.block(kind, line.end() - value.len()..line.end());
            }
            self.at += 1;
        }
    }

    /// The rows of a table of values with commas between them, below a directive that is indented by `indent`.
    fn csv(&mut self, indent: usize) {
        while let Some(line) = self.line(0)
            && (line.is_blank() || line.indent > indent)
        {
            table::values(&mut self.page, &line);
            self.at += 1;
        }
    }

    /// The column of the next line that is indented deeper.
    fn content_column(&self, indent: usize) -> Option<usize> {
        let next = self.lines[self.at..].iter().find(|line| !line.is_blank())?;
        (next.indent > indent).then_some(next.indent)
    }

    /// Passes what is indented deeper than `indent`.
    fn skip_indented(&mut self, indent: usize, code: bool) {
        let from = self.at;
        let mut last = from;
        while let Some(line) = self.line(0)
            && (line.is_blank() || line.indent > indent)
        {
            self.at += 1;
            if !line.is_blank() {
                last = self.at;
            }
        }
        if code && last > from {
            self.page.code(self.lines[from].start..self.lines[last - 1].end());
        }
    }

    /// Passes the lines that go on below one indented by `indent`; returns the end of the last.
    fn continuation(&mut self, indent: usize) -> usize {
        let mut end = 0;
        while let Some(line) = self.line(0)
            && !line.is_blank()
            && line.indent > indent
        {
            end = line.end();
            self.at += 1;
        }
        end
    }

    /// The index after the last line before the next blank one.
    fn block_end(&self) -> usize {
        let rest = &self.lines[self.at..];
        self.at + rest.iter().position(FileLine::is_blank).unwrap_or(rest.len())
    }

    /// A paragraph, an item of a list, a field, a line of verse.
    fn text(&mut self, line: FileLine<'a>) {
        let field = line
            .text
            .strip_prefix(':')
            .and_then(|rest| rest.find(": ").or(rest.strip_suffix(':').map(str::len)));
        let is_field =
            field.is_some_and(|end| !line.text[1..=end].contains('`')) && !line.text.starts_with(":`");
        let mark = match field {
            Some(end) if is_field => (end + 3).min(line.text.len()),
            _ => match option(line.text) {
                0 => bullets(line.text),
                option => option,
            },
        };
        let verse = line.text.starts_with("| ") || line.text == "|";
        let start = line.start + if verse { 2.min(line.text.len()) } else { mark };
        self.at += 1;
        let mut last = line;
        let deeper = self.line(0).is_some_and(|next| !next.is_blank() && next.indent > line.indent);
        let term = mark == 0 && deeper && !verse;
        if !term && !verse {
            while let Some(next) = self.line(0)
                && !next.is_blank()
                && (if mark > 0 { next.indent > line.indent } else { next.indent == line.indent })
                && !(mark > 0 && bullet(next.text) > 0)
            {
                last = next;
                self.at += 1;
            }
        }
        if mark > 0 {
            let column = self.content_column(line.indent).unwrap_or(line.indent + mark);
            self.holders.push(column.min(line.indent + mark));
        } else if term {
            self.holders.extend(self.content_column(line.indent));
        }
        let quoted = mark == 0 && line.indent > 0 && self.holders.iter().all(|&column| column > line.indent);
        let kind = match (mark > 0 || verse || term, quoted) {
            (true, _) => BlockKind::ListItem,
            (_, true) => BlockKind::Quotation,
            _ => BlockKind::Paragraph,
        };
        let mut end = last.end();
        let literal = self.page.text[start.min(end)..end].ends_with("::");
        if literal {
            let text = &self.page.text[start..end - 2];
            end -= if text.trim_end().len() < text.len() || text.is_empty() { 2 } else { 1 };
        }
        self.page.block(kind, start.min(end)..end);
        if literal {
            let indent = if mark > 0 { line.indent } else { last.indent };
            self.skip_indented(indent, true);
        }
    }
}

/// Bytes of the marks of lists, one in the other: a table written as a list begins its rows so.
fn bullets(text: &str) -> usize {
    let first = bullet(text);
    if first > 0 && bullet(&text[first..]) == 2 && text[first..].starts_with("- ") {
        first + 2
    } else {
        first
    }
}

/// Bytes of an option of a command before what it does: `-a, --all  Shows all`.
fn option(text: &str) -> usize {
    let is_option = text.starts_with('-') && text[1..].starts_with(|c: char| c == '-' || c.is_alphanumeric());
    let gap = text.find("  ").filter(|_| is_option);
    gap.map_or(0, |gap| gap + (text[gap..].len() - text[gap..].trim_start().len()))
}

/// True for a line of one mark, three times or more.
fn is_rule(text: &str) -> bool {
    let mark = text.as_bytes().first().copied().unwrap_or(b' ');
    mark.is_ascii_punctuation() && text.len() >= 3 && text.bytes().all(|b| b == mark)
}
