//! Tables with a column for the source and one for the target: `--columns source=2,target=3`.
//!
//! A column is named by its number, counted from 1, or by what the first row calls it. The whole table is one document, and
//! each cell leads back to its bytes.

use mtlint_core::document::{Source, State, Syntax, Unit};
use mtlint_core::error::Problem;
use mtlint_core::span::FileSpan;

use super::columns::{Column, Columns};
use super::side::{self, UnitSide};
use super::{Languages, outcome};
use crate::{Options, Outcome};

/// The longest header that is looked at for names.
const COLUMNS: usize = 4096;

/// Reads a table.
pub(crate) fn read(
    name: &str,
    source: Source,
    columns: &Columns,
    options: &Options,
    separator: u8,
) -> Outcome {
    let languages = Languages::default().settled(options);
    let mut blocks = Vec::new();
    let mut problems = Vec::new();
    let mut rows = Rows { text: &source.text, at: 0, separator };
    let head: Vec<String> = match columns.has_names() {
        true => rows
            .next()
            .map(|row| row.into_iter().take(COLUMNS).map(|cell| cell.written().trim().to_owned()).collect()),
        false => None,
    }
    .unwrap_or_default();
    let place = |column: &Option<Column>| match column {
        None => Ok(None),
        Some(Column::Number(number)) => Ok(Some(*number)),
        Some(Column::Named(wanted)) => match head.iter().position(|name| name == wanted) {
            Some(at) => Ok(Some(at)),
            None => Err(no_column(name, wanted, &head)),
        },
    };
    let places =
        [&columns.source, &columns.target, &columns.key, &columns.note, &columns.context, &columns.max];
    let places: Result<Vec<Option<usize>>, Problem> = places.into_iter().map(place).collect();
    let places = match places {
        Ok(places) => places,
        Err(problem) => return Outcome::problem(problem),
    };
    let mut line = 1;
    let mut counted = 0;
    for row in rows {
        let start = row.first().map_or(0, |cell| cell.span.start as usize);
        let end = row.last().map_or(start, |cell| cell.span.end as usize);
        line += memchr::memchr_iter(b'\n', &source.text.as_bytes()[counted..start]).count();
        counted = start;
        let cell = |place: usize| places[place].and_then(|at| row.get(at));
        let text =
            |place: usize| cell(place).map(|cell| cell.written().trim().to_owned()).filter(|t| !t.is_empty());
        let Some(target) = cell(1).cloned() else {
            let blank = row.iter().all(UnitSide::is_blank);
            if !blank && problems.len() < 20 {
                problems.push(Problem {
                    file: name.to_owned(),
                    line: Some(line),
                    byte: Some(start),
                    message: format!("the row has {} columns, and none for the target", row.len()),
                    hint: Some("name the columns as they are: --columns source=1,target=2".to_owned()),
                    fatal: true,
                });
            }
            continue;
        };
        let unit = Unit {
            key: text(2),
            notes: text(3).into_iter().collect(),
            context: text(4),
            max: text(5).and_then(|max| max.parse().ok()),
            state: if target.is_blank() { State::Untranslated } else { State::Unknown },
            whole: FileSpan::new(start, end),
            ..Unit::default()
        };
        let languages = [languages.source.as_deref(), None];
        blocks.extend(side::block(cell(0).cloned(), target, languages, unit));
    }
    outcome(name, source, Syntax::Plain, options.language.clone(), blocks, problems)
}

fn no_column(name: &str, wanted: &str, head: &[String]) -> Problem {
    let shown: Vec<&str> = head.iter().map(String::as_str).take(20).collect();
    Problem {
        file: name.to_owned(),
        line: Some(1),
        byte: None,
        message: format!("there is no column `{wanted}`; the first row names {}", shown.join(", ")),
        hint: Some("name the columns as they are: --columns source=NAME,target=NAME".to_owned()),
        fatal: true,
    }
}

/// The rows of a table as RFC 4180 has them, each cell with its place. The csv crate gives no places.
struct Rows<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
}

impl Iterator for Rows<'_> {
    type Item = Vec<UnitSide>;

    fn next(&mut self) -> Option<Vec<UnitSide>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let (cell, ends_row) = self.cell();
            cells.push(cell);
            if ends_row {
                return Some(cells);
            }
        }
    }
}

impl Rows<'_> {
    /// The next cell, and whether it is the last of its row.
    fn cell(&mut self) -> (UnitSide, bool) {
        let bytes = self.text.as_bytes();
        let mut side = UnitSide::at(self.at, self.at);
        if bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            side.span.start = self.at as u32;
            loop {
                let Some(end) = memchr::memchr(b'"', &bytes[self.at..]).map(|i| self.at + i) else {
                    side.text(&self.text[self.at..], self.at);
                    self.at = bytes.len();
                    side.span.end = self.at as u32;
                    break;
                };
                side.text(&self.text[self.at..end], self.at);
                side.span.end = end as u32;
                self.at = end + 1;
                if bytes.get(self.at) != Some(&b'"') {
                    break;
                }
                side.replaced("\"", end, 2);
                self.at += 1;
            }
        }
        let rest = &bytes[self.at.min(bytes.len())..];
        let end = memchr::memchr2(self.separator, b'\n', rest).unwrap_or(rest.len());
        let text = self.text[self.at..self.at + end].trim_end_matches('\r');
        if !text.is_empty() {
            side.text(text, self.at);
            side.span.end = (self.at + text.len()) as u32;
        }
        self.at += end;
        let ends_row = bytes.get(self.at) != Some(&self.separator);
        self.at += 1;
        (side, ends_row)
    }
}
