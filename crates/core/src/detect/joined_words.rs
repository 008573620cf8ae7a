//! Two words written as one, where the gap between them was lost: "qualityof", "theharbour".
//!
//! The language makes compounds of nouns, and of nouns with some particles; what it does not join are the words of the
//! list `joint` (articles, prepositions, pronouns, auxiliaries), and words of which one can be no noun. So a word that no
//! list has is taken apart only into such a word and a common one.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::unknown_word::is_technical;
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "joined-words",
    summary: "two words without the gap between them; joint = words that never join others, prefixes = words that do, common = least class of the other half",
    needs: &[Need::Words],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct JoinedWords {
    /// Words of which no compound is made.
    joint: Vec<String>,
    /// Words that begin compounds though they are no nouns.
    prefixes: Vec<String>,
    /// Least frequency class (0 to 15) of the other half.
    #[serde(default = "default_common")]
    common: u8,
}

fn default_common() -> u8 {
    8
}

/// Bytes of the longest word that is taken apart.
const LONGEST: usize = 32;

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<JoinedWords>()?))
}

impl Detector for JoinedWords {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        for &i in &context.analysis.strange {
            let (token, word) = (&tokens[i], context.word(&tokens[i]));
            let opens = || context.analysis.sentences.binary_search_by_key(&i, |s| s.first).is_ok();
            let fits = (token.shape == Shape::Lower || token.shape == Shape::Capitalised && opens())
                && !token.entry.is_known()
                && word.is_ascii()
                && (5..=LONGEST).contains(&word.len())
                && stands_free(context, tokens, i)
                // What comes back is a term of the text ("howto", "forall").
                && context.whole.tally.count(token).all == 1;
            let Some(at) = fits.then(|| self.gap(context.language, word)).flatten() else { continue };
            let (first, second) = word.split_at(at);
            let joint =
                self.joint.iter().any(|j| [first, second].iter().any(|half| j.eq_ignore_ascii_case(half)));
            let suggestion = format!("{first} {second}");
            let hit = sink.say(token.span, format!("“{first}” and “{second}” are written as one word"));
            // No certain fix: new compounds and terms ("livelock", "hardcoding") come apart as well.
            hit.suggestion = Some(suggestion);
            // Beside code two nouns in one word are most often a term.
            hit.weight = if is_technical(context) && !joint { 0.5 } else { 1.0 };
        }
    }
}

impl JoinedWords {
    /// Where the gap belongs; of several places the one with the commonest halves.
    fn gap(&self, language: &Language, word: &str) -> Option<usize> {
        let lower = word.to_ascii_lowercase();
        let class = |w: &str| {
            let entry = language.entry(w);
            if entry.is_word() && !entry.is_only_name() { entry.frequency() } else { 0 }
        };
        let joint = |w: &str| self.joint.iter().any(|j| j == w);
        let prefix = |w: &str| self.prefixes.iter().any(|p| p == w);
        let noun = |w: &str| language.entry(w).can_be_noun();
        let places = (2..lower.len() - 1).filter_map(|at| {
            let (first, second) = lower.split_at(at);
            let [a, b] = [class(first), class(second)];
            let fits = joint(first) && second.len() > 3 && b >= self.common
                || joint(second) && first.len() > 3 && a >= self.common
                || first.len() > 3
                    && second.len() > 3
                    && a.min(b) >= self.common
                    && !noun(first)
                    && !prefix(first);
            fits.then_some((a.min(b), at))
        });
        places.max().map(|(_, at)| at)
    }
}

/// A part of a compound with hyphens, of an address or of a word cut by an apostrophe is no word of its own.
fn stands_free(context: &Context, tokens: &[Token], i: usize) -> bool {
    let joins = |t: &Token| {
        matches!(context.word(t), "-" | "‐" | "‑" | "/" | "'" | "’" | "_" | "." | "@" | "#" | "&")
    };
    let before = i.checked_sub(1).map(|b| &tokens[b]).filter(|_| !tokens[i].spaced);
    let after = tokens.get(i + 1).filter(|n| !n.spaced);
    let ends = |t: &Token| context.word(t) == "." && tokens.get(i + 2).is_none_or(|n| n.spaced);
    !before.is_some_and(|t| t.shape != Shape::Mark || joins(t))
        && !after.is_some_and(|t| !ends(t) && (t.shape != Shape::Mark || joins(t)))
}
