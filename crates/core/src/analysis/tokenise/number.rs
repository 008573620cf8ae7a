//! Numbers: separators inside, letters behind ("1990s", "5th"), telephone numbers.

use super::Cutter;
use crate::analysis::Shape;
use crate::analysis::tokenise::chunk::word_shape;
use crate::language::hash::folded;

impl Cutter<'_, '_> {
    /// A number with its separators; a range ("1950-53") is two numbers, a telephone number one.
    pub(super) fn number(&mut self, at: usize, end: usize) -> usize {
        let bytes = &self.text.as_bytes()[..end];
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let digits = |mut at: usize| {
            while digit(at) {
                at += 1;
            }
            at
        };
        let mut stop = digits(at);
        while let Some(b'.' | b',' | b':' | b'/') = bytes.get(stop)
            && digit(stop + 1)
        {
            stop = digits(stop + 1);
        }
        let first = stop;
        let mut groups = 1;
        while bytes.get(stop) == Some(&b'-') && digit(stop + 1) {
            stop = digits(stop + 1);
            groups += 1;
        }
        let telephone = groups > 2 || groups == 2 && (first - at, stop - first) == (3, 5);
        if !telephone {
            stop = first;
        }
        let run = self.alphanumeric(stop, end);
        if run > stop && self.conventions.after_number.contains(folded(&self.text[stop..run])) {
            self.push(at, stop, Shape::Number);
            return stop;
        }
        // "1." at the very beginning numbers the block.
        let numbering =
            self.tokens.is_empty() && run - at < 3 && bytes.get(run) == Some(&b'.') && run + 1 == end;
        if numbering && run + 1 < self.text.len() {
            self.push(at, run + 1, Shape::Number);
            return run + 1;
        }
        let shape = if run > stop { word_shape(&self.text[at..run]) } else { Shape::Number };
        // Digits glued to another script ("30日") are cut where Unicode cuts.
        if run > stop
            && !self.text[stop..run].is_ascii()
            && word_shape(&self.text[stop..run]) == Shape::OtherScript
        {
            self.push(at, stop, Shape::Number);
            return stop;
        }
        self.push(at, run, shape);
        run
    }
}
