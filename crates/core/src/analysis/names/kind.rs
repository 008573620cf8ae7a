//! What a name stands for, weighed from its form and its surroundings.

use crate::analysis::{NameKind, Sentence, Shape, Token};

use super::Finder;

/// Points for each kind.
#[derive(Default)]
struct Points {
    person: i32,
    place: i32,
    organisation: i32,
}

impl Finder<'_> {
    /// Returns the kind of the name `first..stop`.
    pub(super) fn guess(
        &self,
        sentence: &Sentence,
        title: Option<usize>,
        first: usize,
        stop: usize,
    ) -> NameKind {
        let finder = self;
        let name = &finder.tokens[first..stop];
        let mut points = Points::default();
        form(finder, name, &mut points);
        if title.is_some() {
            points.person += 5;
        }
        surroundings(finder, sentence, first, stop, &mut points);
        let Points { person, place, organisation } = points;
        match () {
            () if person > 1 && person > place && person > organisation => NameKind::Person,
            () if organisation > 1 && organisation >= place && organisation > person => {
                NameKind::Organisation
            }
            () if place > 1 && place > person => NameKind::Place,
            () => NameKind::Unknown,
        }
    }
}

fn form(finder: &Finder, name: &[Token], points: &mut Points) {
    let language = finder.language;
    let words = name.iter().filter(|t| t.shape != Shape::Mark).count();
    let (first, last) = (&name[0], &name[name.len() - 1]);
    if name.iter().any(|t| finder.lists.organisation.has(language, t)) {
        points.organisation += 6;
    }
    if finder.lists.place.has(language, last) || finder.lists.place.has(language, first) && words > 1 {
        points.place += 4;
    }
    if words > 1 {
        points.person += if first.entry.is_given_name() { 2 } else { 0 };
        points.person += if last.entry.is_surname() { 1 } else { 0 };
        // Surname first, as in Hungarian, Chinese and Korean.
        points.person += i32::from(last.entry.is_given_name() && !last.entry.is_place());
        points.person += name.iter().filter(|t| finder.is_initial(t)).count() as i32;
        points.person += name.iter().filter(|t| finder.lists.particle.has(language, t)).count() as i32;
        points.place += if last.entry.is_place() && !last.entry.is_surname() { 2 } else { 0 };
        if (2..=3).contains(&words) && name.iter().all(|t| !t.entry.is_word() && !t.entry.is_place()) {
            points.person += 1;
        }
    } else {
        let entry = first.entry;
        points.person += i32::from(entry.is_given_name()) + i32::from(entry.is_surname());
        points.person -= 2 * i32::from(entry.is_word());
        if entry.is_place() {
            points.place += if entry.is_given_name() || entry.is_surname() { 1 } else { 3 };
        }
        if first.shape == Shape::Upper && !entry.is_place() && first.span.len() > 1 {
            points.organisation += 2;
        }
    }
    if name.iter().any(|t| t.entry.is_word() && !t.entry.is_name()) {
        points.person -= 2;
    }
}

fn surroundings(finder: &Finder, sentence: &Sentence, first: usize, stop: usize, points: &mut Points) {
    let (language, lists) = (finder.language, finder.lists);
    let at = |i: usize| finder.tokens.get(i).filter(|_| (sentence.first..sentence.last).contains(&i));
    let before = first.checked_sub(1).and_then(at);
    let after = at(stop);
    let speaks =
        |t: &Token| lists.speech_core.has(language, t) && t.shape == Shape::Lower && !t.tag.is_noun();
    if after.is_some_and(speaks) || before.is_some_and(speaks) {
        points.person += 2;
    }
    let is = |t: Option<&Token>, word: &str| t.is_some_and(|t| finder.words(t) == word);
    if is(after, ",") {
        // "Oona Vell, a surveyor", "Oona Vell, 43,"
        let next = at(stop + 1);
        let age =
            next.is_some_and(|t| t.shape == Shape::Number && t.span.len() == 2) && is(at(stop + 2), ",");
        let role = (stop + 1..stop + 6).take_while(|&i| !is(at(i), ",")).filter_map(at);
        let role = role.into_iter().any(|t| t.shape == Shape::Lower && lists.role.has(language, t));
        points.person += if age { 3 } else { 0 } + if role { 2 } else { 0 };
    }
    if before.is_some_and(|t| t.shape == Shape::Lower && lists.role.has(language, t)) {
        points.person += 3;
    }
    if before
        .is_some_and(|t| t.shape == Shape::Lower && finder.conventions.place_prepositions.contains(t.hash))
    {
        points.place += 1;
        points.person -= 1;
    }
    if before.is_some_and(|t| finder.conventions.article.contains(t.hash)) {
        points.person -= 2;
        points.organisation += 1;
    }
}
