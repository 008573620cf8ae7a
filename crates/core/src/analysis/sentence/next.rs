//! Whether a sentence ends where one might: judged by the stop, the word before it and the words after it.

use super::Splitter;
use crate::analysis::{SentenceEnd, Shape, Token};

/// A block under the splitter.
pub(super) struct Look<'a> {
    pub(super) splitter: &'a Splitter<'a>,
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl Look<'_> {
    /// True when the sentence that began at `first` ends before `at`; its stop is the token `stop`, and closing
    /// quotation marks stand between where `quote`.
    pub(super) fn ends(&self, first: usize, stop: usize, at: usize, end: SentenceEnd, quote: bool) -> bool {
        let next = &self.tokens[at];
        let word = self.words(next);
        if next.shape == Shape::Mark && matches!(word, "," | ";" | ":" | "—" | "–" | "-" | "--") {
            return matches!(word, "—" | "–" | "-" | "--")
                && next.spaced
                && end == SentenceEnd::Period
                && !quote;
        }
        if self.tokens[stop].shape == Shape::Number {
            return false;
        }
        if self.tokens[stop].shape != Shape::Mark {
            return self.after_abbreviation(stop, at, quote);
        }
        if self.is_numbering(first, stop) {
            return false;
        }
        let start = self.first_word(at);
        let Some(start) = start else { return true };
        let glued = !next.spaced;
        let lower = start.shape == Shape::Lower;
        if glued && !quote {
            // "end.Next": a stop between words without space.
            let before = stop.checked_sub(1).map(|i| &self.tokens[i]);
            let word_before = before
                .is_some_and(|b| b.shape != Shape::Number && b.shape != Shape::Mark && b.span.len() > 1);
            return word_before
                && start.shape.is_capital()
                && next.span.start == start.span.start
                && !self.is_short(stop);
        }
        match end {
            SentenceEnd::Period => !lower || !quote && !self.is_short(stop),
            SentenceEnd::Ellipsis => !lower,
            // “Really?” asked Anna. – “Really?” Anna asked.
            _ if quote => !lower && !self.is_attribution(at),
            _ => !lower || stop > first + 2,
        }
    }

    /// After "U.S.", "Inc.", an initial: only before a word that hardly goes on with a name.
    fn after_abbreviation(&self, stop: usize, at: usize, quote: bool) -> bool {
        let token = &self.tokens[stop];
        let Some(start) = self.first_word(at) else { return quote };
        if start.shape == Shape::Lower || start.shape == Shape::Number || !self.tokens[at].spaced && !quote {
            return false;
        }
        let word = self.words(token);
        let letters = word.strip_suffix('.').unwrap_or(word);
        let hash = crate::language::hash::folded(letters);
        let initial = letters.len() == 1;
        if initial || self.splitter.conventions.never_final.contains(hash) {
            return false;
        }
        let conventions = self.splitter.conventions;
        quote
            || conventions.outside_names.contains(hash)
            || conventions.starters.contains(start.hash) && start.shape.is_capital()
    }

    /// "1." or "b." at the beginning of a sentence numbers it.
    fn is_numbering(&self, first: usize, stop: usize) -> bool {
        stop == first + 1 && {
            let token = &self.tokens[first];
            token.shape == Shape::Number && token.span.len() <= 3
                || token.span.len() == 1 && token.shape.is_word()
        }
    }

    /// A short word in no list before the stop: perhaps an abbreviation nobody listed.
    fn is_short(&self, stop: usize) -> bool {
        let before = stop.checked_sub(1).map(|i| &self.tokens[i]);
        before.is_some_and(|b| b.shape.is_word() && b.span.len() <= 3 && !b.entry.is_known())
    }

    /// The first token at or after `at` that is a word or number, if only opening marks stand before it.
    fn first_word(&self, at: usize) -> Option<&Token> {
        let rest = &self.tokens[at..];
        let skip = rest.iter().take(4).take_while(|t| t.shape == Shape::Mark).count();
        rest.get(skip).filter(|t| t.shape != Shape::Mark)
    }

    /// True when a name or pronoun and a verb of speech follow: what stands before is what was said.
    fn is_attribution(&self, at: usize) -> bool {
        let speaks = |t: &Token| self.splitter.lists.speech.has(self.splitter.language, t);
        let rest = &self.tokens[at..];
        let names = rest.iter().take(4).take_while(|t| t.shape.is_capital()).count();
        names > 0 && rest.get(names).is_some_and(|t| t.shape == Shape::Lower && speaks(t))
    }

    fn words(&self, token: &Token) -> &str {
        token.span.of(self.text)
    }
}
