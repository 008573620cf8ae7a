//! An audit that many machines made: a line of JSON a document, in a folder of files.
//!
//! Each machine writes what it checked ([`line`]), in files of its own and in the order of its names; [`Stored::of_lines`]
//! takes them together in the order of the paths. They go into a private database that SQLite keeps in memory and, where
//! it grows, in a file without a name; so whatever reads an audit reads these, too.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::failure::explain;
use crate::insert::Insert;
use crate::{AuditEntry, Stored, Version};
use mtlint_core::error::{Error, Result};

/// What to do about a file that holds something else.
const HINT: &str = "name the folder that `mtlint.spark.write` or `mtlint.audit.write` has filled";

/// What a line holds.
#[derive(Serialize, Deserialize)]
struct AuditLine<V, E> {
    version: V,
    entry: E,
}

/// Returns a checked document, and what it was checked by, as a line without its end.
pub fn line(version: &Version, entry: &AuditEntry) -> String {
    serde_json::to_string(&AuditLine { version, entry }).expect("texts and numbers are JSON")
}

impl Stored {
    /// Reads the lines of a file, or of all files below a folder in the order of their paths; those with the extension
    /// `gz` are unpacked. Names that begin with "_" or "." are left out, as Hadoop has it.
    ///
    /// # Errors
    /// When one cannot be read, or holds something else, with the line.
    pub fn of_lines(path: &Path) -> Result<Stored> {
        let mut files = Vec::new();
        below(path, &mut files)?;
        if files.is_empty() {
            let error = Error::invalid(path.display().to_string(), "there is no file in this folder");
            return Err(error.hint(HINT));
        }
        // An empty name stands for a database of this connection alone, which is gone with it.
        let open = || {
            let connection = Connection::open("")?;
            connection.execute_batch(include_str!("schema.sql"))?;
            connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")?;
            Ok(connection)
        };
        let connection = open().map_err(|e| explain(path, e))?;
        let mut rows = LineRows {
            path,
            insert: Insert::new(&connection).map_err(|e| explain(path, e))?,
            versions: HashMap::new(),
            position: 0,
        };
        files.iter().try_for_each(|file| rows.file(file))?;
        drop(rows);
        let ended = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";
        let audit =
            format!("INSERT INTO audit (id, paths, started, finished) VALUES (1, ?, {ended}, {ended})");
        connection.execute(&audit, [path.display().to_string()]).map_err(|e| explain(path, e))?;
        Ok(Stored { path: path.to_owned(), connection })
    }
}

/// The files below a path in the order of their names; the path itself where it is one.
fn below(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        found.push(path.to_owned());
        return Ok(());
    }
    let entries = std::fs::read_dir(path).map_err(|e| Error::io(path, e))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<Vec<_>>>();
    let mut paths = paths.map_err(|e| Error::io(path, e))?;
    paths.sort();
    let hidden = |path: &Path| path.file_name().is_none_or(|n| n.to_string_lossy().starts_with(['.', '_']));
    paths.iter().filter(|path| !hidden(path)).try_for_each(|path| below(path, found))
}

/// What goes into the database.
struct LineRows<'a> {
    path: &'a Path,
    insert: Insert<'a>,
    /// Ids of versions by their hash.
    versions: HashMap<String, i64>,
    /// The next document's.
    position: i64,
}

impl LineRows<'_> {
    fn file(&mut self, path: &Path) -> Result<()> {
        let name = || path.display().to_string();
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if extension == "parquet" {
            let hint = "the Python package reads it: python -m mtlint audit report --from FOLDER";
            return Err(Error::invalid(name(), "Parquet is not read here").hint(hint));
        }
        let file = File::open(path).map_err(|e| Error::io(path, e))?;
        let file: Box<dyn Read> =
            if extension == "gz" { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
        let lines = BufReader::with_capacity(1 << 18, file).split(b'\n');
        for (index, line) in lines.enumerate() {
            let line = line.map_err(|e| Error::io(path, e))?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let wrong = |e: serde_json::Error| {
                let message = format!("this is no line of an audit: {e}");
                Error::invalid(name(), message).at(index + 1, 0).hint(HINT)
            };
            let AuditLine { version, entry } = serde_json::from_slice(&line).map_err(wrong)?;
            self.row(&version, &entry).map_err(|e| explain(self.path, e))?;
        }
        Ok(())
    }

    fn row(&mut self, version: &Version, entry: &AuditEntry) -> rusqlite::Result<()> {
        let hash = version.hash();
        let id = match self.versions.get(&hash) {
            Some(id) => *id,
            None => *self.versions.entry(hash).or_insert(self.insert.version(version)?),
        };
        let position = self.position;
        self.position += 1;
        self.insert.entry(position, id, entry)
    }
}

#[cfg(test)]
mod tests {
    use super::line;
    use crate::{AuditEntry, Stored, Version, content};
    use mtlint_core::check::Checker;
    use mtlint_core::policy::Policy;
    use mtlint_project::config::Settings;
    use mtlint_project::packs;

    #[test]
    fn lines_of_two_files_are_read_back_in_the_order_of_their_names_and_another_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let version = Version::for_settings(&Settings::default()).unwrap();
        let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap();
        for (file, text) in
            [("part-1", "The the gate was shut."), ("part-0", "The gate was shut."), ("_x", "")]
        {
            let document = mtlint_read::text(text);
            let content = content(&document);
            let review = checker.check(document, &Policy::default()).unwrap();
            let entry = AuditEntry::new(review, content, version.hash().into());
            std::fs::write(folder.path().join(file), line(&version, &entry) + "\n").unwrap();
        }
        let stored = Stored::of_lines(folder.path()).unwrap();
        let mut found = Vec::new();
        stored.each(|review| found.push(review.unwrap().findings.is_empty())).unwrap();
        assert_eq!(found, [true, false]);
        assert_eq!(stored.versions().unwrap(), [version]);
        assert!(stored.progress().unwrap().finished.is_some());
        std::fs::write(folder.path().join("part-2"), "\n{\"text\":\"x\"}\n").unwrap();
        let error = Stored::of_lines(folder.path()).err().unwrap();
        assert!(error.what().contains("part-2:2: this is no line of an audit"), "{}", error.what());
    }
}
