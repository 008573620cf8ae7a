//! Follows the persons of a document, and finds the pronouns that fit none of those who can be meant.

use crate::analysis::{Context, Whole};

use super::conflict::{Conflict, Conflicts, KnownPerson, PronounProof};
use super::orphan;
use super::own;
use super::sex::Sex;
use super::speaker;
use super::timeline::{Event, Timeline, What};
use super::topic;
use super::words::People;

/// Sentences back in which the person meant is named.
const NEAR: usize = 3;
/// Sentences back in which anybody else might be meant.
const FAR: usize = 14;
/// The same for those who are not named: a father, a driver.
const NEARER: usize = 5;
/// The most persons in play that are looked at: a sentence may have no end.
const MOST: usize = 128;
/// Tokens from a pronoun to what it owns: “his late father”.
const OWNED: usize = 3;
/// Pronouns of one sex that tell a person's where nothing else does.
const LEAST: usize = 2;
/// What a conflict is worth that only a translator who guesses explains.
const GUESSED: f32 = 0.8;

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
    let mut known = known(people, context, &timeline);
    let guessed = votes(&timeline.events, &known, false);
    learn(&mut known, &guessed);
    let far = votes(&timeline.events, &known, false);
    let mut conflicts = told(&timeline.events, &known, &far);
    // A translator who took one person for the other guesses: near by, a paragraph that brings a person in speaks of
    // that one.
    let proofs: Vec<(usize, usize)> =
        conflicts.iter().filter(|c| c.weight >= 1.0).map(|c| (c.block, c.token)).collect();
    if !proofs.is_empty() {
        let near = votes(&timeline.events, &known, true);
        for mut conflict in told(&timeline.events, &known, &near).into_iter().filter(|c| c.weight >= 1.0) {
            let PronounProof::Name(name, _) = conflict.told else { continue };
            let first = timeline.events.iter().find(|e| e.what == What::Name(name)).map(|e| e.block);
            let proof = proofs.iter().find(|(block, _)| conflict.block.abs_diff(*block) <= NEAR);
            if let (Some(&(block, token)), true) = (proof, first == Some(conflict.block)) {
                conflict.weight = GUESSED;
                conflict.proof.push((block, token, "a pronoun that is wrong for certain"));
                conflicts.push(conflict);
            }
        }
    }
    conflicts.extend(orphan::conflicts(context, &timeline.events));
    conflicts.extend(topic::conflicts(context, &timeline.events, &known));
    conflicts.extend(speaker::conflicts(people, context, &timeline.events, &known));
    conflicts.extend(own::conflicts(people, context, &timeline.events, &known));
    conflicts.sort_by(|a, b| (a.block, a.token).cmp(&(b.block, b.token)).then(b.weight.total_cmp(&a.weight)));
    conflicts.dedup_by_key(|c| (c.block, c.token));
    Conflicts(conflicts)
}

/// The pronouns among the votes that contradict what is known of the person, with their proof.
fn told(events: &[Event], known: &[KnownPerson], votes: &[Vote]) -> Vec<Conflict> {
    let mut told = [0usize; 2].map(|_| vec![0usize; known.len()]);
    let mut against = vec![0usize; known.len()];
    for vote in votes {
        told[vote.sex.index()][vote.name] += usize::from(!vote.against);
        against[vote.name] += usize::from(vote.against);
    }
    let conflict = |vote: &Vote| {
        let counts = [0, 1].map(|sex: usize| told[sex][vote.name]);
        let (sex, weight) = judge(vote, &known[vote.name], counts, against[vote.name])?;
        let (event, named) = (&events[vote.event], &events[vote.named]);
        let mut proof = vec![(named.block, named.token, "the person who is meant")];
        let usual = votes.iter().find(|v| v.name == vote.name && v.sex == sex && !v.against);
        let usual = usual.map(|v| &events[v.event]).map(|e| (e.block, e.token, "the usual pronoun"));
        let said = known[vote.name].place.map(|(block, token)| (block, token, "what the person is"));
        proof.extend(said.or(usual));
        let told = PronounProof::Name(vote.name, sex);
        Some(Conflict { block: event.block, token: event.token, told, weight, proof })
    };
    votes.iter().filter_map(conflict).collect()
}

/// Takes the sex of those whom nothing else tells from their pronouns, where all but few agree.
fn learn(known: &mut [KnownPerson], votes: &[Vote]) {
    let mut told = vec![[0usize; 2]; known.len()];
    for vote in votes.iter().filter(|v| !v.against) {
        told[vote.name][vote.sex.index()] += 1;
    }
    for (known, told) in known.iter_mut().zip(told).filter(|(k, _)| k.sex.is_none() && k.place.is_none()) {
        let (most, least) = (told[0].max(told[1]), told[0].min(told[1]));
        if most >= LEAST && most > 2 * least {
            known.sex = Some(if told[0] == most { Sex::Man } else { Sex::Woman });
            known.learnt = true;
        }
    }
}

