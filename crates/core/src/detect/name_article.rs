//! An article before a person's name: "Lena the Varnholt", "spoke with the Varnholt".
//!
//! The document proves that it is a person: it names one in full, without an article and with a given name. What follows must end the name, so that "the Varnholt plan" and "the Varnholt of old" are let be.

use serde::Deserialize;

use crate::analysis::{Context, NameKind, Shape, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::Result;
use crate::finding::Edit;
use crate::language::{Class, Language, SetId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "name-article",
    summary: "an article before the last part of a person's name; article = word list",
    needs: &[Need::Tags, Need::Words],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameArticleSettings {
    /// Word list: articles.
    article: String,
}

struct NameArticle {
    article: Option<SetId>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: NameArticleSettings = parameters.read()?;
    let article = parameters.word_list(Some(&written.article), language)?;
    Ok(Box::new(NameArticle { article }))
}

impl Detector for NameArticle {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        let is_article =
            |t: &Token| self.article.is_some_and(|l| context.language.vocabulary.is_in(t.word, l));
        for at in 1..tokens.len() {
            let (article, name) = (&tokens[at - 1], &tokens[at]);
            let fits = name.shape == Shape::Capitalised
                && is_article(article)
                && article.span.len() == 3
                && !name.entry.is_given_name()
                && !context.word(name).ends_with('s')
                && !name.entry.is_word()
                && !name.entry.is_demonym()
                && !name.entry.is_place()
                && ends_name(context, tokens, at);
            if !fits || !is_person(context, name) {
                continue;
            }
            let words = context.word(name);
            let message = format!("“{words}” is a person in this text, and takes no article");
            let hit = sink.say(article.span.to(name.span), message);
            // "Lena the Varnholt": the document has "Lena Varnholt".
            let inside = at > 1 && article.spaced && tokens[at - 2].shape == Shape::Capitalised;
            hit.weight = if inside { 1.0 } else { 0.9 };
            if inside {
                let span = article.span.to(name.span);
                hit.edits = vec![Edit { span, text: words.to_owned() }];
            }
        }
    }
}

/// A verb, a small word or a mark follows: the name is no part of a longer one, and names nothing else.
fn ends_name(context: &Context, tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_none_or(|next| {
        let mark = matches!(context.word(next), "," | "." | ";" | ":" | "!" | "?" | ")" | "”" | "\"");
        mark || next.shape == Shape::Lower
            && next.spaced
            && next.tag.is_any([
                Class::PAST_VERB,
                Class::SINGULAR_VERB,
                Class::AUX,
                Class::CCONJ,
                Class::INFINITIVE_MARK,
                Class::PLAIN_ADV,
                Class::INTERROGATIVE_PRON,
                Class::PERSONAL,
            ])
    })
}

/// A person named in full: a given name or title, the last part, no article.
fn is_person(context: &Context, name: &Token) -> bool {
    let names = &context.whole.names;
    let persons = context.whole.index.ending_with(name).iter().map(|&n| &names[n]);
    let mut persons = persons.filter(|n| n.kind == NameKind::Person && n.introduced.is_some());
    let is_bare = |&(block, mention): &(usize, usize)| {
        let block = &context.whole.blocks[block];
        let mention = &block.mentions[mention];
        let before = mention.first.checked_sub(1).map(|b| &block.tokens[b]);
        let given = block.tokens[mention.first].entry.is_given_name() || mention.title.is_some();
        given && mention.last - mention.first > 1 && !before.is_some_and(|t| t.tag.is(Class::ARTICLE))
    };
    persons.any(|n| n.mentions.iter().take(16).any(is_bare))
}
