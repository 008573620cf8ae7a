//! Finds the code of a text: tags, links and the like here, placeholders in `code_find`, words in `code_word`.

use crate::bilingual::code::{CodeKind, CodeText};
use crate::bilingual::locale::{is_letter, is_unspaced};
use crate::bilingual::{code_find, code_word};
use crate::span::Span;

/// Returns the code of a text, in order; no piece overlaps another.
pub fn find(text: &str) -> Vec<CodeText> {
    let mut all: Vec<CodeText> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let found = match bytes[at] {
            b'%' | b'{' | b'$' | b'#' | b'@' => code_find::placeholder(text, at),
            b'<' => tag(text, at),
            b'[' => bracketed(text, at),
            b'`' => inline(text, at),
            b']' => link(text, at),
            b'\\' => escape(text, at),
            _ if !is_inside(text, at) => code_word::word(text, at),
            _ => None,
        };
        match found {
            Some(code) => {
                at = code.span.end as usize;
                all.push(code);
            }
            None => at += 1,
        }
    }
    all
}

/// True where what stands before a byte is part of one word with it.
fn is_inside(text: &str, at: usize) -> bool {
    let byte = match at.checked_sub(1) {
        Some(before) => text.as_bytes()[before],
        None => return false,
    };
    if byte < 0x80 {
        return byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'-' | b'.' | b'/' | b'~' | b'\\' | b'@' | b':');
    }
    !text.is_char_boundary(at)
        || text[..at].chars().next_back().is_some_and(|c| is_letter(c) && !is_unspaced(c))
}

/// `<b>`, `</b>`, `<br/>`, `<a href="…">`, `<0>`, `<%= x %>`; no "a < b".
fn tag(text: &str, at: usize) -> Option<CodeText> {
    let rest = &text[at..];
    let end = rest.find('>').filter(|e| *e < 400)?;
    let inner = &rest[1..end];
    if inner.contains('<') {
        return None;
    }
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let word = name
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_')))
        .next()
        .unwrap_or("");
    let after = &name[word.len()..];
    let is_name = !word.is_empty()
        && word.len() <= 24
        && (word.as_bytes()[0].is_ascii_alphabetic() || word.bytes().all(|b| b.is_ascii_digit()));
    let is_end = after.is_empty() || after.starts_with(|c: char| c.is_whitespace()) || after == "/";
    let program =
        inner.starts_with('%') && inner.ends_with('%') || inner.starts_with('?') || inner.starts_with("!--");
    if !program && !(is_name && is_end) {
        return None;
    }
    // A mail address or a URL in angle brackets is none, and "<name of the file>" is a word for people.
    if !program
        && after
            .split_whitespace()
            .any(|w| !w.contains('=') && w != "/" && w.contains(char::is_alphabetic) && !after.contains('='))
    {
        return None;
    }
    let span = Span::new(at, at + end + 1);
    let key = if program { span.of(text).to_owned() } else { tag_key(inner) };
    Some(CodeText { span, kind: CodeKind::Tag, key })
}

