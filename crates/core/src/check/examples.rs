//! Runs the examples that stand in the rules: every `bad` text must be found, every `good` one left alone.
//!
//! `mtlint rules test` prints what comes back; the crate's own tests demand that nothing does.

use std::collections::HashSet;

use crate::analysis::{Context, Whole, Workspace};
use crate::check::{Engine, Judged};
use crate::document::{Block, BlockKind, Document, Original, SpanMap, Unit, WrittenUnit};
use crate::finding::Edit;
use crate::meta::{Example, RuleMeta};
use crate::policy::Policy;
use crate::rule::RuleHit;
use crate::settle::Settling;

/// A rule whose examples do not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The rule's id.
    pub rule: String,
    /// The rule's file.
    pub file: String,
    /// What does not hold.
    pub message: String,
    /// True for a remark that does not fail the test: an alternative that no example needs.
    pub remark: bool,
}

/// Least number of `bad` and of `good` examples.
pub const LEAST_EXAMPLES: usize = 2;

/// Makes a document of an example: a plain text.
pub type ReadText<'r> = &'r dyn Fn(&str) -> Document;

/// Runs the examples of all rules of an engine, read by `read`, and returns what does not hold, rule by rule.
pub fn run(engine: &Engine, read: ReadText) -> Vec<ExampleFailure> {
    (0..engine.rules.rules.len()).flat_map(|rule| examples(engine, rule, read)).collect()
}

fn examples(engine: &Engine, rule: usize, read: ReadText) -> Vec<ExampleFailure> {
    let meta = engine.rules.rules[rule].meta.clone();
    let mut failures = Vec::new();
    let mut fail = |message: String, remark: bool| {
        let file = engine.rules.rules[rule].file.clone();
        failures.push(ExampleFailure { rule: meta.id.clone(), file, message, remark });
    };
    for (count, name) in [(meta.bad.len(), "bad"), (meta.good.len(), "good")] {
        if count < LEAST_EXAMPLES {
            fail(format!("it has {count} {name} examples, and needs {LEAST_EXAMPLES}"), false);
        }
    }
    let mut fired: HashSet<usize> = HashSet::new();
    for bad in &meta.bad {
        let document = document(bad, engine, read);
        let hits = hits(engine, rule, &document);
        fired.extend(hits.iter().map(|(_, h)| h.part));
        if hits.is_empty() {
            fail(format!("it is silent on its bad example: {}", bad.text.trim()), false);
        }
        for mark in &bad.mark {
            let covered = hits.iter().any(|(block, h)| {
                let text = &document.blocks[*block].text;
                text.match_indices(mark.as_str())
                    .any(|(at, m)| (at as u32) < h.hit.span.end && h.hit.span.start < (at + m.len()) as u32)
            });
            if !hits.is_empty() && !covered {
                let found: Vec<&str> =
                    hits.iter().map(|(b, h)| h.hit.span.of(&document.blocks[*b].text)).collect();
                fail(format!("it should mark “{mark}”, and marks “{}”", found.join("”, “")), false);
            }
        }
    }
    for message in wrong_edits(engine, rule, &meta, read) {
        fail(message, false);
    }
    for good in &meta.good {
        let document = document(good, engine, read);
        for (block, hit) in hits(engine, rule, &document) {
            let words = hit.hit.span.of(&document.blocks[block].text);
            fail(format!("it fires on “{words}” in its good example: {}", good.text.trim()), false);
        }
    }
    for (written, example, meant) in engine.rules.entries(rule) {
        let found = |text: &str| {
            let example = Example { text: text.to_owned(), ..Example::default() };
            !hits(engine, rule, &document(&example, engine, read)).is_empty()
        };
        if !found(&example) {
            fail(format!("the entry “{written}” does not find “{example}”"), false);
        }
        if found(meant) {
            fail(format!("it fires on what the entry “{written}” gives as meant: {meant}"), false);
        }
    }
    for (part, words) in engine.rules.alternatives(rule).iter().enumerate() {
        if !fired.contains(&part) {
            fail(format!("no example needs the alternative “{words}”"), true);
        }
    }
    failures
}

