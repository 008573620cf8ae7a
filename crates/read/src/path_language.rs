//! The language of a file as its path tells it: `content/de/quay.md`, `locales/pt-BR/index.html`, `quay.de.md`.
//!
//! Sites and programs keep their languages apart so. A folder counts below one that is named for it, and a name's last
//! part before the extension where it can be nothing else: "no", "it" and "is" are words as well.

use mtlint_core::language::codes;

/// Folders in which languages lie side by side.
const HOLDERS: &[&str] = &[
    "content",
    "docs",
    "i18n",
    "l10n",
    "lang",
    "langs",
    "language",
    "languages",
    "locale",
    "locales",
    "pages",
    "site",
    "translations",
];

/// Codes that are names of folders and files as well, or parts of them.
const WORDS: &[&str] = &[
    "as", "am", "ab", "ae", "an", "av", "be", "bin", "ch", "co", "cs", "cv", "io", "is", "it", "go", "he",
    "ho", "hi", "id", "ie", "ii", "in", "js", "ki", "lb", "lib", "ms", "my", "na", "no", "om", "or", "os",
    "pa", "pi", "ps", "rs", "sc", "sh", "so", "to", "ts", "vi", "vo",
];

/// The code of the language that the path of a file tells; none where it tells none.
pub(super) fn of(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let (file, folders) = parts.split_last()?;
    let below = folders.windows(2).rev().find_map(|pair| {
        let holder = HOLDERS.contains(&pair[0].to_ascii_lowercase().as_str());
        code(pair[1]).filter(|code| holder && !(WORDS.contains(&code.as_str()) && pair[0] == "site"))
    });
    below.or_else(|| {
        let mut ends = file.rsplit('.');
        let (Some(_), Some(tag), Some(_)) = (ends.next(), ends.next(), ends.next()) else { return None };
        code(tag).filter(|code| !WORDS.contains(&code.as_str()))
    })
}

/// The code of a tag that is written as one: two letters, and perhaps a country or a script.
fn code(tag: &str) -> Option<String> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let written = primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase());
    written.then(|| codes::valid(tag).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn folders_and_names_tell_a_language() {
        let told = [
            ("content/de/quay/index.md", Some("de")),
            ("site/content/pt-br/quay.md", Some("pt")),
            ("src/content/docs/en/quay.mdx", Some("en")),
            ("locales/no/index.html", Some("no")),
            ("quay.fr.md", Some("fr")),
            ("README.zh-CN.md", Some("zh")),
            ("content/quay.md", None),
            ("docs/go/quay.md", None),
            ("de/quay.md", None),
            ("quay.v2.md", None),
            ("who.is.md", None),
            ("page.min.html", None),
            ("quay.md", None),
            ("-", None),
            ("", None),
        ];
        for (path, code) in told {
            assert_eq!(of(path).as_deref(), code, "{path}");
        }
    }
}
