//! Names that change, lose a part, or turn into common words, seen against all names of the document.
//!
//! `fault` says which: "article" (an article before a surname that the document uses as a person), "variant" (one name
//! in several spellings), "lower-part" (a part of a name in lower case), "lower-case" (a
//! word that is only a name, in lower case), "unintroduced" (a surname that no full name
//! introduces), "common-surname" (a common adjective or adverb in a surname's place).

use std::cmp::Reverse;

use serde::Deserialize;

use crate::analysis::{Context, Mention, NameKind, Shape, Token, sound};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::Result;
use crate::language::{Class, Language, SetId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "name",
    summary: "names at odds with the document; fault = article, variant, lower-part, lower-case, unintroduced, common-surname",
    needs: &[Need::Words],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum NameFault {
    Article,
    Variant,
    LowerPart,
    LowerCase,
    Unintroduced,
    CommonSurname,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NameSettings {
    fault: NameFault,
    /// Word list: articles.
    #[serde(default)]
    article: Option<String>,
    /// Word list: verbs of speech.
    #[serde(default)]
    speech: Option<String>,
    /// Word list: offices, which take an article: "the Governor said".
    #[serde(default)]
    role: Option<String>,
}

/// How many mentions of a name are looked at for a verb of speech: one that speaks does so early.
const LOOKED_AT: usize = 64;

struct NameDetector {
    fault: NameFault,
    article: Option<SetId>,
    speech: Option<SetId>,
    role: Option<SetId>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: NameSettings = parameters.read()?;
    Ok(Box::new(NameDetector {
        fault: written.fault,
        article: parameters.word_list(written.article.as_deref(), language)?,
        speech: parameters.word_list(written.speech.as_deref(), language)?,
        role: parameters.word_list(written.role.as_deref(), language)?,
    }))
}

impl Detector for NameDetector {
    fn check(&self, context: &Context, sink: &mut Sink) {
        match self.fault {
            NameFault::Article => self.article(context, sink),
            NameFault::Variant => variant(context, sink),
            NameFault::LowerPart => lower_part(context, sink),
            NameFault::LowerCase => lower_case(context, sink),
            NameFault::Unintroduced => self.unintroduced(context, sink),
            NameFault::CommonSurname => common_surname(context, sink),
        }
    }
}

impl NameDetector {
    fn in_list(&self, context: &Context, token: &Token, list: Option<SetId>) -> bool {
        list.is_some_and(|l| context.language.vocabulary.is_in(token.word, l))
    }

    /// "the Moon said", where the document has "Moon said" too.
    fn article(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        for at in 1..tokens.len().saturating_sub(1) {
            let [before, name, after] = [&tokens[at - 1], &tokens[at], &tokens[at + 1]];
            if !self.in_list(context, before, self.article)
                || name.shape != Shape::Capitalised
                || !after.tag.is_any([Class::PAST_VERB, Class::SINGULAR_VERB, Class::AUX])
                || self.in_list(context, name, self.role)
            {
                continue;
            }
            let speaks = self.in_list(context, after, self.speech);
            // "in the Porsche was": the article and the name are no subject.
            let subject = at < 2 || !tokens[at - 2].tag.is_any([Class::ADP, Class::INFINITIVE_MARK]);
            let person = self.is_introduced(context, name);
            let surname = !name.entry.is_word() && !context.word(name).ends_with('s');
            if speaks && (person || self.speaks(context, name)) || person && subject && surname {
                let words = context.word(name);
                sink.say(
                    before.span.to(after.span),
                    format!("“{words}” is a person in this text, and takes no article"),
                );
            }
        }
    }

    /// True when a person is named in full, and the word is the surname.
    fn is_introduced(&self, context: &Context, name: &Token) -> bool {
        let names = &context.whole.names;
        let named = context.whole.index.ending_with(name).iter().map(|&n| &names[n]);
        named.into_iter().any(|n| n.kind == NameKind::Person && n.introduced.is_some())
    }

    /// True when the document lets the same word speak as a name, without an article.
    fn speaks(&self, context: &Context, name: &Token) -> bool {
        let whole = context.whole;
        let places = whole
            .index
            .ending_with(name)
            .iter()
            .flat_map(|&n| whole.names[n].mentions.iter().take(LOOKED_AT));
        places.into_iter().any(|&(block, mention)| {
            let block = &whole.blocks[block];
            let mention = &block.mentions[mention];
            let before = mention.first.checked_sub(1).map(|b| &block.tokens[b]);
            let after = block.tokens.get(mention.last);
            let articled = before.is_some_and(|t| {
                t.tag.is_any([Class::ARTICLE, Class::POSSESSIVE_PRON, Class::PLAIN_ADJ])
                    || t.shape.is_capital()
            });
            !articled && after.is_some_and(|t| self.in_list(context, t, self.speech))
        })
    }

    /// A surname that speaks, and no full name anywhere before it.
    fn unintroduced(&self, context: &Context, sink: &mut Sink) {
        if context.whole.words < 120 {
            return;
        }
        let tokens = &context.analysis.tokens;
        for (at, mention) in context.analysis.mentions.iter().enumerate() {
            let single = mention.last - mention.first == 1 && mention.title.is_none();
            let speaks = tokens.get(mention.last).is_some_and(|t| self.in_list(context, t, self.speech));
            if !single || !speaks || mention.kind != NameKind::Person {
                continue;
            }
            let Some(name) = context.whole.names.get(mention.name) else { continue };
            let first = name.mentions.iter().find(|m| spoken(context, m, self)).copied();
            let here = (context.index, at);
            let token = &tokens[mention.first];
            if !name.full.contains(' ')
                && first == Some(here)
                && !token.entry.is_place()
                && token.shape == Shape::Capitalised
            {
                sink.say(mention.span, format!("nobody introduces “{}” with a full name", name.full));
            }
        }
    }
}

fn spoken(context: &Context, place: &(usize, usize), fault: &NameDetector) -> bool {
    let block = &context.whole.blocks[place.0];
    let mention = &block.mentions[place.1];
    block.tokens.get(mention.last).is_some_and(|t| fault.in_list(context, t, fault.speech))
}

/// A surname one or two letters away from one that the document uses more often, after the same given name; or one
/// that nothing introduces and that only sounds like the surname of somebody introduced.
fn variant(context: &Context, sink: &mut Sink) {
    let whole = context.whole;
    let persons = context.analysis.mentions.iter().enumerate().filter(|(_, m)| m.kind == NameKind::Person);
    for (place, mention) in persons {
        let tokens = &context.analysis.tokens[mention.first..mention.last];
        let own = last_word(context, context.index, mention);
        let mine = whole.names.get(mention.name);
        let uses = mine.map_or(0, |n| n.mentions.len());
        let alone = tokens.len() == 1 && mine.is_some_and(|n| n.introduced.is_none());
        let candidates = match tokens {
            [_] if alone && own.chars().count() > 4 => whole.index.sounding_like(own),
            [] | [_] => &[],
            [before @ .., _] => whole.index.beginning_with(before),
        };
        for &candidate in candidates.iter().filter(|&&c| c != mention.name).take(LOOKED_AT) {
            let other = &whole.names[candidate];
            let Some(&(block, at)) = other.introduced.and_then(|i| other.mentions.get(i)) else { continue };
            let there = &whole.blocks[block].mentions[at];
            let word = last_word(context, block, there);
            let more_often =
                (other.mentions.len(), Reverse((block, at))) > (uses, Reverse((context.index, place)));
            if more_often && is_variant(own, word) {
                let hit = sink.say(mention.span, format!("“{own}” here, “{word}” elsewhere in this text"));
                hit.related = vec![(block, there.span, "the other spelling".into())];
                break;
            }
        }
    }
}

fn last_word<'c>(context: &Context<'c>, block: usize, mention: &Mention) -> &'c str {
    let token = &context.whole.blocks[block].tokens[mention.last - 1];
    token.span.of(&context.document.blocks[block].text)
}

