//! The words of a text that a locale knows: whole, with an ending, or as parts of one word ("dreiundzwanzig").

use crate::bilingual::locale::{Locale, Meaning, is_letter, is_unspaced};
use crate::span::Span;

/// A known word.
#[derive(Clone, Debug)]
pub struct KnownForms<'l> {
    /// Its bytes, without an ending that was not known.
    pub span: Span,
    /// What it says.
    pub meanings: &'l [Meaning],
    /// True where the word ends with it.
    pub whole: bool,
    /// True where it begins inside a word, after another form.
    pub inside: bool,
}

impl KnownForms<'_> {
    /// Returns what `pick` makes of the first meaning that it takes.
    pub fn find<T>(&self, pick: impl Fn(&Meaning) -> Option<T>) -> Option<T> {
        self.meanings.iter().find_map(pick)
    }

    /// Returns the number that it says, and whether it is one that orders.
    pub fn number(&self) -> Option<(f64, bool)> {
        self.find(|m| match m {
            Meaning::Number(n) => Some((*n, false)),
            Meaning::Ordinal(n) => Some((*n, true)),
            _ => None,
        })
    }

    /// Returns what it multiplies by.
    pub fn scale(&self) -> Option<f64> {
        self.find(|m| if let Meaning::Scale(n) = m { Some(*n) } else { None })
    }
}

/// Letters of a form from which on it may take an ending, and of the ending.
const STEM: usize = 5;
const ENDING: usize = 3;
/// Words that join the parts of a number inside one word.
const LINKS: &[&str] = &["und", "en", "e", "y", "i", "og", "och", "ja", "a", "ën"];

/// Returns the known words of a folded text, in order.
pub fn known<'l>(folded: &str, locale: &'l Locale) -> Vec<KnownForms<'l>> {
    let mut all = Vec::new();
    if !locale.is_known() {
        return all;
    }
    let mut at = 0;
    let mut after_letter = false;
    while let Some(c) = folded[at..].chars().next() {
        let step = c.len_utf8();
        if is_unspaced(c) {
            match locale.longest(&folded[at..], |_, _| true) {
                Some((length, meanings)) => {
                    let span = Span::new(at, at + length);
                    all.push(KnownForms { span, meanings, whole: true, inside: false });
                    at += length;
                }
                None => at += step,
            }
            after_letter = false;
            continue;
        }
        if after_letter || !(is_letter(c) || matches!(c, '°' | '%' | '\'' | '’')) {
            after_letter = is_letter(c);
            at += step;
            continue;
        }
        let end = word_end(folded, at);
        // A quotation mark before a word is no letter of it.
        if matches!(c, '\'' | '’')
            && locale.longest(&folded[at..end], |length, _| at + length == end).is_none()
        {
            at += step;
            continue;
        }
        at = word(folded, at, end, locale, &mut all).max(at + step);
        after_letter = folded[..at].chars().next_back().is_some_and(is_letter)
            && folded[at..].chars().next().is_some_and(|c| is_letter(c) && !is_unspaced(c));
        if after_letter {
            at = end.max(at);
            after_letter = false;
        }
    }
    all
}

/// Returns where the word that begins at `at` ends.
fn word_end(folded: &str, at: usize) -> usize {
    let rest = &folded[at..];
    let end = rest.char_indices().find(|(i, c)| *i > 0 && (!is_letter(*c) || is_unspaced(*c)));
    at + end.map_or(rest.len(), |(i, _)| i)
}

/// Reads one word, or the words of a longer form; returns the end of what was read.
fn word<'l>(folded: &str, at: usize, end: usize, locale: &'l Locale, all: &mut Vec<KnownForms<'l>>) -> usize {
    let rest = &folded[at..];
    let ends = |length: usize| {
        let goes_on = rest[length..].starts_with(|c| is_letter(c) && !is_unspaced(c));
        !goes_on || rest.get(length..end - at).is_some_and(|r| locale.endings.iter().any(|e| **e == *r))
    };
    if let Some((length, meanings)) = locale.longest(rest, |length, _| ends(length)) {
        all.push(KnownForms { span: Span::new(at, at + length), meanings, whole: true, inside: false });
        return at + length;
    }
    if parts(folded, at, end, locale, all) {
        return end;
    }
    let stem = |length: usize, meanings: &[Meaning]| {
        let letters = rest[..length].chars().count();
        let ending = folded[at + length.min(end - at)..end].chars().count();
        let inflects = !meanings.iter().all(|m| matches!(m, Meaning::Deny | Meaning::Perhaps));
        length < end - at
            && inflects
            && letters >= (if folded[at..end].is_ascii() { STEM } else { STEM - 1 })
            && ending <= ENDING
    };
    if let Some((length, meanings)) = locale.longest(rest, stem) {
        all.push(KnownForms { span: Span::new(at, at + length), meanings, whole: false, inside: false });
        return end;
    }
    // "באוקטובר": "in" is written to the word.
    let small = |b: &str| rest.starts_with(b) && at + b.len() + 3 < end;
    match locale.beginnings.iter().find(|b| small(b)) {
        Some(begin) if !folded[..at].ends_with(is_letter) => {
            word(folded, at + begin.len(), end, locale, all).max(end)
        }
        _ => end,
    }
}

/// Reads a word that numbers make up; true where they do, to its end.
fn parts<'l>(
    folded: &str,
    from: usize,
    end: usize,
    locale: &'l Locale,
    all: &mut Vec<KnownForms<'l>>,
) -> bool {
    let mut found: Vec<KnownForms<'l>> = Vec::new();
    let mut at = from;
    while at < end {
        let rest = &folded[at..end];
        let is_number = |_: usize, meanings: &[Meaning]| {
            meanings.iter().any(|m| matches!(m, Meaning::Number(_) | Meaning::Ordinal(_) | Meaning::Scale(_)))
        };
        if let Some((length, meanings)) = locale.longest(rest, is_number) {
            found.push(KnownForms {
                span: Span::new(at, at + length),
                meanings,
                whole: false,
                inside: at > from,
            });
            at += length;
            continue;
        }
        match LINKS.iter().find(|l| !found.is_empty() && rest.starts_with(**l) && rest.len() > l.len()) {
            Some(link) => at += link.len(),
            None => return false,
        }
    }
    if let Some(last) = found.last_mut() {
        last.whole = true;
    }
    let fits = found.len() >= 2;
    if fits {
        all.append(&mut found);
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::known;
    use crate::bilingual::locale::{Locales, fold};

    fn words(text: &str, code: &str) -> Vec<String> {
        let locales = Locales::new(crate::tests::pack());
        let folded = fold(text);
        known(&folded, &locales.of(Some(code))).iter().map(|k| k.span.of(&folded).to_owned()).collect()
    }

    #[test]
    fn forms_are_found_whole_with_an_ending_and_as_parts() {
        assert_eq!(words("dreiundzwanzig Boote", "de"), ["drei", "zwanzig"]);
        assert_eq!(words("Am 3. Mai, Maibaum", "de"), ["mai"]);
        assert_eq!(words("пять миллионами", "ru"), ["пять", "миллиона"]);
        assert_eq!(words("下午8点", "zh"), ["下午", "点"]);
        assert_eq!(words("per cent of the miles", "en"), ["per cent", "miles"]);
    }
}
