//! What several languages of markup share: tags with attributes, and attributes whose value people read.

use std::ops::Range;

use mtlint_core::document::BlockKind;

use super::builder::Builder;

/// A tag of JSX or HTML as it stands in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MarkupTag<'t> {
    /// Its name, empty for a fragment (`<>`).
    pub name: &'t str,
    /// `</name>`.
    pub closes: bool,
    /// `<name />`.
    pub is_alone: bool,
    /// What stands between the name and the end, from this byte of the tag on.
    pub attributes: (usize, &'t str),
    /// Bytes of the whole tag.
    pub len: usize,
}

/// The longest tag, expression or call that is read, in bytes: what begins and does not end so soon is text.
pub(super) const LONGEST: usize = 4096;

/// At most [`LONGEST`] bytes of a text.
pub(super) fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

/// The tag that `text` begins with.
pub(super) fn tag(text: &str) -> Option<MarkupTag<'_>> {
    let text = head(text);
    let inner = text.strip_prefix('<')?;
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
    let name_end = inner
        .bytes()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':')))
        .unwrap_or(inner.len());
    let name = &inner[..name_end];
    let start = text.len() - inner.len() + name_end;
    if !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let bytes = text.as_bytes();
    if name.is_empty() && bytes.get(start) != Some(&b'>') {
        return None;
    }
    if !matches!(bytes.get(start)?, b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t') {
        return None;
    }
    let end = end_of_tag(text, start)?;
    let is_alone = bytes[end - 1] == b'/' && end > start;
    let attributes = text[start..end].trim_end_matches('/');
    Some(MarkupTag { name, closes, is_alone, attributes: (start, attributes), len: end + 1 })
}

