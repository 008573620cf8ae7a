//! A person who changes sex: "He" in every sentence, and "she" in one.
//!
//! Told by a window of a few paragraphs in which one person at most is named and no other is spoken of: there one set of
//! pronouns stands at least twice outside quotations, and one single pronoun of the other set, in a window without any
//! noun of that sex ("his wife").

use serde::Deserialize;

use crate::analysis::{Context, NameKind, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::{Language, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "pronoun-switch",
    summary: "one pronoun of the other sex where one person is spoken of; first, second = pronouns, first-nouns, second-nouns = persons",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PronounSwitchSettings {
    /// Pronouns of one sex, and nouns for persons of that sex.
    first: Vec<String>,
    first_nouns: Vec<String>,
    /// The same of the other.
    second: Vec<String>,
    second_nouns: Vec<String>,
}

struct PronounSwitch {
    sexes: [SwitchSex; 2],
}

struct SwitchSex {
    pronouns: Vec<WordId>,
    nouns: Vec<WordId>,
}

/// Paragraphs before the one looked at that belong to its window; as many stand behind it.
const BEFORE: usize = 1;
/// Least pronouns of the usual sex.
const LEAST: usize = 2;

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let PronounSwitchSettings { first, first_nouns, second, second_nouns } = parameters.read()?;
    let mut ids = |words: &[String]| {
        let mut ids: Vec<WordId> = words.iter().map(|w| language.vocabulary.intern(w)).collect();
        ids.sort();
        ids
    };
    let sexes = [(first, first_nouns), (second, second_nouns)]
        .map(|(pronouns, nouns)| SwitchSex { pronouns: ids(&pronouns), nouns: ids(&nouns) });
    Ok(Box::new(PronounSwitch { sexes }))
}

impl Detector for PronounSwitch {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if context.block.kind != BlockKind::Paragraph {
            return;
        }
        let tokens = &context.analysis.tokens;
        for odd in 0..2 {
            let is = |t: &&Token| t.depth == 0 && self.sexes[odd].pronouns.binary_search(&t.word).is_ok();
            let mut here = tokens.iter().filter(is);
            let (Some(token), None) = (here.next(), here.next()) else { continue };
            if self.stands_alone(context, odd) {
                let word = context.word(token);
                sink.say(token.span, format!("“{word}” here, where all around speaks of the other sex"));
            }
        }
    }
}

impl PronounSwitch {
    /// True where the window has one pronoun of that sex and no person of it, several of the other, and one name at most.
    fn stands_alone(&self, context: &Context, odd: usize) -> bool {
        let blocks = &context.whole.blocks;
        let window = context.index.saturating_sub(BEFORE)..blocks.len().min(context.index + 2);
        let (mut pronouns, mut near) = ([0usize; 2], false);
        let mut name = None;
        for (index, block) in window.clone().zip(&blocks[window]) {
            for mention in block.mentions.iter().filter(|m| is_person(m.kind)) {
                if *name.get_or_insert(mention.name) != mention.name {
                    return false;
                }
            }
            for token in &block.tokens {
                for (sex, count) in pronouns.iter_mut().enumerate() {
                    let spoken = self.sexes[sex].pronouns.binary_search(&token.word).is_ok();
                    *count += usize::from(spoken && (token.depth == 0 || sex == odd));
                    near |= spoken && sex != odd && token.depth == 0 && context.index.abs_diff(index) < 2;
                }
                if self.sexes[odd].nouns.binary_search(&token.word).is_ok() {
                    return false;
                }
            }
        }
        near && pronouns[odd] == 1 && pronouns[1 - odd] >= LEAST
    }
}

fn is_person(kind: NameKind) -> bool {
    kind == NameKind::Person
}