/// Spellings of one name: close by edit distance, and the same when sounds that transliterations mix up are folded.
fn is_variant(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if a == b || a.chars().count().min(b.chars().count()) < 4 {
        return false;
    }
    let distance = strsim::damerau_levenshtein(&a, &b);
    // "the Kharenkos", "North Korean", "Ivanova" are words of their own.
    !a.starts_with(&b)
        && !b.starts_with(&a)
        && (distance == 1 || distance == 2 && a.len() > 6 || sound::folded(&a) == sound::folded(&b))
}

/// "Lena marquet" where the document also has "Lena Marquet" or "Marquet".
fn lower_part(context: &Context, sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    for mention in &context.analysis.mentions {
        let Some(next) = tokens.get(mention.last) else { continue };
        let given = &tokens[mention.last - 1];
        if next.shape != Shape::Lower || !next.spaced || next.span.len() < 4 || next.entry.is_word() {
            continue;
        }
        let capital = context.whole.tally.count(next).capitalised > 0;
        if given.entry.is_given_name() && (capital || next.entry.is_surname()) {
            let span = mention.span.to(next.span);
            sink.say(span, format!("“{}” is part of the name, and stands in lower case", context.word(next)));
        }
    }
}

/// "brussels": the lexicon has the word with a capital only. A text without capitals at all is another defect.
fn lower_case(context: &Context, sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    if !tokens.iter().any(|t| t.shape.is_capital()) {
        return;
    }
    for &i in &context.analysis.strange {
        let token = &tokens[i];
        let joined =
            i > 0 && !token.spaced || tokens.get(i + 1).is_some_and(|n| !n.spaced && n.shape != Shape::Mark);
        let hyphen = tokens
            .get(i + 1)
            .is_some_and(|n| !n.spaced && matches!(context.word(n), "-" | "." | "/" | "'" | "’"));
        let rare = token.entry.frequency() < 7;
        // A surname of few is oftener a slip of another word or a foreign one, unless the text has it as a name.
        let only_person = !token.entry.is_place() && !token.entry.is_demonym() && !token.entry.is_proper();
        let is_slip = only_person && context.whole.tally.count(token).capitalised == 0;
        if token.shape == Shape::Lower
            && token.span.len() >= 4
            && token.entry.is_only_name()
            && rare
            && !is_slip
            && !joined
            && !hyphen
            && token.depth == 0
            && !in_foreign_quotation(context, token)
            && !in_foreign_phrase(tokens, i)
            && !is_spoken_of(context, i)
        {
            let hit = sink
                .say(token.span, format!("“{}” is a name, and stands in lower case", context.word(token)));
            // Used again as it is: a dish, a plant, a unit.
            if context.whole.tally.count(token).all > 1 {
                hit.weight = 0.6;
            }
        }
    }
}