/// The byte of the `>` that ends a tag: one in a quotation or in braces does not.
fn end_of_tag(text: &str, from: usize) -> Option<usize> {
    let (mut depth, mut quote) = (0usize, None);
    for (i, b) in text.bytes().enumerate().skip(from) {
        match (b, quote) {
            (_, Some(mark)) if b == mark => quote = None,
            (_, Some(_)) => {}
            (b'"' | b'\'' | b'`', None) if depth > 0 || b != b'`' => quote = Some(b),
            (b'{', None) => depth += 1,
            (b'}', None) => depth = depth.saturating_sub(1),
            (b'>', None) if depth == 0 => return Some(i),
            (b'<', None) if depth == 0 => return None,
            (b'\n', None)
                if depth == 0 && text[i + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') =>
            {
                return None;
            }
            _ => {}
        }
    }
    None
}

/// Bytes of the expression in braces that `text` begins with, strings and comments inside counted as such.
pub(super) fn braces(text: &str) -> Option<usize> {
    let text = head(text);
    let (mut depth, mut quote) = (0usize, None);
    let mut bytes = text.bytes().enumerate();
    while let Some((i, b)) = bytes.next() {
        match (b, quote) {
            (b'\\', Some(_)) => {
                bytes.next();
            }
            (_, Some(mark)) if b == mark => quote = None,
            (_, Some(_)) => {}
            (b'/', None) if text[i..].starts_with("/*") => {
                let end = i + text[i..].find("*/")? + 1;
                bytes.find(|(at, _)| *at >= end);
            }
            (b'"' | b'\'' | b'`', None) => quote = Some(b),
            (b'{', None) => depth += 1,
            (b'}', None) => {
                depth -= 1;
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The values of a tag's attributes that people read, by their bytes in `attributes`, and what they are.
pub(super) fn read_attributes(attributes: &str) -> Vec<(Range<usize>, BlockKind)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(equals) = attributes[at..].find('=').map(|i| at + i) {
        let before = attributes[at..equals].trim_end();
        let name = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let value = &attributes[equals + 1..];
        let open = value.len() - value.trim_start().len();
        let Some(mark @ ('"' | '\'')) = value[open..].chars().next() else {
            at = equals + 1;
            if value.starts_with('{') {
                let len = braces(value).unwrap_or(1);
                let string = string(&value[..len]).filter(|range| is_read(&value[range.clone()]));
                if let Some((kind, range)) = read_attribute(name).zip(string) {
                    found.push((at + range.start..at + range.end, kind));
                }
                at += len;
            } else if let Some(kind) = read_attribute(name) {
                let len = value.find(char::is_whitespace).unwrap_or(value.len());
                found.extend(is_read(&value[..len]).then_some((at..at + len, kind)));
            }
            continue;
        };
        let start = equals + 1 + open + 1;
        let Some(len) = attributes[start..].find(mark) else { break };
        if let Some(kind) = read_attribute(name)
            && is_read(&attributes[start..start + len])
        {
            found.push((start..start + len, kind));
        }
        at = start + len + 1;
    }
    found
}

/// The words of an expression in braces that is a string and nothing else, by their bytes in it.
fn string(expression: &str) -> Option<Range<usize>> {
    let inner = expression.strip_prefix('{')?.strip_suffix('}')?;
    let start = 1 + inner.len() - inner.trim_start().len();
    let words = inner.trim();
    let mark = words.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let words = words.strip_prefix(mark)?.strip_suffix(mark)?;
    let plain = !words.contains([mark, '\\']) && !(mark == '`' && words.contains("${"));
    plain.then_some(start + 1..start + 1 + words.len())
}

/// The value of an attribute, without its marks.
pub(super) fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let at = attributes.match_indices(name).find(|(at, _)| {
        let before = attributes[..*at].chars().next_back();
        before.is_none_or(char::is_whitespace) && attributes[at + name.len()..].starts_with('=')
    })?;
    let value = &attributes[at.0 + name.len() + 1..];
    match value.chars().next()? {
        mark @ ('"' | '\'') => value[1..].split(mark).next(),
        _ => value.split([' ', '\t', '\n', '>']).next(),
    }
}

/// Reads the value of an attribute that stands in the file at `at`: references become the characters they stand for.
pub(super) fn value(text: &str, mut at: usize, builder: &mut Builder) {
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        builder.collapsed(&rest[..start], at);
        let (len, written) = reference(&rest[start..]).unwrap_or((1, '&'));
        builder.replaced(written.encode_utf8(&mut [0; 4]), at + start, len);
        at += start + len;
        rest = &rest[start + len..];
    }
    builder.collapsed(rest, at);
}

/// The character reference that `text` begins with: its bytes and its character.
pub(super) fn reference(text: &str) -> Option<(usize, char)> {
    let name = &text[1..1 + text.bytes().skip(1).take(12).position(|b| b == b';')?];
    let character = match name {
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((name.len() + 2, character))
}

/// What the value of an attribute of this name is, where people read it.
pub(super) fn read_attribute(name: &str) -> Option<BlockKind> {
    Some(match name {
        "alt" | "caption" => BlockKind::Alternative,
        "title" | "label" | "aria-label" | "placeholder" | "heading" | "header" => BlockKind::Label,
        "description" | "summary" | "subtitle" | "tagline" | "lead" => BlockKind::Description,
        _ => return None,
    })
}

/// True for a value that may be words: neither empty nor a name, and no call to a program.
pub(super) fn is_read(value: &str) -> bool {
    let call = ["{{", "{%", "${"].iter().any(|mark| value.contains(mark));
    is_words(value) && !call
}

/// True for a text that holds a word and is no name of a file, an address or a class.
pub(super) fn is_words(value: &str) -> bool {
    let signs = ['/', '.', '_', ':', '#', '=', '-'];
    let name = value.is_ascii() && !value.contains(char::is_whitespace) && value.contains(signs);
    value.chars().any(char::is_alphabetic) && !name
}

#[cfg(test)]
mod tests {
    use super::{braces, read_attributes, tag};
    use mtlint_core::document::BlockKind;

    #[test]
    fn tags_end_where_they_end() {
        let tag_of = |text| tag(text).map(|t| (t.name, t.closes, t.is_alone, t.len));
        assert_eq!(tag_of("<Tide a={x > 2} b=\">\" /> x"), Some(("Tide", false, true, 24)));
        assert_eq!(tag_of("</Tabs.Item>"), Some(("Tabs.Item", true, false, 12)));
        assert_eq!(tag_of("<>x"), Some(("", false, false, 2)));
        assert_eq!(tag_of("<a <b>"), None);
        assert_eq!(tag_of("< b>"), None);
        assert_eq!(tag_of("<Tide\n\n>"), None);
    }

    #[test]
    fn braces_end_where_they_end() {
        assert_eq!(braces("{a: '}', b: {}} }"), Some(15));
        assert_eq!(braces("{/* } */}"), Some(9));
        assert_eq!(braces("{a"), None);
    }

    #[test]
    fn attributes_that_are_read() {
        let text = " title={\"The gate\"} alt={`${x}`} label={ 'It\\'s' } summary={'It is open'}";
        let found: Vec<_> = read_attributes(text).into_iter().map(|(r, k)| (&text[r], k)).collect();
        assert_eq!(found, [("The gate", BlockKind::Label), ("It is open", BlockKind::Description)]);
        let text = " src=\"a b.png\" alt=\"The old pier\" n={'alt=\"x y\"'} title='src/main.rs' description='It is shut'";
        let found: Vec<_> = read_attributes(text).into_iter().map(|(r, k)| (&text[r], k)).collect();
        assert_eq!(found, [("The old pier", BlockKind::Alternative), ("It is shut", BlockKind::Description)]);
    }
}
