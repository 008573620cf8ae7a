//! Names that change, lose a part, or turn into common words, seen against all names of the document.
//!
//! `fault` says which: "article" (an article before a surname that the document uses as a person), "variant" (one name
//! in several spellings), "lower-part" (a part of a name in lower case), "lower-case" (a
//! word that is only a name, in lower case), "unintroduced" (a surname that no full name
//! introduces), "common-surname" (a common adjective or adverb in a surname's place).

use serde::Deserialize;

use crate::analysis::tagger::Tag;
use crate::analysis::{Context, Mention, NameKind, Shape, Token, Whole};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, SetId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "name",
    summary: "names at odds with the document; fault = article, variant, lower-part, lower-case, unintroduced, common-surname",
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    Article,
    Variant,
    LowerPart,
    LowerCase,
    Unintroduced,
    CommonSurname,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    fault: Fault,
    /// Word list: articles.
    #[serde(default)]
    article: Option<String>,
    /// Word list: verbs of speech.
    #[serde(default)]
    speech: Option<String>,
}

struct NameFault {
    fault: Fault,
    article: Option<SetId>,
    speech: Option<SetId>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: Written = parameters.read()?;
    Ok(Box::new(NameFault {
        fault: written.fault,
        article: parameters.word_list(written.article.as_deref(), language)?,
        speech: parameters.word_list(written.speech.as_deref(), language)?,
    }))
}

impl Detector for NameFault {
    fn check(&self, context: &Context, sink: &mut Sink) {
        match self.fault {
            Fault::Article => self.article(context, sink),
            Fault::Variant => variant(context, sink),
            Fault::LowerPart => lower_part(context, sink),
            Fault::LowerCase => lower_case(context, sink),
            Fault::Unintroduced => self.unintroduced(context, sink),
            Fault::CommonSurname => common_surname(context, sink),
        }
    }
}

impl NameFault {
    fn in_list(&self, context: &Context, token: &Token, list: Option<SetId>) -> bool {
        list.is_some_and(|l| context.language.vocabulary.is_in(token.word, l))
    }

    /// "the Moon said", where the document has "Moon said" too.
    fn article(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        for at in 1..tokens.len().saturating_sub(1) {
            let [before, name, after] = [&tokens[at - 1], &tokens[at], &tokens[at + 1]];
            if self.in_list(context, before, self.article)
                && name.shape == Shape::Capitalised
                && self.in_list(context, after, self.speech)
                && matches!(after.tag, Tag::Vbd | Tag::Vbz)
                && self.speaks_without_article(context, name)
            {
                let words = context.word(name);
                sink.say(
                    before.span.to(after.span),
                    format!("“{words}” is a person in this text, and takes no article"),
                );
            }
        }
    }

    /// True when the document lets the same word speak as a name, without an article.
    fn speaks_without_article(&self, context: &Context, name: &Token) -> bool {
        context.whole.blocks.iter().any(|block| {
            block.tokens.windows(3).enumerate().any(|(i, w)| {
                let start = i == 0 && w[0].hash == name.hash && self.in_list(context, &w[1], self.speech);
                let inside = w[1].hash == name.hash
                    && w[1].shape == Shape::Capitalised
                    && self.in_list(context, &w[2], self.speech)
                    && !matches!(w[0].tag, Tag::Dt | Tag::PrpS | Tag::Jj)
                    && !w[0].shape.is_capital();
                start || inside
            })
        }) || person_named(context.whole, name.hash, context)
    }

