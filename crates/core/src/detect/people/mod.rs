//! A person who changes sex: “Mrs Varnholt” whom the next sentence calls “he”.
//!
//! One walk through the document follows who is spoken of. A pronoun is told where one person alone can be meant, and
//! that person is of the other sex: by title, by a noun beside the name, by a given name that only one sex bears, or by
//! the other pronouns of the text. Where two persons are in play, or a person whose sex nobody tells, it is silent.

mod conflict;
mod orphan;
mod own;
mod sex;
mod speaker;
mod timeline;
mod topic;
mod walk;
mod words;

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::analysis::Context;
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;

use conflict::{Conflict, Conflicts, PronounProof};
use sex::{GivenNames, Sex};
use words::{People, Sort};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "people",
    summary: "a pronoun of the other sex than the person's; he, she = pronouns; men, women, persons = nouns and titles; be, speech; own = verbs with what one has of one's own",
    needs: &[Need::Tags, Need::Words],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PeopleSettings {
    /// Pronouns of each sex.
    he: String,
    she: String,
    /// Nouns and titles of each sex.
    men: String,
    women: String,
    /// Nouns for persons of either sex, and for what is spoken of as a person.
    persons: String,
    /// Forms that join a name to a noun: "Lena Marn was a widow".
    be: String,
    /// Word list: verbs of speech.
    speech: Option<String>,
    /// Verbs with nouns that one has of one's own: "shake head".
    #[serde(default)]
    own: Vec<String>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let PeopleSettings { he, she, men, women, persons, be, speech, own: pairs } = parameters.read()?;
    let mut words = HashMap::new();
    let sorts = [
        (persons, Sort::Person),
        (men, Sort::Noun(Sex::Man)),
        (women, Sort::Noun(Sex::Woman)),
        (he, Sort::Pronoun(Sex::Man)),
        (she, Sort::Pronoun(Sex::Woman)),
        (be, Sort::Be),
    ];
    for (list, sort) in &sorts {
        words.extend(list.split_whitespace().map(|word| (language.vocabulary.intern(word), *sort)));
    }
    let speech = parameters.word_list(speech.as_deref(), language)?;
    let mut own = HashSet::new();
    for (verb, noun) in pairs.iter().filter_map(|pair| pair.split_once(' ')) {
        let noun = language.vocabulary.intern(noun);
        for form in language.forms(verb) {
            own.insert((language.vocabulary.intern(&form), noun));
        }
    }
    Ok(Box::new(People { words, given: GivenNames::of(language)?, speech, own }))
}

impl Detector for People {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let made = &context.whole.made;
        let conflicts = made.get::<Conflicts>().unwrap_or_else(|| made.keep(walk::conflicts(self, context)));
        let from = conflicts.0.partition_point(|c| c.block < context.index);
        for conflict in conflicts.0[from..].iter().take_while(|c| c.block == context.index) {
            tell(context, conflict, sink);
        }
    }
}

fn tell(context: &Context, conflict: &Conflict, sink: &mut Sink) {
    let whole = context.whole;
    let token = &context.analysis.tokens[conflict.token];
    let word = context.word(token);
    let message = match conflict.told {
        PronounProof::Name(name, sex) => {
            format!("“{word}” here, and {} is {} in this text", whole.names[name].full, shown(sex))
        }
        PronounProof::Speaker(sex) => format!("“{word}” here, and who speaks is {}", shown(sex)),
        PronounProof::Doer(sex) => format!("“{word}” here, and who does it is {}", shown(sex)),
        PronounProof::Nobody => format!("“{word}” here, and the text speaks of nobody whom that could be"),
    };
    let hit = sink.say(token.span, message);
    hit.weight = conflict.weight;
    hit.related = (conflict.proof.iter())
        .map(|&(block, token, why)| (block, whole.blocks[block].tokens[token].span, why.to_owned()))
        .collect();
}

fn shown(sex: Sex) -> &'static str {
    match sex {
        Sex::Man => "a man",
        Sex::Woman => "a woman",
    }
}
