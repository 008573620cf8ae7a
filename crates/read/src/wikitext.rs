//! Wikitext as MediaWiki reads it: headings, lists and tables by their lines; links, templates, notes and tags in them.
//!
//! A template on lines of its own (an infobox, a navigation bar) is furniture of the page; one in a line is an object.

use std::ops::Range;

use mtlint_core::document::{BlockKind, Document, ObjectKind, Source};

use super::inline::{BlockBuilder, FileLine, InlineMark, lines};
use super::markup::{self, head};
use super::{Outcome, Reader, plain};

/// The reader.
pub const READER: Reader = Reader {
    name: "wikitext",
    summary: "Wikitext, as MediaWiki reads it",
    extensions: &["wiki", "wikitext", "mediawiki", "mw"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| Outcome { documents: vec![document(name, source)], problems: Vec::new() },
};

/// Elements whose content is no text of the page.
const RAW: &[&str] =
    &["syntaxhighlight", "source", "pre", "timeline", "score", "templatedata", "chem", "mapframe"];

fn document(name: &str, source: Source) -> Document {
    let lines = lines(&source.text);
    let mut page = BlockBuilder::new(&source.text, mark);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if let Some(next) = furniture(&mut page, &lines, at) {
            at = next;
            continue;
        }
        at += 1;
        let text = line.text;
        if text.is_empty()
            || text.starts_with("----")
            || text.starts_with("__")
            || text.starts_with("#REDIRECT")
        {
            continue;
        }
        let level = text.bytes().take_while(|&b| b == b'=').count().min(6);
        if level > 0 && text.len() > 2 * level && text.ends_with(&text[..level]) {
            page.block(BlockKind::Heading, line.start + level..line.end() - level);
            continue;
        }
        if text.starts_with("{|") || text.starts_with("|}") || text.starts_with("|-") {
            continue;
        }
        if text.starts_with(['|', '!']) && !text.starts_with("||") {
            cells(&mut page, line);
            continue;
        }
        let mark = text.len() - text.trim_start_matches(['*', '#', ':', ';']).len();
        if let Some(term) = text.find(" : ").filter(|_| text.starts_with(';')) {
            page.block(BlockKind::ListItem, line.start + mark..line.start + term);
            page.block(BlockKind::ListItem, line.start + term + 3..line.end());
            continue;
        }
        let kind = match text.as_bytes()[0] {
            b'*' | b'#' | b';' => BlockKind::ListItem,
            b':' => BlockKind::Quotation,
            _ => BlockKind::Paragraph,
        };
        let mut end = line.end();
        while mark == 0
            && let Some(next) = lines.get(at)
            && !next.is_blank()
            && !next.text.starts_with(['*', '#', ':', ';', '=', '|', '!', '{'])
            && !is_file(next.text)
        {
            end = next.end();
            at += 1;
        }
        page.block(kind, line.start + mark..end);
    }
    let mut blocks = page.blocks;
    plain::settle_labels(&mut blocks);
    let syntax = mtlint_core::document::Syntax::Plain;
    Document { blocks, syntax, ..Document::new(name, source) }
}

/// What begins on this line and takes it whole: a template, a picture, a comment, code. Returns the next line's index.
fn furniture(page: &mut BlockBuilder, lines: &[FileLine], at: usize) -> Option<usize> {
    let line = lines[at];
    let rest = &page.text[line.start..];
    let near = &rest[..rest.floor_char_boundary(1 << 16)];
    let len = match rest {
        _ if rest.starts_with("{{") => {
            let len = balanced(rest, "{{", "}}", 1 << 15)?;
            if let Some(quoted) = quotation(&rest[2..len - 2]) {
                page.block(BlockKind::Quotation, line.start + 2 + quoted.start..line.start + 2 + quoted.end);
            }
            len
        }
        _ if rest.starts_with("<!--") => near.find("-->")? + 3,
        _ if is_file(rest) => {
            let len = balanced(rest, "[[", "]]", 1 << 14)?;
            if let Some(alt) = option(&rest[2..len - 2], "alt=") {
                page.block(BlockKind::Alternative, line.start + 2 + alt.start..line.start + 2 + alt.end);
            }
            if let Some(caption) = caption(&rest[2..len - 2]) {
                page.block(BlockKind::Caption, line.start + 2 + caption..line.start + len - 2);
            }
            len
        }
        _ if rest.starts_with("<gallery") => {
            let len = near.find("</gallery>")? + "</gallery>".len();
            for line in lines[at + 1..].iter().take_while(|l| l.end() < line.start + len) {
                if let Some(caption) = caption(line.text).filter(|_| !line.text.starts_with('<')) {
                    page.block(BlockKind::Caption, line.start + caption..line.end());
                }
            }
            len
        }
        _ => {
            let tag =
                markup::tag(rest).filter(|tag| !tag.closes && !tag.is_alone && RAW.contains(&tag.name))?;
            near.find(&format!("</{}>", tag.name))? + tag.name.len() + 3
        }
    };
    let end = line.start + len;
    let behind = page.text[end..].split('\n').next().unwrap_or_default();
    if !behind.trim().is_empty() && !behind.trim_start().starts_with("{{") {
        return None;
    }
    let count = lines[at..].iter().take_while(|line| line.start < end).count();
    Some(at + count.max(1))
}

