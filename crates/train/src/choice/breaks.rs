//! Breaks a sentence: one fault of a kind at one place, as interference makes them.

use crate::random::Random;
use mtlint_core::analysis::choice::sight::{SeenWord, Sight};
use mtlint_core::analysis::choice::words::{ChoiceWords, role};
use mtlint_core::analysis::choice::{Forms, Kind};
use mtlint_core::analysis::{Shape, Token};
use mtlint_core::language::Class;

/// What is done to a sentence.
pub(super) struct Break {
    /// The sentence afterwards.
    pub text: String,
    /// The byte where the place's word begins, or where the missing one stood.
    pub place: usize,
}

/// A whole sentence that is to be broken.
pub(super) struct WholeSentence<'a> {
    /// The text that its tokens point into.
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub sight: &'a Sight,
    pub words: &'a ChoiceWords,
    pub forms: &'a Forms<'a>,
}

/// Under this margin the tagger may be wrong, and the fault would be none.
const SURE: u8 = 40;

impl WholeSentence<'_> {
    /// The places where a fault of the kind can be put; where interference puts it most, some times over.
    pub fn sites(&self, kind: Kind) -> Vec<usize> {
        let fitting = (0..self.tokens.len()).filter(|&i| self.fits(kind, i));
        fitting.flat_map(|i| std::iter::repeat_n(i, self.favour(kind, i))).collect()
    }

    pub(super) fn seen(&self, i: usize, offset: isize) -> &SeenWord {
        self.sight.at(i, offset)
    }

    pub(super) fn has(&self, i: usize, offset: isize, roles: u32) -> bool {
        self.seen(i, offset).roles & roles != 0
    }

    fn fits(&self, kind: Kind, i: usize) -> bool {
        let here = self.seen(i, 0);
        let (before, after) = (self.seen(i, -1), self.seen(i, 1));
        let tag = here.tag;
        let lower = here.shape == Shape::Lower;
        let sure = self.tokens[i].margin >= SURE;
        let function = here.roles & role::FUNCTION != 0;
        let next_word = after.spaced && matches!(after.shape, Shape::Lower | Shape::Capitalised);
        let begins_phrase = !function
            && i > 0
            && (tag.is_noun() || tag.is(Class::PLAIN_ADJ))
            && before.roles & (role::DETERMINER | role::NUMBER) == 0
            && !before.tag.is_any([
                Class::PLAIN_ADJ,
                Class::NOUN,
                Class::SINGULAR_NAME,
                Class::NUM,
                Class::POSSESSIVE_MARK,
                Class::PARTICIPLE,
                Class::GERUND,
                Class::HYPHEN,
                Class::POSSESSIVE_PRON,
            ])
            && here.spaced;
        match kind {
            Kind::MissingA => self.has(i, 0, role::A) && tag.is(Class::ARTICLE) && next_word,
            Kind::MissingThe => self.has(i, 0, role::THE) && tag.is(Class::ARTICLE) && next_word,
            Kind::ExtraArticle => {
                begins_phrase && (tag.is_any([Class::PLURAL_NOUN, Class::SINGULAR_NAME]) || sure)
            }
            Kind::WrongPreposition | Kind::MissingPreposition => {
                let phrase = after.roles & (role::DETERMINER | role::PRONOUN | role::NUMBER) != 0
                    || after.tag.is_noun()
                    || after.tag.is(Class::PLAIN_ADJ)
                    || kind == Kind::WrongPreposition && after.tag.is(Class::GERUND);
                self.has(i, 0, role::PREPOSITION)
                    && tag.is_any([Class::ADP, Class::INFINITIVE_MARK, Class::VERB_PARTICLE])
                    && phrase
                    && next_word
            }
            Kind::ExtraPreposition => {
                let phrase =
                    self.has(i, 0, role::DETERMINER) || begins_phrase || tag.is(Class::PERSONAL) && lower;
                let verb = before.tag.is_verb() && before.roles & role::AUXILIARY == 0;
                phrase && verb && here.spaced && i > 0
            }
            Kind::WantsPlural => tag.is(Class::PLURAL_NOUN) && lower && here.entry.is_plural(),
            Kind::WantsSingular => {
                tag.is(Class::SINGULAR_NOUN) && lower && here.entry.can_be_singular_noun() && sure
            }
            Kind::Agreement => {
                let form =
                    tag.is(Class::PRESENT_VERB) || self.has(i, 0, role::BE) && tag.is(Class::PAST_VERB);
                form && lower && here.spaced && !self.has(i, 0, role::MODAL)
            }
            Kind::WantsBase => tag.is(Class::BASE_VERB) && lower && !self.has(i, 0, role::BE) && i > 0,
            Kind::WantsIng => tag.is(Class::GERUND) && lower && sure && i > 0,
            Kind::WantsPast => {
                tag.is_any([Class::PARTICIPLE, Class::PAST_VERB]) && lower && sure && !function && i > 0
            }
            Kind::MissingTo => self.has(i, 0, role::TO) && after.tag.is(Class::BASE_VERB) && i > 0,
            Kind::ExtraTo => {
                let led = self.sight.around[i].chain != 0 || before.roles & role::PREPOSITION != 0;
                let bare = tag.is(Class::BASE_VERB) && before.roles & role::TO == 0 && led;
                let ing = tag.is(Class::GERUND) && before.roles & role::PREPOSITION != 0;
                i > 0 && lower && (bare || ing) && here.spaced
            }
            Kind::ExtraPronoun => {
                let finite = tag.is_any([Class::PAST_VERB, Class::PRESENT_VERB, Class::AUX]);
                finite && i > 0 && before.tag.is_noun() && here.spaced && sure
            }
            Kind::MissingPronoun => {
                self.has(i, 0, role::SUBJECT)
                    && tag.is(Class::PERSONAL)
                    && after.tag.is_finite()
                    && after.spaced
            }
            Kind::MissingAuxiliary => {
                self.has(i, 0, role::AUXILIARY) && i > 0 && next_word && lower && tag.is_verb()
            }
            Kind::MissingVerb => {
                tag.is_verb() && !self.has(i, 0, role::AUXILIARY) && i > 0 && sure && !tag.is(Class::GERUND)
            }
            Kind::MissingNoun => {
                let last = !after.tag.is_noun()
                    && !after.tag.is(Class::POSSESSIVE_MARK)
                    && !after.tag.is(Class::HYPHEN);
                tag.is(Class::NOUN) && last && i > 0 && here.spaced && !before.tag.is_noun()
            }
            Kind::Swapped => {
                let word = |w: &SeenWord| w.shape == Shape::Lower && w.spaced;
                let content = !function || after.roles & role::FUNCTION == 0;
                word(here) && word(after) && content && i > 0 && after.word != here.word
            }
            Kind::MissingPossessive => tag.is(Class::POSSESSIVE_MARK) && i > 0 && after.spaced,
            Kind::NounFirst => {
                let word = |w: &SeenWord| w.shape == Shape::Lower && w.spaced;
                tag.is(Class::PLAIN_ADJ) && after.tag.is_noun() && word(here) && word(after) && i > 0
            }
            Kind::QuestionOrder => self.asked_after(i).is_some(),
            Kind::WrongComparison => self.has(i, 0, role::CONFUSED) && here.spaced && self.compares(i),
            Kind::WrongGender => {
                let own = here.roles & (role::MASCULINE | role::FEMININE);
                let bit = if own == role::FEMININE { 2 } else { 1 };
                own != 0 && self.sight.around[i].gender == bit
            }
            Kind::WrongRelative | Kind::WrongAuxiliary | Kind::WrongQuantity | Kind::WrongWord => {
                let that = here.tag.is(Class::ADP) && kind != Kind::WrongWord;
                self.words.confused(here.id) & kind.bit() != 0 && here.spaced && !that
            }
            Kind::ExtraWord => {
                i > 0 && here.spaced && matches!(here.shape, Shape::Lower | Shape::Capitalised)
            }
            Kind::Capital => {
                i > 0
                    && lower
                    && here.spaced
                    && here.word.count_ones() > 0
                    && self.tokens[i].span.len() > 2
                    && before.shape == Shape::Lower
            }
            Kind::SentenceCut => {
                let starter = tag.is_any([
                    Class::ADP,
                    Class::INFINITIVE_MARK,
                    Class::RELATIVE_DET,
                    Class::INTERROGATIVE_PRON,
                    Class::INTERROGATIVE_ADV,
                    Class::GERUND,
                    Class::PARTICIPLE,
                ]);
                i > 3
                    && self.tokens.len() - i > 4
                    && starter
                    && (before.tag.is_noun() || before.tag.is(Class::COMMA))
            }
        }
    }

    /// Breaks the sentence at word `i`; nothing where the fault cannot be made there.
    pub fn broken(&self, kind: Kind, i: usize, random: &mut Random) -> Option<Break> {
        let word = self.tokens[i].span.of(self.text);
        match kind {
            Kind::MissingA
            | Kind::MissingThe
            | Kind::MissingPreposition
            | Kind::MissingTo
            | Kind::MissingPronoun
            | Kind::MissingAuxiliary
            | Kind::MissingVerb
            | Kind::MissingNoun
            | Kind::MissingPossessive => self.without(i),
            Kind::ExtraArticle => {
                let article = match random.below(10) {
                    0..7 => "the",
                    _ if begins_with_vowel(word) => "an",
                    _ => "a",
                };
                self.with(i, article)
            }
            Kind::WrongPreposition => self.other_of(i, self.words.prepositions.get(..12)?, random),
            Kind::ExtraPreposition => {
                let all = self.words.prepositions.get(..12)?;
                self.with(i, &all[random.below(all.len())])
            }
            Kind::WantsPlural => self.in_place(i, &self.forms.singular(&word.to_lowercase())?),
            Kind::WantsSingular => self.in_place(i, &self.forms.plural(&word.to_lowercase())?),
            Kind::Agreement => self.in_place(i, &self.disagreeing(word)?),
            Kind::WantsBase => {
                let form = match random.below(6) {
                    0..3 => self.forms.third(word),
                    3..5 => self.forms.past(word),
                    _ => self.forms.ing(word),
                };
                self.in_place(i, &form?)
            }
            Kind::WantsIng => {
                let base = self.forms.base(word)?;
                let form = match random.below(6) {
                    0..4 => Some(base),
                    4 => self.forms.past(&base),
                    _ => self.forms.third(&base),
                };
                self.in_place(i, &form?)
            }
            Kind::WantsPast => {
                let base = self.forms.base(word)?;
                let form = match random.below(6) {
                    0..3 => Some(base),
                    3 | 4 => self.forms.ing(&base),
                    _ => self.forms.third(&base),
                };
                self.in_place(i, &form?)
            }
            Kind::ExtraTo => {
                let base = self.forms.base(word)?;
                self.instead(i, i, &format!("to {base}"))
            }
            Kind::ExtraPronoun => {
                let plural = self.seen(i, -1).entry.is_plural();
                let one = ["it", "he", "she"][random.below(3)];
                self.with(i, if plural { "they" } else { one })
            }
            Kind::QuestionOrder => {
                let verb = self.asked_after(i)?;
                let subject = self.tokens[i + 1].span.to(self.tokens[verb - 1].span).of(self.text);
                let verb_word = self.tokens[verb].span.of(self.text);
                self.instead(i + 1, verb, &format!("{verb_word} {subject}"))
            }
            Kind::WrongGender => {
                let (_, groups) = self.words.confusions.iter().find(|(of, _)| *of == kind)?;
                let mut groups =
                    groups.iter().filter(|group| group.iter().any(|w| w.eq_ignore_ascii_case(word)));
                let group = if self.seen(i, 0).tag.is(Class::POSSESSIVE_PRON) {
                    groups.next()?
                } else {
                    groups.next_back()?
                };
                self.in_place(i, group.iter().find(|w| !w.eq_ignore_ascii_case(word))?)
            }
            Kind::Swapped | Kind::NounFirst => {
                let next = self.tokens[i + 1].span.of(self.text);
                self.instead(i, i + 1, &format!("{next} {word}"))
            }
            Kind::WrongRelative
            | Kind::WrongAuxiliary
            | Kind::WrongQuantity
            | Kind::WrongWord
            | Kind::WrongComparison => {
                let (_, groups) = self.words.confusions.iter().find(|(of, _)| *of == kind)?;
                let groups: Vec<&Vec<String>> = (groups.iter())
                    .filter(|group| group.iter().any(|w| w.eq_ignore_ascii_case(word)))
                    .collect();
                self.other_of(i, groups.get(random.below(groups.len().max(1)))?, random)
            }
            Kind::ExtraWord => self.with_small_word(i, random),
            Kind::Capital => self.in_place(i, &capital(word)),
            Kind::SentenceCut => {
                let from = self.tokens[i].span.start as usize;
                let to = self.tokens[self.tokens.len() - 1].span.end as usize;
                Some(Break { text: capital(&self.text[from..to]), place: 0 })
            }
        }
    }

    /// A small word where none belongs: one that frequent interference puts in, or one from elsewhere in the sentence.
    fn with_small_word(&self, i: usize, random: &mut Random) -> Option<Break> {
        const SMALL: &[&str] = &[
            "the", "of", "to", "and", "in", "that", "is", "was", "be", "it", "for", "with", "as", "are",
            "has", "have", "been", "by", "which", "his", "their", "its", "a", "so", "more", "very", "own",
            "one", "this", "will",
        ];
        let here = self.seen(i, 0);
        let verb = here.tag.is(Class::VERB) && !here.tag.is_any([Class::GERUND, Class::PARTICIPLE]);
        let word = match here.tag {
            tag if tag.is(Class::COMPARATIVE) && random.below(2) == 0 => "more",
            tag if tag.is(Class::ADJ.with(Class::SUPERLATIVE)) && random.below(2) == 0 => "most",
            _ if verb && random.below(2) == 0 => ["is", "was", "are", "be", "were", "been"][random.below(6)],
            tag if tag.is_any([Class::ARTICLE, Class::POSSESSIVE_PRON]) && random.below(2) == 0 => {
                ["the", "his", "their", "this", "a"][random.below(5)]
            }
            _ => SMALL[random.below(SMALL.len())],
        };
        let beside = [-1, 0].map(|o| self.seen(i, o).word);
        (!beside.contains(&mtlint_core::language::hash::folded(word))).then(|| self.with(i, word)).flatten()
    }

    /// The form for another number of subject.
    fn disagreeing(&self, word: &str) -> Option<String> {
        let form = match word {
            "is" => "are",
            "are" => "is",
            "was" => "were",
            "were" => "was",
            "has" => "have",
            "have" => "has",
            "does" => "do",
            "do" => "does",
            "am" | "'s" | "'re" | "’s" | "’re" => return None,
            _ => {
                let base = self.forms.base(word)?;
                return if base == word { self.forms.third(&base) } else { Some(base) };
            }
        };
        Some(form.to_owned())
    }

    fn other_of(&self, i: usize, group: &[String], random: &mut Random) -> Option<Break> {
        let word = self.tokens[i].span.of(self.text);
        let other = &group[random.below(group.len())];
        (!other.eq_ignore_ascii_case(word)).then(|| self.in_place(i, other)).flatten()
    }

    /// Another word for word `i`, with its capital.
    fn in_place(&self, i: usize, new: &str) -> Option<Break> {
        let old = self.tokens[i].span.of(self.text);
        (old != new).then(|| self.instead(i, i, new)).flatten()
    }

    fn instead(&self, first: usize, last: usize, new: &str) -> Option<Break> {
        let is_capital = self.seen(first, 0).shape == Shape::Capitalised;
        let new = if is_capital { capital(new) } else { new.to_owned() };
        let (from, to) = (self.tokens[first].span.start, self.tokens[last].span.end);
        Some(self.edit(from as usize, to as usize, &new))
    }

    /// A word before word `i`, which opens no sentence.
    fn with(&self, i: usize, word: &str) -> Option<Break> {
        let at = self.tokens[i].span.start as usize;
        (i > 0).then(|| self.edit(at, at, &format!("{word} ")))
    }

    /// The sentence without word `i`; the next word gets its capital.
    fn without(&self, i: usize) -> Option<Break> {
        let next = self.tokens.get(i + 1)?.span;
        let (from, to) = (self.tokens[i].span.start as usize, self.tokens[i].span.end as usize);
        if !self.tokens[i].spaced && i > 0 {
            return Some(Break { place: self.edit(from, to, " ").place + 1, ..self.edit(from, to, "") });
        }
        if i == 0 {
            return Some(self.edit(from, next.end as usize, &capital(next.of(self.text))));
        }
        Some(self.edit(from, next.start as usize, ""))
    }

    fn edit(&self, from: usize, to: usize, new: &str) -> Break {
        let first = self.tokens[0].span.start as usize;
        let last = self.tokens[self.tokens.len() - 1].span.end as usize;
        let (before, after) = (&self.text[first..from], &self.text[to..last]);
        // A mark after the gap stands at the word before it.
        let marks = new.is_empty() && after.starts_with(['.', ',', ';', ':', '?', '!']);
        let before = if marks { before.trim_end() } else { before };
        Break { text: format!("{before}{new}{after}"), place: before.len() }
    }
}

fn begins_with_vowel(word: &str) -> bool {
    word.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O'])
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}
