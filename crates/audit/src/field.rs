//! What rows can be grouped by: columns of the tables, and the fields of the metadata.

use rusqlite::types::Value as Sql;

use crate::{RowKind, Stored};
use mtlint_core::error::{Error, Result, suggest};

/// Columns that a document can be grouped by.
const DOCUMENT: [&str; 4] = ["verdict", "language", "source_language", "input"];
/// Those of a finding, besides.
const FINDING: [&str; 4] = ["rule", "family", "severity", "category"];

/// A field to group by.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// As the user wrote it.
    pub name: String,
    /// The column; absent for a field of the metadata.
    column: Option<String>,
}

impl Field {
    /// A field of the metadata.
    pub fn metadata(name: &str) -> Field {
        Field { name: name.to_owned(), column: None }
    }

    /// Its value in SQL, as a text; what that takes is added to `values`.
    pub fn sql(&self, values: &mut Vec<Sql>) -> String {
        match &self.column {
            Some(column) => column.clone(),
            None => {
                let name = self.name.strip_prefix("record.").unwrap_or(&self.name);
                values.push(name.to_owned().into());
                "(SELECT trim(CASE type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE value END)
                  FROM json_each(d.metadata) WHERE key = ?)"
                    .to_owned()
            }
        }
    }
}

/// The field of that name; `known` are those of the metadata. `record.NAME` is always one of those.
pub(super) fn named(name: &str, rows: RowKind, known: &[String]) -> Result<Field> {
    let own = match rows {
        RowKind::Documents => &[][..],
        RowKind::Paragraphs => &["kind"],
        RowKind::Findings => &FINDING,
    };
    if DOCUMENT.contains(&name) {
        return Ok(Field { name: name.to_owned(), column: Some(format!("d.{name}")) });
    }
    if own.contains(&name) {
        let table = if rows == RowKind::Findings { "f" } else { "p" };
        return Ok(Field { name: name.to_owned(), column: Some(format!("{table}.{name}")) });
    }
    if known.iter().any(|k| k == name.strip_prefix("record.").unwrap_or(name)) {
        return Ok(Field::metadata(name));
    }
    let all = known.iter().map(String::as_str).chain(DOCUMENT).chain(own.iter().copied());
    Err(unknown(name, &all.collect::<Vec<_>>()))
}

/// That there is no field of that name; `valid` are those that there are.
fn unknown(name: &str, valid: &[&str]) -> Error {
    let hint = match suggest(name, valid.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if DOCUMENT.contains(&name) => {
            "it is no field of the records: --verdict, --by and PATHS ask for it".to_owned()
        }
        None if valid.is_empty() => "only records of JSON lines have fields".to_owned(),
        None => format!("there are {}", valid.join(", ")),
    };
    Error::invalid(name, "no document has a field of that name").hint(hint)
}

impl Stored {
    /// Fails when no document has a field of that name in its metadata.
    ///
    /// # Errors
    /// When there is none, with the nearest name, or the database cannot be read.
    pub fn check_metadata_field(&self, name: &str) -> Result<()> {
        let known = self.metadata_fields()?;
        let valid: Vec<&str> = known.iter().map(String::as_str).collect();
        if valid.contains(&name) { Ok(()) } else { Err(unknown(name, &valid)) }
    }

    /// The names of all fields that the metadata of some document has, sorted.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn metadata_fields(&self) -> Result<Vec<String>> {
        self.read(|connection| {
            let sql = "SELECT DISTINCT key FROM documents, json_each(metadata) ORDER BY key";
            connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// Fails when a name is neither one of `own`, the rules and families of the program, nor of a rule that found
    /// something.
    ///
    /// # Errors
    /// When a name is unknown, with the nearest one, or the database cannot be read.
    pub fn check_rule_names(&self, names: &[String], own: &[String]) -> Result<()> {
        if names.is_empty() {
            return Ok(());
        }
        let found: Vec<[String; 2]> = self.read(|connection| {
            let sql = "SELECT DISTINCT rule, family FROM findings ORDER BY rule";
            let row = |row: &rusqlite::Row| Ok([row.get(0)?, row.get(1)?]);
            connection.prepare(sql)?.query_map([], row)?.collect()
        })?;
        let known: Vec<&str> = own.iter().chain(found.iter().flatten()).map(String::as_str).collect();
        match names.iter().find(|name| !known.contains(&name.as_str())) {
            None => Ok(()),
            Some(name) => {
                let error = Error::invalid("--rule", format!("there is no rule and no family `{name}`"));
                Err(match suggest(name, known) {
                    Some(near) => error.hint(format!("did you mean `{near}`?")),
                    None => error.hint("`mtlint rules list` names them all"),
                })
            }
        }
    }
}
