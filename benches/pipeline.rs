//! Measures the whole pipeline and each of its stages on prose made by a seeded generator.
//!
//! `cargo bench --bench pipeline` prints the time of one pass and megabytes a second.

mod prose;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mtlint::analysis::{Analysis, Context, Whole, Workspace};
use mtlint::check::{Checker, Engine};
use mtlint::document::Document;
use mtlint::estimate::model::Model;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};
use mtlint::report::{self, Style};
use mtlint::settle::Settling;

fn document(text: &str) -> Document {
    let outcome = read::read("bench.txt", text.as_bytes().to_vec(), &Options::default());
    outcome.documents.into_iter().next().expect("prose is a document")
}

/// The hits of all rules, block by block.
fn hits(engine: &Engine, document: &Document, whole: &Whole) -> Vec<Vec<mtlint::rule::RuleHit>> {
    let language = engine.analyser.language();
    let context = |index| Context {
        document,
        block: &document.blocks[index],
        index,
        analysis: &whole.blocks[index],
        whole,
        language,
    };
    (0..document.blocks.len())
        .map(|index| {
            let context = context(index);
            let wanted = {
                let genre = context.whole.genres[context.index];
                let source = context.block.original.is_some();
                engine.rules.wanted(context.block.kind, genre, source, |_| true)
            };
            engine.rules.check(&context, &wanted)
        })
        .collect()
}

fn pipeline(criterion: &mut Criterion) {
    let text = prose::prose(1 << 20, 7);
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load");
    let engine = checker.engine("en").expect("English is built in");
    let (analyser, language) = (&engine.analyser, engine.analyser.language());
    let policy = Policy::default();
    let read = document(&text);
    let (review, whole) = checker.examine(read.clone(), &policy).expect("checked");
    let model = Model::shipped(checker.engine("en").unwrap().analyser.language())
        .expect("it is whole")
        .expect("English has one");
    let texts: Vec<&str> = read.blocks.iter().map(|block| block.text.as_str()).collect();
    let mut workspace = Workspace::default();
    let cut: Vec<_> = texts.iter().map(|text| analyser.tokens(text, &[], &mut workspace)).collect();
    let split: Vec<Analysis> =
        texts.iter().zip(&cut).map(|(text, tokens)| analyser.sentences(text, tokens.clone())).collect();

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("read", |b| b.iter(|| document(black_box(&text))));
    group.bench_function("tokenise", |b| {
        b.iter(|| texts.iter().map(|text| analyser.tokens(text, &[], &mut workspace).len()).sum::<usize>());
    });
    group.bench_function("sentences", |b| {
        let all = || texts.iter().zip(&cut);
        b.iter(|| {
            all().map(|(text, cut)| analyser.sentences(text, cut.clone()).sentences.len()).sum::<usize>()
        });
    });
    group.bench_function("tag", |b| {
        let mut split = split.clone();
        b.iter(|| {
            let all = texts.iter().zip(&mut split);
            all.for_each(|(text, analysis)| analyser.tag(text, analysis, &mut workspace));
        });
    });
    group.bench_function("analyse", |b| {
        b.iter(|| -> Vec<_> { read.blocks.iter().map(|k| analyser.analyse(k, &mut workspace)).collect() });
    });
    group.bench_function("names", |b| {
        b.iter(|| black_box(Whole::gather(&read, whole.blocks.clone(), language)));
    });
    group.bench_function("rules", |b| b.iter(|| black_box(hits(engine, &read, &whole))));
    group.bench_function("settle", |b| {
        b.iter_batched(
            || hits(engine, &read, &whole),
            |hits| Settling::new(&read, &whole, &engine.rules, hits, &policy).finish(),
            criterion::BatchSize::LargeInput,
        );
    });
    group.bench_function("estimate", |b| {
        b.iter(|| {
            let all = texts.iter().zip(&whole.blocks);
            all.map(|(text, analysis)| model.judge(text, analysis, [].into_iter(), None).judged).sum::<f32>()
        });
    });
    group.bench_function("report", |b| {
        let format = report::format("jsonl").expect("there is such a format");
        b.iter(|| {
            let mut out = Vec::new();
            (format.make)(&Style::default()).review(&review, &mut out).expect("memory takes it");
            out.len()
        });
    });
    group.finish();

    let mut group = criterion.benchmark_group("whole");
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    let quiet = Checker::new(packs::pack(&[]).unwrap(), Vec::new())
        .expect("the built-in rules load")
        .without_estimates();
    for (name, checker, threads) in
        [("check", &quiet, 1), ("check and estimate", &checker, 1), ("on two threads", &checker, 2)]
    {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        group.bench_function(name, |b| {
            b.iter(|| pool.install(|| checker.check(black_box(read.clone()), &policy).expect("checked")));
        });
    }
    group.finish();
    criterion.bench_function("load", |b| {
        b.iter(|| Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load"));
    });
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
