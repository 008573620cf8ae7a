//! Letters in the wrong case: a sentence that begins small, a common word that stands big inside a sentence.
//!
//! `fault` says which: "lower-start" (a sentence after a full stop, or a paragraph, begins in lower case), "capital"
//! (a common word capitalised between words in lower case: the start of another sentence was pasted in), "no-capitals"
//! (a text of several sentences without one capital letter).

use serde::Deserialize;

use crate::analysis::{Analysis, Context, Sentence, SentenceEnd, Shape, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::{Class, Language};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "casing",
    summary: "letters in the wrong case; fault = lower-start, capital, no-capitals; frequency = least class of the word",
    needs: &[Need::Tags, Need::Words],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum CasingFault {
    LowerStart,
    Capital,
    NoCapitals,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Casing {
    fault: CasingFault,
    /// Least frequency class (0 to 15) of a word that is found capitalised.
    #[serde(default = "default_frequency")]
    frequency: u8,
}

fn default_frequency() -> u8 {
    9
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<Casing>()?))
}

impl Detector for Casing {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if !matches!(context.block.kind, BlockKind::Paragraph | BlockKind::Quotation) {
            return;
        }
        match self.fault {
            CasingFault::LowerStart => lower_start(context, sink),
            CasingFault::Capital => self.capital(context, sink),
            CasingFault::NoCapitals => no_capitals(context, sink),
        }
    }
}

fn lower_start(context: &Context, sink: &mut Sink) {
    if has_no_capitals(context) {
        return;
    }
    let tokens = &context.analysis.tokens;
    let (from, mut found) = (sink.hits.len(), 0);
    for (i, sentence) in context.analysis.sentences.iter().enumerate() {
        let Some(at) = (sentence.first..sentence.last).find(|&t| tokens[t].shape != Shape::Mark) else {
            continue;
        };
        let first = &tokens[at];
        // Behind an opening mark a quotation may go on where it was cut; behind a number or a dash a list does; in
        // brackets stands what was done, not said.
        let opened = at > sentence.first && !(at == 1 && context.analysis.tokens[0].depth > 0);
        let word = context.word(first);
        let joined = tokens.get(at + 1).is_some_and(|n| !n.spaced && n.shape != Shape::Mark)
            || tokens
                .get(at + 1)
                .is_some_and(|n| !n.spaced && matches!(context.word(n), "-" | "." | "/" | "_"));
        let listed = first.entry.is_word() || first.entry.is_name();
        // One letter is a label or a variable, but for an article.
        let letter = word.len() == 1 && !first.tag.is(Class::ARTICLE);
        if first.shape != Shape::Lower || opened || joined || !listed || letter {
            continue;
        }
        let after_stop = match i.checked_sub(1).map(|p| &context.analysis.sentences[p]) {
            None => is_whole(context, sentence, first) && !goes_on_from_before(context),
            Some(previous) => {
                previous.depth == sentence.depth
                    && matches!(previous.end, SentenceEnd::Period)
                    && ends_on_word(context, previous.last)
            }
        };
        let words = context.tokens(sentence).iter().filter(|t| t.shape.is_word()).count();
        if after_stop && (sentence.depth == 0 || i == 0) && words >= 2 && sentence.end != SentenceEnd::Colon {
            sink.say(sentence.span, format!("the sentence begins with “{word}” in lower case")).span =
                first.span;
            found += 1;
        }
    }
    // Who writes so throughout has a habit, and needs to hear it once.
    if found > 2 {
        sink.hits.truncate(from + 1);
        sink.hits[from].message += &format!("; {} more sentences of this paragraph do", found - 1);
    }
}

/// "Dear Nora," and the letter goes on in lower case, or a line of verse does; a sentence goes on behind a listing.
fn goes_on_from_before(context: &Context) -> bool {
    let before = context.index.checked_sub(1).map(|i| &context.document.blocks[i]);
    before.is_some_and(|b| b.text.ends_with(',') || b.kind == BlockKind::Code)
}

/// Not the end of a sentence that began before this text: it ends with a full stop, has a finite verb, and does not
/// begin with what goes on ("and", "which", a finite verb, a participle without a subject of its own behind it).
fn is_whole(context: &Context, sentence: &Sentence, first: &Token) -> bool {
    let clauses = &context.analysis.clauses[sentence.clauses.clone()];
    let has_subject = || clauses.iter().any(|c| c.verb.is_some() && c.subject.is_some());
    let goes_on = first.tag.is_finite()
        || first.tag.is(Class::PARTICIPLE) && !has_subject()
        || first.tag.is_any([
            Class::CCONJ,
            Class::INTERROGATIVE_PRON,
            Class::RELATIVE_DET,
            Class::INTERROGATIVE_POSSESSIVE,
            Class::BASE_VERB,
        ]) && first.entry.is_word();
    sentence.end == SentenceEnd::Period && clauses.iter().any(|c| c.verb.is_some()) && !goes_on
}

