//! The formats in which word lists are published: one function a format, from a file to words with marks.
//!
//! Files are UTF-8 or, where they are not, Latin-1. Lines that are no words (comments, licences) are passed over.

use std::path::Path;

use serde::Deserialize;

use mtlint_core::error::{Error, Result};
use mtlint_core::language::Marks;
use mtlint_core::language::lexicon::Entry;

/// How a file is read.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum ListFormat {
    /// The first column of each line, up to a tab, comma or run of spaces; `#` begins a comment.
    #[default]
    Words,
    /// Every word of each line, also of names with several words.
    Parts,
    /// WordNet's `data.*`: words with part of speech, case, verb frames.
    Wordnet,
    /// WordNet's `*.exc`: an irregular form, then its base.
    Exceptions,
    /// The CMU Pronouncing Dictionary: a word, then its sounds.
    Sounds,
    /// A word, a tab, its Zipf value.
    Frequency,
    /// A word and the names of its marks.
    Marked,
    /// Base, past tense, past participle of a strong verb; alternatives joined by a stroke.
    StrongVerbs,
}

/// Which words of a list are taken.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    /// All.
    #[default]
    Any,
    /// Those without a capital.
    Lower,
    /// Those that begin with a capital.
    Upper,
}

impl Case {
    /// True for a word that is taken.
    pub fn admits(self, word: &str) -> bool {
        let capital = word.chars().any(char::is_uppercase);
        match self {
            Case::Any => true,
            Case::Lower => !capital,
            Case::Upper => capital,
        }
    }
}

/// A word of a list.
pub struct ListWord {
    /// As the list spells it.
    pub word: String,
    /// What the format itself says of it.
    pub marks: Entry,
    /// The base that an irregular form belongs to.
    pub base: Option<String>,
}

impl ListWord {
    fn new(word: &str, marks: Entry) -> ListWord {
        ListWord { word: word.to_owned(), marks, base: None }
    }
}

/// The words of a file.
///
/// # Errors
/// When it cannot be read.
pub fn file(path: &Path, format: ListFormat) -> Result<Vec<ListWord>> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let text =
        String::from_utf8(bytes).unwrap_or_else(|e| e.as_bytes().iter().map(|&b| char::from(b)).collect());
    let mut items = Vec::new();
    for line in text.lines() {
        match format {
            ListFormat::Words => {
                items.extend(first_column(line).map(|word| ListWord::new(word, Entry::UNKNOWN)))
            }
            ListFormat::Parts => items.extend(parts(line).map(|word| ListWord::new(word, Entry::UNKNOWN))),
            ListFormat::Wordnet => wordnet(line, &mut items),
            ListFormat::Exceptions => items.extend(exception(line)),
            ListFormat::Sounds => items.extend(sounds(line)),
            ListFormat::Frequency => items.extend(frequency(line)),
            ListFormat::Marked => items.extend(marked(path, line)?),
            ListFormat::StrongVerbs => strong_verb(line, &mut items),
        }
    }
    Ok(items)
}

fn first_column(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default();
    line.split(['\t', ',', ' ']).next().map(str::trim).filter(|word| !word.is_empty())
}

fn parts(line: &str) -> impl Iterator<Item = &str> {
    let line = line.split('#').next().unwrap_or_default();
    line.split([' ', '\t', '/', ',', '(', ')']).filter(|word| word.chars().any(char::is_alphabetic))
}

/// Verb frames of wninput(5WN) that have an object after the verb; the others among 1 to 35 have none.
const OBJECT_FRAMES: [u8; 23] =
    [8, 9, 10, 11, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25, 26, 28, 29, 30, 31, 32, 33, 34, 35];

/// wndb(5WN): offset, file, part of speech, count, then word and number in turn, pointers, frames, a gloss.
fn wordnet(line: &str, items: &mut Vec<ListWord>) {
    let data = line.split(" | ").next().unwrap_or_default();
    let mut fields = data.split(' ');
    let (Some(offset), Some(file), Some(kind), Some(count)) =
        (fields.next(), fields.next(), fields.next(), fields.next())
    else {
        return;
    };
    let Ok(count) = usize::from_str_radix(count, 16) else { return };
    if offset.len() != 8 || count == 0 {
        return;
    }
    let speech = match kind {
        "n" => Entry::NOUN,
        "v" => Entry::VERB.union(Entry::BASE).union(frames(data)),
        "a" | "s" => Entry::ADJECTIVE,
        _ => Entry::ADVERB,
    };
    for word in fields.step_by(2).take(count) {
        // Adjectives carry their position: "galore(ip)".
        let word = word.split('(').next().unwrap_or(word);
        if word.contains('_') || word.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let kind = match (word.starts_with(char::is_uppercase), file) {
            (false, _) => Entry::WORD,
            (true, "15") => Entry::PLACE,
            (true, _) => Entry::PROPER,
        };
        items.push(ListWord::new(word, speech.union(kind)));
    }
}

