//! One who speaks on both sides of a quotation: “His mother said, ‘…,’ he said.”

use crate::analysis::{Context, Token};
use crate::language::{Class, SetId};

use super::conflict::{Conflict, KnownPerson, PronounProof};
use super::timeline::{Event, What};
use super::words::People;

/// Tokens between the one who speaks and the verb of speech.
const REACH: usize = 12;

/// Pronouns that speak after a quotation which somebody of the other sex began.
pub(super) fn conflicts(
    people: &People,
    context: &Context,
    events: &[Event],
    known: &[KnownPerson],
) -> Vec<Conflict> {
    let Some(speech) = people.speech else { return Vec::new() };
    let mut found = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let What::Pronoun(sex) = event.what else { continue };
        let Some(verb) = verb_before(context, event, speech) else { continue };
        let before = events[..at].iter().rev().find(|e| e.block != event.block || e.token < verb);
        let Some(speaker) = before.filter(|e| e.block == event.block && e.token + REACH > verb && !e.quoted)
        else {
            continue;
        };
        if let Some(is) = speaker.what.sex(known).filter(|is| *is != sex) {
            let proof = vec![(speaker.block, speaker.token, "who speaks")];
            let told = PronounProof::Speaker(is);
            found.push(Conflict { block: event.block, token: event.token, told, weight: 1.0, proof });
        }
    }
    found
}

/// The verb of speech before the quotation that ends directly before a pronoun with a verb of speech of its own.
fn verb_before(context: &Context, event: &Event, speech: SetId) -> Option<usize> {
    let block = &context.whole.blocks[event.block];
    let tokens = &block.tokens;
    let speaks = |t: &Token| context.language.vocabulary.is_in(t.word, speech);
    tokens.get(event.token + 1).filter(|t| speaks(t))?;
    let marks = &block.quotations.marks;
    let close = marks.binary_search_by_key(&event.token.checked_sub(1)?, |m| m.token).ok()?;
    let open = marks[marks[close].partner.filter(|_| !marks[close].opens)?].token;
    // "said, “": nothing but a mark between them, and no end of a sentence.
    let verb = (open.saturating_sub(2)..open).rev().find(|&i| speaks(&tokens[i]))?;
    (verb + 1..open).all(|i| !tokens[i].shape.is_word() && !tokens[i].tag.is(Class::STOP)).then_some(verb)
}
