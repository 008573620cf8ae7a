//! The preposition that a word takes: another one stands after it, one stands where none is taken, or none where one is.
//!
//! The words, with what they take and what they do not, stand in a table of the language's folder. A wrong preposition
//! is told where a noun phrase follows it and no right one comes after all: "depends for its bread on the mill".

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::analysis::choice::{ChoiceWords, Forms};
use crate::analysis::{Context, Sentence, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::{Error, Result};
use crate::language::{Class, Language, SetId, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "government",
    summary: "a word and the preposition it takes; table, fault = wrong, needless, missing",
    needs: &[Need::Tags],
    build,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum GovernmentFault {
    /// Another preposition is taken.
    Wrong,
    /// An object is taken without one.
    Needless,
    /// No object is taken without one.
    Missing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GovernmentSettings {
    table: String,
    /// The preposition that is an infinitive's particle too.
    infinitive: String,
    /// Pronouns that a word may stand behind ("something similar to").
    #[serde(default)]
    vague: Vec<String>,
    fault: GovernmentFault,
}

/// What one word takes.
struct Taken {
    is_verb: bool,
    right: Vec<WordId>,
    wrong: Vec<WordId>,
    /// The first right preposition, to suggest.
    best: String,
}

struct Government {
    fault: GovernmentFault,
    words: BTreeMap<WordId, Taken>,
    /// Words that open a noun phrase.
    openers: u64,
    objects: u64,
    time: u64,
    to: WordId,
    /// "Something similar in the north": what follows goes with the pronoun.
    vague: Vec<WordId>,
}

/// Under this margin the tagger may be wrong, and “answers to the mayor” are none of a verb: two nats.
const SURE: u8 = 32;
/// Words in which the right preposition may still come.
const REACH: usize = 9;

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let GovernmentSettings { table, infinitive, vague, fault } = parameters.read()?;
    let missing = || {
        Error::invalid(
            parameters.file,
            format!("there is no table \"{table}\" in the folder of the language"),
        )
    };
    let (file, bytes) = language.data(&table).ok_or_else(missing)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Error::invalid(&file, "it is not UTF-8 text"))?;
    let set = |name: &str, language: &Language| language.vocabulary.set(name).map_or(0, SetId::bit);
    let openers = set("article", language) | set("possessive", language) | set("demonstrative", language);
    let objects = set("object-pronoun", language);
    let time = set("time-unit", language);
    let known = ChoiceWords::enter(language)?;
    let mut words = BTreeMap::new();
    let mut adjectives = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [word, what, right, wrong] = fields[..] else {
            let message = "a line has four fields: word, what it is, right and wrong prepositions";
            return Err(Error::invalid(&file, message).at(number + 1, 0));
        };
        let meant = match what {
            "verb" | "adjective" => GovernmentFault::Wrong,
            "object" => GovernmentFault::Needless,
            _ => GovernmentFault::Missing,
        };
        if what == "adjective" {
            adjectives.push(word);
        }
        if meant != fault {
            continue;
        }
        let is_verb = !adjectives.contains(&word);
        for form in if is_verb { forms(&Forms::with(language, &known), word) } else { vec![word.to_owned()] }
        {
            let mut list = |text: &str| {
                let listed = text.split_whitespace().filter(|w| *w != "-");
                listed.map(|w| language.vocabulary.intern(w)).collect::<Vec<_>>()
            };
            let (right_words, wrong_words) = (list(right), list(wrong));
            let best = right.split_whitespace().next().unwrap_or_default().to_owned();
            let id = language.vocabulary.intern(&form);
            words.insert(id, Taken { is_verb, right: right_words, wrong: wrong_words, best });
        }
    }
    let to = language.vocabulary.intern(&infinitive);
    let vague = vague.iter().map(|word| language.vocabulary.intern(word)).collect();
    Ok(Box::new(Government { fault, words, openers, objects, time, to, vague }))
}

/// All forms of a verb; an adjective among them has one.
fn forms(forms: &Forms, base: &str) -> Vec<String> {
    let made = [forms.third(base), forms.past(base), forms.participle(base), forms.ing(base)];
    made.into_iter().flatten().chain([base.to_owned()]).collect()
}

