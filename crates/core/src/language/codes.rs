//! The codes of languages and their English names: what may be written for a language, and what a report calls it.

use crate::error::suggest;

/// A language in each line: its code, its name, its long code, its group.
const TABLE: &str = include_str!("codes.tsv");

/// A language.
struct CodeRow {
    code: &'static str,
    name: &'static str,
    /// Its code in ISO 639-3, where that does not begin with the other.
    long: &'static str,
    /// A code that texts and tools write for it as well; the same for all that share it.
    group: &'static str,
}

fn all() -> impl Iterator<Item = CodeRow> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let (code, name) = (fields.next()?, fields.next()?);
        Some(CodeRow { code, name, long: fields.next().unwrap_or(""), group: fields.next().unwrap_or("") })
    })
}

/// The English name of a language, the code itself where there is none: "French" for "fr".
pub fn name(code: &str) -> &str {
    all().find(|row| row.code == code).map_or(code, |row| row.name)
}

/// The code of a language by the one that it has in ISO 639-3: "es" for "spa".
pub fn short(long: &str) -> &str {
    all().find(|row| row.long == long).map_or(&long[..2], |row| row.code)
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
    let group = |code: &str| all().find(|row| row.code == code).map_or("", |row| row.group);
    a == b || !group(a).is_empty() && group(a) == group(b)
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
    if well_formed && (local || all().any(|row| row.code == primary)) {
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
    if let Some(row) = all().find(|row| called(row.name) == written) {
        return Some(row.code);
    }
    // Three letters of ISO 639-2 for a language with two: "eng", "fra".
    let names: Vec<(String, &str)> = all().map(|row| (called(row.name), row.code)).collect();
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
        assert!(all().all(|row| (2..=3).contains(&row.code.len()) && !row.name.is_empty()));
        let codes: std::collections::BTreeSet<&str> = all().map(|row| row.code).collect();
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
