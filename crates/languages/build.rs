//! Embeds `rules/`, and does beforehand what every start would do again with it.
//!
//! A file added to `rules/` is part of the program at the next build. Which literals its regex cannot match without is
//! found by the code that the program uses for a user's own rules; its TOML is written as JSON, which reads in a third
//! of the time.

#[path = "../core/src/rule/regex/required.rs"]
mod required;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=../core/src/rule/regex/required.rs");
    let mut found = Found::default();
    found.read(Path::new("rules"));
    let literals = found.literals.iter().map(|(pattern, all)| {
        let narrow = |reach: Option<usize>| reach.and_then(|bytes| u16::try_from(bytes).ok());
        let all: Vec<_> = all.iter().map(|l| (&l.text, narrow(l.before), narrow(l.after), l.opens)).collect();
        format!("    ({pattern:?}, &{all:?}),\n")
    });
    write("literals.rs", literals);
    write("rules.rs", found.rules.iter().map(|(path, json)| format!("    ({path:?}, {json:?}),\n")));
}

fn write(name: &str, lines: impl Iterator<Item = String>) {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join(name);
    let lines: String = lines.collect();
    std::fs::write(out, format!("&[\n{lines}]\n")).expect("OUT_DIR can be written");
}

/// What the rules hold, sorted.
#[derive(Default)]
struct Found {
    /// Literals by pattern.
    literals: BTreeMap<String, Vec<required::Literal>>,
    /// Rules as JSON, by path.
    rules: BTreeMap<String, String>,
}

impl Found {
    /// Adds the rules of a folder. What cannot be read or parsed is passed over: loading the rule tells why.
    fn read(&mut self, folder: &Path) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                self.read(&path);
                continue;
            }
            let text = path.extension().is_some_and(|e| e == "toml").then(|| std::fs::read_to_string(&path));
            let Some(Ok(rule)) = text.map(|text| text.unwrap_or_default().parse::<toml::Table>()) else {
                continue;
            };
            let Some(matching) = rule.get("match") else { continue };
            let pattern = matching.get("regex").and_then(toml::Value::as_str);
            if let Some(pattern) = pattern
                && let Ok(hir) = regex_syntax::parse(pattern)
            {
                self.literals.insert(pattern.to_owned(), required::literals(&hir));
            }
            let path = path.to_string_lossy().replace('\\', "/");
            self.rules.insert(path, serde_json::to_string(&rule).expect("a table of TOML is one of JSON"));
        }
    }
}