/// Bytes of the stretch between marks that a text begins with, inner ones counted.
fn balanced(text: &str, open: &str, close: &str, longest: usize) -> Option<usize> {
    let text = &text[..text.floor_char_boundary(longest)];
    let (mut depth, mut at) = (0usize, 0);
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(open.as_bytes()) {
            depth += 1;
            at += open.len();
        } else if rest.starts_with(close.as_bytes()) {
            depth = depth.checked_sub(1)?;
            at += close.len();
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    None
}

fn is_file(text: &str) -> bool {
    ["[[File:", "[[Image:", "[[file:", "[[image:"].iter().any(|mark| text.starts_with(mark))
}

/// Where the caption of a picture begins: behind the last sign outside links.
fn caption(inner: &str) -> Option<usize> {
    let (mut depth, mut last) = (0usize, None);
    for (i, b) in inner.bytes().enumerate() {
        match b {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'|' if depth == 0 => last = Some(i + 1),
            _ => {}
        }
    }
    let words = inner[last?..].trim();
    let option = words.ends_with("px")
        || matches!(words, "thumb" | "left" | "right" | "frame" | "center" | "none")
        || words.contains('=') && !words.contains(' ');
    last.filter(|_| !option && !words.is_empty())
}

/// The signs of a template or a picture that part what stands in it, those in links and templates not counted.
fn parts(inner: &str) -> Vec<Range<usize>> {
    let (mut depth, mut start, mut parts) = (0usize, 0, Vec::new());
    for (i, b) in inner.bytes().enumerate() {
        match b {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'|' if depth == 0 => {
                parts.push(start..i);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(start..inner.len());
    parts
}

/// The value of an option of a picture, as `alt=`.
fn option(inner: &str, name: &str) -> Option<Range<usize>> {
    let part = parts(inner).into_iter().find(|part| inner[part.clone()].trim_start().starts_with(name))?;
    let start = part.start + inner[part.clone()].find(name)? + name.len();
    (!inner[start..part.end].trim().is_empty()).then_some(start..part.end)
}

/// The words of a template that sets a quotation or a remark off.
fn quotation(inner: &str) -> Option<Range<usize>> {
    let parts = parts(inner);
    let name = inner[parts[0].clone()].trim().to_ascii_lowercase();
    let quotes = [
        "quote",
        "blockquote",
        "cquote",
        "quotation",
        "bquote",
        "rquote",
        "poemquote",
        "quote box",
        "note",
        "tip",
        "warning",
        "important",
        "caution",
        "notice",
        "info",
    ];
    if !quotes.contains(&name.as_str()) {
        return None;
    }
    let of = |part: &Range<usize>| {
        let text = &inner[part.clone()];
        match text.split_once('=') {
            None => Some(part.clone()),
            Some((key, value)) if matches!(key.trim(), "1" | "text" | "quote") => {
                Some(part.end - value.len()..part.end)
            }
            Some((key, _)) if key.trim().contains(' ') => Some(part.clone()),
            Some(_) => None,
        }
    };
    parts[1..].iter().find_map(of).filter(|part| !inner[part.clone()].trim().is_empty())
}

/// The cells of a line of a table.
fn cells(page: &mut BlockBuilder, line: &FileLine) {
    let mark = if line.text.starts_with("|+") { 2 } else { 1 };
    let kind = if mark == 2 { BlockKind::Caption } else { BlockKind::TableCell };
    let sign = if line.text.starts_with('!') { "!!" } else { "||" };
    let mut at = line.start + mark;
    for cell in line.text[mark..].split(sign) {
        // Attributes of the cell stand before a single sign.
        let words = cell
            .find('|')
            .filter(|&i| cell[..i].contains('=') && !cell[..i].contains('['))
            .map_or(0, |i| i + 1);
        page.block(kind, at + words..at + cell.len());
        at += cell.len() + sign.len();
    }
}

fn mark(rest: &str, before: Option<char>) -> Option<InlineMark> {
    match rest.as_bytes()[0] {
        b'\'' => {
            let marks = rest.bytes().take_while(|&b| b == b'\'').count();
            let marks = if marks == 4 { 3 } else { marks.min(5) };
            (marks >= 2).then(|| emphasis(rest, marks).unwrap_or(InlineMark::Skip(marks)))
        }
        b'[' if rest.starts_with("[[") => link(rest),
        b'[' => {
            let close = head(rest).find(']')?;
            let inner = &rest[1..close];
            if !inner.contains("://") && !inner.starts_with("//") && !inner.starts_with("mailto:") {
                return None;
            }
            Some(match inner.find(' ') {
                Some(words) => InlineMark::Shown(close + 1, 1 + words + 1..close),
                None => InlineMark::Note(close + 1),
            })
        }
        b'{' if rest.starts_with("{{") => {
            let len = balanced(rest, "{{", "}}", markup::LONGEST)?;
            let name = rest[2..len - 2].split('|').next().unwrap_or_default().trim().to_ascii_lowercase();
            let note = ["cite", "sfn", "efn", "citation", "refn", "ref", "cn", "fact", "r", "rp"]
                .iter()
                .any(|n| name.split(' ').next() == Some(n));
            Some(if note {
                InlineMark::Note(len)
            } else {
                InlineMark::Object(ObjectKind::Component, len, 0..len)
            })
        }
        b'<' => element(rest),
        b'&' => markup::reference(rest)
            .filter(|(_, c)| matches!(c, '\u{a0}'))
            .map(|(len, _)| InlineMark::Text("\u{a0}", len)),
        b'_' if rest.starts_with("__") && before.is_none() => {
            Some(InlineMark::Skip(head(rest[2..].trim_start()).find("__")? + 4))
        }
        _ => None,
    }
}

/// Words between runs of as many apostrophes, in one paragraph.
fn emphasis(rest: &str, marks: usize) -> Option<InlineMark> {
    let body = &head(rest)[marks..];
    let body = &body[..body.find("\n\n").unwrap_or(body.len())];
    let mut at = 0;
    while let Some(open) = body[at..].find("''").map(|i| at + i) {
        let run = body[open..].bytes().take_while(|&b| b == b'\'').count();
        if run == marks && open > 0 {
            return Some(InlineMark::Shown(open + 2 * marks, marks..marks + open));
        }
        at = open + run;
    }
    None
}

/// `[[page]]`, `[[page|words]]`, `[[Category:x]]`, `[[File:x|caption]]`.
fn link(rest: &str) -> Option<InlineMark> {
    let len = balanced(rest, "[[", "]]", markup::LONGEST)?;
    let inner = &rest[2..len - 2];
    if is_file(rest) {
        return Some(match caption(inner) {
            Some(from) => InlineMark::Aside(BlockKind::Alternative, len, 2 + from..len - 2),
            None => InlineMark::Skip(len),
        });
    }
    let space = inner.split(':').next().filter(|_| inner.contains(':')).unwrap_or_default();
    if matches!(space, "Category" | "category")
        || space.len() == 2 && space.bytes().all(|b| b.is_ascii_lowercase())
    {
        return Some(InlineMark::Skip(len));
    }
    let words = inner.rfind('|').map_or(0, |i| i + 1);
    Some(InlineMark::Shown(len, 2 + words..len - 2))
}

/// True for a note that says something in sentences, and is no source: no address, no template, no year in brackets.
fn is_note(text: &str) -> bool {
    let text = text.trim();
    let source =
        text.contains("://") || text.contains("{{") || text.starts_with(['[', '\'']) || text.contains("ISBN");
    let ends = text.ends_with(['.', '!', '?', '”', '。', '»']);
    let opens = text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    // Six words; scripts without spaces have letters alone.
    let long = text.split_whitespace().count() >= 6 || !text.is_ascii() && text.chars().count() >= 20;
    !source && opens && ends && long
}

/// A tag or a comment.
fn element(rest: &str) -> Option<InlineMark> {
    if rest.starts_with("<!--") {
        return Some(InlineMark::Skip(head(rest).find("-->")? + 3));
    }
    let tag = markup::tag(rest)?;
    let name = tag.name.to_ascii_lowercase();
    let kind = match name.as_str() {
        "ref" if tag.closes => return Some(InlineMark::Skip(tag.len)),
        "ref" if tag.is_alone => return Some(InlineMark::Note(tag.len)),
        "ref" => {
            let end = head(rest).find("</ref>")?;
            return Some(match is_note(&rest[tag.len..end]) {
                true => InlineMark::Aside(BlockKind::Alternative, end + 6, tag.len..end),
                false => InlineMark::Note(end + 6),
            });
        }
        "code" | "nowiki" | "tt" | "samp" | "var" | "syntaxhighlight" => ObjectKind::Code,
        "kbd" => ObjectKind::Key,
        "math" => ObjectKind::Math,
        "br" => return Some(InlineMark::Text(" ", tag.len)),
        "b" | "i" | "em" | "strong" | "small" | "big" | "sup" | "sub" | "span" | "div" | "u" | "s"
        | "del" | "ins" | "blockquote" | "center" | "poem" | "p" | "references" | "abbr" | "cite" | "q"
        | "noinclude" | "includeonly" | "onlyinclude" | "section" | "font" => {
            return Some(InlineMark::Skip(tag.len));
        }
        _ => return None,
    };
    if tag.closes || tag.is_alone {
        return Some(InlineMark::Skip(tag.len));
    }
    let close = tag.len + head(&rest[tag.len..]).find(&format!("</{}>", tag.name))?;
    Some(InlineMark::Object(kind, close + tag.name.len() + 3, tag.len..close))
}

#[cfg(test)]
mod tests;
