//! Catalogues of strings in XML: Android's `strings.xml`, RESX of .NET, and TS of Qt, which holds both sides.

use mtlint_core::document::{Block, Source, State, Syntax, Unit};
use mtlint_core::error::Problem;
use mtlint_core::span::FileSpan;

use super::side::{self, Shows, UnitSide};
use super::xml::{Node, Xml, XmlElement};
use super::{Languages, outcome};
use crate::{Options, Outcome, Reader, primary_language};

/// Android.
pub const ANDROID: Reader = Reader {
    name: "android",
    summary: "String resources of Android: strings, plurals and arrays by name",
    extensions: &[],
    sniff: |head| head.contains("<resources") && head.trim_start().starts_with('<'),
    declares_encoding: true,
    in_folders: false,
    read: |name, source, options| catalogue(name, source, options, android),
};

/// RESX.
pub const RESX: Reader = Reader {
    name: "resx",
    summary: "RESX of .NET: strings by name, with comments",
    extensions: &["resx", "resw"],
    sniff: |head| head.contains("<root>") && head.contains("microsoft-resx"),
    declares_encoding: true,
    in_folders: false,
    read: |name, source, options| catalogue(name, source, options, resx),
};

/// Qt.
pub const QT: Reader = Reader {
    name: "ts",
    summary: "TS of Qt: sources with translations, numerus forms and contexts",
    extensions: &[],
    sniff: |head| head.contains("<!DOCTYPE TS") || head.contains("<TS ") || head.contains("<TS>"),
    declares_encoding: true,
    in_folders: false,
    read: |name, source, options| catalogue(name, source, options, qt),
};

type Parse = fn(&mut Xml, &Options, &mut Vec<Block>) -> Result<Option<String>, Problem>;

fn catalogue(name: &str, source: Source, options: &Options, parse: Parse) -> Outcome {
    let mut blocks = Vec::new();
    let parsed = parse(&mut Xml::new(name, &source.text), options, &mut blocks);
    let (language, problems) = match parsed {
        Ok(language) => (language, Vec::new()),
        Err(problem) => (None, vec![problem]),
    };
    outcome(name, source, Syntax::Xml, options.language.clone().or(language), blocks, problems)
}

fn android(xml: &mut Xml, _: &Options, blocks: &mut Vec<Block>) -> Result<Option<String>, Problem> {
    // The name of the plural or array that is open, and the number of its next item.
    let mut group: Option<(String, usize)> = None;
    let mut note: Option<String> = None;
    loop {
        let item = xml.item()?;
        match item.node {
            Node::Eof => return Ok(None),
            Node::Comment(text) => note = Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
            Node::Start(e) if e.says("translatable", "false") => {
                xml.skip(&e)?;
            }
            Node::Start(e) if matches!(e.name, "plurals" | "string-array") => {
                group = Some((e.owned("name").unwrap_or_default(), 0));
            }
            Node::Start(e) if matches!(e.name, "string" | "item") => {
                let (side, end) = android_text(xml, &e, item.end)?;
                let (key, plural) = match (&mut group, e.name) {
                    (Some((name, number)), "item") => {
                        *number += 1;
                        let form = e.owned("quantity");
                        let part = form.clone().unwrap_or_else(|| (*number - 1).to_string());
                        (format!("{name}.{part}"), form)
                    }
                    _ => (e.owned("name").unwrap_or_default(), None),
                };
                let whole = FileSpan::new(item.start, end);
                let notes = note.take().into_iter().collect();
                let unit = Unit { key: Some(key), plural, notes, whole, ..Unit::default() };
                blocks.extend(side::block(None, side, [None, None], unit));
            }
            Node::End("plurals" | "string-array") => group = None,
            _ => {}
        }
    }
}

/// The text of a string: XML round it, backslashes in it, tags and `xliff:g` among its words.
fn android_text(xml: &mut Xml, element: &XmlElement, start: usize) -> Result<(UnitSide, usize), Problem> {
    let mut side = UnitSide::at(start, start);
    if element.is_empty {
        return Ok((side, start));
    }
    let mut depth = 0;
    loop {
        let item = xml.item()?;
        let writing = &xml.text[item.start..item.end];
        match item.node {
            Node::Text(text) => super::unescape(text, item.start, &mut side),
            Node::Raw(text, at) => super::unescape(text, at, &mut side),
            Node::Reference(Some(c)) => side.replaced(c.encode_utf8(&mut [0; 4]), item.start, writing.len()),
            Node::Reference(None) => side.code(writing, item.start, Shows::Words),
            Node::Start(code) if code.name == "g" => {
                let end = xml.skip(&code)?;
                side.code(&xml.text[item.start..end], item.start, Shows::Words);
            }
            Node::Start(code) => {
                let shows = if code.name == "br" { Shows::Break } else { Shows::Nothing };
                side.code(writing, item.start, shows);
                depth += usize::from(!code.is_empty);
            }
            Node::End(_) if depth == 0 => {
                side.span.end = item.start as u32;
                return Ok((side, item.end));
            }
            Node::End(_) => {
                side.code(writing, item.start, Shows::Nothing);
                depth -= 1;
            }
            Node::Comment(_) => {}
            Node::Eof => return Ok((side, item.end)),
        }
    }
}

