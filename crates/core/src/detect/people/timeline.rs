//! Who and what is spoken of, in the order of the text: names, nouns for persons, pronouns.

use crate::analysis::{Analysis, Context, Mention, NameKind, Shape, Token};
use crate::document::BlockKind;
use crate::language::Class;

use super::conflict::KnownPerson;
use super::sex::Sex;
use super::words::{People, Sort};

/// One word that speaks of a person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) block: usize,
    pub(super) token: usize,
    /// The number of its sentence in the document.
    pub(super) sentence: usize,
    pub(super) what: What,
    /// True inside a quotation, where somebody else speaks.
    pub(super) quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A person, by index into the document's names.
    Name(usize),
    Noun(Sex),
    /// A person whose sex is not told.
    Person,
    /// A name of something else, or of nobody knows what.
    Named,
    Pronoun(Sex),
}

impl What {
    /// The sex that it tells, or that is known of the one it names.
    pub(super) fn sex(self, known: &[KnownPerson]) -> Option<Sex> {
        match self {
            What::Name(name) => known[name].sex,
            What::Noun(sex) | What::Pronoun(sex) => Some(sex),
            What::Person | What::Named => None,
        }
    }
}

/// A word that tells the sex of a named person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Witness {
    pub(super) name: usize,
    pub(super) sex: Sex,
    pub(super) block: usize,
    pub(super) token: usize,
}

#[derive(Default)]
pub(super) struct Timeline {
    pub(super) events: Vec<Event>,
    pub(super) witnesses: Vec<Witness>,
}

/// Tokens between a name and the noun that says who that is.
const REACH: usize = 7;
/// What may stand between them, the noun included.
const WITHIN: [Class; 9] = [
    Class::ARTICLE,
    Class::COMMA,
    Class::NUM,
    Class::PLAIN_ADJ,
    Class::SINGULAR_NOUN,
    Class::SINGULAR_NAME,
    Class::PARTICIPLE,
    Class::POSSESSIVE_MARK,
    Class::HYPHEN,
];

impl Timeline {
    pub(super) fn of(people: &People, context: &Context) -> Timeline {
        let mut timeline = Timeline::default();
        let mut sentences = 0;
        let blocks = context.document.blocks.iter().zip(&context.whole.blocks).enumerate();
        for (index, (block, analysis)) in blocks {
            if block.kind == BlockKind::Code || block.kind.is_beside() {
                continue;
            }
            let mut mentions = analysis.mentions.iter().peekable();
            for sentence in &analysis.sentences {
                let mut at = sentence.first;
                while at < sentence.last {
                    while mentions.peek().is_some_and(|m| m.first < at) {
                        mentions.next();
                    }
                    let here = (index, at, sentences);
                    at = match mentions.peek() {
                        Some(mention) if mention.first == at => {
                            timeline.name(people, analysis, mention, here)
                        }
                        next => timeline.word(people, analysis, next.copied(), here),
                    };
                }
                sentences += 1;
            }
        }
        timeline
    }

    /// Adds a name and what stands beside it; returns the token where to read on.
    fn name(
        &mut self,
        people: &People,
        analysis: &Analysis,
        mention: &Mention,
        (block, token, sentence): (usize, usize, usize),
    ) -> usize {
        let first = &analysis.tokens[mention.first];
        let what = match mention.kind {
            NameKind::Person => What::Name(mention.name),
            NameKind::Unknown if people.given.sex(first.hash).is_some() && !first.entry.is_word() => {
                What::Name(mention.name)
            }
            _ if may_be_person(&analysis.tokens, mention) => What::Person,
            _ => What::Named,
        };
        let quoted = first.depth > 0;
        self.events.push(Event { block, token, sentence, what, quoted });
        if matches!(what, What::Name(_)) {
            let beside = beside(people, &analysis.tokens, mention.last);
            if let Some((at, sort)) = beside {
                if let Sort::Noun(sex) = sort {
                    self.witnesses.push(Witness { name: mention.name, sex, block, token: at });
                }
                return at + 1;
            }
        }
        mention.last
    }

