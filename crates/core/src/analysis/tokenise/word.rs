//! Words with something attached: full stops of abbreviations and initials, clitics, prefixes with a hyphen.

use super::Cutter;
use crate::analysis::Shape;
use crate::analysis::tokenise::character::{CharacterClass, char_at, class, is_apostrophe};
use crate::analysis::tokenise::chunk::word_shape;
use crate::language::hash::folded;

impl Cutter<'_, '_> {
    /// Cuts the word that begins at `at`, with what belongs to it; returns where to go on.
    pub(super) fn word(&mut self, at: usize, end: usize) -> usize {
        if let Some(stop) = self.acronym(at, end) {
            self.push(at, stop, word_shape(&self.text[at..stop]));
            return stop;
        }
        let mut stop = self.alphanumeric(at, end);
        if !self.text[at..stop].is_ascii() && !one_word(&self.text[at..stop]) {
            self.segments(at, stop);
            return stop;
        }
        loop {
            match char_at(&self.text[..end], stop) {
                Some(c) if is_apostrophe(c) => {
                    let after = stop + c.len_utf8();
                    let next = self.alphanumeric(after, end);
                    if next == after {
                        break;
                    }
                    if let Some((cut, last)) = self.clitic_of(at, stop, end) {
                        if cut > at {
                            self.whole(at, cut);
                        }
                        self.push(cut, last, Shape::Lower);
                        return last;
                    }
                    stop = next;
                }
                Some('&')
                    if self.upper(at, stop) && self.upper(stop + 1, self.alphanumeric(stop + 1, end)) =>
                {
                    stop = self.alphanumeric(stop + 1, end);
                }
                Some('-') => {
                    let next = self.alphanumeric(stop + 1, end);
                    let joins = next > stop + 1
                        && (self.conventions.prefixes.contains(folded(&self.text[at..stop]))
                            || next - at < 32
                                && self.conventions.joined.contains(folded(&self.text[at..next])));
                    if !joins {
                        break;
                    }
                    stop = next;
                }
                Some('.') => return self.word_and_stop(at, stop),
                _ => break,
            }
        }
        self.whole(at, stop);
        stop
    }

    /// The word `start..stop` and the full stop at `stop`, which may be part of it; returns where to go on.
    pub(super) fn word_and_stop(&mut self, start: usize, stop: usize) -> usize {
        let bytes = self.text.as_bytes();
        if bytes.get(stop + 1) == Some(&b'.') {
            self.whole(start, stop);
            return stop;
        }
        if self.is_abbreviation(start, stop) {
            let word = &self.text[start..stop];
            self.push(start, stop + 1, word_shape(word));
            // The lexicon knows the abbreviation without its full stop.
            if let Some(token) = self.tokens.last_mut()
                && !token.entry.is_known()
            {
                token.entry = self.language.entry_of(folded(word), word);
            }
            return stop + 1;
        }
        self.whole(start, stop);
        stop
    }

