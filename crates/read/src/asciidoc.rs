//! AsciiDoc: headings, paragraphs, lists, delimited blocks and tables by their lines; macros and attributes in them.
//!
//! What is delimited as a listing, a literal or a passthrough is code; examples, sidebars and quotations are read.

mod marks;

use mtlint_core::document::{BlockKind, Document, Source};
use mtlint_core::error::Problem;

use super::inline::{BlockBuilder, FileLine, bullet, lines};
use super::{Outcome, Reader, markup, plain};

/// The reader.
pub const READER: Reader = Reader {
    name: "asciidoc",
    summary: "AsciiDoc",
    extensions: &["adoc", "asciidoc", "asc"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| document(name, source),
};

fn document(name: &str, source: Source) -> Outcome {
    let lines = lines(&source.text);
    let mut pass = AsciidocPass {
        page: BlockBuilder::new(&source.text, marks::mark),
        lines: &lines,
        at: 0,
        quoted: false,
        table: false,
        began: false,
        after_term: false,
        joined: false,
        unclosed: None,
    };
    pass.page.words = true;
    while pass.at < lines.len() {
        pass.step();
    }
    let mut blocks = pass.page.blocks;
    plain::settle_labels(&mut blocks);
    let problems = pass.unclosed.map(|at| unclosed(name, &source.text, at)).into_iter().collect();
    Outcome { documents: vec![Document { blocks, ..Document::new(name, source) }], problems }
}

/// The problem of a block that is never closed and takes the rest of the file.
fn unclosed(name: &str, text: &str, at: usize) -> Problem {
    Problem {
        file: name.to_owned(),
        line: Some(1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count()),
        byte: Some(at),
        message: "the block that begins here is never closed; what follows is not checked".to_owned(),
        hint: Some("close it with the same line".to_owned()),
        fatal: false,
    }
}

struct AsciidocPass<'a> {
    page: BlockBuilder<'a>,
    lines: &'a [FileLine<'a>],
    at: usize,
    /// Inside a block of quotation.
    quoted: bool,
    table: bool,
    /// The title of the document has come.
    began: bool,
    /// The line before was a term: what is indented below says what it means.
    after_term: bool,
    /// A line joined the next paragraph to an item: the next item ends it.
    joined: bool,
    /// Where a block began that is never closed.
    unclosed: Option<usize>,
}

impl<'a> AsciidocPass<'a> {
    fn step(&mut self) {
        let line = self.lines[self.at];
        let text = line.text;
        if text.is_empty() || text == "+" || text == "'''" || text == "<<<" {
            self.joined = text == "+";
            self.at += 1;
            return;
        }
        if let Some(mark) = delimiter(text) {
            return self.delimited(line, mark);
        }
        if text.starts_with("//") || is_attribute(text) || is_block_attributes(text) || is_condition(text) {
            self.block_attributes(line);
            self.at += 1;
            return;
        }
        if self.table {
            return self.cells(line);
        }
        if let Some(level) = heading(text) {
            self.page.block(BlockKind::Heading, line.start + level..line.end());
            self.at += 1;
            if level == 2 && text.starts_with('=') && !self.began {
                self.author();
            }
            self.began = true;
            return;
        }
        if let Some(title) = text.strip_prefix('.').filter(|t| !t.starts_with(['.', ' ']) && !t.is_empty()) {
            self.page.block(BlockKind::Caption, line.end() - title.len()..line.end());
            self.at += 1;
            return;
        }
        if let Some((open, close)) = block_macro(text) {
            if text.starts_with("image") {
                let inner = &text[open + 1..close];
                let quoted =
                    inner.strip_prefix('"').and_then(|inner| inner.split_once('"')).map(|(value, _)| value);
                let value = quoted.unwrap_or_else(|| inner.split(',').next().unwrap_or_default());
                if markup::is_read(value) && !value.contains('=') {
                    let start = line.start + open + 1 + text[open + 1..].find(value).unwrap_or_default();
                    self.page.block(BlockKind::Alternative, start..start + value.len());
                }
            }
            self.at += 1;
            return;
        }
        if line.indent > 0 && !self.after_term && list_mark(text) == 0 && description(text).is_none() {
            let end = self.block_end();
            self.page.code(line.start..self.lines[end - 1].end());
            self.at = end;
            return;
        }
        self.text(line);
    }

