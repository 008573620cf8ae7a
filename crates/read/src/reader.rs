//! What a reader is, what a caller may say to it, and what comes of reading.

use mtlint_core::document::{Document, Source, State};
use mtlint_core::error::Problem;

use crate::Fields;
use crate::bilingual::columns::Columns;
use crate::bilingual::pattern::SourceBeside;

/// One input format.
#[derive(Debug)]
pub struct Reader {
    /// Its name for `--input-format`.
    pub name: &'static str,
    /// What it is, for help.
    pub summary: &'static str,
    /// File name extensions, in lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// True when the beginning of a text, at most 4096 bytes of it, looks like this format.
    pub sniff: fn(&str) -> bool,
    /// True when the text may declare its encoding as HTML and XML do.
    pub declares_encoding: bool,
    /// True where a folder's files of its extensions are texts to be checked, and not rather a program's data.
    pub in_folders: bool,
    /// Reads a decoded text; the first argument is the document's name.
    pub read: fn(&str, Source, &Options) -> Outcome,
}

/// What a caller may say about the input.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format, where the file's name and content are not to be asked.
    pub format: Option<&'static Reader>,
    /// Names of the fields of a record.
    pub fields: Fields,
    /// The format of a record's text, where it is not to be guessed.
    pub field_format: Option<&'static Reader>,
    /// The language of the text, whatever the input declares.
    pub language: Option<String>,
    /// The language of the sources, whatever the input declares.
    pub source_language: Option<String>,
    /// Which columns of a table hold what, where it is one document and not a text a row.
    pub columns: Option<Columns>,
    /// Segments in these states alone; all where none is named.
    pub states: Vec<State>,
    /// Where the source of a translation lies, when that is in a file of its own.
    pub beside: Option<SourceBeside>,
}

impl Options {
    /// Takes segments out of a document whose state was not asked for; what is no segment stays.
    pub(crate) fn sift(&self, document: &mut Document) {
        if !self.states.is_empty() {
            document.blocks.retain(|b| b.unit.as_ref().is_none_or(|unit| self.states.contains(&unit.state)));
        }
    }
}

/// What came of reading one input.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// One document, or one for each record.
    pub documents: Vec<Document>,
    /// What could not be read, in the order of the input.
    pub problems: Vec<Problem>,
}

impl Outcome {
    /// Returns what came of reading it: one document.
    pub fn document(document: Document) -> Self {
        Outcome { documents: vec![document], problems: Vec::new() }
    }

    /// Returns what came of reading it: one problem.
    pub fn problem(problem: Problem) -> Self {
        Outcome { documents: Vec::new(), problems: vec![problem] }
    }
}
