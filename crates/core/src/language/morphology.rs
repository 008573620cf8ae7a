//! Word formation: what a word in no list is, if a listed one and an affix of the language make it.
//!
//! The affixes are data (`[morphology]` of language.toml). A formation counts only on a base that is an ordinary word
//! of the right kind, so that "unlinkable" is a word and "transtitution" is none.

use std::collections::HashMap;

use serde::Deserialize;

use crate::error::{Error, Result, suggest};
use crate::language::hash;
use crate::language::lexicon::{Entry, Lexicon, MARKS};

/// The affixes of a language.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Morphology {
    /// Letters that must be left of a base, at the least.
    pub min_base: usize,
    /// Prefixes, longest first where one begins another.
    pub prefixes: Vec<Prefix>,
    /// Endings, inflections and derivations alike.
    pub suffixes: Vec<Suffix>,
    /// Endings that say nothing of the word before them ("'s").
    pub clitics: Vec<String>,
    /// Words with forms that no ending makes: the base form, then the others ("bite bit bitten").
    pub irregular: Irregular,
}

/// Forms that no ending makes, by their base form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Irregular(pub HashMap<String, Vec<String>>);

impl From<Vec<String>> for Irregular {
    fn from(rows: Vec<String>) -> Irregular {
        let forms = |row: String| {
            let mut words = row.split_whitespace().map(str::to_owned);
            Some((words.next()?, words.collect()))
        };
        Irregular(rows.into_iter().filter_map(forms).collect())
    }
}

/// Marks by their names, as bits.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Marks(pub Entry);

impl TryFrom<Vec<String>> for Marks {
    type Error = String;

    fn try_from(names: Vec<String>) -> Result<Marks, String> {
        let mut marks = Entry::UNKNOWN;
        for name in &names {
            let Some((_, mark)) = MARKS.iter().find(|(known, _)| known == name) else {
                let nearest = suggest(name, MARKS.iter().map(|(known, _)| *known));
                return Err(format!(
                    "no mark \"{name}\"{}",
                    nearest.map_or(String::new(), |n| format!("; \"{n}\"?"))
                ));
            };
            marks = marks.union(*mark);
        }
        Ok(Marks(marks))
    }
}

/// What may stand before a word.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prefix {
    /// Its letters, in lower case, without the hyphen.
    pub text: String,
    /// The word must be one of these.
    pub from: Marks,
}

/// An ending, and what it makes of what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suffix {
    /// Its letters ("iness").
    pub ending: String,
    /// What the base has in its place ("y").
    #[serde(default)]
    pub base: String,
    /// The base must be one of these.
    pub from: Marks,
    /// What the whole is.
    pub gives: Marks,
    /// True when the base's last consonant is doubled before it ("stopped").
    #[serde(default)]
    pub doubled: bool,
    /// Endings of a base that do not take it.
    #[serde(default)]
    pub unless: Vec<String>,
    /// True for an inflection: the table has its forms of ordinary words, so what it lacks is a mistake ("breeded").
    #[serde(default)]
    pub inflection: bool,
}

/// Longest word that formation is tried on, in bytes.
const LONGEST: usize = 48;

impl Morphology {
    /// What the word is, if an affix and a listed word make it: a rare word; otherwise [`Entry::UNKNOWN`].
    pub fn analyse(&self, lexicon: &Lexicon, word: &str) -> Entry {
        let mut buffer = [0; LONGEST];
        let Some(word) = lower(word, &mut buffer) else { return Entry::UNKNOWN };
        let clitic = self.clitics.iter().find_map(|clitic| word.strip_suffix(clitic.as_str()));
        let listed = clitic.map_or(Entry::UNKNOWN, |base| lexicon.get(hash::folded(base)));
        if listed.is_known() {
            return listed;
        }
        if !word.is_ascii() {
            let plain: String = word.chars().map(without_accent).collect();
            let listed = lexicon.get(hash::folded(&plain));
            return if plain != word && listed.is_known() { listed } else { Entry::UNKNOWN };
        }
        match self.derived(lexicon, clitic.unwrap_or(word), 0) {
            Entry::UNKNOWN => Entry::UNKNOWN,
            formed => formed.union(Entry::WORD).union(Entry::RARE),
        }
    }

