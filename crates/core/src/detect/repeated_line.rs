//! A line or sentence of the document that comes back word for word.
//!
//! `unit` "block" finds a heading or short line repeated (a headline again after the article), "sentence" a whole
//! sentence said twice. Only the later places are hits; the first is shown as related.

use serde::Deserialize;

use crate::analysis::{Context, Repeats, Sentence};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::Language;
use crate::language::hash::ByHash;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "repeated-line",
    summary: "a line or sentence that comes back; unit = block, sentence; words = least words",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LineUnit {
    Block,
    Sentence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RepeatedLine {
    unit: LineUnit,
    #[serde(default = "default_words")]
    words: usize,
}

fn default_words() -> usize {
    4
}

/// Sentences in a row that no page says twice but by mistake.
const PASTED: usize = 3;

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<RepeatedLine>()?))
}

impl Detector for RepeatedLine {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let kind = context.block.kind;
        if matches!(kind, BlockKind::TableCell | BlockKind::Code) || kind.is_beside() {
            return;
        }
        match self.unit {
            LineUnit::Block => self.block(context, sink),
            LineUnit::Sentence => self.sentences(context, sink),
        }
    }
}

impl RepeatedLine {
    fn block(&self, context: &Context, sink: &mut Sink) {
        if context.analysis.words < self.words || context.analysis.sentences.len() > 2 {
            return;
        }
        // The line itself, or the line behind a word or two ("Source link …").
        let starts =
            context.analysis.tokens.iter().enumerate().filter(|(_, t)| t.shape.is_word()).map(|(i, _)| i);
        let first = starts.take(3).find_map(|start| {
            let key = Repeats::key(&context.analysis.tokens[start..]);
            context.whole.repeats.line_before(key, context.index)
        });
        if let Some(first) = first {
            let all = Span::new(0, context.text().len());
            let hit = sink.say(all, "this line stands in the document already");
            let there = Span::new(0, context.document.blocks[first].text.len());
            hit.related = vec![(first, there, "it stands here first".into())];
            // A headline stands at the top; lines of talk, of verse and of lists come back by intention.
            hit.weight = if first < 2 { 1.0 } else { 0.3 };
        }
    }

    fn sentences(&self, context: &Context, sink: &mut Sink) {
        let mut seen: ByHash<&Sentence> = ByHash::default();
        // Sentences that come back one after the other are one passage that was pasted twice.
        let (mut previous, mut run): (Option<usize>, usize) = (None, 0);
        for (at, sentence) in context.analysis.sentences.iter().enumerate() {
            let tokens = context.tokens(sentence);
            if tokens.iter().filter(|t| t.shape.is_word()).count() < self.words {
                continue;
            }
            let key = Repeats::key(tokens);
            let (first, place) = match seen.get(&key) {
                Some(first) => (Some((context.index, first.span)), "paragraph"),
                None => (context.whole.repeats.before(key, context.index), "document"),
            };
            seen.entry(key).or_insert(sentence);
            let Some((block, span)) = first else { continue };
            match sink.hits.last_mut().filter(|_| at > 0 && previous == Some(at - 1)) {
                Some(hit) => {
                    hit.span = hit.span.to(sentence.span);
                    run += 1;
                    // A whole paragraph was pasted.
                    hit.weight = if run >= PASTED { 1.0 } else { hit.weight };
                }
                None => {
                    let hit = sink.say(sentence.span, format!("this stands in the {place} already"));
                    // Right behind itself, or of some length: pasted. A short one may be an answer or a refrain.
                    let words = tokens.iter().filter(|t| t.shape.is_word()).count();
                    let behind =
                        block == context.index && at > 0 && span == context.analysis.sentences[at - 1].span;
                    // Under another heading a page says of one thing what it said of another.
                    let apart = !context.whole.repeats.same_section(block, context.index);
                    hit.weight = if behind || words >= 10 && !apart { 1.0 } else { 0.4 };
                    run = 1;
                    hit.related = vec![(block, span, "it stands here first".into())];
                }
            }
            previous = Some(at);
        }
    }
}
