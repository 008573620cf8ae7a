//! How a file is fixed, and what becomes of it.

use std::collections::BTreeMap;

use mtlint_core::check::Review;
use mtlint_core::document::{Document, Obstacle};
use mtlint_core::error::{Problem, Result};
use mtlint_core::finding::Finding;
use mtlint_read::Options;

/// How a file is fixed.
pub struct Fixer<'a> {
    /// How it is read.
    pub options: &'a Options,
    /// How it is checked.
    pub check: &'a (dyn Fn(Document) -> Result<Review> + Sync),
    /// Which findings may be fixed.
    pub wanted: &'a (dyn Fn(&Finding) -> bool + Sync),
    /// For each document of the file, in order, findings that stay as they are.
    pub accepted: &'a [Vec<Finding>],
    /// Fixes what a comment in the text suppresses, too.
    pub suppressed: bool,
}

/// What became of a file.
#[derive(Clone, Debug, Default)]
pub struct FixedFile {
    /// Its bytes now.
    pub bytes: Vec<u8>,
    /// Its text as it was, and as it is now.
    pub text: [String; 2],
    /// How often each rule's findings were fixed.
    pub counts: BTreeMap<String, usize>,
    /// Fixes that are certain and could not be made in the file.
    pub left: Vec<Left>,
    /// How many were not made because the project has accepted the finding.
    pub aside: usize,
    /// What could not be read, and so was not fixed.
    pub problems: Vec<Problem>,
}

/// A fix that was left to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The document: the file, or the record's id.
    pub document: String,
    /// Line in the file, counted from 1.
    pub line: usize,
    /// Id of the rule.
    pub rule: String,
    /// The words at fault, and those that belong there.
    pub words: [String; 2],
    /// Why it was not made.
    pub obstacle: Obstacle,
}
