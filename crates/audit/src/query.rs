//! Rows of an audit as CSV for a spreadsheet: a document, a paragraph or a finding each, or sums by a field.
//!
//! The conditions become one SQL statement, every value a parameter of it. Fields of the metadata stand in the last
//! columns, one for each name that some document has.

use std::io::Write;

use rusqlite::types::{Value as Sql, ValueRef};
use serde_json::Value;

use crate::field::{Field, named};
use crate::{RowKind, Stored};
use mtlint_core::error::{Error, Result};
use mtlint_core::meta::Severity;
use mtlint_core::score::Verdict;
use mtlint_report::csv;

/// Which rows are wanted. A condition that is left empty lets everything through.
#[derive(Clone, Debug)]
pub struct Query {
    /// What a row is.
    pub rows: RowKind,
    /// Verdicts of the document.
    pub verdicts: Vec<Verdict>,
    /// The lowest score of the document, or of the paragraph where rows are paragraphs.
    pub min_score: Option<f64>,
    /// The highest.
    pub max_score: Option<f64>,
    /// Rules or families: of the finding, or of some finding in the document or paragraph.
    pub rules: Vec<String>,
    /// The least severity of such a finding.
    pub severity: Option<Severity>,
    /// Fields of the metadata with the value that they must have.
    pub metadata: Vec<(String, String)>,
    /// Fields to group by; without any, each row stands for itself.
    pub by: Vec<String>,
}

/// Columns of a row: the name in the first line, and what it is in SQL.
type SqlColumns = &'static [(&'static str, &'static str)];

const DOCUMENT: SqlColumns = &[
    ("document", "d.name"),
    ("input", "d.input"),
    ("line", "d.line"),
    ("verdict", "d.verdict"),
    ("score", "round(d.score, 2)"),
    ("estimate", "round(d.estimate, 2)"),
    ("machine", "round(d.machine, 3)"),
    ("words", "d.words"),
    ("penalty", "round(d.penalty, 2)"),
    ("minor", "d.minor"),
    ("major", "d.major"),
    ("critical", "d.critical"),
    ("small_sample", "d.small_sample"),
    ("language", "d.language"),
    ("source_language", "d.source_language"),
    ("misses", "d.misses"),
];
const PARAGRAPH: SqlColumns = &[
    ("document", "d.name"),
    ("verdict", "d.verdict"),
    ("paragraph", "p.block"),
    ("kind", "p.kind"),
    ("line", "p.line"),
    ("start", "p.start"),
    ("end", "p.\"end\""),
    ("score", "round(p.score, 2)"),
    ("estimate", "round(p.estimate, 2)"),
    ("machine", "round(p.machine, 3)"),
    ("words", "p.words"),
    ("penalty", "round(p.penalty, 2)"),
    (
        "findings",
        "(SELECT count(*) FROM findings f WHERE f.document = d.id AND f.block = p.block AND f.aside IS NULL)",
    ),
    ("text", "p.text"),
];
const FINDING: SqlColumns = &[
    ("document", "d.name"),
    ("verdict", "d.verdict"),
    ("line", "f.line"),
    ("column", "f.\"column\""),
    ("start", "f.start"),
    ("end", "f.\"end\""),
    ("rule", "f.rule"),
    ("family", "f.family"),
    ("severity", "f.severity"),
    ("category", "f.category"),
    ("certainty", "round(f.certainty, 2)"),
    ("machine", "round(f.machine, 2)"),
    ("penalty", "round(f.penalty, 2)"),
    ("message", "f.message"),
    ("suggestion", "f.suggestion"),
    ("text", "f.text"),
    ("fingerprint", "f.fingerprint"),
];
const DOCUMENTS: SqlColumns = &[
    ("documents", "count(*)"),
    ("words", "sum(d.words)"),
    ("score", "round(avg(d.score), 2)"),
    ("estimate", "round(avg(d.estimate), 2)"),
    ("machine", "round(avg(d.machine), 3)"),
    ("pass", "sum(d.verdict = 'pass')"),
    ("review", "sum(d.verdict = 'review')"),
    ("fail", "sum(d.verdict = 'fail')"),
    ("minor", "sum(d.minor)"),
    ("major", "sum(d.major)"),
    ("critical", "sum(d.critical)"),
    ("per_1000_words", "round(1000.0 * sum(d.minor + d.major + d.critical) / nullif(sum(d.words), 0), 2)"),
];
const PARAGRAPHS: SqlColumns = &[
    ("paragraphs", "count(*)"),
    ("documents", "count(DISTINCT d.id)"),
    ("words", "sum(p.words)"),
    ("score", "round(avg(p.score), 2)"),
    ("estimate", "round(avg(p.estimate), 2)"),
    ("machine", "round(avg(p.machine), 3)"),
    ("penalty", "round(sum(p.penalty), 2)"),
];
const FINDINGS: SqlColumns = &[
    ("findings", "count(*)"),
    ("documents", "count(DISTINCT d.id)"),
    ("minor", "sum(f.severity = 'minor')"),
    ("major", "sum(f.severity = 'major')"),
    ("critical", "sum(f.severity = 'critical')"),
    ("penalty", "round(sum(f.penalty), 2)"),
];

