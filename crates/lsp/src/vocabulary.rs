//! A name or a term into `mtlint.toml`, with everything else in the file left as it is written.

use mtlint_core::error::{Error, Result};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Returns the key under which words belong: names have a capital.
pub fn key(words: &str) -> &'static str {
    if words.chars().next().is_some_and(char::is_uppercase) { "names" } else { "terms" }
}

/// Returns the configuration `text` of the file `name` with `words` in the list `key`, in which it then stands once.
///
/// # Errors
/// When the text is no TOML, or the key holds something else than a list.
pub fn with_words(name: &str, text: &str, key: &str, words: &str) -> Result<String> {
    let table = DeTable::parse(text).map_err(|e| Error::invalid(name, e.message().to_owned()))?;
    let quoted = toml::Value::String(words.to_owned()).to_string();
    let mut new = text.to_owned();
    match table.get_ref().get(key).map(|list| (list.span(), list.get_ref())) {
        None => {
            // Before the first table, whose key it would be otherwise.
            let at = first_header(text);
            let line = format!("{key} = [{quoted}]\n");
            let gap = if at > 0 && !text[..at].ends_with('\n') { "\n" } else { "" };
            let after = if at < text.len() && !text[at..].starts_with('\n') { "\n" } else { "" };
            new.insert_str(at, &format!("{gap}{line}{after}"));
        }
        Some((span, DeValue::Array(list))) => {
            let is_it = |item: &Spanned<DeValue>| item.get_ref().as_str() == Some(words);
            if list.iter().any(is_it) {
                return Ok(new);
            }
            match list.iter().last() {
                Some(last) => new.insert_str(last.span().end, &format!(", {quoted}")),
                None => new.insert_str(span.start + 1, &quoted),
            }
        }
        Some(_) => return Err(Error::invalid(name, format!("`{key}` is not a list"))),
    }
    Ok(new)
}

/// Returns the first byte of the line in which the first table begins; the end where there is none.
fn first_header(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        // A line of a list of lists begins so, too, but then the rest up to it is no whole TOML.
        if line.trim_start().starts_with('[') && DeTable::parse(&text[..at]).is_ok() {
            return at;
        }
        at += line.len();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::with_words;

    fn added(text: &str) -> String {
        with_words("mtlint.toml", text, "names", "Velm").unwrap()
    }

    #[test]
    fn words_join_the_list_that_is_there() {
        assert_eq!(added("names = []\n"), "names = [\"Velm\"]\n");
        assert_eq!(
            added("names = [\n  \"Orsk\", # a mason\n]\n"),
            "names = [\n  \"Orsk\", \"Velm\", # a mason\n]\n"
        );
        let there = "names = ['Velm']\n";
        assert_eq!(added(there), there);
    }

    #[test]
    fn a_new_list_stands_before_the_first_table() {
        assert_eq!(added(""), "names = [\"Velm\"]\n");
        assert_eq!(added("# ours"), "# ours\nnames = [\"Velm\"]\n");
        let text = "x = [\n  [1],\n]\n[gate]\nmin-score = 90\n";
        assert_eq!(added(text), "x = [\n  [1],\n]\nnames = [\"Velm\"]\n\n[gate]\nmin-score = 90\n");
        let quoted = with_words("a", "", "terms", "the \"old\" quay").unwrap();
        assert!(quoted.parse::<toml::Table>().is_ok(), "{quoted}");
    }

    #[test]
    fn what_is_no_configuration_is_left_alone() {
        assert!(with_words("a", "names = \"x\"", "names", "Velm").is_err());
        assert!(with_words("a", "names = [", "names", "Velm").is_err());
    }
}
