//! Measures the whole pipeline and each of its stages on prose made by a seeded generator.
//!
//! `cargo bench` prints the time of one pass and megabytes a second.

mod prose;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mtlint::analysis::{Whole, Workspace};
use mtlint::check::Checker;
use mtlint::config::Policy;
use mtlint::document::Document;
use mtlint::read::{self, Options};

fn document(text: &str) -> Document {
    let outcome = read::read("bench.txt", text.as_bytes().to_vec(), &Options::default());
    outcome.documents.into_iter().next().expect("prose is a document")
}

fn pipeline(criterion: &mut Criterion) {
    let text = prose::prose(1 << 20, 7);
    let checker = Checker::new(Vec::new()).expect("the built-in rules load");
    let engine = checker.engine("en").expect("English is built in");
    let language = engine.analyser.language();
    let policy = Policy::default();
    let read = document(&text);
    let mut group = criterion.benchmark_group("pipeline");
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("read", |b| b.iter(|| document(black_box(&text))));
    group.bench_function("analyse", |b| {
        let mut workspace = Workspace::default();
        b.iter(|| {
            let blocks: Vec<_> =
                read.blocks.iter().map(|k| engine.analyser.analyse(k, &mut workspace)).collect();
            black_box(Whole::gather(&read, blocks, language))
        });
    });
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        group.bench_function(format!("check-{threads}-threads"), |b| {
            b.iter(|| pool.install(|| checker.check(black_box(read.clone()), &policy).expect("checked")));
        });
    }
    group.finish();
    criterion.bench_function("load", |b| {
        b.iter(|| Checker::new(Vec::new()).expect("the built-in rules load"));
    });
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
