//! Sweeps over the rules folder and the slices, to catch what was forgotten.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use mtlint::check::{Checker, examples};
use mtlint::detect::DETECTORS;
use mtlint::project::packs;

#[test]
fn every_rule_holds_its_own_examples() {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load");
    // The rules for every language must hold where no word list helps them, too.
    let failures: Vec<String> = ["en", "any"]
        .into_iter()
        .flat_map(|code| examples::run(checker.engine(code).unwrap(), &mtlint::read::example))
        .filter(|f| !f.remark)
        .map(|f| format!("{}: {}", f.file, f.message))
        .collect();
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_regex_compiles() {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap();
    for code in ["en", "any"] {
        checker.engine(code).unwrap().rules.compile().expect("every regex compiles");
    }
}

#[test]
fn every_rule_says_why_and_what_to_do() {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap();
    for rule in &checker.engine("en").unwrap().rules.rules {
        let meta = &rule.meta;
        assert!(meta.summary.len() > 10 && !meta.summary.ends_with('.'), "{}: summary", meta.id);
        assert!(meta.why.trim().len() > 30, "{}: why", meta.id);
        assert!(meta.fix.trim().len() > 10, "{}: fix", meta.id);
    }
}

#[test]
fn every_detector_is_listed_once_and_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = HashSet::new();
    for detector in DETECTORS {
        assert!(names.insert(detector.name), "{} is listed twice", detector.name);
    }
    let entries = fs::read_dir(root.join("crates/core/src/detect")).unwrap().map(|e| e.unwrap().path());
    let files = entries.filter(|p| p.file_name().unwrap() != "mod.rs" && has_kind(p)).count();
    assert_eq!(files, DETECTORS.len(), "a file in src/detect is not in the slice, or the other way round");
    let mut rules = String::new();
    for rule in mtlint::rule::sources(&packs::embedded()) {
        rules += &rule.text;
    }
    for name in names {
        assert!(rules.contains(&format!("\"detector\":\"{name}\"")), "no rule uses the detector {name}");
    }
}

/// A detector's file, or its folder's `mod.rs`, declares its `KIND`.
fn has_kind(path: &Path) -> bool {
    let file = if path.is_dir() { path.join("mod.rs") } else { path.to_owned() };
    fs::read_to_string(file).unwrap().contains("pub const KIND: DetectorKind")
}
