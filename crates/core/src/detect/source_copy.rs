//! A segment, or a stretch of one, that was never translated: it is empty, equals its source, or keeps words of it.
//!
//! Needs the source text. A segment of names, numbers and addresses alone may well stay as it is. `copy` says what is
//! looked for: "all" (the whole segment), "run" (a run of the source's words), "empty" (nothing was written).

use serde::Deserialize;

use crate::analysis::{Context, Shape};
use crate::bilingual::Pair;
use crate::bilingual::locale::{is_letter, is_unspaced};
use crate::bilingual::name::is_latin;
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, codes};
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-copy",
    summary: "a segment that was never translated; copy = all, run, empty; words = how many make a run",
    needs: &[],
    build,
};

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Copy {
    #[default]
    All,
    Run,
    Empty,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceCopy {
    #[serde(default)]
    copy: Copy,
    /// Words of the source in a row that are a copy.
    #[serde(default = "default_words")]
    words: usize,
}

fn default_words() -> usize {
    5
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceCopy>()?))
}

impl Detector for SourceCopy {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(pair) = context.pair else { return };
        match self.copy {
            Copy::All => whole(context, pair, sink),
            Copy::Run => run(context, pair, self.words, sink),
            Copy::Empty => {
                let says = pair.source.text.chars().any(char::is_alphanumeric);
                if context.text().trim().is_empty() && says {
                    sink.say(
                        Span::new(0, context.text().len()),
                        "nothing is written here, and the source has a text",
                    );
                }
            }
        }
    }
}

/// True where the two sides are in one language, so that equal words say nothing.
fn is_one_language(pair: &Pair) -> bool {
    let (a, b) = (&pair.source.locale.code, &pair.target.locale.code);
    codes::same(a, b)
}

fn whole(context: &Context, pair: &Pair, sink: &mut Sink) {
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if letters(pair.target.text) != letters(pair.source.text) {
        return;
    }
    let small: Vec<_> = context.analysis.tokens.iter().filter(|t| t.shape == Shape::Lower).collect();
    let foreign = small.iter().filter(|t| !t.entry.is_word()).count();
    let in_other_words = small.len() >= 2 && foreign * 3 >= small.len();
    // Signs of a script without spaces are words where the other language has none of them.
    let signs = pair.target.text.chars().filter(|c| is_unspaced(*c)).count() >= 4;
    let stays = context.language.lexicon.is_some() && !in_other_words && !signs;
    if !is_one_language(pair) && !stays && (small.len() >= 2 || signs) {
        sink.say(Span::new(0, context.text().len()), "the segment is the same as its source");
    }
}

/// A run of the source's words in lower case or with them between, in a translation into another language.
fn run(context: &Context, pair: &Pair, least: usize, sink: &mut Sink) {
    // Words of another script than their text's are a title or an address there already.
    let foreign = pair.source.text.chars().filter(|c| c.is_alphabetic() && *c as u32 >= 0x370).count();
    let other_script = is_latin(pair.target.text) && foreign * 6 >= pair.source.text.chars().count();
    let unknown = pair.source.locale.code.is_empty() || other_script;
    if unknown || is_one_language(pair) || context.text() == pair.source.text {
        return;
    }
    let (ours, theirs) = (words(&pair.target.folded), words(&pair.source.folded));
    let mut at = 0;
    while at + least <= ours.len() {
        let first = ours[at].of(&pair.target.folded);
        let longest =
            (0..theirs.len()).filter(|&from| theirs[from].of(&pair.source.folded) == first).map(|from| {
                (ours[at..].iter().zip(&theirs[from..]))
                    .take_while(|(a, b)| a.of(&pair.target.folded) == b.of(&pair.source.folded))
                    .count()
            });
        let length = longest.max().unwrap_or(0);
        let span = if length > 0 { ours[at].to(ours[at + length - 1]) } else { ours[at] };
        if length >= least && is_left(context, pair, &ours[at..at + length], (at > 0, least)) {
            sink.say(span, "these words of the source were left as they are");
        }
        at += length.max(1);
    }
}

/// Words from which on a run is no title.
const TITLE: usize = 12;

/// True for a run of words that nobody translated: nearly all in small letters, and neither quoted, code, a title inside
/// a sentence, nor words of this language that the source has taken over ("severe acute respiratory syndrome").
fn is_left(context: &Context, pair: &Pair, run: &[Span], (inside, least): (bool, usize)) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let span = first.to(*last);
    let is_small = |s: &&Span| s.of(context.text()).starts_with(char::is_lowercase) && s.len() > 1;
    let small = run.iter().filter(is_small).count();
    let quoted = || context.analysis.quotations.around(span).is_some();
    let coded = || pair.target.codes.iter().any(|c| c.span.overlaps(span));
    let titled = inside && span.of(context.text()).starts_with(char::is_uppercase) && run.len() < TITLE;
    let own = |s: &&Span| context.language.entry(s.of(&pair.target.folded)).is_word();
    let native =
        context.language.lexicon.is_some() && codes::same(&context.language.code, &pair.target.locale.code);
    let taken = || native && run.iter().filter(own).count() * 5 >= run.len() * 4;
    small + 1 >= least && !titled && !quoted() && !coded() && !taken()
}

fn words(text: &str) -> Vec<Span> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_letter) {
        let from = text.len() - rest.len() + start;
        let length = text[from..].find(|c| !is_letter(c)).unwrap_or(text.len() - from);
        all.push(Span::new(from, from + length));
        rest = &text[from + length..];
    }
    all
}
