//! What can be told from one line or one mark of Markdown and its dialects.

use std::ops::Range;

use crate::markup::head;

/// A line that opens or closes a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    pub mark: u8,
    pub count: usize,
    /// Nothing stands behind the marks.
    pub closes_only: bool,
}

/// The fence that a line without its white space is.
pub(super) fn fence(line: &str) -> Option<Fence> {
    let line = line.trim_start_matches(['>', ' ']);
    let line = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).unwrap_or(line);
    let mark = *line.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
    let count = line.bytes().take_while(|&b| b == mark).count();
    let behind = line[count..].trim();
    (count >= 3 && !(mark == b'`' && behind.contains('`'))).then_some(Fence {
        mark,
        count,
        closes_only: behind.is_empty(),
    })
}

/// What stands on the line at hand, as far as it matters, without white space around it.
pub(super) fn rest(text: &str) -> &str {
    let text = head(text);
    text[..memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())].trim()
}

/// The first byte of the first blank line of a text.
pub(super) fn blank_line(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\n', bytes)
        .find(|&i| {
            let next = bytes[i + 1..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
            next == Some(&b'\n')
        })
        .map(|i| i + 1)
}

/// True for a line of MDX that imports or exports.
pub(super) fn is_module(line: &str) -> bool {
    let behind = |word: &str| line.strip_prefix(word).filter(|rest| rest.starts_with([' ', '{', '*']));
    let import = behind("import")
        .is_some_and(|rest| rest.contains(['\'', '"', '{']) || rest.trim_end().ends_with("from"));
    let export = behind("export").is_some_and(|rest| {
        let rest = rest.trim_start();
        ["const ", "default ", "function ", "let ", "async ", "class ", "{", "*"]
            .iter()
            .any(|w| rest.starts_with(w))
    });
    import || export
}

/// The title of an admonition that the line opens, by its bytes in the line; an empty one where it has none, or where
/// the line closes one.
pub(super) fn admonition(line: &str) -> Option<Range<usize>> {
    let marks = line.bytes().take_while(|&b| b == b':').count();
    if marks >= 3 {
        let rest = line[marks..].trim_start();
        let name = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"-_".contains(b)).count();
        if name == 0 && !rest.is_empty() && !rest.starts_with('{') {
            return None;
        }
        let title = rest[name..].trim();
        let title = title.split('{').next().unwrap_or_default().trim();
        let inner = title.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(title);
        return Some(place(line, inner));
    }
    let mark = ["!!! ", "???+ ", "??? ", "=== ", "===! ", "===+ "]
        .into_iter()
        .find(|mark| line.starts_with(mark))?;
    let rest = &line[mark.len()..];
    let title = rest.split('"').nth(1).filter(|_| rest.ends_with('"'));
    match title {
        Some(title) => Some(place(line, title)),
        None if mark.starts_with('=') => None,
        None => {
            let plain = rest.bytes().all(|b| b.is_ascii_lowercase() || b"- ".contains(&b));
            plain.then_some(line.len()..line.len())
        }
    }
}

/// Where a part of a line stands in it.
fn place(line: &str, part: &str) -> Range<usize> {
    if part.is_empty() {
        return line.len()..line.len();
    }
    let start = part.as_ptr() as usize - line.as_ptr() as usize;
    start..start + part.len()
}

/// True for a line that gives the block above attributes: `{: .note #top}`.
pub(super) fn is_attributes(line: &str) -> bool {
    let inner =
        line.strip_prefix("{:").or_else(|| line.strip_prefix("{.")).and_then(|rest| rest.strip_suffix('}'));
    inner.is_some_and(|inner| !inner.contains(['{', '}']))
}

/// True for the name of a component: it begins with a capital, and no page of old times wrote its tags so.
pub(super) fn is_component(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && (name.bytes().any(|b| b.is_ascii_lowercase() || b == b'.') || name.len() > 10)
}

/// True for an element that stands on lines of its own.
pub(super) fn is_block_tag(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "div",
        "p",
        "section",
        "article",
        "aside",
        "details",
        "summary",
        "figure",
        "figcaption",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "header",
        "footer",
        "main",
        "nav",
        "center",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "img",
        "video",
        "iframe",
        "picture",
        "source",
        "svg",
        "button",
    ];
    BLOCKS.contains(&name)
}

/// Bytes of the formula that `text` begins with; `before` is the character before it.
///
/// As Pandoc has it, no space stands inside the dollars and no digit behind them; and what is inside looks like one.
pub(crate) fn formula(text: &str, before: Option<char>) -> Option<usize> {
    let text = head(text);
    let marks = if text.starts_with("$$") { 2 } else { 1 };
    if marks == 1 && before.is_some_and(|c| c.is_alphanumeric() || c == '$') {
        return None;
    }
    let body = &text[marks..];
    let body = &body[..blank_line(body).unwrap_or(body.len())];
    let close = if marks == 2 { "$$" } else { "$" };
    let mut at = 0;
    let end = loop {
        let end = at + body[at..].find(close)?;
        if !body[..end].ends_with('\\') {
            break end;
        }
        at = end + close.len();
    };
    let inner = &body[..end];
    if marks == 1 {
        let spaced = inner.starts_with(char::is_whitespace) || inner.ends_with(char::is_whitespace);
        let digit = body[end + 1..].starts_with(|c: char| c.is_alphanumeric());
        let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
        let looks = inner.contains(['\\', '^', '_', '=', '{', '+', '<', '>'])
            || letters == inner.chars().count() && letters <= 2;
        if spaced || digit || inner.is_empty() || !looks {
            return None;
        }
    }
    Some(end + 2 * marks)
}

#[cfg(test)]
mod tests {
    use super::{admonition, fence, formula, is_module};

    #[test]
    fn admonitions_and_their_titles() {
        let title = |line: &'static str| admonition(line).map(|range| &line[range]);
        assert_eq!(title(":::note"), Some(""));
        assert_eq!(title(":::tip[Mind the tide]"), Some("Mind the tide"));
        assert_eq!(title("::: warning Low water {.x}"), Some("Low water"));
        assert_eq!(title(":::"), Some(""));
        assert_eq!(title("!!! note \"At night\""), Some("At night"));
        assert_eq!(title("!!! note"), Some(""));
        assert_eq!(title("=== \"Linux\""), Some("Linux"));
        assert_eq!(title("=== the end"), None);
        assert_eq!(title("!!! We won!"), None);
    }

    #[test]
    fn formulas_and_prices() {
        assert_eq!(formula("$x^2$ is", Some(' ')), Some(5));
        assert_eq!(formula("$n$.", None), Some(3));
        assert_eq!(formula("$5 and $10", None), None);
        assert_eq!(formula("$$\na = b\n$$", None), Some(11));
    }

    #[test]
    fn fences_and_modules() {
        assert!(fence("```js {1}").is_some_and(|f| !f.closes_only && f.count == 3));
        assert!(fence("~~~~").is_some_and(|f| f.closes_only));
        assert!(fence("```a`` b").is_none());
        assert!(is_module("import Tide from './Tide';"));
        assert!(!is_module("import duties are due on arrival."));
    }
}