/// The frames end the data: each is "+", its number, the word it belongs to.
fn frames(data: &str) -> Entry {
    let mut fields = data.rsplit(' ').filter(|field| !field.is_empty());
    let mut marks = Entry::UNKNOWN;
    while let (Some(_), Some(frame), Some("+")) = (fields.next(), fields.next(), fields.next()) {
        let Ok(frame) = frame.parse::<u8>() else { break };
        marks =
            marks.union(if OBJECT_FRAMES.contains(&frame) { Entry::TRANSITIVE } else { Entry::INTRANSITIVE });
    }
    marks
}

fn exception(line: &str) -> Option<ListWord> {
    let (form, base) = line.split_once(' ')?;
    let base = base.split(' ').next().unwrap_or(base);
    let item = || ListWord { word: form.to_owned(), marks: Entry::UNKNOWN, base: Some(base.to_owned()) };
    (!form.contains('_')).then(item)
}

/// A vowel sound begins the second column; `word(2)` is a further pronunciation.
fn sounds(line: &str) -> Option<ListWord> {
    let (word, sounds) = line.split_once(' ')?;
    let word = word.split('(').next().filter(|word| word.starts_with(char::is_alphabetic))?;
    let vowel = sounds.trim_start().starts_with(['A', 'E', 'I', 'O', 'U']);
    Some(ListWord::new(word, if vowel { Entry::VOWEL } else { Entry::CONSONANT }))
}

fn frequency(line: &str) -> Option<ListWord> {
    let (word, zipf) = line.split_once('\t')?;
    let class = (2.0 * zipf.trim().parse::<f64>().ok()?).round().clamp(1.0, 15.0) as u8;
    Some(ListWord::new(word, Entry::UNKNOWN.with_frequency(class)))
}

fn marked(path: &Path, line: &str) -> Result<Option<ListWord>> {
    let mut columns = line.split('#').next().unwrap_or_default().split_whitespace();
    let Some(word) = columns.next() else { return Ok(None) };
    let marks = Marks::try_from(columns.map(str::to_owned).collect::<Vec<_>>());
    let marks = marks.map_err(|message| Error::invalid(path.display().to_string(), message))?;
    Ok(Some(ListWord::new(word, marks.0)))
}

fn strong_verb(line: &str, items: &mut Vec<ListWord>) {
    let line = line.split('#').next().unwrap_or_default();
    let columns: Vec<&str> = line.split_whitespace().collect();
    if let [base, past, participle] = columns[..] {
        for (forms, mark) in [(past, Entry::PAST), (participle, Entry::PARTICIPLE)] {
            for form in forms.split('/') {
                let marks = Entry::VERB.union(mark);
                items.push(ListWord { word: form.to_owned(), marks, base: Some(base.to_owned()) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, frequency, sounds, strong_verb, wordnet};

    #[test]
    fn wordnet_lines_give_words_with_frames() {
        let mut items = Vec::new();
        let line = "00001740 29 v 03 mend 0 patch_up 0 put_right 0 002 * 00005041 v 0000 @ 00004227 v 0000 02 + 02 00 + 08 00 | repair";
        wordnet(line, &mut items);
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].word, "mend");
        assert!(
            items[0].marks.is_transitive()
                && items[0].marks.is_intransitive()
                && items[0].marks.is_base_form()
        );
        wordnet(
            "09059779 15 n 02 Estonia 0 Republic_of_Estonia 0 001 @i 08168978 n 0000 | a republic",
            &mut items,
        );
        assert!(items[1].marks.is_place() && !items[1].marks.is_word());
        wordnet("  1 This software and database is being provided to you", &mut items);
        assert_eq!(items.len(), 2);
    }

    #[test]
    fn other_lines() {
        assert_eq!(sounds("hour AW1 ER0").unwrap().marks, Entry::VOWEL);
        assert_eq!(sounds("house(2) HH AW1 S").unwrap().word, "house");
        assert_eq!(frequency("the\t7.73").unwrap().marks.frequency(), 15);
        let mut items = Vec::new();
        strong_verb("bear bore borne/born # carry", &mut items);
        assert_eq!(items.iter().map(|i| i.word.as_str()).collect::<Vec<_>>(), ["bore", "borne", "born"]);
    }
}
