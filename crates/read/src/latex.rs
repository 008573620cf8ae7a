//! LaTeX: the text between commands, as far as a page shows it.
//!
//! Paragraphs end at blank lines and at commands that begin something; environments that hold code, formulas or
//! drawings are left out, cells of a tabular are cells. What a command of no list means is not known: its name goes, and
//! what stands in its braces is read.

mod marks;

use std::ops::Range;

use mtlint_core::document::{BlockKind, Document, Source};

use super::inline::BlockBuilder;
use super::markup::head;
use super::{Outcome, Reader, plain};

/// The reader.
pub const READER: Reader = Reader {
    name: "latex",
    summary: "LaTeX",
    extensions: &["tex", "latex", "ltx"],
    sniff: |head| head.contains("\\documentclass") || head.contains("\\begin{document}"),
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| Outcome { documents: vec![document(name, source)], problems: Vec::new() },
};

/// Environments that hold no prose.
const RAW: &[&str] = &[
    "verbatim",
    "Verbatim",
    "lstlisting",
    "minted",
    "alltt",
    "equation",
    "align",
    "gather",
    "multline",
    "eqnarray",
    "displaymath",
    "math",
    "tikzpicture",
    "picture",
    "filecontents",
    "thebibliography",
    "comment",
    "algorithm",
    "algorithmic",
    "forest",
    "pgfpicture",
    "matrix",
    "array",
    "split",
    "cases",
];

fn document(name: &str, source: Source) -> Document {
    let text = source.text.as_str();
    let begin = "\\begin{document}";
    let from = text.find(begin).map_or(0, |at| at + begin.len());
    let to = text[from..].find("\\end{document}").map_or(text.len(), |at| from + at);
    let mut pass = LatexPass {
        page: BlockBuilder::new(text, marks::mark),
        at: from,
        end: to,
        start: from,
        kinds: Vec::new(),
        item: false,
        tabular: 0,
        hopeless: Vec::new(),
    };
    if from > 0 {
        pass.preamble(from);
    }
    while pass.at < pass.end {
        pass.step();
    }
    pass.finish(pass.end);
    let mut blocks = pass.page.blocks;
    plain::settle_labels(&mut blocks);
    Document { blocks, ..Document::new(name, source) }
}

struct LatexPass<'a> {
    page: BlockBuilder<'a>,
    at: usize,
    end: usize,
    /// Where the paragraph at hand begins.
    start: usize,
    /// What open environments make of their text.
    kinds: Vec<BlockKind>,
    item: bool,
    tabular: usize,
    /// Environments whose end was looked for in vain.
    hopeless: Vec<&'a str>,
}

impl<'a> LatexPass<'a> {
    /// The title, which most documents give before they begin.
    fn preamble(&mut self, end: usize) {
        let text = &self.page.text[..end];
        if let Some(at) = text.find("\\title{")
            && let Some(range) = group(text, at + 6)
        {
            self.page.block(BlockKind::Heading, range);
        }
    }

