//! XLIFF 1.2, 2.0 and 2.1: segments with their state, notes and inline codes.
//!
//! Proposals (`alt-trans`, `matches`) and what is not to be translated are passed over. Of SDLXLIFF the states of segments
//! are read, too.

use mtlint_core::document::{Block, Origin, Source, State, Syntax, Unit};
use mtlint_core::error::Problem;
use mtlint_core::span::FileSpan;

use super::inline::{self, InlinePart};
use super::side::{self, UnitSide};
use super::xml::{Item, Node, Xml, XmlElement};
use super::{Languages, outcome, state};
use crate::{Options, Outcome, Reader, primary_language};

/// The reader.
pub const READER: Reader = Reader {
    name: "xliff",
    summary: "XLIFF 1.2, 2.0 and 2.1: segments with state, notes and inline codes",
    extensions: &["xlf", "xliff", "sdlxliff", "mxliff", "mqxliff"],
    sniff: |head| {
        // `<xliff:g>` stands in strings of Android, too.
        let is_root = |rest: &str| rest.starts_with([' ', '\t', '\n', '\r', '>']);
        head.trim_start().starts_with('<') && head.split("<xliff").skip(1).any(is_root)
    },
    declares_encoding: true,
    in_folders: true,
    read,
};

/// A file that is read.
struct Xliff<'t, 'o> {
    xml: Xml<'t>,
    options: &'o Options,
    languages: Languages,
    /// The first file's target language.
    target: Option<String>,
    blocks: Vec<Block>,
}

/// A `trans-unit` or `unit` that is read.
#[derive(Default)]
struct OpenUnit {
    unit: Unit,
    /// The unit is not to be translated.
    is_kept: bool,
    start: usize,
    sources: Vec<InlinePart>,
    targets: Vec<InlinePart>,
    /// What is said of single segments: by id.
    segments: Vec<(Option<String>, Unit)>,
    /// Blocks that the unit has become.
    blocks: Vec<Block>,
}

fn read(name: &str, source: Source, options: &Options) -> Outcome {
    let xml = Xml::new(name, &source.text);
    let languages = Languages::default();
    let mut file = Xliff { xml, options, languages, target: None, blocks: Vec::new() };
    let problems = file.all().err().into_iter().collect();
    let Xliff { target, blocks, .. } = file;
    outcome(name, source, Syntax::Xml, options.language.clone().or(target), blocks, problems)
}

