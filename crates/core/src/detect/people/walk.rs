//! Follows the persons of a document, and finds the pronouns that fit none of those who can be meant.

use crate::analysis::{Context, Whole};

use super::conflict::{Conflict, Conflicts, Known};
use super::sex::Sex;
use super::speaker;
use super::timeline::{Event, Timeline, What};
use super::words::People;

/// Sentences back in which the person meant is named.
const NEAR: usize = 3;
/// Sentences back in which anybody else might be meant.
const FAR: usize = 14;
/// Pronouns of one sex that tell a person's where nothing else does.
const LEAST: usize = 3;

/// Somebody in play.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Name(usize),
    /// Nobody named: of that sex, or of either.
    Some(Option<Sex>),
}

/// A pronoun that can mean one named person only.
struct Vote {
    event: usize,
    name: usize,
    sex: Sex,
    /// Where that person was named last.
    named: usize,
    against: bool,
}

/// Returns the conflicts of the whole document.
pub(super) fn conflicts(people: &People, context: &Context) -> Conflicts {
    let timeline = Timeline::of(people, context);
    if !timeline.events.iter().any(|e| matches!(e.what, What::Pronoun(_))) {
        return Conflicts(Vec::new());
    }
    let known = known(people, context, &timeline);
    let votes = votes(&timeline.events, &known);
    let mut told = [0usize; 2].map(|_| vec![0usize; known.len()]);
    let mut against = vec![0usize; known.len()];
    for vote in &votes {
        told[vote.sex.index()][vote.name] += usize::from(!vote.against);
        against[vote.name] += usize::from(vote.against);
    }
    let conflict = |vote: &Vote| {
        let counts = [0, 1].map(|sex: usize| told[sex][vote.name]);
        let (sex, weight) = judge(vote, &known[vote.name], counts, against[vote.name])?;
        let event = &timeline.events[vote.event];
        let named = &timeline.events[vote.named];
        let mut proof = vec![(named.block, named.token, "the person who is meant")];
        let usual = votes.iter().find(|v| v.name == vote.name && v.sex == sex && !v.against);
        let usual = usual.map(|v| &timeline.events[v.event]).map(|e| (e.block, e.token, "the usual pronoun"));
        let said = known[vote.name].place.map(|(block, token)| (block, token, "what the person is"));
        proof.extend(said.or(usual));
        Some(Conflict { block: event.block, token: event.token, name: Some(vote.name), sex, weight, proof })
    };
    let mut conflicts: Vec<Conflict> = votes.iter().filter_map(conflict).collect();
    conflicts.extend(speaker::conflicts(people, context, &timeline.events, &known));
    conflicts.sort_by_key(|c| (c.block, c.token));
    conflicts.dedup_by_key(|c| (c.block, c.token));
    Conflicts(conflicts)
}

/// The sex of the person whom a pronoun contradicts, and how much that is worth.
fn judge(vote: &Vote, known: &Known, told: [usize; 2], against: usize) -> Option<(Sex, f32)> {
    let Some(sex) = known.sex else {
        let other = vote.sex.other();
        let odd = told[vote.sex.index()] == 1 && told[other.index()] >= LEAST;
        return odd.then_some((other, 0.8));
    };
    if !vote.against {
        return None;
    }
    let usual = told[sex.index()];
    let weight = match () {
        () if known.said => 1.0,
        () if usual > against => 1.0,
        () if usual > 0 => 0.8,
        () if against == 1 => 0.7,
        // The text says so throughout: it knows better than a list of names.
        () => 0.4,
    };
    Some((sex, weight))
}

/// What titles, nouns and given names tell of each name.
fn known(people: &People, context: &Context, timeline: &Timeline) -> Vec<Known> {
    let whole = context.whole;
    let mut known: Vec<Known> = (0..whole.names.len())
        .map(|name| Known { sex: listed(people, whole, name), said: false, place: None })
        .collect();
    let mut said: Vec<[usize; 2]> = vec![[0; 2]; known.len()];
    for witness in &timeline.witnesses {
        said[witness.name][witness.sex.index()] += 1;
        known[witness.name].place.get_or_insert((witness.block, witness.token));
    }
    for (known, said) in known.iter_mut().zip(said) {
        match said {
            [0, 0] => {}
            [_, 0] => (known.sex, known.said) = (Some(Sex::Man), true),
            [0, _] => (known.sex, known.said) = (Some(Sex::Woman), true),
            // A brother and a sister of one name, or two persons.
            _ => (known.sex, known.place) = (None, None),
        }
    }
    known
}

/// The sex that the given name of a full mention tells.
fn listed(people: &People, whole: &Whole, name: usize) -> Option<Sex> {
    let mentions = &whole.names[name].mentions;
    let mentions = mentions.iter().take(16).map(|&(b, m)| (&whole.blocks[b], &whole.blocks[b].mentions[m]));
    let first = mentions.max_by_key(|(_, m)| m.last - m.first);
    let (block, mention) = first?;
    let token = &block.tokens[mention.first];
    let full = mention.last - mention.first > 1;
    people.given.sex(token.hash).filter(|_| full || !token.entry.is_word() && !token.entry.is_place())
}

/// The pronouns outside quotations that can mean one named person only.
fn votes(events: &[Event], known: &[Known]) -> Vec<Vote> {
    let sex_of = |who: Who| match who {
        Who::Name(name) => known[name].sex,
        Who::Some(sex) => sex,
    };
    let mut live: Vec<(usize, Who, usize)> = Vec::new();
    let mut votes = Vec::new();
    for (at, event) in events.iter().enumerate() {
        let sex = match event.what {
            What::Name(name) => {
                live.push((event.sentence, Who::Name(name), at));
                continue;
            }
            What::Noun(sex) => {
                live.push((event.sentence, Who::Some(Some(sex)), at));
                continue;
            }
            What::Person => {
                live.push((event.sentence, Who::Some(None), at));
                continue;
            }
            What::Pronoun(sex) => sex,
        };
        let fits = |who: Who| sex_of(who).is_none_or(|s| s == sex);
        let since = |back: usize| {
            let from = live.partition_point(|&(s, ..)| s + back < event.sentence);
            &live[from..]
        };
        let ahead = events[at + 1..].iter().take_while(|e| e.sentence == event.sentence);
        let comes = ahead.into_iter().any(|e| match e.what {
            What::Name(name) => fits(Who::Name(name)),
            What::Noun(noun) => noun == sex,
            What::Person => true,
            What::Pronoun(_) => false,
        });
        let near = since(NEAR);
        let mut named = near.iter().rev().filter_map(|&(_, who, place)| match who {
            Who::Name(name) => Some((name, place)),
            Who::Some(_) => None,
        });
        let alone = named.next().filter(|&(name, _)| {
            let apart = |who: Who| who == Who::Some(Some(sex.other())) || who == Who::Name(name);
            near.iter().all(|&(_, who, _)| apart(who))
        });
        let others = since(FAR).iter().any(|&(_, who, _)| fits(who) && Some(who) != alone.map(|(n, _)| Who::Name(n)));
        let sure = alone.filter(|_| !comes && !others && !event.quoted);
        match sure {
            Some((name, named)) => {
                let against = !fits(Who::Name(name));
                votes.push(Vote { event: at, name, sex, named, against });
                if !against {
                    live.push((event.sentence, Who::Name(name), named));
                }
            }
            None => live.push((event.sentence, Who::Some(Some(sex)), at)),
        }
    }
    votes
}
