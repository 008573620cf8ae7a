//! Every format over the same three reviews; the schemas as committed.

mod page;
mod validity;
mod xml;

use crate::{FORMATS, Style, sample, schema};

#[test]
fn every_format_has_its_snapshots() {
    for format in FORMATS {
        for (name, reviews) in [
            ("empty", vec![sample::empty()]),
            ("article", vec![sample::article()]),
            ("scripts", vec![sample::scripts()]),
            ("run", sample::reviews()),
            ("accepted", vec![sample::accepted()]),
        ] {
            let text = sample::run(format, &Style::default(), &reviews);
            // The page as it is made; the sheet is looked at in a browser.
            let text = text.replace(include_str!("html/style.css"), "(style.css)\n");
            insta::assert_snapshot!(format!("{}-{name}", format.name), text);
        }
    }
}

#[test]
fn no_format_writes_a_character_that_turns_the_terminal() {
    let reviews = sample::reviews();
    for format in FORMATS.iter().filter(|f| ["terminal", "concise"].contains(&f.name)) {
        let text = sample::run(format, &Style::default(), &reviews);
        assert!(!text.contains(['\u{202e}', '\u{1b}', '\u{200b}']), "{}", format.name);
    }
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    for (name, text) in schema() {
        let path = folder.join(name);
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        if committed != text && std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(&path, &text).unwrap();
            continue;
        }
        assert!(committed == text, "{name} is out of date: UPDATE_SCHEMAS=1 cargo test --lib report");
    }
}

#[test]
fn every_format_in_the_folder_is_listed_once() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walk(&root);
    let declaration = ["FORMAT", ": Format ="].concat();
    let made: usize = files.iter().map(|text| text.matches(&declaration).count()).sum();
    assert_eq!(made, FORMATS.len());
    let mut names: Vec<&str> = FORMATS.iter().map(|f| f.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), FORMATS.len());
    assert!(FORMATS.iter().all(|f| !f.summary.is_empty() && f.summary.len() <= 80));
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts.extend(walk(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            texts.push(std::fs::read_to_string(&path).unwrap());
        }
    }
    texts
}
