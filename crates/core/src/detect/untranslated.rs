//! Text that was left in another language: a run in a foreign script, or a sentence in another language.
//!
//! `unit` "script" finds runs of letters of a script that the target language does not use; "sentence" asks the
//! language detector about sentences of which few words are known. What the source text carries too, what stands in
//! quotation marks or brackets as a gloss, and names of works are let be.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::analysis::{Context, Sentence, Shape, Token, language_of};
use crate::detect::{Detector, DetectorKind, Parameters, Sink, foreign_short};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::{Language, codes};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "untranslated",
    summary: "text left in another language; unit = script, sentence; words = least words of a sentence; letters = least letters of a run in another script, kept = words that stand there on purpose",
    needs: &[],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TextUnit {
    Script,
    Sentence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Untranslated {
    unit: TextUnit,
    #[serde(default = "default_words")]
    words: usize,
    /// Least letters of a run in another script.
    #[serde(default = "default_letters")]
    letters: usize,
    /// Words of other scripts that stand there on purpose: languages by their own names.
    #[serde(default)]
    kept: String,
}

fn default_letters() -> usize {
    2
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
            TextUnit::Script => self.script(context, sink),
            TextUnit::Sentence => {
                let made = &context.whole.made;
                let foreign =
                    made.get::<ForeignSentences>().unwrap_or_else(|| made.keep(self.foreign(context)));
                let found = &foreign.blocks[context.index];
                for (sentence, told) in context.analysis.sentences.iter().zip(found) {
                    if let Some((code, weight)) = told {
                        let name = codes::named(code);
                        let message = format!("this sentence seems to be in another language: {name}");
                        sink.say(sentence.span, message).weight = *weight;
                    }
                }
                foreign_short::tell(context, found, &foreign.codes, &foreign.agreed, sink);
                // Sentences side by side are one passage.
                sink.hits.dedup_by(|next, last| {
                    let joined = next.span.start <= last.span.end + 2;
                    if joined {
                        last.span.end = next.span.end;
                        last.weight = last.weight.max(next.weight);
                    }
                    joined
                });
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
                // Numbers and marks between two words of the script are part of the passage.
                let between = |t: &&Token| matches!(t.shape, Shape::Number | Shape::Mark | Shape::Symbol);
                let gap = tokens[i..].iter().take(4).take_while(between).count();
                if tokens.get(i + gap).is_some_and(|t| t.shape == Shape::OtherScript) {
                    i += gap;
                }
            }
            if i > start {
                let span = tokens[start].span.to(tokens[i - 1].span);
                let signs = ['|', '·', '•', '/', ',', ' '];
                let mut names = span.of(context.text()).split(signs).filter(|name| !name.is_empty());
                let kept = !self.kept.is_empty() && names.all(|n| self.kept.split(' ').any(|kept| kept == n));
                if !kept && !self.is_gloss(context, start, i) {
                    sink.say(span, format!("“{}” is not in Latin script", span.of(context.text())));
                }
            }
            i = i.max(start + 1);
        }
    }

    /// A foreign word given in brackets or quotation marks after its translation, a name after its form in Latin letters,
    /// a sign of mathematics or a unit ("NF-κB", "σd", "20 μm").
    fn is_gloss(&self, context: &Context, start: usize, end: usize) -> bool {
        let tokens = &context.analysis.tokens;
        let inside_bracket = tokens[..start].iter().rev().take(24).find_map(|t| match context.word(t) {
            "(" | "[" | "（" => Some(true),
            ")" | "]" | "）" => Some(false),
            _ => None,
        });
        let text = tokens[start].span.to(tokens[end - 1].span).of(context.text());
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let symbol = letters < 5 && text.chars().all(|c| !c.is_alphabetic() || c.is_ascii() || is_symbol(c));
        let latin = |t: &Token| t.shape.is_capital() && !t.entry.is_word();
        let named = letters < 12 && start > 0 && latin(&tokens[start - 1]);
        // "Greek: Ιωάννης", and a host name, which is written in any script.
        let labelled = start > 1
            && context.word(&tokens[start - 1]) == ":"
            && tokens[start - 2].entry.is_demonym()
            && tokens[start - 2].shape == Shape::Capitalised;
        let host = text.contains('.') && !text.contains(char::is_whitespace);
        labelled
            || host
            || inside_bracket == Some(true)
            || tokens[start].depth > 0
            || letters < self.letters
            || symbol
            || named
    }

    /// Asks all sentences of the document.
    fn foreign(&self, context: &Context) -> ForeignSentences {
        let mut foreign = ForeignSentences::default();
        let blocks = context.document.blocks.iter().zip(&context.whole.blocks).enumerate();
        for (index, (block, analysis)) in blocks {
            let here = Context { block, index, analysis, ..*context };
            let told: Vec<_> = analysis.sentences.iter().map(|s| self.told(&here, s)).collect();
            foreign.blocks.push(told);
        }
        let told = foreign.blocks.iter().flatten().flatten();
        foreign.codes = told.map(|(code, _)| code.clone()).collect();
        if foreign.codes.is_empty() {
            foreign.agreed = foreign_short::agreed(context);
        }
        foreign
    }

    /// The other language that a sentence is in, if it is, and what part of the rule's certainty that has.
    fn told(&self, context: &Context, sentence: &Sentence) -> Option<(String, f32)> {
        let tokens = context.tokens(sentence);
        let (all, unknown) = unknown(tokens);
        // An address or an affiliation: names and what joins them.
        if tokens.iter().filter(|t| t.shape.is_capital()).count() >= all * 2 {
            return None;
        }
        if all < self.words || sentence.depth > 0 || unknown == 0 {
            return None;
        }
        let text = sentence.span.of(context.text());
        let told = context.language.small_words_of(text);
        // Outside of running prose titles of works stand alone, and are as long; what the page says of itself is none.
        let said = matches!(context.block.kind, BlockKind::Title | BlockKind::Description);
        let is_title = !context.block.kind.is_prose() && !said;
        if is_title && all < self.words + 3
            || told.is_none() && all < self.words + 3 && !context.block.kind.is_prose()
        {
            return None;
        }
        let code = match told {
            Some(code) => code.to_owned(),
            // No small words tell it: the profile of its letters does, where most words are unknown.
            None if unknown * 2 < all => return None,
            None => match language_of(text) {
                Some((code, confidence)) if confidence > 0.5 => code,
                _ => return None,
            },
        };
        let weight = if told.is_some() || unknown * 4 >= all * 3 { 1.0 } else { 0.8 };
        (code != context.language.code).then_some((code, weight))
    }
}

/// The sentences of a document that are in another language.
#[derive(Default)]
struct ForeignSentences {
    /// For each sentence of each block, the language that tells itself, and the part of the rule's certainty.
    blocks: Vec<Vec<Option<(String, f32)>>>,
    /// All of them.
    codes: BTreeSet<String>,
    /// Where there is none, those that short lines tell together.
    agreed: BTreeSet<String>,
}

/// The words in lower case of a sentence, and how many of them no list has. Names say nothing: a list of them is
/// unknown in any language.
fn unknown(tokens: &[Token]) -> (usize, usize) {
    let words = tokens.iter().filter(|t| t.shape == Shape::Lower);
    words.fold((0, 0), |(all, unknown), t| (all + 1, unknown + usize::from(!t.entry.is_word())))
}

/// Greek letters and the sign for "micro", which formulas, genes and units use.
fn is_symbol(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | 'µ' | 'ℓ' | '∂' | '∇')
}