    /// The lines of authors and of the revision below the title.
    fn author(&mut self) {
        while let Some(line) = self.lines.get(self.at)
            && !line.is_blank()
            && !is_attribute(line.text)
            && (line.text.contains('@') || line.text.starts_with('v') || line.text.split(' ').count() < 5)
        {
            self.at += 1;
        }
    }

    /// A block between two lines of the same marks.
    fn delimited(&mut self, line: FileLine<'a>, mark: char) {
        match mark {
            '_' => self.quoted = !self.quoted,
            '|' => self.table = !self.table,
            '=' | '*' | 'o' => {}
            _ => {
                let close = |other: &FileLine| {
                    other.text == line.text || mark == '`' && other.text.starts_with("```")
                };
                let len = self.lines[self.at + 1..].iter().position(close);
                if len.is_none() {
                    self.unclosed = Some(line.start);
                }
                let end = len.map_or(self.lines.len(), |len| self.at + 1 + len);
                if end > self.at + 1 && mark != '/' {
                    self.page.code(self.lines[self.at + 1].start..self.lines[end - 1].end());
                }
                self.at = end + 1;
                return;
            }
        }
        self.at += 1;
    }

    /// `[caption="…"]`, `[quote, a name, a book]`.
    fn block_attributes(&mut self, line: FileLine<'a>) {
        if line.text.starts_with('[') {
            for (range, kind) in markup::read_attributes(line.text) {
                self.page.block(kind, line.start + range.start..line.start + range.end);
            }
        }
        if let Some(value) = line.text.strip_prefix(":description:").map(str::trim).filter(|v| !v.is_empty())
        {
            self.page.block(BlockKind::Description, line.end() - value.len()..line.end());
        }
    }

    /// A line of a table: cells begin at each sign.
    fn cells(&mut self, line: FileLine<'a>) {
        let mut at = 0;
        for cell in line.text.split('|') {
            let from = line.start + at;
            at += cell.len() + 1;
            // The specification of the next cell: "2+", "a", "^.>s".
            let spec = cell.rfind(' ').map_or(cell, |i| &cell[i + 1..]);
            let is_spec = at <= line.text.len()
                && !spec.is_empty()
                && spec.len() <= 6
                && spec.bytes().all(|b| b.is_ascii_digit() || b"+.*<>^aehlmsd".contains(&b));
            let len = cell.len() - if is_spec { spec.len() } else { 0 };
            self.page.block(BlockKind::TableCell, from..from + len);
        }
        self.at += 1;
    }

    /// The index after the last line before the next blank one.
    fn block_end(&self) -> usize {
        let rest = &self.lines[self.at..];
        self.at + rest.iter().position(FileLine::is_blank).unwrap_or(rest.len())
    }

    /// A paragraph, an admonition, an item of a list.
    fn text(&mut self, line: FileLine<'a>) {
        let mut mark = list_mark(line.text);
        let mut kind = if mark > 0 {
            BlockKind::ListItem
        } else if self.quoted {
            BlockKind::Quotation
        } else {
            BlockKind::Paragraph
        };
        if let Some(label) = ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "]
            .into_iter()
            .find(|l| line.text.starts_with(l))
        {
            mark = label.len();
        }
        self.at += 1;
        if std::mem::take(&mut self.after_term) {
            kind = BlockKind::ListItem;
        }
        let joined = std::mem::take(&mut self.joined);
        if mark == 0
            && let Some((term, text)) = description(line.text)
        {
            self.page.block(BlockKind::ListItem, line.start..line.start + term);
            if text == line.text.len() {
                self.after_term = true;
                return;
            }
            (mark, kind) = (text, BlockKind::ListItem);
        }
        let mut end = line.end();
        while let Some(next) = self.lines.get(self.at)
            && !next.is_blank()
            && next.text != "+"
            && delimiter(next.text).is_none()
            && !is_block_attributes(next.text)
            && !is_condition(next.text)
            && (kind != BlockKind::ListItem && !joined
                || list_mark(next.text) == 0 && description(next.text).is_none())
        {
            end = next.end();
            self.at += 1;
        }
        self.page.block(kind, line.start + mark..end);
    }
}

