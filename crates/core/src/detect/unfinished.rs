//! A paragraph that stops in mid-sentence: no mark at its end, and a last word after which English cannot stop.
//!
//! `list` names the words that end no sentence (articles, prepositions, conjunctions). With `mark = true` the sentence
//! has its full stop all the same: the rest was cut off and a stop put after it.

use serde::Deserialize;

use crate::analysis::{Context, SentenceEnd, Shape};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, SetId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "unfinished",
    summary: "a sentence that ends on a word that ends none; list = such words, mark = with a full stop or without",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    list: String,
    #[serde(default)]
    mark: bool,
}

struct Unfinished {
    list: Option<SetId>,
    mark: bool,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: Written = parameters.read()?;
    Ok(Box::new(Unfinished {
        list: parameters.word_list(Some(&written.list), language)?,
        mark: written.mark,
    }))
}

impl Detector for Unfinished {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let sentences = &context.analysis.sentences;
        for (i, sentence) in sentences.iter().enumerate() {
            let wanted = match sentence.end {
                SentenceEnd::Period => self.mark,
                SentenceEnd::Open => !self.mark && i + 1 == sentences.len() && context.block.kind.is_prose(),
                _ => false,
            };
            let tokens = context.tokens(sentence);
            let words = tokens.iter().filter(|t| t.shape.is_word()).count();
            // A dash or dots at the end say that the break is meant.
            let open =
                sentence.end == SentenceEnd::Open && tokens.last().is_some_and(|t| t.shape == Shape::Mark);
            let last = tokens
                .iter()
                .rev()
                .find(|t| t.shape != Shape::Mark && t.shape != Shape::Symbol)
                .filter(|_| !open);
            if let (true, Some(last), Some(list)) = (wanted && words >= 4, last, self.list)
                && context.language.vocabulary.is_in(last.word, list)
                && last.shape == Shape::Lower
            {
                sink.say(last.span, format!("the sentence stops at “{}”", context.word(last)));
            }
        }
    }
}