impl Detector for Government {
    fn check(&self, context: &Context, sink: &mut Sink) {
        for sentence in &context.analysis.sentences {
            let tokens = context.tokens(sentence);
            // Few words are sure to be what a table can be of: no other has to be looked up.
            let kinds = [Class::PLAIN_ADJ, Class::PARTICIPLE, Class::PAST_VERB];
            let may = |t: &Token| t.margin >= SURE && (t.tag.is_verb() || t.tag.is_any(kinds));
            for (i, token) in tokens.iter().enumerate().filter(|(_, token)| may(token)) {
                let Some(taken) = self.words.get(&token.word) else { continue };
                if self.is_used(taken, tokens, i) {
                    match self.fault {
                        GovernmentFault::Missing => self.missing(context, taken, tokens, i, sink),
                        _ => self.with_wrong(context, taken, (sentence, tokens), i, sink),
                    }
                }
            }
        }
    }
}

impl Government {
    /// Whether the word is used as what the table has it for.
    fn is_used(&self, taken: &Taken, tokens: &[Token], i: usize) -> bool {
        let tag = tokens[i].tag;
        if tokens[i].margin < SURE {
            return false;
        }
        if !taken.is_verb {
            let vague = i > 0 && self.vague.contains(&tokens[i - 1].word);
            return !vague && tag.is_any([Class::PLAIN_ADJ, Class::PARTICIPLE, Class::PAST_VERB]);
        }
        // Of a passive the object stands before: "it was answered to the letter".
        let passive = tag.is(Class::PARTICIPLE) && self.fault != GovernmentFault::Wrong;
        tag.is_verb() && !passive
    }

    fn with_wrong(
        &self,
        context: &Context,
        taken: &Taken,
        (_, tokens): (&Sentence, &[Token]),
        i: usize,
        sink: &mut Sink,
    ) {
        let (Some(preposition), Some(after)) = (tokens.get(i + 1), tokens.get(i + 2)) else { return };
        let phrase = self.opens(context, after)
            || after.tag.is_noun()
            || after.tag.is_any([Class::PLAIN_ADJ, Class::NUM, Class::PERSONAL])
                && self.fault == GovernmentFault::Wrong;
        let infinitive =
            preposition.word == self.to && after.tag.is_any([Class::BASE_VERB, Class::PLURAL_VERB]);
        if !taken.wrong.contains(&preposition.word)
            || !phrase
            || infinitive
            || self.is_time(context, tokens, i + 2)
        {
            return;
        }
        let later = tokens[i + 2..].iter().take(REACH).any(|t| taken.right.contains(&t.word));
        if later {
            return;
        }
        let (word, found) = (context.word(&tokens[i]), context.word(preposition));
        let span = tokens[i].span.to(preposition.span);
        if self.fault == GovernmentFault::Needless {
            let hit = sink.say(span, format!("“{word}” takes its object without “{found}”"));
            hit.suggestion = Some(word.to_owned());
        } else {
            let hit = sink.say(span, format!("“{word}” takes “{}”, not “{found}”", taken.best));
            hit.suggestion = Some(format!("{word} {}", taken.best));
        }
    }

    fn missing(&self, context: &Context, taken: &Taken, tokens: &[Token], i: usize, sink: &mut Sink) {
        let Some(after) = tokens.get(i + 1) else { return };
        let object = context.language.vocabulary.sets(after.word) & self.objects != 0;
        if !after.spaced || !(self.opens(context, after) && !after.tag.is(Class::ADP) || object) {
            return;
        }
        // "Responded the mayor" after a quotation; "the one they belong to", "all of which they rely on".
        let inverted = i == 0 || !tokens[i - 1].shape.is_word();
        let later = tokens[i + 1..].iter().take(REACH).any(|t| taken.right.contains(&t.word));
        if inverted && taken.is_verb || later || self.is_time(context, tokens, i + 1) {
            return;
        }
        let word = context.word(&tokens[i]);
        let span = tokens[i].span.to(after.span);
        let hit = sink.say(span, format!("“{word}” takes its object with “{}”", taken.best));
        hit.suggestion = Some(format!("{word} {} {}", taken.best, context.word(after)));
    }

    fn opens(&self, context: &Context, token: &Token) -> bool {
        context.language.vocabulary.sets(token.word) & (self.openers | self.objects) != 0
    }

    /// "For the last two years", "the next day": when, not what.
    fn is_time(&self, context: &Context, tokens: &[Token], from: usize) -> bool {
        let near = tokens[from..].iter().take(4);
        near.take_while(|t| t.shape.is_word() || t.tag.is(Class::NUM))
            .any(|t| context.language.vocabulary.sets(t.word) & self.time != 0)
    }
}
