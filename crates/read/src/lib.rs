//! From files to documents: one reader an input format, all of them in [`READERS`].
//!
//! A reader is chosen by name (`--input-format`), by the file's extension, or by its content. What cannot be read
//! becomes a [`Problem`] beside the documents, and the run goes on. A stream without an end: [`stream`].

pub mod asciidoc;
pub mod bilingual;
mod binary;
mod builder;
pub mod decode;
mod directive;
mod fields;
pub mod html;
mod inline;
pub mod json;
pub mod jsonl;
pub mod latex;
pub mod literal;
pub mod markdown;
mod markup;
pub mod office;
pub mod org;
mod packed;
mod path_language;
pub mod plain;
mod reader;
pub mod rst;
pub mod stream;
pub mod table;
mod tag;
mod template;
pub mod termbase;
mod typography;
mod unpack;
pub mod wikitext;

use std::path::Path;

use mtlint_core::document::{Document, Source};
use mtlint_core::error::{Error, Problem};

pub use fields::Fields;
pub use reader::{Options, Outcome, Reader};
pub use tag::primary_language;

/// Every input format; content is sniffed in this order, and the last takes what no other knows.
pub const READERS: &[Reader] = &[
    jsonl::READER,
    json::READER,
    bilingual::xliff::READER,
    bilingual::tmx::READER,
    bilingual::po::READER,
    bilingual::subtitles::SRT,
    bilingual::subtitles::VTT,
    bilingual::xml_catalogues::ANDROID,
    bilingual::xml_catalogues::RESX,
    bilingual::xml_catalogues::QT,
    bilingual::strings::XCSTRINGS,
    bilingual::strings::ARB,
    bilingual::key_value::PROPERTIES,
    bilingual::key_value::STRINGS,
    bilingual::fluent::READER,
    bilingual::yaml::READER,
    bilingual::lines::READER,
    office::DOCX,
    office::ODT,
    office::PPTX,
    office::XLSX,
    office::EPUB,
    html::READER,
    latex::READER,
    markdown::READER,
    markdown::MDX,
    rst::READER,
    asciidoc::READER,
    org::READER,
    wikitext::READER,
    table::CSV,
    table::TSV,
    plain::READER,
];

/// An input's text, and who reads it.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The reader for it.
    pub reader: &'static Reader,
    /// The text and the way back to the bytes.
    pub source: Source,
    /// What is wrong with the encoding, where bytes were no text in it.
    pub problem: Option<Problem>,
}

/// Reads an input that is in memory. `name` is its path, or "-".
pub fn read(name: &str, bytes: Vec<u8>, options: &Options) -> Outcome {
    if let Some(outcome) = packed::opened(name, &bytes, options, read) {
        return outcome;
    }
    match decoded(name, bytes, options) {
        Ok(decoded) => decoded.read(name, options),
        Err(problem) => Outcome::problem(problem),
    }
}

/// Reads a plain text, without a format to guess and without a name.
pub fn text(text: &str) -> Document {
    let read = decode::decode("", text.as_bytes().to_vec(), false).ok();
    read.map(|(source, _)| plain::document("", source)).unwrap_or_default()
}

/// Reads an example of a rule: Markdown where it has a fence, and plain text otherwise.
pub fn example(text: &str) -> Document {
    if !text.contains("\n```") {
        return self::text(text);
    }
    let source = decode::decode("", text.as_bytes().to_vec(), false).ok();
    let outcome = source.map(|(source, _)| (markdown::READER.read)("", source, &Options::default()));
    outcome.and_then(|mut outcome| outcome.documents.pop()).unwrap_or_default()
}

/// Decodes an input by the format that is given, or that its name or beginning shows.
///
/// # Errors
/// A problem where there is no text at all.
pub fn decoded(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Decoded, Problem> {
    let reader = options.format.unwrap_or_else(|| choose(name, &bytes));
    let (source, problem) = decode::decode(name, bytes, reader.declares_encoding)?;
    Ok(Decoded { reader, source, problem })
}

impl Decoded {
    /// Reads the text.
    pub fn read(self, name: &str, options: &Options) -> Outcome {
        let mut outcome = (self.reader.read)(name, self.source, options);
        if name == "-" && options.format.is_none() {
            outcome.problems.splice(..0, guessed(self.reader));
        }
        outcome.problems.splice(..0, self.problem);
        for document in &mut outcome.documents {
            options.sift(document);
            // Only a segment that was not translated has no text and a place.
            document.blocks.retain(|block| block.unit.is_some() || !block.text.trim().is_empty());
        }
        let told = options.language.is_none().then(|| path_language::of(name)).flatten();
        for document in &mut outcome.documents {
            match &options.language {
                Some(language) => document.language = Some(language.clone()),
                // What the text itself declares says more than where it lies.
                None => document.language = document.language.take().or_else(|| told.clone()),
            }
        }
        outcome
    }
}

/// Says what standard input was taken for, where it is not plain text.
fn guessed(reader: &Reader) -> Option<Problem> {
    let is_markup = ![plain::READER.name, jsonl::READER.name].contains(&reader.name);
    is_markup.then(|| Problem {
        file: "-".to_owned(),
        line: None,
        byte: None,
        message: format!("read as {}, as its beginning looks", reader.name),
        hint: Some("say what it is where that is wrong: --input-format text".to_owned()),
        fatal: false,
    })
}

/// The reader of that name.
///
/// # Errors
/// When there is none, with the names that there are.
pub fn by_name(name: &str) -> Result<&'static Reader, Error> {
    READERS.iter().find(|r| r.name == name).ok_or_else(|| {
        let names: Vec<_> = READERS.iter().map(|r| r.name).collect();
        Error::invalid("--input-format", format!("there is no input format `{name}`"))
            .hint(format!("one of {}", names.join(", ")))
    })
}

/// The reader for a file name's extension, of those whose files are taken out of folders.
pub fn by_extension(name: &str) -> Option<&'static Reader> {
    named(name).filter(|reader| reader.in_folders)
}

/// True where some reader is for files of that name's extension.
pub fn is_known(name: &str) -> bool {
    let plain = name.strip_suffix(".gz").unwrap_or(name);
    named(plain).is_some()
}

fn named(name: &str) -> Option<&'static Reader> {
    let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
    READERS.iter().find(|r| r.extensions.contains(&extension.as_str()))
}

/// The reader for an input: by its name, else by how it begins.
pub fn choose(name: &str, bytes: &[u8]) -> &'static Reader {
    named(name).unwrap_or_else(|| {
        let head = bytes[..bytes.len().min(4096)].to_vec();
        let (source, _) = decode::decode(name, head, true).unwrap_or_default();
        READERS.iter().find(|r| (r.sniff)(&source.text)).unwrap_or(&plain::READER)
    })
}