    fn rest(&self) -> &'a str {
        &self.page.text[self.at..self.end]
    }

    /// Goes on to the next place where a paragraph may end.
    fn step(&mut self) {
        let rest = self.rest();
        let Some(next) = memchr::memchr3(b'\\', b'\n', b'%', rest.as_bytes()) else {
            self.at = self.end;
            return;
        };
        let cell = self.tabular > 0 && rest[..next].contains('&');
        if cell {
            let amp = rest.find('&').unwrap_or_default();
            if !rest[..amp].ends_with('\\') {
                self.finish(self.at + amp);
                self.at += amp + 1;
                self.start = self.at;
                return;
            }
        }
        self.at += next;
        let rest = &rest[next..];
        match rest.as_bytes()[0] {
            b'%' => self.at += memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len()),
            b'\n' => {
                let blank = rest[1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
                if blank {
                    self.finish(self.at);
                    self.start = self.at + 1;
                }
                self.at += 1;
            }
            _ => self.command(rest),
        }
    }

    fn command(&mut self, rest: &'a str) {
        let name_len = rest[1..].bytes().take_while(u8::is_ascii_alphabetic).count();
        if name_len == 0 {
            let breaks = rest.starts_with("\\\\") && self.tabular > 0;
            if breaks {
                self.finish(self.at);
                self.start = self.at + 2;
            }
            if rest.starts_with("\\[")
                && let Some(close) = head(rest).find("\\]")
            {
                return self.leave(close + 2);
            }
            self.at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            return;
        }
        let name = &rest[1..1 + name_len];
        let star = usize::from(rest[1 + name_len..].starts_with('*'));
        let kind = match name {
            "part" | "chapter" | "section" | "subsection" | "subsubsection" | "paragraph"
            | "subparagraph" | "title" | "frametitle" | "framesubtitle" | "subtitle" => BlockKind::Heading,
            "caption" | "captionof" => BlockKind::Caption,
            "item" => {
                self.finish(self.at);
                self.item = true;
                self.at += 1 + name_len;
                let term = skip_optional(rest, 1 + name_len) - name_len - 1;
                if term > 2 {
                    self.page.block(BlockKind::ListItem, self.at + 1..self.at + term - 1);
                }
                self.at += term;
                self.start = self.at;
                return;
            }
            "begin" | "end" => return self.environment(rest, name == "begin"),
            "maketitle" | "tableofcontents" | "newpage" | "clearpage" | "centering" | "hline" | "toprule"
            | "midrule" | "bottomrule" | "par" | "noindent" | "bigskip" | "medskip" | "smallskip"
            | "appendix" => {
                self.finish(self.at);
                self.at += 1 + name_len;
                self.start = self.at;
                return;
            }
            "usepackage" | "documentclass" | "newcommand" | "renewcommand" | "bibliography"
            | "bibliographystyle" | "input" | "include" | "graphicspath" | "author" | "date"
            | "setlength" | "includegraphics" | "vspace" | "pagestyle" => {
                return self.leave(arguments(rest, 1 + name_len + star));
            }
            _ => {
                self.at += 1 + name_len;
                return;
            }
        };
        let open = skip_optional(rest, 1 + name_len + star);
        self.finish(self.at);
        match group(self.page.text, self.at + open).filter(|range| range.end < self.end) {
            Some(range) => {
                self.page.block(kind, range.clone());
                self.at = range.end + 1;
            }
            None => self.at += 1 + name_len,
        }
        self.start = self.at;
    }

    /// Leaves out the next `len` bytes, which end a paragraph.
    fn leave(&mut self, len: usize) {
        self.finish(self.at);
        self.at = (self.at + len).min(self.end);
        self.start = self.at;
    }

    fn environment(&mut self, rest: &'a str, begins: bool) {
        self.finish(self.at);
        let open = if begins { 6 } else { 4 };
        let Some(range) = group(rest, open) else {
            self.at += open;
            self.start = self.at;
            return;
        };
        let name = rest[range.clone()].trim_end_matches('*');
        let end = range.end + 1;
        let table = matches!(name, "tabular" | "tabularx" | "longtable" | "tabu" | "tabulary" | "array");
        if begins && RAW.contains(&name) {
            let close = format!("\\end{{{}}}", &rest[range]);
            let len = if self.hopeless.contains(&name) { None } else { rest.find(&close) };
            let Some(len) = len else {
                self.hopeless.push(name);
                return self.leave(end);
            };
            self.page.code(self.at..self.at + len);
            return self.leave(len + close.len());
        }
        self.at += if begins && (table || matches!(name, "minipage" | "figure" | "table")) {
            arguments(rest, end)
        } else {
            end
        };
        self.start = self.at;
        if begins && matches!(name, "frame" | "block" | "alertblock" | "exampleblock") {
            self.titled(rest, end);
        }
        self.item = false;
        if begins {
            let outer = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
            self.kinds.push(match name {
                "quote" | "quotation" | "verse" | "displayquote" => BlockKind::Quotation,
                "itemize" | "enumerate" | "description" => BlockKind::ListItem,
                _ if table => BlockKind::TableCell,
                _ => outer,
            });
        } else {
            self.kinds.pop();
            self.item = self.kinds.last() == Some(&BlockKind::ListItem);
        }
        self.tabular = self.kinds.iter().filter(|kind| **kind == BlockKind::TableCell).count();
    }

    /// The title in braces that an environment has behind byte `end` of `rest`, where it begins.
    fn titled(&mut self, rest: &'a str, end: usize) {
        let begin = self.at - end;
        let open = begin + skip_optional(rest, end);
        if self.page.text[open..].starts_with('{')
            && let Some(range) = group(self.page.text, open).filter(|range| range.end < self.end)
        {
            self.page.block(BlockKind::Heading, range.clone());
            self.at = range.end + 1;
            self.start = self.at;
        }
    }

    /// Ends the paragraph at hand before byte `end`.
    fn finish(&mut self, end: usize) {
        let kind = match (self.kinds.last(), self.item) {
            (Some(BlockKind::ListItem), false) => BlockKind::Paragraph,
            (kind, _) => kind.copied().unwrap_or(BlockKind::Paragraph),
        };
        if self.start < end {
            self.page.block(kind, self.start..end);
        }
        self.start = end;
    }
}

/// What stands in the braces that begin at byte `at`, white space before them passed.
fn group(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let open = at + (rest.len() - rest.trim_start().len());
    let mut depth = 0usize;
    for (i, b) in text.as_bytes()[open..].iter().enumerate().take(1 << 14) {
        match b {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(open + 1..open + i);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The byte after an optional argument in brackets that begins at `at`.
fn skip_optional(text: &str, at: usize) -> usize {
    match text[at..].starts_with('[').then(|| head(&text[at..]).find(']')).flatten() {
        Some(close) => at + close + 1,
        None => at,
    }
}

/// The byte after all arguments that begin at `at`.
fn arguments(text: &str, mut at: usize) -> usize {
    loop {
        let next = skip_optional(text, at);
        let next = if text[next..].starts_with('{') {
            group(text, next).map_or(next, |range| range.end + 1)
        } else {
            next
        };
        if next == at {
            return at;
        }
        at = next;
    }
}
