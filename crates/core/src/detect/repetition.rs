//! A phrase that loops: the same run of words again and again within a sentence.
//!
//! A run of at least `words` words that comes back within `within` words of its first place is found, and the whole
//! stretch of returns is one hit. Numbers and marks count as words; a run that is all marks does not.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::language::hash::ByHash;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "repetition",
    summary: "the same run of words again; words = shortest run, within = farthest return, times = least occurrences, sentence",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Repetition {
    /// Shortest run, in words.
    words: usize,
    /// Farthest distance between the beginnings of two occurrences, in words; 0 asks for runs that touch.
    within: usize,
    /// Least number of occurrences.
    times: usize,
    /// Only within a sentence.
    sentence: bool,
}

impl Default for Repetition {
    fn default() -> Self {
        Repetition { words: 4, within: 40, times: 2, sentence: false }
    }
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<Repetition>()?))
}

impl Detector for Repetition {
    fn check(&self, context: &Context, sink: &mut Sink) {
        // The first sentence of a text that was run together says what its headline said.
        let headline = usize::from(context.is_run_together());
        for sentence in &context.analysis.sentences[headline.min(context.analysis.sentences.len())..] {
            let words = || context.tokens(sentence).iter().filter(|t| t.shape.is_word() || t.object);
            if self.may_repeat(words()) {
                self.sentence(context, &words().collect::<Vec<_>>(), sink);
            }
        }
    }
}

impl Repetition {
    fn sentence(&self, context: &Context, words: &[&Token], sink: &mut Sink) {
        let mut last: ByHash<usize> = ByHash::default();
        let mut covered = 0;
        let mut i = 0;
        while i + self.words <= words.len() {
            let key =
                words[i..i + self.words].iter().fold(0u64, |h, t| h.rotate_left(7).wrapping_mul(31) ^ t.hash);
            let before = last.insert(key, i);
            if let Some(j) = before
                && i >= covered
                && i - j >= self.least_distance()
                && i - j <= self.farthest()
                && same(&words[j..j + self.words], &words[i..i + self.words])
                && (!self.sentence || in_one_sentence(context, words[j], words[i + self.words - 1]))
            {
                let length = (0..)
                    .take_while(|&k| i + k < words.len() && words[i + k].hash == words[j + k].hash)
                    .count();
                let end = i + length;
                if self.occurs_enough(words, j, i, length) {
                    let first = words[j].span.to(words[j + length.min(i - j) - 1].span);
                    let again = words[i].span.to(words[end - 1].span);
                    let hit = sink.say(again, format!("“{}” again", first.of(context.text())));
                    let behind = [words.get(j + length), words.get(end)];
                    hit.weight = if contrasts(context, first, again, behind) { 0.5 } else { 1.0 };
                    hit.related = vec![(context.index, first, "it stands here first".into())];
                    covered = end;
                }
            }
            i += 1;
        }
    }

    /// False where no run of words is made of words that stood before: most sentences are read no further. One word
    /// may pass for another here.
    fn may_repeat<'t>(&self, mut words: impl Iterator<Item = &'t Token>) -> bool {
        let (mut seen, mut run) = ([0u64; 4], 0);
        words.any(|token| {
            let (place, bit) = ((token.hash >> 62) as usize, 1 << (token.hash >> 56 & 63));
            run = if seen[place] & bit != 0 { run + 1 } else { 0 };
            seen[place] |= bit;
            run >= self.words
        })
    }

    fn least_distance(&self) -> usize {
        if self.within == 0 { self.words } else { 1 }
    }

    fn farthest(&self) -> usize {
        if self.within == 0 { self.words } else { self.within }
    }

    fn occurs_enough(&self, words: &[&Token], first: usize, second: usize, length: usize) -> bool {
        if self.times <= 2 {
            return true;
        }
        let step = second - first;
        let mut count = 2;
        let mut at = second + step;
        while at + length.min(step) <= words.len()
            && same(&words[first..first + length.min(step)], &words[at..at + length.min(step)])
        {
            count += 1;
            at += step;
        }
        count >= self.times
    }
}

/// True where the run is said of two things on purpose: other numbers stand in it, or code, a name or a number of its own
/// stands behind each.
fn contrasts(context: &Context, first: Span, again: Span, behind: [Option<&&Token>; 2]) -> bool {
    let numbers = |span: Span| {
        let tokens = &context.analysis.tokens;
        let from = tokens.partition_point(|t| t.span.start < span.start);
        let within = tokens[from..].iter().take_while(move |t| t.span.end <= span.end);
        within.filter(|t| t.shape == Shape::Number).map(|t| t.hash)
    };
    let named = |t: &&Token| {
        t.object || t.shape.is_capital() || matches!(t.shape, Shape::Alphanumeric | Shape::Number)
    };
    let other = match behind {
        [Some(a), Some(b)] => a.hash != b.hash && named(a) && named(b),
        _ => false,
    };
    other || !numbers(first).eq(numbers(again))
}

fn in_one_sentence(context: &Context, first: &Token, last: &Token) -> bool {
    let sentences = &context.analysis.sentences;
    sentences.iter().any(|s| s.span.start <= first.span.start && last.span.end <= s.span.end)
}

fn same(a: &[&Token], b: &[&Token]) -> bool {
    a.iter().zip(b).all(|(x, y)| x.hash == y.hash)
}
