//! Another word, form or order fits better.
//!
//! Tells what `analysis::choice` found of one kind of fault; `kind` names it. What would fit is made here, from the
//! words that stand there.

use std::sync::Arc;

use crate::analysis::choice::words::Single;
use crate::analysis::choice::{Choice, ChoiceWords, Forms, Kind};
use crate::analysis::{Context, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "choice",
    summary: "another word, form or order fits better; kind = the fault, as missing-the or wants-plural",
    needs: &[Need::Tags, Need::Words],
    build,
};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceSettings {
    kind: String,
}

struct Chosen {
    kind: Kind,
    words: Arc<ChoiceWords>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let ChoiceSettings { kind } = parameters.read()?;
    let kind = Kind::from_name(&kind).ok_or_else(|| {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        Error::invalid(parameters.file, format!("there is no kind of choice \"{kind}\""))
            .hint(format!("the kinds are {}", known.join(", ")))
    })?;
    Ok(Box::new(Chosen { kind, words: ChoiceWords::enter(language)? }))
}

impl Detector for Chosen {
    fn check(&self, context: &Context, sink: &mut Sink) {
        for choice in context.analysis.choices.iter().filter(|c| c.kind == self.kind) {
            // The capital with which a sentence begins after a headline.
            if self.kind == Kind::Capital && context.may_be_headline(choice.token) {
                continue;
            }
            let place = ChoicePlace { context, tokens: &context.analysis.tokens, at: choice.token };
            let span = place.span(self.kind);
            let suggestion = place.suggestion(self.kind, &Forms::with(context.language, &self.words));
            let message = place.message(choice, &self.words.single.infinitive, suggestion.as_deref());
            let hit = sink.say(span, message);
            hit.weight = choice.certainty;
            hit.suggestion = suggestion;
        }
    }
}

/// A place where something else fits better.
struct ChoicePlace<'a> {
    context: &'a Context<'a>,
    tokens: &'a [Token],
    at: usize,
}

