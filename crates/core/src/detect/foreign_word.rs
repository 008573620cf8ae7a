//! A word of the source language in the middle of an English sentence.
//!
//! `sign` "letters": a word in lower case with letters that the language does not use and the dictionary does not know
//! ("anfitrión"); "source": a word in lower case that stands in the source as it is and in no dictionary. Quotations,
//! brackets, words after "called" and the like, and words in capitals are let be.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::bilingual::name::is_latin;
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::error::Result;
use crate::language::{Language, WordId};

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "foreign-word",
    summary: "a word of another language in lower case; sign = letters, source; introduced-by = words that excuse it",
    needs: &[Need::Words],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ForeignSign {
    Letters,
    Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ForeignWordSettings {
    sign: ForeignSign,
    #[serde(default)]
    introduced_by: Vec<String>,
    /// Small words of phrases that the language has taken over ("à la").
    #[serde(default)]
    particles: Vec<String>,
    #[serde(default = "default_shortest")]
    shortest: usize,
    /// Ends of learned words that are the same in many languages ("-statin").
    #[serde(default)]
    learned: Vec<String>,
}

fn default_shortest() -> usize {
    4
}

struct ForeignWord {
    sign: ForeignSign,
    introduced_by: Vec<WordId>,
    particles: Vec<WordId>,
    shortest: usize,
    learned: Vec<String>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let ForeignWordSettings { sign, introduced_by, particles, shortest, learned } = parameters.read()?;
    let [introduced_by, particles] = [introduced_by, particles].map(|words| {
        let mut ids: Vec<WordId> = words.iter().map(|w| language.vocabulary.intern(w)).collect();
        ids.sort();
        ids
    });
    Ok(Box::new(ForeignWord { sign, introduced_by, particles, shortest, learned }))
}

impl Detector for ForeignWord {
    fn check(&self, context: &Context, sink: &mut Sink) {
        if self.sign == ForeignSign::Letters && context.text().is_ascii() {
            return;
        }
        let source = match (self.sign, &context.block.original) {
            (ForeignSign::Source, Some(original)) => Some(original.text.to_lowercase()),
            (ForeignSign::Source, None) => return,
            (ForeignSign::Letters, _) => None,
        };
        // A word of this script in a source of another is a term there, too.
        if source.as_deref().is_some_and(|s| !is_latin(s)) && is_latin(context.text()) {
            return;
        }
        let tokens = &context.analysis.tokens;
        for (i, token) in tokens.iter().enumerate() {
            if !self.stands_alone(context, tokens, i) {
                continue;
            }
            let word = context.word(token);
            let foreign = match &source {
                Some(source) => has_word(source, word) && !stands_beside(context, tokens, i, source),
                // A joiner or a soft hyphen inside an English word is no letter.
                None => word.chars().any(|c| c.is_alphabetic() && !c.is_ascii()),
            };
            if foreign {
                sink.say(token.span, format!("“{word}” is a word of another language"));
            }
        }
    }
}

impl ForeignWord {
    /// In lower case, in no dictionary, outside quotations and brackets, in the middle of English words.
    fn stands_alone(&self, context: &Context, tokens: &[Token], i: usize) -> bool {
        let token = &tokens[i];
        let plain = token.shape == Shape::Lower
            && token.span.len() >= self.shortest
            && token.depth == 0
            && !token.entry.is_known()
            && !context.language.knows(context.word(token))
            && !context.language.knows(&without_accents(context.word(token)));
        if !plain || self.is_learned(context, context.word(token)) {
            return false;
        }
        let glued = i > 0 && !token.spaced
            || tokens
                .get(i + 1)
                .is_some_and(|n| !n.spaced && matches!(context.word(n), "-" | "/" | "'" | "’" | "@"));
        let glossed = tokens.get(i + 1).is_some_and(|n| matches!(context.word(n), "(" | "["));
        let named =
            tokens[..i].iter().rev().take(3).any(|t| self.introduced_by.binary_search(&t.word).is_ok());
        // Beside another unknown word it is a title or a phrase of another language, quoted by intention.
        let unknown = |t: &Token| t.shape.is_word() && (!t.entry.is_known() || !context.word(t).is_ascii());
        let phrase = tokens.get(i + 1).is_some_and(unknown) || i > 0 && unknown(&tokens[i - 1]);
        // "coup d'état", "à l'eau", "'em": a phrase that English has, or a word that speech cuts.
        let elided = context.word(token).contains(['\'', '’', '‘', 'æ', 'œ'])
            || i > 0 && self.is_elided(context, &tokens[i - 1]);
        !glued && !glossed && !named && !phrase && !elided
    }
}

impl ForeignWord {
    /// True for a word that both languages may have: a learned one, or two words of this language in one ("pinfall").
    fn is_learned(&self, context: &Context, word: &str) -> bool {
        let known = |part: &str| part.len() >= 3 && context.language.entry(part).is_word();
        let cuts = |at: usize| word.is_char_boundary(at) && known(&word[..at]) && known(&word[at..]);
        self.learned.iter().any(|end| word.ends_with(end.as_str()))
            || self.sign == ForeignSign::Source && (3..word.len().saturating_sub(2)).any(cuts)
    }

    /// True for a mark or a small word that is cut off the word behind it ("coup d'état").
    fn is_elided(&self, context: &Context, before: &Token) -> bool {
        matches!(context.word(before), "'" | "‘" | "’")
            || before.shape == Shape::Lower && self.particles.binary_search(&before.word).is_ok()
    }
}

/// True where the word before or after stands beside it in the source as well: a title, a Latin name, a third language.
fn stands_beside(context: &Context, tokens: &[Token], i: usize, source: &str) -> bool {
    let beside = |a: usize, b: usize| {
        let (Some(first), Some(second)) = (tokens.get(a), tokens.get(b)) else { return false };
        let pair = first.shape.is_word() && second.shape.is_word() && second.spaced;
        pair && has_word(source, &first.span.to(second.span).of(context.text()).to_lowercase())
    };
    i > 0 && beside(i - 1, i) || beside(i, i + 1)
}

/// The letters that English drops when it takes a word over ("crème", "naïve").
fn without_accents(word: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' => 'a',
        'ç' | 'č' | 'ć' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ē' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' => 'i',
        'ñ' | 'ń' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => 'o',
        'š' | 'ś' => 's',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' => 'u',
        'ž' | 'ź' | 'ż' => 'z',
        _ => c,
    };
    word.chars().map(plain).collect()
}

/// True when `text` holds `word` between word boundaries.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, m)| {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[at + m.len()..].chars().next().is_some_and(char::is_alphanumeric);
        !before && !after
    })
}
