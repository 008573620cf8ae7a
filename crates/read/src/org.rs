//! Org: headings, paragraphs, lists, tables and blocks by their lines; emphasis, code and links in them.

use mtlint_core::document::{BlockKind, Document, ObjectKind, Source};

use super::inline::{BlockBuilder, FileLine, InlineMark, bullet, lines, object, pair};
use super::markup::head;
use super::{Outcome, Reader, plain};

/// The reader.
pub const READER: Reader = Reader {
    name: "org",
    summary: "Org mode",
    extensions: &["org"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| Outcome { documents: vec![document(name, source)], problems: Vec::new() },
};

fn document(name: &str, source: Source) -> Document {
    let lines = lines(&source.text);
    let mut page = BlockBuilder::new(&source.text, mark);
    let (mut at, mut quoted) = (0, false);
    // A block or drawer is never closed: what looks like the beginning of one is passed over.
    let mut hopeless = false;
    while let Some(line) = lines.get(at) {
        at += 1;
        let lower = line.text.get(..line.text.len().min(24)).unwrap_or_default().to_ascii_lowercase();
        if line.is_blank() || line.text.starts_with("# ") || line.text == "#" {
            continue;
        }
        if let Some(name) = lower
            .strip_prefix("#+begin_")
            .or_else(|| lower.strip_prefix(':').filter(|n| n.ends_with(':') && !n.contains(' ')))
        {
            let drawer = line.text.starts_with(':');
            let name = name.split(' ').next().unwrap_or_default();
            match name {
                "quote" | "verse" => quoted = true,
                "center" | "abstract" | "note" | "warning" | "tip" => {}
                _ if hopeless => {}
                _ => match skip(&mut page, &lines, at, drawer) {
                    Some(next) => at = next,
                    None => hopeless = true,
                },
            }
            continue;
        }
        if lower.starts_with("#+") {
            quoted &= !lower.starts_with("#+end_");
            keyword(&mut page, line, &lower);
            continue;
        }
        if ["SCHEDULED:", "DEADLINE:", "CLOSED:"].iter().any(|word| line.text.starts_with(word)) {
            continue;
        }
        if let Some(level) = heading(line) {
            page.block(BlockKind::Heading, line.start + level..line.start + title_end(line.text));
            continue;
        }
        if line.text.starts_with('|') {
            cells(&mut page, line);
            continue;
        }
        if line.text.starts_with(": ") {
            page.code(line.start + 2..line.end());
            continue;
        }
        let bullet = bullet(line.text);
        let mark = bullet + checkbox(&line.text[bullet..]);
        let kind = if mark > 0 {
            BlockKind::ListItem
        } else if quoted {
            BlockKind::Quotation
        } else {
            BlockKind::Paragraph
        };
        let mut end = line.end();
        while let Some(next) = lines.get(at)
            && !next.is_blank()
            && !next.text.starts_with(['|', '#'])
            && heading(next).is_none()
            && super::inline::bullet(next.text) == 0
        {
            end = next.end();
            at += 1;
        }
        match line.text[mark..].find(" :: ").filter(|_| mark > 0) {
            Some(term) => {
                page.block(kind, line.start + mark..line.start + mark + term);
                page.block(kind, line.start + mark + term + 4..end);
            }
            None => page.block(kind, line.start + mark..end),
        }
    }
    let mut blocks = page.blocks;
    plain::settle_labels(&mut blocks);
    Document { blocks, ..Document::new(name, source) }
}

/// Passes a block of code or a drawer that began on the line before; returns the index after its last
/// line; none where there is no such line.
fn skip(page: &mut BlockBuilder, lines: &[FileLine], at: usize, drawer: bool) -> Option<usize> {
    let ends = |line: &FileLine| {
        let lower = line.text.to_ascii_lowercase();
        if drawer { lower == ":end:" } else { lower.starts_with("#+end_") }
    };
    let len = lines[at..].iter().position(ends)?;
    if len > 0 && !drawer {
        page.code(lines[at].start..lines[at + len - 1].end());
    }
    Some(at + len + 1)
}

/// `#+TITLE: words`, `#+CAPTION: words`.
fn keyword(page: &mut BlockBuilder, line: &FileLine, lower: &str) {
    let kind = match lower.split(':').next().unwrap_or_default() {
        "#+title" | "#+subtitle" => BlockKind::Title,
        "#+description" => BlockKind::Description,
        "#+caption" => BlockKind::Caption,
        _ => return,
    };
    let colon = line.text.find(':').unwrap_or_default();
    page.block(kind, line.start + colon + 1..line.end());
}

/// Bytes of the stars of a heading and of the state behind them.
fn heading(line: &FileLine) -> Option<usize> {
    let stars = line.text.bytes().take_while(|&b| b == b'*').count();
    let rest = line.text[stars..].strip_prefix(' ').filter(|_| stars > 0 && line.indent == 0)?;
    let state =
        ["TODO ", "DONE ", "NEXT ", "WAITING "].into_iter().find(|s| rest.starts_with(s)).map_or(0, str::len);
    let cookie = rest[state..].starts_with("[#").then(|| rest[state..].find("] ").map(|i| i + 2)).flatten();
    Some(stars + 1 + state + cookie.unwrap_or_default())
}

/// The byte where the tags of a heading begin.
fn title_end(text: &str) -> usize {
    let tags = text.rfind(' ').map(|i| (i, &text[i + 1..]));
    tags.filter(|(_, t)| t.len() > 2 && t.starts_with(':') && t.ends_with(':')).map_or(text.len(), |(i, _)| i)
}

fn checkbox(text: &str) -> usize {
    ["[ ] ", "[X] ", "[-] "].into_iter().find(|b| text.starts_with(b)).map_or(0, str::len)
}

fn cells(page: &mut BlockBuilder, line: &FileLine) {
    if line.text[1..].starts_with(['-', '+']) {
        return;
    }
    let mut at = line.start + 1;
    for cell in line.text[1..].split('|') {
        page.block(BlockKind::TableCell, at..at + cell.len());
        at += cell.len() + 1;
    }
}

fn mark(rest: &str, before: Option<char>) -> Option<InlineMark> {
    let free = before.is_none_or(|c| !c.is_alphanumeric());
    match rest.as_bytes()[0] {
        b'*' => pair(rest, "*", before),
        b'/' if free => pair(rest, "/", before),
        b'_' if free => pair(rest, "_", before),
        b'+' if free => pair(rest, "+", before),
        b'=' if free && !rest[1..].starts_with(' ') => object(rest, "=", "=", ObjectKind::Code),
        b'~' if free && !rest[1..].starts_with(' ') => object(rest, "~", "~", ObjectKind::Code),
        b'\\' if rest.starts_with("\\(") => object(rest, "\\(", "\\)", ObjectKind::Math),
        b'\\' if rest.starts_with("\\[") => object(rest, "\\[", "\\]", ObjectKind::Math),
        b'\\' if rest.starts_with("\\\\") => Some(InlineMark::Skip(2)),
        b'$' => crate::markdown::formula(rest, before)
            .map(|len| InlineMark::Object(ObjectKind::Math, len, 0..len)),
        b'[' if rest.starts_with("[[") => link(rest),
        b'[' if rest.starts_with("[fn:") => note(rest),
        b'[' if rest.starts_with("[cite") => Some(InlineMark::Note(head(rest).find(']')? + 1)),
        b'<' => {
            let close = head(rest).find('>')?;
            let inner = &rest[1..close];
            let stamp = inner.starts_with(|c: char| c.is_ascii_digit())
                || inner.contains("://")
                || inner.starts_with("mailto:");
            stamp.then_some(InlineMark::Object(ObjectKind::Address, close + 1, 1..close))
        }
        _ => None,
    }
}

/// `[fn:1]`, and `[fn:name: words]` with a note of its own.
fn note(rest: &str) -> Option<InlineMark> {
    let (mut depth, mut end) = (0usize, None);
    for (i, b) in head(rest).bytes().enumerate() {
        match b {
            b'[' => depth += 1,
            b']' if depth == 1 => {
                end = Some(i);
                break;
            }
            b']' => depth -= 1,
            _ => {}
        }
    }
    let end = end?;
    let words = rest[4..end].find(':').map(|colon| 4 + colon + 1..end);
    Some(match words.filter(|range| !rest[range.clone()].trim().is_empty()) {
        Some(words) => InlineMark::Aside(BlockKind::Alternative, end + 1, words),
        None => InlineMark::Note(end + 1),
    })
}

/// `[[target][words]]`.
fn link(rest: &str) -> Option<InlineMark> {
    let end = head(rest).find("]]")?;
    Some(match rest[2..end].find("][") {
        Some(words) => InlineMark::Shown(end + 2, 2 + words + 2..end),
        None => InlineMark::Object(ObjectKind::Address, end + 2, 2..end),
    })
}