impl<'t> Xliff<'t, '_> {
    fn all(&mut self) -> Result<(), Problem> {
        let mut found = false;
        loop {
            let item = self.xml.item()?;
            let element = match item.node {
                Node::Eof if found => return Ok(()),
                Node::Eof => return Err(self.xml.problem(0, "there is no <xliff> in the file")),
                Node::Start(element) => element,
                _ => continue,
            };
            match element.name {
                "xliff" => {
                    found = true;
                    self.languages(&element, "srcLang", "trgLang");
                }
                "file" => self.languages(&element, "source-language", "target-language"),
                "trans-unit" | "unit" => self.unit(&item, &element)?,
                "header" | "skeleton" | "bin-unit" | "glossary" => {
                    self.xml.skip(&element)?;
                }
                _ => {}
            }
        }
    }

    fn languages(&mut self, element: &XmlElement, source: &str, target: &str) {
        let of = |name: &str| element.attribute(name).and_then(|tag| primary_language(&tag));
        let mut languages = Languages { source: of(source), target: of(target) };
        languages.source = languages.source.or(self.languages.source.take());
        languages.target = languages.target.or(self.languages.target.take());
        self.languages = languages.settled(self.options);
        self.target = self.target.take().or(self.languages.target.clone());
    }

    fn unit(&mut self, item: &Item, element: &XmlElement) -> Result<(), Problem> {
        if element.is_empty {
            return Ok(());
        }
        let name = element.name;
        let mut open = OpenUnit {
            unit: self::unit(element),
            is_kept: element.says("translate", "no"),
            start: item.start,
            ..OpenUnit::default()
        };
        loop {
            let item = self.xml.item()?;
            match item.node {
                Node::Start(element) => self.child(&item, &element, &mut open)?,
                Node::End(end) if end == name => {
                    self.close(&mut open);
                    let whole = FileSpan::new(open.start, item.end);
                    for block in &mut open.blocks {
                        block.unit.iter_mut().for_each(|unit| unit.whole = whole);
                    }
                    self.blocks.append(&mut open.blocks);
                    return Ok(());
                }
                Node::End("segment") => self.close(&mut open),
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn child(&mut self, item: &Item, element: &XmlElement, open: &mut OpenUnit) -> Result<(), Problem> {
        match element.name {
            "source" if open.sources.is_empty() => {
                open.sources = inline::parts(&mut self.xml, element, item.end)?;
            }
            // The source in segments says more than the source as a whole.
            "seg-source" => open.sources = inline::parts(&mut self.xml, element, item.end)?,
            "target" => {
                let parts = inline::parts(&mut self.xml, element, item.end)?;
                state::of_target(element, &mut open.unit);
                open.targets = parts;
            }
            "segment" => {
                state::of_segment(element, &mut open.unit);
                if open.unit.key.is_none() {
                    open.unit.key = element.owned("id");
                }
            }
            "note" => {
                let own = element.says("from", "mtlint") || element.says("category", "mtlint");
                let about_target = element.says("annotates", "target") || element.says("appliesTo", "target");
                let text = self.xml.words(element)?;
                if !text.is_empty() && !own {
                    open.unit.open |= about_target;
                    open.unit.notes.push(text);
                }
            }
            "context" if element.says("context-type", "x-context") => {
                open.unit.context = Some(self.xml.words(element)?);
            }
            // SDLXLIFF: what is said of the segments of a unit, by the ids of their marks.
            "seg" => {
                let mut unit = Unit::default();
                state::of_sdl(element, &mut unit);
                open.segments.push((element.owned("id"), unit));
                self.xml.skip(element)?;
            }
            "notes" | "seg-defs" | "context-group" | "group" | "metadata" => {}
            _ => {
                self.xml.skip(element)?;
            }
        }
        Ok(())
    }

    /// Makes blocks of the segments that were read: of a unit of 1.2, of a segment of 2.
    fn close(&mut self, open: &mut OpenUnit) {
        let sources = std::mem::take(&mut open.sources);
        let targets = std::mem::take(&mut open.targets);
        if open.is_kept || (sources.is_empty() && targets.is_empty()) {
            return;
        }
        let alike = sources.len() == targets.len();
        let mut sources: Vec<Option<InlinePart>> = sources.into_iter().map(Some).collect();
        let mut pairs: Vec<(Option<UnitSide>, UnitSide, Option<String>)> = Vec::new();
        for (number, target) in targets.into_iter().enumerate() {
            let by_id =
                sources.iter().position(|s| s.as_ref().is_some_and(|s| s.id.is_some() && s.id == target.id));
            let at = by_id.or(alike.then_some(number));
            let source = at.and_then(|at| sources.get_mut(at)).and_then(Option::take);
            pairs.push((source.map(|part| part.side), target.side, target.id));
        }
        let last = pairs.last().map_or(0, |(_, target, _)| target.span.end as usize);
        for source in sources.into_iter().flatten() {
            // Without a target: one that is to come stands after its source.
            let end = last.max(source.side.span.end as usize);
            pairs.push((Some(source.side), UnitSide::at(end, end), source.id));
        }
        let languages = [self.languages.source.as_deref(), None];
        for (source, target, id) in pairs {
            let mut unit = open.unit.clone();
            if let Some((_, said)) = open.segments.iter().find(|(of, _)| of.is_some() && *of == id) {
                (unit.state, unit.origin, unit.percent) = (said.state, said.origin, said.percent);
            }
            if target.is_blank() {
                unit.state = State::Untranslated;
            }
            open.blocks.extend(side::block(source, target, languages, unit));
        }
        open.unit.state = State::Unknown;
        open.unit.origin = Origin::Unknown;
    }
}

/// What the attributes of a unit say.
fn unit(element: &XmlElement) -> Unit {
    let key = element.owned("resname").or_else(|| element.owned("name")).or_else(|| element.owned("id"));
    let in_characters = element.attribute("size-unit").is_none_or(|unit| unit == "char");
    let max = element.attribute("maxwidth").filter(|_| in_characters);
    let max = max.or_else(|| element.attribute("sizeRestriction"));
    let mut unit = Unit { key, max: max.and_then(|max| max.trim().parse().ok()), ..Unit::default() };
    if element.says("approved", "yes") {
        unit.state = State::Reviewed;
    }
    unit
}
