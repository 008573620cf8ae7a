//! Front matter: the lines between `---` (or `+++`) at the very beginning of a Markdown file.
//!
//! It is no text of the article. Its plain `key: value` lines become the document's metadata, and the language it
//! names the document's.

use serde_json::{Map, Value};

use crate::primary_language;

/// The byte after the front matter and its last line end; 0 where there is none.
pub(super) fn end(text: &str) -> usize {
    let Some(mark) = ["---", "+++"].into_iter().find(|mark| is_mark(text.lines().next(), mark)) else {
        return 0;
    };
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let closing = is_mark(Some(line), mark) || (mark == "---" && is_mark(Some(line), "..."));
        if i > 0 && closing {
            return at;
        }
        // A rule over a paragraph is no front matter.
        if i == 1 && line.trim().is_empty() {
            return 0;
        }
    }
    0
}

fn is_mark(line: Option<&str>, mark: &str) -> bool {
    line.is_some_and(|line| line.trim_end() == mark)
}

/// The `key: value` and `key = value` lines that are not indented.
pub(super) fn metadata(front_matter: &str) -> Map<String, Value> {
    let mut map = Map::new();
    for line in front_matter.lines().filter(|line| !line.starts_with([' ', '\t', '#', '-', '+'])) {
        let Some((key, value)) = line.split_once(':').or_else(|| line.split_once('=')) else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        if !value.is_empty() {
            map.insert(key.trim().to_owned(), Value::String(value.to_owned()));
        }
    }
    map
}

/// The language that it names with `lang`, `language` or `locale`.
pub(super) fn language(front_matter: &str) -> Option<String> {
    let metadata = metadata(front_matter);
    let tag = ["lang", "language", "locale"].iter().find_map(|key| metadata.get(*key)?.as_str())?;
    primary_language(tag)
}
