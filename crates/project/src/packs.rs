//! Rules and languages in folders of the user's own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use mtlint_core::error::{Error, Result};
use mtlint_core::language::Pack;
use mtlint_core::rule::RuleSource;

/// Files of a language's folder that are no rules.
const NO_RULES: [&str; 2] = ["language.toml", "choice.toml"];

/// Returns the languages and rules that are part of the program.
pub fn embedded() -> Pack {
    Pack::embedded(mtlint_languages::FILES, mtlint_languages::LITERALS)
        .with_packed(mtlint_languages::PACKED, mtlint_languages::unpack)
}

/// Returns what is part of the program with the languages in `folders` laid over it, the last on top.
///
/// # Errors
/// When a folder or a file in it cannot be read, or holds no `CODE/language.toml`.
pub fn pack(folders: &[PathBuf]) -> Result<Arc<Pack>> {
    let mut pack = embedded();
    for root in folders {
        let mut files = Vec::new();
        for path in files_below(root, "--languages")? {
            let bytes = std::fs::read(&path).map_err(|e| Error::io(&path, e))?;
            files.push((relative(root, &path), bytes));
        }
        if !files
            .iter()
            .any(|(path, _)| path.split_once('/').is_some_and(|(_, rest)| rest == "language.toml"))
        {
            return Err(Error::invalid(root.display().to_string(), "there is no language in this folder")
                .hint("a language lies at CODE/language.toml, its rules at CODE/FAMILY/ID.toml"));
        }
        pack = pack.with_files(&format!("{}/", root.display()), files);
    }
    Ok(Arc::new(pack))
}

/// Returns the rules in a folder of the user's, in the order of their paths.
///
/// # Errors
/// When the folder or a file in it cannot be read, or it holds no rule.
pub fn rules(root: &Path) -> Result<Vec<RuleSource>> {
    let mut sources = Vec::new();
    let mut found_any = false;
    for path in files_below(root, "--rules")? {
        if path.extension().is_some_and(|e| e == "toml")
            && path.file_name().is_some_and(|n| !NO_RULES.iter().any(|own| n == *own))
        {
            let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
            sources.push(RuleSource::new(path.display().to_string(), &relative(root, &path), text, false));
            found_any = true;
        }
    }
    if !found_any {
        return Err(Error::invalid(root.display().to_string(), "there is no rule (.toml) in this folder")
            .hint("a rule lies at LANGUAGE/FAMILY/ID.toml"));
    }
    Ok(sources)
}

/// Returns the files below a folder that `flag` names, in the order of their paths.
fn files_below(root: &Path, flag: &str) -> Result<Vec<PathBuf>> {
    std::fs::read_dir(root).map_err(|e| Error::io(root, e))?;
    let mut paths = Vec::new();
    for entry in ignore::WalkBuilder::new(root).sort_by_file_name(std::ffi::OsStr::cmp).build() {
        let entry = entry.map_err(|e| {
            Error::invalid(root.display().to_string(), e.to_string())
                .hint(format!("check the path given to {flag}"))
        })?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            paths.push(entry.into_path());
        }
    }
    Ok(paths)
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