    /// True when the full stop at `stop` belongs to the word before it.
    fn is_abbreviation(&self, start: usize, stop: usize) -> bool {
        let word = &self.text[start..stop];
        let mut rest = self.text[stop + 1..].chars();
        let (next, spaced) = match rest.next() {
            Some(c) if c.is_whitespace() => (rest.find(|c| !c.is_whitespace()), true),
            other => (other, false),
        };
        if word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase()) {
            // An initial. "I." is one only among others.
            let among =
                self.tokens.last().is_some_and(|t| t.shape.is_capital() && t.span.end as usize != start);
            return next.is_some_and(|c| c.is_uppercase() || !spaced && matches!(c, '-' | ','))
                && (among || word != "I")
                && !self.opens_sentence(stop + 1);
        }
        let hash = folded(word);
        if self.conventions.before_number.contains(hash) {
            return next.is_some_and(|c| c.is_ascii_digit());
        }
        if !spaced && next.is_some_and(char::is_alphanumeric) {
            return false;
        }
        if self.conventions.never_final.contains(hash) {
            return true;
        }
        if !self.conventions.may_be_final.contains(hash) {
            return false;
        }
        // "Sun." and "Sat." are words too: there the stop is the abbreviation's only before a number or comma.
        let entry = self.language.entry_of(hash, word);
        let ordinary = entry.is_word() && entry.is_common();
        !ordinary || next.is_some_and(|c| c.is_ascii_digit() || c == ',' || c == ';')
    }

    /// True when the next word after `at` is one that opens sentences.
    fn opens_sentence(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        let rest = rest.trim_start();
        let word = &rest[..rest.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len()).min(16)];
        word.len() > 1 && self.conventions.starters.contains(folded(word))
    }

    /// A word cut in two where it is a contraction.
    fn whole(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if word.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.letters(start, end);
        } else {
            let shape = word_shape(word);
            self.push(start, end, shape);
        }
    }

    /// The end of "U.S.", "a.m.", "Ph.D", "J.R.R.": letters with a full stop after each, the last one's optional.
    fn acronym(&self, at: usize, end: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..end];
        let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let (mut stop, mut letters) = (at, 0);
        while letter(stop) && bytes.get(stop + 1) == Some(&b'.') {
            stop += 2;
            letters += 1;
        }
        let open = letters > 0 && letter(stop) && self.alphanumeric(stop, end) == stop + 1;
        if open {
            return Some(stop + 1);
        }
        if letters > 1 {
            return Some(stop);
        }
        // "Ph.D.", "B.Sc.": two short parts with a capital each.
        let part = |from: usize| {
            let stop = self.alphanumeric(from, end);
            let short = (1..4).contains(&(stop - from)) && bytes[from].is_ascii_uppercase();
            (short && bytes[from + 1..stop].iter().all(u8::is_ascii_lowercase)).then_some(stop)
        };
        let dot = part(at).filter(|&stop| bytes.get(stop) == Some(&b'.'))?;
        let last = part(dot + 1).filter(|&last| last - dot < 4 && bytes.get(last) == Some(&b'.'))?;
        Some(last + 1)
    }

    /// The end of the clitic that begins with the apostrophe at `at`.
    pub(super) fn clitic(&self, at: usize, end: usize) -> Option<usize> {
        let after = at + char_at(self.text, at)?.len_utf8();
        let stop = self.alphanumeric(after, end);
        let letters = &self.text[after..stop];
        let found =
            self.conventions.clitics.iter().any(|(n, t)| n.is_empty() && t.eq_ignore_ascii_case(letters));
        found.then_some(stop)
    }

    /// Where to cut the word `start..apostrophe`, and the end of the clitic, if one follows the word.
    fn clitic_of(&self, start: usize, apostrophe: usize, end: usize) -> Option<(usize, usize)> {
        if let Some(stop) = self.clitic(apostrophe, end) {
            return Some((apostrophe, stop));
        }
        let after = apostrophe + char_at(self.text, apostrophe)?.len_utf8();
        let stop = self.alphanumeric(after, end);
        let (word, letters) = (&self.text[start..apostrophe], &self.text[after..stop]);
        self.conventions.clitics.iter().find_map(|(n, t)| {
            let cut = word.len().checked_sub(n.len())?;
            let fits =
                !n.is_empty() && t.eq_ignore_ascii_case(letters) && word.get(cut..)?.eq_ignore_ascii_case(n);
            fits.then_some((start + cut, stop))
        })
    }

    fn upper(&self, start: usize, end: usize) -> bool {
        start < end && self.text.as_bytes()[start..end].iter().all(|&b| class(b) == CharacterClass::Upper)
    }
}

/// True when Unicode finds no word boundary inside.
fn one_word(run: &str) -> bool {
    use unicode_segmentation::UnicodeSegmentation;
    run.split_word_bounds().nth(1).is_none()
}
