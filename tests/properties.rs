//! What holds of every check, whatever the text: places, scores, threads, and the order of paragraphs.
//!
//! Texts are put together from the examples of all rules, so that every rule has something to find. Readers have their
//! properties in `read_properties.rs`, penalties theirs beside `score::weigh`.

use crate::targets::promises;

use std::collections::HashSet;
use std::sync::OnceLock;

use mtlint::check::{Checker, Review};
use mtlint::document::Document;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{Options, by_name, read};
use mtlint::report::{FORMATS, Style, Summary};
use mtlint::rule;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, proptest};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Matchers that look beyond the paragraph: at names, words, lines or findings of the others. The estimate of a
/// paragraph counts the evidence of its whole document.
const DOCUMENT_WIDE: &[&str] = &[
    "\"detector\":\"casing\"",
    "\"detector\":\"clause-echo\"",
    "\"detector\":\"figures\"",
    "\"detector\":\"joined-words\"",
    "\"detector\":\"name-article\"",
    "\"detector\":\"name-form\"",
    "\"detector\":\"name-slip\"",
    "\"detector\":\"people\"",
    "\"detector\":\"pronoun-switch\"",
    "\"detector\":\"name\"",
    "\"detector\":\"repeated-line\"",
    "\"detector\":\"repetition\"",
    "\"detector\":\"unknown-word\"",
    "\"at\":\"beginning\"",
    "\"at\":\"end\"",
    "\"estimate-below\":",
];

fn checker() -> &'static Checker {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    CHECKER
        .get_or_init(|| Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load"))
}

/// Nothing is left out for being unsure: what stands around may not decide whether a finding is shown.
fn policy() -> Policy {
    Policy { min_certainty: 0.0, ..Policy::default() }
}

fn document(text: String) -> Document {
    let options = Options { format: by_name("text").ok(), language: Some("en".into()), ..Options::default() };
    read("x.txt", text.into_bytes(), &options).documents.remove(0)
}

fn check(text: String) -> Review {
    checker().check(document(text), &policy()).expect("a document is never refused")
}

/// The examples of all English rules that are one paragraph.
fn examples() -> &'static [String] {
    static EXAMPLES: OnceLock<Vec<String>> = OnceLock::new();
    EXAMPLES.get_or_init(|| {
        let rules = &checker().engine("en").expect("it loads").rules.rules;
        let bad = rules.iter().flat_map(|r| r.meta.bad.iter().map(|e| &e.text));
        let good = rules.iter().flat_map(|r| r.meta.good.iter().map(|e| &e.text));
        let one = |text: &&String| document((*text).clone()).blocks.len() == 1;
        bad.chain(good).filter(one).map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    })
}

/// Rules that judge a paragraph by itself.
fn is_local(id: &str) -> bool {
    static WIDE: OnceLock<HashSet<String>> = OnceLock::new();
    let wide = WIDE.get_or_init(|| {
        let sources = rule::sources(&packs::embedded());
        for matcher in DOCUMENT_WIDE {
            assert!(sources.iter().any(|s| s.text.contains(matcher)), "no rule has {matcher} any more");
        }
        let wide = |s: &rule::RuleSource| DOCUMENT_WIDE.iter().any(|matcher| s.text.contains(matcher));
        sources.into_iter().filter(wide).map(|s| s.id).collect()
    });
    !wide.contains(id)
}

fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let example = prop::sample::select(examples());
    prop::collection::vec(example, 1..25)
}

/// Paragraphs that leave no quotation open, and another order of them.
fn shuffled() -> impl Strategy<Value = (Vec<String>, Vec<usize>)> {
    let closed: Vec<String> = (examples().iter())
        .filter(|text| {
            let pairs = [('“', '”'), ('«', '»')];
            let closed =
                |(opens, closes)| text.matches::<char>(opens).count() == text.matches::<char>(closes).count();
            pairs.into_iter().all(closed) && !text.contains('"')
        })
        .cloned()
        .collect();
    let some = prop::sample::subsequence(closed.clone(), 2..20.min(closed.len()));
    some.prop_flat_map(|texts| {
        let order: Vec<usize> = (0..texts.len()).collect();
        (Just(texts), Just(order).prop_shuffle())
    })
}

