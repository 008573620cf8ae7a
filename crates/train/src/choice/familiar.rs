//! Counts pairs and triples of neighbours, and keeps those that come again.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use mtlint_core::analysis::choice::familiar::{Familiar, frequent, pair, triple};
use mtlint_core::analysis::choice::words::ChoiceWords;
use mtlint_core::analysis::choice::{Sight, is_prose};
use mtlint_core::analysis::{Analyser, Workspace};

/// Places to count in: two keys in a thousand share one.
const COUNTS_BITS: u32 = 28;
/// Times that a pair has to stand in the texts.
const PAIR: u8 = 2;
/// Times that a triple has to.
const TRIPLE: u8 = 3;
/// Times that make a pair frequent.
const FREQUENT: u8 = 20;
/// Paragraphs whose keys are in memory at a time.
const TOGETHER: usize = 4000;

/// What these paragraphs make familiar.
pub(super) fn count(analyser: &Analyser, words: &ChoiceWords, texts: &[String], which: &[usize]) -> Familiar {
    let mut counts = vec![0u8; 1 << COUNTS_BITS];
    each_key((analyser, words), texts, which, |key, _| {
        let count = &mut counts[place(key)];
        *count = count.saturating_add(1);
    });
    let mut familiar = Familiar::empty();
    each_key((analyser, words), texts, which, |key, is_pair| {
        let count = counts[place(key)];
        if count >= if is_pair { PAIR } else { TRIPLE } {
            familiar.insert(key);
        }
        if is_pair && count >= FREQUENT {
            familiar.insert(frequent(key));
        }
    });
    familiar
}

fn place(key: u64) -> usize {
    (key >> (64 - COUNTS_BITS)) as usize
}

/// Hands over all keys in order, and whether each is a pair's.
fn each_key(
    (analyser, words): (&Analyser, &ChoiceWords),
    texts: &[String],
    which: &[usize],
    mut act: impl FnMut(u64, bool),
) {
    for chunk in which.chunks(TOGETHER) {
        let read = |(workspace, sight): &mut (Workspace, Sight), &i: &usize| {
            keys((analyser, words), &texts[i], workspace, sight)
        };
        let keys: Vec<Vec<(u64, bool)>> =
            chunk.par_iter().map_init(|| (Workspace::default(), Sight::default()), read).collect();
        keys.into_iter().flatten().for_each(|(key, is_pair)| act(key, is_pair));
    }
}

fn keys(
    (analyser, words): (&Analyser, &ChoiceWords),
    text: &str,
    workspace: &mut Workspace,
    sight: &mut Sight,
) -> Vec<(u64, bool)> {
    let analysis = analyser.sentences(text, analyser.tokens(text, &[], workspace));
    let mut keys = Vec::new();
    for sentence in analysis.sentences.iter().filter(|s| is_prose(s)) {
        sight.look(words, text, &analysis.tokens[sentence.first..sentence.last]);
        for at in 0..=sight.len() {
            let [one, two, three] = [-2, -1, 0].map(|o| sight.at(at, o).known);
            keys.push((pair(two, three), true));
            keys.push((triple(one, two, three), false));
        }
    }
    keys
}
