//! Sentences as mtlint meets them and treebanks do not have them: headlines, lost capitals, typographic quotation
//! marks, loops, swapped words. A share of the sentences is learned a second time in such a dress.
//!
//! Words keep their tags: what is learned is that a word does not change its kind with its looks.

use super::TaggerOptions;
use crate::random::Random;
use crate::treebank::AnnotatedSentence;
use mtlint_core::language::{Class, Tag};

/// A sentence to learn from.
pub struct TrainingLine {
    /// Words.
    pub words: Vec<String>,
    /// Their tags.
    pub tags: Vec<Tag>,
    /// The part of the text it belongs to, below [`FOLDS`]; a varied sentence stays with its original.
    pub fold: usize,
    /// It is a varied one.
    pub varied: bool,
}

/// Parts of the text; neighbours stay together.
pub const FOLDS: usize = 8;
const NEIGHBOURS: usize = 40;

/// The sentences of the treebanks, and after each, sometimes, a varied one. Words without a tag are left out.
pub fn lines(sentences: &[&AnnotatedSentence], options: &TaggerOptions) -> Vec<TrainingLine> {
    let mut random = Random::new(options.seed ^ 0xa55a);
    let mut lines = Vec::with_capacity(sentences.len() * 5 / 4);
    for (number, sentence) in sentences.iter().enumerate() {
        let fold = number / NEIGHBOURS % FOLDS;
        let tagged = sentence.words.iter().filter(|word| !word.tag.is(Class::UNTAGGED));
        let (words, tags): (Vec<_>, Vec<_>) = tagged.map(|word| (word.form.clone(), word.tag)).unzip();
        if words.is_empty() {
            continue;
        }
        let line = TrainingLine { words, tags, fold, varied: false };
        let varied = (random.unit() < options.varied).then(|| vary(&line, &mut random)).flatten();
        lines.push(line);
        lines.extend(varied);
    }
    lines
}

fn vary(line: &TrainingLine, random: &mut Random) -> Option<TrainingLine> {
    let mut words = line.words.clone();
    let mut tags = line.tags.clone();
    match random.below(10) {
        0 | 1 => typography(&mut words, &tags),
        2 => words.iter_mut().for_each(|word| *word = word.to_lowercase()),
        3 => words.iter_mut().for_each(|word| *word = word.to_uppercase()),
        4 => words.iter_mut().zip(&tags).for_each(|(word, &tag)| headline(word, tag)),
        5 => first_letter(&mut words),
        6 => {
            if words.len() < 4 || !tags.last().is_some_and(|tag| tag.is(Class::STOP)) {
                return None;
            }
            words.pop();
            tags.pop();
        }
        7 => stray_capital(&mut words, &tags, random),
        8 => repeat(&mut words, &mut tags, random),
        _ => swap(&mut words, &mut tags, random),
    }
    typography_sometimes(&mut words, &tags, random);
    (words != line.words).then_some(TrainingLine { words, tags, fold: line.fold, varied: true })
}

fn typography_sometimes(words: &mut [String], tags: &[Tag], random: &mut Random) {
    if random.below(3) == 0 {
        typography(words, tags);
    }
}

fn typography(words: &mut [String], tags: &[Tag]) {
    for (word, tag) in words.iter_mut().zip(tags) {
        let (opens, closes) = (tag.is(Class::OPENING_QUOTE), tag.is(Class::CLOSING_QUOTE));
        let plain = match word.as_str() {
            "\"" | "``" if opens => "“",
            "\"" | "''" if closes => "”",
            "'" | "`" if opens => "‘",
            "'" => "’",
            "--" => "—",
            "-" if tag.is_any([Class::COMMA, Class::COLON]) => "–",
            "..." => "…",
            _ => {
                if word.contains('\'') {
                    *word = word.replace('\'', "’");
                }
                continue;
            }
        };
        *word = plain.to_owned();
    }
}

fn headline(word: &mut String, tag: Tag) {
    let small = tag.is_any([
        Class::ARTICLE,
        Class::ADP,
        Class::CCONJ,
        Class::INFINITIVE_MARK,
        Class::POSSESSIVE_MARK,
    ]) && word.len() < 5;
    if !small {
        capitalise(word);
    }
}

fn capitalise(word: &mut String) {
    let mut chars = word.chars();
    if let Some(first) = chars.next() {
        *word = first.to_uppercase().chain(chars).collect();
    }
}

fn first_letter(words: &mut [String]) {
    if let Some(first) = words.first_mut() {
        let lower = first.to_lowercase();
        if *first == lower { capitalise(first) } else { *first = lower }
    }
}

fn stray_capital(words: &mut [String], tags: &[Tag], random: &mut Random) {
    for (word, tag) in words.iter_mut().zip(tags) {
        if tag.is_any([Class::NOUN, Class::PLAIN_ADJ, Class::PAST_VERB, Class::SINGULAR_VERB])
            && random.below(4) == 0
        {
            capitalise(word);
        }
    }
}

/// Says one to three words twice.
fn repeat(words: &mut Vec<String>, tags: &mut Vec<Tag>, random: &mut Random) {
    let length = 1 + random.below(3);
    if words.len() > length + 2 {
        let from = random.below(words.len() - length - 1);
        let (again, same) = (words[from..from + length].to_vec(), tags[from..from + length].to_vec());
        words.splice(from..from, again);
        tags.splice(from..from, same);
    }
}

/// Swaps two neighbours.
fn swap(words: &mut [String], tags: &mut [Tag], random: &mut Random) {
    if words.len() > 4 {
        let at = 1 + random.below(words.len() - 3);
        words.swap(at, at + 1);
        tags.swap(at, at + 1);
    }
}
