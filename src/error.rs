//! What can go wrong, in the library's own words.
//!
//! One enum for every failure that stops a piece of work. Each names the file, the place in it and a mend.
//! A file that cannot be read does not stop a run: the reader's error becomes a [`Problem`] of its review.

use std::path::PathBuf;

use serde::Serialize;

/// A failure with the file, the place and, where there is one, the mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file was read, and its content is not what it should be.
    #[error("{file}{}: {message}{}", place(*line, *column), hint_text(hint))]
    Invalid {
        /// The file, or another name of what was read ("standard input").
        file: String,
        /// Line, counted from 1; 0 when the place is the whole file.
        line: usize,
        /// Column in code points, counted from 1; 0 when the place is the whole line.
        column: usize,
        /// What is wrong, without a full stop.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
}

/// The library's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An I/O failure on `path`.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Error::Io { path: path.into(), source }
    }

    /// Wrong content in `file` as a whole.
    pub fn invalid(file: impl Into<String>, message: impl Into<String>) -> Self {
        Error::Invalid { file: file.into(), line: 0, column: 0, message: message.into(), hint: None }
    }

    /// The same error at a line and a column, both counted from 1 (0 leaves the place open).
    pub fn at(mut self, at_line: usize, at_column: usize) -> Self {
        if let Error::Invalid { line, column, .. } = &mut self {
            (*line, *column) = (at_line, at_column);
        }
        self
    }

    /// The same error with a mend.
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        if let Error::Invalid { hint, .. } = &mut self {
            *hint = Some(text.into());
        }
        self
    }

    /// What is wrong and where, without the mend.
    pub fn what(&self) -> String {
        match self {
            Error::Invalid { file, line, column, message, .. } => {
                format!("{file}{}: {message}", place(*line, *column))
            }
            Error::Io { .. } => self.to_string(),
        }
    }

    /// What to do about it, where that is known.
    pub fn mend(&self) -> Option<String> {
        match self {
            Error::Invalid { hint, .. } => hint.clone(),
            Error::Io { source, .. } => match source.kind() {
                std::io::ErrorKind::NotFound => Some("check the path".into()),
                std::io::ErrorKind::PermissionDenied => Some("check who may read it".into()),
                _ => None,
            },
        }
    }
}

fn place(line: usize, column: usize) -> String {
    match (line, column) {
        (0, _) => String::new(),
        (l, 0) => format!(":{l}"),
        (l, c) => format!(":{l}:{c}"),
    }
}

fn hint_text(hint: &Option<String>) -> String {
    hint.as_ref().map_or_else(String::new, |h| format!(" ({h})"))
}

/// Something that kept a file, or a part of it, from being checked. The run goes on; the report shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Problem {
    /// The file, or another name of what was read.
    pub file: String,
    /// Line, counted from 1; absent when the whole file is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Byte offset in the file; absent when the whole file is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// True when nothing of the file could be checked.
    pub fatal: bool,
}
