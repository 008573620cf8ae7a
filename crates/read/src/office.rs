//! Documents of office programs, and books: DOCX, ODT, PPTX, XLSX and EPUB.
//!
//! They are ZIP archives of XML. The text of a document is its paragraphs, one a line, with what runs and tracked changes
//! part joined (insertions stand, deletions do not); a place is a line and a column of that text. A book's chapters are
//! documents of their own.

mod sheet;
mod text;

use std::io::Cursor;

use mtlint_core::document::{Document, Source};
use mtlint_core::error::Problem;

use super::bilingual::xml::{Node, Xml};
use super::unpack::{refusal, unpacked};
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

/// Files that an archive may have.
const FILES: usize = 20_000;

/// An archive that is read.
struct Archive<'b> {
    name: &'b str,
    zip: zip::ZipArchive<Cursor<&'b [u8]>>,
    len: usize,
    /// Bytes that may still come out.
    left: usize,
}

/// Reads an archive.
pub(super) fn read(name: &str, bytes: &[u8], options: &Options) -> Outcome {
    let zip = match zip::ZipArchive::new(Cursor::new(bytes)) {
        Ok(zip) if zip.len() <= FILES => zip,
        Ok(_) => {
            return Outcome::problem(refusal(
                name,
                format!("there are more than {FILES} files in it"),
                "unpack it first",
            ));
        }
        Err(error) => {
            let message = format!("this is a damaged ZIP archive: {error}");
            return Outcome::problem(refusal(name, message, "save it again from its program"));
        }
    };
    let mut archive = Archive { name, zip, len: bytes.len(), left: 1 << 30 };
    archive.outcome(options).unwrap_or_else(Outcome::problem)
}

impl Archive<'_> {
    fn outcome(&mut self, options: &Options) -> Result<Outcome, Problem> {
        let has = |name: &str| self.zip.index_for_name(name).is_some();
        let text = if has("word/document.xml") {
            self.docx()?
        } else if has("ppt/presentation.xml") {
            self.pptx()?
        } else if has("xl/workbook.xml") {
            return self.xlsx(options);
        } else if has("META-INF/container.xml") && !has("content.xml") {
            return self.epub(options);
        } else if has("content.xml") {
            let content = self.file("content.xml")?;
            let mut text = text::Text::default();
            text::odt(&mut Xml::new(self.name, &content), &mut text)?;
            text
        } else {
            let message = "this is a ZIP archive, and no document of an office program".to_owned();
            return Err(refusal(self.name, message, "unpack it, and name the files in it"));
        };
        let text::Text { text, blocks } = text;
        Ok(Outcome::document(Document { blocks, ..Document::new(self.name, Source::utf8(text)) }))
    }

    /// A file of the archive as a text.
    fn file(&mut self, file: &str) -> Result<String, Problem> {
        let damaged = |message: String| refusal(self.name, message, "save it again from its program");
        let entry = self.zip.by_name(file).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => refusal(
                self.name,
                format!("{file} in it cannot be read: {error}"),
                "save it without a password",
            ),
            _ => damaged(format!("{file} in it cannot be read: {error}")),
        })?;
        let bytes = unpacked(self.name, entry, self.len)?;
        if bytes.len() > self.left {
            return Err(refusal(
                self.name,
                "more than 1024 MiB come out of it".to_owned(),
                "look what it is",
            ));
        }
        self.left -= bytes.len();
        let (source, _) = super::decode::decode(self.name, bytes, true)?;
        Ok(source.text)
    }

    /// The files of a folder whose names are a word and a number, by their numbers.
    fn numbered(&self, before: &str) -> Vec<String> {
        let number = |name: &str| name.strip_prefix(before)?.strip_suffix(".xml")?.parse::<u32>().ok();
        let mut found: Vec<(u32, String)> = self
            .zip
            .file_names()
            .flatten()
            .filter_map(|name| Some((number(&name)?, name.into_owned())))
            .collect();
        found.sort();
        found.into_iter().map(|(_, name)| name).collect()
    }

    fn docx(&mut self) -> Result<text::Text, Problem> {
        let has_styles = self.zip.index_for_name("word/styles.xml").is_some();
        let styles = if has_styles { self.file("word/styles.xml")? } else { String::new() };
        let headings = text::headings(&mut Xml::new(self.name, &styles)).unwrap_or_default();
        let mut text = text::Text::default();
        for part in ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"] {
            if self.zip.index_for_name(part).is_some() {
                let content = self.file(part)?;
                text::docx(&mut Xml::new(self.name, &content), &headings, &mut text)?;
            }
        }
        Ok(text)
    }

    fn pptx(&mut self) -> Result<text::Text, Problem> {
        let mut text = text::Text::default();
        for slide in self.numbered("ppt/slides/slide") {
            let content = self.file(&slide)?;
            text::pptx(&mut Xml::new(self.name, &content), &mut text)?;
        }
        Ok(text)
    }

    fn xlsx(&mut self, options: &Options) -> Result<Outcome, Problem> {
        let has_strings = self.zip.index_for_name("xl/sharedStrings.xml").is_some();
        let strings = if has_strings { self.file("xl/sharedStrings.xml")? } else { String::new() };
        let strings = sheet::strings(&mut Xml::new(self.name, &strings))?;
        let mut rows = Vec::new();
        for sheet in self.numbered("xl/worksheets/sheet") {
            let content = self.file(&sheet)?;
            rows.extend(sheet::rows(&mut Xml::new(self.name, &content), &strings)?);
        }
        Ok(sheet::outcome(self.name, &rows, options))
    }

    /// The chapters of a book in the order of its spine.
    fn epub(&mut self, options: &Options) -> Result<Outcome, Problem> {
        let container = self.file("META-INF/container.xml")?;
        let package = first(&mut Xml::new(self.name, &container), "rootfile", "full-path")?;
        let Some(package) = package else {
            return Err(refusal(
                self.name,
                "the book names no package".to_owned(),
                "save it again from its program",
            ));
        };
        let folder = package.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let content = self.file(&package)?;
        let chapters = chapters(&mut Xml::new(self.name, &content))?;
        let mut outcome = Outcome::default();
        for chapter in chapters.into_iter().take(FILES) {
            let path = format!("{folder}{chapter}");
            let text = match self.file(&path) {
                Ok(text) => text,
                Err(problem) => {
                    outcome.problems.push(problem);
                    continue;
                }
            };
            let name = format!("{}/{path}", self.name);
            let read = (html::READER.read)(&name, Source::utf8(text), options);
            // Covers and maps hold no words.
            outcome.documents.extend(read.documents.into_iter().filter(|d| !d.blocks.is_empty()));
            outcome.problems.extend(read.problems);
        }
        Ok(outcome)
    }
}

/// The value of an attribute of the first element of that name.
fn first(xml: &mut Xml, name: &str, attribute: &str) -> Result<Option<String>, Problem> {
    loop {
        match xml.next()?.node {
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
        match xml.next()?.node {
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
