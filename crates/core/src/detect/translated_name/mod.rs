//! A name that was taken for the word it also is: “Hope Orvicheva” beside “Nadezhda Orvicheva”, “the knight Al-Dorabi”
//! beside “Fares Al-Dorabi”, “Lion Petrovich”, “her grandson Flower, 31,”.
//!
//! Told by the document where the same surname, initial or number stands beside a name that is no word, or where the
//! text has the name that means this word; by the form alone where the word stands before a patronymic, before an age,
//! or in a district's place (“Bank-dong”).

mod meanings;
mod place;

use std::sync::Arc;

use serde::Deserialize;

use crate::analysis::{Context, NameKind, Shape, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::{Class, Language, SetId, WordId};

use meanings::Meanings;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "translated-name",
    summary: "a name that stands as the word it also is; titles = word lists before names, patronymics = endings, districts = suffixes, generics = foreign=native words of places",
    needs: &[Need::Tags, Need::Words],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TranslatedNameSettings {
    /// Word lists whose members stand before names: offices, kin.
    titles: Vec<String>,
    /// Other words that do.
    before: String,
    /// Endings of a patronymic.
    patronymics: Vec<String>,
    /// Suffixes of a district's name.
    districts: String,
    /// Verbs of which only a person is the subject.
    acts: String,
    /// Words of places: "rua=street".
    generics: String,
}

struct TranslatedName {
    meanings: Arc<Meanings>,
    titles: Vec<SetId>,
    before: Vec<WordId>,
    patronymics: Vec<String>,
    districts: Vec<WordId>,
    acts: Vec<WordId>,
    /// The foreign word of a place, and what English has for it.
    generics: Vec<(WordId, WordId)>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let TranslatedNameSettings { titles, before, patronymics, districts, acts, generics } =
        parameters.read()?;
    let mut lists = Vec::new();
    for title in &titles {
        lists.extend(parameters.word_list(Some(title), language)?);
    }
    let meanings = Meanings::of(language)?;
    let mut words = |list: &str| -> Vec<WordId> {
        list.split_whitespace().map(|w| language.vocabulary.intern(w)).collect()
    };
    let [before, districts, acts] = [&before, &districts, &acts].map(|list| words(list));
    let generics = generics.split_whitespace().filter_map(|pair| pair.split_once('='));
    let generics = generics.map(|(from, to)| (words(from)[0], words(to)[0])).collect();
    Ok(Box::new(TranslatedName { meanings, titles: lists, before, patronymics, districts, acts, generics }))
}

impl Detector for TranslatedName {
    fn check(&self, context: &Context, sink: &mut Sink) {
        for mention in &context.analysis.mentions {
            self.beside_known(context, mention.first, mention.last, sink);
        }
        let tokens = &context.analysis.tokens;
        for (at, token) in tokens.iter().enumerate() {
            if token.object || !token.entry.is_word() || !token.entry.can_be_noun() {
                continue;
            }
            match token.shape {
                Shape::Capitalised => self.capitalised(context, at, sink),
                Shape::Lower => {
                    self.after_article(context, at, sink);
                    self.surname_as_word(context, at, sink);
                }
                _ => {}
            }
        }
        place::check(&self.generics, context, sink);
    }
}

impl TranslatedName {
    /// An office, a title, kin: words that do stand before names.
    fn is_title(&self, context: &Context, token: &Token) -> bool {
        let listed = |&list: &SetId| context.language.vocabulary.is_in(token.word, list);
        self.before.contains(&token.word) && token.word != WordId::NONE || self.titles.iter().any(listed)
    }

    /// "Hope Koltsova", where the text has "Nadezhda Koltsova"; "War T." and "Savaş T."; "Cloud X2" and "Yunduo X2".
    fn beside_known(&self, context: &Context, first: usize, last: usize, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        let (word, rest) = (&tokens[first], &tokens[last - 1]);
        let common = word.entry.is_word() && word.entry.can_be_noun() && word.entry.is_common();
        let initial = rest.span.len() == 2 && context.word(rest).ends_with('.');
        let known = rest.entry.is_word() && !initial && rest.shape != Shape::Alphanumeric;
        if last - first != 2 || !common || known || self.is_title(context, word) {
            return;
        }
        let whole = context.whole;
        for &name in context.whole.index.ending_with(rest) {
            for &(block, mention) in whole.names[name].mentions.iter().take(16) {
                let mention = &whole.blocks[block].mentions[mention];
                let there = &whole.blocks[block].tokens;
                let other = &there[mention.first];
                let pair = mention.last - mention.first == 2 && there[mention.last - 1].hash == rest.hash;
                let shown = other.span.of(&context.document.blocks[block].text);
                let spelling = strsim::damerau_levenshtein(shown, context.word(word)) < 3;
                let means = self.meanings.means(other.hash, word.hash);
                let is_name = other.shape == Shape::Capitalised && (means || !other.entry.is_word());
                if !pair || spelling || !is_name {
                    continue;
                }
                // "Hope Marn" and "Nadia Marn" may be sisters; "War Marn" is nobody.
                if word.entry.is_name() && !means {
                    continue;
                }
                let shown = mention.span.of(&context.document.blocks[block].text);
                let words = context.word(word);
                let hit =
                    sink.say(word.span, format!("“{words}” here, “{shown}” elsewhere: a name, not a word"));
                hit.weight = if means { 1.0 } else { 0.8 };
                hit.related = vec![(block, mention.span, "the name".into())];
                return;
            }
        }
    }

    fn capitalised(&self, context: &Context, at: usize, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        let (token, next) = (&tokens[at], tokens.get(at + 1));
        let before = at.checked_sub(1).map(|b| &tokens[b]);
        let name = token.entry.is_name();
        let Some(next) = next else { return };
        let words = context.word(token);
        let follows = |ending: &String| context.word(next).ends_with(ending.as_str());
        let patronymic = next.shape == Shape::Capitalised && self.patronymics.iter().any(follows);
        if patronymic && !token.entry.is_given_name() && !self.is_title(context, token) {
            sink.say(token.span, format!("“{words}” before a patronymic is a given name, not a word"));
            return;
        }
        let district = !next.spaced && context.word(next) == "-" && token.entry.is_common();
        if district && tokens.get(at + 2).is_some_and(|t| !t.spaced && self.districts.contains(&t.word)) {
            sink.say(token.span, format!("“{words}” is part of a name here, and was translated"));
            return;
        }
        let apart = before.is_none_or(|b| {
            !b.shape.is_capital() && !b.tag.is_any([Class::ARTICLE, Class::POSSESSIVE_PRON, Class::PLAIN_ADJ])
        });
        if context.block.kind.like() != BlockKind::Paragraph || !apart || token.entry.is_plural() {
            return;
        }
        let listed = !name || !self.meanings.names(token.hash).is_empty() && !token.entry.is_given_name();
        if listed
            && self.has_age(context, at)
            && !self.is_title(context, token)
            && !self.is_borne(context, token)
        {
            sink.say(token.span, format!("“{words}” has an age here: it is a name, not a word"));
            return;
        }
        self.named_elsewhere(context, at, sink);
    }

    /// "Flower, 26, came back".
    fn has_age(&self, context: &Context, at: usize) -> bool {
        let tokens = &context.analysis.tokens;
        let Some([comma, age, end]) = tokens.get(at + 1..at + 4) else { return false };
        let years = context.word(age).parse().is_ok_and(|years: u32| (3..105).contains(&years));
        context.word(comma) == "," && years && context.word(end) == ","
    }

    /// "Sea said", where the text has "Deniz" too.
    fn named_elsewhere(&self, context: &Context, at: usize, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        let token = &tokens[at];
        let next = &tokens[at + 1];
        let acts = self.acts.contains(&next.word) && next.word != WordId::NONE;
        let inside = at > 0 && !tokens[at - 1].tag.is_any([Class::STOP, Class::OPENING_QUOTE, Class::COLON]);
        let sentences = &context.analysis.sentences;
        let inside = inside && sentences.binary_search_by_key(&at, |s| s.first).is_err();
        if next.shape.is_capital() || !(acts || inside) {
            return;
        }
        // "End of Life", and a surname that somebody in this text bears: Kanye West, West.
        let of = at > 0 && tokens[at - 1].tag.is_any([Class::ADP, Class::CCONJ]);
        if of || self.is_borne(context, token) {
            return;
        }
        for (hash, shown) in self.meanings.names(token.hash) {
            let known = Token { hash: *hash, ..Token::default() };
            let name = *hash != token.hash && shown.len() > 2 && !context.language.entry(shown).is_word();
            if name && context.whole.tally.count(&known).capitalised > 0 {
                let words = context.word(token);
                let hit =
                    sink.say(token.span, format!("“{words}” here, “{shown}” elsewhere: a name, not a word"));
                hit.suggestion = Some(shown.clone());
                return;
            }
        }
    }

    /// True where a full name of the text ends with the word.
    fn is_borne(&self, context: &Context, token: &Token) -> bool {
        let names = &context.whole.names;
        context.whole.index.ending_with(token).iter().any(|&name| names[name].introduced.is_some())
    }

    /// "The knight Al-Dorabi", where the text has "Fares Al-Dorabi".
    fn after_article(&self, context: &Context, at: usize, sink: &mut Sink) {
        let names = self.meanings.names(context.analysis.tokens[at].hash);
        if names.is_empty() {
            return;
        }
        let tokens = &context.analysis.tokens;
        let mentions = &context.analysis.mentions;
        let next = mentions.partition_point(|m| m.first <= at);
        let Some(mention) = mentions.get(next).filter(|m| m.first == at + 1) else { return };
        let article = at > 0 && tokens[at - 1].tag.is(Class::ARTICLE);
        let whole = context.whole;
        let rest = &tokens[mention.last - 1];
        for &name in whole.index.ending_with(rest).iter().filter(|_| article) {
            let mentions = whole.names[name].mentions.iter().take(16);
            for (block, there) in mentions.map(|&(b, m)| (b, &whole.blocks[b].mentions[m])) {
                let first = &whole.blocks[block].tokens[there.first];
                if there.last - there.first > 1 && names.iter().any(|(hash, _)| *hash == first.hash) {
                    let shown = there.span.of(&context.document.blocks[block].text);
                    let span = tokens[at - 1].span.to(rest.span);
                    let message = format!(
                        "“{}” here, “{shown}” elsewhere: a name, not a word",
                        span.of(context.text())
                    );
                    sink.say(span, message).related = vec![(block, there.span, "the name".into())];
                    return;
                }
            }
        }
    }

    /// "The wolf promises", where the text has "Liudmila Wolf".
    fn surname_as_word(&self, context: &Context, at: usize, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        let (token, next) = (&tokens[at], tokens.get(at + 1));
        let definite = |b: &Token| b.tag.is(Class::ARTICLE) && b.span.len() == 3;
        let article = at.checked_sub(1).map(|b| &tokens[b]).filter(|b| definite(b));
        let acts = next.is_some_and(|n| self.acts.contains(&n.word) && n.word != WordId::NONE);
        let (Some(article), true) = (article, acts && !token.entry.is_plural()) else { return };
        if self.meanings.names(token.hash).is_empty() || self.is_title(context, token) {
            return;
        }
        let whole = context.whole;
        let persons = whole.index.ending_with(token).iter().map(|&name| &whole.names[name]);
        for name in persons.filter(|name| name.kind == NameKind::Person) {
            let Some(&(block, mention)) = name.introduced.and_then(|first| name.mentions.get(first)) else {
                continue;
            };
            let mention = &whole.blocks[block].mentions[mention];
            let first = &whole.blocks[block].tokens[mention.first];
            // "Grey Wolf" may be a wolf.
            if !first.entry.is_given_name() && first.entry.is_word() {
                continue;
            }
            let shown = mention.span.of(&context.document.blocks[block].text);
            let message =
                format!("“{}” speaks here, and “{shown}” is a person of this text", context.word(token));
            let hit = sink.say(article.span.to(token.span), message);
            hit.related = vec![(block, mention.span, "the name".into())];
            return;
        }
    }
}
