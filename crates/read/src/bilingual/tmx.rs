//! TMX: translation memories, each `tu` a segment in two languages or more.
//!
//! The source is the variant in the language that the file names, the others are targets. A memory may be too long for
//! memory of this kind: [`super::parts`] cuts one into parts of whole units, and `part` reads one of them.

use mtlint_core::document::{Block, Document, Origin, Source, State, Syntax, Unit};
use mtlint_core::error::Problem;
use mtlint_core::span::FileSpan;

use super::side::{self, UnitSide};
use super::xml::{Node, Xml, XmlElement};
use super::{Languages, inline, outcome};
use crate::{Options, Outcome, Reader, primary_language};

/// The reader.
pub const READER: Reader = Reader {
    name: "tmx",
    summary: "TMX: a translation memory, each unit with its source and its translations",
    extensions: &["tmx"],
    sniff: |head| head.trim_start().starts_with('<') && head.contains("<tmx"),
    declares_encoding: true,
    in_folders: false,
    read: |name, source, options| {
        let xml = Xml::new(name, &source.text);
        let mut memory = TmxMemory { xml, options, languages: Languages::default(), blocks: Vec::new() };
        let problems = memory.all().err().into_iter().collect();
        let TmxMemory { languages, blocks, .. } = memory;
        outcome(name, source, Syntax::Xml, languages.target, blocks, problems)
    },
};

/// Reads a part of a memory: whole units, perhaps with the file's head or end. `language` is that of the sources.
pub(crate) fn part(name: &str, source: Source, language: Option<String>, options: &Options) -> Outcome {
    let xml = Xml::part(name, &source.text);
    let languages = Languages { source: language, target: None };
    let mut memory = TmxMemory { xml, options, languages, blocks: Vec::new() };
    let problems = memory.all().err().into_iter().collect();
    let TmxMemory { languages, blocks, .. } = memory;
    let language = options.language.clone().or(languages.target);
    let document = Document { syntax: Syntax::Xml, language, blocks, ..Document::new(name, source) };
    Outcome { documents: vec![document], problems }
}

/// The language of the sources, as the head of a memory names it.
pub(crate) fn source_language(head: &str) -> Option<String> {
    let mut xml = Xml::part("", head);
    loop {
        match xml.item().ok()?.node {
            Node::Start(element) if element.name == "header" => {
                return element.attribute("srclang").and_then(|tag| primary_language(&tag));
            }
            Node::Start(element) if element.name == "body" => return None,
            Node::Eof => return None,
            _ => {}
        }
    }
}

struct TmxMemory<'t, 'o> {
    xml: Xml<'t>,
    options: &'o Options,
    languages: Languages,
    blocks: Vec<Block>,
}

/// One language of a unit.
struct Variant {
    language: Option<String>,
    side: UnitSide,
    origin: Origin,
}

impl TmxMemory<'_, '_> {
    fn all(&mut self) -> Result<(), Problem> {
        loop {
            let item = self.xml.item()?;
            match item.node {
                Node::Eof => return Ok(()),
                Node::Start(element) if element.name == "header" => {
                    let language = element.attribute("srclang").and_then(|tag| primary_language(&tag));
                    self.languages.source = language;
                    self.xml.skip(&element)?;
                }
                Node::Start(element) if element.name == "tu" => self.unit(&element, item.start)?,
                _ => {}
            }
        }
    }

    fn unit(&mut self, element: &XmlElement, start: usize) -> Result<(), Problem> {
        if element.is_empty {
            return Ok(());
        }
        let own = element.attribute("srclang").and_then(|tag| primary_language(&tag));
        let mut unit = Unit { key: element.owned("tuid"), ..Unit::default() };
        let mut variants: Vec<Variant> = Vec::with_capacity(2);
        loop {
            let item = self.xml.item()?;
            match item.node {
                Node::Start(child) if child.name == "tuv" => {
                    let tag = child.attribute("xml:lang").or_else(|| child.attribute("lang"));
                    let language = tag.and_then(|tag| primary_language(&tag));
                    let origin = origin(&child);
                    variants.push(Variant { language, side: UnitSide::at(item.end, item.end), origin });
                }
                Node::Start(child) if child.name == "seg" => {
                    let parts = inline::parts(&mut self.xml, &child, item.end)?;
                    if let (Some(variant), Some(part)) = (variants.last_mut(), parts.into_iter().next()) {
                        variant.side = part.side;
                    }
                }
                Node::Start(child) if child.name == "note" => {
                    unit.notes.push(self.xml.words(&child)?);
                }
                Node::Start(child) => {
                    self.xml.skip(&child)?;
                }
                Node::End("tu") => {
                    unit.whole = FileSpan::new(start, item.end);
                    self.close(own, &unit, variants);
                    return Ok(());
                }
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn close(&mut self, own: Option<String>, unit: &Unit, mut variants: Vec<Variant>) {
        let wanted =
            self.options.source_language.as_ref().or(own.as_ref()).or(self.languages.source.as_ref());
        let at = variants.iter().position(|v| wanted.is_some() && v.language.as_ref() == wanted).unwrap_or(0);
        if variants.len() < 2 {
            return;
        }
        let source = variants.remove(at);
        let asked = self.options.language.as_ref();
        for variant in variants {
            // Of a memory in many languages, the one that was asked for.
            if asked.is_some() && variant.language.is_some() && variant.language.as_ref() != asked {
                continue;
            }
            if self.languages.target.is_none() {
                self.languages.target = variant.language.clone();
            }
            let other = variant.language.as_deref().filter(|_| variant.language != self.languages.target);
            let mut unit = Unit { origin: variant.origin, ..unit.clone() };
            if variant.side.is_blank() {
                unit.state = State::Untranslated;
            }
            let languages = [source.language.as_deref(), other];
            self.blocks.extend(side::block(Some(source.side.clone()), variant.side, languages, unit));
        }
    }
}

/// Machine translation signs its work in many memories.
fn origin(element: &XmlElement) -> Origin {
    let by = element.attribute("creationid").or_else(|| element.attribute("creationtool"));
    let changed = element.attribute("changeid").is_some();
    let machine = by.is_some_and(|by| {
        let by = by.trim().to_ascii_lowercase();
        by == "mt" || by == "mt!" || by.starts_with("mt ") || by.contains("machine translation")
    });
    if machine && !changed { Origin::Machine } else { Origin::Unknown }
}
