//! The one thread that writes: it takes outcomes in the order of the input and commits between batches, at most four
//! times a second.
//!
//! Checking goes on meanwhile, never further ahead than a few batches. What is committed is a beginning of the input,
//! so a run that was stopped finds it again, and the rows have the same ids as if it had not been stopped.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::failure::{damaged, explain};
use crate::finish::finish;
use crate::insert::Insert;
use crate::known::{Claim, FoundAgain};
use crate::{AuditEntry, ContentDigest, InputPlace, KnownDocuments, Version, database};
use mtlint_core::error::{Error, Problem, Result};

/// Least time between commits.
const COMMIT: Duration = Duration::from_millis(250);
/// Batches that may wait to be written.
const WAITING: usize = 2;

/// What came of one place in the input.
pub enum WriteItem {
    /// A document that is stored, with this content, checked by the version of that hash.
    Known(InputPlace, ContentDigest, Arc<str>),
    /// A document that was checked.
    Checked(Box<AuditEntry>),
    /// What kept an input from becoming a document.
    Problem(Problem),
}

enum WriterMessage {
    Version(Arc<str>, Version),
    Items(Vec<WriteItem>),
    /// The input is at its end.
    End,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunTotals {
    /// Documents that were checked.
    pub checked: usize,
    /// Documents that were stored and have not changed.
    pub unchanged: usize,
    /// Names of documents that are no longer there, sorted; they were dropped.
    pub gone: Vec<String>,
    /// Inputs of which nothing could be checked.
    pub unread: usize,
}

/// Hands outcomes to the thread that writes.
pub struct AuditWriter {
    path: PathBuf,
    sender: SyncSender<WriterMessage>,
    thread: JoinHandle<Result<RunTotals>>,
    known: Arc<KnownDocuments>,
    /// Versions that were stored when the run began.
    pub versions: Vec<Version>,
    /// True when the run before was stopped.
    pub resumes: bool,
}

impl AuditWriter {
    /// Opens or makes the database at `path` for an audit of `paths`.
    ///
    /// # Errors
    /// When the file cannot be opened, is no audit, or is one of other inputs.
    pub fn open(path: &Path, paths: &[String]) -> Result<AuditWriter> {
        let connection = database::to_write(path)?;
        let (known, versions, resumes) = begin(&connection, paths).map_err(|e| explain(path, e))?;
        let known = Arc::new(known);
        let (sender, receiver) = sync_channel(WAITING);
        let (own_path, own_known) = (path.to_owned(), known.clone());
        let thread = std::thread::spawn(move || write(&own_path, &connection, &own_known, &receiver));
        Ok(AuditWriter { path: path.to_owned(), sender, thread, known, versions, resumes })
    }

    /// What was stored before the run.
    pub fn known(&self) -> Arc<KnownDocuments> {
        self.known.clone()
    }

    /// Announces a version by its hash, before the first document that was checked by it.
    pub fn version(&self, hash: Arc<str>, version: Version) {
        // A thread that is gone tells why at the end.
        let _ = self.sender.send(WriterMessage::Version(hash, version));
    }

    /// Hands over the next outcomes; false when writing has failed, which [`AuditWriter::finish`] explains.
    pub fn take(&self, items: Vec<WriteItem>) -> bool {
        self.sender.send(WriterMessage::Items(items)).is_ok()
    }

    /// Ends the run. When the input came to its `end`, what was not found again is dropped and the audit is complete;
    /// else it is only kept.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn finish(self, end: bool) -> Result<RunTotals> {
        if end {
            let _ = self.sender.send(WriterMessage::End);
        }
        drop(self.sender);
        self.thread.join().unwrap_or_else(|_| Err(damaged(&self.path, "the thread that writes it panicked")))
    }
}

