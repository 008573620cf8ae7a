//! Between reading and checking: how an input is read by the settings in force for it, and what of it is a document to be
//! checked. Every face of the program reads in the same way.

use mtlint_core::document::Document;
use mtlint_core::error::{Error, Problem, Result};
use mtlint_read as read;
use mtlint_read::Outcome;
use mtlint_read::bilingual::pattern::SourceBeside;

use crate::config::Settings;

/// A document with what was wrong with reading it, or what kept an input from becoming a document.
pub type ReadInput = Result<(Document, Vec<Problem>), Problem>;

/// How inputs are read by the settings in force for them: where sources lie, unless a flag says so.
///
/// # Errors
/// When the pattern of `source` in the configuration is wrong.
pub fn with_source(options: &read::Options, settings: &Settings) -> Result<read::Options> {
    let source_language = options.source_language.clone().or(settings.source_language.value.clone());
    let mut options = read::Options { source_language, ..options.clone() };
    if let (None, Some(pattern)) = (&options.beside, &settings.source.value) {
        let beside = SourceBeside::new(pattern, options.source_language.as_deref());
        let beside = beside.map_err(|wrong| Error::invalid(settings.source.origin.to_string(), wrong))?;
        options.beside = Some(beside);
    }
    Ok(options)
}

/// Returns the documents of an input, those without text apart; a problem that is of the only document comes with it.
pub fn sifted(outcome: Outcome) -> Vec<ReadInput> {
    let Outcome { mut documents, mut problems } = outcome;
    // A record without text keeps its place in the stream; a file without any was not checked, and must not pass.
    documents.retain(|document| {
        let empty = document.record.is_none() && !document.blocks.iter().any(|b| b.kind.is_checked());
        if empty {
            problems.push(without_prose(document));
        }
        !empty
    });
    let alone = documents.len() == 1;
    let own = if alone { std::mem::take(&mut problems) } else { Vec::new() };
    let documents = documents.into_iter().map(|document| Ok((document, own.clone())));
    problems.into_iter().map(Err).chain(documents).collect()
}

/// A file that is empty was not written out; one with pictures, code or data alone is no article, which is only said.
fn without_prose(document: &Document) -> Problem {
    let is_empty = document.source.text.trim().is_empty();
    let (message, hint) = match is_empty {
        true => ("there is no text in it", "look whether the article was written out, or leave the file out"),
        false => {
            ("there is no prose in it to check", "where there should be, look whether it was written out")
        }
    };
    Problem {
        file: document.name.clone(),
        line: None,
        byte: None,
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
        fatal: is_empty,
    }
}
