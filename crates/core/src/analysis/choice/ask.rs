//! Which kinds of fault a place is asked for: those that its words allow at all.

use super::Kind;
use super::sight::{SeenWord, Sight};
use super::words::{ChoiceWords, role};
use crate::analysis::Shape;
use crate::language::Class;

/// The kinds that word `at` is asked for, as bits.
pub fn kinds(words: &ChoiceWords, sight: &Sight, at: usize) -> u32 {
    let here = sight.at(at, 0);
    let (before, after) = (sight.at(at, -1), sight.at(at, 1));
    let function = here.roles & role::FUNCTION != 0;
    let mut asked = if here.roles & role::CONFUSED != 0 { words.confused(here.id) } else { 0 };
    let mut ask = |when: bool, kind: Kind| asked |= if when { kind.bit() } else { 0 };
    if at == 0 {
        ask(is_word(here), Kind::SentenceCut);
    }
    if function {
        let preposition = here.roles & role::PREPOSITION != 0 && is_preposition(here, after);
        ask(here.roles & (role::A | role::THE) != 0, Kind::ExtraArticle);
        ask(preposition, Kind::WrongPreposition);
        ask(preposition && at > 0, Kind::ExtraPreposition);
        ask(here.roles & role::TO != 0 && at > 0, Kind::ExtraTo);
        ask(here.roles & role::SUBJECT != 0 && at > 0 && !opens(before), Kind::ExtraPronoun);
        ask(at > 0 && is_word(here), Kind::ExtraWord);
    }
    let opens_phrase = !function && is_nominal(here) && !continues(before);
    ask(opens_phrase && is_word(here), Kind::MissingA);
    ask(opens_phrase && is_word(here), Kind::MissingThe);
    let begins = !function && is_nominal(here)
        || here.roles & (role::DETERMINER | role::PRONOUN) != 0
        || is_number(here);
    let after_phrase = role::DETERMINER | role::PREPOSITION | role::NUMBER;
    let bare = before.roles & after_phrase != 0
        || before.tag.is_any([Class::POSSESSIVE_PRON, Class::POSSESSIVE_MARK, Class::HYPHEN]);
    ask(begins && at > 0 && !bare, Kind::MissingPreposition);
    verb_kinds(sight, at, &mut ask);
    let lower = here.shape == Shape::Lower && !function;
    let noun = lower && !here.tag.is(Class::PLAIN_ADV);
    ask(
        noun && here.entry.can_be_singular_noun()
            && !here.entry.is_plural()
            && !here.tag.is(Class::PLAIN_ADJ),
        Kind::WantsPlural,
    );
    ask(
        noun && here.entry.is_plural() && here.tag.is_any([Class::SINGULAR_VERB, Class::NOUN]),
        Kind::WantsSingular,
    );
    if at > 0 {
        let names = before.tag.is_noun() && !before.entry.is_plural();
        ask(names && !function && is_nominal(here) && here.spaced, Kind::MissingPossessive);
        ask(
            here.shape == Shape::Capitalised
                && before.shape == Shape::Lower
                && here.entry.is_word()
                && !here.entry.is_only_name(),
            Kind::Capital,
        );
        ask(can_lack_noun(before) && ends_phrase(here), Kind::MissingNoun);
    }
    ask(is_word(here) && is_word(after) && after.spaced, Kind::Swapped);
    let adjective = after.tag.is(Class::PLAIN_ADJ) || lower_word(after) && after.entry.can_be_adjective();
    ask(here.tag.is_noun() && !function && adjective && after.spaced, Kind::NounFirst);
    let asks = before.roles & role::OPENER != 0 && before.tag.is_any(QUESTION_WORDS);
    let inverted = here.roles & role::AUXILIARY != 0 && at > 1 && !sight.is_question;
    ask(asks && inverted && is_word(after), Kind::QuestionOrder);
    asked & !unlikely(words, sight, at)
}

/// Words that open a question, also within a sentence.
const QUESTION_WORDS: [Class; 3] = [Class::INTERROGATIVE_PRON, Class::INTERROGATIVE_ADV, Class::RELATIVE_DET];

/// Kinds that what stands before rules out: comparison without a comparative, gender without a person.
fn unlikely(words: &ChoiceWords, sight: &Sight, at: usize) -> u32 {
    let here = sight.at(at, 0);
    let compared = (1..=3).any(|o| {
        let word = sight.at(at, -o);
        let other = words.confused(word.id) & Kind::WrongComparison.bit() != 0;
        other || word.tag.is(Class::COMPARATIVE) || word.entry.is_comparative()
    });
    let other = if here.roles & role::MASCULINE != 0 { 2 } else { 1 };
    let met = sight.around[at].gender & other != 0;
    (if compared { 0 } else { Kind::WrongComparison.bit() }) | if met { 0 } else { Kind::WrongGender.bit() }
}

