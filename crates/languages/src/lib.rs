//! The files under `rules/`, carried inside the program: languages, word lists, trained weights, rules.
//!
//! Everything that reads a file of `rules/` reads it here; paths are relative to that folder, with `/`.

use std::borrow::Cow;

/// A literal of a regex: its text, the most bytes before and after it in a match, whether it may open one.
pub type Literal = (&'static str, Option<u16>, Option<u16>, bool);

/// The literals of every built-in pattern, sorted by pattern.
pub static LITERALS: &[(&str, &[Literal])] = include!(concat!(env!("OUT_DIR"), "/literals.rs"));

/// The rules as JSON, by path.
pub static RULES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The folder `rules/` as it was when the program was built.
#[derive(rust_embed::RustEmbed)]
#[folder = "rules/"]
pub struct Embedded;

/// The bytes of one file, for example `en/language.toml`.
pub fn bytes(path: &str) -> Option<Cow<'static, [u8]>> {
    Embedded::get(path).map(|file| file.data)
}

/// The text of one file; nothing when there is no such file or it is not UTF-8.
pub fn text(path: &str) -> Option<Cow<'static, str>> {
    match bytes(path)? {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

/// The SHA-256 of one file, worked out when the program was built.
pub fn hash(path: &str) -> Option<[u8; 32]> {
    Embedded::get(path).map(|file| file.metadata.sha256_hash())
}

/// The paths of all files that begin with `prefix` ("en/grammar/"), sorted.
pub fn files(prefix: &str) -> Vec<Cow<'static, str>> {
    let mut paths: Vec<_> = Embedded::iter().filter(|path| path.starts_with(prefix)).collect();
    paths.sort();
    paths
}

/// The codes of the languages that have a folder with a `language.toml`, sorted.
pub fn languages() -> Vec<String> {
    let codes =
        files("").into_iter().filter_map(|path| path.strip_suffix("/language.toml").map(str::to_owned));
    codes.filter(|code| code != "any").collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn english_is_there() {
        assert!(super::languages().contains(&"en".to_owned()));
        assert!(super::files("en/").iter().any(|path| path == "en/language.toml"));
        assert!(super::text("en/language.toml").is_some_and(|text| text.contains("English")));
    }
}
