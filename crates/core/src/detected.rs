//! Which language a document is in, paragraph by paragraph, whatever it declares; and what the gate says of it.
//!
//! Each paragraph is asked by itself, so that one which was left untranslated shows among thirty that were not. What
//! the markup declares to be in another language stands there by intention and is not asked; quotations neither.

use crate::document::{Block, BlockKind, Document};
use crate::gate::Miss;
use crate::language::{Language, SmallWords, codes, hash};

/// Bytes of a paragraph that are looked at.
const PARAGRAPH: usize = 1500;
/// Words below which a paragraph is not counted by itself.
const FEWEST: usize = 8;
/// Words of a text too short for anything else that are looked up.
const GLANCE: usize = 4 * FEWEST;
/// Characters that tell the script.
const SCRIPT: usize = 400;
/// whatlang's confidence above which a text in another script, or in a language without lists, is believed.
const SURE: f64 = 0.8;
/// The code of a language that nothing tells (ISO 639-3).
const UNDETERMINED: &str = "und";

/// What language a document is in.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Detected {
    /// The language of most words; "und" where nothing tells it.
    pub language: String,
    /// Its share of the words whose language is told, 0 to 1.
    pub share: f64,
    /// The paragraphs whose language is told, in order: block and code.
    pub paragraphs: Vec<(usize, String)>,
}

/// What a paragraph tells of its language.
#[derive(Clone, Debug)]
pub struct DetectedText {
    words: usize,
    language: String,
}

impl DetectedText {
    /// Asks a block; nothing where it is not asked, or tells nothing.
    pub fn detect(block: &Block, usual: &Language) -> Option<DetectedText> {
        if !is_asked(block) {
            return None;
        }
        let words = words(&block.text);
        // Scripts without spaces have few words, and many letters.
        let wide = || block.text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count() > 3 * words;
        if words < FEWEST && !wide() || is_names(&block.text) {
            return None;
        }
        language_of(beginning(&block.text), usual).map(|language| DetectedText { words, language })
    }
}

impl Default for Detected {
    fn default() -> Self {
        Detected { language: UNDETERMINED.to_owned(), share: 0.0, paragraphs: Vec::new() }
    }
}

impl Detected {
    /// Asks the paragraphs of a document, or, where they are all too short, its text as a whole. `usual` knows the words
    /// of English.
    pub fn of(document: &Document, usual: &Language) -> Detected {
        let told = document.blocks.iter().map(|block| DetectedText::detect(block, usual)).collect();
        Detected::of_told(document, usual, told)
    }

    /// The same, where the paragraphs were asked already.
    pub fn of_told(document: &Document, usual: &Language, told: Vec<Option<DetectedText>>) -> Detected {
        let mut words: Vec<(String, usize)> = Vec::new();
        let mut count = |code: &str, n: usize| match words.iter_mut().find(|(known, _)| known == code) {
            Some((_, sum)) => *sum += n,
            None => words.push((code.to_owned(), n)),
        };
        let mut paragraphs = Vec::new();
        let (mut short, mut in_short) = (String::new(), 0);
        for (index, told) in told.into_iter().enumerate() {
            match told {
                Some(DetectedText { words, language }) => {
                    count(&language, words);
                    paragraphs.push((index, language));
                }
                None if is_asked(&document.blocks[index]) => {
                    let text = beginning(&document.blocks[index].text);
                    in_short += self::words(text);
                    if short.len() < PARAGRAPH {
                        short.push_str(text);
                        short.push('\n');
                    }
                }
                None => {}
            }
        }
        // One long string among many short ones does not speak for them all.
        if !paragraphs.is_empty() {
            let told = language_of(beginning(&short), usual).or_else(|| known_words(&short, usual));
            if let Some(language) = told {
                count(&language, in_short);
            }
        }
        if paragraphs.is_empty() {
            let text = short_text(document);
            let told = language_of(beginning(&text), usual).or_else(|| known_words(&text, usual));
            let Some(language) = told else { return Detected::default() };
            return Detected { language, share: 1.0, paragraphs };
        }
        let all: usize = words.iter().map(|(_, n)| n).sum();
        // Of equals the first.
        let most = words.into_iter().rev().max_by_key(|(_, n)| *n).expect("a paragraph was told");
        Detected { language: most.0, share: most.1 as f64 / all.max(1) as f64, paragraphs }
    }

    /// The language that a document is judged in: declared, else told by its words, else that of `usual`.
    pub fn judged_in(&self, document: &Document, usual: &Language) -> String {
        match &document.language {
            Some(tag) => tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase(),
            None if self.language == UNDETERMINED => usual.code.clone(),
            None => self.language.clone(),
        }
    }

