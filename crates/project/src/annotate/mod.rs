//! `mtlint annotate`: findings written into a bilingual file as its format has remarks, with every other byte as it was.
//!
//! XLIFF takes notes, PO comments and the fuzzy flag, TMX properties, TS of Qt comments. Remarks of an earlier run go
//! first, so that a file holds those of the last one. `po` and `xml` say where what stands; the file is read again at the
//! end, and must hold the same texts as before.

mod po;
mod remarks;
mod xml;

use mtlint_core::check::Review;
use mtlint_core::document::Syntax;
use mtlint_core::error::{Error, Result};
use mtlint_read::{Decoded, Options};

pub use remarks::{NAME, Wanted};

use crate::fix::bytes;

/// A file with its remarks.
#[derive(Clone, Debug, Default)]
pub struct Annotated {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its text as it was, and as it is now.
    pub text: [String; 2],
    /// Segments with a remark.
    pub segments: usize,
}

/// Writes what a review found into the file `name`, whose content is `bytes` and which was read as `decoded`.
///
/// # Errors
/// Where the format takes no remarks, or the file would read otherwise than before.
pub fn annotate(
    name: &str,
    bytes: &[u8],
    decoded: &Decoded,
    review: &Review,
    options: &Options,
    wanted: Wanted,
) -> Result<Annotated> {
    let text = decoded.source.text.as_str();
    let remarks = remarks::of(review, wanted);
    let segments = remarks.iter().filter(|r| !r.lines.is_empty()).count();
    let mut edits = match decoded.reader.name {
        "po" => po::edits(text, &remarks),
        "xliff" | "tmx" | "ts" => xml::edits(name, text, decoded.reader.name, &remarks)?,
        other => {
            let message = format!("remarks cannot be written into files of the format {other}");
            let hint = "XLIFF, PO, TMX and Qt's TS take them; of others, write a report: --format sarif";
            return Err(Error::invalid(name, message).hint(hint));
        }
    };
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let syntax = if decoded.reader.name == "po" { Syntax::Quoted } else { Syntax::Html };
    let mut placed = Vec::with_capacity(edits.len());
    for edit in &edits {
        let edit = bytes::byte_edit(&decoded.source, syntax, edit).map_err(|obstacle| {
            Error::invalid(name, format!("a remark cannot be written: {}", obstacle.reason()))
                .hint("convert the file to UTF-8")
        })?;
        placed.push(edit);
    }
    let annotated = bytes::splice(bytes, &placed);
    let again = mtlint_read::decoded(name, annotated.clone(), options)
        .map_err(|problem| Error::invalid(name, problem.message))?;
    let now = again.source.text.clone();
    let read = again.read(name, options);
    let same = read.documents.len() == 1
        && read.documents[0].blocks.iter().map(|b| &b.text).eq(review
            .document
            .blocks
            .iter()
            .map(|b| &b.text));
    if !same {
        return Err(Error::invalid(
            name,
            "with its remarks the file would read otherwise, and was left as it was",
        )
        .hint("say what of it is unusual, so that it can be learnt"));
    }
    Ok(Annotated { bytes: annotated, text: [text.to_owned(), now], segments })
}
