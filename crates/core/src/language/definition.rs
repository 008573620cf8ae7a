//! Reads a `language.toml` with the files it names into a [`Language`].
//!
//! Unknown keys and marks are refused with file, line and the nearest valid name. Word lists are written as text with
//! spaces between the words, or stand in files of their own, one word a line.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::{
    ANY, Conventions, Currency, Grammar, Language, Lexicon, Made, MeasureUnit, Month, Morphology, NumberWord,
    Pack, Quotes, SmallWords, TagSet, Title, Vocabulary,
};
use crate::container::Trust;
use crate::error;
use crate::error::{Error, Result};

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Definition {
    code: String,
    name: String,
    lexicon: Option<String>,
    #[serde(default)]
    tags: TagSet,
    #[serde(default)]
    morphology: Morphology,
    #[serde(default)]
    quotes: Quotes,
    #[serde(default)]
    conventions: Conventions,
    #[serde(default)]
    grammar: Grammar,
    #[serde(default)]
    titles: Vec<Title>,
    #[serde(default)]
    months: Vec<Month>,
    #[serde(default)]
    numbers: Vec<NumberWord>,
    #[serde(default)]
    units: Vec<MeasureUnit>,
    #[serde(default)]
    currencies: Vec<Currency>,
    #[serde(default)]
    phrases: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    sets: BTreeMap<String, ListedWords>,
}

