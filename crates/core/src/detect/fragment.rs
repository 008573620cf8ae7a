//! Sentences that are none: what stands between two full stops has no finite verb, or no subject.
//!
//! `fault` says which: "verbless" (a piece cut off the sentence before it), "subjectless" (it begins with a finite
//! verb), "subordinate" (a subordinate clause alone), "bare-clause" (a subordinator and then no verb to the end).
//! Prose only: headings, list items, captions and quoted talk have their own grammar, and so have answers, lists of
//! verbless sentences, and the short exclamations of good style.

use serde::Deserialize;

use crate::analysis::{Context, Sentence, SentenceEnd, Shape, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::{Class, Language, SetId, Tag, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "fragment",
    summary: "a sentence without verb or subject; fault = verbless, subjectless, subordinate, bare-clause",
    needs: &[Need::Tags, Need::Words],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum FragmentFault {
    Verbless,
    Subjectless,
    Subordinate,
    BareClause,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FragmentSettings {
    fault: FragmentFault,
    /// Word list: words that open a verbless sentence of good style ("No", "Not", "Hence").
    #[serde(default)]
    opener: Option<String>,
    /// Word list: subordinators.
    #[serde(default)]
    subordinator: Option<String>,
    /// Word list: those of them that count at the start of a paragraph, too.
    #[serde(default)]
    opening: Option<String>,
    /// Word list: prepositions that no verbless clause begins with ("of").
    #[serde(default)]
    genitive: Option<String>,
    /// A subordinator that is part of a preposition before a genitive ("because of").
    #[serde(default)]
    cause: Option<String>,
    /// Least words.
    #[serde(default = "default_words")]
    words: usize,
    /// Least margin of the tags that decide.
    #[serde(default)]
    margin: u8,
}

fn default_words() -> usize {
    3
}

struct Fragment {
    fault: FragmentFault,
    opener: Option<SetId>,
    subordinator: Option<SetId>,
    opening: Option<SetId>,
    genitive: Option<SetId>,
    cause: WordId,
    words: usize,
    margin: u8,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: FragmentSettings = parameters.read()?;
    Ok(Box::new(Fragment {
        fault: written.fault,
        opener: parameters.word_list(written.opener.as_deref(), language)?,
        subordinator: parameters.word_list(written.subordinator.as_deref(), language)?,
        opening: parameters.word_list(written.opening.as_deref(), language)?,
        genitive: parameters.word_list(written.genitive.as_deref(), language)?,
        cause: written.cause.map_or(WordId::NONE, |word| language.vocabulary.intern(&word)),
        words: written.words,
        margin: written.margin,
    }))
}

impl Detector for Fragment {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if context.block.kind != BlockKind::Paragraph {
            return;
        }
        for (i, sentence) in context.analysis.sentences.iter().enumerate() {
            let tokens = context.tokens(sentence);
            let least = self.words.min(5);
            if sentence.end != SentenceEnd::Period
                || tokens.iter().filter(|t| is_word(t)).take(least).count() < least
                || self.fault != FragmentFault::BareClause && is_quoted(context, sentence)
            {
                continue;
            }
            match self.fault {
                FragmentFault::Verbless => self.verbless(context, i, sink),
                FragmentFault::Subjectless => self.subjectless(context, i, sink),
                FragmentFault::Subordinate => self.subordinate(context, sentence, sink),
                FragmentFault::BareClause => self.bare_clause(context, sentence, sink),
            }
        }
    }
}

impl Fragment {
    /// No word that could be a finite verb, in the company of sentences that have one.
    fn verbless(&self, context: &Context, i: usize, sink: &mut Sink) {
        let sentences = &context.analysis.sentences;
        let sentence = &sentences[i];
        let tokens = context.tokens(sentence);
        if could_have_verb(tokens, self.margin) {
            return;
        }
        let previous = i.checked_sub(1).map(|p| &sentences[p]);
        let first = tokens.iter().find(|t| is_word(t));
        let opener = first.is_some_and(|t| {
            t.tag.is_any([
                Class::INTJ,
                Class::BASE_VERB,
                Class::INTERROGATIVE_ADV,
                Class::INTERROGATIVE_PRON,
                Class::CCONJ,
                Class::NUM,
                Class::ORDINAL,
                Class::EXPLETIVE,
                Class::PERSONAL,
            ]) || t.shape == Shape::Number
                || self.in_list(context, t, self.opener)
        });
        let answers = previous.is_some_and(|p| matches!(p.end, SentenceEnd::Question | SentenceEnd::Colon));
        let alone = previous.is_none() && sentences.len() < 3;
        let in_series = previous.is_some_and(|p| !has_finite(context, p))
            || sentences.get(i + 1).is_some_and(|n| !has_finite(context, n));
        let names = tokens.iter().filter(|t| t.tag.is_name()).count();
        let numbers = tokens.iter().filter(|t| t.shape == Shape::Number).count();
        let listing =
            tokens.iter().any(|t| matches!(context.word(t), ":" | ";" | "|" | "/" | "=" | "©" | "@" | "•"))
                || numbers * 3 > tokens.len()
                || tokens.iter().any(|t| t.shape == Shape::Address);
        if opener || answers || alone || in_series || listing {
            return;
        }
        let hit =
            sink.say(sentence.span, "this sentence has no verb; it seems to belong to the one before it");
        // What begins with a preposition is a tail. A noun may begin a remark of good style ("Great courage."), and its
        // verb may have been taken for a noun.
        let words = tokens.iter().filter(|t| is_word(t)).count();
        let first = first.map_or(Tag::NONE, |t| t.tag);
        let short = words < 4 || words < 6 && tokens.iter().any(|t| context.word(t) == ",");
        let noun = first.is_any([Class::PLURAL_NOUN, Class::PROPN]);
        hit.weight = match () {
            // "On a bad day, three."
            () if first.is(Class::ADP) => {
                if short {
                    0.4
                } else {
                    1.0
                }
            }
            () if first.is_any([Class::INFINITIVE_MARK, Class::GERUND]) => 0.8,
            () if noun && words > 3 && is_tail(context, tokens) => 1.0,
            () => 0.2,
        };
        // The first sentence of a paragraph may be a run-in heading or a dateline; names alone may be a signature.
        if previous.is_none() {
            hit.weight *= 0.5;
        }
        if names * 2 > tokens.len() {
            hit.weight *= 0.8;
        }
    }

    /// It begins with a finite verb that is no command, question or inversion.
    fn subjectless(&self, context: &Context, i: usize, sink: &mut Sink) {
        let sentence = &context.analysis.sentences[i];
        let tokens = context.tokens(sentence);
        let Some(at) = tokens.iter().position(is_word) else { return };
        let verb = &tokens[at];
        if !verb.tag.is_any([Class::SINGULAR_VERB, Class::PAST_VERB])
            || verb.margin < self.margin
            || self.in_list(context, verb, self.opener)
        {
            return;
        }
        let next = tokens.get(at + 1);
        // "Had she known", "Does it matter": an inversion; "Said Ana:": an attribution. After an auxiliary a verb in
        // its place shows that no subject comes: "Was decided by the council".
        let vocabulary = &context.language.vocabulary;
        let auxiliary = vocabulary.set("finite-auxiliary").is_some_and(|s| vocabulary.is_in(verb.word, s));
        let verb_follows =
            next.is_some_and(|n| n.tag.is_any([Class::PARTICIPLE, Class::GERUND]) && n.margin >= self.margin);
        let inverted = next.is_some_and(|n| n.tag.is_any([Class::PERSONAL, Class::EXPLETIVE]))
            || auxiliary && !verb_follows;
        if !inverted && verb.shape == Shape::Capitalised && !could_be_name(verb, next) {
            let hit = sink.say(
                verb.span,
                format!("the sentence begins with “{}” and has no subject", context.word(verb)),
            );
            hit.span = sentence.span;
            // At the head of a paragraph it may describe what the heading names ("Returns the length"), and a form of
            // the past may be a participle ("Left untreated, …").
            hit.weight = if i == 0 || verb.tag.is(Class::PAST_VERB) && !auxiliary { 0.4 } else { 1.0 };
        }
    }

    /// One clause, and a subordinator opens it.
    fn subordinate(&self, context: &Context, sentence: &Sentence, sink: &mut Sink) {
        let tokens = context.tokens(sentence);
        let Some(first) = tokens.iter().find(|t| is_word(t)) else { return };
        if !self.in_list(context, first, self.subordinator) || first.tag.is(Class::PLAIN_ADV) {
            return;
        }
        let finite = tokens.iter().filter(|t| t.tag.is_finite()).count();
        let modal = tokens.iter().filter(|t| t.tag.is(Class::AUX)).count();
        let comma = tokens.iter().any(|t| matches!(context.word(t), "," | ";" | ":" | "—" | "–" | "-"));
        let goes_on = sentence.last < context.analysis.tokens.len();
        let follows = sentence.first > 0 || goes_on && self.in_list(context, first, self.opening);
        if finite >= 1 && finite - modal.min(1) <= 1 && finite <= 1 && !comma && follows {
            sink.say(
                sentence.span,
                format!("only a clause with “{}”; the main clause is missing", context.word(first)),
            );
        }
    }

    /// After a subordinator inside the sentence no verb at all up to its end.
    fn bare_clause(&self, context: &Context, sentence: &Sentence, sink: &mut Sink) {
        let tokens = context.tokens(sentence);
        for at in 1..tokens.len() {
            let opens = tokens[at].depth == 0
                && self.in_list(context, &tokens[at], self.subordinator)
                && matches!(context.word(&tokens[at - 1]), "," | "”," | "”" | "\"" | "—");
            if !opens {
                continue;
            }
            let Some(next) = tokens.get(at + 1) else { return };
            // "while in office", "though tired", "although very small" want no verb; "while of the" does.
            let after = tokens[at + 1..].iter().find(|t| !t.tag.is(Class::PLAIN_ADV)).unwrap_or(next);
            let because_of = self.in_list(context, next, self.genitive)
                && next.tag.is(Class::ADP)
                && tokens[at].word == self.cause
                && self.cause != WordId::NONE;
            let apposed = because_of
                || after.tag.is_any([
                    Class::INFINITIVE_MARK,
                    Class::PLAIN_ADJ,
                    Class::GERUND,
                    Class::PARTICIPLE,
                    Class::INTERROGATIVE_ADV,
                ])
                || after.tag.is(Class::ADP) && !self.in_list(context, after, self.genitive);
            if apposed {
                continue;
            }
            let rest = &tokens[at + 1..];
            let stop = rest.iter().position(|t| matches!(context.word(t), "," | ";" | ":" | "(" | "—"));
            let rest = &rest[..stop.unwrap_or(rest.len())];
            let words = rest.iter().filter(|t| is_word(t)).count();
            if words >= self.words
                && !rest.iter().any(|t| t.tag.is_verb() && !names(t))
                && !could_have_verb(rest, self.margin)
                && !may_have_verb(rest)
            {
                let last = rest[rest.len() - 1].span;
                let message = format!("after “{}” there is no verb to the end", context.word(&tokens[at]));
                // Before a comma the main clause may go on behind it ("…, while no substitute for it, …").
                sink.say(tokens[at].span.to(last), message).weight = if stop.is_some() { 0.4 } else { 1.0 };
            }
        }
    }

    fn in_list(&self, context: &Context, token: &Token, list: Option<SetId>) -> bool {
        list.is_some_and(|l| context.language.vocabulary.is_in(token.word, l))
    }
}

/// A noun phrase without a comma, that goes on behind its noun and holds no word that may be its verb: "Plans to limit the
/// growth of the port."
fn is_tail(context: &Context, tokens: &[Token]) -> bool {
    let noun = tokens.iter().find(|t| is_word(t)).is_some_and(|t| !t.entry.can_be_finite());
    let goes_on = tokens.iter().any(|t| t.tag.is_any([Class::ADP, Class::INFINITIVE_MARK]));
    noun && goes_on && !may_have_verb(tokens) && !tokens.iter().any(|t| context.word(t) == ",")
}

/// A word that could be a finite verb and stands where one may ("Mutations in the gene cause …"), whatever the tagger
/// makes of it: not behind an article, an adjective, a possessive, a preposition or "to".
fn may_have_verb(tokens: &[Token]) -> bool {
    tokens.windows(2).any(|two| {
        let [before, word] = two else { return false };
        let noun = before.tag.is_any([
            Class::ARTICLE,
            Class::PLAIN_ADJ,
            Class::POSSESSIVE_PRON,
            Class::INFINITIVE_MARK,
            Class::ADP,
            Class::NUM,
            Class::POSSESSIVE_MARK,
        ]);
        word.shape == Shape::Lower && !word.tag.is(Class::ADP) && word.entry.can_be_finite() && !noun
    })
}

/// A participle with a capital is part of a name ("the Advancing Health Institute").
fn names(token: &Token) -> bool {
    token.tag.is_any([Class::GERUND, Class::PARTICIPLE]) && token.shape == Shape::Capitalised
}

fn is_word(token: &Token) -> bool {
    token.shape.is_word() || token.shape == Shape::Number
}

fn has_finite(context: &Context, sentence: &Sentence) -> bool {
    could_have_verb(context.tokens(sentence), 0)
}

/// What no verb is taken for.
const NO_VERB: [Class; 7] = [
    Class::ARTICLE,
    Class::ADP,
    Class::CCONJ,
    Class::NUM,
    Class::PERSONAL,
    Class::POSSESSIVE_PRON,
    Class::INFINITIVE_MARK,
];

/// A finite verb, or a word that could be one and that the tagger is not sure of.
///
/// A participle in the form of the past tense counts as one, unless it follows a form of "be" or "have"; a base form
/// counts unless "to" stands before it.
fn could_have_verb(tokens: &[Token], margin: u8) -> bool {
    tokens.iter().enumerate().any(|(i, t)| {
        let before = i.checked_sub(1).map_or(Tag::NONE, |b| tokens[b].tag);
        match t.tag {
            tag if tag.is_finite() => true,
            tag if tag.is(Class::BASE_VERB) => !before.is(Class::INFINITIVE_MARK),
            tag if tag.is(Class::PARTICIPLE) => t.entry.is_past() || t.margin < margin,
            tag if tag.is_any(NO_VERB) => false,
            _ => t.shape == Shape::Lower && t.entry.can_be_finite() && t.margin < margin,
        }
    })
}

/// Talk has its own grammar: a sentence inside a quotation, or one that holds one.
fn is_quoted(context: &Context, sentence: &Sentence) -> bool {
    sentence.depth > 0 || context.analysis.quotations.marks_in(sentence.span).iter().any(|m| !m.single)
}

/// "Rose said" and "Grant County": a verb's form that is a name here.
fn could_be_name(verb: &Token, next: Option<&Token>) -> bool {
    verb.entry.is_given_name() && next.is_some_and(|n| n.tag.is_finite() || n.shape.is_capital())
}
