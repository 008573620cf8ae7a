//! A paragraph that stops in mid-sentence: no mark at its end, and a last word after which English cannot stop.
//!
//! `list` names the words that end no sentence (articles, prepositions, conjunctions), `heading-list` those that end no
//! heading either. With `mark = true` the sentence has its full stop all the same: the rest was cut off and a stop put
//! after it. `endings` are letters that a word which was cut in the middle lacks: "the keeper was unhapp".

use serde::Deserialize;

use crate::analysis::{Context, SentenceEnd, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::{Language, SetId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "unfinished",
    summary: "a sentence that ends on a word that ends none; list = such words, heading-list = of headings, mark = with a full stop or without, endings = of words that are cut",
    needs: &[],
    build,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UnfinishedSettings {
    list: String,
    #[serde(default)]
    heading_list: Option<String>,
    #[serde(default)]
    mark: bool,
    #[serde(default)]
    endings: Vec<String>,
}

struct Unfinished {
    list: Option<SetId>,
    heading_list: Option<SetId>,
    mark: bool,
    endings: Vec<String>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: UnfinishedSettings = parameters.read()?;
    Ok(Box::new(Unfinished {
        list: parameters.word_list(Some(&written.list), language)?,
        heading_list: parameters.word_list(written.heading_list.as_deref(), language)?,
        mark: written.mark,
        endings: written.endings,
    }))
}

impl Detector for Unfinished {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let sentences = &context.analysis.sentences;
        let heading = context.block.kind == BlockKind::Heading;
        let (list, least) = if heading { (self.heading_list, 3) } else { (self.list, 4) };
        let ends_whole = context.block.kind.is_prose() || heading && list.is_some();
        for (i, sentence) in sentences.iter().enumerate() {
            let wanted = match sentence.end {
                SentenceEnd::Period => self.mark,
                SentenceEnd::Open => !self.mark && i + 1 == sentences.len() && ends_whole,
                _ => false,
            };
            let tokens = context.tokens(sentence);
            let words = tokens.iter().filter(|t| t.shape.is_word()).count();
            // A dash or dots at the end say that the break is meant; before a listing or a formula the sentence goes on.
            let next = context.document.blocks.get(context.index + 1);
            let goes_on = next.is_some_and(|block| block.kind == BlockKind::Code);
            let open = goes_on
                || sentence.end == SentenceEnd::Open && tokens.last().is_some_and(|t| t.shape == Shape::Mark);
            let last = tokens
                .iter()
                .rev()
                .find(|t| t.shape != Shape::Mark && t.shape != Shape::Symbol)
                .filter(|_| !open);
            let Some(last) = last.filter(|_| wanted && words >= 2) else { continue };
            if self.is_cut(context, last) {
                sink.say(
                    last.span,
                    format!("the text stops in the middle of a word: “{}”", context.word(last)),
                );
            } else if words >= least
                && let Some(list) = list
                && context.language.vocabulary.is_in(last.word, list)
                && last.shape == Shape::Lower
            {
                sink.say(last.span, format!("the sentence stops at “{}”", context.word(last)));
            }
        }
    }
}

impl Unfinished {
    /// True for a word in lower case that no list has, where some letters make one of it that is common.
    fn is_cut(&self, context: &Context, last: &Token) -> bool {
        let word = context.word(last);
        let common = |ending: &String| {
            let entry = context.language.entry(&format!("{word}{ending}"));
            entry.is_word() && entry.is_common()
        };
        last.shape == Shape::Lower
            && !last.entry.is_known()
            && word.len() >= 4
            && word.is_ascii()
            && context.block.kind == BlockKind::Paragraph
            && self.endings.iter().any(common)
    }
}
