//! Learning: whole sentences are broken at random, and logistic regression learns to tell where.
//!
//! From every sentence a verb is left out, and a noun or pronoun, each in a copy of its own; the copies are analysed like
//! any text, so that the model sees the tags that broken sentences get.
//! Weights are rounded to eight bits. The same sentences give the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::random::Random;
use mtlint_core::analysis::seam::features::{END, FEATURES, FIRST_WORD, ROWS, START, Sight};
use mtlint_core::analysis::seam::{Fault, Known, LEAST, LONGEST, NAT, SHORTEST, format};
use mtlint_core::analysis::tagger::Tag;
use mtlint_core::analysis::{Analyser, Analysis, SentenceEnd, Token, Workspace};
use mtlint_core::error::Result;
use mtlint_core::language::Language;

/// A function word seen at least so often is a symbol of its own.
const FREQUENT: usize = 40;
/// Passes over the examples.
const PASSES: usize = 6;
/// Pull towards zero.
const PULL: f64 = 4e-6;
/// The step shrinks with the number of steps and this.
const FIRST: f64 = 11_000.0;
/// A pair of symbols is scored where a broken seam that is found comes on no more than so many whole ones.
const WORTH: usize = 100;

/// The seams of all sentences: their rows, and what is wrong with them: 0 nothing, else the fault's place in the list.
#[derive(Default)]
struct Examples {
    rows: Vec<[u16; FEATURES]>,
    pairs: Vec<(u16, u16)>,
    labels: Vec<u8>,
}

/// What turns tokens into rows.
struct Reader<'l> {
    language: &'l Language,
    known: Known,
    sight: Sight,
}

/// Learns from `texts` and returns the bytes of a file, and in words how much it finds of what it broke.
///
/// # Errors
/// When the data of the language is broken.
pub fn learn(mut language: Language, texts: &[String]) -> Result<(Vec<u8>, String)> {
    let hashes = function_words(&Analyser::new(Arc::new(language.clone()))?, texts);
    let known = Known::new(&hashes, &mut language);
    let analyser = Analyser::new(Arc::new(language))?;
    let language = analyser.language();
    let mut reader = Reader { language, known, sight: Sight::default() };
    let examples = reader.examples(&analyser, texts);
    let mut told = format!("{} seams, {} of them broken\n", examples.labels.len(), examples.broken());
    let models: Vec<_> = Fault::ALL
        .into_iter()
        .map(|fault| {
            let weights = examples.fit(fault);
            let (open, line) = examples.open(fault, &weights, hashes.len());
            let _ = writeln!(told, "{fault:?}: {line}");
            (open, weights)
        })
        .collect();
    Ok((format::write(&hashes, &models), told))
}

/// The folded hashes of the words that are symbols of their own, the most frequent first.
fn function_words(analyser: &Analyser, texts: &[String]) -> Vec<u64> {
    let language = analyser.language();
    let known = Known::new(&[], &mut language.as_ref().clone());
    let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
    let mut workspace = analyser.workspace();
    for text in texts {
        for token in analysed(analyser, text, &mut workspace).tokens {
            if known.is_function(language, &token) {
                *seen.entry(token.hash).or_default() += 1;
            }
        }
    }
    let mut words: Vec<(usize, u64)> =
        seen.into_iter().filter(|(_, count)| *count >= FREQUENT).map(|(hash, count)| (count, hash)).collect();
    words.sort_by_key(|&(count, hash)| (std::cmp::Reverse(count), hash));
    words.into_iter().map(|(_, hash)| hash).collect()
}

fn analysed(analyser: &Analyser, text: &str, workspace: &mut Workspace) -> Analysis {
    let mut analysis = analyser.sentences(text, analyser.tokens(text, &[], workspace));
    analyser.tag(text, &mut analysis, workspace);
    analysis
}

impl Reader<'_> {
    fn examples(&mut self, analyser: &Analyser, texts: &[String]) -> Examples {
        let mut examples = Examples::default();
        let mut workspace = analyser.workspace();
        let mut random = Random::new(1);
        for text in texts {
            let analysis = analysed(analyser, text, &mut workspace);
            for sentence in analysis.sentences.iter().filter(|s| s.end == SentenceEnd::Period) {
                let tokens = &analysis.tokens[sentence.first..sentence.last];
                if !(SHORTEST..=LONGEST).contains(&tokens.len()) {
                    continue;
                }
                self.look(tokens);
                (0..self.sight.seams()).for_each(|seam| examples.add(&self.sight, seam, 0));
                for (i, fault) in Fault::ALL.into_iter().enumerate() {
                    let Some((broken, at)) = broken(text, tokens, fault, &mut random) else { continue };
                    let analysis = analysed(analyser, &broken, &mut workspace);
                    if analysis.sentences.len() == 1 {
                        self.look(&analysis.tokens);
                        let seam = analysis.tokens.partition_point(|t| (t.span.start as usize) < at);
                        if seam < self.sight.seams() {
                            examples.add(&self.sight, seam, i as u8 + 1);
                        }
                    }
                }
            }
        }
        examples
    }

    fn look(&mut self, tokens: &[Token]) {
        let Reader { language, known, sight } = self;
        sight.name(tokens, known);
        sight.look(tokens, known, language);
    }
}

