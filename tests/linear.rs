//! Time is linear in a document: four times the text may take four times as long and a little more.
//!
//! A pass in the square of the length would take sixteen times as long. What counts is the time of the processor, not
//! of the clock, on one thread, and the least of three runs: a busy machine must not decide.

use std::time::Duration;

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};

/// The time this thread has run.
fn ran() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The least time of three for a check of the text that `make` gives for a number of pieces.
fn time(checker: &Checker, make: impl Fn(usize) -> String, pieces: usize) -> Duration {
    let outcome = read::read("long.txt", make(pieces).into_bytes(), &Options::default());
    let document = outcome.documents.into_iter().next().expect("a document");
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let run = || {
        let start = ran();
        checker.check(document.clone(), &Policy::default()).expect("checked");
        ran() - start
    };
    (0..3).map(|_| one.install(run)).min().expect("three runs")
}

fn assert_linear(what: &str, pieces: usize, make: impl Fn(usize) -> String) {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load");
    let (short, long) = (time(&checker, &make, pieces), time(&checker, &make, 4 * pieces));
    let ratio = long.as_secs_f64() / short.as_secs_f64();
    assert!(ratio < 9.0, "{what}: four times the text takes {ratio:.1} times as long");
}

/// A name of its own for every number.
fn name(n: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    format!("V{}o{}e{}l", letter(n), letter(n / 26), letter(n / 676))
}

#[test]
fn paragraphs_with_ever_new_names() {
    assert_linear("names", 500, |n| {
        (0..n)
            .map(|i| format!("Mira {} said the mill was old. “Yes,” said {}.\n\n", name(i), name(i)))
            .collect()
    });
}

#[test]
fn unknown_words_and_findings() {
    assert_linear("unknown words", 500, |n| {
        (0..n).map(|i| format!("He saw the the {} by the bridg .\n\n", name(i).to_lowercase())).collect()
    });
}

#[test]
fn one_line_of_quotations() {
    assert_linear("quotations", 500, |n| "“We will wait,” she said. He paid in in coins. ".repeat(n));
}

#[test]
fn one_line_of_open_marks() {
    assert_linear("open marks", 2000, |n| "“Well ".repeat(n));
}
