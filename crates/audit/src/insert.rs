//! The statements that write one document, prepared once for a run.

use rusqlite::{Connection, Result, Statement, params};

use crate::entry::InputPlace;
use crate::{AuditEntry, Version};
use mtlint_core::error::Problem;

/// The columns of a document that a copy takes over.
const DOCUMENT: &str = "record, language, source_language, metadata, content, version, words, penalty, score, \
     estimate, machine, verdict, small_sample, misses, minor, major, critical, problems, text";
const PARAGRAPH: &str = "block, kind, line, start, \"end\", words, penalty, score, estimate, machine, text";
const FINDING: &str = "number, block, rule, family, category, severity, certainty, machine, penalty, line, \"column\", start, \
     \"end\", text, message, suggestion, fingerprint, aside, reason";

/// The statements of a run.
pub(super) struct Insert<'c> {
    connection: &'c Connection,
    document: Statement<'c>,
    paragraph: Statement<'c>,
    finding: Statement<'c>,
    moved: Statement<'c>,
    copies: [Statement<'c>; 3],
    forget: Statement<'c>,
    problem: Statement<'c>,
}

impl<'c> Insert<'c> {
    /// Prepares its statements.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn new(connection: &'c Connection) -> Result<Self> {
        let insert = |table: &str, own: &str, columns: &str| {
            let count = own.split(',').count() + columns.split(',').count();
            let places = vec!["?"; count].join(", ");
            connection.prepare(&format!("INSERT INTO {table} ({own}, {columns}) VALUES ({places})"))
        };
        let copy = |table: &str, columns: &str| {
            connection.prepare(&format!(
                "INSERT INTO {table} (document, {columns}) SELECT ?1, {columns} FROM {table} WHERE document = ?2"
            ))
        };
        let copied = format!(
            "INSERT INTO documents (position, input, line, {DOCUMENT}) \
             SELECT ?2, ?3, ?4, {DOCUMENT} FROM documents WHERE id = ?1"
        );
        let moved = "UPDATE documents SET position = ?2, input = ?3, line = ?4 \
             WHERE id = ?1 AND (position <> ?2 OR input <> ?3 OR line IS NOT ?4)";
        Ok(Insert {
            connection,
            document: insert("documents", "position, input, line", DOCUMENT)?,
            paragraph: insert("paragraphs", "document", PARAGRAPH)?,
            finding: insert("findings", "document", FINDING)?,
            moved: connection.prepare(moved)?,
            copies: [
                connection.prepare(&copied)?,
                copy("paragraphs", PARAGRAPH)?,
                copy("findings", FINDING)?,
            ],
            forget: connection.prepare("DELETE FROM problems WHERE position = ?")?,
            problem: insert("problems", "position", "file, line, byte, message, hint, fatal")?,
        })
    }

    /// Writes a version; gives its id.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn version(&self, version: &Version) -> Result<i64> {
        self.connection.execute(
            "INSERT INTO versions (hash, program, rules, settings) VALUES (?, ?, ?, ?)",
            params![version.hash(), version.program, version.rules, version.settings],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Writes a document that was checked.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn entry(&mut self, position: i64, version: i64, entry: &AuditEntry) -> Result<()> {
        let AuditEntry { place, severities: [minor, major, critical], .. } = entry;
        let id = self.document.insert(params![
            position,
            place.input,
            whole(place.line),
            entry.record,
            entry.language,
            entry.source_language,
            entry.metadata,
            format!("{:032x}", entry.content),
            version,
            entry.words as i64,
            entry.penalty,
            entry.score,
            entry.estimate,
            entry.machine,
            entry.verdict,
            entry.small_sample,
            entry.misses,
            *minor as i64,
            *major as i64,
            *critical as i64,
            entry.problems,
            entry.text
        ])?;
        for p in &entry.paragraphs {
            let (block, line, words) = (p.block as i64, p.line as i64, p.words as i64);
            self.paragraph.execute(params![
                id, block, p.kind, line, p.start, p.end, words, p.penalty, p.score, p.estimate, p.machine,
                p.text
            ])?;
        }
        for (number, f) in entry.findings.iter().enumerate() {
            self.finding.execute(params![
                id,
                number as i64,
                f.block as i64,
                f.rule,
                f.family,
                f.category,
                f.severity,
                f.certainty,
                f.machine,
                f.penalty,
                f.line as i64,
                f.column as i64,
                f.start,
                f.end,
                f.text,
                f.message,
                f.suggestion,
                f.fingerprint,
                f.aside,
                f.reason
            ])?;
        }
        self.forget.execute([position]).map(drop)
    }

    /// Says where a document that is stored stands now.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn moved(&mut self, id: i64, position: i64, place: &InputPlace) -> Result<()> {
        self.forget.execute([position])?;
        self.moved.execute(params![id, position, place.input, whole(place.line)]).map(drop)
    }

    /// Writes one more document with the content of another.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn copy(&mut self, of: i64, position: i64, place: &InputPlace) -> Result<()> {
        self.forget.execute([position])?;
        let [document, paragraphs, findings] = &mut self.copies;
        let id = document.insert(params![of, position, place.input, whole(place.line)])?;
        paragraphs.execute([id, of])?;
        findings.execute([id, of]).map(drop)
    }

    /// Writes what was wrong at a position, in place of what an earlier run found there.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn problem(&mut self, position: i64, p: &Problem) -> Result<()> {
        self.forget.execute([position])?;
        let (line, byte) = (whole(p.line), whole(p.byte));
        self.problem.execute(params![position, p.file, line, byte, p.message, p.hint, p.fatal]).map(drop)
    }
}

fn whole(number: Option<usize>) -> Option<i64> {
    number.map(|n| n as i64)
}
