//! The paragraphs of DOCX, ODT and PPTX: one line each of a text of their own.

use std::collections::HashSet;

use mtlint_core::document::{Block, BlockKind, SpanMap};
use mtlint_core::error::Problem;

use crate::bilingual::xml::{Node, Xml, XmlElement};
use crate::plain;

/// The text of a document, and its blocks.
#[derive(Default)]
pub(super) struct OfficeText {
    pub text: String,
    pub blocks: Vec<Block>,
}

impl OfficeText {
    /// Adds a paragraph, its white space collapsed.
    pub fn paragraph(&mut self, words: &str, kind: BlockKind) {
        let mut line = String::with_capacity(words.len());
        for word in words.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if line.trim().is_empty() {
            return;
        }
        let map = SpanMap::identity(self.text.len(), line.len());
        self.text.push_str(&line);
        self.text.push('\n');
        self.blocks.push(Block::new(kind, line, map));
    }
}

/// A paragraph that is read.
struct OpenParagraph {
    words: String,
    kind: BlockKind,
}

/// The styles that are headings, by their ids: their names are English whatever the program's language.
pub(super) fn headings(xml: &mut Xml) -> Result<HashSet<String>, Problem> {
    let mut found = HashSet::new();
    let mut style = None;
    loop {
        match xml.item()?.node {
            Node::Start(e) if e.name == "style" => style = e.owned("styleId"),
            Node::Start(e) if e.name == "name" => {
                let name = e.attribute("val").unwrap_or_default().to_ascii_lowercase();
                if name.starts_with("heading ") || matches!(&*name, "title" | "subtitle") {
                    found.extend(style.take());
                }
            }
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The paragraphs of a part of a DOCX.
pub(super) fn docx(xml: &mut Xml, headings: &HashSet<String>, text: &mut OfficeText) -> Result<(), Problem> {
    // Text boxes stand inside paragraphs.
    let mut open: Vec<OpenParagraph> = Vec::new();
    let mut cells = 0usize;
    let mut run_is_hidden = false;
    loop {
        let item = xml.item()?;
        match item.node {
            Node::Eof => return Ok(()),
            Node::Start(e) => match e.name {
                "p" if !e.is_empty => {
                    let kind = if cells > 0 { BlockKind::TableCell } else { BlockKind::Paragraph };
                    open.push(OpenParagraph { words: String::new(), kind });
                }
                "tc" => cells += usize::from(!e.is_empty),
                "r" => run_is_hidden = false,
                "vanish" => run_is_hidden = !e.says("val", "0") && !e.says("val", "false"),
                "pStyle" => {
                    let is_heading = e.attribute("val").is_some_and(|id| headings.contains(&*id));
                    kind(&mut open, is_heading, BlockKind::Heading);
                }
                "numPr" => kind(&mut open, cells == 0, BlockKind::ListItem),
                "t" => words(xml, &e, &mut open, run_is_hidden)?,
                "tab" | "br" | "cr" => push(&mut open, " "),
                "noBreakHyphen" => push(&mut open, "-"),
                // What was deleted or moved away, and what older programs read instead.
                "del" | "moveFrom" | "Fallback" | "rPrChange" | "pPrChange" | "instrText" => {
                    xml.skip(&e)?;
                }
                _ => {}
            },
            Node::End("p") => finish(&mut open, text),
            Node::End("tc") => cells = cells.saturating_sub(1),
            _ => {}
        }
    }
}

/// The paragraphs of an ODT.
pub(super) fn odt(xml: &mut Xml, text: &mut OfficeText) -> Result<(), Problem> {
    let mut open: Vec<OpenParagraph> = Vec::new();
    let (mut cells, mut items) = (0usize, 0usize);
    loop {
        let item = xml.item()?;
        match item.node {
            Node::Eof => return Ok(()),
            Node::Start(e) => match e.name {
                "p" | "h" if !e.is_empty => {
                    let kind = match e.name {
                        "h" => BlockKind::Heading,
                        _ if cells > 0 => BlockKind::TableCell,
                        _ if items > 0 => BlockKind::ListItem,
                        _ => BlockKind::Paragraph,
                    };
                    open.push(OpenParagraph { words: String::new(), kind });
                }
                "table-cell" => cells += usize::from(!e.is_empty),
                "list-item" => items += usize::from(!e.is_empty),
                "s" | "tab" | "line-break" => push(&mut open, " "),
                "tracked-changes" | "annotation" | "note-citation" | "automatic-styles" => {
                    xml.skip(&e)?;
                }
                _ => {}
            },
            Node::Text(part) => push(&mut open, part),
            Node::Raw(part, _) => push(&mut open, part),
            Node::Reference(Some(c)) => push(&mut open, c.encode_utf8(&mut [0; 4])),
            Node::End("p" | "h") => finish(&mut open, text),
            Node::End("table-cell") => cells = cells.saturating_sub(1),
            Node::End("list-item") => items = items.saturating_sub(1),
            _ => {}
        }
    }
}

/// The paragraphs of a slide.
pub(super) fn pptx(xml: &mut Xml, text: &mut OfficeText) -> Result<(), Problem> {
    let mut open: Vec<OpenParagraph> = Vec::new();
    let mut is_title = false;
    loop {
        let item = xml.item()?;
        match item.node {
            Node::Eof => return Ok(()),
            Node::Start(e) => match e.name {
                "sp" => is_title = false,
                "ph" => is_title = e.says("type", "title") || e.says("type", "ctrTitle"),
                "p" if !e.is_empty => {
                    let kind = if is_title { BlockKind::Heading } else { BlockKind::ListItem };
                    open.push(OpenParagraph { words: String::new(), kind });
                }
                "t" => words(xml, &e, &mut open, false)?,
                "br" | "tab" => push(&mut open, " "),
                _ => {}
            },
            Node::End("p") => {
                if let Some(paragraph) = open.last_mut()
                    && paragraph.kind == BlockKind::ListItem
                    && plain::is_sentence(&paragraph.words)
                {
                    paragraph.kind = BlockKind::Paragraph;
                }
                finish(&mut open, text);
            }
            _ => {}
        }
    }
}

fn push(open: &mut [OpenParagraph], words: &str) {
    open.iter_mut().next_back().into_iter().for_each(|paragraph| paragraph.words.push_str(words));
}

fn kind(open: &mut [OpenParagraph], wanted: bool, kind: BlockKind) {
    if let Some(paragraph) = open.last_mut().filter(|_| wanted)
        && paragraph.kind != BlockKind::Heading
    {
        paragraph.kind = kind;
    }
}

/// The text of a run.
fn words(
    xml: &mut Xml,
    element: &XmlElement,
    open: &mut [OpenParagraph],
    is_hidden: bool,
) -> Result<(), Problem> {
    if element.is_empty {
        return Ok(());
    }
    loop {
        let item = xml.item()?;
        let mut push = |words: &str| {
            if !is_hidden {
                self::push(open, words);
            }
        };
        match item.node {
            Node::Text(part) | Node::Raw(part, _) => push(part),
            Node::Reference(Some(c)) => push(c.encode_utf8(&mut [0; 4])),
            Node::End(_) | Node::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn finish(open: &mut Vec<OpenParagraph>, text: &mut OfficeText) {
    if let Some(paragraph) = open.pop() {
        text.paragraph(&paragraph.words, paragraph.kind);
    }
}
