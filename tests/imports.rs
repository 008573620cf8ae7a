//! Holds the crate's modules to one direction: a module imports only from those before it or beside it.

use std::fs;
use std::path::{Path, PathBuf};

/// Groups in the order of the pipeline; a module may import from its own group and from earlier ones.
const ORDER: &[&[&str]] = &[
    &["span", "error", "registers"],
    &["language"],
    &["document", "meta"],
    &["treebank", "analysis", "finding", "config"],
    &["detect", "rule", "read", "settle", "score", "estimate", "machine"],
    &["gate", "baseline"],
    &["check"],
    &["mend"],
    &["report", "evidence"],
    &["audit"],
    &["cli"],
];

fn rank(module: &str) -> usize {
    let found = ORDER.iter().position(|group| group.contains(&module));
    found.unwrap_or_else(|| panic!("module {module} is not in the order of tests/imports.rs"))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn modules_import_in_one_direction() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&source, &mut files);
    assert!(files.len() > 20, "only {} files found", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let relative = file.strip_prefix(&source).unwrap();
        let module = relative.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if matches!(module, "lib" | "main") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            let Some(rest) = line.trim_start().strip_prefix("use crate::") else { continue };
            let imported = rest.split([':', ';', ' ']).next().unwrap();
            if rank(imported) > rank(module) {
                wrong.push(format!("{}:{}: {}", relative.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the direction of the pipeline:\n{}", wrong.join("\n"));
}
