//! How time grows: with the length of one document, and with the number of rules that do not match.
//!
//! Both should be a straight line: twice the prose takes twice the time, twice the rules no more than a tenth more.

mod prose;

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use mtlint::check::Checker;
use mtlint::document::Document;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};
use mtlint::rule::RuleSource;

fn document(text: &str) -> Document {
    let outcome = read::read("bench.txt", text.as_bytes().to_vec(), &Options::default());
    outcome.documents.into_iter().next().expect("prose is a document")
}

/// Rules of one phrase or one token pattern each, in words that the prose does not use.
fn rules(count: usize) -> Vec<RuleSource> {
    let rule = |n: usize| {
        let matching = match n % 2 {
            0 => format!("phrases = [\"quell nimbus{n} ardor\"]"),
            _ => format!("tokens = [{{ text = \"nimbus{n}\" }}, {{ tag = \"NN\" }}]"),
        };
        RuleSource {
            file: format!("made/{n}.toml"),
            id: format!("made-{n}"),
            family: "made".into(),
            language: "en".into(),
            text: format!(
                "summary = \"made\"\nseverity = \"minor\"\ncategory = \"fluency/style\"\nwhy = \"made\"\n\
                 fix = \"none\"\n[match]\n{matching}\n"
            ),
            built_in: false,
        }
    };
    (0..count).map(rule).collect()
}

fn scaling(criterion: &mut Criterion) {
    let policy = Policy::default();
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load");
    let mut group = criterion.benchmark_group("length");
    group.sample_size(10);
    for kilobytes in [256, 512, 1024, 2048] {
        let read = document(&prose::prose(kilobytes << 10, 7));
        group.throughput(Throughput::Bytes((kilobytes << 10) as u64));
        group.bench_function(BenchmarkId::from_parameter(kilobytes), |b| {
            b.iter(|| one.install(|| checker.check(black_box(read.clone()), &policy).expect("checked")));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("rules");
    group.sample_size(10);
    let read = document(&prose::prose(256 << 10, 7));
    for count in [0, 500, 1000, 2000] {
        let checker = Checker::new(packs::pack(&[]).unwrap(), rules(count)).expect("made rules load");
        group.bench_function(BenchmarkId::from_parameter(count), |b| {
            b.iter(|| one.install(|| checker.check(black_box(read.clone()), &policy).expect("checked")));
        });
    }
    group.finish();
    // A language of fifty words from outside the program: what a check costs without tagger and models.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages");
    let checker = Checker::new(packs::pack(&[folder]).unwrap(), Vec::new()).expect("it loads");
    let mut read = document(&"Bato lumi sera toki. Uni rosa velu kanti.\n\n".repeat(6000));
    read.language = Some("qaa".to_owned());
    let mut group = criterion.benchmark_group("languages");
    group.sample_size(10).throughput(Throughput::Bytes(read.source.text.len() as u64));
    group.bench_function("made up", |b| {
        b.iter(|| one.install(|| checker.check(black_box(read.clone()), &policy).expect("checked")));
    });
    group.finish();
}

criterion_group!(benches, scaling);
criterion_main!(benches);
