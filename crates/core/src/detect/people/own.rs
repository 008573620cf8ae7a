//! What one does with one's own body and mind alone: nobody shakes another's head, clears another's throat.
//!
//! Told where the one who does it stands directly before the verb and is of the other sex than the possessive behind it.

use crate::analysis::{Context, Token};

use super::conflict::{Conflict, KnownPerson, PronounProof};
use super::timeline::{Event, What};
use super::words::People;

/// Tokens from the one who does it to the verb: "Peter had then quietly cleared".
const REACH: usize = 4;

/// Possessives of the other sex than the one whose own it must be.
pub(super) fn conflicts(
    people: &People,
    context: &Context,
    events: &[Event],
    known: &[KnownPerson],
) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let What::Pronoun(sex) = event.what else { continue };
        let tokens = &context.whole.blocks[event.block].tokens;
        if event.token == 0 || !is_own(people, tokens, event.token) {
            continue;
        }
        let verb = event.token - 1;
        let doer = events[..at].last().filter(|e| e.block == event.block && e.sentence == event.sentence);
        let Some(doer) = doer
            .filter(|e| e.token < verb && e.token + REACH > verb && !is_of(people, tokens, e.token, verb))
        else {
            continue;
        };
        if let Some(is) = doer.what.sex(known).filter(|is| *is != sex) {
            let told = match doer.what {
                What::Name(name) => PronounProof::Name(name, is),
                _ => PronounProof::Doer(is),
            };
            let proof = vec![(doer.block, doer.token, "who does it")];
            found.push(Conflict { block: event.block, token: event.token, told, weight: 1.0, proof });
        }
    }
    found
}

/// True for a verb, the possessive at `at` and a noun that one has of one's own.
fn is_own(people: &People, tokens: &[Token], at: usize) -> bool {
    let noun = tokens.get(at + 1).map(|t| t.word);
    noun.is_some_and(|noun| people.own.contains(&(tokens[at - 1].word, noun)))
}

/// True where another verb stands between, whose object the doer may be: "he watched her shake her head".
fn is_of(people: &People, tokens: &[Token], doer: usize, verb: usize) -> bool {
    let before = doer.checked_sub(1).map(|i| &tokens[i]);
    let object = before.is_some_and(|t| t.tag.is_verb() && people.sort(t).is_none());
    object || tokens[doer + 1..verb].iter().any(|t| t.tag.is_verb() && !t.tag.is(crate::language::Class::AUX))
}