fn resx(xml: &mut Xml, _: &Options, blocks: &mut Vec<Block>) -> Result<Option<String>, Problem> {
    let mut open: Option<(Unit, Option<UnitSide>)> = None;
    loop {
        let item = xml.item()?;
        match item.node {
            Node::Eof => return Ok(None),
            Node::Start(e) if e.name == "data" => {
                // What is no string is a picture or an object, or says so by its name.
                let key = e.owned("name").unwrap_or_default();
                let is_string = e.attribute("type").is_none() && e.attribute("mimetype").is_none();
                if is_string && !key.starts_with(">>") && !e.is_empty {
                    let whole = FileSpan::new(item.start, item.end);
                    open = Some((Unit { key: Some(key), whole, ..Unit::default() }, None));
                } else {
                    xml.skip(&e)?;
                }
            }
            Node::Start(e) if e.name == "value" && open.is_some() => {
                let (side, _) = text(xml, &e, item.end)?;
                open.iter_mut().for_each(|(_, value)| *value = Some(side.clone()));
            }
            Node::Start(e) if e.name == "comment" => {
                let words = xml.words(&e)?;
                open.iter_mut().for_each(|(unit, _)| unit.notes.push(words.clone()));
            }
            Node::Start(e) if matches!(e.name, "resheader" | "schema" | "metadata" | "assembly") => {
                xml.skip(&e)?;
            }
            Node::End("data") => {
                if let Some((mut unit, Some(side))) = open.take() {
                    unit.whole.end = item.end as u32;
                    blocks.extend(side::block(None, side, [None, None], unit));
                }
            }
            _ => {}
        }
    }
}

/// The text of an element without elements in it; such as there are, are codes.
fn text(xml: &mut Xml, element: &XmlElement, start: usize) -> Result<(UnitSide, usize), Problem> {
    let parts = super::inline::parts(xml, element, start)?;
    let side = parts.into_iter().next().map(|part| part.side).unwrap_or_else(|| UnitSide::at(start, start));
    let end = side.span.end as usize;
    Ok((side, end))
}

/// A message of Qt that is read.
#[derive(Default)]
struct CatalogueMessage {
    unit: Unit,
    source: Option<UnitSide>,
    targets: Vec<UnitSide>,
    /// It is no longer in the program.
    is_gone: bool,
    /// Where a translation would stand.
    at: usize,
}

fn qt(xml: &mut Xml, options: &Options, blocks: &mut Vec<Block>) -> Result<Option<String>, Problem> {
    let mut languages = Languages { source: Some("en".to_owned()), target: None };
    let mut context: Option<String> = None;
    let mut message = CatalogueMessage::default();
    loop {
        let item = xml.item()?;
        match item.node {
            Node::Eof => return Ok(languages.target),
            Node::Start(e) => match e.name {
                "TS" => {
                    let of = |name: &str| e.attribute(name).and_then(|tag| primary_language(&tag));
                    languages.source = of("sourcelanguage").or(languages.source.take());
                    languages.target = of("language");
                    languages = std::mem::take(&mut languages).settled(options);
                }
                "name" => context = Some(xml.words(&e)?),
                "message" => {
                    let unit = Unit { key: e.owned("id"), context: context.clone(), ..Unit::default() };
                    message = CatalogueMessage { unit, ..CatalogueMessage::default() };
                    message.unit.whole = FileSpan::new(item.start, item.end);
                }
                "source" => message.source = Some(text(xml, &e, item.end)?.0),
                "comment" | "extracomment" | "translatorcomment" => {
                    let words = xml.words(&e)?;
                    message.unit.notes.push(words);
                }
                "translation" => {
                    message.at = item.end;
                    message.unit.state = State::Translated;
                    match e.attribute("type").as_deref() {
                        Some("unfinished") => message.unit.state = State::NeedsWork,
                        Some("vanished" | "obsolete") => message.is_gone = true,
                        _ => {}
                    }
                    message.targets = translations(xml, &e, item.end)?;
                }
                "oldsource" | "oldcomment" | "userdata" => {
                    xml.skip(&e)?;
                }
                _ => {}
            },
            Node::End("message") => {
                let mut done = std::mem::take(&mut message);
                done.unit.whole.end = item.end as u32;
                if done.is_gone {
                    continue;
                }
                if done.targets.is_empty() {
                    done.targets.push(UnitSide::at(done.at, done.at));
                }
                let several = done.targets.len() > 1;
                for (number, target) in done.targets.into_iter().enumerate() {
                    let mut unit = done.unit.clone();
                    unit.plural = several.then(|| number.to_string());
                    if target.is_blank() {
                        unit.state = State::Untranslated;
                    }
                    let languages = [languages.source.as_deref(), None];
                    blocks.extend(side::block(done.source.clone(), target, languages, unit));
                }
            }
            _ => {}
        }
    }
}

/// A translation, or its numerus forms.
fn translations(xml: &mut Xml, element: &XmlElement, start: usize) -> Result<Vec<UnitSide>, Problem> {
    let mut whole = UnitSide::at(start, start);
    let mut forms = Vec::new();
    if element.is_empty {
        return Ok(vec![whole]);
    }
    loop {
        let item = xml.item()?;
        let writing = &xml.text[item.start..item.end];
        match item.node {
            Node::Text(text) => whole.text(text, item.start),
            Node::Raw(text, at) => whole.text(text, at),
            Node::Reference(Some(c)) => {
                whole.replaced(c.encode_utf8(&mut [0; 4]), item.start, writing.len());
            }
            Node::Reference(None) => whole.code(writing, item.start, Shows::Words),
            Node::Start(e) if e.name == "numerusform" => forms.push(text(xml, &e, item.end)?.0),
            Node::Start(e) => {
                let end = xml.skip(&e)?;
                whole.code(&xml.text[item.start..end], item.start, Shows::Nothing);
            }
            Node::End(_) => {
                whole.span.end = item.start as u32;
                return Ok(if forms.is_empty() { vec![whole] } else { forms });
            }
            Node::Eof => return Ok(forms),
            Node::Comment(_) => {}
        }
    }
}
