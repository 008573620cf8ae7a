//! Training: from treebanks to the bytes of a weights file. The same files and seed give the same bytes.
//!
//! `augment.rs` adds what treebanks lack, `count.rs` makes the lexicon, `examples.rs` writes down what there is to
//! see, `net.rs` learns, `export.rs` adds up and rounds. The second look learns from guesses that were made by
//! networks that had not seen the sentence: what a network says of its own training text is too good to learn from.

mod augment;
mod count;
pub mod evaluate;
mod examples;
mod export;
mod net;
mod options;

use crate::tagger::evaluate::{Evaluation, evaluate};
use crate::treebank::{AnnotatedSentence, Treebank};
use options::PARTS;
pub use options::TaggerOptions;

use examples::Examples;
use mtlint_core::analysis::tagger::Tagger;
use mtlint_core::analysis::tagger::features::Guess;
use mtlint_core::error::{Error, Result};
use mtlint_core::language::Language;
use net::{Heard, Net, Teaching};

/// What training tells while it runs.
#[derive(Clone, Debug)]
pub enum TaggerProgress {
    /// The text was read and counted.
    Read {
        /// Sentences, varied ones included.
        sentences: usize,
        /// Words of the treebanks.
        words: usize,
        /// Words of the lexicon.
        lexicon: usize,
        /// Words that are weighed, in a pass over the text.
        weighed: usize,
    },
    /// Words were learned from; told often, for a bar.
    Learned {
        /// Places learned from so far, all networks and passes together.
        done: usize,
        /// Of how many.
        total: usize,
    },
    /// A network that guesses for the second look is done.
    Guessed {
        /// Which one, from 1.
        part: usize,
        /// Of how many.
        parts: usize,
        /// Share of right guesses among the words it was not taught, only those that are weighed.
        accuracy: f64,
    },
    /// A pass over the text is done.
    Pass {
        /// Which one, from 1.
        pass: usize,
        /// Of how many.
        passes: usize,
        /// Share of weighed words that were right when they came up, with a part of the network hidden.
        accuracy: f64,
        /// On the held-out treebanks, one each.
        held_out: Vec<Evaluation>,
    },
    /// The weights are made.
    Written {
        /// Size in bytes.
        bytes: usize,
        /// Rows of weights.
        rows: usize,
        /// Share of weights that were too large to be kept exactly.
        clipped: f64,
    },
}

/// Trains a tagger on `treebanks` and returns the bytes of its weights file. `held_out` is only measured; the word
/// list of `language` tells of words that the treebanks do not have.
///
/// # Errors
/// [`Error::Invalid`] when there is nothing to learn from, or more than the format holds.
pub fn train(
    treebanks: &[Treebank],
    held_out: &[Treebank],
    language: &Language,
    options: &TaggerOptions,
    progress: &mut dyn FnMut(TaggerProgress),
) -> Result<Vec<u8>> {
    let sentences: Vec<&AnnotatedSentence> =
        treebanks.iter().flat_map(|treebank| &treebank.sentences).collect();
    let lines = augment::lines(&sentences, options);
    let lexicon = count::TrainingLexicon::new(&lines, language)
        .ok_or_else(|| Error::invalid("treebanks", "too few tagged words to learn from"))?;
    let mut examples = Examples::new(&lines, &lexicon, language);
    progress(TaggerProgress::Read {
        sentences: lines.len(),
        words: sentences.iter().map(|sentence| sentence.words.len()).sum(),
        lexicon: lexicon.words.len(),
        weighed: examples.weighed(),
    });
    let total = examples.weighed() * ((PARTS - 1) * options.guess_passes + options.passes);
    let mut done = 0;
    let mut guesses = examples.fixed_guesses();
    for part in 0..PARTS {
        let teaching = Teaching { leave_out: Some(part), guesses: None, passes: options.guess_passes };
        let mut net = Net::new(&examples, options.seed.wrapping_add(part as u64 + 1));
        net.learn(&examples, &teaching, &mut |heard| {
            if let Heard::Learned(more) = heard {
                done += more;
                progress(TaggerProgress::Learned { done, total });
            }
        });
        let accuracy = guess(&net, &examples, part, &mut guesses);
        progress(TaggerProgress::Guessed { part: part + 1, parts: PARTS, accuracy });
    }
    examples.add_guesses(&guesses);
    let teaching = Teaching { leave_out: None, guesses: Some(&guesses), passes: options.passes };
    let mut net = Net::new(&examples, options.seed);
    net.learn(&examples, &teaching, &mut |heard| match heard {
        Heard::Learned(more) => {
            done += more;
            progress(TaggerProgress::Learned { done, total });
        }
        Heard::Pass { net, pass, accuracy } => {
            let measure = |treebank| {
                let (bytes, _) = export::write(net, &examples, &lexicon);
                Tagger::from_bytes(bytes, language)
                    .map(|tagger| evaluate(&tagger, language, treebank, false))
                    .unwrap_or_default()
            };
            let held_out = held_out.iter().map(measure).collect();
            progress(TaggerProgress::Pass { pass: pass + 1, passes: options.passes, accuracy, held_out });
        }
    });
    let (bytes, summary) = export::write(&net, &examples, &lexicon);
    progress(TaggerProgress::Written { bytes: bytes.len(), rows: summary.rows, clipped: summary.clipped });
    Tagger::from_bytes(bytes.clone(), language)?;
    Ok(bytes)
}

/// Fills the guesses for the part that `net` was not taught.
fn guess(net: &Net, examples: &Examples, part: usize, guesses: &mut [Guess]) -> f64 {
    let (mut right, mut all) = (0usize, 0usize);
    for line in examples.lines.iter().filter(|line| line.fold % PARTS == part) {
        for token in line.tokens.clone() {
            if examples.tokens[token].weighed != 0 {
                guesses[token] = net.guess(examples, line, token, part);
                all += 1;
                right += usize::from(guesses[token].tag == examples.tokens[token].gold);
            }
        }
    }
    right as f64 / all.max(1) as f64
}
