//! Files that people write: rules, configuration, treebanks. Each is taken, or refused with its name.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use mtlint::analysis::Analyser;
use mtlint::baseline::{self, Baseline, BaselineEntry};
use mtlint::check::{Engine, examples};
use mtlint::config::{ConfigFile, KnownRule, Settings};
use mtlint::error::Error;
use mtlint::finding::Finding;
use mtlint::language::Language;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{Options, read};
use mtlint::rule::{RuleSet, RuleSource};
use mtlint::train::treebank;

use super::checker;

fn names_its_file(error: &Error, file: &str) {
    assert!(error.what().starts_with(file), "{error}");
}

/// A rule's file; one that loads runs over its own examples.
pub fn rules(bytes: &[u8]) {
    static ENGLISH: OnceLock<Language> = OnceLock::new();
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let file = "pack/en/own/fed.toml";
    let source = RuleSource {
        file: file.into(),
        id: "fed".into(),
        family: "own".into(),
        language: "en".into(),
        text: text.into(),
        built_in: false,
    };
    let mut language =
        ENGLISH.get_or_init(|| Language::load(&packs::pack(&[]).unwrap(), "en").expect("it loads")).clone();
    match RuleSet::load(&[source], &mut language) {
        Ok(rules) => {
            let engine = Engine::new(Analyser::new(Arc::new(language)).expect("its data is whole"), rules);
            examples::run(&engine, &mtlint::read::example);
        }
        Err(error) => names_its_file(&error, file),
    }
}

/// A configuration; one that is valid applies, with any of its overrides.
pub fn config(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match ConfigFile::parse(Path::new("mtlint.toml"), text) {
        Ok(file) => {
            let known = [KnownRule { id: "stray-attribution", family: "attribution" }];
            for path in ["a.html", "blog/2031/winter.md", ""] {
                let mut settings = Settings::default();
                file.apply(&file.matching(Path::new(path)), &mut settings);
                let _ = settings.check_rule_names(&known).map_err(|e| names_its_file(&e, "mtlint.toml"));
                let policy = settings.policy(&known);
                assert!((0.0..=1.0).contains(&policy.min_certainty), "{policy:?}");
                assert!(policy.gates.iter().all(|(_, gate)| (0.0..=100.0).contains(&gate.min_score)));
            }
        }
        Err(error) => names_its_file(&error, "mtlint.toml"),
    }
}

/// A baseline; one that is read knows no more findings than it counts, and is the same when it is written again.
pub fn baseline(bytes: &[u8]) {
    static FOUND: OnceLock<Vec<Finding>> = OnceLock::new();
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut baseline = match Baseline::parse("known.json", text) {
        Ok(baseline) => baseline,
        Err(error) => return names_its_file(&error, "known.json"),
    };
    let entries: Vec<BaselineEntry> = baseline.unused().collect();
    let written = baseline::render(&entries);
    let again = Baseline::parse("again", &written).expect("what is written can be read");
    let sum = |entries: &mut dyn Iterator<Item = BaselineEntry>| entries.map(|e| e.count as u64).sum::<u64>();
    assert_eq!(baseline::render(&again.unused().collect::<Vec<_>>()), written);
    let found = FOUND.get_or_init(|| {
        let text = b"The the ferry left. Nobody came. The the ferry left.".to_vec();
        let document = read("a.txt", text, &Options::default()).documents.remove(0);
        checker().check(document, &Policy::default()).expect("a document is never refused").findings
    });
    for (name, elsewhere) in [("a.txt", None), ("b.txt", Some(found.clone()))] {
        let known = baseline.known(name, found, |_| elsewhere.clone());
        assert_eq!(known.len(), found.len());
    }
    assert!(sum(&mut baseline.used()) <= sum(&mut entries.into_iter()));
}

/// A treebank; what is read and written again reads as the same words.
pub fn treebank(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let tags = &checker().engine("en").expect("English is there").analyser.language().tags;
    let bank = match treebank::parse("x.conllu", text, tags) {
        Ok(bank) => bank,
        Err(error) => return names_its_file(&error, "x.conllu"),
    };
    for paragraph in bank.paragraphs() {
        for range in paragraph.sentences {
            assert!(paragraph.text.get(range).is_some());
        }
    }
    let mut written = String::new();
    for sentence in &bank.sentences {
        treebank::write_sentence(&mut written, sentence, tags, &[]).expect("a string takes everything");
    }
    let again = treebank::parse("again", &written, tags).expect("what is written can be read");
    assert_eq!(again.words(), bank.words());
}
