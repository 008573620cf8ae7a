//! Faults of quotation marks, read off the quotation structure that analysis has found.
//!
//! `fault` says which: "unclosed", "unopened", "reopened" (a second quotation opens inside an open one of the same
//! style, so the first is never closed), "empty", "mixed" (opened in one style, closed in another), or "lone" (the only
//! mark of its block, glued to a word in the middle of a phrase).

use serde::Deserialize;

use crate::analysis::{Analysis, Context, QuotationMark, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, SetId};
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "quotation-marks",
    summary: "quotation marks without a partner or with a wrong one; fault = unclosed, unopened, reopened, empty, mixed, lone; speech = verbs of speech",
    needs: &[],
    build,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum QuotationFault {
    Unclosed,
    Unopened,
    Reopened,
    Empty,
    Mixed,
    Lone,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuotationSettings {
    fault: QuotationFault,
    /// Word list: verbs of speech.
    #[serde(default)]
    speech: Option<String>,
}

struct QuotationDetector {
    fault: QuotationFault,
    speech: Option<SetId>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let QuotationSettings { fault, speech } = parameters.read()?;
    Ok(Box::new(QuotationDetector { fault, speech: parameters.word_list(speech.as_deref(), language)? }))
}

impl Detector for QuotationDetector {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let marks = &context.analysis.quotations.marks;
        match self.fault {
            QuotationFault::Unclosed | QuotationFault::Reopened | QuotationFault::Unopened => {
                let lone_sentence = is_lone_sentence(context);
                let from = sink.hits.len();
                for (i, mark) in marks.iter().enumerate() {
                    if mark.partner.is_some() || mark.continues || mark.single {
                        continue;
                    }
                    let next = marks[i + 1..].iter().find(|m| !m.single);
                    let reopened = mark.opens && next.filter(|n| n.opens).is_some();
                    match self.fault {
                        QuotationFault::Reopened if reopened => self.reopened(context, mark, next, sink),
                        QuotationFault::Unclosed if mark.opens && !reopened => unclosed(context, mark, sink),
                        QuotationFault::Unopened if !mark.opens => {
                            sink.hit(with_word_before(context, mark.span));
                        }
                        _ => continue,
                    }
                    // A straight mark does not say whether it opens: where one is missing, all after it may be misread.
                    let beside = i > 0 && marks[i - 1].partner.is_none() && !marks[i - 1].single;
                    let misread = mark.straight && (beside || sink.hits.len() > from + 1);
                    let weight = if lone_sentence {
                        0.3
                    } else if misread
                        || reopened && next.is_some_and(|n| self.opens_paragraph(context, mark, n))
                    {
                        0.5
                    } else {
                        1.0
                    };
                    if let Some(hit) = sink.hits.last_mut() {
                        hit.weight = weight;
                    }
                }
            }
            QuotationFault::Lone => {
                let mut doubled = marks.iter().filter(|m| !m.single);
                if let (Some(mark), None) = (doubled.next(), doubled.next())
                    && !mark.continues
                    && inside_phrase(context, mark)
                {
                    sink.hit(with_word_before(context, mark.span));
                }
            }
            QuotationFault::Empty => {
                for pair in &context.analysis.quotations.pairs {
                    if pair.inner.of(context.text()).trim().is_empty() {
                        sink.hit(pair.span);
                    }
                }
            }
            QuotationFault::Mixed => {
                for pair in &context.analysis.quotations.pairs {
                    let (open, close) = (&marks[pair.open], &marks[pair.close]);
                    let opening = |m: &QuotationMark| m.span.of(context.text()) == "“";
                    if opening(open) && opening(close) {
                        sink.say(pair.span, "the quotation closes with an opening mark");
                    } else if open.straight != close.straight {
                        // Slips of people, more often than not, where both stand for the same.
                        sink.hit(pair.span).weight = 0.5;
                    }
                }
            }
        }
    }
}

impl QuotationDetector {
    fn reopened(
        &self,
        context: &Context,
        mark: &QuotationMark,
        next: Option<&QuotationMark>,
        sink: &mut Sink,
    ) {
        let hit = sink.hit(with_word_after(context, mark.span));
        if let Some(next) = next {
            hit.related = vec![(context.index, next.span, "the next quotation opens here".into())];
        }
    }

    /// Where paragraphs were run together, a speaker's next one opens anew: “It is safe. “It is dry,” she said. So it
    /// does after a sentence or two of hers, before anybody is named.
    fn opens_paragraph(&self, context: &Context, mark: &QuotationMark, next: &QuotationMark) -> bool {
        let Analysis { tokens, sentences, .. } = context.analysis;
        let inside = |&first: &usize| mark.token < first && first <= next.token;
        let begun: Vec<usize> = sentences.iter().map(|s| s.first).filter(inside).collect();
        let speaks = |t: &Token| self.speech.is_some_and(|s| context.language.vocabulary.is_in(t.word, s));
        context.is_run_together()
            && begun.last() == Some(&next.token)
            && begun.len() <= 2
            && !tokens[mark.token..next.token].iter().any(speaks)
    }
}

fn unclosed(context: &Context, mark: &QuotationMark, sink: &mut Sink) {
    sink.hit(with_word_after(context, mark.span));
}

/// One sentence is all there is: what it opens may close in the next one, which was not handed in.
fn is_lone_sentence(context: &Context) -> bool {
    context.document.blocks.len() == 1 && context.analysis.sentences.len() == 1
}

/// `in the" harbour`: glued to a small word, and a small word goes on.
fn inside_phrase(context: &Context, mark: &QuotationMark) -> bool {
    let around = mark.token.checked_sub(1).and_then(|before| context.analysis.tokens.get(before..before + 3));
    let Some([before, glued, after]) = around else { return false };
    let small = |t: &Token| t.shape == Shape::Lower && t.entry.is_word();
    small(before) && !glued.spaced && after.spaced && small(after)
}

/// The mark and the word after it, so that the finding shows what is quoted.
fn with_word_after(context: &Context, mark: Span) -> Span {
    let tokens = &context.analysis.tokens;
    let next = tokens.get(tokens.partition_point(|t| t.span.start < mark.end));
    next.map_or(mark, |t| mark.to(t.span))
}

fn with_word_before(context: &Context, mark: Span) -> Span {
    let at = context.analysis.tokens.partition_point(|t| t.span.end <= mark.start);
    at.checked_sub(1).map_or(mark, |i| mark.to(context.analysis.tokens[i].span))
}