impl Stored {
    /// Writes the rows that `query` wants, the names of the columns first.
    ///
    /// # Errors
    /// When the database cannot be read, or the output not be written.
    pub fn query(&self, query: &Query, out: &mut dyn Write) -> Result<()> {
        let known = self.metadata_fields()?;
        let by =
            query.by.iter().map(|name| named(name, query.rows, &known)).collect::<Result<Vec<Field>>>()?;
        for (name, _) in &query.metadata {
            self.check_metadata_field(name.strip_prefix("record.").unwrap_or(name))?;
        }
        let mut statement = Statement::default();
        let fields = if by.is_empty() { known.as_slice() } else { &[] };
        let head = statement.select(query.rows, &by);
        statement.conditions(query);
        statement.order(query.rows, by.len());
        let metadata =
            fields.iter().map(|f| if head.contains(f) { format!("record.{f}") } else { f.clone() });
        let names: Vec<String> = head.iter().cloned().chain(metadata).collect();
        csv::row(&names, out).map_err(|e| Error::io("standard output", e))?;

        let mut select = self.connection.prepare(&statement.sql).map_err(|e| self.explain(e))?;
        let values = rusqlite::params_from_iter(statement.values);
        let mut rows = select.query(values).map_err(|e| self.explain(e))?;
        while let Some(row) = rows.next().map_err(|e| self.explain(e))? {
            let cell = |i: usize| row.get_ref(i).map(shown);
            let mut cells = (0..head.len())
                .map(cell)
                .collect::<rusqlite::Result<Vec<_>>>()
                .map_err(|e| self.explain(e))?;
            if !fields.is_empty() {
                let text = cell(head.len()).map_err(|e| self.explain(e))?;
                let metadata: Value = serde_json::from_str(&text).unwrap_or_default();
                cells.extend(fields.iter().map(|f| metadata.get(f).map(scalar).unwrap_or_default()));
            }
            csv::row(&cells, out).map_err(|e| Error::io("standard output", e))?;
        }
        Ok(())
    }
}

/// A statement on its way.
#[derive(Default)]
struct Statement {
    sql: String,
    values: Vec<Sql>,
}

