//! What can go wrong, in the library's own words.
//!
//! One enum for every failure that stops a piece of work. Each names the file, the place in it and a remedy.
//! A file that cannot be read does not stop a run: the reader's error becomes a [`Problem`] of its review.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A failure with the file, the place and, where there is one, the remedy.
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

    /// The same error with a remedy.
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        if let Error::Invalid { hint, .. } = &mut self {
            *hint = Some(text.into());
        }
        self
    }

    /// What is wrong and where, without the remedy.
    pub fn what(&self) -> String {
        match self {
            Error::Invalid { file, line, column, message, .. } => {
                format!("{file}{}: {message}", place(*line, *column))
            }
            Error::Io { .. } => self.to_string(),
        }
    }

    /// What to do about it, where that is known.
    pub fn remedy(&self) -> Option<String> {
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

impl Problem {
    /// True for a remark on a whole input in which nothing is wrong: a page without prose, a kind of file that is
    /// not known.
    pub fn is_note(&self) -> bool {
        !self.fatal && self.line.is_none() && self.byte.is_none()
    }

    /// "note" or "problem", as reports call it.
    pub fn label(&self) -> &'static str {
        if self.is_note() { "note" } else { "problem" }
    }
}

/// A name that meant something else before, with the one that stands in its place.
const RENAMED: (&str, &str) = ("confidence", "certainty");

/// The candidate nearest to a mistyped `name`, if one is near enough to be meant.
pub fn suggest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let name = if name == RENAMED.0 { RENAMED.1 } else { name };
    let near =
        candidates.into_iter().map(|c| (strsim::jaro_winkler(name, c), c)).filter(|&(score, _)| score > 0.8);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, candidate)| candidate)
}

/// A TOML error of `file`, whose content is `text`: with line, column and, for an unknown key, the nearest valid one.
pub fn in_toml(file: impl Into<String>, text: &str, error: &toml::de::Error) -> Error {
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    // serde: "unknown field `x`, expected one of `a`, `b`", and the same with "variant".
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let hint = match quoted.split_first() {
        Some((unknown, valid)) if message.starts_with("unknown ") => {
            Some(match suggest(unknown, valid.iter().copied()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("valid here: {}", valid.join(", ")),
            })
        }
        _ => None,
    };
    let summary = match (&hint, quoted.first()) {
        (Some(_), Some(unknown)) => {
            message.split(',').next().map_or_else(|| format!("unknown `{unknown}`"), str::to_owned)
        }
        _ => message,
    };
    let (line, column) = error.span().map_or((0, 0), |span| {
        let before = &text[..text.floor_char_boundary(span.start)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    });
    let error = Error::invalid(file, summary).at(line, column);
    match hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

fn place(line: usize, column: usize) -> String {
    match (line, column) {
        (0, _) => String::new(),
        (l, 0) => format!(":{l}"),
        (l, c) => format!(":{l}:{c}"),
    }
}

/// Reads a file of data: TOML, or the JSON that the program carries in place of it.
///
/// # Errors
/// [`Error::Invalid`] with the place, as [`in_toml`] makes it.
pub fn data<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T> {
    if text.starts_with('{') {
        return serde_json::from_str(text).map_err(|e| Error::invalid(file, e.to_string()));
    }
    toml::from_str(text).map_err(|e| in_toml(file, text, &e))
}

fn hint_text(hint: &Option<String>) -> String {
    hint.as_ref().map_or_else(String::new, |h| format!(" ({h})"))
}

/// Something that kept a file, or a part of it, from being checked. The run goes on; the report shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
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
    /// True when nothing of the file, or of the record of a stream, could be checked.
    pub fatal: bool,
}

#[cfg(test)]
mod tests {
    use super::{in_toml, suggest};

    #[test]
    fn the_nearest_name_is_suggested() {
        assert_eq!(suggest("severty", ["category", "severity", "summary"]), Some("severity"));
        assert_eq!(suggest("xyz", ["category", "severity"]), None);
        assert_eq!(suggest("confidence", ["category", "certainty"]), Some("certainty"));
    }

    #[test]
    fn toml_errors_have_a_place_and_a_remedy() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            #[serde(rename = "severity")]
            _severity: u8,
        }
        let said =
            |text: &str| in_toml("x.toml", text, &toml::from_str::<Table>(text).unwrap_err()).to_string();
        assert_eq!(said("\nseverty = 1"), "x.toml:2:1: unknown field `severty` (did you mean `severity`?)");
        assert!(said("severity = ").starts_with("x.toml:1:"));
        assert!(said("severity = 'a'").contains("invalid type"));
    }
}