/// Beside a word that English does not have ("de novo", "raison d’être", "Formica fusca"): a phrase of another language,
/// a species, a dish.
fn in_foreign_phrase(tokens: &[Token], i: usize) -> bool {
    let foreign = |t: &Token| t.shape.is_word() && (!t.entry.is_word() || t.tag.is(Class::FOREIGN));
    let mark = |t: Option<&Token>| t.is_some_and(|t| t.shape == Shape::Mark && !t.spaced);
    let before = i.checked_sub(1).map(|b| &tokens[b]);
    let after = tokens.get(i + 1);
    before.is_some_and(|t| foreign(t) || t.shape == Shape::Mark && t.depth > 0)
        || after.is_some_and(foreign)
        || mark(after) && tokens.get(i + 2).is_some_and(|t| !t.spaced)
}

/// A word that is explained in brackets, or given as what a language calls a thing ("in German by hund").
fn is_spoken_of(context: &Context, i: usize) -> bool {
    let tokens = &context.analysis.tokens;
    let glossed = tokens.get(i + 1).is_some_and(|n| matches!(context.word(n), "(" | "["));
    let language = |t: &Token| t.shape == Shape::Capitalised && t.entry.is_demonym();
    glossed || tokens[..i].iter().rev().take(3).any(language)
}

/// In a quotation with several words that the dictionary does not have, a quarter of all or more.
pub(super) fn in_foreign_quotation(context: &Context, token: &Token) -> bool {
    let Some(pair) = context.analysis.quotations.around(token.span) else {
        return false;
    };
    let tokens = &context.analysis.tokens;
    let from = tokens.partition_point(|t| t.span.end <= pair.inner.start);
    let words =
        tokens[from..].iter().take_while(|t| t.span.start < pair.inner.end).filter(|t| t.shape.is_word());
    let (mut all, mut strange) = (0, 0);
    // Of a quotation that does not end, its beginning speaks for all.
    words.take(500).for_each(|t| {
        all += 1;
        strange += usize::from(!t.entry.is_word());
    });
    strange > 1 && strange * 4 >= all
}

/// "Professor Leo Lind Easy": a title, a given name, and a common adjective or adverb where the surname should be.
fn common_surname(context: &Context, sink: &mut Sink) {
    let tokens = &context.analysis.tokens;
    for mention in &context.analysis.mentions {
        let last = &tokens[mention.last - 1];
        let entry = last.entry;
        let given = mention.last - mention.first >= 2 && tokens[mention.first].entry.is_given_name();
        let common = entry.is_word()
            && entry.frequency() >= 8
            && (entry.can_be_adjective() || entry.can_be_adverb())
            && !entry.is_surname()
            && !entry.is_place()
            && !entry.is_given_name();
        if mention.title.is_some() && given && common && last.shape == Shape::Capitalised {
            let word = context.word(last);
            sink.say(
                mention.span,
                format!("“{word}” is a common word in a surname's place; compare the source"),
            );
        }
    }
}