/// A tag by its name and the attributes that no translator changes.
pub fn tag_key(inner: &str) -> String {
    const KEPT: &[&str] = &["id", "href", "src", "n", "ctype", "class", "x"];
    let name_end = inner.find(|c: char| c.is_whitespace()).unwrap_or(inner.len());
    let mut key = inner[..name_end].trim_end_matches('/').to_ascii_lowercase();
    let mut rest = &inner[name_end..];
    while let Some(equals) = rest.find('=') {
        let name =
            rest[..equals].trim().rsplit(char::is_whitespace).next().unwrap_or("").to_ascii_lowercase();
        let value = rest[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(q) => value[1..].split_once(q).unwrap_or((&value[1..], "")),
            None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        if KEPT.contains(&name.as_str()) {
            key.push_str(&format!(" {name}={value}"));
        }
        rest = after;
    }
    key
}

/// `[b]`, `[/url]`: marks of bulletin boards.
fn bracketed(text: &str, at: usize) -> Option<CodeText> {
    const NAMES: &[&str] =
        &["b", "i", "u", "s", "url", "img", "quote", "code", "color", "size", "list", "center"];
    let rest = &text[at + 1..];
    let end = rest.find(']').filter(|e| *e < 80)?;
    let inner = rest[..end].strip_prefix('/').unwrap_or(&rest[..end]);
    let name = inner.split('=').next().unwrap_or("").to_ascii_lowercase();
    let fits = NAMES.contains(&name.as_str()) && !rest[end + 1..].starts_with('(');
    fits.then(|| CodeText {
        span: Span::new(at, at + end + 2),
        kind: CodeKind::Tag,
        key: format!("[{}]", rest[..end].to_ascii_lowercase()),
    })
}

/// `code` between backticks, a fence of several included.
fn inline(text: &str, at: usize) -> Option<CodeText> {
    let rest = &text[at..];
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let end = rest[ticks..].find(&rest[..ticks])?;
    let inner = &rest[ticks..ticks + end];
    // A tick between letters is a letter of an old encoding.
    let after = rest[2 * ticks + end..].chars().next();
    let glued = text[..at].ends_with(is_letter) && inner.starts_with(is_letter)
        || after.is_some_and(is_letter) && inner.ends_with(is_letter) && !inner.is_ascii();
    let fits = !inner.trim().is_empty() && end < 200 && !inner.contains("\n\n") && !glued;
    fits.then(|| CodeText {
        span: Span::new(at, at + end + 2 * ticks),
        kind: CodeKind::Inline,
        key: inner.trim().to_owned(),
    })
}

/// `](../guide.md)`: the target of a link, from its bracket on.
fn link(text: &str, at: usize) -> Option<CodeText> {
    let rest = text[at..].strip_prefix("](")?;
    let end = rest.find(')').filter(|e| *e < 400)?;
    let target = rest[..end].split(" \"").next().unwrap_or("").trim();
    let fits = !target.is_empty() && !target.contains(char::is_whitespace);
    fits.then(|| CodeText { span: Span::new(at, at + end + 3), kind: CodeKind::Link, key: target.to_owned() })
}

/// `\n` and `\t` as a program writes them.
fn escape(text: &str, at: usize) -> Option<CodeText> {
    let next = text.as_bytes().get(at + 1)?;
    let bytes = &text.as_bytes()[..at];
    // "C:\new" and "\\server\new" are paths.
    let drive = matches!(bytes, [.., letter, b':'] if letter.is_ascii_uppercase());
    let path = drive || bytes.ends_with(b"\\");
    let fits = matches!(next, b'n' | b't' | b'r') && !path;
    fits.then(|| CodeText {
        span: Span::new(at, at + 2),
        kind: CodeKind::Escape,
        key: text[at..at + 2].to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::bilingual::code::CodeKind;

    fn found(text: &str, kind: CodeKind) -> Vec<String> {
        find(text).into_iter().filter(|c| c.kind == kind).map(|c| c.key).collect()
    }

    #[test]
    fn placeholders_of_many_languages() {
        use CodeKind::Placeholder;
        for (text, wanted) in [
            ("%s of %1$d, %-5.2f and %(name)s", &["%s", "%1$d", "%-5.2f", "%(name)s"][..]),
            ("{0} {name} {price:.2f} {{user}}", &["{0}", "{name}", "{price:.2f}", "{{user}}"]),
            (
                "${HOME} $HOME #{count} %{count} $t(common.save)",
                &["${HOME}", "$HOME", "#{count}", "%{count}", "$t(common.save)"],
            ),
            ("%1 of %L2, %n files, %@, %lld", &["%1", "%L2", "%n", "%@", "%lld"]),
            ("{n, plural, one {# file} other {# files}}", &["{n, plural}"]),
            ("about 50% dark, 100 % sure, 5 %; $5 {see note}", &[]),
        ] {
            assert_eq!(found(text, Placeholder), wanted, "{text}");
        }
    }

    #[test]
    fn tags_addresses_paths_and_names() {
        assert_eq!(
            found("<b>a</b> < 5 and <x id=\"1\" alt=\"z\"/> <user@host>", CodeKind::Tag),
            ["b", "/b", "x id=1"]
        );
        assert_eq!(
            found("See https://velm.example/a_b. Or mail@velm.example!", CodeKind::Address),
            ["https://velm.example/a_b", "mail@velm.example"]
        );
        assert_eq!(
            found("Open ~/.velm/conf.toml or C:\\Velm\\x, and/or /etc/velm.", CodeKind::Path),
            ["~/.velm/conf.toml", "C:\\Velm\\x", "/etc/velm"]
        );
        assert_eq!(found("Use --dry-run or -v, a well-known way.", CodeKind::Option), ["--dry-run", "-v"]);
        assert_eq!(
            found("Call max_depth in PowerVelm with B-52 and COVID-19.", CodeKind::Identifier),
            ["max_depth", "PowerVelm", "B-52", "COVID-19"]
        );
        assert_eq!(found("[guide](../guide.md) and `cargo run`", CodeKind::Link), ["../guide.md"]);
        assert_eq!(found("one\\ntwo", CodeKind::Escape), ["\\n"]);
    }
}