/// A copy of a sentence with a word left out, and the byte where it stood: the next word begins there or after it.
fn broken(text: &str, tokens: &[Token], fault: Fault, random: &mut Random) -> Option<(String, usize)> {
    let fits = |i: usize| match fault {
        Fault::Verb => i > 0 && tokens[i].tag.is_verb(),
        Fault::Noun => tokens[i].tag.is_noun() || matches!(tokens[i].tag, Tag::Prp | Tag::Wp),
    };
    let places: Vec<usize> = (0..tokens.len() - 1).filter(|&i| fits(i)).collect();
    let left_out = tokens[*places.get(random.below(places.len().max(1)))?].span;
    let (first, last) = (tokens[0].span.start as usize, tokens[tokens.len() - 1].span.end as usize);
    let before = text[first..left_out.start as usize].trim_end();
    let rest = &text[left_out.end as usize..last];
    let rest = if before.is_empty() { raised(rest.trim_start()) } else { rest.to_owned() };
    Some((format!("{before}{rest}"), before.len()))
}

fn raised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

impl Examples {
    fn add(&mut self, sight: &Sight, seam: usize, label: u8) {
        let mut rows = [0; FEATURES];
        let mut n = 0;
        sight.rows(seam, |row| {
            rows[n] = row as u16;
            n += 1;
        });
        self.rows.push(rows);
        self.pairs.push(sight.around(seam));
        self.labels.push(label);
    }

    fn broken(&self) -> usize {
        self.labels.iter().filter(|&&label| label > 0).count()
    }

    /// Weights of one fault, rounded.
    fn fit(&self, fault: Fault) -> Vec<i8> {
        let label = fault as u8 + 1;
        let mut order: Vec<u32> = (0..self.labels.len() as u32)
            .filter(|&i| matches!(self.labels[i as usize], l if l == 0 || l == label))
            .collect();
        let (mut descent, mut random) = (Descent::new(), Random::new(2));
        for _ in 0..PASSES {
            random.shuffle(&mut order);
            for &i in &order {
                let truth = self.labels[i as usize] == label;
                descent.step(&self.rows[i as usize], truth);
            }
        }
        descent.mean().map(|w| (w * f64::from(NAT)).round().clamp(-127.0, 127.0) as i8).collect()
    }

    /// The pairs of symbols that are worth scoring, a bit each, and what is found with them.
    fn open(&self, fault: Fault, weights: &[i8], words: usize) -> (Vec<u8>, String) {
        let symbols = format::symbols(words);
        let label = fault as u8 + 1;
        let (mut whole, mut found) = (vec![0usize; symbols * symbols], vec![0usize; symbols * symbols]);
        let (mut broken, mut wrong) = (0, 0);
        for ((rows, &(before, after)), &is) in self.rows.iter().zip(&self.pairs).zip(&self.labels) {
            let pair = usize::from(before) * symbols + usize::from(after);
            let sum: i32 = rows.iter().map(|&row| i32::from(weights[usize::from(row)])).sum();
            let told = sum as f32 >= LEAST * NAT;
            broken += usize::from(is == label);
            whole[pair] += usize::from(is == 0);
            found[pair] += usize::from(is == label && told);
            wrong += usize::from(is == 0 && told);
        }
        let mut open = vec![0u8; format::open_bytes(words)];
        let (mut scored, mut kept) = (0, 0);
        for pair in (0..whole.len()).filter(|&pair| found[pair] * WORTH > whole[pair]) {
            open[pair / 8] |= 1 << (pair % 8);
            scored += whole[pair];
            kept += found[pair];
        }
        let (all, found): (usize, usize) = (whole.iter().sum(), found.iter().sum());
        let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        let line = format!(
            "{:.1} % of {broken} found at {LEAST} nats, {:.3} % of whole seams told; {:.1} % of seams scored, with {:.1} % of what is found",
            share(found, broken),
            share(wrong, all),
            share(scored, all),
            share(kept, found),
        );
        (open, line)
    }
}

