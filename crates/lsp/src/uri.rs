//! From the addresses of the protocol to the paths of the system.

use std::path::PathBuf;

/// Returns the path of a `file:` address; none for what lies elsewhere or nowhere (an unsaved buffer).
pub fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // An address of this machine may name it.
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = decoded(rest)?;
    // `/c:/texts` is `c:/texts`.
    let drive = path.as_bytes().get(2) == Some(&b':') && path.as_bytes()[1].is_ascii_alphabetic();
    Some(PathBuf::from(if cfg!(windows) && drive { &path[1..] } else { &path }))
}

/// Returns a text with every `%XX` as the byte that it stands for; none where that is no UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.filter(|_| first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::path;

    #[test]
    #[cfg(unix)]
    fn addresses_of_files_lead_to_paths() {
        assert_eq!(path("file:///a%20b/%C3%9Cbung.txt").as_deref(), Some(Path::new("/a b/Übung.txt")));
        assert_eq!(path("file://localhost/a%2").as_deref(), Some(Path::new("/a%2")));
        assert_eq!(path("untitled:Untitled-1"), None);
    }
}
