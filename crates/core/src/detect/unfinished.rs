//! A paragraph that stops in mid-sentence: no mark at its end, and a last word after which English cannot stop.
//!
//! `list` names the words that end no sentence (articles, prepositions, conjunctions), `heading-list` those that end no
//! heading either. With `mark = true` the sentence has its full stop all the same: the rest was cut off and a stop put
//! after it. `endings` are letters that a word which was cut in the middle lacks: "the keeper was unhapp"; `subjects` and
//! `helpers` are pronouns and auxiliaries of which no line is made: "They had been"; `nominatives` end none either.

use serde::Deserialize;

use crate::analysis::{Context, SentenceEnd, Shape, Token};
use crate::detect::{Detector, DetectorKind, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::{Class, Language, SetId, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "unfinished",
    summary: "a sentence that ends on a word that ends none; list = such words, heading-list = of headings, mark = with a full stop or without, endings = of words that are cut, subjects, helpers = of which no line is made, nominatives",
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
    #[serde(default)]
    subjects: Vec<String>,
    #[serde(default)]
    helpers: Vec<String>,
    #[serde(default)]
    nominatives: Vec<String>,
}

struct Unfinished {
    list: Option<SetId>,
    heading_list: Option<SetId>,
    mark: bool,
    endings: Vec<String>,
    subjects: Vec<WordId>,
    helpers: Vec<WordId>,
    nominatives: Vec<WordId>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: UnfinishedSettings = parameters.read()?;
    let mut ids = |words: &[String]| {
        let mut ids: Vec<WordId> = words.iter().map(|w| language.vocabulary.intern(w)).collect();
        ids.sort();
        ids
    };
    let (subjects, helpers) = (ids(&written.subjects), ids(&written.helpers));
    let nominatives = ids(&written.nominatives);
    Ok(Box::new(Unfinished {
        list: parameters.word_list(Some(&written.list), language)?,
        heading_list: parameters.word_list(written.heading_list.as_deref(), language)?,
        mark: written.mark,
        endings: written.endings,
        subjects,
        helpers,
        nominatives,
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
            let line = sentences.len() == 1 && wanted && !self.mark && self.is_beginning(tokens);
            if line {
                let words = tokens[0].span.to(last.span);
                sink.say(words, format!("the line stops after “{}”", words.of(context.text())));
            } else if self.is_cut(context, last, tokens) {
                sink.say(
                    last.span,
                    format!("the text stops in the middle of a word: “{}”", context.word(last)),
                );
            } else if words >= least
                && let Some(list) = list
                && (context.language.vocabulary.is_in(last.word, list) || self.is_subject(tokens, last))
                && last.shape == Shape::Lower
            {
                sink.say(last.span, format!("the sentence stops at “{}”", context.word(last)));
            }
        }
    }
}

impl Unfinished {
    /// True for a pronoun that does something, behind a word that opens a clause: "until she".
    fn is_subject(&self, tokens: &[Token], last: &Token) -> bool {
        let at = tokens.iter().position(|t| t.span == last.span).unwrap_or(0);
        let opens = |t: &Token| t.tag.is_any([Class::ADP, Class::CCONJ, Class::SCONJ]);
        !self.mark && self.nominatives.binary_search(&last.word).is_ok() && at > 0 && opens(&tokens[at - 1])
    }

    /// True where a line is a pronoun and auxiliaries alone: "They had been".
    fn is_beginning(&self, tokens: &[Token]) -> bool {
        let is_in = |list: &[WordId], token: &Token| list.binary_search(&token.word).is_ok();
        let helps = |token: &Token| token.shape == Shape::Lower && is_in(&self.helpers, token);
        matches!(tokens, [first, rest @ ..] if is_in(&self.subjects, first) && !rest.is_empty() && rest.iter().all(helps))
    }

    /// True for a word in lower case that no list has, where some letters make one of it that is common.
    fn is_cut(&self, context: &Context, last: &Token, tokens: &[Token]) -> bool {
        let word = context.word(last);
        let common = |ending: &String| {
            let entry = context.language.entry(&format!("{word}{ending}"));
            entry.is_word() && entry.is_common()
        };
        last.shape == Shape::Lower
            && !last.entry.is_known()
            && word.len() >= 4
            && word.is_ascii()
            && (context.block.kind == BlockKind::Paragraph || is_told(context.block.kind, tokens))
            && self.endings.iter().any(common)
    }
}

/// A line that a reader takes for a heading, as it has no mark at its end, and that tells something: it has a verb in the
/// past.
fn is_told(kind: BlockKind, tokens: &[Token]) -> bool {
    kind == BlockKind::Heading && tokens.iter().any(|t| t.tag.is(Class::PAST_VERB))
}