/// Stochastic gradient descent on the logistic loss, with a pull towards zero, whose result is the mean of all its steps
/// (Bottou, "Stochastic Gradient Descent Tricks", 2012; Polyak and Juditsky 1992). Only rows of the example at hand are
/// touched: the pull is one factor on all weights, and a row's part in the mean is added up when it next changes.
struct Descent {
    weights: Vec<f64>,
    factor: f64,
    steps: f64,
    /// Sum of the factors of all steps, and what it was when a row last changed.
    factors: f64,
    changed: Vec<f64>,
    sums: Vec<f64>,
}

impl Descent {
    fn new() -> Self {
        let zeros = || vec![0.0; ROWS];
        Descent { weights: zeros(), factor: 1.0, steps: 0.0, factors: 0.0, changed: zeros(), sums: zeros() }
    }

    fn step(&mut self, rows: &[u16; FEATURES], truth: bool) {
        let sum: f64 = rows.iter().map(|&row| self.weights[usize::from(row)]).sum::<f64>() * self.factor;
        let slope = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(truth));
        self.steps += 1.0;
        let rate = 1.0 / (PULL * (FIRST + self.steps));
        self.factor *= 1.0 - rate * PULL;
        for &row in rows {
            let row = usize::from(row);
            self.sums[row] += self.weights[row] * (self.factors - self.changed[row]);
            self.changed[row] = self.factors;
            self.weights[row] -= rate * slope / self.factor;
        }
        self.factors += self.factor;
    }

    /// The mean of the weights over all steps.
    fn mean(&self) -> impl Iterator<Item = f64> {
        (0..ROWS).map(|row| {
            let sum = self.sums[row] + self.weights[row] * (self.factors - self.changed[row]);
            sum / self.steps.max(1.0)
        })
    }
}

const _: () = assert!(START < END && END < FIRST_WORD);

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use mtlint_core::analysis::Analyser;
    use mtlint_core::analysis::seam::{Fault, Seams, Workspace};
    use mtlint_core::document::BlockKind;
    use mtlint_core::language::{Language, Pack};

    use super::learn;

    fn english() -> Language {
        let pack = Pack::embedded(mtlint_languages::FILES, mtlint_languages::LITERALS);
        Language::load(&Arc::new(pack), "en").unwrap()
    }

    /// The word after the worst seam of a sentence.
    fn after(seams: &Seams, analyser: &Analyser, text: &str) -> Option<String> {
        let analysis = analyser.text(text, BlockKind::Paragraph);
        let worst = seams.worst(analyser.language(), &analysis.tokens, &mut Workspace::default());
        worst.map(|(at, _)| analysis.tokens[at].span.of(text).to_owned())
    }

    #[test]
    fn what_was_broken_in_training_is_found_in_other_words() {
        let people = ["captain", "mayor", "baker", "teacher", "guard", "nurse"];
        let things = ["bridge", "harbour", "house", "garden", "station", "boat"];
        let texts: Vec<String> = (0..720)
            .map(|i| {
                let (who, what) = (people[i % 6], things[i / 6 % 6]);
                let ends = ["before noon", "after the storm", "in the morning", "with a lamp", "on Monday"];
                format!("The {who} of the town has painted the {what} of the island {}.", ends[i % 5])
            })
            .collect();
        let (bytes, told) = learn(english(), &texts).unwrap();
        assert!(told.contains("seams") && told.contains("Verb: "), "{told}");
        assert_eq!(bytes, learn(english(), &texts).unwrap().0);
        let mut language = english();
        let seams = Seams::from_file("own.bin", bytes, &mut language, Fault::Verb).unwrap();
        let analyser = Analyser::new(Arc::new(language)).unwrap();
        let broken = "The painter of the town has the tower of the island after the storm.";
        assert_eq!(after(&seams, &analyser, broken).as_deref(), Some("the"));
        let whole = "The painter of the town has painted the tower of the island after the storm.";
        assert_eq!(after(&seams, &analyser, whole), None);
    }

    #[test]
    fn a_sentence_too_long_or_too_short_is_left_alone() {
        let mut language = english();
        let seams = Seams::shipped(&mut language, Fault::Verb).unwrap().unwrap();
        let analyser = Analyser::new(Arc::new(language)).unwrap();
        let broken = "The harbour master of Dorn his report with a warning to all captains";
        assert_eq!(after(&seams, &analyser, &format!("{broken}.")).as_deref(), Some("his"));
        assert_eq!(after(&seams, &analyser, "The master his report."), None);
        assert_eq!(after(&seams, &analyser, &format!("{broken}{}.", ", and so on".repeat(80))), None);
    }
}
