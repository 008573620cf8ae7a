//! The codes of languages and their English names: what may be written for a language, and what a report calls it.

use crate::error::suggest;

/// A code and a name in each line.
const TABLE: &str = include_str!("codes.tsv");

/// Codes of languages that texts and tools name with one another's code: the same language for a gate.
const SAME: &[&[&str]] = &[
    &["no", "nb", "nn"],
    &["zh", "cmn", "yue", "wuu", "nan"],
    &["sh", "sr", "hr", "bs"],
    &["id", "ms"],
    &["tl", "fil"],
    &["fa", "prs"],
    &["ak", "tw"],
];

fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The English name of a language, the code itself where there is none: "French" for "fr".
pub fn name(code: &str) -> &str {
    all().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

/// "French (fr)".
pub fn named(code: &str) -> String {
    match name(code) {
        name if name == code => code.to_owned(),
        name => format!("{name} ({code})"),
    }
}

/// True when the two codes stand for one language, or for two that are written alike.
pub fn same(a: &str, b: &str) -> bool {
    a == b || SAME.iter().any(|group| group.contains(&a) && group.contains(&b))
}

/// The primary part of a language tag, in lower case: "en" for "en-GB".
///
/// # Errors
/// When it is no code that is known; the text says which may be meant.
pub fn valid(tag: &str) -> Result<String, String> {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let rest = &tag.trim()[primary.len().min(tag.trim().len())..];
    let subtags = rest.split(['-', '_']).skip(1);
    let well_formed =
        subtags.clone().all(|s| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()));
    // ISO 639-2 keeps qaa to qtz for local use.
    let local = primary.len() == 3 && ("qaa"..="qtz").contains(&primary.as_str());
    if well_formed && (local || all().any(|(code, _)| code == primary)) {
        return Ok(primary);
    }
    Err(match meant(&primary) {
        Some(code) if well_formed => format!("`{tag}` is no language code; did you mean `{code}`?"),
        _ => format!("`{tag}` is no language code; write two letters, as in `en`"),
    })
}

/// The code of the language that is called so, or nearly so.
fn meant(written: &str) -> Option<&'static str> {
    let called = |name: &str| name.to_lowercase();
    if let Some((code, _)) = all().find(|(_, name)| called(name) == written) {
        return Some(code);
    }
    // Three letters of ISO 639-2 for a language with two: "eng", "fra".
    let names: Vec<(String, &str)> = all().map(|(code, name)| (called(name), code)).collect();
    if written.len() == 3
        && let Some((_, code)) =
            names.iter().find(|(name, code)| code.len() == 2 && name.starts_with(written))
    {
        return Some(code);
    }
    let near = suggest(written, names.iter().map(|(name, _)| name.as_str()))?;
    names.iter().find(|(name, _)| name == near).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::{all, named, same, valid};

    #[test]
    fn every_line_of_the_table_has_a_code_and_a_name() {
        assert!(all().all(|(code, name)| (2..=3).contains(&code.len()) && !name.is_empty()));
        let codes: std::collections::BTreeSet<&str> = all().map(|(code, _)| code).collect();
        assert_eq!(codes.len(), all().count());
    }

    #[test]
    fn codes_are_known_and_names_lead_to_them() {
        assert_eq!(valid("en").as_deref(), Ok("en"));
        assert_eq!(valid("pt-BR").as_deref(), Ok("pt"));
        assert_eq!(valid("zh_Hant").as_deref(), Ok("zh"));
        assert!(valid("english").unwrap_err().contains("did you mean `en`?"));
        assert!(valid("Germn").unwrap_err().contains("did you mean `de`?"));
        assert!(valid("eng").unwrap_err().contains("did you mean `en`?"));
        assert!(["", "xx", "en-", "e", "日本語"].into_iter().all(|tag| valid(tag).is_err()));
        assert_eq!(named("hu"), "Hungarian (hu)");
        assert!(same("no", "nb") && !same("da", "sv"));
    }
}
