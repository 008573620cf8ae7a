//! A sentence that begins with a pronoun, after one that speaks of one person alone, who is of the other sex:
//! “Captain Brandt is 58. She grew up on the island.”
//!
//! Somebody further back might be meant, so that it is worth less than where nobody is.

use crate::analysis::Context;
use crate::document::BlockKind;

use super::conflict::{Conflict, KnownPerson, PronounProof};
use super::timeline::{Event, What};

/// Tokens before a name that begins its sentence: a title.
const TITLE: usize = 2;
/// What it is worth.
const WEIGHT: f32 = 0.7;

/// Returns the pronouns that take up another person than the one whom the sentence before is about.
pub(super) fn conflicts(context: &Context, events: &[Event], known: &[KnownPerson]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let What::Pronoun(sex) = event.what else { continue };
        let prose = context.document.blocks[event.block].kind == BlockKind::Paragraph;
        if event.quoted || !prose || !begins(context, event, 0) {
            continue;
        }
        let before = events[..at].iter().rev();
        let before: Vec<&Event> = before.take_while(|e| e.sentence + 1 >= event.sentence).collect();
        // The sentence before begins with the name, and speaks of nobody else who could be meant.
        let Some((first, rest)) = before.split_last() else { continue };
        let What::Name(name) = first.what else { continue };
        let one = first.sentence + 1 == event.sentence && first.block == event.block;
        let apart = rest.iter().all(|e| match e.what {
            What::Name(other) => other == name,
            What::Pronoun(other) => other != sex,
            What::Named => true,
            What::Noun(_) | What::Person => false,
        });
        let against = known[name].sex == Some(sex.other()) && !known[name].learnt;
        if one
            && apart
            && against
            && !first.quoted
            && begins(context, first, TITLE)
            && is_alone(context, name)
        {
            found.push(Conflict {
                block: event.block,
                token: event.token,
                told: PronounProof::Name(name, sex.other()),
                weight: WEIGHT,
                proof: vec![(first.block, first.token, "the person who is meant")],
            });
        }
    }
    found
}

/// True where nobody else of the text bears the person's last name: “Trump” may be his wife.
fn is_alone(context: &Context, name: usize) -> bool {
    let whole = context.whole;
    let mut mentions =
        whole.names[name].mentions.iter().map(|&(b, m)| (&whole.blocks[b], &whole.blocks[b].mentions[m]));
    mentions.all(|(block, mention)| whole.index.ending_with(&block.tokens[mention.last - 1]).len() < 2)
}

/// True where the word stands among the first `more` + 1 of its sentence.
fn begins(context: &Context, event: &Event, more: usize) -> bool {
    let sentences = &context.whole.blocks[event.block].sentences;
    let next = sentences.partition_point(|s| s.first <= event.token);
    next.checked_sub(1).is_some_and(|i| event.token - sentences[i].first <= more)
}
