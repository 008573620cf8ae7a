//! The public items of the modules that an embedding program uses, held against the list in `tests/api.txt`.
//!
//! So a change of the interface is seen in review and told in the changelog. `UPDATE_API=1 cargo test --test api`
//! writes the list anew. It is read from the source as it is formatted: every `pub` item, field and method with its
//! signature, and the variants of enums; `pub(crate)` and tests are left out.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// From reading a text to reporting a review; analysis, rules and training are open, but may change at any time.
const MODULES: &[&str] =
    &["check", "document", "error", "finding", "gate", "meta", "read", "report", "score", "span"];

fn rust_files(path: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else { return };
    let mut entries: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            rust_files(&entry, found);
        } else if entry.extension().is_some_and(|e| e == "rs") && !entry.ends_with("tests.rs") {
            found.push(entry);
        }
    }
}

/// The public items of a file, one a line.
fn items(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut out = String::new();
    let mut lines = code.lines();
    let mut in_enum = false;
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let item = line.trim();
        in_enum &= !(indent == 0 && item.starts_with('}'));
        let variant = in_enum && indent == 4 && item.starts_with(|c: char| c.is_ascii_uppercase());
        let block = indent == 0 && item.starts_with("impl");
        if !item.starts_with("pub ") && !variant && !block {
            continue;
        }
        in_enum |= item.starts_with("pub enum ");
        let mut signature = item.to_owned();
        // A signature of several lines ends where its body begins.
        while !signature.ends_with(['{', ';', ',', '}'])
            || signature.matches('(').count() > signature.matches(')').count()
        {
            let Some(next) = lines.next() else { break };
            signature.push(' ');
            signature.push_str(next.trim());
        }
        let shown = signature.split(" = ").next().unwrap_or_default().trim_end_matches(['{', ';', ',', ' ']);
        writeln!(out, "{}{shown}", " ".repeat(indent)).unwrap();
    }
    out
}

#[test]
fn the_public_interface_is_the_one_that_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut list = String::new();
    for module in MODULES {
        let mut files = vec![root.join(format!("src/{module}.rs"))];
        files.retain(|file| file.exists());
        rust_files(&root.join("src").join(module), &mut files);
        assert!(!files.is_empty(), "there is no module {module}");
        for file in files {
            let found = items(&fs::read_to_string(&file).unwrap());
            if found.contains("pub ") {
                let name = file.strip_prefix(root).unwrap().display();
                writeln!(list, "// {name}\n{found}").unwrap();
            }
        }
    }
    let path = root.join("tests/api.txt");
    if std::env::var_os("UPDATE_API").is_some() {
        fs::write(&path, &list).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let new: Vec<&str> = list.lines().filter(|line| !committed.lines().any(|old| old == *line)).collect();
    let gone: Vec<&str> = committed.lines().filter(|old| !list.lines().any(|line| line == *old)).collect();
    assert!(
        committed == list,
        "the interface is not the one in tests/api.txt; if that is meant: UPDATE_API=1 cargo test --test api, and a \
         line in CHANGELOG.md\nnew: {new:#?}\ngone: {gone:#?}"
    );
}
