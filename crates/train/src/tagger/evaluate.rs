//! How good a tagger is: share of right tags and the two measures of finite verbs, on the words of a treebank.

use std::time::Instant;

use serde::Serialize;

use crate::treebank::{AnnotatedSentence, Treebank};
use mtlint_core::analysis::tagger::{Tagger, TaggerBuffers};
use mtlint_core::language::{Class, Entry, Language, Tag, TagSet};

/// The figures of one treebank.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Evaluation {
    /// Words with a gold tag.
    pub tokens: usize,
    /// Share of them with the right tag.
    pub accuracy: f64,
    /// Share of the words tagged VBD, VBZ, VBP or MD that carry one of these tags in the treebank.
    pub finite_precision: f64,
    /// Share of the words that carry one of these tags in the treebank and were given one.
    pub finite_recall: f64,
    /// Words tagged in a second, on one core, the best of several runs.
    pub tokens_per_second: f64,
    /// The most frequent mistakes: right tag, given tag, how often.
    #[serde(skip)]
    pub mistakes: Vec<(Tag, Tag, usize)>,
}

/// Tags the words of `treebank` and compares. `time` asks for the speed, which takes about half a second.
pub fn evaluate(tagger: &Tagger, language: &Language, treebank: &Treebank, time: bool) -> Evaluation {
    let (mut workspace, mut tags) = (TaggerBuffers::default(), Vec::new());
    let mut pairs = vec![0usize; Tag::NUMBERS * Tag::NUMBERS];
    let sentences = listed(language, treebank);
    for (sentence, words) in treebank.sentences.iter().zip(&sentences) {
        tagger.tag(words.iter().copied(), &mut workspace, &mut tags);
        for (word, &tag) in sentence.words.iter().zip(&tags) {
            if !word.tag.is(Class::UNTAGGED) {
                pairs[word.tag.number() * Tag::NUMBERS + tag.number()] += 1;
            }
        }
    }
    let mut evaluation = figures(&pairs, &language.tags);
    if time {
        evaluation.tokens_per_second = speed(tagger, &sentences);
    }
    evaluation
}

fn figures(pairs: &[usize], tags: &TagSet) -> Evaluation {
    let (mut right, mut found, mut given, mut due, mut all) = (0, 0, 0, 0, 0);
    let mut mistakes = Vec::new();
    for (gold, row) in pairs.chunks(Tag::NUMBERS).enumerate() {
        for (tag, &count) in row.iter().enumerate() {
            let (gold, tag) = (tags.tag(gold), tags.tag(tag));
            all += count;
            due += if gold.is_finite() { count } else { 0 };
            given += if tag.is_finite() { count } else { 0 };
            found += if gold.is_finite() && tag.is_finite() { count } else { 0 };
            if gold == tag {
                right += count;
            } else if count > 0 {
                mistakes.push((gold, tag, count));
            }
        }
    }
    mistakes.sort_by_key(|&(gold, tag, count)| (std::cmp::Reverse(count), gold, tag));
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    Evaluation {
        tokens: all,
        accuracy: share(right, all),
        finite_precision: share(found, given),
        finite_recall: share(found, due),
        tokens_per_second: 0.0,
        mistakes,
    }
}

/// Words with what the word list says of them: in a text, the tokeniser has looked them up.
fn listed<'t>(language: &Language, treebank: &'t Treebank) -> Vec<Vec<(&'t str, Entry)>> {
    let words = |sentence: &'t AnnotatedSentence| {
        sentence.words.iter().map(|word| (word.form.as_str(), language.entry(&word.form))).collect()
    };
    treebank.sentences.iter().map(words).collect()
}

/// Words a second, the best of the rounds that fit into half a second (one at least).
fn speed(tagger: &Tagger, sentences: &[Vec<(&str, Entry)>]) -> f64 {
    let (mut workspace, mut found) = (TaggerBuffers::default(), Vec::new());
    let count: usize = sentences.iter().map(Vec::len).sum();
    let begin = Instant::now();
    let mut best = 0.0f64;
    loop {
        let round = Instant::now();
        for words in sentences {
            tagger.tag(words.iter().copied(), &mut workspace, &mut found);
        }
        best = best.max(count as f64 / round.elapsed().as_secs_f64().max(1e-9));
        if begin.elapsed().as_millis() > 500 {
            return best;
        }
    }
}
