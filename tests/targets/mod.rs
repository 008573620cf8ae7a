//! What hostile bytes are fed to: one function a target, shared by the fuzzers in `fuzz/` and by `tests/corpus.rs`.
//!
//! A target takes any bytes, does with them what mtlint would do, and asserts what must hold whatever they are.
//! `promises.rs` says what every document and review promises.

mod analysis;
mod models;
pub mod promises;
mod settings;

use std::sync::OnceLock;

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{Options, READERS, read};
use mtlint::report::{FORMATS, Style, Summary};

/// One target.
pub struct Target {
    /// Its name, that of its fuzzer, and that of its folder under `fuzz/corpus`.
    pub name: &'static str,
    /// Feeds it.
    pub run: fn(&[u8]),
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "read", run: readers },
    Target { name: "analyse", run: analysis::segment },
    Target { name: "tagger", run: analysis::tag },
    Target { name: "rules", run: settings::rules },
    Target { name: "config", run: settings::config },
    Target { name: "treebank", run: settings::treebank },
    Target { name: "baseline", run: settings::baseline },
    Target { name: "models", run: models::patched },
    Target { name: "check", run: pipeline },
];

/// The built-in rules, loaded once.
pub fn checker() -> &'static Checker {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    CHECKER
        .get_or_init(|| Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load"))
}

/// Every reader, and the choice among them.
fn readers(bytes: &[u8]) {
    for reader in READERS {
        let options = Options { format: Some(reader), ..Options::default() };
        for document in read("x", bytes.to_vec(), &options).documents {
            promises::document(&document, bytes);
        }
    }
    read("-", bytes.to_vec(), &Options::default());
}

/// From bytes to every report. The first byte chooses the reader.
fn pipeline(bytes: &[u8]) {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let reader = &READERS[usize::from(choice) % READERS.len()];
    let options = Options { format: Some(reader), ..Options::default() };
    let outcome = read("x", bytes.to_vec(), &options);
    let mut summary = Summary::default();
    let mut reviews = Vec::new();
    for document in outcome.documents {
        let review = checker().check(document, &Policy::default()).expect("a document is never refused");
        promises::review(&review);
        summary.add(&review);
        reviews.push(review);
    }
    for format in FORMATS {
        let mut report = (format.make)(&Style::default());
        let mut out = Vec::new();
        for problem in &outcome.problems {
            report.problem(problem, &mut out).expect("memory takes everything");
        }
        for review in &reviews {
            report.review(review, &mut out).expect("memory takes everything");
        }
        report.finish(&summary, &mut out).expect("memory takes everything");
        assert!(std::str::from_utf8(&out).is_ok(), "{} writes UTF-8", format.name);
    }
}

/// Feeds the target of that name.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|t| t.name == name).expect("a target of that name");
    (target.run)(bytes);
}