    /// What the gate says of a document that is to be in one of `expected`, or, where there are none, in the language of
    /// most of its words; `key` is where that is said.
    pub fn misses(&self, expected: &[String], key: &'static str) -> Vec<Miss> {
        let here = [self.language.clone()];
        let expected = if expected.is_empty() { &here[..] } else { expected };
        let is_expected = |code: &str| code == UNDETERMINED || expected.iter().any(|e| codes::same(e, code));
        let names: Vec<String> = expected.iter().map(|code| codes::named(code)).collect();
        let wanted = names.join(" or ");
        if !is_expected(&self.language) {
            let share = (100.0 * self.share).round();
            let message = format!(
                "{share} % of the text is in {}, not in {wanted}; where that is right, say so (--lang {}, `languages`)",
                codes::named(&self.language),
                self.language
            );
            return vec![Miss { key, value: self.share, bound: 0.0, block: None, message }];
        }
        let foreign: Vec<&(usize, String)> =
            self.paragraphs.iter().filter(|(_, c)| !is_expected(c)).collect();
        let (part, all) = (foreign.len(), self.paragraphs.len());
        let Some((block, code)) = foreign.first().filter(|_| 3 * part >= all) else { return Vec::new() };
        let first = codes::named(code);
        let message = match part {
            1 => format!("1 of {all} paragraphs is not in {wanted}: the first is in {first}"),
            _ => format!("{part} of {all} paragraphs are not in {wanted}: the first is in {first}"),
        };
        vec![Miss { key, value: part as f64 / all as f64, bound: 0.33, block: Some(*block), message }]
    }
}

/// The beginning of a document of short blocks: of those in the script that most of their letters are of, and of the text
/// itself where there is some.
fn short_text(document: &Document) -> String {
    let checked = || document.blocks.iter().filter(|b| b.kind.is_checked());
    let beside = checked().all(|b| b.kind.is_beside());
    let (mut texts, mut counts) = ([String::new(), String::new()], [0, 0]);
    for block in checked().filter(|b| beside || !b.kind.is_beside()) {
        let other = usize::from(is_other_script(&block.text));
        counts[other] += block.text.chars().filter(|c| c.is_alphabetic()).count();
        if texts[other].len() <= PARAGRAPH {
            texts[other].push_str(&block.text);
            texts[other].push('\n');
        }
    }
    let [latin, other] = texts;
    if counts[1] > counts[0] || latin.is_empty() { other } else { latin }
}

/// True where most letters are of another script than Latin.
fn is_other_script(text: &str) -> bool {
    let (mut latin, mut other) = (0usize, 0usize);
    for c in text.chars().take(SCRIPT).filter(|c| c.is_alphabetic()) {
        // The blocks of Latin letters; what lies above is Greek, Cyrillic and so on.
        *(if c < '\u{370}' || ('\u{1e00}'..'\u{1f00}').contains(&c) { &mut latin } else { &mut other }) += 1;
    }
    other > latin
}

/// Counts words between white space: byte by byte where a text has none beyond ASCII.
fn words(text: &str) -> usize {
    let beyond = |(at, byte): (usize, u8)| {
        // The first bytes of all white space beyond ASCII.
        matches!(byte, 0xc2 | 0xe1..=0xe3) && text[at..].chars().next().is_some_and(char::is_whitespace)
    };
    if text.bytes().enumerate().any(beyond) {
        return text.split_whitespace().count();
    }
    let mut before = true;
    let begins = text.bytes().filter(|byte| {
        let space = matches!(byte, b'\t'..=b'\r' | b' ');
        let begins = before && !space;
        before = space;
        begins
    });
    begins.count()
}

/// The language of a text (ISO 639-1 where there is such a code); nothing where too little tells it.
pub fn language_of(text: &str, usual: &Language) -> Option<String> {
    if !text.bytes().take(SCRIPT).all(|byte| byte.is_ascii()) && is_other_script(text) {
        let told =
            usual.small_words_of(text).filter(|code| *code != usual.small_words.first()).map(str::to_owned);
        return told.or_else(|| crate::analysis::language_of(text).map(|(code, _)| code));
    }
    let is_english = |word| usual.lexicon.as_ref().is_some_and(|lexicon| lexicon.get(word).is_word());
    let small: &SmallWords = &usual.small_words;
    usual.small_words_of(text).map(str::to_owned).or_else(|| {
        // A language without lists: none of its words is English, and its letters tell it.
        let strange = small.strangeness(text, is_english);
        let profile = || {
            crate::analysis::language_of(text).filter(|(code, sure)| *sure > SURE && code != small.first())
        };
        (strange > 0.7 && text.split_whitespace().count() >= 12).then(profile).flatten().map(|(code, _)| code)
    })
}

