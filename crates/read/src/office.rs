//! Documents of office programs, and books: DOCX, ODT, PPTX, XLSX and EPUB.
//!
//! They are ZIP archives of XML. The text of a document is its paragraphs, one a line, with what runs and tracked changes
//! part joined (insertions stand, deletions do not); a place is a line and a column of that text. A book's chapters are
//! documents of their own.

mod archive;
mod sheet;
mod text;

use mtlint_core::document::{Document, Source};
use mtlint_core::error::Problem;

use archive::Archive;

use super::bilingual::xml::{Node, Xml};
use super::unpack::refusal;
use super::{Options, Outcome, Reader, html};

/// Word.
pub const DOCX: Reader =
    reader("docx", "DOCX of Word: paragraphs, with tracked changes as accepted", &["docx", "docm"]);
/// LibreOffice.
pub const ODT: Reader =
    reader("odt", "ODT of LibreOffice: paragraphs, with tracked changes as accepted", &["odt"]);
/// PowerPoint.
pub const PPTX: Reader = reader("pptx", "PPTX of PowerPoint: the paragraphs of its slides", &["pptx"]);
/// Excel.
pub const XLSX: Reader =
    reader("xlsx", "XLSX of Excel: cells, or two columns of them (--columns)", &["xlsx", "xlsm"]);
/// Books.
pub const EPUB: Reader = reader("epub", "EPUB: a book, each chapter a document", &["epub"]);

/// The archive is opened before a reader is asked; what comes here is none.
const fn reader(name: &'static str, summary: &'static str, extensions: &'static [&'static str]) -> Reader {
    Reader {
        name,
        summary,
        extensions,
        sniff: |_| false,
        declares_encoding: false,
        in_folders: true,
        read: |name, _, _| {
            let message = "this is no ZIP archive, as such a file is".to_owned();
            Outcome::problem(refusal(
                name,
                message,
                "save it again from its program, or say what it is: --input-format",
            ))
        },
    }
}

/// Reads an archive.
pub(super) fn read(name: &str, bytes: &[u8], options: &Options) -> Outcome {
    let outcome = Archive::open(name, bytes).and_then(|mut archive| self::outcome(&mut archive, options));
    outcome.unwrap_or_else(Outcome::problem)
}

fn outcome(archive: &mut Archive, options: &Options) -> Result<Outcome, Problem> {
    let text = if archive.has("word/document.xml") {
        docx(archive)?
    } else if archive.has("ppt/presentation.xml") {
        pptx(archive)?
    } else if archive.has("xl/workbook.xml") {
        return xlsx(archive, options);
    } else if archive.has("META-INF/container.xml") && !archive.has("content.xml") {
        return epub(archive, options);
    } else if archive.has("content.xml") {
        let content = archive.text("content.xml")?;
        let mut text = text::OfficeText::default();
        text::odt(&mut Xml::new(archive.name, &content), &mut text)?;
        text
    } else {
        let message = "this is a ZIP archive, and no document of an office program".to_owned();
        return Err(refusal(archive.name, message, "unpack it, and name the files in it"));
    };
    let text::OfficeText { text, blocks } = text;
    Ok(Outcome::document(Document { blocks, ..Document::new(archive.name, Source::utf8(text)) }))
}

fn docx(archive: &mut Archive) -> Result<text::OfficeText, Problem> {
    let has_styles = archive.has("word/styles.xml");
    let styles = if has_styles { archive.text("word/styles.xml")? } else { String::new() };
    let headings = text::headings(&mut Xml::new(archive.name, &styles)).unwrap_or_default();
    let mut text = text::OfficeText::default();
    for part in ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] {
        if archive.has(part) {
            let content = archive.text(part)?;
            text::docx(&mut Xml::new(archive.name, &content), &headings, &mut text)?;
        }
    }
    Ok(text)
}

fn pptx(archive: &mut Archive) -> Result<text::OfficeText, Problem> {
    let mut text = text::OfficeText::default();
    for slide in archive.numbered("ppt/slides/slide") {
        let content = archive.text(&slide)?;
        text::pptx(&mut Xml::new(archive.name, &content), &mut text)?;
    }
    Ok(text)
}

fn xlsx(archive: &mut Archive, options: &Options) -> Result<Outcome, Problem> {
    let has_strings = archive.has("xl/sharedStrings.xml");
    let strings = if has_strings { archive.text("xl/sharedStrings.xml")? } else { String::new() };
    let strings = sheet::strings(&mut Xml::new(archive.name, &strings))?;
    let mut rows = Vec::new();
    for sheet in archive.numbered("xl/worksheets/sheet") {
        let content = archive.text(&sheet)?;
        rows.extend(sheet::rows(&mut Xml::new(archive.name, &content), &strings)?);
    }
    Ok(sheet::outcome(archive.name, &rows, options))
}

/// The chapters of a book in the order of its spine.
fn epub(archive: &mut Archive, options: &Options) -> Result<Outcome, Problem> {
    let container = archive.text("META-INF/container.xml")?;
    let package = first(&mut Xml::new(archive.name, &container), "rootfile", "full-path")?;
    let Some(package) = package else {
        return Err(refusal(
            archive.name,
            "the book names no package".to_owned(),
            "save it again from its program",
        ));
    };
    let folder = package.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let content = archive.text(&package)?;
    let chapters = chapters(&mut Xml::new(archive.name, &content))?;
    let mut outcome = Outcome::default();
    for chapter in chapters {
        let path = format!("{folder}{chapter}");
        let text = match archive.text(&path) {
            Ok(text) => text,
            Err(problem) => {
                outcome.problems.push(problem);
                continue;
            }
        };
        let name = format!("{}/{path}", archive.name);
        let read = (html::READER.read)(&name, Source::utf8(text), options);
        // Covers and maps hold no words.
        outcome.documents.extend(read.documents.into_iter().filter(|d| !d.blocks.is_empty()));
        outcome.problems.extend(read.problems);
    }
    Ok(outcome)
}

/// The value of an attribute of the first element of that name.
fn first(xml: &mut Xml, name: &str, attribute: &str) -> Result<Option<String>, Problem> {
    loop {
        match xml.item()?.node {
            Node::Start(element) if element.name == name => return Ok(element.owned(attribute)),
            Node::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// The files of a package in the order of its spine.
fn chapters(xml: &mut Xml) -> Result<Vec<String>, Problem> {
    let mut files = std::collections::HashMap::new();
    let mut chapters = Vec::new();
    loop {
        match xml.item()?.node {
            Node::Start(element) if element.name == "item" => {
                if let (Some(id), Some(file)) = (element.owned("id"), element.owned("href")) {
                    files.insert(id, file);
                }
            }
            Node::Start(element) if element.name == "itemref" => {
                chapters.extend(element.owned("idref").and_then(|id| files.get(&id).cloned()));
            }
            Node::Eof => return Ok(chapters),
            _ => {}
        }
    }
}
