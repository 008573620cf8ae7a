//! A denial that one side has and the other does not.
//!
//! Needs the source text, and words that deny for both languages (`any/locale/own.tsv`). Only a source that can only deny
//! and a translation in which nothing may deny are told apart: languages deny in too many ways for more. `side`
//! "lost" reports the whole segment, "added" the word that denies.

use serde::Deserialize;

use crate::analysis::Context;
use crate::bilingual::PairSide;
use crate::bilingual::locale::{Meaning, is_letter, is_unspaced};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-negation",
    summary: "a denial that one side has and the other does not; side = lost, added",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum NegationFault {
    Lost,
    Added,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceNegation {
    side: NegationFault,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceNegation>()?))
}

impl Detector for SourceNegation {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(pair) = context.pair else { return };
        let (source, target) = (&pair.source, &pair.target);
        let (says, other) = match self.side {
            NegationFault::Lost => (source, target),
            NegationFault::Added => (target, source),
        };
        let Some(denial) = says.facts.denials.first() else { return };
        // "un-" denies before a word, and not in "uncle".
        let known = self.side == NegationFault::Lost && context.language.lexicon.is_some();
        let stands = |rest: &str| !known || context.language.entry(rest).is_word();
        if !other.locale.denies || !other.facts.denials.is_empty() || may_deny(other, stands) {
            return;
        }
        // A question or an aside that denies may be turned round: "weren't you".
        let turned = says.facts.perhaps || says.folded.contains(" ли ");
        if turned || says.text.contains(['?', '？', '؟']) {
            return;
        }
        // Words that were left as they are deny as they did.
        if source.folded == target.folded {
            return;
        }
        let word = denial.of(says.text);
        let all = Span::new(0, target.text.len());
        let hit = match self.side {
            NegationFault::Lost => {
                sink.say(all, format!("“{word}” of the source denies, and nothing here does"))
            }
            NegationFault::Added => {
                sink.say(*denial, format!("“{word}” denies, and nothing in the source does"))
            }
        };
        if is_reworded(source, target) {
            hit.weight = REWORDED;
        }
    }
}

/// How sure a denial is that one side has, where the translation says it in other words, as a factor.
const REWORDED: f32 = 0.7;
/// Letters up to which a sentence may be a saying.
const SAYING: usize = 64;

/// True for a short text whose clauses are not parted as those of its source, and that has no number or code in common
/// with it: a saying is translated by another one, which denies where it will.
fn is_reworded(source: &PairSide, target: &PairSide) -> bool {
    let letters = |side: &PairSide| side.text.chars().filter(|c| c.is_alphanumeric()).count();
    let inner = |text: &str| text.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let parts = |side: &PairSide| {
        let marks = [',', ';', ':', '–', '—', '，', '、', '；', '：', '،', '؛'];
        inner(side.text).matches(marks).count()
    };
    let anchored = |side: &PairSide| side.facts.numbers.iter().any(|n| n.plain) || !side.codes.is_empty();
    letters(target) <= SAYING && !anchored(source) && !anchored(target) && parts(source) != parts(target)
}

/// True where a word, or the beginning or end of one, may stand for a denial of the other side.
fn may_deny(side: &PairSide, stands: impl Fn(&str) -> bool) -> bool {
    let mut words =
        side.folded.split(|c: char| !is_letter(c) && c != '\'' && c != '’').filter(|w| !w.is_empty());
    words.any(|word| {
        if word.chars().any(is_unspaced) {
            return word.char_indices().any(|(at, _)| {
                side.locale
                    .longest(&word[at..], |_, m| {
                        m.iter().any(|m| matches!(m, Meaning::Deny | Meaning::Perhaps))
                    })
                    .is_some()
            });
        }
        let says =
            |part: &str| side.locale.says(part, Meaning::Perhaps) || side.locale.says(part, Meaning::Deny);
        let mut cuts = word.char_indices().map(|(at, _)| at).skip(1);
        let begins = |at: usize| says(&format!("{}-", &word[..at])) && stands(&word[at..]);
        says(word) || cuts.any(|at| begins(at) || says(&format!("-{}", &word[at..])))
    })
}
