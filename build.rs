//! Embeds `rules/`, and finds out beforehand which literals the regexes of its rules cannot match without.
//!
//! A file added to `rules/` is part of the program at the next build. The literals are found by the code that the
//! program uses for a user's own rules; finding them at every start took a third of its time.

#[path = "src/rule/required.rs"]
mod required;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=src/rule/required.rs");
    let mut known = BTreeMap::new();
    read(Path::new("rules"), &mut known);
    let lines: String =
        known.iter().map(|(pattern, all)| format!("    ({pattern:?}, &{all:?}),\n")).collect();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("literals.rs");
    std::fs::write(out, format!("&[\n{lines}]\n")).expect("OUT_DIR can be written");
}

/// Adds the patterns of a folder. What cannot be read or parsed is passed over: loading the rule tells why.
fn read(folder: &Path, known: &mut BTreeMap<String, Vec<String>>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            read(&path, known);
            continue;
        }
        let rule = path.extension().is_some_and(|e| e == "toml").then(|| std::fs::read_to_string(&path).ok());
        let rule = rule.flatten().filter(|text| text.contains("regex"));
        let Some(rule) = rule.and_then(|text| text.parse::<toml::Table>().ok()) else { continue };
        let pattern = rule.get("match").and_then(|m| m.get("regex")).and_then(toml::Value::as_str);
        if let Some(pattern) = pattern
            && let Ok(hir) = regex_syntax::parse(pattern)
        {
            known.insert(pattern.to_owned(), required::literals(&hir));
        }
    }
}
