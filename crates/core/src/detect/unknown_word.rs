//! Words that no list knows and no word formation makes: invented, half-translated or misspelt.
//!
//! `kind` "misspelt" takes those one letter away from a common word (and says which), "slip" those of them that
//! fingers make, "capital" the same for words with a capital that should be a common word or a well-known name,
//! "invented" the rest. Names, numbers, addresses, words of the source, terms that the document uses again, and
//! scientific names are let be.

use serde::Deserialize;

use crate::analysis::{Context, Shape, Token};
use crate::detect::name::in_foreign_quotation;
use crate::detect::spelling::{is_slip, nearest};
use crate::detect::{Detector, DetectorKind, Need, Parameters, Sink};
use crate::document::BlockKind;
use crate::error::Result;
use crate::language::hash::folded;
use crate::language::{Entry, Language, WordId};
use crate::span::Span;

/// The entry in the list of detectors.
pub const KIND: DetectorKind = DetectorKind {
    name: "unknown-word",
    summary: "a word that is in no list; kind = misspelt, slip, capital, invented; shortest, common, prefixes, suffixes, introduced-by",
    needs: &[Need::Words],
    build,
};

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum UnknownKind {
    Misspelt,
    Slip,
    Capital,
    Invented,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UnknownWordSettings {
    kind: UnknownKind,
    /// Least frequency class (0 to 15) of the word that a misspelt one is taken for.
    #[serde(default = "default_common")]
    common: u8,
    /// Shortest word looked at, in letters.
    #[serde(default = "default_shortest")]
    shortest: usize,
    /// Parts that make new words of known ones, besides the language's own.
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    suffixes: Vec<String>,
    /// Endings of scientific names, after a word with a capital, and of substances anywhere.
    #[serde(default)]
    scientific: Vec<String>,
    /// Words before that excuse one: "called".
    #[serde(default)]
    introduced_by: Vec<String>,
}

fn default_common() -> u8 {
    7
}

fn default_shortest() -> usize {
    4
}

struct UnknownWord {
    written: UnknownWordSettings,
    introduced_by: Vec<WordId>,
    /// Hashes of the words of `lexicon/terms.txt`, sorted.
    terms: Vec<u64>,
}

fn build(parameters: &Parameters, language: &mut Language) -> Result<Box<dyn Detector>> {
    let written: UnknownWordSettings = parameters.read()?;
    let mut introduced_by: Vec<WordId> =
        written.introduced_by.iter().map(|w| language.vocabulary.intern(w)).collect();
    introduced_by.sort();
    let listed = language.data("lexicon/terms.txt").map(|(_, bytes)| bytes).unwrap_or_default();
    let listed = String::from_utf8_lossy(&listed);
    let mut terms: Vec<u64> = listed.lines().filter(|line| !line.starts_with('#')).map(folded).collect();
    terms.sort_unstable();
    Ok(Box::new(UnknownWord { written, introduced_by, terms }))
}

impl Detector for UnknownWord {
    fn check(&self, context: &Context, sink: &mut Sink) {
        let tokens = &context.analysis.tokens;
        for &i in &context.analysis.strange {
            let suspect = match self.written.kind {
                UnknownKind::Capital => self.is_odd_capital(context, tokens, i),
                _ => is_unknown(tokens[i].entry, context, tokens, i) && !self.is_let_be(context, tokens, i),
            };
            let word = context.word(&tokens[i]);
            if !suspect || !(self.written.shortest..=LONGEST).contains(&word.len()) {
                continue;
            }
            let meant = self.meant(context, &tokens[i], word);
            match (meant, self.written.kind) {
                (Some(meant), UnknownKind::Misspelt | UnknownKind::Slip)
                    if is_slip(word, &meant, &context.language.grammar)
                        != (self.written.kind == UnknownKind::Slip) => {}
                (Some(meant), UnknownKind::Misspelt | UnknownKind::Slip | UnknownKind::Capital) => {
                    let message = format!("“{word}” is no word; perhaps “{meant}” is meant");
                    sink.say(tokens[i].span, message).weight = sureness(context, i);
                }
                (None, UnknownKind::Invented)
                    if !tokens[i].entry.is_known() && !self.is_formed(context.language, word) =>
                {
                    let hit =
                        sink.say(tokens[i].span, format!("“{word}” is in no dictionary and is no name"));
                    hit.weight = if is_technical(context) { 0.4 } else { sureness(context, i) };
                }
                _ => {}
            }
        }
    }
}

/// Bytes of a word at most: longer ones are keys, sounds or jokes, and looking for what they mean would take long.
const LONGEST: usize = 40;

/// In lower case, ASCII, standing free; in no list, or only among names or chance finds of running text.
fn is_unknown(entry: Entry, context: &Context, tokens: &[Token], i: usize) -> bool {
    tokens[i].shape == Shape::Lower
        && (!entry.is_known() || entry.is_doubtful())
        && stands_free(context, tokens, i)
        && context.word(&tokens[i]).bytes().all(|c| c.is_ascii_lowercase())
}

/// Beside code, words that no list has are most often its names.
pub(super) fn is_technical(context: &Context) -> bool {
    context.document.blocks.iter().any(|b| !b.kind.is_checked() || !b.objects.is_empty())
}

/// Who speaks a dialect does so in more than one word: in a quotation with other words that no list has, or that an
/// apostrophe cuts short, an odd word is likely meant.
fn sureness(context: &Context, i: usize) -> f32 {
    let tokens = &context.analysis.tokens;
    if tokens[i].depth == 0 {
        return 1.0;
    }
    let near = &tokens[i.saturating_sub(SPOKEN)..(i + SPOKEN).min(tokens.len())];
    let odd = |t: &&Token| {
        let cut = || {
            matches!(context.word(t), "’" | "'")
                || t.shape == Shape::Lower && context.word(t).contains(['’', '\''])
        };
        t.depth > 0 && (t.shape == Shape::Lower && !t.entry.is_known() || cut())
    };
    if near.iter().filter(odd).count() > 2 { 0.4 } else { 1.0 }
}

/// Tokens before and after an odd word in which a dialect shows.
const SPOKEN: usize = 30;

/// A part of a compound, of a name with hyphens, or of a word cut by an apostrophe is no word of its own.
fn stands_free(context: &Context, tokens: &[Token], i: usize) -> bool {
    let glued_before = i > 0 && !tokens[i].spaced && !is_opening(context.word(&tokens[i - 1]));
    let after = tokens.get(i + 1).filter(|n| !n.spaced);
    let glued_after = after.is_some_and(|n| n.shape != Shape::Mark || is_joiner(context.word(n)));
    !glued_before && !glued_after
}

fn is_opening(mark: &str) -> bool {
    matches!(mark, "(" | "[" | "“" | "‘" | "\"" | "'" | "—" | "«" | "„")
}

fn is_joiner(mark: &str) -> bool {
    matches!(mark, "-" | "‐" | "‑" | "/" | "'" | "’" | "_")
}

impl UnknownWord {
    /// The common word one letter away; a short word needs a commoner one, a doubtful one a very common one.
    fn meant(&self, context: &Context, token: &Token, word: &str) -> Option<String> {
        let lower = word.to_lowercase();
        let least = match word.len() {
            0..=3 => 11,
            4 => 9,
            _ => self.written.common,
        };
        let least = match token.entry {
            e if e.is_only_name() => least.max(10).max(e.frequency() + 4),
            e if e.is_known() => least.max(e.frequency() + 4),
            _ => least,
        };
        nearest(context.language, &lower, |e| e.is_word() && e.frequency() >= least).map(|(_, w)| w)
    }

    /// Terms, quotations of other languages, scientific names.
    fn is_let_be(&self, context: &Context, tokens: &[Token], i: usize) -> bool {
        let token = &tokens[i];
        let glossed = tokens.get(i + 1).is_some_and(|n| matches!(context.word(n), "(" | "["));
        let named =
            tokens[..i].iter().rev().take(3).any(|t| self.introduced_by.binary_search(&t.word).is_ok());
        glossed
            || named
            || self.is_quoted(context, i)
            || in_foreign_quotation(context, token)
            || self.is_scientific(context, tokens, i)
            || self.is_term(context, token)
    }

    /// In a quotation of a few words, or between unknown words of a quotation.
    fn is_quoted(&self, context: &Context, i: usize) -> bool {
        let tokens = &context.analysis.tokens;
        let token = &tokens[i];
        let pair = context.analysis.quotations.around(token.span);
        let in_bracket = i > 0 && matches!(context.word(&tokens[i - 1]), "(" | "[");
        let near = &tokens[i.saturating_sub(3)..(i + 4).min(tokens.len())];
        let strange = near.iter().filter(|t| t.shape.is_word() && !t.entry.is_known()).count();
        // Three such words in what somebody says are how he speaks.
        let strange_words = |span: Span| {
            let all = context.analysis.strange.iter().map(|&s| tokens[s].span);
            all.filter(|word| span.start <= word.start && word.end <= span.end).take(3).count()
        };
        in_bracket || pair.is_some_and(|q| q.span.len() < 40 || strange > 1 || strange_words(q.span) > 2)
    }

    /// "Beauveria bassiana", "E. coli", "lopinavir".
    fn is_scientific(&self, context: &Context, tokens: &[Token], i: usize) -> bool {
        let word = context.word(&tokens[i]);
        let genus = i > 0 && {
            let before = &tokens[i - 1];
            let initial = i > 1 && context.word(before) == "." && tokens[i - 2].span.len() == 1;
            let rare = !before.entry.is_word() || before.entry.frequency() < 6;
            initial || before.shape.is_capital() && rare
        };
        self.written.scientific.iter().any(|ending| match ending.strip_prefix('^') {
            Some(after_capital) => genus && word.ends_with(after_capital),
            None => word.ends_with(ending.as_str()),
        })
    }

    /// A word of a field; one that a long document uses in two places, or any in a heading and under it, in code or an
    /// address; and what fills a cell of a table.
    fn is_term(&self, context: &Context, token: &Token) -> bool {
        let (whole, kind) = (context.whole, context.block.kind);
        let uses = whole.tally.count(token).all;
        self.terms.binary_search(&token.hash).is_ok()
            || whole.words >= 150 && uses >= 2
            || uses >= 2 && whole.terms.is_headed(token.hash)
            || whole.terms.is_coded(token.hash)
            || kind == BlockKind::TableCell && context.analysis.words <= 3
    }

    /// Made of known parts: affix and word, or two common words.
    fn is_formed(&self, language: &Language, word: &str) -> bool {
        let known = |w: &str| w.len() > 2 && language.entry(w).is_known();
        let common = |w: &str| {
            let e = language.entry(w);
            e.is_word() && e.frequency() >= 7
        };
        // No name and no short word: "peripatrick", "dysmen".
        let whole = |w: &str| w.len() > 3 && language.entry(w).is_word() && !language.entry(w).is_name();
        let prefixed = self.written.prefixes.iter().filter_map(|p| word.strip_prefix(p.as_str())).any(whole);
        let suffixed =
            self.written.suffixes.iter().filter_map(|s| word.strip_suffix(s.as_str())).any(|stem| {
                stem.len() > 3 && (known(stem) || known(&format!("{stem}e")) || known(&format!("{stem}y")))
            });
        let compound = (3..word.len().saturating_sub(2)).any(|i| {
            common(&word[..i]) && (common(&word[i..]) || word[i..].strip_suffix('s').is_some_and(common))
        });
        prefixed || suffixed || compound
    }

    /// "Acording" at the beginning of a sentence, "Eurpoean" anywhere: no name, and one slip away from a known word.
    fn is_odd_capital(&self, context: &Context, tokens: &[Token], i: usize) -> bool {
        let token = &tokens[i];
        let fits =
            token.shape == Shape::Capitalised && !token.entry.is_known() && stands_free(context, tokens, i);
        if !fits || token.depth > 0 && self.is_quoted(context, i) {
            return false;
        }
        let word = context.word(token);
        let beside = tokens.get(i + 1).is_some_and(|n| n.shape.is_capital())
            || i > 0 && tokens[i - 1].shape.is_capital();
        let opens = context.analysis.sentences.binary_search_by_key(&i, |s| s.first).is_ok();
        opens
            && !beside
            && word.len() > 3
            && tokens.get(i + 1).is_some_and(|n| n.shape == Shape::Lower)
            && word.is_ascii()
            && !context.language.knows(word)
            && !self.is_term(context, token)
    }
}
