//! Marks in the running text of reStructuredText: literals, roles, references, emphasis.

use crate::inline::{InlineMark, object, pair};
use crate::markup::head;
use mtlint_core::document::ObjectKind;

/// What a text begins with.
pub(super) fn mark(rest: &str, before: Option<char>) -> Option<InlineMark> {
    match rest.as_bytes()[0] {
        b'\\' => Some(if rest[1..].starts_with([' ', '\t', '\n', '\r']) {
            InlineMark::Skip(2)
        } else {
            InlineMark::Escape
        }),
        b'`' if rest.starts_with("``") => object(rest, "``", "``", ObjectKind::Code),
        b'`' => quoted(rest, 0, ""),
        b':' => role(rest, before),
        b'*' if rest.starts_with("**") => pair(rest, "**", before),
        b'*' => pair(rest, "*", before),
        b'|' => {
            let name = rest[1..].find('|').filter(|&end| end > 0 && !rest[1..=end].contains(['\n', ' ']))?;
            let link = rest[name + 2..].bytes().take_while(|&b| b == b'_').count();
            Some(InlineMark::Object(ObjectKind::Placeholder, name + 2 + link, 1..name + 1))
        }
        b'[' => note(rest),
        b'_' if rest.starts_with("_`") => Some(InlineMark::Skip(1)),
        b'_' => {
            let marks = rest.bytes().take_while(|&b| b == b'_').count();
            let ends = before.is_some_and(char::is_alphanumeric)
                && rest[marks..].chars().next().is_none_or(|c| !c.is_alphanumeric());
            (ends && marks <= 2).then_some(InlineMark::Skip(marks))
        }
        _ => None,
    }
}

/// `[1]_`, `[#note]_`, `[Marlowe]_`.
fn note(rest: &str) -> Option<InlineMark> {
    let close = head(rest).find("]_")?;
    let name = &rest[1..close];
    if name.is_empty() || name.contains([' ', '[', '\n']) {
        return None;
    }
    let after = rest[close + 2..].trim_start().chars().next();
    Some(match after {
        Some(c) if c.is_alphanumeric() => {
            InlineMark::Object(ObjectKind::Placeholder, close + 2, 0..close + 1)
        }
        _ => InlineMark::Note(close + 2),
    })
}

/// `:name:` before a quoted text.
fn role(rest: &str, before: Option<char>) -> Option<InlineMark> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let name_len = rest[1..].bytes().position(|b| !(b.is_ascii_alphanumeric() || b"-_.:+".contains(&b)))?;
    let name = rest[1..=name_len].strip_suffix(':')?;
    rest[1 + name_len..].starts_with('`').then(|| quoted(rest, 1 + name_len, name))?
}

/// A text between back quotes from byte `from` on, with its role: the words of a link, an object, or just words.
fn quoted(rest: &str, from: usize, role: &str) -> Option<InlineMark> {
    let body = &head(rest)[from + 1..];
    let end = body.find('`').filter(|&end| end > 0)?;
    let inner = &body[..end];
    if inner.contains("\n\n") {
        return None;
    }
    let behind = &rest[from + 1 + end + 1..];
    let link = behind.bytes().take_while(|&b| b == b'_').count().min(2);
    let len = from + 1 + end + 1 + link;
    let start = from + 1;
    let titled = inner.ends_with('>').then(|| inner.rfind('<')).flatten().filter(|&at| at > 0);
    let shown = start..start + titled.map_or(end, |at| inner[..at].trim_end().len());
    let name = role.rsplit(':').next().unwrap_or(role);
    let kind = match name {
        "" if link > 0 || inner.contains(' ') => None,
        "ref" | "doc" | "any" | "numref" | "download" | "term" | "emphasis" | "strong" | "title" | "sub"
        | "sup" | "abbr" | "dfn" | "guilabel" | "subscript" | "superscript" => {
            let spoken =
                titled.is_some() || matches!(name, "term" | "emphasis" | "strong" | "title" | "abbr" | "dfn");
            (!spoken).then_some(ObjectKind::Component)
        }
        "kbd" | "menuselection" => Some(ObjectKind::Key),
        "math" | "eq" => Some(ObjectKind::Math),
        _ if titled.is_some() && inner.contains(' ') && !role.is_empty() => None,
        _ => Some(ObjectKind::Code),
    };
    Some(match kind {
        Some(kind) => InlineMark::Object(kind, len, shown),
        None => InlineMark::Shown(len, shown),
    })
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::inline::InlineMark;
    use mtlint_core::document::ObjectKind::{Code, Placeholder};

    #[test]
    fn marks_of_the_line() {
        let of = |text| mark(text, Some(' '));
        assert_eq!(of("``a `b`` c"), Some(InlineMark::Object(Code, 8, 2..6)));
        assert_eq!(of("`the tide table <#tide>`_."), Some(InlineMark::Shown(25, 1..15)));
        assert_eq!(of(":func:`gate.open`"), Some(InlineMark::Object(Code, 17, 7..16)));
        assert_eq!(of("[#note]_, and"), Some(InlineMark::Note(8)));
        assert_eq!(of("|version| of"), Some(InlineMark::Object(Placeholder, 9, 1..8)));
        assert_eq!(mark("_ guide", Some('e')), Some(InlineMark::Skip(1)));
        assert_eq!(of("* at sea"), None);
    }
}
