//! A figure of the text: its value with the scale beside it, and what it counts.

use std::collections::HashMap;

use crate::analysis::{Context, Shape, Token};
use crate::language::{Class, FigureWords, Language, WordId};
use crate::span::Span;

/// A number with what belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// Index of the token with the digits.
    pub(super) at: usize,
    /// The first token that belongs to it: a currency sign before it.
    pub(super) first: usize,
    /// The index after its last token: the unit, or the word that it counts.
    pub(super) last: usize,
    pub(super) value: f64,
    pub(super) unit: FigureUnit,
    /// True where a scale stands beside the digits: "37 million".
    pub(super) scaled: bool,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum FigureUnit {
    /// Nothing beside it says.
    Bare,
    Percent,
    /// Money, by the first word or sign of its currency in the list.
    Money(u32),
    /// Things, by the hash of their noun's singular.
    Thing(u64),
}

/// The words that belong to figures, from the language's tables.
pub(super) struct FigureWordIds {
    scales: HashMap<WordId, f64>,
    money: HashMap<WordId, u32>,
    percent: Vec<WordId>,
    per: WordId,
}

impl FigureWordIds {
    pub(super) fn of(language: &mut Language) -> FigureWordIds {
        let mut scales = HashMap::new();
        for number in language.numbers.clone().iter().filter(|n| n.multiplier && n.value > 100) {
            scales.insert(language.vocabulary.intern(&number.text), number.value as f64);
        }
        let mut money = HashMap::new();
        for (index, currency) in language.currencies.clone().iter().enumerate() {
            let words = currency.words.iter().chain(&currency.symbols).chain([&currency.code]);
            for word in words {
                money.entry(language.vocabulary.intern(word)).or_insert(index as u32);
            }
        }
        let FigureWords { per, percent, .. } = language.grammar.figures.clone();
        let percent = percent.iter().map(|w| language.vocabulary.intern(w)).collect();
        FigureWordIds { scales, money, percent, per: language.vocabulary.intern(&per) }
    }

    /// The figures of the tokens `first..last`, in order.
    pub(super) fn figures(&self, context: &Context, block: usize, first: usize, last: usize) -> Vec<Figure> {
        let text = &context.document.blocks[block].text;
        let tokens = &context.whole.blocks[block].tokens;
        let mut figures = Vec::new();
        let mut at = first;
        while at < last {
            match self.figure(text, tokens, at, last) {
                Some(figure) => {
                    at = figure.last.max(at + 1);
                    figures.push(figure);
                }
                None => at += 1,
            }
        }
        figures
    }

    fn figure(&self, text: &str, tokens: &[Token], at: usize, last: usize) -> Option<Figure> {
        let token = &tokens[at];
        if token.shape != Shape::Number || token.object {
            return None;
        }
        let mut value = value(token.span.of(text))?;
        let before = at.checked_sub(1).map(|b| &tokens[b]);
        // A part of a date, a time, a score or a code: "2-1", "10:30", "A/12", "± 0.4".
        let glue =
            |t: &Token| matches!(t.span.of(text), "-" | "–" | "/" | ":" | "." | "#" | "+" | "=" | "−" | "±");
        let next = |n: usize| tokens.get(at + n).filter(|_| at + n < last);
        let glued = next(1).is_some_and(|n| glue(n) && !n.spaced) && next(2).is_some_and(|n| !n.spaced);
        let joined = before.is_some_and(|b| glue(b) && (!token.spaced || b.span.of(text) == "±"));
        if glued || joined {
            return None;
        }
        let mut stop = at + 1;
        let mut scaled = false;
        while let Some(scale) = next(stop - at).and_then(|t| self.scales.get(&t.word)) {
            value *= scale;
            scaled = true;
            stop += 1;
        }
        let sign = before.and_then(|b| self.money.get(&b.word).filter(|_| b.word != WordId::NONE));
        let (mut first, mut unit) = (at, FigureUnit::Bare);
        if let Some(&money) = sign {
            (first, unit) = (at - 1, FigureUnit::Money(money));
        } else if let Some(word) = next(stop - at) {
            let cent = next(stop - at + 1).filter(|_| word.word == self.per);
            if cent.is_some_and(|c| self.percent.contains(&c.word)) {
                (unit, stop) = (FigureUnit::Percent, stop + 2);
            } else if self.percent.contains(&word.word) {
                (unit, stop) = (FigureUnit::Percent, stop + 1);
            } else if let Some(&money) = self.money.get(&word.word).filter(|_| word.word != WordId::NONE) {
                (unit, stop) = (FigureUnit::Money(money), stop + 1);
            } else if word.tag.is_any([Class::SINGULAR_NOUN, Class::PLURAL_NOUN])
                && word.spaced
                && counts(text, word, next(stop - at + 1))
            {
                (unit, stop) = (FigureUnit::Thing(singular(word.span.of(text))), stop + 1);
            }
        }
        Some(Figure { at, first, last: stop, value, unit, scaled })
    }
}

impl Figure {
    /// The bytes of the block that it takes.
    pub(super) fn span(&self, tokens: &[Token]) -> Span {
        tokens[self.first].span.to(tokens[self.last - 1].span)
    }

    /// A number that may be a year.
    pub(super) fn is_year(&self) -> bool {
        !self.scaled
            && self.unit == FigureUnit::Bare
            && (1000.0..2200.0).contains(&self.value)
            && self.value.fract() == 0.0
    }

    /// Both count the same, or one of them does not say what.
    pub(super) fn agrees(&self, other: &Figure) -> bool {
        self.unit == other.unit || self.unit == FigureUnit::Bare || other.unit == FigureUnit::Bare
    }
}

/// A word of letters that no stroke goes on: no "km" of "km/h", no sign.
fn counts(text: &str, word: &Token, next: Option<&Token>) -> bool {
    let stroke = next.is_some_and(|n| !n.spaced && matches!(n.span.of(text), "/" | "°" | "-"));
    !stroke && word.span.len() > 1 && word.span.of(text).chars().all(char::is_alphabetic)
}

/// The hash of a noun without its plural ending, the same for both numbers of nearly all nouns.
fn singular(word: &str) -> u64 {
    let lower = word.to_lowercase();
    crate::language::hash::folded(lower.strip_suffix('s').filter(|w| w.len() > 2).unwrap_or(&lower))
}

/// The value of digits as English writes them; nothing for "3.4.5", "1.234.567" and the like.
pub(super) fn value(digits: &str) -> Option<f64> {
    let mut groups = digits.split(',');
    let whole = groups.next()?;
    let mut plain = whole.to_owned();
    let mut rest = groups.peekable();
    if rest.peek().is_some() && !(1..=3).contains(&whole.len()) {
        return None;
    }
    while let Some(group) = rest.next() {
        let digits = group.split('.').next()?;
        if digits.len() != 3 || rest.peek().is_some() && group.len() != 3 {
            return None;
        }
        plain.push_str(group);
    }
    plain.parse().ok().filter(|v: &f64| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn values() {
        assert_eq!(value("5,000"), Some(5000.0));
        assert_eq!(value("1,234,567.5"), Some(1_234_567.5));
        assert_eq!(value("3.5"), Some(3.5));
        assert_eq!(value("3,5"), None);
        assert_eq!(value("1.234.567"), None);
    }
}
