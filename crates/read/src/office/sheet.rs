//! The cells of a spreadsheet: each a block, or two columns of them as source and target.

use mtlint_core::document::{BlockKind, Document, Original, Source, State, Unit};
use mtlint_core::error::Problem;

use super::text::OfficeText;
use crate::bilingual::columns::Column;
use crate::bilingual::xml::{Node, Xml, XmlElement};
use crate::unpack::refusal;
use crate::{Options, Outcome, markup};

/// A row: texts by the number of their column.
pub(super) type SheetRow = Vec<(usize, String)>;

/// Cells that are read at most.
const CELLS: usize = 5_000_000;

/// The strings that cells share.
pub(super) fn strings(xml: &mut Xml) -> Result<Vec<String>, Problem> {
    let mut strings = Vec::new();
    loop {
        match xml.item()?.node {
            Node::Start(e) if e.name == "si" => {
                strings.push(if e.is_empty { String::new() } else { string(xml, "si")? })
            }
            Node::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of an item to its end, without how it is pronounced.
fn string(xml: &mut Xml, end: &str) -> Result<String, Problem> {
    let mut text = String::new();
    loop {
        match xml.item()?.node {
            Node::Start(e) if e.name == "rPh" => {
                xml.skip(&e)?;
            }
            Node::Start(e) if e.name == "t" => text.push_str(&raw(xml, &e)?),
            Node::End(name) if name == end => return Ok(text),
            Node::Eof => return Ok(text),
            _ => {}
        }
    }
}

/// The text of an element as it is.
fn raw(xml: &mut Xml, element: &XmlElement) -> Result<String, Problem> {
    let mut text = String::new();
    if element.is_empty {
        return Ok(text);
    }
    loop {
        match xml.item()?.node {
            Node::Text(part) | Node::Raw(part, _) => text.push_str(part),
            Node::Reference(Some(c)) => text.push(c),
            Node::End(_) | Node::Eof => return Ok(text),
            _ => {}
        }
    }
}

/// The rows of a sheet that hold text.
pub(super) fn rows(xml: &mut Xml, strings: &[String]) -> Result<Vec<SheetRow>, Problem> {
    let mut rows: Vec<SheetRow> = Vec::new();
    let mut count = 0;
    let mut cell: Option<(usize, String)> = None;
    loop {
        match xml.item()?.node {
            Node::Start(e) if e.name == "row" => rows.push(Vec::new()),
            Node::Start(e) if e.name == "c" && !e.is_empty => {
                let place = e.attribute("r").and_then(|r| column(&r));
                let next = rows.last().and_then(|row| row.last()).map_or(0, |(at, _)| at + 1);
                cell = Some((place.unwrap_or(next), e.owned("t").unwrap_or_default()));
            }
            Node::Start(e) if e.name == "v" => {
                let value = raw(xml, &e)?;
                let Some((place, kind)) = cell.take() else { continue };
                let text = match kind.as_str() {
                    "s" => value.trim().parse::<usize>().ok().and_then(|at| strings.get(at)).cloned(),
                    "str" => Some(value),
                    _ => None,
                };
                if let (Some(text), Some(row)) = (text, rows.last_mut()) {
                    row.push((place, text));
                    count += 1;
                }
            }
            Node::Start(e) if e.name == "is" => {
                let text = if e.is_empty { String::new() } else { string(xml, "is")? };
                if let (Some((place, _)), Some(row)) = (cell.take(), rows.last_mut()) {
                    row.push((place, text));
                    count += 1;
                }
            }
            Node::Eof => break,
            _ => {}
        }
        if count > CELLS {
            return Err(xml.problem(0, "there are more than 5,000,000 cells in it"));
        }
    }
    Ok(rows)
}

/// The number of a column, from 0, of a cell's name ("C7" is 2).
fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0, |n: usize, b| n * 26 + usize::from(b - b'A') + 1);
    number.checked_sub(1)
}

/// The document of a spreadsheet's rows.
pub(super) fn outcome(name: &str, rows: &[SheetRow], options: &Options) -> Outcome {
    let mut text = OfficeText::default();
    let Some(columns) = &options.columns else {
        for (_, cell) in rows.iter().flatten().filter(|(_, cell)| markup::is_words(cell)) {
            text.paragraph(cell, BlockKind::TableCell);
        }
        let OfficeText { text, blocks } = text;
        return Outcome::document(Document { blocks, ..Document::new(name, Source::utf8(text)) });
    };
    let head = rows.iter().find(|row| !row.is_empty());
    let place = |column: &Option<Column>| match column {
        None => Ok(None),
        Some(Column::Number(number)) => Ok(Some(*number)),
        Some(Column::Named(wanted)) => {
            let found = head.and_then(|row| row.iter().find(|(_, cell)| cell.trim() == wanted));
            found.map(|(at, _)| Some(*at)).ok_or_else(|| {
                let message = format!("there is no column `{wanted}` in its first row");
                refusal(name, message, "name the columns as they are: --columns source=1,target=2")
            })
        }
    };
    let named = [&columns.source, &columns.target].iter().any(|c| matches!(c, Some(Column::Named(_))));
    let places: Result<Vec<_>, Problem> =
        [&columns.source, &columns.target, &columns.key, &columns.note].into_iter().map(place).collect();
    let places = match places {
        Ok(places) => places,
        Err(problem) => return Outcome::problem(problem),
    };
    for row in rows.iter().filter(|row| !row.is_empty()).skip(usize::from(named)) {
        let cell = |place: usize| {
            let at = places[place]?;
            row.iter().find(|(column, _)| *column == at).map(|(_, text)| text.as_str())
        };
        let (source, target) = (cell(0).unwrap_or_default().trim(), cell(1).unwrap_or_default());
        let before = text.blocks.len();
        text.paragraph(target, BlockKind::TableCell);
        if text.blocks.len() == before {
            if source.is_empty() {
                continue;
            }
            let map = mtlint_core::document::SpanMap::anchor(text.text.len());
            text.blocks.push(mtlint_core::document::Block::new(BlockKind::TableCell, String::new(), map));
            text.text.push('\n');
        }
        let Some(block) = text.blocks.last_mut() else { continue };
        let state = if block.text.is_empty() { State::Untranslated } else { State::Unknown };
        let key = cell(2).map(str::to_owned);
        let notes = cell(3).map(str::to_owned).into_iter().collect();
        let target = block.map.to_file(mtlint_core::span::Span::new(0, block.text.len()));
        block.unit = Some(Box::new(Unit { key, notes, state, target, whole: target, ..Unit::default() }));
        if !source.is_empty() {
            let language = options.source_language.clone();
            block.original = Some(Original { text: source.to_owned(), language, ..Original::default() });
        }
    }
    let OfficeText { text, blocks } = text;
    Outcome::document(Document { blocks, ..Document::new(name, Source::utf8(text)) })
}
