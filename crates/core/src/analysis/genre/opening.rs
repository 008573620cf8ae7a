//! How a sentence opens: with its subject, with its verb, with a command, or without any verb.

use crate::analysis::{Analysis, Sentence, SentenceEnd, Shape, Token};
use crate::document::Block;
use crate::language::Class;

/// What a sentence begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// A subject, or anything else.
    Full,
    /// A verb in the third person and no subject: "Returns the length."
    Third,
    /// A past form or a participle and no subject: "Renamed two options."
    Past,
    /// Nothing that could be its verb: "Small fixes only."
    Verbless,
    /// A verb that tells what to do: "Melt the butter."
    Command,
}

impl Opening {
    /// True where what goes without saying is left out.
    pub fn is_brief(self) -> bool {
        matches!(self, Opening::Third | Opening::Past | Opening::Verbless)
    }
}

/// How a sentence of a block opens, behind a label that it may have ("Fence: …"); nothing where it says nothing.
pub(super) fn opening(block: &Block, analysis: &Analysis, sentence: &Sentence) -> Option<Opening> {
    let tokens = &analysis.tokens[sentence.first..sentence.last];
    let colon = tokens.iter().take(6).position(|t| t.span.of(&block.text) == ":");
    let tokens = colon.map_or(tokens, |at| &tokens[at + 1..]);
    let at = tokens.iter().position(|t| t.shape.is_word() || t.object || t.shape == Shape::Number)?;
    let (first, next) = (&tokens[at], tokens.get(at + 1));
    // A language without a tagger tells nothing of how its sentences open.
    if tokens.iter().all(|t| t.object || t.tag.is(Class::UNTAGGED)) {
        return Some(Opening::Full);
    }
    if first.object {
        return Some(if tokens.iter().any(|t| t.tag.is_finite()) {
            Opening::Full
        } else {
            Opening::Verbless
        });
    }
    let entry = first.entry;
    // "Does it matter", "Had she known": the subject comes behind.
    let inverted = next.is_some_and(|n| n.tag.is_any([Class::PERSONAL, Class::EXPLETIVE]));
    let finite_behind = next.is_some_and(|n| n.tag.is_finite());
    let object_behind = next.is_some_and(takes);
    let is_third = first.tag.is(Class::SINGULAR_VERB) || entry.is_third_person() && object_behind;
    let is_past = first.tag.is_any([Class::PAST_VERB, Class::PARTICIPLE]);
    let is_base =
        first.tag.is_any([Class::BASE_VERB, Class::PLURAL_VERB]) || entry.is_base_form() && object_behind;
    Some(if inverted || finite_behind {
        Opening::Full
    } else if is_third {
        Opening::Third
    } else if is_past {
        Opening::Past
    } else if is_base && !first.tag.is(Class::ARTICLE) {
        Opening::Command
    } else if is_ended(sentence.end) && !has_verb(tokens) {
        Opening::Verbless
    } else {
        Opening::Full
    })
}

/// What stands behind a verb rather than behind a noun that opens a sentence. Code does not tell: "Values `0` and `1`".
fn takes(token: &Token) -> bool {
    token.tag.is_any([Class::ARTICLE, Class::POSSESSIVE_PRON]) && !token.object
}

/// True where a word is a finite verb, or may be one.
fn has_verb(tokens: &[Token]) -> bool {
    tokens.iter().any(|t| {
        t.tag.is_finite() || t.tag.is(Class::BASE_VERB) || t.tag.is(Class::PARTICIPLE) && t.entry.is_past()
    })
}

/// True where a sentence ends as one: what has no stop is a label or a line of a list.
fn is_ended(end: SentenceEnd) -> bool {
    matches!(end, SentenceEnd::Period | SentenceEnd::Exclamation)
}
