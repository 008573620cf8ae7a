//! Catalogues of one language in JSON: ARB of Flutter, and String Catalogs of Xcode, which hold all languages.
//!
//! A catalogue of one language becomes blocks with keys; by these `beside` lays the source's catalogue beside it.

use mtlint_core::document::{Block, Origin, Source, State, Syntax, Unit};
use mtlint_core::error::Problem;
use mtlint_core::span::FileSpan;

use super::json_tree::Value;
use super::{outcome, side};
use crate::{Options, Outcome, Reader, primary_language};

/// ARB.
pub const ARB: Reader = Reader {
    name: "arb",
    summary: "ARB of Flutter: a message a key, with descriptions",
    extensions: &["arb"],
    sniff: |head| head.trim_start().starts_with('{') && head.contains("\"@@locale\""),
    declares_encoding: false,
    in_folders: false,
    read: |name, source, options| {
        let read = Value::of(&source.text).map(|value| arb(&value));
        finish(name, source, options, read)
    },
};

/// String Catalogs.
pub const XCSTRINGS: Reader = Reader {
    name: "xcstrings",
    summary: "String Catalogs of Xcode: a source with its translations",
    extensions: &["xcstrings"],
    sniff: |head| head.trim_start().starts_with('{') && head.contains("\"sourceLanguage\""),
    declares_encoding: false,
    in_folders: false,
    read: |name, source, options| {
        let read = Value::of(&source.text).map(|value| xcstrings(&value, options));
        finish(name, source, options, read)
    },
};

type StringsRead = (Option<String>, Vec<Block>);

fn finish(
    name: &str,
    source: Source,
    options: &Options,
    read: Result<StringsRead, serde_json::Error>,
) -> Outcome {
    match read {
        Ok((language, blocks)) => {
            let language = options.language.clone().or(language);
            outcome(name, source, Syntax::Quoted, language, blocks, Vec::new())
        }
        Err(error) => Outcome::problem(not_json(name, &error)),
    }
}

/// What is wrong with a file that should be JSON.
pub(crate) fn not_json(name: &str, error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    Problem {
        file: name.to_owned(),
        line: Some(error.line().max(1)),
        byte: None,
        message: format!("this is no JSON: {}", message.split(" at line ").next().unwrap_or_default()),
        hint: Some("fix the file, or say what it is: --input-format".to_owned()),
        fatal: true,
    }
}

fn arb(file: &Value) -> StringsRead {
    let members = file.members();
    let about = |key: &str| members.iter().find(|(k, _)| k.strip_prefix('@') == Some(key));
    let mut blocks = Vec::new();
    let mut language = None;
    for (key, value) in &members {
        if key == "@@locale" {
            language = value.string().and_then(|tag| primary_language(&tag));
        }
        let Some(side) = value.side().filter(|_| !key.starts_with('@')) else { continue };
        let about = about(key).map(|(_, about)| *about);
        let said = |name: &str| about.and_then(|about| about.member(name)).and_then(|v| v.string());
        let notes = said("description").into_iter().collect();
        let whole = side.span;
        let unit = Unit { key: Some(key.clone()), context: said("context"), notes, whole, ..Unit::default() };
        blocks.extend(side::block(None, side, [None, None], unit));
    }
    (language, blocks)
}

fn xcstrings(file: &Value, options: &Options) -> StringsRead {
    let mut languages = None;
    let mut source_language = None;
    let mut blocks = Vec::new();
    for (key, value) in file.members() {
        match key.as_str() {
            "sourceLanguage" => source_language = value.string().and_then(|tag| primary_language(&tag)),
            "strings" => {
                let source_language = options.source_language.clone().or(source_language.clone());
                for (key, entry) in value.members() {
                    entry_of(&key, &entry, &source_language, options, &mut languages, &mut blocks);
                }
            }
            _ => {}
        }
    }
    (languages, blocks)
}

/// One key: its source (its own value in the source's language, or else the key) and its translations.
fn entry_of(
    key: &str,
    entry: &Value,
    source_language: &Option<String>,
    options: &Options,
    target: &mut Option<String>,
    blocks: &mut Vec<Block>,
) {
    let members = entry.members();
    let said = |name: &str| members.iter().find(|(k, _)| k == name).map(|(_, value)| *value);
    if said("shouldTranslate").is_some_and(|value| value.is_false()) {
        return;
    }
    let notes: Vec<String> = said("comment").and_then(|value| value.string()).into_iter().collect();
    let localized = said("localizations").map(|value| value.members()).unwrap_or_default();
    let of = |tag: &str| primary_language(tag);
    let sources: Vec<(String, Value)> = localized
        .iter()
        .filter(|(tag, _)| of(tag) == *source_language)
        .flat_map(|(_, value)| variants(value))
        .collect();
    for (tag, value) in &localized {
        let language = of(tag);
        if language == *source_language || options.language.is_some() && language != options.language {
            continue;
        }
        if target.is_none() {
            *target = language.clone();
        }
        for (form, unit) in variants(value) {
            let Some(side) = unit.member("value").and_then(|value| value.side()) else { continue };
            let source = sources
                .iter()
                .find(|(f, _)| *f == form)
                .or(sources.iter().find(|(f, _)| f == "other").or(sources.first()))
                .and_then(|(_, unit)| unit.member("value"))
                .and_then(|value| value.side());
            let source = source.unwrap_or_else(|| {
                // The key is the source where none is given.
                let mut side = side::UnitSide::at(entry.start(), entry.start());
                side.replaced(key, entry.start(), 0);
                side
            });
            let state = match unit.member("state").and_then(|state| state.string()).as_deref() {
                Some("translated") => State::Translated,
                Some("needs_review" | "stale") => State::NeedsWork,
                Some("new") => State::Untranslated,
                _ => State::Unknown,
            };
            let about = Unit {
                key: Some(key.to_owned()),
                notes: notes.clone(),
                state,
                origin: Origin::Unknown,
                plural: Some(form).filter(|form| !form.is_empty()),
                whole: FileSpan::new(unit.start(), unit.start()),
                ..Unit::default()
            };
            let other = language.as_deref().filter(|_| language != *target);
            blocks.extend(side::block(Some(source), side, [source_language.as_deref(), other], about));
        }
    }
}

/// The string units of a localization with the form that each is for: its own, or its variations'.
fn variants<'t>(value: &Value<'t>) -> Vec<(String, Value<'t>)> {
    let mut found = Vec::new();
    let mut waiting = vec![(String::new(), *value, 0)];
    while let Some((form, value, depth)) = waiting.pop() {
        for (key, inner) in value.members().into_iter().rev() {
            match key.as_str() {
                "stringUnit" => found.push((form.clone(), inner)),
                "variations" | "plural" | "device" if depth < 6 => {
                    waiting.push((form.clone(), inner, depth + 1));
                }
                "substitutions" => {}
                _ if depth > 0 && depth < 6 => waiting.push((key, inner, depth + 1)),
                _ => {}
            }
        }
    }
    found.sort_by_key(|(_, unit)| unit.start());
    found
}