/// How much it is worth that a pronoun contradicts what is known of a person.
fn judge(vote: &Vote, known: &KnownPerson, told: [usize; 2], against: usize) -> Option<(Sex, f32)> {
    let sex = known.sex.filter(|_| vote.against)?;
    let usual = told[sex.index()];
    let weight = match () {
        () if known.said => 1.0,
        () if usual > against && !known.learnt => 1.0,
        () if usual > against => 0.8,
        () if usual > 0 && !known.learnt => 0.8,
        () if against == 1 && !known.learnt => 0.7,
        // The text says so throughout: it knows better than a list of names.
        () => 0.4,
    };
    Some((sex, weight))
}

/// What titles, nouns and given names tell of each name.
fn known(people: &People, context: &Context, timeline: &Timeline) -> Vec<KnownPerson> {
    let whole = context.whole;
    let mut known: Vec<KnownPerson> = (0..whole.names.len())
        .map(|name| KnownPerson { sex: listed(people, whole, name), ..KnownPerson::default() })
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

/// Somebody in play: the sentence that names them, who that is, and the event.
type Live = (usize, Who, usize);

/// The persons of a document while it is read.
struct Play<'a> {
    events: &'a [Event],
    known: &'a [KnownPerson],
    live: Vec<Live>,
}

/// The pronouns outside quotations that can mean one named person only; `apart` takes each paragraph by itself.
fn votes(events: &[Event], known: &[KnownPerson], apart: bool) -> Vec<Vote> {
    let mut play = Play { events, known, live: Vec::new() };
    let mut votes = Vec::new();
    for (at, event) in events.iter().enumerate() {
        if apart && at > 0 && events[at - 1].block != event.block {
            play.live.clear();
        }
        let who = match event.what {
            What::Name(name) => Who::Name(name),
            What::Noun(sex) => Who::Some(Some(sex)),
            // “Nobody helps me,” he says: somebody else.
            What::Person if event.quoted => continue,
            What::Person => Who::Some(None),
            What::Named => continue,
            What::Pronoun(sex) => {
                let vote = if event.quoted { None } else { play.vote(at, sex) };
                let meant = vote.as_ref().map_or(Who::Some(Some(sex)), |vote| Who::Name(vote.name));
                if !vote.as_ref().is_some_and(|vote| vote.against) {
                    play.live.push((event.sentence, meant, at));
                }
                votes.extend(vote);
                continue;
            }
        };
        play.live.push((event.sentence, who, at));
    }
    votes
}

impl Play<'_> {
    fn sex(&self, who: Who) -> Option<Sex> {
        match who {
            Who::Name(name) => self.known[name].sex,
            Who::Some(sex) => sex,
        }
    }

    fn fits(&self, who: Who, sex: Sex) -> bool {
        self.sex(who).is_none_or(|s| s == sex)
    }

    /// Those in play since so many sentences.
    fn since(&self, sentence: usize, back: usize) -> &[Live] {
        let from = self.live.partition_point(|&(s, ..)| s + back < sentence);
        &self.live[from.max(self.live.len().saturating_sub(MOST))..]
    }

    /// The one person whom the pronoun can mean, or must contradict.
    fn vote(&self, at: usize, sex: Sex) -> Option<Vote> {
        let event = &self.events[at];
        let near = self.since(event.sentence, NEAR);
        let (name, named) = near.iter().rev().find_map(|&(_, who, place)| match who {
            Who::Name(name) => Some((name, place)),
            Who::Some(_) => None,
        })?;
        let against = self.known[name].sex == Some(sex.other());
        let apart = |&(_, who, _): &Live| match who {
            Who::Name(other) if !against => other == name,
            _ if who == Who::Name(name) => true,
            _ => self.sex(who) == Some(sex.other()),
        };
        let near_noun =
            |who: Who, sentence: usize| matches!(who, Who::Name(_)) || sentence + NEARER >= event.sentence;
        let other = |&(sentence, who, _): &Live| {
            who != Who::Name(name) && self.fits(who, sex) && near_noun(who, sentence)
        };
        let alone = near.iter().all(apart) && !self.since(event.sentence, FAR).iter().any(other);
        (alone && !self.comes(at, sex)).then_some(Vote { event: at, name, sex, named, against })
    }

    /// True where somebody who fits stands further on in the sentence: “when he came home, Emil …”. What the pronoun
    /// owns is not who it means: “his father”.
    fn comes(&self, at: usize, sex: Sex) -> bool {
        let here = &self.events[at];
        let ahead = self.events[at + 1..].iter().take(MOST).take_while(|e| e.sentence == here.sentence);
        // The owner of “his uncle” is no uncle, and who owns is whom the pronoun means.
        let mut owner = Some(here.token);
        ahead.into_iter().any(|e| {
            let owned = owner.is_some_and(|owner| e.token <= owner + OWNED);
            if let What::Pronoun(other) = e.what {
                owner = (other == sex).then_some(e.token);
            }
            match e.what {
                What::Name(name) => self.fits(Who::Name(name), sex),
                What::Noun(noun) => noun == sex && !owned,
                What::Person => !owned,
                What::Pronoun(_) | What::Named => false,
            }
        })
    }
}
