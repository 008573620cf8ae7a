//! Writes measured numbers into the files of the rules, leaving all else in them as it is.

use std::path::Path;

use mtlint_core::error::{Error, Result};
use mtlint_project::packs;

/// A rule whose file now states another number.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberChange {
    /// The rule.
    pub id: String,
    /// What its file stated.
    pub from: f32,
    /// What it states now.
    pub to: f32,
}

/// Sets `key`, "certainty" or "machine", of every rule of `measured` (id, stated, measured) that has a file in `folder`;
/// the changes, in the order of the files.
///
/// # Errors
/// When the folder holds no rules, or a file cannot be read or written.
pub fn write(folder: &Path, key: &str, measured: &[(String, f32, f32)]) -> Result<Vec<NumberChange>> {
    let mut changes = Vec::new();
    for source in packs::rules(folder)? {
        let Some((_, from, to)) = measured.iter().find(|(id, _, _)| *id == source.id) else { continue };
        if (to - from).abs() > 1e-6 {
            let text = with_number(&source.text, key, *to);
            std::fs::write(&source.file, text).map_err(|e| Error::io(&source.file, e))?;
            changes.push(NumberChange { id: source.id, from: *from, to: *to });
        }
    }
    Ok(changes)
}

/// The file with a number set, in its line or in a new one behind the certainty or the category.
fn with_number(text: &str, key: &str, number: f32) -> String {
    let head = text.find("\n[").map_or(text.len(), |at| at + 1);
    let line_of = |key: &str| {
        let mut at = 0;
        text[..head].split_inclusive('\n').find_map(|line| {
            let start = at;
            at += line.len();
            let rest = line.strip_prefix(key)?;
            rest.trim_start().starts_with('=').then_some((start, at))
        })
    };
    let new = format!("{key} = {number:?}\n");
    match (line_of(key), line_of("certainty").or(line_of("category"))) {
        (Some((start, end)), _) => format!("{}{new}{}", &text[..start], &text[end..]),
        (None, Some((_, end))) => format!("{}{new}{}", &text[..end], &text[end..]),
        (None, None) => format!("{new}{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_number;

    #[test]
    fn only_the_number_changes() {
        let text =
            "summary = \"x\"\ncategory = \"fluency/grammar\"\ncertainty = 0.5\n\n[match]\nregex = \"y\"\n";
        assert_eq!(with_number(text, "certainty", 0.85), text.replace("0.5", "0.85"));
        let without = text.replace("certainty = 0.5\n", "");
        assert_eq!(with_number(&without, "certainty", 0.85), text.replace("0.5", "0.85"));
    }
}
