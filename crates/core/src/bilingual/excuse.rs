//! What one side says in another way, before both are compared: a country by its people, a percentage by its sign.

use crate::bilingual::code::{CodeKind, CodeText};
use crate::bilingual::fact::{FactWord, Facts};
use crate::bilingual::latin::{alike, skeleton};
use crate::bilingual::locale::{Locale, Locales, Meaning, is_letter, is_unspaced};
use crate::bilingual::name::is_latin;

/// Letters by which the name of a country is known again in a word made from it.
const STEM: usize = 4;
/// Likeness of consonants from which on a word of another script is the name of a country.
const KIN: f32 = 0.75;

/// A side that may say the same.
pub struct SaidSide<'s> {
    /// Its facts.
    pub facts: &'s Facts,
    /// Its text in lower case.
    pub folded: &'s str,
    /// Its language.
    pub locale: &'s Locale,
}

/// Takes out what reads as a placeholder ("%40") and is a percentage, where the other side has no such placeholder.
pub fn percentages(codes: &mut Vec<CodeText>, locale: &Locale, others: &[CodeText]) {
    if locale.percent_first {
        let number = |key: &str| key.strip_prefix('%').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        codes.retain(|c| {
            c.kind != CodeKind::Placeholder || !number(&c.key) || others.iter().any(|o| o.key == c.key)
        });
    }
}

/// Takes out the countries that the other side names by their people or an adjective, as in "Iranian" for "Iran".
pub fn places(words: &mut Vec<FactWord>, other: &SaidSide) {
    let country = |w: &FactWord| match w.meaning {
        Meaning::Territory(code) => Some(code),
        _ => None,
    };
    let named = |code: [u8; 2]| other.facts.words.iter().any(|w| country(w) == Some(code));
    words.retain(|w| country(w).is_none_or(|code| named(code) || !is_said(other, code)));
}

/// Takes out the countries of a text in Latin letters that a source in another script spells in its letters.
pub fn spelled(words: &mut Vec<FactWord>, text: &str, source: &SaidSide, locales: &Locales) {
    let is_place = |w: &FactWord| matches!(w.meaning, Meaning::Territory(_));
    if !words.iter().any(is_place) || is_latin(source.folded) || !is_latin(text) {
        return;
    }
    let latin = locales.latin();
    let bones = |word: &str| skeleton(&latin.of(word));
    let others = || source.folded.split(|c: char| !is_letter(c)).filter(|w| !w.contains(is_unspaced));
    words.retain(|w| {
        let here = source.facts.words.iter().any(|k| k.meaning == w.meaning);
        let own = bones(w.span.of(text));
        here || !is_place(w) || own.len() < 3 || !others().any(|o| alike(&bones(o), &own) >= KIN)
    });
}

/// Returns whether a word of a text begins with a number and goes on: "тридцатистраничный", "hundertjährig".
pub fn is_inside(folded: &str, locale: &Locale, value: f64) -> bool {
    let forms: Vec<&str> = locale
        .forms(Meaning::Number(value))
        .chain(locale.forms(Meaning::Scale(value)))
        .chain(locale.forms(Meaning::Ordinal(value)))
        .filter(|form| form.chars().count() >= 3 && !form.contains(' '))
        .collect();
    let words = || folded.split(|c: char| !is_letter(c));
    !forms.is_empty()
        && words().any(|word| forms.iter().any(|form| word.len() > form.len() && word.starts_with(form)))
}

/// True where a word of a side is made from a name of the country, or speaks of its people.
fn is_said(side: &SaidSide, code: [u8; 2]) -> bool {
    if side.facts.words.iter().any(|w| w.meaning == Meaning::People(code)) {
        return true;
    }
    let other_place = |at: usize| {
        side.facts.words.iter().any(|w| w.span.start as usize == at && w.meaning != Meaning::Territory(code))
    };
    side.locale.forms(Meaning::Territory(code)).any(|form| {
        let letters = form.chars().count();
        let unspaced = form.starts_with(is_unspaced);
        let kept = if unspaced { 2 } else { STEM };
        if letters < kept {
            return false;
        }
        let stem = &form[..form.char_indices().nth(kept).map_or(form.len(), |(at, _)| at)];
        side.folded
            .match_indices(stem)
            .any(|(at, _)| (unspaced || !side.folded[..at].ends_with(is_letter)) && !other_place(at))
    })
}
