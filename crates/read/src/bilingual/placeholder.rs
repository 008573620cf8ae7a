//! What a program fills in, by its writing: printf, Python, braces and ICU messages, templates of shells and frameworks.
//!
//! Strings of software hold such places in all formats; every reader of bilingual files marks them the same way.

use std::ops::Range;

use super::super::markup;

/// The bytes of what is filled in, in order and apart from each other.
pub(crate) fn ranges(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memchr3(b'{', b'%', b'$', &bytes[at..]).map(|i| at + i) {
        let len = match bytes[next] {
            b'{' => braces(&text[next..]),
            b'$' => dollar(&text[next..]),
            _ if bytes[next..].starts_with(b"%%") => {
                at = next + 2;
                continue;
            }
            // “100%” and “5 % of” are amounts.
            _ if next > 0 && bytes[next - 1].is_ascii_digit() => None,
            _ => percent(&text[next..]),
        };
        match len {
            // `#{name}` of Ruby and `%{name}` count their mark.
            Some(len) => {
                let mark = bytes[next] == b'{' && next > at && bytes[next - 1] == b'#';
                found.push(next - usize::from(mark)..next + len);
                at = next + len;
            }
            None => at = next + 1,
        }
    }
    found
}

/// Bytes of `{0}`, `{name}`, `{{ name }}`, `{n, plural, …}` that the text begins with.
fn braces(text: &str) -> Option<usize> {
    let len = markup::braces(text)?;
    let inner = text[..len].trim_matches(['{', '}']).trim();
    let first = inner.chars().next()?;
    (first.is_alphanumeric() || "$_@#-\"!>&".contains(first)).then_some(len)
}

/// Bytes of `${name}` and `$t(key)` that the text begins with.
fn dollar(text: &str) -> Option<usize> {
    let rest = &text[1..];
    if rest.starts_with('{') {
        return markup::braces(rest).map(|len| len + 1);
    }
    let end = rest.strip_prefix("t(").and_then(|inner| inner.find(')'))?;
    (end < 200).then_some(1 + 2 + end + 1)
}

/// Bytes of `%s`, `%1$-5.2f`, `%(name)s`, `%{name}`, `%1`, `%L1`, `%@` that the text begins with.
fn percent(text: &str) -> Option<usize> {
    let rest = &text[1..];
    if rest.starts_with('{') {
        return markup::braces(rest).map(|len| len + 1);
    }
    if let Some(inner) = rest.strip_prefix('(') {
        let name = inner.find(')').filter(|end| *end < 200)?;
        return printf(&inner[name + 1..]).map(|len| 1 + 1 + name + 1 + len);
    }
    if let Some(len) = printf(rest) {
        return Some(1 + len);
    }
    // Qt: %1 to %99, and %L1 for a number as the locale writes it.
    let local = usize::from(rest.starts_with('L'));
    let digits = rest[local..].bytes().take(2).take_while(u8::is_ascii_digit).count();
    (digits > 0).then_some(1 + local + digits)
}

/// Bytes of the flags, width, precision and kind that stand after `%`. A space is no flag here: “5 % de”.
fn printf(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let run = |from: usize, of: &[u8]| bytes[from..].iter().take_while(|b| of.contains(b)).count();
    let mut at = run(0, b"0123456789");
    if at > 0 && bytes.get(at) == Some(&b'$') {
        at += 1;
    } else {
        at = 0;
    }
    at += run(at, b"-+#0'<");
    at += run(at, b"0123456789*");
    if bytes.get(at) == Some(&b'.') {
        at += 1 + run(at + 1, b"0123456789*");
    }
    at += run(at, b"hljztqL");
    let kind = bytes.get(at)?;
    b"diouxXeEfFgGcspn@".contains(kind).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn what_is_filled_in_is_found_and_amounts_are_not() {
        for (text, wanted) in [
            ("%s of %1$-5.2f and %(name)s", &["%s", "%1$-5.2f", "%(name)s"][..]),
            (
                "{0} {{ user.name }} {n, plural, one {# file} other {# files}}",
                &["{0}", "{{ user.name }}", "{n, plural, one {# file} other {# files}}"],
            ),
            ("%1 of %L2, %n left, %@, %lld", &["%1", "%L2", "%n", "%@", "%lld"]),
            (
                "${total} $t(common.save) #{row} %{count}",
                &["${total}", "$t(common.save)", "#{row}", "%{count}"],
            ),
            ("100% sure, 5 % of it, 20%i, %% and { } and $5", &[]),
            ("{ $name } zahlt", &["{ $name }"]),
        ] {
            let found: Vec<_> = ranges(text).into_iter().map(|r| &text[r]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