    /// A surname that speaks, and no full name anywhere before it.
    fn unintroduced(&self, context: &Context, sink: &mut Sink) {
        if context.whole.words < 120 {
            return;
        }
        let tokens = &context.analysis.tokens;
        for mention in &context.analysis.mentions {
            let single = mention.last - mention.first == 1 && mention.title.is_none();
            let speaks = tokens.get(mention.last).is_some_and(|t| self.in_list(context, t, self.speech));
            if !single || !speaks || mention.kind != NameKind::Person {
                continue;
            }
            let Some(name) = context.whole.names.get(mention.name) else { continue };
            let first = name.mentions.iter().find(|m| spoken(context, m, self)).copied();
            let here = (context.index, mention_index(context, mention));
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

fn spoken(context: &Context, place: &(usize, usize), fault: &NameFault) -> bool {
    let block = &context.whole.blocks[place.0];
    let mention = &block.mentions[place.1];
    block.tokens.get(mention.last).is_some_and(|t| fault.in_list(context, t, fault.speech))
}

fn mention_index(context: &Context, mention: &Mention) -> usize {
    context.analysis.mentions.iter().position(|m| m.span == mention.span).unwrap_or(usize::MAX)
}

/// True when a person's full name in the document ends with the word.
fn person_named(whole: &Whole, hash: u64, context: &Context) -> bool {
    whole.names.iter().any(|name| {
        name.kind == NameKind::Person
            && name.mentions.iter().any(|&(block, mention)| {
                let mention = &context.whole.blocks[block].mentions[mention];
                let tokens = &context.whole.blocks[block].tokens;
                mention.last - mention.first >= 2 && tokens[mention.last - 1].hash == hash
            })
    })
}

/// A surname one or two letters away from one that the document uses more often, after the same given name or title.
fn variant(context: &Context, sink: &mut Sink) {
    for mention in &context.analysis.mentions {
        if mention.kind != NameKind::Person {
            continue;
        }
        let own = last_word(context, context.index, mention);
        for (index, other) in context.whole.names.iter().enumerate() {
            if index == mention.name || other.kind != NameKind::Person {
                continue;
            }
            let mine = context.whole.names.get(mention.name).map_or(0, |n| n.mentions.len());
            let Some(&(block, at)) = other.mentions.first() else { continue };
            let there = &context.whole.blocks[block].mentions[at];
            let word = last_word(context, block, there);
            let more_often =
                (other.mentions.len(), std::cmp::Reverse(block)) > (mine, std::cmp::Reverse(context.index));
            if more_often && is_variant(own, word) && same_person(context, mention, block, there) {
                let hit = sink.say(mention.span, format!("“{own}” here, “{word}” elsewhere in this text"));
                hit.related.push((block, there.span, "the other spelling".into()));
                break;
            }
        }
    }
}

fn last_word<'c>(context: &Context<'c>, block: usize, mention: &Mention) -> &'c str {
    let token = &context.whole.blocks[block].tokens[mention.last - 1];
    token.span.of(&context.document.blocks[block].text)
}

/// Same given name before it, or no given name on one of the sides.
fn same_person(context: &Context, mention: &Mention, block: usize, other: &Mention) -> bool {
    let own = context.analysis.tokens[mention.first..mention.last - 1].iter().map(|t| t.hash);
    let theirs = context.whole.blocks[block].tokens[other.first..other.last - 1].iter().map(|t| t.hash);
    let (own, theirs): (Vec<u64>, Vec<u64>) = (own.collect(), theirs.collect());
    !own.is_empty() && own == theirs
}

/// Spellings of one name: close by edit distance, and the same when sounds that transliterations mix up are folded.
fn is_variant(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if a == b || a.chars().count().min(b.chars().count()) < 4 {
        return false;
    }
    let plural = |x: &str, y: &str| x.strip_suffix('s') == Some(y);
    let distance = strsim::damerau_levenshtein(&a, &b);
    !plural(&a, &b)
        && !plural(&b, &a)
        && (distance == 1 || distance == 2 && a.len() > 6 || folded(&a) == folded(&b))
}

/// Sounds that transliterations write in several ways, folded to one.
fn folded(name: &str) -> String {
    const SAME: &[(&str, &str)] = &[
        ("ph", "f"),
        ("kh", "h"),
        ("ck", "k"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("y", "i"),
        ("j", "i"),
        ("w", "v"),
        ("q", "k"),
        ("c", "k"),
        ("z", "s"),
        ("sch", "sh"),
        ("tch", "ch"),
        ("ae", "a"),
        ("gh", "g"),
    ];
    let mut text = SAME.iter().fold(name.to_owned(), |text, (from, to)| text.replace(from, to));
    text = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut chars: Vec<char> = text.chars().collect();
    chars.dedup();
    chars.into_iter().collect()
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
        let named = context.whole.blocks.iter().flat_map(|b| &b.tokens);
        let capital = named.filter(|t| t.hash == next.hash && t.shape == Shape::Capitalised).count();
        if given.entry.is_given_name() && (capital > 0 || next.entry.is_surname()) {
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
    for (i, token) in tokens.iter().enumerate() {
        let joined =
            i > 0 && !token.spaced || tokens.get(i + 1).is_some_and(|n| !n.spaced && n.shape != Shape::Mark);
        let hyphen = tokens
            .get(i + 1)
            .is_some_and(|n| !n.spaced && matches!(context.word(n), "-" | "." | "/" | "'" | "’"));
        let rare = token.entry.frequency() < 7;
        if token.shape == Shape::Lower
            && token.span.len() >= 4
            && token.entry.is_only_name()
            && rare
            && !joined
            && !hyphen
        {
            sink.say(token.span, format!("“{}” is a name, and stands in lower case", context.word(token)));
        }
    }
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
