//! A pronoun for a person in a text that speaks of none: a restaurant or a club that is “he” in the source.

use crate::analysis::Context;
use crate::document::BlockKind;

use super::conflict::{Conflict, PronounProof};
use super::timeline::{Event, What};

/// Sentences back in which somebody might be meant.
const FAR: usize = 14;
/// Sentences back in which a name of something unknown might be somebody's.
const NEAR: usize = 2;
/// The most names that are looked at.
const MOST: usize = 128;
/// Sentences that stand before it at the least.
const LEAST: usize = 4;

/// Pronouns before which nobody is in play; of each stretch the first.
pub(super) fn conflicts(context: &Context, events: &[Event]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let pronoun = matches!(event.what, What::Pronoun(_)) && !event.quoted;
        let prose = context.document.blocks[event.block].kind == BlockKind::Paragraph;
        if !pronoun || !prose || event.sentence < LEAST {
            continue;
        }
        let back = |e: &&Event| e.sentence + FAR >= event.sentence;
        let nobody = events[..at].iter().rev().take(MOST).take_while(back).all(|e| is_nothing(e, event));
        let ahead = events[at + 1..].iter().take(MOST).take_while(|e| e.sentence == event.sentence);
        if nobody && ahead.into_iter().all(|e| matches!(e.what, What::Pronoun(_))) {
            let (block, token) = (event.block, event.token);
            found.push(Conflict { block, token, told: PronounProof::Nobody, weight: 0.7, proof: Vec::new() });
        }
    }
    found
}

/// A name of something, too far back to be who is meant.
fn is_nothing(earlier: &Event, event: &Event) -> bool {
    earlier.what == What::Named && earlier.sentence + NEAR < event.sentence
}
