//! What stands on one side of a translation only: brackets, question marks, quotation marks, handles.
//!
//! Needs the source text. `item` says what is compared; `side` "added" reports what the translation alone has (at its
//! place), "missing" what the source alone has (on the whole segment).

mod found;

use serde::Deserialize;

use crate::analysis::Context;
use crate::detect::source_items::found::{FoundItem, handle, marks, quotations, words};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "source-items",
    summary: "what one side of a translation lacks; item = bracket, question, …; side = missing, added",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ItemKind {
    Bracket,
    Question,
    Exclamation,
    Quotation,
    Handle,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ItemSide {
    Missing,
    Added,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceItems {
    item: ItemKind,
    side: ItemSide,
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<SourceItems>()?))
}

impl Detector for SourceItems {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let Some(original) = &context.block.original else { return };
        let (text, other_text) = match self.side {
            ItemSide::Added => (context.text(), original.text.as_str()),
            ItemSide::Missing => (original.text.as_str(), context.text()),
        };
        let from = self.items(text);
        if from.is_empty() {
            return;
        }
        let against = self.items(other_text);
        // A text that is a fraction of its source lacks more than a mark, and `length-short` tells of that.
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).count();
        if self.side == ItemSide::Missing
            && letters(context.text()) * 9 < letters(&original.text) * 5
            && letters(&original.text) >= 45
        {
            return;
        }
        // A question may be written without its mark.
        if self.item == ItemKind::Question
            && self.side == ItemSide::Added
            && context.pair.is_some_and(|p| p.source.facts.asks)
        {
            return;
        }
        for item in from.iter().filter(|item| !self.excused(item, other_text, &against)) {
            self.report(context, item, sink);
        }
    }
}

/// Bytes up to which a text may be a message, a label or a line of a talk.
const SHORT: usize = 40;

impl SourceItems {
    /// Marks may be counted otherwise: one of the kind is enough.
    fn excused(&self, item: &FoundItem, other_text: &str, against: &[FoundItem]) -> bool {
        match self.item {
            ItemKind::Bracket if self.side == ItemSide::Added => !against.is_empty() || item.is_gloss,
            ItemKind::Question | ItemKind::Exclamation | ItemKind::Bracket | ItemKind::Quotation => {
                !against.is_empty()
            }
            ItemKind::Handle => other_text.to_lowercase().contains(&item.key),
        }
    }

    fn report(&self, context: &Context, item: &FoundItem, sink: &mut Sink) {
        let all = Span::new(0, context.text().len());
        let hit = match self.side {
            ItemSide::Added => sink.say(item.span, format!("“{}” is not in the source", item.key)),
            ItemSide::Missing => sink.say(all, format!("“{}” of the source is missing here", item.key)),
        };
        // Editors of prose turn questions as often as machines do; a message of a program asks or does not.
        if self.item == ItemKind::Question && context.block.unit.is_none() && context.text().len() > SHORT {
            hit.weight = 0.8;
        }
    }

    fn items(&self, text: &str) -> Vec<FoundItem> {
        match self.item {
            ItemKind::Bracket => marks(text, &['(', '（', '[', '［']),
            ItemKind::Question => marks(text, &['?', '？', '؟', ';', '՞', '፧']),
            ItemKind::Exclamation => marks(text, &['!', '！', '՜']),
            ItemKind::Quotation => quotations(text),
            ItemKind::Handle if !text.contains(['#', '@']) => Vec::new(),
            ItemKind::Handle => words(text).filter_map(|(at, w)| handle(at, w)).collect(),
        }
    }
}
