//! Code that stands between white space: addresses, paths, options, names with a sign or a capital inside.

use crate::bilingual::code::{CodeKind, CodeText};
use crate::span::Span;

/// Endings of files that people speak of.
const FILES: &[&str] = &[
    "toml",
    "json",
    "yaml",
    "yml",
    "xml",
    "html",
    "htm",
    "css",
    "js",
    "ts",
    "tsx",
    "jsx",
    "py",
    "rs",
    "rb",
    "go",
    "java",
    "kt",
    "c",
    "h",
    "cpp",
    "hpp",
    "cs",
    "php",
    "sh",
    "bat",
    "exe",
    "dll",
    "so",
    "ini",
    "cfg",
    "conf",
    "txt",
    "md",
    "rst",
    "csv",
    "tsv",
    "log",
    "pdf",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "ppt",
    "pptx",
    "odt",
    "zip",
    "gz",
    "tar",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "mp3",
    "mp4",
    "po",
    "xlf",
    "sql",
    "db",
    "lock",
    "env",
    "properties",
    "gradle",
    "swift",
    "vue",
    "ipynb",
    "apk",
    "dmg",
    "iso",
];

/// Returns the code that begins at a word's first byte.
pub fn word(text: &str, at: usize) -> Option<CodeText> {
    let rest = &text[at..];
    let first = *rest.as_bytes().first()?;
    if !(first.is_ascii_alphanumeric() || matches!(first, b'-' | b'/' | b'~' | b'.' | b'_')) {
        return None;
    }
    let end = rest
        .find(|c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '`') || is_wide(c)
        })
        .unwrap_or(rest.len());
    let full = &rest[..end];
    if first.is_ascii_alphabetic()
        && (full.contains("://") || full.starts_with("www.") || full.contains('@'))
        && let Some(code) = address(at, full)
    {
        return Some(code);
    }
    let ascii = full.find(|c: char| !c.is_ascii()).unwrap_or(full.len());
    let word = full[..ascii].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '*']);
    let cut = word
        .find(['(', ')', ',', ';', '|', '[', ']', '=', '{', '$', '%', '"', '*', '!', '?', '&', '+'])
        .unwrap_or(word.len());
    let word = word[..cut].trim_end_matches(['.', ':', '-']);
    if word.len() < 2 {
        return None;
    }
    // A word that goes on in letters of another script is no code.
    let goes_on = full[word.len()..].starts_with(|c: char| !c.is_ascii() && c.is_alphabetic());
    let kind = kind(word, goes_on).filter(|k| *k != CodeKind::Identifier || !goes_on)?;
    Some(CodeText::written(text, Span::new(at, at + word.len()), kind))
}

fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x3000..=0x303f | 0xff00..=0xff65)
}

fn kind(word: &str, goes_on: bool) -> Option<CodeKind> {
    let bytes = word.as_bytes();
    let letters = |s: &str| s.bytes().any(|b| b.is_ascii_alphabetic());
    if let Some(name) = word.strip_prefix("--") {
        return (name.len() > 1 && name.as_bytes()[0].is_ascii_alphabetic() && !goes_on)
            .then_some(CodeKind::Option);
    }
    if bytes[0] == b'-' {
        return (bytes.len() == 2 && bytes[1].is_ascii_alphabetic() && !goes_on).then_some(CodeKind::Option);
    }
    let drive = bytes.len() > 3
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && matches!(bytes[2], b'\\' | b'/');
    let rooted = ["/", "./", "../", "~/"].iter().any(|p| word.starts_with(p))
        && word.trim_matches(['/', '.', '~']).len() > 1
        && letters(word);
    if drive || rooted && !word.contains("//") {
        return Some(CodeKind::Path);
    }
    if let Some((stem, ending)) = word.rsplit_once('.')
        && FILES.contains(&ending)
        && stem.len() > 1
        && letters(stem)
        && stem.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/'))
    {
        return Some(CodeKind::Path);
    }
    (bytes[0].is_ascii_alphabetic() || bytes[0] == b'_').then(|| identifier(word)).flatten()
}

/// `snake_case`, `camelCase`, "B-52"; no "McDonald", no "T-shirt".
fn identifier(word: &str) -> Option<CodeKind> {
    let bytes = word.as_bytes();
    if !bytes.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')) || word.len() > 60
    {
        return None;
    }
    let under = word.trim_matches('_').contains('_') && !word.contains('.');
    // "kWh", "GmbH", "eKr" are abbreviations, which other languages have their own of.
    let short = word.len() <= 5 && bytes.iter().all(u8::is_ascii_alphabetic);
    let inner = !short && bytes.windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let name = ["Mc", "Mac", "De", "Di", "La", "Le", "Van", "O'", "Fitz", "Du"].iter().any(|p| {
        word.strip_prefix(p).is_some_and(|r| r.len() > 2 && r[1..].bytes().all(|b| b.is_ascii_lowercase()))
    });
    let digit = bytes.iter().position(u8::is_ascii_digit);
    let coded = digit.is_some_and(|d| {
        let head = word[..d].trim_end_matches('-');
        let capitals = !head.is_empty() && head.bytes().all(|b| b.is_ascii_uppercase());
        let tail = word[d..]
            .bytes()
            .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || matches!(b, b'-' | b'.'));
        capitals && tail && head.len() <= 6
    });
    (under || inner && !name && !word.contains(['-', '.']) || coded).then_some(CodeKind::Identifier)
}

fn address(at: usize, full: &str) -> Option<CodeText> {
    let mut word = full.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '。', '،', '।', '…']);
    while word.ends_with(')') && word.matches('(').count() < word.matches(')').count()
        || word.ends_with([']', '}'])
    {
        word = word[..word.len() - 1].trim_end_matches(['.', ',']);
    }
    let end =
        word.find([')', ']', '}', '|', '(']).filter(|e| !word[..*e].contains("://")).unwrap_or(word.len());
    let word = &word[..end];
    let mail = word.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && host.len() > 3
            && host.contains('.')
            && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
    });
    let web = word
        .split_once("://")
        .is_some_and(|(scheme, rest)| scheme.bytes().all(|b| b.is_ascii_alphanumeric()) && rest.len() > 2)
        || word.starts_with("www.") && word.len() > 7;
    (mail || web).then(|| {
        let span = Span::new(at, at + word.len());
        CodeText { span, kind: CodeKind::Address, key: word.trim_end_matches('/').to_lowercase() }
    })
}
