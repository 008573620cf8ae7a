//! What the documentation lists is what there is: formats, keys, and the example files that it names.

use std::path::Path;

use mtlint::config::keys;
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
    let text = doc("docs/configuration.md") + &doc("docs/gate.md");
    let missing: Vec<&str> =
        keys().map(|k| k.name).filter(|name| !text.contains(&format!("| `{name}` |"))).collect();
    assert!(missing.is_empty(), "the documentation lacks {missing:?}");
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

/// The rule that the documentation shows is a rule, and holds its examples.
#[test]
fn the_rule_in_the_documentation_works() {
    let text = doc("docs/rules.md");
    let rule = text.split("```toml").nth(1).and_then(|t| t.split("```").next()).expect("there is a rule");
    let folder = tempfile::tempdir().unwrap();
    let family = folder.path().join("en/own");
    std::fs::create_dir_all(&family).unwrap();
    std::fs::write(family.join("lone-verb.toml"), rule).unwrap();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_mtlint"))
        .args(["rules", "test"])
        .arg(folder.path())
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(said, "", "it is quiet where every rule holds");
}