/// Says that a run has begun, and reads what is known. The transaction that the database was opened in ends here.
fn begin(
    connection: &Connection,
    paths: &[String],
) -> rusqlite::Result<(KnownDocuments, Vec<Version>, bool)> {
    let resumes =
        connection.query_row("SELECT count(*) FROM audit WHERE finished IS NULL", [], |r| r.get(0))?;
    connection.execute(
        "INSERT INTO audit (id, paths, started) VALUES (1, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
         ON CONFLICT (id) DO UPDATE SET paths = excluded.paths, finished = NULL,
           started = iif(finished IS NULL, started, excluded.started)",
        [paths.join("\n")],
    )?;
    let (mut ids, mut versions) = (HashMap::new(), Vec::new());
    let mut select =
        connection.prepare("SELECT id, hash, program, rules, settings FROM versions ORDER BY id")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        ids.insert(row.get(1)?, row.get(0)?);
        versions.push(Version { program: row.get(2)?, rules: row.get(3)?, settings: row.get(4)? });
    }
    let mut select = connection.prepare("SELECT content, version, id FROM documents")?;
    let rows = select.query_map([], |row| {
        let content = row.get_ref(0)?.as_str()?;
        Ok((ContentDigest::from_str_radix(content, 16).unwrap_or_default(), row.get(1)?, row.get(2)?))
    })?;
    let known = rows.collect::<rusqlite::Result<_>>()?;
    connection.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
    Ok((KnownDocuments::new(known, ids), versions, resumes))
}

/// The thread.
fn write(
    path: &Path,
    connection: &Connection,
    known: &KnownDocuments,
    messages: &Receiver<WriterMessage>,
) -> Result<RunTotals> {
    let run = || {
        let mut run = RunState {
            insert: Insert::new(connection)?,
            versions: known.ids().clone(),
            found: FoundAgain::default(),
            position: 0,
            done: RunTotals::default(),
        };
        let (mut at_end, mut committed) = (false, Instant::now());
        for message in messages {
            match message {
                WriterMessage::Version(hash, version) => run.version(&hash, &version)?,
                WriterMessage::Items(items) => {
                    items.into_iter().try_for_each(|item| run.item(known, item))?
                }
                WriterMessage::End => at_end = true,
            }
            if committed.elapsed() >= COMMIT {
                connection.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
                committed = Instant::now();
            }
        }
        let nothing = run.done.checked + run.done.unchanged == 0 && !known.is_empty();
        if at_end && !nothing {
            let rest = run.found.rest(known);
            run.done.gone = finish(connection, &rest, run.position)?;
        }
        connection.execute_batch("COMMIT")?;
        Ok((run.done, at_end && nothing))
    };
    match run() {
        Ok((done, false)) => Ok(done),
        Ok((_, true)) => {
            let count = known.len();
            let message = format!("none of its {count} documents was found again, so all are kept");
            let hint = "check the paths; to begin anew, delete the file or name another with --db";
            Err(Error::invalid(path.display().to_string(), message).hint(hint))
        }
        Err(error) => Err(explain(path, error)),
    }
}

/// The state of a run.
struct RunState<'c> {
    insert: Insert<'c>,
    versions: HashMap<String, i64>,
    found: FoundAgain,
    /// The next place in the input.
    position: i64,
    done: RunTotals,
}

impl RunState<'_> {
    fn version(&mut self, hash: &str, version: &Version) -> rusqlite::Result<()> {
        if !self.versions.contains_key(hash) {
            self.versions.insert(hash.to_owned(), self.insert.version(version)?);
        }
        Ok(())
    }

    fn item(&mut self, known: &KnownDocuments, item: WriteItem) -> rusqlite::Result<()> {
        let position = self.position;
        self.position += 1;
        match item {
            WriteItem::Checked(entry) => {
                self.done.checked += 1;
                let version = self.versions[&*entry.version];
                self.insert.entry(position, version, &entry)
            }
            WriteItem::Known(place, content, version) => {
                self.done.unchanged += 1;
                match self.found.next(known, content, &version) {
                    Some(Claim::This(id)) => self.insert.moved(id, position, &place),
                    Some(Claim::LikeThis(id)) => self.insert.copy(id, position, &place),
                    None => unreachable!("whoever says that it is known has asked the same `Known`"),
                }
            }
            WriteItem::Problem(problem) => {
                self.done.unread += usize::from(problem.fatal);
                self.insert.problem(position, &problem)
            }
        }
    }
}