fn verb_kinds(sight: &Sight, at: usize, ask: &mut impl FnMut(bool, Kind)) {
    let here = sight.at(at, 0);
    let before = sight.at(at, -1);
    let around = &sight.around[at];
    let function = here.roles & role::FUNCTION != 0;
    let entry = here.entry;
    let lower = here.shape == Shape::Lower && !function;
    let verbal = here.tag.is_verb();
    let present = entry.is_third_person() || entry.is_base_form();
    let finite_auxiliary = here.roles & role::AUXILIARY != 0 && here.roles & role::MODAL == 0;
    let may_be_verb = verbal || here.tag.is_any([Class::NOUN, Class::PLAIN_ADJ, Class::ADP]);
    ask(
        finite_auxiliary && here.tag.is_finite()
            || lower && present && may_be_verb && !here.tag.is(Class::PLAIN_ADJ) && at > 0,
        Kind::Agreement,
    );
    // A form is wanted by what stands before: a verb, an auxiliary, "to", a preposition.
    let led =
        around.chain != 0 || around.chain_far != 0 || before.roles & (role::PREPOSITION | role::OPENER) != 0;
    let form = lower && may_be_verb && at > 0 && led;
    let other = entry.is_third_person() || entry.is_past() || entry.is_participle() || entry.is_gerund();
    ask(form && other, Kind::WantsBase);
    ask(form && !entry.is_gerund() && (present || entry.is_past()), Kind::WantsIng);
    ask(form && (present || entry.is_gerund()) && !entry.is_past(), Kind::WantsPast);
    let base = entry.is_base_form() && (lower || here.roles & role::AUXILIARY != 0);
    ask(
        base && at > 0 && here.tag.is_any([Class::BASE_VERB, Class::PLURAL_VERB, Class::SINGULAR_NOUN]),
        Kind::MissingTo,
    );
    let finite = here.tag.is_finite();
    let alone = !before.tag.is_noun() && before.roles & (role::PRONOUN | role::DETERMINER) == 0;
    let may_be_finite = finite || here.tag.is_verb() && (entry.can_be_finite() || function);
    ask(may_be_finite && alone, Kind::MissingPronoun);
    if at > 0 {
        let led_by = role::PREPOSITION | role::A | role::THE;
        let after_subject =
            before.roles & led_by == 0 || before.roles & role::TO != 0 || before.tag.is_verb();
        let word = here.shape != Shape::Mark || here.tag.is_any([Class::STOP, Class::COMMA]);
        let no_verb = !finite || here.tag.is(Class::PAST_VERB) && entry.is_participle();
        ask(after_subject && no_verb && word, Kind::MissingAuxiliary);
        ask(after_subject && !finite && word, Kind::MissingVerb);
    }
}

fn lower_word(word: &SeenWord) -> bool {
    word.shape == Shape::Lower && word.roles & role::FUNCTION == 0
}

fn is_word(word: &SeenWord) -> bool {
    matches!(word.shape, Shape::Lower | Shape::Capitalised)
}

fn is_number(word: &SeenWord) -> bool {
    word.roles & role::NUMBER != 0 || word.tag.is(Class::NUM)
}

/// A preposition as such: not "to" before a verb, not an opener of a clause.
fn is_preposition(word: &SeenWord, after: &SeenWord) -> bool {
    !(word.roles & role::TO != 0 && after.entry.is_base_form() && !after.entry.can_be_singular_noun())
}

/// A word that can stand in a noun phrase.
fn is_nominal(word: &SeenWord) -> bool {
    word.tag.is_noun()
        || word.tag.is_any([
            Class::ADJ,
            Class::PARTICIPLE,
            Class::GERUND,
            Class::BASE_VERB,
            Class::PLURAL_VERB,
        ]) && (word.entry.can_be_noun() || word.entry.can_be_adjective())
}

/// A word after which a noun phrase goes on.
fn continues(word: &SeenWord) -> bool {
    let parts = role::DETERMINER | role::NUMBER | role::A | role::THE;
    word.roles & parts != 0
        || word.tag.is_any([
            Class::ADJ,
            Class::SINGULAR_NOUN,
            Class::SINGULAR_NAME,
            Class::POSSESSIVE_MARK,
            Class::NUM,
            Class::POSSESSIVE_PRON,
            Class::HYPHEN,
        ])
}

fn opens(word: &SeenWord) -> bool {
    word.roles & role::OPENER != 0
}

/// A word that a noun has to follow.
fn can_lack_noun(word: &SeenWord) -> bool {
    word.roles & (role::DETERMINER | role::A | role::THE | role::PREPOSITION | role::NUMBER) != 0
        || word.tag.is_any([
            Class::PLAIN_ADJ,
            Class::POSSESSIVE_PRON,
            Class::POSSESSIVE_MARK,
            Class::GERUND,
            Class::PARTICIPLE,
            Class::BASE_VERB,
            Class::PAST_VERB,
        ])
}

/// A word with which no noun phrase goes on.
fn ends_phrase(word: &SeenWord) -> bool {
    word.roles & role::FUNCTION != 0 && word.roles & role::NUMBER == 0
        || word.tag.is_finite()
        || word.tag.is_any([Class::STOP, Class::COMMA, Class::COLON])
}
