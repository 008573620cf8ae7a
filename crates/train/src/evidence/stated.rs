//! Writes measured confidences into the files of the rules, leaving all else in them as it is.

use std::path::Path;

use crate::evidence::figures::RuleFigures;
use mtlint_core::error::{Error, Result};
use mtlint_project::packs;

/// A rule whose file now states another confidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The rule.
    pub id: String,
    /// What its file stated.
    pub from: f32,
    /// What it states now.
    pub to: f32,
}

/// Sets the confidence of every measured rule that has a file in `folder`; the changes, in the order of the files.
///
/// # Errors
/// When the folder holds no rules, or a file cannot be read or written.
pub fn write(folder: &Path, rules: &[RuleFigures]) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    for source in packs::rules(folder)? {
        let Some(figures) = rules.iter().find(|r| r.id == source.id) else { continue };
        let Some(to) = figures.measured.filter(|m| (m - figures.stated).abs() > 1e-6) else { continue };
        let text = with_confidence(&source.text, to);
        std::fs::write(&source.file, text).map_err(|e| Error::io(&source.file, e))?;
        changes.push(Change { id: source.id, from: figures.stated, to });
    }
    Ok(changes)
}

/// The file with its confidence set, in its line or in a new one behind the category.
fn with_confidence(text: &str, confidence: f32) -> String {
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
    let new = format!("confidence = {confidence:?}\n");
    match (line_of("confidence"), line_of("category")) {
        (Some((start, end)), _) => format!("{}{new}{}", &text[..start], &text[end..]),
        (None, Some((_, end))) => format!("{}{new}{}", &text[..end], &text[end..]),
        (None, None) => format!("{new}{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_confidence;

    #[test]
    fn only_the_confidence_changes() {
        let text =
            "summary = \"x\"\ncategory = \"fluency/grammar\"\nconfidence = 0.5\n\n[match]\nregex = \"y\"\n";
        assert_eq!(with_confidence(text, 0.85), text.replace("0.5", "0.85"));
        let without = text.replace("confidence = 0.5\n", "");
        assert_eq!(with_confidence(&without, 0.85), text.replace("0.5", "0.85"));
    }
}