    /// Adds a word, or takes it for a title of the name that follows.
    fn word(
        &mut self,
        people: &People,
        analysis: &Analysis,
        next: Option<&Mention>,
        (block, token, sentence): (usize, usize, usize),
    ) -> usize {
        let word = &analysis.tokens[token];
        let Some(sort) = people.sort(word) else {
            // A name that was not taken for one: it may be somebody.
            let owns = analysis.tokens.get(token + 1).is_some_and(|t| t.tag.is(Class::POSSESSIVE_MARK));
            let named = word.shape == Shape::Capitalised && word.entry.is_given_name();
            if named && (owns || !word.entry.is_word()) {
                let quoted = word.depth > 0;
                self.events.push(Event { block, token, sentence, what: What::Named, quoted });
            }
            return token + 1;
        };
        let name = next.filter(|m| m.first == token + 1 || m.title.is_some_and(|t| t <= token));
        let what = match (sort, name) {
            (Sort::Be, _) => return token + 1,
            (Sort::Noun(sex), Some(mention)) if !word.tag.is_verb() || word.shape == Shape::Capitalised => {
                self.witnesses.push(Witness { name: mention.name, sex, block, token });
                return token + 1;
            }
            (Sort::Person, Some(_)) => return token + 1,
            (Sort::Noun(sex), _) => What::Noun(sex),
            (Sort::Person, _) => What::Person,
            (Sort::Pronoun(sex), _) => What::Pronoun(sex),
        };
        self.events.push(Event { block, token, sentence, what, quoted: word.depth > 0 });
        token + 1
    }
}

/// A name of unknown kind that somebody may bear: no place beside a preposition, no “the Harbour Hotel”. Whatever does
/// something may be somebody: “Orsk helps her”.
fn may_be_person(tokens: &[Token], mention: &Mention) -> bool {
    let entry = tokens[mention.first].entry;
    let before = mention.first.checked_sub(1).map(|b| tokens[b].tag);
    let joined = before.is_some_and(|t| t.is_any([Class::ADP, Class::INFINITIVE_MARK, Class::ARTICLE]));
    let listed = entry.is_given_name() || entry.is_surname();
    let acts = tokens.get(mention.last).is_some_and(|t| t.tag.is(Class::FINITE) && !t.tag.is(Class::AUX));
    !joined
        && (acts
            || match mention.kind {
                NameKind::Unknown => !entry.is_place() && (listed || !entry.is_known()),
                _ => listed && mention.last - mention.first > 1,
            })
}

/// The noun that says who the person is: "Lena Marn, 41, a widow", "Lena Marn is the mother of two".
fn beside(people: &People, tokens: &[Token], from: usize) -> Option<(usize, Sort)> {
    let opening = tokens.get(from)?;
    let joins = opening.tag.is(Class::COMMA) || people.sort(opening) == Some(Sort::Be);
    if !joins {
        return None;
    }
    let mut article = opening.tag.is(Class::COMMA);
    for (at, token) in tokens.iter().enumerate().skip(from + 1).take(REACH) {
        article |= token.tag.is(Class::ARTICLE);
        if !token.tag.is_any(WITHIN) {
            return None;
        }
        let noun = people.sort(token).filter(|s| matches!(s, Sort::Noun(_) | Sort::Person));
        let Some(sort) = noun.filter(|_| article && token.tag.is_noun()) else { continue };
        let next = tokens.get(at + 1);
        // "Lena Marn, the father and the son": a list.
        let ends = next
            .is_none_or(|n| n.tag.is_any([Class::COMMA, Class::STOP, Class::ADP, Class::INTERROGATIVE_PRON]));
        if ends {
            return Some((at, sort));
        }
        if !next.is_some_and(|n| n.tag.is_noun()) {
            return None;
        }
    }
    None
}
