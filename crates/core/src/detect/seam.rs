//! A word is missing between two others.
//!
//! Asks `analysis::seam` for the place of each sentence that looks most broken. `fault` says what is missing: "verb" or
//! "noun"; `least` is how sure the model has to be, in nats, and `sure` where the rule's confidence holds: it falls
//! to six tenths at `least`.

use serde::Deserialize;

use crate::analysis::seam;
use crate::analysis::seam::{Fault, Seams, Workspace};
use crate::analysis::tagger::Tag;
use crate::analysis::{Context, SentenceEnd, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::{Error, Result};
use crate::language::Language;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "seam",
    summary: "a word is missing between two others; fault = verb, noun, least and sure = how sure, in nats",
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    fault: Fault,
    least: f32,
    sure: f32,
}

struct Seam {
    fault: Fault,
    least: f32,
    sure: f32,
    seams: Seams,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let Written { fault, least, sure } = parameters.read()?;
    if least < seam::LEAST || sure <= least {
        let message = format!("{} ≤ least < sure is wanted, not {least} and {sure}", seam::LEAST);
        return Err(Error::invalid(parameters.file, message));
    }
    let seams = Seams::shipped(language, fault)?.ok_or_else(|| {
        Error::invalid(parameters.file, format!("\"{}\" has no weights of seams", language.code))
            .hint("make rules/<code>/seams.bin with `mtlint train seams`")
    })?;
    Ok(Box::new(Seam { fault, least, sure, seams }))
}

/// True where a word around the seam may be the verb and was given another tag: then the tag is wrong, not the sentence.
fn hides_verb(tokens: &[Token], at: usize) -> bool {
    let is_noun = |i: usize| {
        let before = i.checked_sub(1).map(|before| tokens[before].tag);
        matches!(before, Some(Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Jj | Tag::Cd | Tag::In))
    };
    (at.saturating_sub(1)..(at + 2).min(tokens.len())).any(|i| seam::may_be_verb(&tokens[i]) && !is_noun(i))
}

/// The share of the rule's confidence that a hit has where the model is only just sure enough.
const LOWEST: f32 = 0.6;

impl Detector for Seam {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if !matches!(context.block.kind, BlockKind::Paragraph | BlockKind::Quotation) {
            return;
        }
        let mut workspace = Workspace::default();
        for sentence in context.analysis.sentences.iter().filter(|s| s.end == SentenceEnd::Period) {
            let tokens = context.tokens(sentence);
            let Some((at, odds)) = self.seams.worst(context.language, tokens, &mut workspace) else {
                continue;
            };
            let doubted = self.fault == Fault::Verb && hides_verb(tokens, at);
            // A word that stands twice is another fault, and found by other rules.
            let doubled = at > 0 && tokens[at - 1].hash == tokens[at].hash;
            // Addresses and file names have no place in grammar that the tagger could know.
            let address = tokens[at.saturating_sub(1)..=at].iter().any(|t| t.shape == Shape::Address);
            if odds < self.least || doubted || doubled || address {
                continue;
            }
            let after = tokens[at].span;
            let before = at.checked_sub(1).map(|i| tokens[i].span);
            let span = before.map_or(after, |b| b.to(after));
            let words = span.of(context.text());
            let hit = sink.say(
                span,
                match (self.fault, before) {
                    (Fault::Verb, _) => format!("a verb seems to be missing inside “{words}”"),
                    (Fault::Noun, Some(_)) => {
                        format!("a noun or pronoun seems to be missing inside “{words}”")
                    }
                    (Fault::Noun, None) => format!("a noun or pronoun seems to be missing before “{words}”"),
                },
            );
            let way = (odds - self.least) / (self.sure - self.least);
            hit.weight = LOWEST + (1.0 - LOWEST) * way.clamp(0.0, 1.0);
        }
    }
}
