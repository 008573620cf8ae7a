//! A word written twice in a row, where the language does not double it.
//!
//! `allowed` lists words that may stand twice ("had had"), `after-verb` those that may after a verb, as its particle
//! and then as a preposition ("carried on on Monday"), `not-after` words right behind which those of `never` may not
//! ("who is is"), `asks` those behind which they may not before a preposition, `clause` those of which one must stand
//! before them in the sentence ("what it is is");
//! names, numbers and rhetorical repetition with commas are let be.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Class, Language, SetId, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "doubled-word",
    summary: "a word twice in a row; allowed = words that may be, after-verb = after a verb, never, not-after = words that may not be behind those, asks, clause, allowed-list",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[derive(Default)]
struct DoubledWordSettings {
    allowed: Vec<String>,
    after_verb: Vec<String>,
    never: Vec<String>,
    not_after: Vec<String>,
    asks: Vec<String>,
    clause: Vec<String>,
    allowed_list: Option<String>,
}

struct DoubledWord {
    allowed: Vec<WordId>,
    after_verb: Vec<WordId>,
    never: Vec<WordId>,
    not_after: Vec<WordId>,
    asks: Vec<WordId>,
    clause: Vec<WordId>,
    allowed_set: Option<SetId>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: DoubledWordSettings = parameters.read()?;
    let allowed_set = parameters.word_list(written.allowed_list.as_deref(), language)?;
    let mut sorted = |words: &[String]| {
        let mut ids: Vec<WordId> = words.iter().map(|w| language.vocabulary.intern(w)).collect();
        ids.sort();
        ids
    };
    let (allowed, after_verb) = (sorted(&written.allowed), sorted(&written.after_verb));
    let (never, not_after) = (sorted(&written.never), sorted(&written.not_after));
    let (asks, clause) = (sorted(&written.asks), sorted(&written.clause));
    Ok(Box::new(DoubledWord { allowed, after_verb, never, not_after, asks, clause, allowed_set }))
}

impl DoubledWord {
    /// True where a word of `never` may not stand twice, at token `i` and behind it: right behind one of `not-after`,
    /// behind one of `asks` where a preposition follows, and where no word of `clause` opens a clause that could end here.
    fn is_none_here(&self, context: &Context, i: usize) -> bool {
        let tokens = &context.analysis.tokens;
        let is_in = |list: &[WordId], token: &Token| list.binary_search(&token.word).is_ok();
        let before = i.checked_sub(1).map(|before| &tokens[before]);
        let follows = tokens.get(i + 2).is_some_and(|next| next.tag.is(Class::ADP));
        let asked = |t: &Token| is_in(&self.not_after, t) || follows && is_in(&self.asks, t);
        let sentences = &context.analysis.sentences;
        let first = sentences.iter().rev().find(|s| s.first <= i).map_or(0, |s| s.first);
        before.is_some_and(asked)
            || !self.clause.is_empty() && !tokens[first..i].iter().any(|t| is_in(&self.clause, t))
    }
}

impl Detector for DoubledWord {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let vocabulary = &context.language.vocabulary;
        let tokens = &context.analysis.tokens;
        for (i, pair) in tokens.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            // "head-on on": the first is the end of a compound.
            let whole = a.spaced || i == 0;
            if a.hash != b.hash || !b.spaced || !whole || !a.shape.is_word() || a.depth != b.depth {
                continue;
            }
            let words = (context.word(a), context.word(b));
            let name_twice =
                matches!(a.shape, Shape::Capitalised | Shape::Upper | Shape::Mixed) && words.0 == words.1;
            let in_set = |set: Option<SetId>| set.is_some_and(|s| vocabulary.is_in(a.word, s));
            let particle =
                self.after_verb.binary_search(&a.word).is_ok() && i > 0 && tokens[i - 1].tag.is_verb();
            let allowed = self.allowed.binary_search(&a.word).is_ok() || in_set(self.allowed_set);
            let never = self.never.binary_search(&a.word).is_ok() && self.is_none_here(context, i);
            if allowed && !never || particle || words.0.len() == 1 {
                continue;
            }
            // Three and more in a row are a loop or a shout; a name twice ("Duran Duran") is a name.
            let run = i > 0 && tokens[i - 1].hash == a.hash;
            // "… of closed bridges Bridges will …": a headline, and the first sentence after it.
            let headline = b.shape == Shape::Capitalised && context.may_be_headline(i);
            // "the first FIRST meeting": what is spelt in capitals is short for something else.
            let short = a.shape == Shape::Lower && b.shape == Shape::Upper;
            let cry = a.tag.is(Class::INTJ) && b.tag.is(Class::INTJ);
            if run || headline || short || name_twice || cry || a.shape == Shape::OtherScript {
                continue;
            }
            sink.say(a.span.to(b.span), format!("“{}” stands twice", words.1));
        }
    }
}