/// A word list: the words themselves, or where they are.
#[derive(Deserialize)]
#[serde(untagged, expecting = "words with spaces between them, or { words, file, include }")]
enum ListedWords {
    Here(String),
    Elsewhere(FileList),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileList {
    /// Words with spaces between them.
    #[serde(default)]
    words: String,
    /// A file beside `language.toml`: one word a line, `#` begins a comment.
    file: Option<String>,
    /// Other lists, all of whose words belong to this one too.
    #[serde(default)]
    include: Vec<String>,
}

fn parse(file: &str, text: &str) -> Result<Definition> {
    let definition: Definition = error::data(file, text)?;
    definition.morphology.validate(file)?;
    Ok(definition)
}

/// Returns the `[morphology]` of a `language.toml`, named `file` in errors: a lexicon is built before its language can
/// load.
///
/// # Errors
/// When the text is no valid `language.toml`.
pub fn morphology(file: &str, text: &str) -> Result<Morphology> {
    Ok(parse(file, text)?.morphology)
}

impl Language {
    /// Loads the language of that code from `pack`. One without a folder there is "any", a language nothing is known
    /// of: quotation marks and units only, no words. Rules for every language still work.
    ///
    /// # Errors
    /// When one of its files is wrong, with the place.
    pub fn load(pack: &Arc<Pack>, code: &str) -> Result<Language> {
        let path = format!("{code}/language.toml");
        let code = if pack.text(&path).is_some() { code } else { ANY };
        let path = format!("{code}/language.toml");
        let read = |name: &str| pack.bytes(&format!("{code}/{name}"));
        let own = |name: &str| Trust::of_own(pack.is_built_in(&format!("{code}/{name}")));
        let language = match pack.text(&path) {
            Some(text) => load(&pack.shown(&path), &text, &read, &own)?,
            None => Language { code: code.to_owned(), ..Language::default() },
        };
        Ok(Language { pack: pack.clone(), ..language })
    }
}

/// Parses `text`, named `file` in errors; `read` gives the bytes of a file beside it, `own` says what they are worth.
fn load(
    file: &str,
    text: &str,
    read: &dyn Fn(&str) -> Option<Cow<'static, [u8]>>,
    own: &dyn Fn(&str) -> Trust,
) -> Result<Language> {
    let definition = parse(file, text)?;
    let missing = |name: &str| {
        Error::invalid(file, format!("it names \"{name}\", and there is no such file beside it"))
    };

    let mut vocabulary = Vocabulary::default();
    for (name, words) in &definition.sets {
        let mut members = Vec::new();
        collect(file, &definition.sets, words, read, &mut members, 0)?;
        if vocabulary.add_set(name, members.iter().map(String::as_str)).is_none() {
            return Err(Error::invalid(file, "a language has at most 64 lists under [sets]"));
        }
    }
    let lexicon = match &definition.lexicon {
        Some(name) => {
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            let bytes = read(name).ok_or_else(|| missing(name))?;
            Some(Lexicon::from_bytes(&format!("{folder}/{name}"), bytes, own(name))?)
        }
        None => None,
    };
    Ok(Language {
        conventions: definition.conventions,
        grammar: definition.grammar,
        pack: Arc::default(),
        made: Made::default(),
        code: definition.code,
        name: definition.name,
        small_words: Arc::new(SmallWords::embedded()),
        tags: definition.tags,
        vocabulary,
        lexicon,
        morphology: definition.morphology,
        quotes: definition.quotes,
        titles: definition.titles,
        months: definition.months,
        numbers: definition.numbers,
        units: definition.units,
        currencies: definition.currencies,
        phrases: definition.phrases,
    })
}

/// Adds the words of a list, of its file and of the lists it includes.
fn collect(
    file: &str,
    sets: &BTreeMap<String, ListedWords>,
    words: &ListedWords,
    read: &dyn Fn(&str) -> Option<Cow<'static, [u8]>>,
    members: &mut Vec<String>,
    depth: usize,
) -> Result<()> {
    let list = match words {
        ListedWords::Here(words) => {
            members.extend(words.split_whitespace().map(str::to_owned));
            return Ok(());
        }
        ListedWords::Elsewhere(list) => list,
    };
    members.extend(list.words.split_whitespace().map(str::to_owned));
    if let Some(name) = &list.file {
        let bytes = read(name);
        let text = bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
        let text = text.ok_or_else(|| Error::invalid(file, format!("no UTF-8 file \"{name}\" beside it")))?;
        let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        members.extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
    }
    for name in &list.include {
        match sets.get(name) {
            Some(other) if depth < 8 => collect(file, sets, other, read, members, depth + 1)?,
            Some(_) => return Err(Error::invalid(file, format!("the list \"{name}\" includes itself"))),
            None => {
                let error = Error::invalid(file, format!("no list \"{name}\" to include"));
                return Err(match error::suggest(name, sets.keys().map(String::as_str)) {
                    Some(nearest) => error.hint(format!("did you mean \"{nearest}\"?")),
                    None => error,
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::load;
    use crate::container::Trust;

    fn said(text: &str) -> String {
        load("x.toml", text, &|_| None, &|_| Trust::Checked).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn lists_include_lists() {
        let text =
            "code='x'\nname='X'\n[sets]\narticle='a the'\ndeterminer={words='this', include=['article']}";
        let language = load("x.toml", text, &|_| None, &|_| Trust::Checked).unwrap();
        let set = language.vocabulary.set("determiner").unwrap();
        let word = language.vocabulary.get(crate::language::hash::folded("The"));
        assert!(language.vocabulary.is_in(word, set));
    }

    #[test]
    fn mistakes_are_named_with_their_remedy() {
        assert!(
            said("code='x'\nname='X'\nqotes=1")
                .contains("x.toml:3:1: unknown field `qotes` (did you mean `quotes`?)")
        );
        assert!(said("code='x'\nname='X'\nlexicon='w.bin'").contains("w.bin"));
        assert!(
            said("code='x'\nname='X'\n[sets]\nab={include=['artcle']}\narticle='a'").contains("\"article\"?")
        );
        let circle = "code='x'\nname='X'\n[sets]\na={include=['b']}\nb={include=['a']}";
        assert!(said(circle).contains("includes itself"));
        let marks = "code='x'\nname='X'\n[morphology]\nsuffixes=[{ending='s',from=['nuon'],gives=[]}]";
        assert!(said(marks).contains("\"noun\"?"), "{}", said(marks));
    }
}
