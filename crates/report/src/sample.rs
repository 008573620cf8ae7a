//! The three reviews that every format is shown with in tests: an empty one, a faulty article, many scripts.
//!
//! Made by hand, so that snapshots change when a format changes and not when a rule does.

use std::sync::Arc;

use mtlint_core::check::{Review, Spoken};
use mtlint_core::document::{Block, BlockKind, Document, Source, SpanMap};
use mtlint_core::error::Problem;
use mtlint_core::finding::{Aside, Edit, Finding, Fingerprint, Related, SetAside};
use mtlint_core::language::hash;
use mtlint_core::meta::{RuleMeta, Severity};
use mtlint_core::score::{Paragraph, Verdict};
use mtlint_core::span::FileSpan;

/// The reviews and a problem, as a run gives them to a report.
pub fn run(format: &crate::Format, style: &crate::Style, reviews: &[Review]) -> String {
    let mut out = Vec::new();
    let mut report = (format.make)(style);
    let mut summary = crate::Summary::default();
    for review in reviews {
        summary.add(review);
        report.review(review, &mut out).unwrap();
    }
    for problem in problems() {
        summary.add_problem(&problem);
        report.problem(&problem, &mut out).unwrap();
    }
    report.finish(&summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A file that could not be read.
pub fn problems() -> Vec<Problem> {
    vec![Problem {
        file: "lost/<gone>.html".into(),
        line: None,
        byte: None,
        message: "there is no such file".into(),
        hint: Some("check the path".into()),
        fatal: true,
    }]
}

/// The three reviews.
pub fn reviews() -> Vec<Review> {
    vec![empty(), article(), scripts()]
}

/// Nothing in it.
pub fn empty() -> Review {
    review("empty.txt", "", &[], &[])
}

/// An article with findings of each weight, one overlapping another, one with a fix.
pub fn article() -> Review {
    let text = "# The ferry to Osmund\n\n“We will wait for the tide,” according to the captain. Stated. The the \
        ferry left at noon, and the people of the island watched from the quay as the wind & the rain came in over \
        the water and nobody knew when it would come back.\n\n\
        Mayor Ilse Varga opened the fair. The Varga thanked the guests <b>and left\nearly";
    let faults = [
        ("Stated.", "lone-verb", "attribution", "fluency/grammar", Severity::Critical, 0.9, None),
        ("The the", "doubled-word", "repetition", "fluency/grammar", Severity::Minor, 1.0, Some("The")),
        (
            "The Varga",
            "article-before-surname",
            "name",
            "accuracy/mistranslation",
            Severity::Major,
            0.8,
            None,
        ),
        ("early", "unfinished", "punctuation", "fluency/punctuation", Severity::Minor, 0.5, None),
    ];
    let kinds = [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Paragraph];
    let mut review = review("site/ferry.md", text, &kinds, &faults);
    let first = text.find("Ilse Varga").unwrap();
    let name = FileSpan::new(first, first + 10);
    review.findings[2].related.push(Related { span: name, message: "named in full here".into() });
    review.problems.push(Problem {
        file: "site/ferry.md".into(),
        line: Some(5),
        byte: Some(291),
        message: "`<b>` is never closed".into(),
        hint: None,
        fatal: false,
    });
    review
}

/// The article of a project that has accepted two of its findings: one stands in the baseline, of one a comment speaks.
pub fn accepted() -> Review {
    let mut review = article();
    let suppressed = Aside::Suppressed { reason: "a <song> title".into() };
    for (at, why) in [(1, Aside::Known), (1, suppressed)] {
        let finding = Finding { penalty: 0.0, ..review.findings.remove(at) };
        review.aside.push(SetAside { finding, why });
    }
    review.baseline = true;
    review
}

/// Chinese, emoji with joiners, right-to-left text, a character without a width.
pub fn scripts() -> Review {
    let text = "天气 is 早上好 today.\n\nThe farmer 👩\u{200d}🌾 said שלום עולם and left\u{200b} home 🙂🙂 \u{202e}now.";
    let faults = [
        ("早上好", "foreign-script", "untranslated", "accuracy/untranslated", Severity::Critical, 1.0, None),
        (
            "שלום עולם",
            "foreign-script",
            "untranslated",
            "accuracy/untranslated",
            Severity::Critical,
            1.0,
            None,
        ),
        ("\u{200b}", "zero-width", "encoding", "fluency/character-encoding", Severity::Minor, 1.0, Some("")),
        ("🙂🙂", "doubled-mark", "punctuation", "fluency/punctuation", Severity::Minor, 0.6, Some("🙂")),
    ];
    review("世界.txt", text, &[BlockKind::Paragraph; 2], &faults)
}

type SampleFault<'a> = (&'a str, &'a str, &'a str, &'a str, Severity, f32, Option<&'a str>);

fn review(name: &str, text: &str, kinds: &[BlockKind], faults: &[SampleFault]) -> Review {
    let mut blocks = Vec::new();
    let mut at = 0;
    for (part, &kind) in text.split("\n\n").zip(kinds) {
        let skip = part.len() - part.trim_start_matches("# ").len();
        let text = part[skip..].replace('\n', " ");
        let map = SpanMap::identity(at + skip, text.len());
        blocks.push(Block::new(kind, text, map));
        at += part.len() + 2;
    }
    let block_of =
        |at: usize| blocks.iter().rposition(|b| b.map.to_file(Default::default()).start as usize <= at);
    let findings: Vec<Finding> = faults
        .iter()
        .map(|fault| {
            let start = text.find(fault.0).unwrap();
            let span = FileSpan::new(start, start + fault.0.len());
            let block = block_of(start).unwrap();
            let edit = |text: &str| Edit { span: blocks[block].map.from_file(span), text: text.to_owned() };
            let weight = match fault.4 {
                Severity::Minor if fault.3.ends_with("/punctuation") => 0.1,
                Severity::Minor => 1.0,
                Severity::Major => 5.0,
                Severity::Critical => 25.0,
            };
            Finding {
                rule: rule(fault),
                severity: fault.4,
                certainty: fault.5,
                machine: 0.5,
                weight: 1.0,
                penalty: weight * f64::from(fault.5),
                block,
                span,
                related: Vec::new(),
                message: format!("something is wrong with “{}” & more", fault.0),
                suggestion: fault.6.map(str::to_owned),
                fingerprint: Fingerprint { words: hash::folded(fault.0), ..Fingerprint::default() },
                edits: fault.6.map(edit).into_iter().collect(),
            }
        })
        .collect();
    let paragraphs: Vec<Paragraph> = (0..blocks.len())
        .map(|block| {
            let words = blocks[block].text.split_whitespace().count();
            let penalty = findings.iter().filter(|f| f.block == block).fold(0.0, |sum, f| sum + f.penalty);
            let estimate = (words > 8).then(|| estimate(61.25));
            let machine = (words > 8).then_some(0.25);
            Paragraph {
                block,
                words,
                penalty,
                score: mtlint_core::score::score(penalty, words),
                estimate,
                machine,
            }
        })
        .collect();
    let words = paragraphs.iter().map(|p| p.words).sum();
    let penalty = findings.iter().map(|f| f.penalty).sum();
    let source = Source::utf8(text.to_owned());
    Review {
        in_review: None,
        spoken: Spoken::stored(Some("en".into()), true),
        document: Document {
            name: name.into(),
            source,
            blocks,
            language: Some("en".into()),
            ..Document::default()
        },
        misses: Vec::new(),
        small_sample: words < 100,
        verdict: if findings.is_empty() { Verdict::Pass } else { Verdict::Fail },
        findings,
        aside: Vec::new(),
        baseline: false,
        suspicions: Vec::new(),
        idle_comments: 0,
        paragraphs,
        words,
        penalty,
        score: mtlint_core::score::score(penalty, words),
        estimate: (words > 0).then(|| estimate(58.5)),
        machine: (words > 0).then(|| machine(0.75)),
        problems: Vec::new(),
    }
}

fn rule(fault: &SampleFault) -> Arc<RuleMeta> {
    Arc::new(RuleMeta {
        id: fault.1.into(),
        family: fault.2.into(),
        language: "any".into(),
        summary: format!("What {} is about", fault.1),
        severity: fault.4,
        category: fault.3.into(),
        certainty: fault.5,
        machine: 0.5,
        why: "It comes from the order of words in the source.".into(),
        fix: "Fix it.".into(),
        outranks: Vec::new(),
        source_languages: Vec::new(),
        whole_paragraph: false,
        fixable: false,
        bad: Vec::new(),
        good: Vec::new(),
    })
}

/// An estimate with one reason.
fn estimate(value: f64) -> mtlint_core::estimate::outcome::Estimate {
    let feature = mtlint_core::estimate::feature::Feature::Unknown;
    let cause = mtlint_core::estimate::outcome::Cause::Feature { feature, level: 0.25, high: true };
    let reason = mtlint_core::estimate::outcome::Reason { cause, effect: -7.5 };
    mtlint_core::estimate::outcome::Estimate { value, reasons: vec![reason] }
}

/// A likelihood with a reason and a passage.
fn machine(value: f64) -> mtlint_core::machine::Machine {
    let (words, span, text) =
        ("A word is written twice (once)".into(), FileSpan { start: 0, end: 5 }, "Words".into());
    let mut machine = mtlint_core::machine::Machine::of_value(value);
    machine.reasons.push(mtlint_core::machine::MachineReason { words, effect: 0.75, span });
    machine.passages.push(mtlint_core::machine::Passage { block: 0, span, text, effect: 1.5 });
    machine
}
