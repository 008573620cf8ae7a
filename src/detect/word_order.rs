//! A sentence whose words stand in an order that the language does not have.
//!
//! Adds up how surprising each pair of neighbours is (`analysis::order`). One odd pair is a slip, a title or a new
//! use; several in one sentence are words out of order. Questions turn words round, talk and lists leave them out.

use serde::Deserialize;

use crate::analysis::order::{Order, is_passed_over};
use crate::analysis::tagger::Tag;
use crate::analysis::{Context, Sentence, SentenceEnd, Shape};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::{Error, Result};
use crate::language::{Language, embedded};
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "word-order",
    summary: "words in an order the language does not have; table, least = surprise of all in nats, density = of a word",
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// The table's name in the language's folder.
    table: String,
    /// Least surprise of all odd pairs together, in nats.
    least: f32,
    /// Least surprise by word, in nats.
    density: f32,
}

/// A shorter sentence may be a title, a label, an exclamation.
const LEAST_WORDS: usize = 6;

/// The token before.
struct Neighbour {
    symbol: u16,
    tag: Tag,
    word: bool,
    span: Option<Span>,
}

struct WordOrder {
    order: Order,
    least: f32,
    density: f32,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: Written = parameters.read()?;
    let path = format!("{}/{}", language.code, written.table);
    let text = embedded::text(&path)
        .ok_or_else(|| Error::invalid(parameters.file, format!("there is no table \"{path}\"")))?;
    let order = Order::parse(&format!("rules/{path}"), &text)?;
    Ok(Box::new(WordOrder { order, least: written.least, density: written.density }))
}

impl Detector for WordOrder {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if !matches!(context.block.kind, BlockKind::Paragraph | BlockKind::Quotation) {
            return;
        }
        let sentences = context.analysis.sentences.iter();
        sentences.filter(|s| s.end == SentenceEnd::Period).for_each(|s| self.sentence(context, s, sink));
    }
}

impl WordOrder {
    fn sentence(&self, context: &Context, sentence: &Sentence, sink: &mut Sink) {
        let tokens = context.tokens(sentence);
        let (start, end) = self.order.ends();
        let mut before = Neighbour { symbol: start, tag: Tag::Xx, word: false, span: None };
        let (mut words, mut sum) = (0, 0.0);
        let mut odd: Option<(Span, Span)> = None;
        // A phrase that loops is another fault: a pair counts once.
        let mut seen: Vec<(u16, u16)> = Vec::new();
        let mut examples: Vec<Span> = Vec::new();
        for token in tokens.iter().filter(|t| !is_passed_over(t.tag)) {
            let word = token.shape.is_word() || token.shape == Shape::Number;
            words += usize::from(word);
            let symbol = self.order.symbol(token.hash, token.tag);
            let surprise = self.order.surprise(before.symbol, symbol);
            // Behind a full stop inside the sentence ("?" she asked) anything may stand; marks have rules of their own.
            let counts = before.tag != Tag::Period && (word || before.word);
            if surprise > 0.0 && counts && !seen.contains(&(before.symbol, symbol)) {
                sum += surprise;
                seen.push((before.symbol, symbol));
                let pair = before.span.map_or(token.span, |b| b.to(token.span));
                odd = Some(odd.map_or((pair, pair), |(first, _)| (first, pair)));
                examples.push(pair);
            }
            before = Neighbour { symbol, tag: token.tag, word, span: Some(token.span) };
        }
        sum += if before.tag == Tag::Period { 0.0 } else { self.order.surprise(before.symbol, end) };
        let Some((first, last)) = odd else { return };
        if words >= LEAST_WORDS && sum >= self.least && sum >= self.density * words as f32 {
            let quoted: Vec<String> =
                examples.iter().take(2).map(|e| format!("“{}”", e.of(context.text()))).collect();
            sink.say(first.to(last), format!("the words are out of order: {}", quoted.join(", ")));
        }
    }
}
