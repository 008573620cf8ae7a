//! Addresses inside a stretch between spaces: URLs, e-mail addresses, host and file names, hashtags, handles.

use super::Cutter;

/// Longer stretches hold no address.
const LONGEST: usize = 2048;

/// Endings of host names that are safe to take for one after a lower-case word.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "io", "uk", "de", "fr", "ru", "cn", "jp",
    "eu", "ca", "au", "nl", "ch", "br", "tv", "kr", "tw", "ro", "ee", "np", "lk", "cz", "pl", "htm", "html",
    "php", "asp", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "jpg", "jpeg", "png", "gif",
    "svg", "zip", "gz", "exe", "csv", "xml", "json", "mp3", "mp4", "py", "rs", "js", "css", "toml", "yaml",
    "md",
];

impl Cutter<'_, '_> {
    /// The bytes of the address in `start..end`, if there is one.
    pub(super) fn address(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let chunk = &self.text[start..end];
        if chunk.len() > LONGEST
            || chunk.len() < 2
            || !chunk.bytes().any(|b| matches!(b, b'@' | b'.' | b'/' | b'#'))
        {
            return None;
        }
        let core = chunk.trim_start_matches(['(', '[', '{', '<', '"', '\'', '“', '‘', '«', '„']);
        let first = start + chunk.len() - core.len();
        let bracketed = core.contains('(');
        let core = core.trim_end_matches(|c: char| {
            matches!(
                c,
                '.' | ',' | ';' | ':' | '!' | '?' | ']' | '}' | '>' | '"' | '\'' | '”' | '’' | '»' | '“'
            ) || c == ')' && !bracketed
        });
        let core = ["'s", "’s"].iter().fold(core, |core, s| core.strip_suffix(s).unwrap_or(core));
        is_address(core).then_some((first, first + core.len()))
    }
}

/// True when the whole of `core` is an address.
fn is_address(core: &str) -> bool {
    if let Some((scheme, rest)) = core.split_once("://") {
        return !scheme.is_empty() && !rest.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphanumeric());
    }
    let name = |s: &str| {
        !s.is_empty()
            && s.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
    };
    if let Some(tag) = core.strip_prefix('#').or_else(|| core.strip_prefix('@')) {
        return tag.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && tag.chars().all(|c| c.is_alphanumeric() || c == '_');
    }
    if let Some((user, host)) = core.rsplit_once('@') {
        let user = user.strip_prefix("mailto:").unwrap_or(user);
        return name(user) && name(host) && host.contains('.');
    }
    if core.starts_with("www.") {
        return core.len() > 5;
    }
    let host = core.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((before, last)) = host.rsplit_once('.') else { return false };
    DOMAINS
        .iter()
        .any(|d| *d == last || d.eq_ignore_ascii_case(last) && last.bytes().all(|b| b.is_ascii_uppercase()))
        && name(before)
        && before.bytes().any(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_and_words() {
        for yes in [
            "https://a.example/b?c=d",
            "www.harbour.example",
            "m.toom@port.example",
            "#slow",
            "@port_1",
            "tide.com",
            "x.PDF",
        ] {
            assert!(is_address(yes), "{yes}");
        }
        for no in ["end.Next", "and/or", "3.5", "#1", "e.g", "a@b", "://", "U.S"] {
            assert!(!is_address(no), "{no}");
        }
    }
}
