//! What stays known: moved, renamed, edited nearby; and what is new.

use std::sync::Arc;

use super::{Baseline, entries, render};
use mtlint_core::finding::{Finding, Fingerprint};
use mtlint_core::meta::{RuleMeta, Severity};
use mtlint_core::span::FileSpan;

/// A finding of the rule on the words, in a sentence between two others.
fn finding(rule: &str, [words, before, sentence, after]: [u64; 4]) -> Finding {
    let meta = RuleMeta {
        id: rule.into(),
        family: String::new(),
        language: "en".into(),
        summary: String::new(),
        severity: Severity::Minor,
        category: "fluency/grammar".into(),
        certainty: 1.0,
        machine: 0.0,
        outranks: Vec::new(),
        source_languages: Vec::new(),
        whole_paragraph: false,
        fixable: false,
        why: String::new(),
        fix: String::new(),
        bad: Vec::new(),
        good: Vec::new(),
    };
    Finding {
        rule: Arc::new(meta),
        severity: Severity::Minor,
        certainty: 1.0,
        machine: 0.0,
        weight: 1.0,
        penalty: 0.0,
        block: 0,
        span: FileSpan::default(),
        related: Vec::new(),
        message: String::new(),
        suggestion: None,
        fingerprint: Fingerprint { words, sentence, before, after },
        edits: Vec::new(),
    }
}

/// The baseline of one document, written and read again.
fn of(document: &str, findings: &[Finding]) -> Baseline {
    Baseline::parse("b.json", &render(&entries(document, findings))).unwrap()
}

fn alone(_: &str) -> Option<Vec<Finding>> {
    None
}

const TWICE: [u64; 4] = [1, 10, 11, 12];

#[test]
fn the_same_sentence_is_known_wherever_it_moves() {
    let found = [finding("doubled-word", TWICE)];
    for (document, print) in [("a.md", TWICE), ("a.md", [1, 70, 11, 71]), ("b.md", [1, 70, 11, 71])] {
        assert_eq!(of("a.md", &found).known(document, &[finding("doubled-word", print)], alone), [true]);
    }
    assert_eq!(of("a.md", &found).known("a.md", &[finding("other", TWICE)], alone), [false]);
}

#[test]
fn a_sentence_edited_between_its_neighbours_is_known_while_its_words_are_the_same() {
    let known = |document: &str, print| {
        let found = [finding("doubled-word", TWICE)];
        of("a.md", &found).known(document, &[finding("doubled-word", print)], alone) == [true]
    };
    assert!(known("a.md", [1, 10, 77, 12]));
    assert!(!known("a.md", [2, 10, 77, 12]), "other words are another fault");
    assert!(!known("a.md", [1, 10, 77, 78]), "all around is new");
    assert!(!known("b.md", [1, 10, 77, 12]), "in another document only the sentence tells");
}

#[test]
fn equal_findings_are_counted_and_the_nearest_entry_is_used() {
    let mut baseline = of("a.md", &[finding("r", [1, 5, 11, 6]), finding("r", TWICE), finding("r", TWICE)]);
    let now = [TWICE, [1, 5, 11, 9], TWICE, TWICE].map(|print| finding("r", print));
    assert_eq!(baseline.known("a.md", &now, alone), [true, true, true, false]);
    assert_eq!(baseline.unused().count(), 0);
}

#[test]
fn what_another_document_still_has_is_its_own() {
    let found = [finding("r", TWICE)];
    let still = |name: &str| (name == "b.md").then(|| found.to_vec());
    let mut copied = of("b.md", &found);
    assert_eq!(copied.known("a.md", &found, still), [false], "a copy is new");
    assert_eq!(copied.known("b.md", &found, alone), [true], "and the original is known");
    let mut elsewhere = of("b.md", &found);
    elsewhere.known("a.md", &found, still);
    assert_eq!(elsewhere.unused().count(), 1, "it was looked at, and is not part of the run");
    let mut moved = of("b.md", &found);
    assert_eq!(moved.known("a.md", &found, |_| Some(Vec::new())), [true]);
    assert_eq!(moved.known("b.md", &[], alone), Vec::<bool>::new());
    assert_eq!(moved.used().count(), 1);
}

#[test]
fn the_file_is_sorted_and_says_what_is_wrong_with_it() {
    let found = [finding("z", TWICE), finding("a", TWICE), finding("a", TWICE)];
    let text = render(&entries("site/a b.md", &found));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 5);
    assert!(lines[1].starts_with("\"site/a b.md a 000000000000000b-") && lines[1].ends_with("\": 2,"));
    assert_eq!(lines[3..], ["\"version\": 1", "}"]);
    let entry = of("site/a b.md", &found).unused().next().unwrap();
    assert_eq!((entry.document.as_str(), entry.rule.as_str()), ("site/a b.md", "a"));

    let refused = |text: &str| Baseline::parse("b.json", text).unwrap_err().to_string();
    assert!(refused("{").starts_with("b.json:1:1: the baseline cannot be read"));
    assert!(refused("[]").contains("cannot be read"));
    assert!(refused("{}").contains("it has no version"));
    assert!(refused("{\"version\": 2}").contains("is of version 2, and this program knows 1"));
    assert!(refused("{\n\"a.md r 1-2-3\": 1,\n\"version\": 1}").starts_with("b.json:2: `a.md r 1-2-3: 1`"));
    assert!(refused("{\n\"a.md r 1-2-3-4\": 0,\n\"version\": 1}").starts_with("b.json:2:"));
}

proptest::proptest! {
    #[test]
    fn what_is_written_reads_as_the_same_and_nothing_else_panics(
        names in proptest::collection::vec("[a-z /#.\"]{0,12}", 0..6),
        hashes in proptest::array::uniform4(0u64..4),
        other in "[ -~\n]{0,60}",
    ) {
        let document = names.join("/");
        let text = render(&entries(&document, &[finding("some-rule", hashes), finding("some-rule", hashes)]));
        let read: Vec<_> = Baseline::parse("b.json", &text).unwrap().unused().collect();
        proptest::prop_assert_eq!(&read[0].document, &document);
        proptest::prop_assert_eq!((read.len(), read[0].count), (1, 2));
        let _ = Baseline::parse("b.json", &other);
        let _ = Baseline::parse("b.json", &text.replacen(' ', &other, 2));
    }
}
