//! Prose made by a seeded generator: the corpus of every benchmark, the same on every machine.
//!
//! The words are common, the sentences regular and free of faults, so figures tell of prose that passes; a text full
//! of faults takes longer.

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

/// At least `bytes` of prose: sentences of four parts, six to a paragraph, free of faults.
pub fn prose(bytes: usize, seed: u64) -> String {
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
