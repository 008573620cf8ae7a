//! Tables by Arrow's C interface: texts are read where they lie, and the columns of their reviews are handed out.

use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_pyarrow::Table;
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema};
use pyo3::PyResult;
use pyo3::exceptions::{PyTypeError, PyValueError};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::columns::{AuditedLine, AuditedRow, CheckedRow, CodePoints, FindingRow};
use crate::record::TextRecord;

/// Rows of a batch that is handed out.
const ROWS: usize = 8192;

/// The texts of a finding in a table.
const TEXTS: [&str; 7] = ["rule", "family", "severity", "category", "text", "message", "suggestion"];
/// Its numbers.
const NUMBERS: [&str; 3] = ["certainty", "machine", "penalty"];
/// Its places: code points and bytes of the text, and lines and columns from 1.
const PLACES: [&str; 6] = ["start", "end", "start_byte", "end_byte", "line", "column"];

/// Returns the columns of reviews; `line` writes the line of one.
pub fn checked<'t>(
    table: &'t Table,
    line: impl Fn(&TextRecord) -> PyResult<String> + Sync,
) -> PyResult<Table> {
    let work = |record: &TextRecord<'t>| {
        let mut checked: CheckedRow = parsed(&line(record)?)?;
        checked.findings.retain(|finding| finding.suppressed.is_none());
        Ok((checked, CodePoints::new(record.text)))
    };
    made(table, work, reviews)
}

/// Returns the columns of an audit; `line` writes the line of a review.
pub fn audited(table: &Table, line: impl Fn(&TextRecord) -> PyResult<String> + Sync) -> PyResult<Table> {
    let work = |record: &TextRecord| {
        let line = line(record)?;
        let AuditedLine { entry } = parsed(&line)?;
        Ok((entry, line))
    };
    made(table, work, entries)
}

fn parsed<'l, T: serde::Deserialize<'l>>(line: &'l str) -> PyResult<T> {
    serde_json::from_str(line).map_err(|e| PyValueError::new_err(e.to_string()))
}

/// Does the work of every row side by side, and makes columns of what came of it. A row without a text has nothing.
fn made<'t, T: Send>(
    table: &'t Table,
    work: impl Fn(&TextRecord<'t>) -> PyResult<T> + Sync,
    columns: impl Fn(Vec<Option<T>>) -> Result<RecordBatch, ArrowError>,
) -> PyResult<Table> {
    let mut records = Vec::new();
    for batch in table.record_batches() {
        rows(batch, &mut records)?;
    }
    let mut batches = Vec::new();
    let mut chunks = records.chunks(ROWS);
    // One batch without rows tells the names and types of an empty table.
    let mut next = Some(chunks.next().unwrap_or_default());
    while let Some(records) = next {
        let done = records.par_iter().map(|record| record.as_ref().map(&work).transpose());
        let done = done.collect::<PyResult<Vec<_>>>()?;
        batches.push(columns(done).map_err(wrong)?);
        next = chunks.next();
    }
    let schema = batches[0].schema();
    Table::try_new(batches, schema).map_err(wrong)
}

fn wrong(error: ArrowError) -> pyo3::PyErr {
    PyValueError::new_err(error.to_string())
}