/// The word before the full stop is a common one in lower case, so that the stop is no abbreviation's.
fn ends_on_word(context: &Context, last: usize) -> bool {
    let before = context.analysis.tokens[..last].iter().rev().find(|t| t.shape != Shape::Mark);
    before.is_some_and(|t| {
        (t.shape == Shape::Lower && t.span.len() > 3) || t.shape == Shape::Capitalised && t.span.len() > 5
    })
}

impl Casing {
    fn capital(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        for sentence in &context.analysis.sentences {
            for at in sentence.first + 2..sentence.last.saturating_sub(1) {
                let [before, token, after] = [&tokens[at - 1], &tokens[at], &tokens[at + 1]];
                let lower = |t: &Token| t.shape == Shape::Lower;
                let ends = |t: &Token| matches!(context.word(t), "." | ",");
                if token.shape == Shape::Capitalised
                    && token.spaced
                    && !context.may_be_headline(at)
                    && lower(before)
                    && (lower(after) || ends(after))
                    && !tokens[at - 2].shape.is_capital()
                    && self.is_common(token)
                    && !self.is_known_name(context, token)
                {
                    let word = context.word(token);
                    let hit = sink.say(
                        token.span,
                        format!("“{word}” is a common word, capitalised inside the sentence"),
                    );
                    hit.weight = sureness(token, before, after);
                }
            }
        }
    }

    /// A verb or function word of high frequency that is no name, place or title.
    fn is_common(&self, token: &Token) -> bool {
        let entry = token.entry;
        let function = token.tag.is_any([
            Class::PAST_VERB,
            Class::PARTICIPLE,
            Class::PRESENT_VERB,
            Class::BASE_VERB,
            Class::ADP,
            Class::CCONJ,
            Class::AUX,
            Class::RELATIVE_DET,
            Class::INFINITIVE_MARK,
            Class::ARTICLE,
            Class::PLAIN_ADV,
            Class::PLAIN_ADJ,
        ]) || entry.can_be_verb() && !entry.can_be_noun();
        // "From", "Over" and "Such" are surnames, too; so common a small word is none without a title or given name.
        let small = entry.frequency() >= 12 && !entry.can_be_noun()
            || token.tag.is_any([Class::ADP, Class::INFINITIVE_MARK, Class::CCONJ]);
        let plain = entry.is_word() && entry.frequency() >= self.frequency && !entry.is_demonym();
        if small && plain && entry.frequency() >= 10 {
            return true;
        }
        function && plain && !entry.is_given_name() && !entry.is_surname() && !entry.is_place()
    }

    /// The document writes it so elsewhere too: a term of its own.
    fn is_known_name(&self, context: &Context, token: &Token) -> bool {
        context.whole.tally.count(token).spaced > 2
    }
}

/// A part of a title stands after an article or beside a noun that it names ("the Apply layer", "many Inspired
/// campaigns"); a word that joins, or a verb in its place, does not.
fn sureness(token: &Token, before: &Token, after: &Token) -> f32 {
    let noun_follows = after.tag.is_any([Class::NOUN, Class::GERUND]);
    if token.span.len() == 1 || token.entry.can_be_adjective() && token.entry.can_be_noun() {
        return 0.2;
    }
    let describes = [Class::PLAIN_ADJ, Class::PARTICIPLE, Class::BASE_VERB, Class::PAST_VERB];
    match token.tag {
        _ if before.tag.is_any([Class::ARTICLE, Class::POSSESSIVE_PRON, Class::NUM]) => 0.3,
        tag if noun_follows && tag.is_any(describes) => 0.4,
        tag if tag.is_any([Class::ADP, Class::PLAIN_ADV]) && noun_follows && before.tag.is_verb() => 0.8,
        tag if tag.is(Class::PLAIN_ADJ) => 0.6,
        _ => 1.0,
    }
}

fn no_capitals(context: &Context, sink: &mut Sink) {
    if context.analysis.words < 5 || !has_no_capitals(context) {
        return;
    }
    // Beside text with capitals it is a verse, a label or a line of a list.
    let blocks = &context.document.blocks;
    let beside = &blocks[context.index.saturating_sub(12)..blocks.len().min(context.index + 13)];
    if beside.iter().any(|b| b.text.chars().any(char::is_uppercase)) {
        return;
    }
    let Analysis { tokens, sentences, .. } = context.analysis;
    let mut stopped = sentences.iter().filter(|s| s.end == SentenceEnd::Period);
    // A number or a bracket at the beginning takes no capital; a quotation mark leaves it to the word behind it.
    let first = tokens.iter().find(|t| t.depth == 0 && t.shape != Shape::Mark || t.shape.is_word());
    let (Some(sentence), Some(first)) = (stopped.next(), first) else { return };
    if first.shape == Shape::Lower && (stopped.next().is_some() || is_whole(context, sentence, first)) {
        sink.hit(first.span);
    }
}

fn has_no_capitals(context: &Context) -> bool {
    !context.text().chars().any(char::is_uppercase)
}