impl ChoicePlace<'_> {
    fn word(&self, offset: isize) -> &str {
        self.token(offset).map_or("", |t| self.context.word(t))
    }

    fn token(&self, offset: isize) -> Option<&Token> {
        self.tokens.get(self.at.checked_add_signed(offset)?)
    }

    /// The words at fault: those on both sides of a gap, the word, or the two that stand in the wrong order.
    fn span(&self, kind: Kind) -> Span {
        let here = self.tokens[self.at].span;
        let before = self.token(-1).filter(|t| t.span.end <= here.start).map(|t| t.span);
        match kind {
            Kind::Swapped | Kind::NounFirst | Kind::QuestionOrder => {
                self.token(1).map_or(here, |next| here.to(next.span))
            }
            Kind::WantsBase | Kind::WantsIng | Kind::WantsPast => before.map_or(here, |b| b.to(here)),
            _ if kind.is_gap() => before.map_or(here, |b| b.to(here)),
            Kind::ExtraTo => self.token(1).map_or(here, |next| here.to(next.span)),
            _ => here,
        }
    }

    /// What would fit in place of the words at fault, where that can be told.
    fn suggestion(&self, kind: Kind, forms: &Forms) -> Option<String> {
        let word = self.word(0);
        let lower = word.to_lowercase();
        let before = self.word(-1);
        let single = &forms.words().single;
        let lead = |form: String| if before.is_empty() { form } else { format!("{before} {form}") };
        match kind {
            Kind::MissingA => Some(lead(format!("{} {word}", self.article(single)))),
            Kind::MissingThe => Some(lead(format!("{} {word}", single.definite))),
            Kind::MissingTo => Some(lead(format!("{} {word}", single.infinitive))),
            Kind::MissingPossessive => Some(format!("{before}{} {word}", single.possessive)),
            Kind::WantsPlural => forms.plural(&lower),
            Kind::WantsSingular => forms.singular(&lower),
            Kind::Agreement => agreeing(forms, &lower),
            Kind::WantsBase => forms.base(&lower).map(lead),
            Kind::WantsIng => forms.base(&lower).and_then(|base| forms.ing(&base)).map(lead),
            Kind::WantsPast => forms.base(&lower).and_then(|base| forms.participle(&base)).map(lead),
            Kind::ExtraTo => Some(self.word(1).to_owned()),
            Kind::Swapped | Kind::NounFirst => Some(format!("{} {word}", self.word(1))),
            Kind::Capital => Some(lower),
            _ => None,
        }
    }

    /// The indefinite article for the word.
    fn article<'s>(&self, single: &'s Single) -> &'s str {
        let vowel = self.token(0).and_then(|t| t.entry.begins_with_vowel());
        let first = || self.word(0).starts_with(|c: char| single.vowels.contains(c));
        &single.indefinite[usize::from(vowel.unwrap_or_else(first))]
    }

    fn message(&self, choice: &Choice, to: &str, suggestion: Option<&str>) -> String {
        let (word, before) = (self.word(0), self.word(-1));
        let words = self.span(choice.kind).of(self.context.text());
        let meant = suggestion.map_or_else(String::new, |s| format!("; “{s}” fits"));
        match choice.kind {
            Kind::MissingA | Kind::MissingThe => {
                format!("an article seems to be missing before “{word}”{meant}")
            }
            Kind::ExtraArticle => format!("no article is wanted at “{word} {}”", self.word(1)),
            Kind::WrongPreposition => format!("another preposition than “{word}” is wanted after “{before}”"),
            Kind::MissingPreposition => format!("a preposition seems to be missing inside “{words}”"),
            Kind::ExtraPreposition => format!("“{before}” takes no “{word}” here"),
            Kind::WantsPlural => format!("“{word}” is to be plural here{meant}"),
            Kind::WantsSingular => format!("“{word}” is to be singular here{meant}"),
            Kind::Agreement => format!("“{word}” does not agree with its subject{meant}"),
            Kind::WantsBase => format!("the base form of “{word}” is wanted{meant}"),
            Kind::WantsIng => format!("the -ing form of “{word}” is wanted{meant}"),
            Kind::WantsPast => format!("the past form of “{word}” is wanted{meant}"),
            Kind::MissingTo => format!("“{to}” seems to be missing before “{word}”"),
            Kind::ExtraTo => format!("“{to}” is one too many before “{}”", self.word(1)),
            Kind::ExtraPronoun => format!("“{word}” repeats the subject “{before}”"),
            Kind::MissingPronoun => format!("a subject seems to be missing before “{word}”"),
            Kind::MissingAuxiliary => format!("an auxiliary verb seems to be missing inside “{words}”"),
            Kind::MissingVerb => format!("a verb seems to be missing inside “{words}”"),
            Kind::MissingNoun => format!("a noun or pronoun seems to be missing inside “{words}”"),
            Kind::Swapped => format!("“{words}” stands in the wrong order{meant}"),
            Kind::MissingPossessive => format!("“{before}” seems to own “{word}”{meant}"),
            Kind::WrongRelative => format!("another pronoun than “{word}” is wanted after “{before}”"),
            Kind::WrongAuxiliary => format!("another auxiliary verb than “{word}” is wanted here"),
            Kind::WrongQuantity => format!("“{word}” does not fit what follows"),
            Kind::WrongWord => format!("another word than “{word}” is wanted here"),
            Kind::ExtraWord => format!("“{word}” is one too many here"),
            Kind::Capital => format!("“{word}” wants no capital inside the sentence"),
            Kind::NounFirst => format!("the adjective stands behind its noun in “{words}”{meant}"),
            Kind::WrongComparison => format!("another word of comparison than “{word}” is wanted here"),
            Kind::WrongGender => format!("“{word}” does not fit the person meant"),
            Kind::QuestionOrder => {
                format!("an indirect question has its subject before “{word}”")
            }
            Kind::SentenceCut => format!("the sentence from “{word}” on belongs to the one before"),
        }
    }
}

/// The form of a present verb, or of “was”, for the other number of its subject.
fn agreeing(forms: &Forms, verb: &str) -> Option<String> {
    let other = forms.words().agreement.iter().find_map(|[one, many]| match verb {
        v if v == one => Some(many),
        v if v == many => Some(one),
        _ => None,
    });
    if let Some(form) = other {
        return Some(form.clone());
    }
    let base = forms.base(verb)?;
    if base == verb { forms.third(&base) } else { Some(base) }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn kinds_are_found_by_their_names() {
        for &kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::from_name("missing-everything"), None);
    }
}
