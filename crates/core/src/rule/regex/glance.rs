//! Whether a pattern may match at all, told by its syntax tree: most texts that hold its literal hold nothing more of it,
//! and to say so takes a small part of what compiling it would.
//!
//! The tree is walked once for all places where a match may begin, from set to set of the places that each part leads
//! to (as an automaton is simulated, Thompson 1968, without having been built). Where a condition is not looked at it
//! passes for met: what comes out is "never" or "perhaps".

use std::ops::Range;

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// A text under a glance.
pub struct Glance<'t> {
    /// What the pattern sees; before and after it nothing stands.
    text: &'t str,
    /// The byte after the last of a match, at most.
    end: usize,
    /// How many more places may be looked at.
    steps: usize,
}

impl<'t> Glance<'t> {
    /// For matches inside `range`, at the price of so many `steps` at most.
    pub fn new(text: &'t str, end: usize, steps: usize) -> Glance<'t> {
        Glance { text, end, steps }
    }

    /// The steps that are left.
    pub fn left(&self) -> usize {
        self.steps
    }

    /// False where nothing matches that begins in `range`; true, too, once the steps are spent.
    pub fn may_match(&mut self, pattern: &Hir, range: Range<usize>) -> bool {
        let starts = range.filter(|&at| self.text.is_char_boundary(at)).collect();
        !self.after(pattern, starts).is_empty() || self.steps == 0
    }

    /// False for most places where no match of a part begins: told by its first character.
    fn may_begin(&self, part: &Hir, at: usize) -> bool {
        match part.kind() {
            HirKind::Literal(literal) => self.text.as_bytes().get(at) == literal.0.first(),
            HirKind::Class(class) => self.text[at..].chars().next().is_some_and(|c| holds(class, c)),
            HirKind::Capture(capture) => self.may_begin(&capture.sub, at),
            HirKind::Repetition(repetition) => repetition.min == 0 || self.may_begin(&repetition.sub, at),
            HirKind::Concat(parts) => parts.first().is_none_or(|first| self.may_begin(first, at)),
            HirKind::Empty | HirKind::Look(_) | HirKind::Alternation(_) => true,
        }
    }

    /// Where `part` may end that begins at one of these places, in order; any, where the steps are spent.
    fn after(&mut self, part: &Hir, mut places: Vec<usize>) -> Vec<usize> {
        self.steps = self.steps.saturating_sub(places.len());
        if places.is_empty() || self.steps == 0 {
            return places;
        }
        match part.kind() {
            HirKind::Empty => places,
            HirKind::Literal(literal) => {
                let length = literal.0.len();
                self.moved(places, |rest| rest.as_bytes().starts_with(&literal.0).then_some(length))
            }
            HirKind::Class(class) => self.moved(places, |rest| {
                let c = rest.chars().next()?;
                holds(class, c).then_some(c.len_utf8())
            }),
            HirKind::Look(look) => {
                places.retain(|&at| self.looks(*look, at));
                places
            }
            HirKind::Repetition(repetition) => self.repeated(repetition, places),
            HirKind::Capture(capture) => self.after(&capture.sub, places),
            HirKind::Concat(parts) => parts.iter().fold(places, |places, part| self.after(part, places)),
            HirKind::Alternation(branches) => {
                let mut ends = Vec::new();
                for branch in branches {
                    self.steps = self.steps.saturating_sub(places.len());
                    let begins = places.iter().copied().filter(|&at| self.may_begin(branch, at)).collect();
                    ends.extend(self.after(branch, begins));
                }
                in_order(ends)
            }
        }
    }

    fn repeated(&mut self, repetition: &Repetition, mut places: Vec<usize>) -> Vec<usize> {
        let mut ends = if repetition.min == 0 { places.clone() } else { Vec::new() };
        let mut count = 0;
        while repetition.max.is_none_or(|max| count < max) && !places.is_empty() && self.steps > 0 {
            places = self.after(&repetition.sub, places);
            count += 1;
            if count >= repetition.min {
                places.retain(|place| ends.binary_search(place).is_err());
                ends = in_order([ends, places.clone()].concat());
            }
        }
        ends
    }

    /// Each place moved by the bytes that `length` takes of the text from there; those where it takes nothing fall away.
    fn moved(&self, mut places: Vec<usize>, length: impl Fn(&str) -> Option<usize>) -> Vec<usize> {
        places.retain_mut(|at| {
            let end = length(&self.text[*at..]).map(|length| *at + length);
            *at = end.unwrap_or(*at);
            end.is_some_and(|end| end <= self.end)
        });
        places
    }

    fn looks(&self, look: Look, at: usize) -> bool {
        match look {
            Look::Start => at == 0,
            Look::End => at == self.text.len(),
            Look::WordUnicode => {
                let (before, after) = self.text.split_at(at);
                let of_word = |c: Option<char>| c.is_some_and(regex_syntax::is_word_character);
                of_word(before.chars().next_back()) != of_word(after.chars().next())
            }
            _ => true,
        }
    }
}

fn in_order(mut places: Vec<usize>) -> Vec<usize> {
    places.sort_unstable();
    places.dedup();
    places
}

/// Whether a class has a character; one of bytes has none beyond ASCII, as patterns match whole characters.
fn holds(class: &Class, c: char) -> bool {
    match class {
        Class::Unicode(class) => {
            let ranges = class.ranges();
            ranges.get(ranges.partition_point(|r| r.end() < c)).is_some_and(|r| r.start() <= c)
        }
        Class::Bytes(class) => {
            c.is_ascii() && class.ranges().iter().any(|r| (r.start()..=r.end()).contains(&(c as u8)))
        }
    }
}

#[cfg(test)]
mod tests {
    use regex_automata::meta::Regex;