/// A place in a paragraph, from byte to byte, and whether a rule found it that judges the paragraph by itself.
type Found = (u32, u32, bool);

/// For each paragraph, what was found in it.
fn found(review: &Review, paragraphs: usize) -> Vec<Vec<Found>> {
    let mut found = vec![Vec::new(); paragraphs];
    assert_eq!(review.document.blocks.len(), paragraphs);
    for finding in &review.findings {
        let start =
            review.document.blocks[finding.block].map.pieces().next().expect("it has text").file.start;
        let (from, to) = (finding.span.start - start, finding.span.end - start);
        found[finding.block].push((from, to, is_local(&finding.rule.id)));
    }
    found
}

/// The local places of `one` are found in `other` too: by the same rule or by another on the same words, of which the
/// one that costs more is told.
fn assert_kept(one: &[Found], other: &[Found], text: &str) {
    for &(from, to, local) in one {
        let again = other.iter().any(|&(f, t, _)| (f, t) == (from, to));
        assert!(!local || again, "{from}..{to} of {text:?}: {one:?}, {other:?}");
    }
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
}

/// Every report of a review.
fn reports(review: &Review) -> Vec<Vec<u8>> {
    let mut summary = Summary::default();
    summary.add(review);
    let write = |format: &mtlint::report::Format| {
        let (mut report, mut out) = ((format.make)(&Style::default()), Vec::new());
        report.review(review, &mut out).expect("memory takes everything");
        report.finish(&summary, &mut out).expect("memory takes everything");
        out
    };
    FORMATS.iter().map(write).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 24 } else { 256 }))]

    #[test]
    fn places_are_inside_and_scores_between_0_and_100(
        texts in paragraphs(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let mut text: Vec<char> = texts.join("\n\n").chars().collect();
        for cut in cuts {
            // Quotations lose their end, words their half.
            text.remove(cut.index(text.len()));
        }
        let text: String = text.into_iter().collect();
        if document_count(&text) == 1 {
            promises::review(&check(text));
        }
    }

    #[test]
    fn one_thread_equals_many(texts in paragraphs()) {
        let text = texts.join("\n\n");
        let (one, many) = (pool(1), pool(5));
        let alone = reports(&one.install(|| check(text.clone())));
        assert!(alone == reports(&many.install(|| check(text.clone()))), "{text}");
        assert!(alone == reports(&one.install(|| check(text.clone()))), "a second time: {text}");
    }

    #[test]
    fn paragraphs_in_another_order_keep_their_own_findings((texts, order) in shuffled()) {
        let here = found(&check(texts.join("\n\n")), texts.len());
        let moved: Vec<&str> = order.iter().map(|&i| texts[i].as_str()).collect();
        let there = found(&check(moved.join("\n\n")), texts.len());
        for (place, &i) in order.iter().enumerate() {
            assert_kept(&here[i], &there[place], &texts[i]);
            assert_kept(&there[place], &here[i], &texts[i]);
        }
    }
}

fn document_count(text: &str) -> usize {
    read("x.txt", text.as_bytes().to_vec(), &Options { format: by_name("text").ok(), ..Options::default() })
        .documents
        .len()
}

#[test]
fn examples_are_many_and_most_rules_find_something_in_them() {
    assert!(examples().len() > 100, "{}", examples().len());
    let mut local = HashSet::new();
    for text in examples() {
        local.extend(
            check(text.clone()).findings.into_iter().map(|f| f.rule.id.clone()).filter(|id| is_local(id)),
        );
    }
    assert!(local.len() > 30, "{local:?}");
}
