//! The end of a run that saw all of its input: what it did not find again is dropped, and the audit is complete.

use rusqlite::{Connection, Result};

/// Drops documents, problems and versions that the run did not find again. Gives the names of documents that are gone:
/// not those that were changed.
pub(super) fn finish(connection: &Connection, rest: &[i64], end: i64) -> Result<Vec<String>> {
    let mut gone = Vec::new();
    if !rest.is_empty() {
        connection.execute_batch("CREATE TEMP TABLE rest (id INTEGER PRIMARY KEY)")?;
        let mut insert = connection.prepare("INSERT INTO rest VALUES (?)")?;
        rest.iter().try_for_each(|id| insert.execute([id]).map(drop))?;
        let mut names = connection.prepare(
            "SELECT name FROM documents WHERE id IN rest
             EXCEPT SELECT name FROM documents WHERE id NOT IN rest ORDER BY name",
        )?;
        gone = names.query_map([], |row| row.get(0))?.collect::<Result<_>>()?;
        connection.execute("DELETE FROM documents WHERE id IN rest", [])?;
    }
    connection.execute("DELETE FROM problems WHERE position >= ?", [end])?;
    connection.execute("DELETE FROM versions WHERE id NOT IN (SELECT version FROM documents)", [])?;
    connection.execute("UPDATE audit SET finished = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')", [])?;
    Ok(gone)
}
