//! Where rules come from: the embedded folder, and folders of the user's own.
//!
//! A pack's files lie at `<language>/<family>/<id>.toml`; a user's folder may leave out the language ("any" then) and
//! the family. The path alone gives id, family and language.

use std::path::Path;

use crate::error::{Error, Result};
use mtlint_languages as embedded;

/// A rule's file, read but not yet understood.
#[derive(Clone, Debug)]
pub struct RuleSource {
    /// Its path, as shown in messages.
    pub file: String,
    /// From the file's name.
    pub id: String,
    /// From the folder's name; "own" where there is none.
    pub family: String,
    /// From the folder above; "any" where there is none.
    pub language: String,
    /// The content.
    pub text: String,
    /// True for rules that are part of the program.
    pub built_in: bool,
}

/// The rules that are part of the program, in the order of their paths.
pub fn embedded() -> Vec<RuleSource> {
    let paths = embedded::files("").into_iter().filter(|path| is_rule(path));
    paths
        .filter_map(|path| {
            let text = embedded::text(&path)?.into_owned();
            Some(source(format!("rules/{path}"), &path, text, true))
        })
        .collect()
}

/// The rules in a folder of the user's, in the order of their paths.
pub fn folder(root: &Path) -> Result<Vec<RuleSource>> {
    std::fs::read_dir(root).map_err(|e| Error::io(root, e))?;
    let mut sources = Vec::new();
    let mut found_any = false;
    for entry in ignore::WalkBuilder::new(root).sort_by_file_name(std::ffi::OsStr::cmp).build() {
        let entry = entry.map_err(|e| {
            Error::invalid(root.display().to_string(), e.to_string()).hint("check the path given to --rules")
        })?;
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "toml")
            && path.file_name().is_some_and(|n| n != "language.toml" && n != "analysis.toml")
        {
            let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
            let relative = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
            sources.push(source(path.display().to_string(), &relative, text, false));
            found_any = true;
        }
    }
    if !found_any {
        return Err(Error::invalid(root.display().to_string(), "there is no rule (.toml) in this folder")
            .hint("a rule lies at LANGUAGE/FAMILY/ID.toml"));
    }
    Ok(sources)
}

/// A rule lies two folders deep; `language.toml` and lexicons lie elsewhere.
fn is_rule(path: &str) -> bool {
    path.ends_with(".toml") && path.split('/').count() == 3 && !path.contains("/lexicon/")
}

fn source(file: String, relative: &str, text: String, built_in: bool) -> RuleSource {
    let mut parts = relative.trim_end_matches(".toml").rsplit('/');
    let id = parts.next().unwrap_or("").to_owned();
    let family = parts.next().unwrap_or("own").to_owned();
    let language = parts.next().unwrap_or("any").to_owned();
    RuleSource { file, id, family, language, text, built_in }
}