    use super::Glance;

    fn may_match(pattern: &str, text: &str) -> bool {
        let hir = regex_syntax::parse(pattern).unwrap();
        Glance::new(text, text.len(), 10_000).may_match(&hir, 0..text.len())
    }

    #[test]
    fn what_matches_may_match_and_what_does_not_is_told() {
        let patterns = [
            r"(?i)^\W{0,4}read (?:also|more)\b.{0,10}$",
            r"\b(?:in|since)(?:1[5-9]|20)[0-9][0-9]\b",
            r"[\[(]\s?(?:note|todo)[^\])]{0,8}[\])]",
            r"(?:ab|a)(?:bc|c)*d",
            r"(?:a|ab){2,3}c",
            r"(?:x{2}){1,2}y",
            r"é+\s(?-u:\w)",
            r"(?P<mark>\bo[’'])clock|^\s*,",
        ];
        let texts = [
            "» Read more!",
            "We read more of it.",
            "Built in1974, not since 20234.",
            "It (todo) was [note it] done (note it is long]",
            "abbcd aabc abc acbcbcd",
            "abaabc ababababc",
            "xxxy xxxxy xy",
            "éé z, e z",
            "at 5 o’clock",
            " , said Oona",
            "",
        ];
        for pattern in patterns {
            let regex = Regex::new(pattern).unwrap();
            for text in texts {
                assert_eq!(may_match(pattern, text), regex.is_match(text), "{pattern} in {text:?}");
            }
        }
    }

    #[test]
    fn a_match_keeps_within_its_bounds() {
        let hir = regex_syntax::parse("quay").unwrap();
        let text = "the quay";
        assert!(Glance::new(text, 8, 100).may_match(&hir, 4..8));
        assert!(!Glance::new(text, 7, 100).may_match(&hir, 4..7));
        assert!(!Glance::new(text, 8, 100).may_match(&hir, 5..8));
    }

    #[test]
    fn a_glance_that_costs_too_much_says_perhaps() {
        let hir = regex_syntax::parse("(?:a?){30}(?:a{0,9}){30}b").unwrap();
        let text = "a".repeat(200);
        let mut glance = Glance::new(&text, 200, 1000);
        assert!(glance.may_match(&hir, 0..200));
        assert_eq!(glance.left(), 0);
    }
}
