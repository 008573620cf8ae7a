//! Placeholders by their syntax: printf, Python, brace, ICU message, i18next, Qt, Ruby, Java, Vue, shell.

use crate::bilingual::code::{CodeKind, CodeText};
use crate::span::Span;

/// Returns the placeholder that begins at a sign.
pub fn placeholder(text: &str, at: usize) -> Option<CodeText> {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    let length = match rest.as_bytes()[0] {
        b'%' => percent(rest, before)?,
        b'{' => {
            if let Some((length, key)) = message(rest) {
                let span = Span::new(at, at + length);
                return Some(CodeText { span, kind: CodeKind::Placeholder, key });
            }
            brace(rest)?
        }
        b'$' => dollar(rest)?,
        b'#' => rest.starts_with("#{").then(|| brace(&rest[1..])).flatten()? + 1,
        b'@' => {
            let name = rest.strip_prefix("@:")?;
            let end = name
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.')))
                .unwrap_or(name.len());
            (end > 0).then_some(end + 2)?
        }
        _ => return None,
    };
    let span = Span::new(at, at + length);
    Some(CodeText::written(
        text,
        Span::new(at, at + span.of(text).trim_end_matches('.').len()),
        CodeKind::Placeholder,
    ))
}

/// `%s`, `%1$s`, `%(name)s`, `%{name}`, `%1`, `%n`, `%@`, `%name%`; no per cent sign after a number.
fn percent(rest: &str, before: Option<char>) -> Option<usize> {
    let inner = &rest[1..];
    if let Some(name) = inner.strip_prefix('(') {
        let end = name.find(')').filter(|e| *e > 0 && name[..*e].bytes().all(is_name))?;
        let after = name[end + 1..].find(|c: char| c.is_ascii_alphabetic())?;
        return (after <= 4).then_some(end + after + 4);
    }
    if inner.starts_with('{') {
        return brace(inner).map(|n| n + 1);
    }
    if before.is_some_and(|c| c.is_numeric())
        || before.is_some_and(char::is_whitespace) && inner.starts_with(' ')
    {
        return None;
    }
    // %APPDATA%, %site_name%
    let word = inner.bytes().take_while(|b| is_name(*b)).count();
    if word > 1 && inner[word..].starts_with('%') && inner.as_bytes()[0].is_ascii_alphabetic() {
        return Some(word + 2);
    }
    let bytes = inner.as_bytes();
    let mut at = 0;
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let numbered = digits(0);
    if numbered > 0 && bytes.get(numbered) == Some(&b'$') {
        at = numbered + 1;
    }
    while bytes.get(at).is_some_and(|b| matches!(b, b'-' | b'+' | b'0' | b'#' | b'\'')) {
        at += 1;
    }
    at += digits(at);
    if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(|b| b.is_ascii_digit() || *b == b'*') {
        at += 1 + digits(at + 1).max(1);
    }
    let flags = at;
    while bytes.get(at).is_some_and(|b| matches!(b, b'l' | b'h' | b'z' | b'j' | b'L' | b'q')) {
        at += 1;
    }
    let conversion = bytes.get(at).copied();
    let goes_on = bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    match conversion {
        Some(
            b'd' | b'i' | b'u' | b's' | b'f' | b'x' | b'X' | b'c' | b'g' | b'e' | b'o' | b'p' | b'@' | b'n',
        ) if !goes_on => Some(at + 2),
        // Qt: %1, %L2.
        _ if numbered > 0
            && numbered <= 2
            && flags == numbered
            && !bytes.get(numbered).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'%') =>
        {
            Some(numbered + 1)
        }
        _ if bytes.first() == Some(&b'L') && digits(1) > 0 => Some(2 + digits(1)),
        _ => None,
    }
}

/// `{0}`, `{name}`, `{name:.2f}`, `{{name}}`, `{$name}`, `{}`.
fn brace(rest: &str) -> Option<usize> {
    let double = rest.starts_with("{{");
    let (open, close) = if double { ("{{", "}}") } else { ("{", "}") };
    let inner = rest.strip_prefix(open)?;
    let end = inner.find(close).filter(|e| *e < 80)?;
    let name = inner[..end].trim().trim_start_matches(['$', '-', '&', '#', '/', '^', '%']).trim_start();
    let base = name.split([':', ',', '!', '|', '(', '[']).next().unwrap_or("").trim();
    let fits = base.bytes().all(|b| is_name(b) || matches!(b, b'.' | b'-'))
        && (!base.is_empty() || !double && name.is_empty());
    let formatted = base.len() == name.len() || !name.contains('{') && name[base.len()..].len() < 40;
    (fits && formatted && (double || !inner[..end].starts_with(' ')))
        .then_some(end + open.len() + close.len())
}

/// `{count, plural, one {# file} other {# files}}`: known by its variable and its kind.
fn message(rest: &str) -> Option<(usize, String)> {
    let mut depth = 0usize;
    let end = rest.char_indices().take(4000).find(|(_, c)| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let (end, _) = end?;
    let inner = &rest[1..end];
    let mut parts = inner.splitn(3, ',');
    let (name, kind, branches) = (parts.next()?.trim(), parts.next()?.trim(), parts.next()?);
    let fits = ["plural", "select", "selectordinal"].contains(&kind)
        && !name.is_empty()
        && name.bytes().all(|b| is_name(b) || b == b'.');
    (fits && branches.contains('{')).then(|| (end + 1, format!("{{{name}, {kind}}}")))
}

/// Returns the branches of an ICU message: their names and what they say.
pub fn branches(message: &str) -> Vec<(&str, &str)> {
    let mut all = Vec::new();
    let inner = message.trim_start_matches('{').trim_end_matches('}');
    let Some(start) = inner.match_indices(',').nth(1).map(|(i, _)| i + 1) else { return all };
    // The trimmed marks close the last branch and the message.
    let mut rest = &message[message.len() - message.trim_start_matches('{').len() + start..];
    while let Some(open) = rest.find('{') {
        let name = rest[..open].trim();
        let mut depth = 0i32;
        let close = rest[open..].char_indices().find(|(_, c)| {
            depth += i32::from(*c == '{') - i32::from(*c == '}');
            depth == 0
        });
        let Some((close, _)) = close else { break };
        all.push((name.rsplit(char::is_whitespace).next().unwrap_or(name), &rest[open + 1..open + close]));
        rest = &rest[open + close + 1..];
    }
    all
}

/// `${name}`, `$NAME`, `$name`, `$t(key)`; no amount.
fn dollar(rest: &str) -> Option<usize> {
    let inner = &rest[1..];
    if inner.starts_with('{') {
        return brace(inner).map(|n| n + 1);
    }
    if inner.starts_with("t(") {
        return inner.find(')').filter(|e| *e < 80).map(|e| e + 2);
    }
    let name = inner.bytes().take_while(|b| is_name(*b)).count();
    // "US$" and "A$" are money.
    (name > 1 && inner.as_bytes()[0].is_ascii_alphabetic()).then_some(name + 1)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::branches;

    #[test]
    fn branches_of_a_message() {
        let message = "{n, plural, =0 {none} one {# file} other {{n} files}}";
        assert_eq!(branches(message), [("=0", "none"), ("one", "# file"), ("other", "{n} files")]);
        assert!(branches("{n}").is_empty());
    }
}