    fn derived(&self, lexicon: &Lexicon, word: &str, depth: usize) -> Entry {
        for suffix in &self.suffixes {
            if let Some(gives) = self.suffixed(lexicon, word, suffix, depth) {
                return gives;
            }
        }
        for prefix in &self.prefixes {
            let Some(base) = word.strip_prefix(prefix.text.as_str()) else { continue };
            let base = base.strip_prefix('-').unwrap_or(base);
            if base.len() < self.min_base.max(4) {
                continue;
            }
            let entry = self.base(lexicon, base, prefix.from, depth);
            if entry != Entry::UNKNOWN {
                return entry;
            }
        }
        Entry::UNKNOWN
    }

    fn suffixed(&self, lexicon: &Lexicon, word: &str, suffix: &Suffix, depth: usize) -> Option<Entry> {
        let stem = word.strip_suffix(suffix.ending.as_str())?;
        let mut stem = stem.strip_suffix('-').unwrap_or(stem);
        if suffix.doubled {
            let shorter = &stem[..stem.char_indices().next_back()?.0];
            if !shorter.ends_with(stem.chars().next_back()?) {
                return None;
            }
            stem = shorter;
        }
        if stem.len() < self.min_base {
            return None;
        }
        let mut buffer = [0; LONGEST + 8];
        let base = join(stem, &suffix.base, &mut buffer)?;
        if suffix.unless.iter().any(|ending| base.ends_with(ending.as_str())) {
            return None;
        }
        if suffix.inflection {
            let listed = lexicon.get(hash::folded(base));
            if listed.is_word() && !listed.is_rare() {
                return None;
            }
        }
        (self.base(lexicon, base, suffix.from, depth) != Entry::UNKNOWN).then_some(suffix.gives.0)
    }

    /// The entry of an ordinary word with one of the marks, listed or, once, itself derived.
    fn base(&self, lexicon: &Lexicon, base: &str, from: Marks, depth: usize) -> Entry {
        let entry = lexicon.get(hash::folded(base));
        if entry.shares(from.0) && entry.is_known() && !entry.is_rare() {
            return entry;
        }
        if depth > 0 {
            return Entry::UNKNOWN;
        }
        let entry = self.derived(lexicon, base, depth + 1);
        if entry.shares(from.0) { entry } else { Entry::UNKNOWN }
    }

    /// The forms that the inflections make of a base, each with its marks. For filling a table.
    pub fn inflect<'a>(&'a self, base: &'a str, marks: Entry) -> impl Iterator<Item = (String, Entry)> + 'a {
        let suffixes = self.suffixes.iter().filter(move |s| s.inflection && marks.shares(s.from.0));
        suffixes.filter_map(move |suffix| {
            let stem = base.strip_suffix(suffix.base.as_str())?;
            if suffix.unless.iter().any(|ending| base.ends_with(ending.as_str())) {
                return None;
            }
            let last = if suffix.doubled { stem.chars().next_back() } else { None };
            Some((
                format!("{stem}{}{}", last.map_or(String::new(), String::from), suffix.ending),
                suffix.gives.0,
            ))
        })
    }

    /// Refuses what could never work.
    ///
    /// # Errors
    /// When an affix is empty.
    pub fn validate(&self, file: &str) -> Result<()> {
        let empty = self.suffixes.iter().any(|s| s.ending.is_empty())
            || self.prefixes.iter().any(|p| p.text.is_empty());
        if empty { Err(Error::invalid(file, "an affix of [morphology] has no letters")) } else { Ok(()) }
    }
}

/// `word` in lower case with a plain apostrophe, in the buffer; nothing when it is too long.
fn lower<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    let mut length = 0;
    for c in word.chars() {
        let c = if matches!(c, '’' | 'ʼ') { '\'' } else { c };
        for lower in c.to_lowercase() {
            let end = length + lower.len_utf8();
            lower.encode_utf8(buffer.get_mut(length..end)?);
            length = end;
        }
    }
    std::str::from_utf8(&buffer[..length]).ok()
}

/// A letter without its accent, as most lists have it ("façades" is listed as "facades").
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ù'..='ü' | 'ū' | 'ű' | 'ů' => 'u',
        'ý' | 'ÿ' => 'y',
        'š' | 'ś' | 'ş' | 'ș' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ť' | 'ț' | 'ţ' => 't',
        'ł' => 'l',
        'ř' => 'r',
        'ď' => 'd',
        'ğ' => 'g',
        _ => c,
    }
}

/// Both parts in the buffer.
fn join<'b>(stem: &str, ending: &str, buffer: &'b mut [u8]) -> Option<&'b str> {
    let length = stem.len() + ending.len();
    buffer.get_mut(..stem.len())?.copy_from_slice(stem.as_bytes());
    buffer.get_mut(stem.len()..length)?.copy_from_slice(ending.as_bytes());
    std::str::from_utf8(&buffer[..length]).ok()
}
