//! Opens the database of an audit: to be written by one audit alone, or to be read.
//!
//! A rollback journal and full synchronisation: what is committed outlives a killed process and a power cut, and all of
//! it lies in one file that can be copied when no audit runs. The lock is SQLite's own and ends with the process.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::failure::{damaged, explain};
use mtlint_core::error::{Error, Result};

/// Marks the file as an audit's: "mtla".
const APPLICATION: i64 = 0x6d74_6c61;
/// The version of the schema.
pub(super) const SCHEMA: i64 = 3;

/// How long another program may keep the file to itself before that is an error.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens or makes the database for an audit, and keeps every other program from writing it.
pub(super) fn to_write(path: &Path) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    check(path, &connection, true)?;
    let prepare = || {
        connection.execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -32768; BEGIN EXCLUSIVE",
        )?;
        let new: bool =
            connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
        if new {
            connection.execute_batch(include_str!("schema.sql"))?;
            connection.pragma_update(None, "application_id", APPLICATION)?;
            connection.pragma_update(None, "user_version", SCHEMA)?;
        }
        Ok(())
    };
    prepare().map_err(|e| explain(path, e))?;
    Ok(connection)
}

/// Opens the database to be read.
///
/// It is opened for writing where that is possible, and then not written: a run that was killed may have left a journal
/// that must be rolled back first.
pub(super) fn to_read(path: &Path) -> Result<Connection> {
    if !path.exists() {
        let error = Error::invalid(path.display().to_string(), "there is no such database");
        return Err(error.hint("check the path; `mtlint audit PATHS --db FILE` writes one"));
    }
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    check(path, &connection, false)?;
    // One transaction: what is read is one state, whoever writes meanwhile.
    connection
        .execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -32768; BEGIN")
        .map_err(|e| explain(path, e))?;
    Ok(connection)
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    // An absolute path is a path: ":memory:" and "file:x?y" have a meaning of their own otherwise.
    let absolute = std::path::absolute(path).map_err(|e| Error::io(path, e))?;
    let open = || {
        let connection = Connection::open_with_flags(absolute, flags)?;
        connection.busy_timeout(PATIENCE)?;
        Ok(connection)
    };
    open().map_err(|e| explain(path, e))
}

/// Refuses what is not an audit's, or of a newer schema. With `new` an empty file will do.
fn check(path: &Path, connection: &Connection, new: bool) -> Result<()> {
    let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let read = || {
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok((tables, number("application_id")?, number("user_version")?))
    };
    let (tables, application, schema) = read().map_err(|e| explain(path, e))?;
    let name = path.display().to_string();
    match (tables, application, schema) {
        (0, 0, 0) if new => Ok(()),
        (0, 0, 0) => Err(Error::invalid(name, "no audit has been written to it")
            .hint("`mtlint audit PATHS --db FILE` writes one")),
        (_, APPLICATION, SCHEMA) => Ok(()),
        (_, APPLICATION, newer) if newer > SCHEMA => {
            let message =
                format!("it was written by a newer mtlint (schema {newer}; this one knows {SCHEMA})");
            Err(Error::invalid(name, message)
                .hint("use that version, or give this one a file of its own with --db"))
        }
        (_, APPLICATION, older @ 1..) => {
            let message =
                format!("it was written by an older mtlint (schema {older}; this one writes {SCHEMA})");
            Err(Error::invalid(name, message).hint("write a new one: the texts are checked again"))
        }
        (_, APPLICATION, _) => Err(damaged(path, "it has no version")),
        _ => Err(Error::invalid(name, "it is the database of another program")
            .hint("give the audit a file of its own with --db")),
    }
}
