//! `mtlint annotate`: findings written into a bilingual file as its format has remarks, with every other byte as it was.
//!
//! XLIFF takes notes, PO comments and the fuzzy flag, TMX properties, TS of Qt comments. Remarks of an earlier run go
//! first, so that a file holds those of the last one. `po` and `xml` say where what stands; the file is read again at the
//! end, and must hold the same texts as before.

mod po;
mod xml;

use std::collections::BTreeMap;

use mtlint_core::check::Review;
use mtlint_core::document::{FileEdit, Syntax};
use mtlint_core::error::{Error, Result};
use mtlint_core::finding::Finding;
use mtlint_core::meta::Severity;
use mtlint_core::span::FileSpan;
use mtlint_read::{Decoded, Options};

use crate::mend::bytes;

/// How remarks of the program's own begin, or who signs them.
pub const NAME: &str = "mtlint";

/// What is to be written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// From this severity on, a segment with a finding is marked as one that needs work; none is where there is none.
    pub needs_work: Option<Severity>,
}

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

/// The remarks on one segment.
pub(crate) struct Remarks {
    /// The whole segment in the file.
    pub whole: FileSpan,
    /// A line each.
    pub lines: Vec<String>,
    /// The segment is to be marked as one that needs work.
    pub needs_work: bool,
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
    let remarks = remarks(review, wanted);
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
        let edit = bytes::of(&decoded.source, syntax, edit).map_err(|obstacle| {
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

/// The remarks of a review, segment by segment in the order of the file; segments without findings come, too, since what
/// an earlier run said of them goes.
fn remarks(review: &Review, wanted: Wanted) -> Vec<Remarks> {
    let mut found: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in &review.findings {
        found.entry(finding.block).or_default().push(finding);
    }
    let mut all: Vec<Remarks> = Vec::new();
    for (index, block) in review.document.blocks.iter().enumerate() {
        let Some(unit) = &block.unit else { continue };
        let findings = found.get(&index).map_or(&[][..], Vec::as_slice);
        let line = |finding: &&Finding| {
            let words = finding.span.of(&review.document.source.text);
            let quotes = finding.message.contains(['“', '"']) || words.is_empty() || words.len() > 80;
            let words = if quotes { String::new() } else { format!(" “{words}”") };
            one_line(&format!("{}, {}: {}{words}", finding.rule.id, finding.severity.name(), finding.message))
        };
        let lines: Vec<String> = findings.iter().map(line).collect();
        let needs_work = wanted.needs_work.is_some_and(|from| findings.iter().any(|f| f.severity >= from));
        match all.last_mut() {
            // Plural forms and segments of one unit share its place.
            Some(last) if last.whole == unit.whole => {
                last.lines.extend(lines);
                last.needs_work |= needs_work;
            }
            _ => all.push(Remarks { whole: unit.whole, lines, needs_work }),
        }
    }
    all
}

/// A text on one line: a remark must not end what it stands in.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
