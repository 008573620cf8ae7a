//! What stands on one side of a translation only: numbers, addresses, brackets, question marks, names in
//! Latin script, quotation marks, percentages, placeholders, handles.
//!
//! Needs the source text. `item` says what is compared; `side` "added" reports what the translation alone has (at its
//! place), "missing" what the source alone has (on the whole segment).

mod found;

use serde::Deserialize;

use crate::analysis::Context;
use crate::detect::source_items::found::{
    Found, found, handle, has_number, is_address, is_latin, joined_digits, marks, names, numbers, other_era,
    other_scale, percentages, placeholders, quotations, significant, stem, words,
};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-items",
    summary: "what one side of a translation lacks; item = number, address, …; side = missing, added",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Item {
    Number,
    Address,
    Bracket,
    Question,
    Exclamation,
    Name,
    Quotation,
    Percent,
    Placeholder,
    Handle,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    Missing,
    Added,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceItems {
    item: Item,
    side: Side,
    /// Words and signs of any language that multiply the number before them: "million", "万".
    #[serde(default)]
    scales: Vec<String>,
    /// Words and signs that say a number of their own: "thirty", "四"; for percentages, the sign in words.
    #[serde(default)]
    numerals: Vec<String>,
    /// Languages that write more than names with a capital.
    #[serde(default)]
    capitalising: Vec<String>,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceItems>()?))
}

impl Detector for SourceItems {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(original) = &context.block.original else { return };
        let (source, target) = (self.items(&original.text, context), self.items(context.text(), context));
        let (from, against, other_text) = match self.side {
            Side::Added => (&target, &source, original.text.as_str()),
            Side::Missing => (&source, &target, context.text()),
        };
        let mut left: Vec<&str> = against.iter().map(|i| i.key.as_str()).collect();
        for item in from {
            if let Some(i) = left.iter().position(|k| *k == item.key) {
                left.swap_remove(i);
            } else if !(self.excused(item, other_text, against)
                || self.item == Item::Name && self.translated(context, item))
            {
                self.report(context, item, sink);
            }
        }
    }
}

impl SourceItems {
    /// Small numbers are often written as words, one name may stand in another script, marks may be counted otherwise.
    fn excused(&self, item: &Found, other_text: &str, against: &[Found]) -> bool {
        match self.item {
            Item::Number => {
                let digits = joined_digits(other_text);
                let in_words = significant(&item.key).len() < 3 && self.says_numeral(other_text);
                item.key.len() == 1
                    || item.of_name
                    || digits.contains(&item.key)
                    || in_words
                    || other_era(item, against)
                    || other_scale(item, against)
                    || digits.is_empty() && item.key.len() < 3
            }
            Item::Question | Item::Exclamation | Item::Bracket | Item::Quotation => !against.is_empty(),
            Item::Percent => {
                !against.is_empty()
                    || self.says_numeral(other_text)
                    || self.side == Side::Added && has_number(item, other_text)
            }
            Item::Name => !is_latin(other_text) || other_text.to_lowercase().contains(stem(&item.key)),
            Item::Address | Item::Placeholder | Item::Handle => other_text.to_lowercase().contains(&item.key),
        }
    }

    fn report(&self, context: &Context, item: &Found, sink: &mut Sink) {
        let all = Span::new(0, context.text().len());
        match self.side {
            Side::Added => sink.say(item.span, format!("“{}” is not in the source", item.key)),
            Side::Missing => sink.say(all, format!("“{}” of the source is missing here", item.key)),
        };
    }

    fn items(&self, text: &str, context: &Context) -> Vec<Found> {
        match self.item {
            Item::Number => self.numbers(text),
            Item::Bracket => marks(text, &['(', '（', '[', '［']),
            Item::Question => marks(text, &['?', '？', '؟', ';', '՞', '፧']),
            Item::Exclamation => marks(text, &['!', '！', '՜']),
            Item::Address => {
                words(text).filter(|w| is_address(w.1)).map(|w| found(w.0, w.1.to_lowercase(), w.1)).collect()
            }
            Item::Name => names(text, &context.language.grammar.possessives),
            Item::Quotation => quotations(text),
            Item::Percent => percentages(text),
            Item::Placeholder => placeholders(text),
            Item::Handle => words(text).filter_map(|(at, w)| handle(at, w)).collect(),
        }
    }

    /// The numbers of a text, with what stands around them.
    fn numbers(&self, text: &str) -> Vec<Found> {
        let mut all = numbers(text);
        for number in &mut all {
            let Span { start, end } = number.span;
            let before = text[..start as usize].strip_suffix(['-', '‐', '‑']);
            number.of_name = before.is_some_and(|b| b.ends_with(char::is_alphabetic));
            let rest = text[end as usize..].trim_start().to_lowercase();
            number.scaled = self.scales.iter().any(|scale| rest.starts_with(scale));
        }
        all
    }

    fn says_numeral(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.numerals.iter().any(|word| text.contains(word))
    }

    /// Months, peoples, countries, titles and other words of the dictionary have another form in each language; German
    /// writes every noun with a capital. Of the source's words only known names of persons are missed.
    fn translated(&self, context: &Context, item: &Found) -> bool {
        let entry = context.language.entry(&item.key);
        let source = context.block.original.as_ref().and_then(|o| o.language.as_deref());
        let person = (entry.is_given_name() || entry.is_surname()) && !entry.is_place();
        let listed = entry.is_word() || entry.is_demonym() || entry.is_proper() || entry.is_abbreviation();
        let foreign = self.side == Side::Missing && !person;
        listed
            || foreign
            || entry.is_place()
            || source.is_some_and(|s| self.capitalising.iter().any(|c| c == s))
    }
}