impl Statement {
    /// What is selected from where; gives the names of the columns. Rows for themselves end with their metadata.
    fn select(&mut self, rows: RowKind, by: &[Field]) -> Vec<String> {
        let columns = match (rows, by.is_empty()) {
            (RowKind::Documents, true) => DOCUMENT,
            (RowKind::Paragraphs, true) => PARAGRAPH,
            (RowKind::Findings, true) => FINDING,
            (RowKind::Documents, false) => DOCUMENTS,
            (RowKind::Paragraphs, false) => PARAGRAPHS,
            (RowKind::Findings, false) => FINDINGS,
        };
        let mut names: Vec<String> = by.iter().map(|f| f.name.clone()).collect();
        let mut selected: Vec<String> = by.iter().map(|f| f.sql(&mut self.values)).collect();
        names.extend(columns.iter().map(|(name, _)| (*name).to_owned()));
        selected.extend(columns.iter().map(|(_, sql)| (*sql).to_owned()));
        if by.is_empty() {
            selected.push("d.metadata".to_owned());
        }
        let joined = match rows {
            RowKind::Documents => "",
            RowKind::Paragraphs => " JOIN paragraphs p ON p.document = d.id",
            RowKind::Findings => " JOIN findings f ON f.document = d.id AND f.aside IS NULL",
        };
        self.sql = format!("SELECT {} FROM documents d{joined} WHERE 1", selected.join(", "));
        names
    }

    fn conditions(&mut self, query: &Query) {
        let score = if query.rows == RowKind::Paragraphs { "p.score" } else { "d.score" };
        if !query.verdicts.is_empty() {
            self.any("d.verdict", query.verdicts.iter().map(|v| v.name()));
        }
        for (sign, bound) in [(">=", query.min_score), ("<=", query.max_score)] {
            if let Some(bound) = bound {
                self.sql.push_str(&format!(" AND {score} {sign} ?"));
                self.values.push(bound.into());
            }
        }
        for (name, value) in &query.metadata {
            // A condition on the metadata of the record, whatever else has that name.
            let field = Field::metadata(name.strip_prefix("record.").unwrap_or(name)).sql(&mut self.values);
            self.sql.push_str(&format!(" AND {field} = ?"));
            self.values.push(value.trim().to_owned().into());
        }
        if query.rules.is_empty() && query.severity.is_none() {
            return;
        }
        match query.rows {
            RowKind::Findings => self.finding(query),
            RowKind::Documents => {
                self.sql.push_str(
                    " AND EXISTS (SELECT 1 FROM findings f WHERE f.aside IS NULL AND f.document = d.id",
                );
                self.finding(query);
                self.sql.push(')');
            }
            RowKind::Paragraphs => {
                self.sql.push_str(
                    " AND EXISTS (SELECT 1 FROM findings f WHERE f.aside IS NULL AND f.document = d.id AND f.block = p.block",
                );
                self.finding(query);
                self.sql.push(')');
            }
        }
    }

    fn finding(&mut self, query: &Query) {
        if !query.rules.is_empty() {
            let places = vec!["?"; query.rules.len()].join(", ");
            self.sql.push_str(&format!(" AND (f.rule IN ({places}) OR f.family IN ({places}))"));
            let twice = query.rules.iter().chain(&query.rules);
            self.values.extend(twice.map(|rule| Sql::from(rule.clone())));
        }
        if let Some(least) = query.severity {
            let heavy = [Severity::Minor, Severity::Major, Severity::Critical];
            self.any("f.severity", heavy.into_iter().filter(|s| *s >= least).map(Severity::name));
        }
    }

    /// The column has one of the values.
    fn any(&mut self, column: &str, values: impl Iterator<Item = &'static str>) {
        let before = self.values.len();
        self.values.extend(values.map(|v| Sql::from(v.to_owned())));
        let places = vec!["?"; self.values.len() - before].join(", ");
        self.sql.push_str(&format!(" AND {column} IN ({places})"));
    }

    /// Groups in the order of their names, rows in that of the input.
    fn order(&mut self, rows: RowKind, groups: usize) {
        let numbers: Vec<String> = (1..=groups).map(|n| n.to_string()).collect();
        self.sql.push_str(&match (groups, rows) {
            (0, RowKind::Documents) => " ORDER BY d.position, d.id".to_owned(),
            (0, RowKind::Paragraphs) => " ORDER BY d.position, d.id, p.block".to_owned(),
            (0, RowKind::Findings) => " ORDER BY d.position, d.id, f.number".to_owned(),
            _ => format!(" GROUP BY {0} ORDER BY {0}", numbers.join(", ")),
        });
    }
}

/// A value of the database as a cell.
fn shown(value: ValueRef) -> String {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(x) => x.to_string(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