/// A column of texts, however long its offsets are.
enum TextColumn<'t> {
    Short(&'t StringArray),
    Long(&'t LargeStringArray),
    View(&'t StringViewArray),
}

impl<'t> TextColumn<'t> {
    fn of(array: &'t dyn Array, name: &str) -> PyResult<TextColumn<'t>> {
        let any = array.as_any();
        let short = any.downcast_ref().map(TextColumn::Short);
        let long = || any.downcast_ref().map(TextColumn::Long);
        let view = || any.downcast_ref().map(TextColumn::View);
        short.or_else(long).or_else(view).ok_or_else(|| {
            PyTypeError::new_err(format!("The column `{name}` holds {}, not texts", array.data_type()))
        })
    }

    fn at(&self, row: usize) -> Option<&'t str> {
        match self {
            TextColumn::Short(array) => array.is_valid(row).then(|| array.value(row)),
            TextColumn::Long(array) => array.is_valid(row).then(|| array.value(row)),
            TextColumn::View(array) => array.is_valid(row).then(|| array.value(row)),
        }
    }
}

/// Adds the rows of a batch.
fn rows<'t>(batch: &'t RecordBatch, records: &mut Vec<Option<TextRecord<'t>>>) -> PyResult<()> {
    let column =
        |name: &str| batch.column_by_name(name).map(|array| TextColumn::of(array.as_ref(), name)).transpose();
    let Some(texts) = column("text")? else {
        return Err(PyTypeError::new_err("The table has no column `text`"));
    };
    let [id, lang, source, source_lang, fields] =
        [column("id")?, column("lang")?, column("source")?, column("source_lang")?, column("fields")?];
    let at = |column: &Option<TextColumn<'t>>, row: usize| column.as_ref().and_then(|texts| texts.at(row));
    records.extend((0..batch.num_rows()).map(|row| {
        texts.at(row).map(|text| TextRecord {
            text,
            id: at(&id, row),
            lang: at(&lang, row),
            source: at(&source, row),
            source_lang: at(&source_lang, row),
            fields: at(&fields, row),
        })
    }));
    Ok(())
}

/// A batch of columns by name, each value of which may be missing.
fn batch(columns: Vec<(&str, ArrayRef)>) -> Result<RecordBatch, ArrowError> {
    let fields = columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
    let schema = Schema::new(fields.collect::<Vec<_>>());
    RecordBatch::try_new(Arc::new(schema), columns.into_iter().map(|(_, array)| array).collect())
}

fn numbers<T>(rows: &[Option<T>], of: impl Fn(&T) -> Option<f64>) -> ArrayRef {
    let mut builder = Float64Builder::with_capacity(rows.len());
    rows.iter().for_each(|row| builder.append_option(row.as_ref().and_then(&of)));
    Arc::new(builder.finish())
}

fn counts<T>(rows: &[Option<T>], of: impl Fn(&T) -> i64) -> ArrayRef {
    let mut builder = Int64Builder::with_capacity(rows.len());
    rows.iter().for_each(|row| builder.append_option(row.as_ref().map(&of)));
    Arc::new(builder.finish())
}

fn texts<T>(rows: &[Option<T>], of: impl Fn(&T) -> &str) -> ArrayRef {
    let mut builder = StringBuilder::new();
    rows.iter().for_each(|row| builder.append_option(row.as_ref().map(&of)));
    Arc::new(builder.finish())
}

fn reviews(rows: Vec<Option<(CheckedRow, CodePoints)>>) -> Result<RecordBatch, ArrowError> {
    batch(vec![
        ("score", numbers(&rows, |(row, _)| row.score)),
        ("estimate", numbers(&rows, |(row, _)| row.estimate)),
        ("machine", numbers(&rows, |(row, _)| row.machine)),
        ("verdict", texts(&rows, |(row, _)| &row.verdict)),
        ("findings", findings(&rows)),
    ])
}

fn entries(rows: Vec<Option<(AuditedRow, String)>>) -> Result<RecordBatch, ArrowError> {
    let mut rules = ListBuilder::new(StringBuilder::new());
    for row in &rows {
        for found in row.iter().flat_map(|(row, _)| &row.findings).filter(|f| f.aside.is_none()) {
            rules.values().append_value(&found.rule);
        }
        rules.append(row.is_some());
    }
    batch(vec![
        ("verdict", texts(&rows, |(row, _)| &row.verdict)),
        ("score", numbers(&rows, |(row, _)| row.score)),
        ("estimate", numbers(&rows, |(row, _)| row.estimate)),
        ("machine", numbers(&rows, |(row, _)| row.machine)),
        ("words", counts(&rows, |(row, _)| row.words)),
        ("penalty", numbers(&rows, |(row, _)| Some(row.penalty))),
        ("minor", counts(&rows, |(row, _)| row.severities[0])),
        ("major", counts(&rows, |(row, _)| row.severities[1])),
        ("critical", counts(&rows, |(row, _)| row.severities[2])),
        ("rules", Arc::new(rules.finish())),
        ("entry", texts(&rows, |(_, line)| line)),
    ])
}

/// The fields of a finding, in the order of the constants.
fn finding() -> (Fields, Vec<Box<dyn ArrayBuilder>>) {
    let mut builders: Vec<Box<dyn ArrayBuilder>> = Vec::new();
    builders.extend(TEXTS.iter().map(|_| Box::new(StringBuilder::new()) as Box<dyn ArrayBuilder>));
    builders.extend(NUMBERS.iter().map(|_| Box::new(Float64Builder::new()) as Box<dyn ArrayBuilder>));
    builders.extend(PLACES.iter().map(|_| Box::new(Int64Builder::new()) as Box<dyn ArrayBuilder>));
    let typed = |names: &'static [&str], kind: DataType| {
        names.iter().map(move |name| Field::new(*name, kind.clone(), true))
    };
    let fields = typed(&TEXTS, DataType::Utf8)
        .chain(typed(&NUMBERS, DataType::Float64))
        .chain(typed(&PLACES, DataType::Int64));
    (fields.collect(), builders)
}

fn findings(rows: &[Option<(CheckedRow, CodePoints)>]) -> ArrayRef {
    let (fields, builders) = finding();
    let mut list = ListBuilder::new(StructBuilder::new(fields, builders));
    for row in rows {
        if let Some((checked, points)) = row {
            checked.findings.iter().for_each(|finding| append(list.values(), finding, points));
        }
        list.append(row.is_some());
    }
    Arc::new(list.finish())
}

fn append(row: &mut StructBuilder, f: &FindingRow, points: &CodePoints) {
    const KIND: &str = "it was made of this kind";
    let texts: [&str; TEXTS.len() - 1] = [&f.rule, &f.family, &f.severity, &f.category, &f.text, &f.message];
    let texts = texts.into_iter().map(Some).chain([f.suggestion.as_deref()]);
    let numbers = [f.certainty, f.machine, f.penalty];
    let places = [points.at(f.start), points.at(f.end), f.start, f.end].map(i64::from);
    for (at, text) in texts.enumerate() {
        row.field_builder::<StringBuilder>(at).expect(KIND).append_option(text);
    }
    for (at, number) in numbers.into_iter().enumerate() {
        row.field_builder::<Float64Builder>(TEXTS.len() + at).expect(KIND).append_value(number);
    }
    for (at, place) in places.into_iter().chain([f.line, f.column]).enumerate() {
        row.field_builder::<Int64Builder>(TEXTS.len() + NUMBERS.len() + at).expect(KIND).append_value(place);
    }
    row.append(true);
}
