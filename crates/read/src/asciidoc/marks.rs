//! Marks in the running text of AsciiDoc: monospace, emphasis, links, macros, attributes, notes.

use crate::inline::{InlineMark, object, pair};
use crate::markup::head;
use mtlint_core::document::{BlockKind, ObjectKind};

/// What a text begins with.
pub(super) fn mark(rest: &str, before: Option<char>) -> Option<InlineMark> {
    let free = before.is_none_or(|c| !c.is_alphanumeric());
    match rest.as_bytes()[0] {
        b'\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => Some(InlineMark::Escape),
        b'"' if rest.starts_with("\"`") => Some(InlineMark::Text("“", 2)),
        b'`' if rest.starts_with("`\"") => Some(InlineMark::Text("”", 2)),
        b'\'' if rest.starts_with("'`") => Some(InlineMark::Text("‘", 2)),
        b'`' if rest.starts_with("`'") => Some(InlineMark::Text("’", 2)),
        b'`' if rest.starts_with("``") => object(rest, "``", "``", ObjectKind::Code),
        b'`' if free => object(rest, "`", "`", ObjectKind::Code),
        b'+' if rest.starts_with("+++") => object(rest, "+++", "+++", ObjectKind::Code),
        b'+' if rest.starts_with("++") => object(rest, "++", "++", ObjectKind::Code),
        b'+' if rest[1..].starts_with(['\n', '\r']) => Some(InlineMark::Skip(1)),
        b'+' if free && !rest[1..].starts_with([' ', '\n']) => {
            object(rest, "+", "+", ObjectKind::Code).filter(short)
        }
        b'$' if rest.starts_with("$$") => object(rest, "$$", "$$", ObjectKind::Code),
        b'*' if rest.starts_with("**") => double(rest, "**"),
        b'*' => pair(rest, "*", before),
        b'_' if rest.starts_with("__") => double(rest, "__"),
        b'_' => pair(rest, "_", before),
        b'#' if rest.starts_with("##") => double(rest, "##"),
        b'#' => pair(rest, "#", before),
        b'^' => pair(rest, "^", None),
        b'~' => pair(rest, "~", None),
        b'{' => {
            let name = rest[1..].find('}').map(|end| &rest[1..=end])?;
            let is_name =
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
            is_name.then(|| match name {
                "nbsp" => InlineMark::Text("\u{a0}", name.len() + 2),
                "empty" | "blank" | "zwsp" => InlineMark::Skip(name.len() + 2),
                "apos" => InlineMark::Text("’", name.len() + 2),
                _ => InlineMark::Object(ObjectKind::Placeholder, name.len() + 2, 0..name.len() + 2),
            })
        }
        b'<' if rest.starts_with("<<") => reference(rest),
        b'<' => {
            let close = rest.find('>').filter(|&end| end > 1 && end < 5)?;
            let callout = rest[1..close].bytes().all(|b| b.is_ascii_digit() || b == b'.');
            callout.then_some(InlineMark::Note(close + 1))
        }
        b'[' if rest.starts_with("[[") => Some(InlineMark::Skip(head(rest).find("]]")? + 2)),
        b'[' => {
            let close =
                head(rest).find(']').filter(|&end| rest[end + 1..].starts_with(['#', '*', '_', '`']))?;
            (!rest[1..close].contains([' ', '\n'])).then_some(InlineMark::Skip(close + 1))
        }
        b'(' if rest.starts_with("(((") => Some(InlineMark::Skip(head(rest).find(")))")? + 3)),
        b'(' if rest.starts_with("((") => {
            let close = head(rest).find("))")?;
            Some(InlineMark::Shown(close + 2, 2..close))
        }
        b':' => None,
        _ => None,
    }
    .or_else(|| free.then(|| named(rest)).flatten())
}

fn short(mark: &InlineMark) -> bool {
    matches!(mark, InlineMark::Object(_, len, _) if *len < 120)
}

/// Marks that may stand inside a word.
fn double(rest: &str, mark: &str) -> Option<InlineMark> {
    let body = &head(rest)[mark.len()..];
    let end = body.find(mark).filter(|&end| end > 0)?;
    Some(InlineMark::Shown(end + 2 * mark.len(), mark.len()..mark.len() + end))
}

/// `<<anchor,words>>`.
fn reference(rest: &str) -> Option<InlineMark> {
    let close = head(rest).find(">>").filter(|&end| end > 2)?;
    let comma = rest[2..close].find(',').map(|i| 2 + i + 1);
    Some(match comma {
        Some(from) => InlineMark::Shown(close + 2, from + spaces(&rest[from..close])..close),
        None => InlineMark::Object(ObjectKind::Component, close + 2, 2..close),
    })
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A macro or an address at the beginning of a word: `link:x[words]`, `https://x[words]`, `kbd:[Esc]`.
pub(super) fn named(rest: &str) -> Option<InlineMark> {
    let colon = rest
        .bytes()
        .take(12)
        .position(|b| !b.is_ascii_lowercase())
        .filter(|&i| i > 1 && rest[i..].starts_with(':'))?;
    let name = &rest[..colon];
    let known = matches!(
        name,
        "link"
            | "xref"
            | "mailto"
            | "http"
            | "https"
            | "ftp"
            | "irc"
            | "image"
            | "icon"
            | "kbd"
            | "btn"
            | "menu"
            | "footnote"
            | "stem"
            | "latexmath"
            | "asciimath"
            | "pass"
            | "anchor"
            | "indexterm"
    );
    let target =
        rest[colon..].find(|c: char| c.is_whitespace() || c == '[').map_or(rest.len(), |i| colon + i);
    let address = matches!(name, "http" | "https" | "ftp" | "irc");
    if !known {
        return None;
    }
    if !rest[target..].starts_with('[') {
        let end = rest[..target].trim_end_matches(['.', ',', ')', ';', ':', '>']).len();
        return address.then_some(InlineMark::Object(ObjectKind::Address, end, 0..end));
    }
    let close = target + closing(&rest[target..])?;
    let words = target + 1..close;
    let words = words.start
        ..words.start
            + rest[words.clone()].split(",window=").next().unwrap_or_default().trim_end_matches('^').len();
    let len = close + 1;
    Some(match name {
        "kbd" | "btn" => InlineMark::Object(ObjectKind::Key, len, words),
        "menu" => InlineMark::Object(ObjectKind::Key, len, colon + 1..target),
        "stem" | "latexmath" | "asciimath" => InlineMark::Object(ObjectKind::Math, len, words),
        "pass" => InlineMark::Object(ObjectKind::Code, len, words),
        "image" => InlineMark::Aside(BlockKind::Alternative, len, words),
        "footnote" => InlineMark::Aside(BlockKind::Alternative, len, words),
        "icon" | "anchor" | "indexterm" => InlineMark::Skip(len),
        _ if words.is_empty() => {
            InlineMark::Object(ObjectKind::Address, len, if address { 0..target } else { colon + 1..target })
        }
        _ => InlineMark::Shown(len, words),
    })
}

/// The byte of the bracket that closes the one a text begins with.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (i, b) in head(text).bytes().enumerate() {
        match b {
            b'[' => depth += 1,
            b']' if depth == 1 => return Some(i),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}