/// The mark of the block that a line opens or closes; `o` for an open block.
fn delimiter(text: &str) -> Option<char> {
    if text.starts_with("```") {
        return Some('`');
    }
    if text == "--" {
        return Some('o');
    }
    let table = text.strip_prefix(['|', ',', ':', '!']);
    if table.is_some_and(|rest| rest.len() >= 3 && rest.bytes().all(|b| b == b'=')) {
        return Some('|');
    }
    let mark = text.chars().next()?;
    (text.len() >= 4 && "-.+/=*_".contains(mark) && text.chars().all(|c| c == mark)).then_some(mark)
}

/// Bytes of the signs of a heading and the space behind them.
fn heading(text: &str) -> Option<usize> {
    let mark = text.bytes().next().filter(|b| matches!(b, b'=' | b'#'))?;
    let level = text.bytes().take_while(|&b| b == mark).count();
    (level <= 6 && text[level..].starts_with(' ')).then_some(level + 1)
}

/// `:name: value`.
fn is_attribute(text: &str) -> bool {
    let name = text.strip_prefix(':').and_then(|rest| rest.find(':').map(|end| &rest[..end]));
    name.is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_!".contains(&b))
    })
}

/// `[source,ruby]`, `[[anchor]]`.
fn is_block_attributes(text: &str) -> bool {
    text.starts_with('[')
        && text.ends_with(']')
        && !text[1..text.len() - 1].trim_matches(['[', ']']).contains(']')
}

/// `ifdef::name[]`, `endif::[]`, `include::file[]`.
fn is_condition(text: &str) -> bool {
    ["ifdef::", "ifndef::", "ifeval::", "endif::", "include::"].iter().any(|mark| text.starts_with(mark))
}

/// A macro on a line of its own: the bytes of its brackets.
fn block_macro(text: &str) -> Option<(usize, usize)> {
    let name =
        text.split("::").next().filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_lowercase()))?;
    let known =
        matches!(name, "image" | "video" | "audio" | "toc" | "xref" | "gist" | "diagram" | "plantuml");
    let open = text.find('[')?;
    (known && text.ends_with(']')).then_some((open, text.len() - 1))
}

/// Bytes of the mark of a list.
fn list_mark(text: &str) -> usize {
    let mark = text.bytes().next().unwrap_or_default();
    let count = text.bytes().take_while(|&b| b == mark).count();
    if matches!(mark, b'*' | b'.' | b'-') && count <= 6 && text[count..].starts_with(' ') {
        let rest = text[count..].trim_start();
        let box_ = ["[ ] ", "[x] ", "[*] "].into_iter().find(|b| rest.starts_with(b)).map_or(0, str::len);
        return text.len() - rest.len() + box_;
    }
    if text.starts_with('<')
        && text.get(1..2).is_some_and(|c| c == "." || c.bytes().all(|b| b.is_ascii_digit()))
    {
        return text.find("> ").filter(|&end| end <= 3).map_or(0, |end| end + 2);
    }
    if mark.is_ascii_digit() { bullet(text) } else { 0 }
}

/// `term:: text`: the bytes where the term ends and the text begins.
fn description(text: &str) -> Option<(usize, usize)> {
    let end = text.find("::")?;
    let behind = text[end..].trim_start_matches([':', ';']);
    let starts = behind.is_empty() || behind.starts_with(' ');
    (starts && end > 0 && end < 80).then(|| (end, text.len() - behind.trim_start().len()))
}
