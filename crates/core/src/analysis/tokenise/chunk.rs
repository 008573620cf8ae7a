//! Cuts a stretch between spaces that is more than a plain word: marks at its ends, hyphens, clitics, numbers.

use unicode_segmentation::UnicodeSegmentation;

use super::Cutter;
use crate::analysis::Shape;
use crate::analysis::tokenise::character::{
    CharacterClass, char_at, class, is_apostrophe, is_high_mark, is_latin, is_spaceless,
};

impl Cutter<'_, '_> {
    /// Cuts the stretch that begins at `start`; returns its end.
    pub(super) fn chunk(&mut self, start: usize) -> usize {
        let end = self.chunk_end(start);
        let mut at = start;
        if let Some((first, last)) = self.address(start, end) {
            while at < first {
                at = self.piece(start, at, first);
            }
            self.push(first, last, Shape::Address);
            at = last;
        }
        while at < end {
            at = self.piece(start, at, end);
        }
        end
    }

    /// The next white space at or after `start`.
    fn chunk_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(&b) = bytes.get(at) {
            match class(b) {
                CharacterClass::Space => break,
                CharacterClass::High => match char_at(self.text, at) {
                    Some(c) if !c.is_whitespace() => at += c.len_utf8(),
                    _ => break,
                },
                _ => at += 1,
            }
        }
        at
    }

    /// Cuts one token, or a few that belong together, off the front of `at..end`, in
    /// the stretch that begins at `start`; returns where to go on.
    fn piece(&mut self, start: usize, at: usize, end: usize) -> usize {
        let Some(c) = char_at(self.text, at) else { return end };
        match class(self.text.as_bytes()[at]) {
            CharacterClass::Lower | CharacterClass::Upper => self.word(at, end),
            CharacterClass::Digit => self.number(at, end),
            CharacterClass::High if is_apostrophe(c) => self.apostrophe(at, end),
            CharacterClass::High if is_high_mark(c) => {
                self.run_of(at, end, c, matches!(c, '–' | '—' | '―' | '…'))
            }
            CharacterClass::High => self.foreign(at, end),
            CharacterClass::Space => at + 1,
            CharacterClass::Mark | CharacterClass::Symbol => match c {
                '\'' | '`' => self.apostrophe(at, end),
                '_' if self.alphanumeric(at, end) > at + 1 => self.word(at, end),
                ':' | ';'
                    if at == start || !self.text.as_bytes()[start..at.min(start + 64)].contains(&b'(') =>
                {
                    self.emoticon(at, end).unwrap_or_else(|| self.run_of(at, end, c, false))
                }
                '!' | '?' => self.run_where(at, end, |c| matches!(c, '!' | '?')),
                '.' | '-' | '*' | '=' | '~' | '_' | '+' | '#' | '|' | '<' | '>' | '/' | '\\' => {
                    self.run_of(at, end, c, true)
                }
                _ => self.run_of(at, end, c, false),
            },
        }
    }

    /// A smile at the end of the stretch.
    fn emoticon(&mut self, at: usize, end: usize) -> Option<usize> {
        let face = &self.text[at..end];
        let mouth = face[1..].strip_prefix('-').unwrap_or(&face[1..]);
        matches!(mouth, ")" | "(" | "D" | "P" | "/" | "))").then(|| {
            self.push(at, end, Shape::Symbol);
            end
        })
    }

    /// A mark or sign, with its repetitions where `repeats`.
    fn run_of(&mut self, at: usize, end: usize, c: char, repeats: bool) -> usize {
        self.run_where(at, if repeats { end } else { at + c.len_utf8() }, |other| other == c)
    }

    fn run_where(&mut self, at: usize, end: usize, is: impl Fn(char) -> bool) -> usize {
        let run = &self.text[at..end];
        let stop = at + run.find(|c| !is(c)).unwrap_or(run.len());
        let mark = match class(self.text.as_bytes()[at]) {
            CharacterClass::Mark | CharacterClass::High => Shape::Mark,
            _ => Shape::Symbol,
        };
        self.push(at, stop, mark);
        stop
    }

    /// An apostrophe that is not inside a word: an elision, a clitic after an address or number, or a mark.
    fn apostrophe(&mut self, at: usize, end: usize) -> usize {
        let Some(c) = char_at(self.text, at) else { return end };
        let after = at + c.len_utf8();
        if self.text[after..end].starts_with(c) {
            let stop = after + c.len_utf8();
            self.push(at, stop, Shape::Mark);
            return stop;
        }
        let glued =
            self.tokens.last().is_some_and(|t| t.span.end as usize == at && !matches!(t.shape, Shape::Mark));
        if glued && let Some(stop) = self.clitic(at, end) {
            self.push(at, stop, Shape::Lower);
            return stop;
        }
        if !glued && let Some(stop) = self.elision(c, after, end) {
            let shape =
                if self.text.as_bytes()[after].is_ascii_digit() { Shape::Alphanumeric } else { Shape::Lower };
            self.push(at, stop, shape);
            return stop;
        }
        self.push(at, after, Shape::Mark);
        after
    }

    /// The end of an elided word whose apostrophe stands before `at`: ’tis, ’n’, ’90s.
    fn elision(&self, mark: char, at: usize, end: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[..end];
        let stop = self.alphanumeric(at, end);
        if let [a, b, b's', ..] | [a, b] = bytes[at..stop.min(at + 3)]
            && a.is_ascii_digit()
            && b.is_ascii_digit()
            && stop <= at + 3
        {
            return Some(stop);
        }
        let hash = crate::language::hash::folded(&self.text[at..stop]);
        let elided = self.conventions.elisions.contains(hash)
            || mark == '’' && self.conventions.elisions_closing.contains(hash);
        let closing = char_at(&self.text[..end], stop).filter(|&c| is_apostrophe(c) && stop == at + 1);
        (elided && stop > at).then(|| stop + closing.map_or(0, char::len_utf8))
    }

    /// Characters beyond ASCII that begin no Latin word: other scripts, emoji, signs. Cut where Unicode cuts.
    pub(super) fn foreign(&mut self, at: usize, end: usize) -> usize {
        let stop = self.alphanumeric(at, end);
        if stop > at && char_at(self.text, at).is_some_and(is_latin) {
            return self.word(at, end);
        }
        if stop > at {
            self.segments(at, stop);
            return stop;
        }
        // A sign: take what Unicode keeps together with it (emoji sequences, combining marks).
        let first = self.text[at..end].split_word_bounds().next().map_or(1, str::len);
        self.push(at, at + first, Shape::Symbol);
        at + first
    }

    /// Cuts a run of letters at Unicode's word boundaries.
    pub(super) fn segments(&mut self, start: usize, end: usize) {
        let mut at = start;
        for segment in self.text[start..end].split_word_bounds() {
            let stop = at + segment.len();
            let spaceless = segment.chars().next().is_some_and(is_spaceless);
            match self.tokens.last_mut() {
                Some(last)
                    if spaceless
                        && at > start
                        && last.shape == Shape::OtherScript
                        && last.span.len() < 1 << 16 =>
                {
                    last.span.end = stop as u32;
                    last.hash = crate::language::hash::folded(last.span.of(self.text));
                }
                _ => {
                    self.push(at, stop, word_shape(segment));
                }
            }
            at = stop;
        }
    }

    /// The end of the run of letters, digits and what attaches to them that begins at `at`.
    pub(super) fn alphanumeric(&self, at: usize, end: usize) -> usize {
        let bytes = &self.text.as_bytes()[..end];
        let mut stop = at;
        while let Some(&b) = bytes.get(stop) {
            match class(b) {
                CharacterClass::Lower | CharacterClass::Upper | CharacterClass::Digit => stop += 1,
                CharacterClass::Mark if b == b'_' => stop += 1,
                CharacterClass::High => match char_at(self.text, stop) {
                    Some(c) if c.is_alphanumeric() || is_attached(c) && stop > at => stop += c.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
        stop
    }
}

/// Combining marks and joiners, which belong to the letter before them.
fn is_attached(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{962}'..='\u{963}'
        | '\u{980}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// The shape of any run of letters and digits.
pub(super) fn word_shape(word: &str) -> Shape {
    let (mut letters, mut digits, mut upper, mut lower, mut other, mut latin) = (0, 0, 0, 0, 0, 0);
    for c in word.chars() {
        if c.is_alphabetic() {
            letters += 1;
            latin += usize::from(is_latin(c));
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        } else if c.is_numeric() {
            digits += 1;
        } else {
            other += 1;
        }
    }
    let first_upper = word.chars().next().is_some_and(char::is_uppercase);
    match () {
        () if letters == 0 && digits > 0 => Shape::Number,
        () if letters == 0 => Shape::Symbol,
        () if digits > 0 => Shape::Alphanumeric,
        () if latin < letters => Shape::OtherScript,
        () if upper == 0 && (lower > 0 || other == 0) => Shape::Lower,
        () if upper == 1 && first_upper => Shape::Capitalised,
        () if upper == letters => Shape::Upper,
        () => Shape::Mixed,
    }
}
