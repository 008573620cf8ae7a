//! Front matter: the lines between `---` (or `+++`) at the very beginning of a Markdown file.
//!
//! Its plain `key: value` lines become the document's metadata, the language it names the document's, and what it
//! says of the page to its readers, its title and description, is read as blocks beside the text.

use serde_json::{Map, Value};

use crate::builder::Builder;
use crate::{markup, primary_language};
use mtlint_core::document::{Block, BlockKind};

/// The byte after the front matter and its last line end; 0 where there is none.
pub(super) fn end(text: &str) -> usize {
    let Some(mark) = ["---", "+++"].into_iter().find(|mark| is_mark(text.lines().next(), mark)) else {
        return 0;
    };
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let closing = is_mark(Some(line), mark) || (mark == "---" && is_mark(Some(line), "..."));
        if i > 0 && closing {
            return at;
        }
        // A rule over a paragraph is no front matter.
        if i == 1 && line.trim().is_empty() {
            return 0;
        }
    }
    0
}

fn is_mark(line: Option<&str>, mark: &str) -> bool {
    line.is_some_and(|line| line.trim_end() == mark)
}

/// The `key: value` and `key = value` lines that are not indented.
pub(super) fn metadata(front_matter: &str) -> Map<String, Value> {
    let mut map = Map::new();
    for line in front_matter.lines().filter(|line| !line.starts_with([' ', '\t', '#', '-', '+'])) {
        let Some((key, value)) = line.split_once(':').or_else(|| line.split_once('=')) else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        if !value.is_empty() {
            map.insert(key.trim().to_owned(), Value::String(value.to_owned()));
        }
    }
    map
}

/// The language that it names with `lang`, `language` or `locale`.
pub(super) fn language(front_matter: &str) -> Option<String> {
    let metadata = metadata(front_matter);
    let tag = ["lang", "language", "locale"].iter().find_map(|key| metadata.get(*key)?.as_str())?;
    primary_language(tag)
}

/// What people read of it: titles and descriptions. `text` is the file, the front matter its first `end` bytes.
pub(super) fn blocks(text: &str, end: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text[..end].split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    let mut held = lines.next();
    while let Some((at, line)) = held.take().or_else(|| lines.next()) {
        let Some((kind, value)) = read_key(line) else { continue };
        let start = at + value;
        let first = text[start..at + line.len()].trim();
        let is_block = matches!(first.bytes().next(), Some(b'>' | b'|') | None);
        let from = if is_block { at + line.len() } else { start };
        let mut to = at + line.len();
        for (next, line) in lines.by_ref() {
            if !line.starts_with([' ', '\t']) || line.trim_start().starts_with("- ") {
                held = Some((next, line));
                break;
            }
            to = next + line.len();
        }
        let mut builder = Builder::default();
        scalar(text, from, to.max(from), &mut builder);
        blocks.extend(builder.take(kind).filter(|block| markup::is_read(&block.text)));
    }
    blocks
}

/// What the value of a line's key is to readers, and the byte where it begins.
fn read_key(line: &str) -> Option<(BlockKind, usize)> {
    let at = line.find([':', '='])?;
    let kind = match line[..at].trim_end() {
        "title" | "subtitle" | "linkTitle" | "link_title" | "seo_title" | "og_title" | "sidebar_label" => {
            BlockKind::Title
        }
        "description" | "summary" | "excerpt" | "lead" | "abstract" | "tagline" | "intro" | "teaser" => {
            BlockKind::Description
        }
        _ => return None,
    };
    Some((kind, at + 1))
}

/// A value of YAML or TOML: what stands between its marks, escapes read.
fn scalar(text: &str, from: usize, to: usize, builder: &mut Builder) {
    let value = text[from..to].trim();
    let from = from + (text[from..to].len() - text[from..to].trim_start().len());
    let triple = ["\"\"\"", "\'\'\'"].into_iter().find(|mark| value.starts_with(mark));
    let mark = triple.or_else(|| ["\"", "\'"].into_iter().find(|mark| value.starts_with(mark)));
    let Some(mark) = mark else {
        let plain = value.find(" #").map_or(value, |i| &value[..i]);
        let plain = if value.starts_with(['[', '{', '&', '*']) { "" } else { plain };
        return builder.collapsed(plain, from);
    };
    let (mut at, mut rest) = (from + mark.len(), &value[mark.len()..]);
    while let Some(i) = rest.find(['\\', '\'', '"']) {
        builder.collapsed(&rest[..i], at);
        (at, rest) = (at + i, &rest[i..]);
        let written = match (rest.as_bytes(), mark) {
            ([b'\\', b'"' | b'\\', ..], "\"" | "\"\"\"") => &rest[1..2],
            ([b'\\', b'n' | b't', ..], "\"" | "\"\"\"") => " ",
            ([b'\'', b'\'', ..], "\'") => "\'",
            _ if rest.starts_with(mark) => return,
            _ => {
                builder.collapsed(&rest[..1], at);
                (at, rest) = (at + 1, &rest[1..]);
                continue;
            }
        };
        builder.replaced(written, at, 2);
        (at, rest) = (at + 2, &rest[2..]);
    }
    builder.collapsed(rest, at);
}
