//! Catalogues of strings as keys and values: `.properties` of Java, `.strings` of Apple.
//!
//! A catalogue of one language becomes blocks with keys; by these `beside` lays the source's catalogue beside it.

use mtlint_core::document::{Block, Syntax, Unit};
use mtlint_core::error::Problem;
use mtlint_core::span::FileSpan;

use super::outcome;
use super::side::{self, UnitSide};
use crate::Reader;

/// Java.
pub const PROPERTIES: Reader = Reader {
    name: "properties",
    summary: "Java's .properties: a string a key",
    extensions: &["properties"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: false,
    read: |name, source, options| {
        let blocks = properties(&source.text);
        outcome(name, source, Syntax::Quoted, options.language.clone(), blocks, Vec::new())
    },
};

/// Apple.
pub const STRINGS: Reader = Reader {
    name: "strings",
    summary: "Apple's .strings: a string a key, with comments",
    extensions: &["strings"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: false,
    read: |name, source, options| {
        let mut blocks = Vec::new();
        let problems = strings(name, &source.text, &mut blocks).err().into_iter().collect();
        outcome(name, source, Syntax::Quoted, options.language.clone(), blocks, problems)
    },
};

fn properties(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut note = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let start = at;
        let line = line_at(text, at);
        at += line.len();
        let words = line.trim_start();
        if words.starts_with(['#', '!']) {
            note.push(words[1..].trim().to_owned());
            continue;
        }
        if words.trim_end().is_empty() {
            note.clear();
            continue;
        }
        let key_at = start + (line.len() - words.len());
        let (key, value_at) = key(text, key_at, start + line.trim_end_matches(['\n', '\r']).len());
        let mut side = UnitSide::at(value_at, value_at);
        let mut from = value_at;
        let mut end = start + line.trim_end_matches(['\n', '\r']).len();
        // A backslash at the end of a line: the value goes on on the next.
        while goes_on(&text[from..end]) {
            super::unescape(&text[from..end - 1], from, &mut side);
            let next = line_at(text, at);
            from = at + (next.len() - next.trim_start_matches([' ', '\t', '\u{c}']).len());
            end = (at + next.trim_end_matches(['\n', '\r']).len()).max(from.min(at + next.len()));
            from = from.min(end);
            at += next.len();
            if next.is_empty() {
                break;
            }
        }
        super::unescape(&text[from..end], from, &mut side);
        side.span.end = end as u32;
        let whole = FileSpan::new(start, end);
        let unit = Unit { key: Some(key), notes: std::mem::take(&mut note), whole, ..Unit::default() };
        blocks.extend(side::block(None, side, [None, None], unit));
    }
    blocks
}

fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |i| i + 1);
    &rest[..end]
}

/// True for a line that ends in an odd number of backslashes.
fn goes_on(line: &str) -> bool {
    line.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

/// The key of a line, and where its value begins.
fn key(text: &str, start: usize, end: usize) -> (String, usize) {
    let mut key = String::new();
    let mut characters = text[start..end].char_indices();
    let mut after = end;
    while let Some((i, c)) = characters.next() {
        match c {
            '\\' => key.extend(characters.next().map(|(_, c)| c)),
            '=' | ':' | ' ' | '\t' => {
                after = start + i;
                break;
            }
            c => key.push(c),
        }
    }
    let rest = &text[after..end];
    let rest = rest.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix(['=', ':']).unwrap_or(rest).trim_start_matches([' ', '\t']);
    (key, end - rest.len())
}

fn strings(name: &str, text: &str, blocks: &mut Vec<Block>) -> Result<(), Problem> {
    let mut at = 0;
    let mut note: Option<String> = None;
    let problem = |at: usize, message: &str| Problem {
        file: name.to_owned(),
        line: Some(1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..at.min(text.len())]).count()),
        byte: Some(at),
        message: message.to_owned(),
        hint: Some("fix the entry: plutil -lint shows what is wrong".to_owned()),
        fatal: true,
    };
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        if rest.is_empty() {
            return Ok(());
        }
        if let Some(comment) = rest.strip_prefix("/*") {
            let end = comment.find("*/").ok_or_else(|| problem(at, "a comment does not end"))?;
            note = Some(comment[..end].trim().to_owned());
            at += end + 4;
            continue;
        }
        if rest.starts_with("//") {
            at += line_at(text, at).len();
            continue;
        }
        let start = at;
        let (key, after) = token(text, at).ok_or_else(|| problem(at, "this is no key"))?;
        at = after + (text[after..].len() - text[after..].trim_start().len());
        if !text[at..].starts_with('=') {
            return Err(problem(at, "there is no `=` after the key"));
        }
        at += 1;
        at += text[at..].len() - text[at..].trim_start().len();
        let (value, after) = token(text, at).ok_or_else(|| problem(at, "the value does not end"))?;
        let quoted = usize::from(text[at..].starts_with('"'));
        let from = at + quoted;
        let mut side = UnitSide::at(from, from + value.len());
        super::unescape(value, from, &mut side);
        at = after + (text[after..].len() - text[after..].trim_start().len());
        if !text[at..].starts_with(';') {
            return Err(problem(at, "there is no `;` after the value"));
        }
        at += 1;
        let notes = note.take().filter(|note| !note.is_empty()).into_iter().collect();
        let (key, whole) = (Some(key.to_owned()), FileSpan::new(start, at));
        let unit = Unit { key, notes, whole, ..Unit::default() };
        blocks.extend(side::block(None, side, [None, None], unit));
    }
}

/// A string with or without quotation marks: what is in it, and the byte after it.
fn token(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = &text[at..];
    if let Some(inner) = rest.strip_prefix('"') {
        let end = super::closing(inner)?;
        return Some((&inner[..end], at + end + 2));
    }
    let end = rest.find(|c: char| c.is_whitespace() || "=;\"".contains(c)).unwrap_or(rest.len());
    (end > 0).then(|| (&rest[..end], at + end))
}
