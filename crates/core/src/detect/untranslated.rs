//! Text that was left in another language: a run in a foreign script, or a sentence in another language.
//!
//! `unit` "script" finds runs of letters of a script that the target language does not use; "sentence" asks the
//! language detector about sentences of which few words are known. What the source text carries too, what stands in
//! quotation marks or brackets as a gloss, and names of works are let be.

use serde::Deserialize;

use crate::analysis::{Context, Sentence, Shape, language_of};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::Language;
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "untranslated",
    summary: "text left in another language; unit = script, sentence; words = least words of a sentence",
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Unit {
    Script,
    Sentence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Untranslated {
    unit: Unit,
    #[serde(default = "default_words")]
    words: usize,
}

fn default_words() -> usize {
    4
}

fn build(parameters: &Parameters, _: &mut Language) -> Result<Box<dyn Detector>> {
    Ok(Box::new(parameters.read::<Untranslated>()?))
}

impl Detector for Untranslated {
    fn check(&self, context: &Context, sink: &mut Sink) {
        match self.unit {
            Unit::Script => self.script(context, sink),
            Unit::Sentence => {
                for sentence in &context.analysis.sentences {
                    self.sentence(context, sentence, sink);
                }
            }
        }
    }
}

impl Untranslated {
    fn script(&self, context: &Context, sink: &mut Sink) {
        if context.text().is_ascii() {
            return;
        }
        let tokens = &context.analysis.tokens;
        let mut i = 0;
        while i < tokens.len() {
            let start = i;
            while i < tokens.len() && tokens[i].shape == Shape::OtherScript {
                i += 1;
            }
            if i > start {
                let span = tokens[start].span.to(tokens[i - 1].span);
                if !self.is_gloss(context, start, i) {
                    sink.say(span, format!("“{}” is not in Latin script", span.of(context.text())));
                }
            }
            i = i.max(start + 1);
        }
    }

    /// A foreign word given in brackets or quotation marks after its translation, or a single sign.
    fn is_gloss(&self, context: &Context, start: usize, end: usize) -> bool {
        let tokens = &context.analysis.tokens;
        let inside_bracket = tokens[..start].iter().rev().take(12).find_map(|t| match context.word(t) {
            "(" | "[" | "（" => Some(true),
            ")" | "]" | "）" => Some(false),
            _ => None,
        });
        let letters = tokens[start].span.to(tokens[end - 1].span).of(context.text()).chars().count();
        inside_bracket == Some(true) || tokens[start].depth > 0 || letters < 2
    }

    fn sentence(&self, context: &Context, sentence: &Sentence, sink: &mut Sink) {
        let tokens = context.tokens(sentence);
        // Names say nothing: a list of them is unknown in any language.
        let words = tokens.iter().filter(|t| t.shape == Shape::Lower);
        let (mut all, mut unknown) = (0, 0);
        for token in words {
            all += 1;
            unknown += usize::from(!token.entry.is_word());
        }
        if all < self.words || unknown * 2 < all || sentence.depth > 0 {
            return;
        }
        let text = sentence.span.of(context.text());
        if let Some((code, confidence)) = language_of(text)
            && code != context.language.code
            && confidence > 0.5
        {
            let span = Span { start: sentence.span.start, end: sentence.span.end };
            let hit = sink.say(span, format!("this sentence seems to be in another language ({code})"));
            hit.weight = if unknown * 4 >= all * 3 { 1.0 } else { 0.8 };
        }
    }
}
