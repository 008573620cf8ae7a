//! The steps of a training run that the command line and tests share: languages, articles, learning curve.

use std::collections::HashMap;

use crate::estimate::fit;
use crate::estimate::fit::{FitOptions, Fitted};
use crate::estimate::prepare;
use crate::estimate::prepare::EstimateExample;
use crate::estimate::segment::JudgedSegment;
use mtlint_core::estimate::families::Families;
use mtlint_core::estimate::grams::MOST_LANGUAGES;
use mtlint_core::estimate::source::SourceText;

/// Fewer segments than this teach nothing.
pub const LEAST: usize = 50;
/// A source language with fewer segments gets no tables of its own.
const LEAST_OF_LANGUAGE: usize = 200;

/// What a training run is for.
pub struct Task<'t> {
    /// Language of the texts.
    pub language: &'t str,
    /// Source languages with tables of their own.
    pub languages: &'t [String],
    /// Families of rules with a feature of their own.
    pub families: &'t Families,
    /// Folds for cross-fitting.
    pub folds: usize,
}

/// Source languages with enough segments, in the order of their codes; the most frequent where they are too many.
pub fn languages(segments: &[JudgedSegment]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for segment in segments.iter().filter(|s| s.source.is_some()) {
        if let Some(code) = &segment.source_lang {
            *counts.entry(code).or_default() += 1;
        }
    }
    let enough = counts.into_iter().filter(|(_, n)| *n >= LEAST_OF_LANGUAGE);
    let mut enough: Vec<(usize, String)> = enough.map(|(code, n)| (n, code.to_owned())).collect();
    enough.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    enough.truncate(MOST_LANGUAGES);
    let mut codes: Vec<String> = enough.into_iter().map(|(_, code)| code).collect();
    codes.sort();
    codes
}

/// Fits on all examples.
pub fn fit(examples: &[EstimateExample], task: &Task, progress: &(dyn Fn(&str) + Sync)) -> Fitted {
    let options = FitOptions {
        language: task.language,
        languages: task.languages,
        families: task.families,
        folds: task.folds,
        progress,
    };
    fit::fit(examples, &options)
}

/// Trains on `size` examples outside the first fold and judges those in it: raw judgements and labels.
pub fn held_out(examples: &[EstimateExample], task: &Task, size: usize, seed: u64) -> (Vec<f64>, Vec<f64>) {
    let rest: Vec<usize> = (0..examples.len()).filter(|&i| examples[i].fold != 0).collect();
    let step = (rest.len() as f64 / size as f64).max(1.0);
    let picked = (0..size).map(|k| rest[((k as f64 * step) as usize).min(rest.len() - 1)]);
    let mut known: Vec<EstimateExample> = picked.map(|i| examples[i].clone()).collect();
    prepare::deal(&mut known, task.folds, seed ^ 0x5bd1_e995, None);
    let fitted = fit(&known, task, &|_| {});
    examples.iter().filter(|e| e.fold == 0).map(|e| (fitted.judge(e), e.label)).unzip()
}

/// A number for each segment, the same for segments that seem to come from one article.
///
/// By the data's own word where it has one; else segments that share rare words (in two to six segments of a source
/// language) are put together, in clusters of at most a fiftieth of the data.
pub fn articles(segments: &[JudgedSegment]) -> Vec<u64> {
    let mut parent: Vec<usize> = (0..segments.len()).collect();
    let mut size = vec![1usize; segments.len()];
    fn root(parent: &mut [usize], mut i: usize) -> usize {
        while parent[i] != i {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        i
    }
    let most = (segments.len() / 50).max(2);
    let mut shared: HashMap<(Option<&str>, u64), Vec<usize>> = HashMap::new();
    let mut named: HashMap<&str, usize> = HashMap::new();
    for (i, segment) in segments.iter().enumerate() {
        if let Some(doc) = &segment.doc {
            let first = *named.entry(doc).or_insert(i);
            let a = root(&mut parent, i);
            parent[a] = root(&mut parent, first);
            continue;
        }
        let text = segment.source.as_deref().unwrap_or(&segment.text);
        let mut words: Vec<u64> =
            SourceText::read(text).words.iter().filter(|w| w.letters > 3).map(|w| w.stem).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            shared.entry((segment.source_lang.as_deref(), word)).or_default().push(i);
        }
    }
    let mut links: Vec<(usize, u64, Vec<usize>)> = shared
        .into_iter()
        .filter(|(_, of)| (2..=6).contains(&of.len()))
        .map(|((_, word), of)| (of.len(), word, of))
        .collect();
    links.sort();
    for (.., of) in links {
        for pair in of.windows(2) {
            let (a, b) = (root(&mut parent, pair[0]), root(&mut parent, pair[1]));
            if a != b && size[a] + size[b] <= most {
                parent[a] = b;
                size[b] += size[a];
            }
        }
    }
    (0..segments.len()).map(|i| root(&mut parent, i) as u64).collect()
}
