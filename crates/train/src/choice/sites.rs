//! Where interference puts a fault most: such places are taken some times as often as others of the kind.

use super::breaks::WholeSentence;
use mtlint_core::analysis::choice::Kind;
use mtlint_core::analysis::choice::sight::SeenWord;
use mtlint_core::analysis::choice::words::role;
use mtlint_core::language::Class;

/// Words after a question word among which the verb of an indirect question is looked for.
const SUBJECT: usize = 4;

/// What a subject is made of besides nouns.
const SUBJECT_WORDS: [Class; 5] =
    [Class::PERSONAL, Class::ARTICLE, Class::POSSESSIVE_PRON, Class::PLAIN_ADJ, Class::POSSESSIVE_MARK];

impl WholeSentence<'_> {
    /// How many times as often a place is taken as another one of the kind.
    pub(super) fn favour(&self, kind: Kind, i: usize) -> usize {
        let (here, before, after) = (self.seen(i, 0), self.seen(i, -1), self.seen(i, 1));
        let governs =
            |w: &SeenWord| w.roles & role::FUNCTION == 0 && (w.tag.is_verb() || w.tag.is(Class::PLAIN_ADJ));
        let content = |w: &SeenWord| {
            w.tag.is_any([Class::PLAIN_ADJ, Class::PLAIN_ADV]) || w.tag.is_noun() || w.tag.is_verb()
        };
        let favoured = match kind {
            Kind::MissingA | Kind::MissingThe => {
                before.tag.is_verb() || before.roles & (role::PREPOSITION | role::AUXILIARY) != 0
            }
            Kind::ExtraArticle => here.tag.is(Class::SINGULAR_NAME) && !after.tag.is_noun(),
            Kind::WrongPreposition | Kind::MissingPreposition => governs(before),
            Kind::WantsPlural => {
                let quantity = before.roles & role::CONFUSED != 0 && before.roles & role::DETERMINER != 0;
                before.roles & role::NUMBER != 0 || quantity
            }
            Kind::WantsSingular => {
                here.entry.is_mass_noun() || before.roles & (role::A | role::CONFUSED) != 0
            }
            Kind::MissingPronoun => before.roles & role::OPENER != 0,
            Kind::MissingAuxiliary => {
                let noun = before.tag.is_noun();
                noun && here.roles & role::BE != 0
                    && after.tag.is_any([Class::PLAIN_ADJ, Class::PLAIN_ADV, Class::ARTICLE, Class::ADP])
            }
            Kind::MissingVerb => {
                let object = after.roles & (role::DETERMINER | role::PRONOUN) != 0 || after.tag.is_noun();
                here.tag.is_finite() && object
            }
            Kind::Swapped => content(here) && after.roles & role::FUNCTION != 0,
            Kind::NounFirst => before.roles & role::DETERMINER != 0,
            Kind::Agreement => before.tag.is_noun() || before.roles & role::PRONOUN != 0,
            _ => false,
        };
        if favoured { 4 } else { 1 }
    }

    /// The verb of the indirect question that word `i` opens: "what the mayor is".
    pub(super) fn asked_after(&self, i: usize) -> Option<usize> {
        let opens = self.seen(i, 0).tag.is_any([Class::INTERROGATIVE_PRON, Class::INTERROGATIVE_ADV])
            && self.has(i, 0, role::OPENER);
        if !opens || i < 2 || self.sight.is_question {
            return None;
        }
        let verb =
            (i + 2..self.tokens.len().min(i + 2 + SUBJECT)).find(|&j| self.seen(j, 0).tag.is_finite())?;
        let subject = |j: usize| {
            let word = self.seen(j, 0);
            word.tag.is_noun() || word.tag.is_any(SUBJECT_WORDS)
        };
        let head = self.seen(verb - 1, 0);
        let whole = (i + 1..verb).all(subject) && (head.tag.is_noun() || head.tag.is(Class::PERSONAL));
        let lower = self.seen(i + 1, 0).shape == mtlint_core::analysis::Shape::Lower;
        (whole && lower && self.has(verb, 0, role::AUXILIARY) && self.seen(verb, 0).spaced).then_some(verb)
    }

    /// "Than" after a comparative, the second "as" of two.
    pub(super) fn compares(&self, i: usize) -> bool {
        let same = |o: isize| self.seen(i, -o).word == self.seen(i, 0).word;
        let comparative = |o: isize| self.seen(i, -o).tag.is(Class::COMPARATIVE);
        let group = |(of, _): &&(Kind, _)| *of == Kind::WrongComparison;
        let first = self.words.confusions.iter().find(group).and_then(|(_, groups)| groups.first()?.first());
        let than = first.is_some_and(|w| w.eq_ignore_ascii_case(self.tokens[i].span.of(self.text)));
        if than { (1..=3).any(comparative) } else { (2..=3).any(same) }
    }
}
