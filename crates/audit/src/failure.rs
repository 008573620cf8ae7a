//! What SQLite says, as an error that names the file and the remedy.

use std::path::Path;

use rusqlite::ErrorCode;

use mtlint_core::error::Error;

/// The error for what went wrong with the database at `path`.
pub(super) fn explain(path: &Path, error: rusqlite::Error) -> Error {
    let said = match &error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    };
    let go_on = "run the same command again: what is stored is kept, and the audit goes on from there";
    let (message, hint) = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            "another program is at work on it".to_owned(),
            "wait until that audit has ended, or give this one a file of its own with --db".to_owned(),
        ),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => (
            "it cannot be written".to_owned(),
            "check who may write it and its folder, or write to another file with --db".to_owned(),
        ),
        Some(ErrorCode::DiskFull) => {
            ("there is no room left on the disk".to_owned(), format!("make room and {go_on}"))
        }
        Some(ErrorCode::SystemIoFailure) => (
            format!("it cannot be read or written ({said})"),
            format!("look at the disk and at limits on the size of files, then {go_on}"),
        ),
        Some(ErrorCode::CannotOpen) => (
            "it cannot be opened".to_owned(),
            "check that its folder exists, and who may read and write there".to_owned(),
        ),
        Some(ErrorCode::NotADatabase) => {
            ("it is no database".to_owned(), "give the audit a file of its own with --db".to_owned())
        }
        Some(ErrorCode::DatabaseCorrupt) => return damaged(path, &said),
        _ => return Error::invalid(path.display().to_string(), said),
    };
    Error::invalid(path.display().to_string(), message).hint(hint)
}

/// The error for a database that holds what an audit does not write.
pub(super) fn damaged(path: &Path, said: &str) -> Error {
    Error::invalid(path.display().to_string(), format!("it is damaged ({said})"))
        .hint("bring back a copy, or delete it and audit again")
}
