//! Reads an audit back: its state, its versions, and its documents as reviews without their texts.
//!
//! A review that was stored is good for everything that only counts, the summary of a report above all, and so the
//! report of an audit is that of a run over the same documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, Row, Statement};
use serde_json::Value;

use crate::failure::{damaged, explain};
use crate::{Version, database};
use mtlint_core::check::{Review, Spoken};
use mtlint_core::document::{Block, BlockKind, Document, SpanMap};
use mtlint_core::error::{Error, Problem, Result};
use mtlint_core::estimate::outcome::Estimate;
use mtlint_core::finding::{Aside, Finding, Fingerprint, SetAside};
use mtlint_core::machine::Machine;
use mtlint_core::meta::{RuleMeta, Severity};
use mtlint_core::score::{Paragraph, Verdict};
use mtlint_core::span::FileSpan;
use mtlint_report::Summary;

/// The state of an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditProgress {
    /// The paths that were audited.
    pub paths: Vec<String>,
    /// When the last run began: UTC, as 2026-03-01T12:00:00Z.
    pub started: String,
    /// When it ended; absent when it is not at its end yet.
    pub finished: Option<String>,
}

/// An audit that is read.
pub struct Stored {
    pub(super) path: PathBuf,
    pub(super) connection: Connection,
}

impl Stored {
    /// Opens the database at `path`.
    ///
    /// # Errors
    /// When there is none, it is no audit, or one of another version of the program.
    pub fn open(path: &Path) -> Result<Stored> {
        Ok(Stored { path: path.to_owned(), connection: database::to_read(path)? })
    }

    /// How far the audit is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn progress(&self) -> Result<AuditProgress> {
        let read = |row: &Row| {
            let paths: String = row.get(0)?;
            let paths = paths.lines().map(str::to_owned).collect();
            Ok(AuditProgress { paths, started: row.get(1)?, finished: row.get(2)? })
        };
        self.read(|connection| connection.query_row("SELECT paths, started, finished FROM audit", [], read))
    }

    /// What the documents were checked by, in the order of their use.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn versions(&self) -> Result<Vec<Version>> {
        let version =
            |row: &Row| Ok(Version { program: row.get(0)?, rules: row.get(1)?, settings: row.get(2)? });
        self.read(|connection| {
            let sql = "SELECT program, rules, settings FROM versions ORDER BY id";
            connection.prepare(sql)?.query_map([], version)?.collect()
        })
    }

    /// The sums that a run over the same documents would have given; with a field of the metadata, grouped by it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn summary(&self, by: Option<&str>) -> Result<Summary> {
        let mut summary = by.map(Summary::grouped_by).unwrap_or_default();
        self.each(|checked| match checked {
            Ok(review) => summary.add(&review),
            Err(problem) => summary.add_problem(&problem),
        })?;
        Ok(summary)
    }

    /// Hands over every document and every problem that belongs to none, in the order of the input.
    ///
    /// # Errors
    /// When the database cannot be read; those of `take` are handed on.
    pub fn each(&self, mut take: impl FnMut(Result<Review, Problem>)) -> Result<()> {
        self.read(|connection| {
            let mut problems = problems(connection)?;
            let mut parts = StoredParts::new(connection)?;
            let mut select = connection.prepare(
                "SELECT position, id, name, language, metadata, words, penalty, score, estimate, verdict, small_sample,
                   text, problems, input, machine FROM documents ORDER BY position, id",
            )?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let position: i64 = row.get(0)?;
                let later = problems.split_off(&position);
                std::mem::replace(&mut problems, later).into_values().for_each(|p| take(Err(p)));
                take(Ok(parts.review(row)?));
            }
            problems.into_values().for_each(|p| take(Err(p)));
            Ok(())
        })
    }

    /// Reads, and explains what goes wrong with it.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T> {
        read(&self.connection).map_err(|e| self.explain(e))
    }

    pub(super) fn explain(&self, error: rusqlite::Error) -> Error {
        match error {
            rusqlite::Error::SqliteFailure(..) => explain(&self.path, error),
            other => damaged(&self.path, &other.to_string()),
        }
    }
}

/// Problems by position.
fn problems(connection: &Connection) -> rusqlite::Result<BTreeMap<i64, Problem>> {
    let sql = "SELECT position, file, line, byte, message, hint, fatal FROM problems ORDER BY position";
    let mut select = connection.prepare(sql)?;
    let mut rows = select.query([])?;
    let mut problems: BTreeMap<i64, Problem> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let problem = Problem {
            file: row.get(1)?,
            line: row.get::<_, Option<i64>>(2)?.map(|n| n as usize),
            byte: row.get::<_, Option<i64>>(3)?.map(|n| n as usize),
            message: row.get(4)?,
            hint: row.get(5)?,
            fatal: row.get(6)?,
        };
        problems.insert(row.get(0)?, problem);
    }
    Ok(problems)
}

/// What belongs to a document in other tables.
struct StoredParts<'c> {
    paragraphs: Statement<'c>,
    findings: Statement<'c>,
    /// Rules by id, family and category: a review points to them.
    rules: BTreeMap<(String, String, String), Arc<RuleMeta>>,
}

