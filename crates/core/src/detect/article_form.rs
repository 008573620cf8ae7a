//! "a" before a vowel sound and "an" before a consonant sound.
//!
//! The lexicon knows how words begin when they are spoken; a word it does not know, an abbreviation or a number is let be,
//! and so is "an" before the words of `either`, before which it is old and right ("an habitual liar").

use crate::analysis::{Context, Shape};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::Result;
use crate::language::{Class, Language, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "article-form",
    summary: "an article for a consonant before a vowel sound, or the other way; consonant, vowel = the articles, either = words that take both",
    needs: &[Need::Words],
    build,
};

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleFormSettings {
    /// The article before a consonant sound.
    consonant: String,
    /// The article before a vowel sound.
    vowel: String,
    /// Words before which both forms are right.
    #[serde(default)]
    either: Vec<String>,
}

struct ArticleForm {
    consonant: (String, WordId),
    vowel: (String, WordId),
    either: Vec<WordId>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let ArticleFormSettings { consonant, vowel, either } = parameters.read()?;
    let mut either: Vec<WordId> = either.iter().map(|w| language.vocabulary.intern(w)).collect();
    either.sort();
    let ids = [&consonant, &vowel].map(|word| language.vocabulary.intern(word));
    Ok(Box::new(ArticleForm { consonant: (consonant, ids[0]), vowel: (vowel, ids[1]), either }))
}

impl Detector for ArticleForm {
    fn check(&self, context: &Context, sink: &mut Sink) {
        for pair in context.analysis.tokens.windows(2) {
            let [article, next] = pair else { continue };
            let wants_vowel = article.word == self.vowel.1;
            let is_article =
                (wants_vowel || article.word == self.consonant.1) && article.shape == Shape::Lower;
            // A letter between marks ("vitamin a", "(a)") is no article; "a" and "an" are, before a spaced word.
            if !is_article
                || !next.spaced
                || !article.spaced
                || next.shape != Shape::Lower
                || !next.entry.is_word()
                // "The events a and b": a letter that stands for something.
                || next.tag.is(Class::CCONJ)
            {
                continue;
            }
            let Some(vowel) = next.entry.begins_with_vowel() else { continue };
            let either = next.word.0 != 0 && self.either.binary_search(&next.word).is_ok();
            if vowel != wants_vowel && next.entry.frequency() > 3 && !either {
                let right = if vowel { &self.vowel.0 } else { &self.consonant.0 };
                let word = context.word(next);
                let hit = sink.say(article.span.to(next.span), format!("“{right} {word}” is meant"));
                hit.suggestion = Some(format!("{right} {word}"));
            }
        }
    }
}
