//! Tables of records: comma- and tab-separated values whose first line names the columns.
//!
//! A row is read as a record of JSON lines is; which column holds what, `--field` says.

use mtlint_core::document::{Document, Original, Record, Source};
use mtlint_core::error::Problem;

use super::bilingual::rows;
use super::{Options, Outcome, Reader, jsonl};

/// Comma-separated values.
pub const CSV: Reader = Reader {
    name: "csv",
    summary: "Comma-separated values: a row a text, the first line names the columns",
    extensions: &["csv"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: false,
    read: |name, source, options| read(name, source, options, b','),
};

/// Tab-separated values.
pub const TSV: Reader = Reader {
    name: "tsv",
    summary: "Tab-separated values: a row a text, the first line names the columns",
    extensions: &["tsv", "tab"],
    sniff: |_| false,
    declares_encoding: false,
    in_folders: false,
    read: |name, source, options| read(name, source, options, b'\t'),
};

/// The cells of a table, row by row.
pub(super) fn cells(text: &str, separator: u8) -> impl Iterator<Item = Vec<String>> {
    TableRows { text, at: 0, line: 1, separator }.map(|row| row.cells)
}

/// One row: its cells, and where it begins.
struct TableRow {
    cells: Vec<String>,
    line: usize,
    byte: usize,
}

fn read(name: &str, source: Source, options: &Options, separator: u8) -> Outcome {
    if let Some(columns) = &options.columns {
        return rows::read(name, source, columns, options, separator);
    }
    let mut rows = TableRows { text: &source.text, at: 0, line: 1, separator };
    let Some(head) = rows.next() else { return Outcome::default() };
    let fields = &options.fields;
    let column = |field: &str| head.cells.iter().position(|cell| cell.trim() == field);
    let Some(text) = column(&fields.text) else {
        let shown: Vec<&str> = head.cells.iter().map(|cell| cell.trim()).take(20).collect();
        return Outcome::problem(Problem {
            file: name.to_owned(),
            line: Some(1),
            byte: None,
            message: format!(
                "there is no column `{}`; the first line names {}",
                fields.text,
                shown.join(", ")
            ),
            hint: Some("name the column that holds the text: --field text=NAME".to_owned()),
            fatal: true,
        });
    };
    let (id, original) = (column(&fields.id), column(&fields.source));
    let (language, source_language) = (column(&fields.lang), column(&fields.source_lang));
    let mut outcome = Outcome::default();
    for row in rows {
        let cell = |column: Option<usize>| {
            column.and_then(|i| row.cells.get(i)).filter(|cell| !cell.trim().is_empty())
        };
        let Some(text) = cell(Some(text)) else {
            outcome.problems.extend(problem(name, &row, "the row has no text"));
            continue;
        };
        let id = cell(id).map(|id| serde_json::Value::String(id.clone()));
        let title = id
            .as_ref()
            .and_then(|id| id.as_str())
            .map_or_else(|| format!("{name}:{}", row.line), str::to_owned);
        let record =
            Record { stream: name.to_owned(), id, line: row.line, byte: row.byte as u64, is_part: false };
        let mut document: Document = jsonl::document(&title, text.clone(), options);
        document.language =
            options.language.clone().or_else(|| cell(language).and_then(|l| super::primary_language(l)));
        document.record = Some(record);
        if let Some(text) = cell(original) {
            let language = cell(source_language).and_then(|l| super::primary_language(l));
            let original = Original { text: text.clone(), language, ..Original::default() };
            jsonl::attach(&mut document, original);
        }
        outcome.documents.push(document);
    }
    outcome
}

fn problem(name: &str, row: &TableRow, message: &str) -> Option<Problem> {
    let empty = row.cells.iter().all(|cell| cell.trim().is_empty());
    (!empty).then(|| Problem {
        file: name.to_owned(),
        line: Some(row.line),
        byte: Some(row.byte),
        message: message.to_owned(),
        hint: Some("fill the column in, or take the row out".to_owned()),
        fatal: true,
    })
}

/// The rows of a table, as RFC 4180 has them.
struct TableRows<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    separator: u8,
}

impl Iterator for TableRows<'_> {
    type Item = TableRow;

    fn next(&mut self) -> Option<TableRow> {
        if self.at >= self.text.len() {
            return None;
        }
        let (line, byte) = (self.line, self.at);
        let mut cells = Vec::new();
        loop {
            let (cell, ends_row) = self.cell();
            cells.push(cell);
            if ends_row {
                return Some(TableRow { cells, line, byte });
            }
        }
    }
}

impl TableRows<'_> {
    /// The next cell, and whether it is the last of its row.
    fn cell(&mut self) -> (String, bool) {
        let bytes = self.text.as_bytes();
        let mut cell = String::new();
        if bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            while let Some(end) = memchr::memchr(b'"', &bytes[self.at..]).map(|i| self.at + i) {
                cell.push_str(&self.text[self.at..end]);
                self.at = end + 1;
                if bytes.get(self.at) != Some(&b'"') {
                    break;
                }
                cell.push('"');
                self.at += 1;
            }
            self.line += memchr::memchr_iter(b'\n', cell.as_bytes()).count();
        }
        let rest = &bytes[self.at..];
        let end = memchr::memchr2(self.separator, b'\n', rest).unwrap_or(rest.len());
        cell.push_str(self.text[self.at..self.at + end].trim_end_matches('\r'));
        self.at += end;
        let ends_row = bytes.get(self.at) != Some(&self.separator);
        self.line += usize::from(bytes.get(self.at) == Some(&b'\n'));
        self.at += 1;
        (cell, ends_row)
    }
}