impl<'c> StoredParts<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        Ok(StoredParts {
            paragraphs: connection.prepare(
                "SELECT block, words, penalty, score, estimate, text, machine FROM paragraphs
                 WHERE document = ? ORDER BY block",
            )?,
            findings: connection.prepare(
                "SELECT block, rule, family, category, severity, certainty, penalty, start, \"end\", message,
                   suggestion, aside, reason, machine FROM findings WHERE document = ? ORDER BY number",
            )?,
            rules: BTreeMap::new(),
        })
    }

    fn review(&mut self, row: &Row) -> rusqlite::Result<Review> {
        let id: i64 = row.get(1)?;
        let mut document = Document { name: row.get(2)?, language: row.get(3)?, ..Document::default() };
        if let Ok(Value::Object(metadata)) = serde_json::from_str(row.get_ref(4)?.as_str()?) {
            document.metadata = metadata;
        }
        let mut problems: Vec<Problem> = serde_json::from_str(row.get_ref(12)?.as_str()?).unwrap_or_default();
        for problem in &mut problems {
            // The file may have been moved since.
            problem.file = row.get(13)?;
        }
        document.blocks = vec![text(row.get(11)?)];
        let paragraphs = self.paragraphs(id, &mut document)?;
        let (findings, aside) = self.findings(id)?;
        let score: Option<f64> = row.get(7)?;
        let spoken = Spoken::stored(document.language.clone(), score.is_some());
        Ok(Review {
            document,
            findings,
            aside,
            suspicions: Vec::new(),
            baseline: false,
            idle_comments: 0,
            paragraphs,
            words: size(row, 5)?,
            penalty: row.get(6)?,
            score: score.unwrap_or(100.0),
            estimate: estimate(row.get(8)?),
            machine: row.get::<_, Option<f64>>(14)?.map(Machine::of_value),
            in_review: None,
            spoken,
            verdict: Verdict::named(row.get_ref(9)?.as_str()?).unwrap_or(Verdict::Fail),
            small_sample: row.get(10)?,
            misses: Vec::new(),
            problems,
        })
    }

    fn paragraphs(&mut self, id: i64, document: &mut Document) -> rusqlite::Result<Vec<Paragraph>> {
        let mut paragraphs = Vec::new();
        let mut rows = self.paragraphs.query([id])?;
        while let Some(row) = rows.next()? {
            let block = size(row, 0)?;
            let between = block.saturating_sub(document.blocks.len());
            document.blocks.extend((0..between).map(|_| text(String::new())));
            let block_text = text(row.get(5)?);
            match document.blocks.get_mut(block) {
                Some(known) => *known = block_text,
                None => document.blocks.push(block_text),
            }
            paragraphs.push(Paragraph {
                block,
                words: size(row, 1)?,
                penalty: row.get(2)?,
                score: row.get::<_, Option<f64>>(3)?.unwrap_or(100.0),
                estimate: estimate(row.get(4)?),
                machine: row.get(6)?,
            });
        }
        Ok(paragraphs)
    }

    /// Those that count, and those that do not.
    fn findings(&mut self, id: i64) -> rusqlite::Result<(Vec<Finding>, Vec<SetAside>)> {
        let (mut findings, mut set_aside) = (Vec::new(), Vec::new());
        let mut rows = self.findings.query([id])?;
        while let Some(row) = rows.next()? {
            let severity = Severity::named(row.get_ref(4)?.as_str()?).unwrap_or(Severity::Critical);
            let names = (row.get(1)?, row.get(2)?, row.get(3)?);
            let rule = self.rules.entry(names).or_insert_with_key(|(id, family, category)| {
                Arc::new(RuleMeta::named(id, family, category, severity))
            });
            let finding = Finding {
                rule: rule.clone(),
                severity,
                certainty: row.get(5)?,
                machine: row.get(13)?,
                weight: 1.0,
                penalty: row.get(6)?,
                block: size(row, 0)?,
                span: FileSpan { start: row.get(7)?, end: row.get(8)? },
                related: Vec::new(),
                message: row.get(9)?,
                suggestion: row.get(10)?,
                fingerprint: Fingerprint::default(),
                edits: Vec::new(),
            };
            let reason: Option<String> = row.get(12)?;
            match (row.get::<_, Option<String>>(11)?.is_some(), reason) {
                (false, _) => findings.push(finding),
                (true, None) => set_aside.push(SetAside { finding, why: Aside::Known }),
                (true, Some(reason)) => {
                    set_aside.push(SetAside { finding, why: Aside::Suppressed { reason } });
                }
            }
        }
        Ok((findings, set_aside))
    }
}

fn size(row: &Row, column: usize) -> rusqlite::Result<usize> {
    Ok(row.get::<_, i64>(column)?.max(0) as usize)
}

fn text(text: String) -> Block {
    Block::new(BlockKind::Paragraph, text, SpanMap::default())
}

fn estimate(value: Option<f64>) -> Option<Estimate> {
    value.map(|value| Estimate { value, reasons: Vec::new() })
}