/// The language of `usual` where it has most words of a text that is too short for anything else: "Open daily".
fn known_words(text: &str, usual: &Language) -> Option<String> {
    let lexicon = usual.lexicon.as_ref()?;
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(GLANCE);
    let (mut all, mut known) = (0, 0);
    for word in words {
        all += 1;
        known += usize::from(lexicon.get(hash::folded(word)).is_word());
    }
    (all > 0 && known * 3 >= all * 2).then(|| usual.code.clone())
}

fn is_asked(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && block.language.is_none()
}

/// An address, an affiliation, a list of names: two words with a capital and more for each without.
fn is_names(text: &str) -> bool {
    let (mut names, mut words) = (0, 0);
    for first in beginning(text).split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphabetic())) {
        names += usize::from(first.is_uppercase());
        words += usize::from(first.is_lowercase());
    }
    words > 0 && names >= 2 * words
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(PARAGRAPH)]
}

#[cfg(test)]
mod tests {
    use super::Detected;
    use crate::document::{Block, BlockKind, Document, SpanMap};

    const ENGLISH: &str = "The council has not decided yet when the new bridge will be opened to traffic.";
    const SPANISH: &str =
        "El ayuntamiento todavía no ha decidido cuándo se abrirá el nuevo puente al tráfico.";

    fn told(paragraphs: &[&str]) -> Detected {
        let block = |text: &&str| Block::new(BlockKind::Paragraph, (*text).to_owned(), SpanMap::default());
        let document = Document { blocks: paragraphs.iter().map(block).collect(), ..Document::default() };
        Detected::of(&document, &crate::tests::english())
    }

    fn missed(paragraphs: &[&str], expected: &[&str]) -> Vec<String> {
        let expected: Vec<String> = expected.iter().map(|e| (*e).to_owned()).collect();
        told(paragraphs).misses(&expected, "languages").into_iter().map(|m| m.message).collect()
    }

    #[test]
    fn words_stand_between_white_space() {
        for text in
            ["", " ", "a", " The quay\u{a0}is “open”.\n", "a\tb  c\u{b}d", "Zoë — 5\u{2009}€\u{85}x", "one"]
        {
            assert_eq!(super::words(text), text.split_whitespace().count(), "{text:?}");
        }
    }

    #[test]
    fn a_third_of_the_paragraphs_in_another_language_is_missed() {
        assert!(missed(&[ENGLISH; 4], &["en"]).is_empty() && missed(&[ENGLISH; 4], &[]).is_empty());
        let mixed = [ENGLISH, SPANISH, ENGLISH];
        assert_eq!(
            missed(&mixed, &[]),
            ["1 of 3 paragraphs is not in English (en): the first is in Spanish (es)"]
        );
        assert!(missed(&mixed, &["en", "es"]).is_empty());
        assert!(missed(&[ENGLISH, ENGLISH, ENGLISH, SPANISH], &["en"]).is_empty());
    }

    #[test]
    fn a_text_in_another_language_than_asked_is_missed_with_its_share() {
        assert!(
            missed(&[SPANISH; 2], &["en"])[0]
                .starts_with("100 % of the text is in Spanish (es), not in English")
        );
        assert!(missed(&[ENGLISH], &["fr", "de"])[0].contains("not in French (fr) or German (de)"));
        assert!(missed(&[SPANISH], &["es"]).is_empty() && missed(&["12.30 – 14.00"], &["en"]).is_empty());
        // A catalogue: one string is long enough to be asked alone, and the others are English.
        let strings = [
            SPANISH,
            "The gate is open",
            "Welcome back",
            "Save all changes",
            "Log out",
            "Two boats are left",
        ];
        assert_eq!(told(&strings).language, "en");
        let japanese = told(&["新しい橋がいつ開通するかはまだ決まっていない。"]);
        assert_eq!((japanese.language.as_str(), japanese.share), ("ja", 1.0));
        assert_eq!(told(&["12.30 – 14.00"]).language, "und");
        let address =
            "Marisol Quintela, Laboratorio de Aves del Litoral, Centro de Estudios, Vilarmar, Galicia";
        assert!(missed(&[address, ENGLISH], &[]).is_empty());
    }
}
