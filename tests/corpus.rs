//! The fuzzers' short run: every stored input of `fuzz/corpus`, and seeded mutations of it, through every target.
//!
//! What a fuzzer finds is fixed, and its input is kept in `fuzz/corpus/<target>`, so it is fed here for ever.

use crate::targets;

use std::fs;
use std::path::{Path, PathBuf};

/// Mutations of each stored input.
const MUTATIONS: usize = if cfg!(debug_assertions) { 4 } else { 40 };

fn stored(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{target} has no stored input");
    files
}

/// A small generator (splitmix64), so that a failure can be had again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) % limit.max(1) as u64) as usize
    }
}

/// A copy with a few bytes changed, dropped or doubled, or with a piece of another input.
fn mutated(bytes: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(out.len() + 1);
        match random.below(5) {
            0 if at < out.len() => out[at] = random.below(256) as u8,
            1 => out.insert(at, b"\0\"\xff\xe2\xf0[<&\\\n\r"[random.below(11)]),
            2 => drop(out.drain(at..(at + random.below(9)).min(out.len()))),
            3 => {
                let from = random.below(other.len() + 1);
                let piece = &other[from..(from + random.below(40)).min(other.len())];
                drop(out.splice(at..at, piece.iter().copied()));
            }
            _ => out.truncate(at.max(out.len() / 2)),
        }
    }
    out
}

#[test]
fn stored_inputs_and_their_mutations_do_no_harm() {
    for target in targets::TARGETS {
        let files = stored(target.name);
        let inputs: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
        let mut random = Random(42);
        for (file, bytes) in files.iter().zip(&inputs) {
            targets::run(target.name, bytes);
            for round in 0..MUTATIONS {
                let other = &inputs[random.below(inputs.len())];
                let bytes = mutated(bytes, other, &mut random);
                let fed = std::panic::catch_unwind(|| targets::run(target.name, &bytes));
                assert!(fed.is_ok(), "{}, mutation {round}: {bytes:?}", file.display());
            }
        }
    }
}

/// The fuzzers' long run where cargo-fuzz is not at hand: `MTLINT_FUZZ_TARGET` and `MTLINT_FUZZ_SECONDS` say what and how
/// long. What was mutated is mutated further, so that inputs drift away from those that are stored.
#[test]
#[ignore = "runs as long as it is told to"]
fn stored_inputs_drift_for_as_long_as_asked() {
    let said = |name: &str, else_: &str| std::env::var(name).unwrap_or_else(|_| else_.to_owned());
    let target = said("MTLINT_FUZZ_TARGET", "read");
    let seconds: u64 = said("MTLINT_FUZZ_SECONDS", "60").parse().expect("a number of seconds");
    let begun = std::time::Instant::now();
    let stored: Vec<Vec<u8>> = stored(&target).iter().map(|file| fs::read(file).unwrap()).collect();
    let mut inputs = stored.clone();
    let mut random = Random(seconds);
    let mut fed = 0u64;
    while begun.elapsed().as_secs() < seconds {
        let at = random.below(inputs.len());
        let bytes = mutated(&inputs[at], &inputs[random.below(inputs.len())], &mut random);
        let result = std::panic::catch_unwind(|| targets::run(&target, &bytes));
        assert!(result.is_ok(), "{target}, input {fed}: {bytes:?}");
        let drifts = random.below(20) > 0 && bytes.len() < 1 << 14;
        inputs[at] = if drifts { bytes } else { stored[at].clone() };
        fed += 1;
    }
    println!("{fed} inputs through {target} in {seconds} s");
}

#[test]
fn every_target_has_a_fuzzer() {
    for target in targets::TARGETS {
        let file = format!("fuzz/fuzz_targets/{}.rs", target.name);
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        assert!(text.contains(&format!("targets::run(\"{}\"", target.name)), "{}", target.name);
    }
}
