//! Measures the whole pipeline and each of its stages on prose made by a seeded generator.
//!
//! `cargo bench` prints the time of one pass and megabytes a second. The words are common, the sentences regular and
//! free of faults, so the figures tell of prose that passes; a text full of faults takes longer.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mtlint::analysis::{Whole, Workspace};
use mtlint::check::Checker;
use mtlint::config::Policy;
use mtlint::document::Document;
use mtlint::read::{self, Options};

const SUBJECTS: &[&str] =
    &["The council", "A baker", "The old captain", "Mira Holm", "Nobody", "The harbour office"];
const VERBS: &[&str] =
    &["opened", "praised", "closed", "repaired", "described", "left", "painted", "measured"];
const OBJECTS: &[&str] =
    &["the bridge", "a new road", "the northern quay", "the mill", "an answer", "the long report"];
const ENDS: &[&str] =
    &["in spring", "before noon", "with great care", "for the third time", "without a word", ""];

/// A linear congruential generator (Knuth, MMIX): the same seed gives the same prose.
struct Seed(u64);

impl Seed {
    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(self.0 >> 33) as usize % words.len()]
    }
}

fn prose(bytes: usize, seed: u64) -> String {
    let mut seed = Seed(seed);
    let mut text = String::new();
    while text.len() < bytes {
        for _ in 0..6 {
            let parts = [seed.pick(SUBJECTS), seed.pick(VERBS), seed.pick(OBJECTS), seed.pick(ENDS)];
            text += parts.join(" ").trim_end();
            text += ". ";
        }
        text += "\n\n";
    }
    text
}

fn document(text: &str) -> Document {
    let outcome = read::read("bench.txt", text.as_bytes().to_vec(), &Options::default());
    outcome.documents.into_iter().next().expect("prose is a document")
}

fn pipeline(criterion: &mut Criterion) {
    let text = prose(1 << 20, 7);
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
