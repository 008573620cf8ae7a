//! What the documentation lists is what there is: formats, keys, and the example files that it names.

use std::path::Path;

use mtlint::config::KEYS;
use mtlint::report::FORMATS;

fn doc(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the file is there")
}

#[test]
fn every_format_is_described() {
    let text = doc("docs/reports.md");
    let missing: Vec<&str> =
        FORMATS.iter().map(|f| f.name).filter(|name| !text.contains(&format!("| `{name}` |"))).collect();
    assert!(missing.is_empty(), "docs/reports.md lacks {missing:?}");
}

#[test]
fn every_key_is_described() {
    let text = doc("docs/configuration.md");
    let missing: Vec<&str> =
        KEYS.iter().map(|k| k.name).filter(|name| !text.contains(&format!("| `{name}` |"))).collect();
    assert!(missing.is_empty(), "docs/configuration.md lacks {missing:?}");
}

#[test]
fn files_that_the_readme_names_are_there() {
    let text = doc("README.md");
    let links = text.split("](").skip(1).filter_map(|t| t.split(')').next());
    let examples = text.split('`').filter(|t| t.starts_with("examples/"));
    for name in links.chain(examples).filter(|l| !l.contains("://")) {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(name).exists(), "{name} is missing");
    }
}
