//! A sentence whose words stand in an order that the language does not have.
//!
//! Adds up how surprising each pair of neighbours is (`analysis::order`). One odd pair is a slip, a title or a new
//! use; several in one sentence are words out of order. Questions turn words round, talk and lists leave them out.

use std::sync::Arc;

use serde::Deserialize;

use crate::analysis::order::{Order, is_passed_over};
use crate::analysis::{Context, Sentence, SentenceEnd, Shape, Token};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::{Error, Result};
use crate::language::{Class, Language, Tag};
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "word-order",
    summary: "words in an order the language does not have; table, least = surprise of all in nats, density = of a word, pair = of one pair, margin",
    needs: &[Need::Tags],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordOrderSettings {
    /// The table's name in the language's folder.
    table: String,
    /// Least surprise of all odd pairs together, in nats.
    #[serde(default)]
    least: f32,
    /// Least surprise by word, in nats.
    #[serde(default)]
    density: f32,
    /// Least surprise of one pair that is found alone, in nats; the sentence as a whole is not judged then.
    #[serde(default)]
    pair: Option<f32>,
    /// For a pair alone: least margin of the tags of its words.
    #[serde(default)]
    margin: u8,
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

/// A table that was read, for all rules that name it.
struct OrderTable {
    name: String,
    order: Order,
}

struct WordOrder {
    table: Arc<OrderTable>,
    /// By word of the vocabulary: its symbol, or 0.
    words: Vec<u16>,
    /// The symbols before and after a sentence.
    ends: (u16, u16),
    least: f32,
    density: f32,
    pair: Option<f32>,
    margin: u8,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: WordOrderSettings = parameters.read()?;
    let missing = || {
        let message = format!("there is no table \"{}\" in the folder of the language", written.table);
        Error::invalid(parameters.file, message)
    };
    let known = language.made.get::<OrderTable>().filter(|table| table.name == written.table);
    let table = match known {
        Some(table) => table,
        None => {
            let (file, bytes) = language.data(&written.table).ok_or_else(missing)?;
            let text =
                std::str::from_utf8(&bytes).map_err(|_| Error::invalid(&file, "it is not UTF-8 text"))?;
            let order = Order::parse(&file, text, &language.tags)?;
            language.made.keep(OrderTable { name: written.table.clone(), order })
        }
    };
    let WordOrderSettings { least, density, pair, margin, .. } = written;
    let mut words = Vec::new();
    for (word, symbol) in table.order.words() {
        let place = language.vocabulary.enter(word).0 as usize;
        words.resize(words.len().max(place + 1), 0);
        words[place] = symbol;
    }
    let ends = table.order.ends();
    Ok(Box::new(WordOrder { table, words, ends, least, density, pair, margin }))
}

impl Detector for WordOrder {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if !matches!(context.block.kind, BlockKind::Paragraph | BlockKind::Quotation) {
            return;
        }
        let sentences = context.analysis.sentences.iter();
        for sentence in sentences.filter(|s| s.end == SentenceEnd::Period) {
            match self.pair {
                Some(least) => self.pairs(context, sentence, least, sink),
                None => self.sentence(context, sentence, sink),
            }
        }
    }
}

impl WordOrder {
    fn symbol(&self, token: &Token) -> u16 {
        let word = self.words.get(token.word.0 as usize).copied().filter(|&symbol| symbol > 0);
        word.unwrap_or_else(|| self.table.order.tag(token.tag))
    }

    /// Words side by side of which each is common and the two never meet: one is missing between them, or too many.
    fn pairs(&self, context: &Context, sentence: &Sentence, least: f32, sink: &mut Sink) {
        let tokens = context.tokens(sentence);
        if tokens.len() <= LEAST_WORDS {
            return;
        }
        let mut symbol = self.symbol(&tokens[0]);
        for i in 1..tokens.len() {
            let [first, second] = [&tokens[i - 1], &tokens[i]];
            let before = std::mem::replace(&mut symbol, self.symbol(second));
            if self.table.order.surprise(before, symbol) >= least
                && first.depth == second.depth
                && self.is_plain(tokens, i - 1)
                && self.is_plain(tokens, i)
            {
                let span = first.span.to(second.span);
                sink.say(span, format!("“{}” do not stand side by side", span.of(context.text())));
            }
        }
    }

    /// A word that is no part of a compound ("the to-do list"), no name by its capital ("the IT systems", "to To"), no
    /// mark, and of whose tag the tagger is sure.
    fn is_plain(&self, tokens: &[Token], i: usize) -> bool {
        let token = &tokens[i];
        let glued =
            |t: Option<&Token>| t.is_some_and(|t| !t.spaced && !t.tag.is_any([Class::STOP, Class::COMMA]));
        let before = i > 0
            && !token.spaced
            && !tokens[i - 1].tag.is_any([Class::OPENING_QUOTE, Class::OPENING_BRACKET]);
        token.shape == Shape::Lower && token.margin >= self.margin && !before && !glued(tokens.get(i + 1))
            || i == 0 && token.shape == Shape::Capitalised
    }

    fn sentence(&self, context: &Context, sentence: &Sentence, sink: &mut Sink) {
        let tokens = context.tokens(sentence);
        let (start, end) = self.ends;
        let mut before = Neighbour { symbol: start, tag: Tag::NONE, word: false, span: None };
        let (mut words, mut sum) = (0, 0.0);
        let mut odd: Option<(Span, Span)> = None;
        // A phrase that loops is another fault: a pair counts once.
        let mut seen: Vec<(u16, u16)> = Vec::new();
        let mut examples: Vec<Span> = Vec::new();
        for token in tokens.iter().filter(|t| !is_passed_over(t.tag)) {
            let word = token.shape.is_word() || token.shape == Shape::Number;
            words += usize::from(word);
            let symbol = self.symbol(token);
            let surprise = self.table.order.surprise(before.symbol, symbol);
            // Behind a full stop inside the sentence ("?" she asked) anything may stand; marks have rules of their own.
            let counts = !before.tag.is(Class::STOP) && (word || before.word);
            if surprise > 0.0 && counts && !seen.contains(&(before.symbol, symbol)) {
                sum += surprise;
                seen.push((before.symbol, symbol));
                let pair = before.span.map_or(token.span, |b| b.to(token.span));
                odd = Some(odd.map_or((pair, pair), |(first, _)| (first, pair)));
                examples.push(pair);
            }
            before = Neighbour { symbol, tag: token.tag, word, span: Some(token.span) };
        }
        sum += if before.tag.is(Class::STOP) { 0.0 } else { self.table.order.surprise(before.symbol, end) };
        let Some((first, last)) = odd else { return };
        if words >= LEAST_WORDS && sum >= self.least && sum >= self.density * words as f32 {
            let quoted: Vec<String> =
                examples.iter().take(2).map(|e| format!("“{}”", e.of(context.text()))).collect();
            sink.say(first.to(last), format!("the words are out of order: {}", quoted.join(", ")));
        }
    }
}
