//! Every format over the same three reviews; the schemas as committed.

mod validity;

use crate::report::{FORMATS, Style, sample, schema};

#[test]
fn every_format_has_its_snapshots() {
    for format in FORMATS {
        for (name, reviews) in [
            ("empty", vec![sample::empty()]),
            ("article", vec![sample::article()]),
            ("scripts", vec![sample::scripts()]),
            ("run", sample::reviews()),
        ] {
            let text = sample::run(format, &Style::default(), &reviews);
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
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
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