/// What does not hold of the fixes in the bad examples: each must say what becomes of it, and one must be fixed.
fn wrong_edits(engine: &Engine, rule: usize, meta: &RuleMeta, read: ReadText) -> Vec<String> {
    let mut wrong = Vec::new();
    for bad in &meta.bad {
        let document = document(bad, engine, read);
        let mut edits: Vec<Vec<Edit>> = vec![Vec::new(); document.blocks.len()];
        hits(engine, rule, &document).into_iter().for_each(|(block, h)| edits[block].extend(h.hit.edits));
        let any = edits.iter().any(|e| !e.is_empty());
        let blocks = document.blocks.iter().zip(&mut edits).map(|(block, edits)| {
            edits.sort_by_key(|e| e.span);
            Edit::apply(&block.text, 0, edits.iter())
        });
        let fixed = blocks.collect::<Vec<_>>().join("\n\n");
        match &bad.fixed {
            Some(stated) if stated.trim() != fixed => {
                wrong.push(format!(
                    "it should fix its example to “{}”, and fixes it to “{fixed}”",
                    stated.trim()
                ));
            }
            None if any => wrong.push(format!("an example without `fixed` is fixed to “{fixed}”")),
            _ => {}
        }
    }
    if meta.fixable && meta.bad.iter().all(|b| b.fixed.is_none()) {
        wrong.push("it has a [[edit]], and no bad example says with `fixed` what becomes of it".into());
    }
    wrong
}

/// An example as a document: plain text, and its source on the first block.
fn document(example: &Example, engine: &Engine, read: ReadText) -> Document {
    let mut document = read(&example.text);
    // Rules for every language have examples in English where they say no other.
    let usual = Some(engine.analyser.language().code.as_str()).filter(|code| *code != "any");
    document.language = Some(example.lang.as_deref().or(usual).unwrap_or("en").to_owned());
    if document.blocks.is_empty() {
        // An example of a segment that nobody has translated.
        document.blocks.push(Block::new(BlockKind::Paragraph, String::new(), SpanMap::default()));
    }
    let original = |text: &str| Original {
        text: text.into(),
        language: example.source_lang.clone(),
        ..Original::default()
    };
    for (block, source) in document.blocks.iter_mut().zip(&example.sources) {
        block.original = Some(original(source));
    }
    if let (Some(source), Some(block)) = (&example.source, document.blocks.first_mut()) {
        // White space at the ends is no part of a block's text, and what some rules look at.
        let read = source.trim() == source.as_str()
            && example.text.trim() == example.text
            && block.text == example.text;
        let sides = || Box::new(WrittenUnit { source: source.clone(), target: example.text.clone() });
        let unit = Unit { written: (!read).then(sides), ..demands(example) };
        block.unit = (unit != Unit::default()).then(|| Box::new(unit));
        block.original = Some(original(source.trim()));
    }
    document
}

/// What an example demands of its text.
fn demands(example: &Example) -> Unit {
    let Example { max, keep, terms, .. } = example;
    Unit { max: *max, keep: keep.clone(), terms: terms.clone(), ..Unit::default() }
}

fn hits(engine: &Engine, rule: usize, document: &Document) -> Vec<(usize, RuleHit)> {
    let language = engine.analyser.language();
    let mut workspace = Workspace::default();
    let blocks = document.blocks.iter().map(|b| engine.analyser.analyse(b, &mut workspace)).collect();
    let whole = Whole::gather(document, blocks, language);
    let run = |wanted: &dyn Fn(usize) -> bool| -> Vec<Vec<RuleHit>> {
        (document.blocks.iter().enumerate())
            .map(|(index, block)| {
                let analysis = &whole.blocks[index];
                let pair = engine.pair(document, block);
                let pair = pair.as_ref();
                let context = Context { document, block, index, analysis, whole: &whole, language, pair };
                let source = block.original.is_some();
                let wanted = engine.rules.wanted(block.kind, whole.genres[index], source, wanted);
                engine.rules.check(&context, &wanted)
            })
            .collect()
    };
    let hits = if engine.rules.is_judged(rule) {
        let Ok(Some(model)) = engine.shipped_model() else { return Vec::new() };
        let policy = Policy::default();
        let settled = Settling::new(document, &whole, &engine.rules, run(&|_| true), &policy).finish();
        let mut judged = Judged::default();
        judged.estimate(model, document, &whole, &settled.findings);
        engine.judged(document, &whole, &judged, model, |r| r == rule)
    } else {
        run(&|r| r == rule)
    };
    hits.into_iter().enumerate().flat_map(|(index, h)| h.into_iter().map(move |h| (index, h))).collect()
}
