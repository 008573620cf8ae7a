//! `mtlint audit PATHS`: checks what the database does not hold yet, and writes it there.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use mtlint::audit::{
    AuditEntry, AuditWriter, InputPlace, KnownDocuments, RunTotals, Version, WriteItem, content,
};
use mtlint::error::{Error, Result};
use mtlint::read;

use super::Db;
use crate::cli::work::{self, Job, Plan, WorkArgs};
use crate::cli::{Exit, check, counted, interrupt, print, warn};

/// Names of documents that are told when they are gone.
const NAMES: usize = 5;

/// Check files, folders or JSON lines into a database
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint audit site/ --db audit.db
  mtlint audit articles.jsonl --field text=body --db audit.db
  mtlint audit run report/ query/        folders named like a subcommand

What is stored and has not changed is not checked again: a run can be stopped
at any moment and started again. Documents that are gone are dropped. A
baseline has no part in it; comments that suppress have.

Exit codes:
  0  all was checked, whatever the verdicts
  2  something could not be checked, or the database not be written
  130  interrupted by Ctrl-C; the same command goes on")]
pub struct Args {
    #[command(flatten)]
    work: WorkArgs,
    #[command(flatten)]
    db: Db,
    /// Print nothing on standard output
    #[arg(long, short)]
    quiet: bool,
}

/// Audits what the arguments name.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let begun = Instant::now();
    if args.work.since.is_some() {
        let error = Error::invalid("--since", "an audit is of the whole collection");
        return Err(error.hint("leave it out: what has not changed is not checked again").into());
    }
    let paths: Vec<String> = args.work.paths().iter().map(|p| p.to_string_lossy().into_owned()).collect();
    let writer = AuditWriter::open(&args.db.db, &paths)?;
    if writer.resumes && !args.quiet {
        warn(format!("{}: the last run was stopped; it goes on", args.db.db.display()));
    }
    let checker =
        Shared { known: writer.known(), versions: Mutex::default(), quiet: args.quiet, writer: &writer };
    interrupt::listen();
    let mut cut = false;
    let ended = work::run(
        &args.work,
        true,
        |plan, job, options| checker.work(plan, job, options),
        |batch| {
            // Of an interrupted batch a part was passed over: what is stored is always a beginning of the input.
            if interrupt::asked() {
                cut = true;
                return Ok(());
            }
            for item in &batch {
                if let WriteItem::Problem(problem) = item {
                    check::tell(problem);
                }
            }
            anyhow::ensure!(writer.take(batch), "the database cannot be written");
            Ok(())
        },
    );
    // Where both went wrong, the database tells why.
    let done = writer.finish(matches!(&ended, Ok(ended) if ended.cut.is_none()) && !cut)?;
    let ended = ended?;
    cut |= ended.cut.is_some();
    if !args.quiet {
        check::tell_left_out(&ended.left_out);
    }
    if !args.quiet {
        print(&summary(&args.db, &done, begun)?)?;
    }
    if cut {
        warn("stopped: what is checked is stored; run the same command again, it goes on from there");
        return Ok(Exit::Interrupted);
    }
    Ok(if done.unread > 0 { Exit::Failed } else { Exit::Fine })
}

/// What the workers share.
struct Shared<'a> {
    known: Arc<KnownDocuments>,
    /// The hashes of versions, by the address of their plan, which lives as long as the run.
    versions: Mutex<HashMap<usize, Arc<str>>>,
    quiet: bool,
    writer: &'a AuditWriter,
}

impl Shared<'_> {
    /// Reads a job, and checks those of its documents that are not known.
    fn work(&self, plan: &Plan, job: Job, options: &read::Options) -> Result<Vec<WriteItem>> {
        let version = self.version(plan)?;
        let mut items = Vec::new();
        for read in work::read(job, options) {
            items.push(match read {
                Err(problem) => WriteItem::Problem(problem),
                Ok((document, problems)) => {
                    let content = content(&document);
                    if self.known.contains(content, &version) {
                        WriteItem::Known(InputPlace::from_document(&document), content, version.clone())
                    } else {
                        let mut review = plan.review(document)?;
                        review.problems.extend(problems);
                        WriteItem::Checked(Box::new(AuditEntry::new(review, content, version.clone())))
                    }
                }
            });
        }
        Ok(items)
    }

    /// The hash of the version that a plan checks by. When it is new here, the writer learns of it first.
    fn version(&self, plan: &Plan) -> Result<Arc<str>> {
        let mut versions = self.versions.lock().expect("no thread panics with the lock");
        let key = std::ptr::from_ref(plan) as usize;
        if let Some(hash) = versions.get(&key) {
            return Ok(hash.clone());
        }
        let version = Version::for_settings(&plan.settings)?;
        let hash: Arc<str> = version.hash().into();
        if !self.quiet {
            self.tell_changes(&version);
        }
        self.writer.version(hash.clone(), version);
        versions.insert(key, hash.clone());
        Ok(hash)
    }

    /// Says what is different from the version before that is most like this one.
    fn tell_changes(&self, version: &Version) {
        let changes = self.writer.versions.iter().map(|before| version.changes(before));
        let Some(changes) = changes.min_by_key(Vec::len).filter(|c| !c.is_empty()) else { return };
        warn("documents are checked again, for this has changed since the last run:");
        changes.iter().for_each(|change| warn(format!("  {change}")));
    }
}

/// What was done, in a few lines.
fn summary(db: &Db, done: &RunTotals, begun: Instant) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    let all = counted(done.checked + done.unchanged, "document");
    let (checked, unchanged) = (done.checked, done.unchanged);
    let seconds = begun.elapsed().as_secs_f64();
    writeln!(
        text,
        "{}: {all}, {checked} checked, {unchanged} unchanged, in {seconds:.1} s",
        db.db.display()
    )?;
    if !done.gone.is_empty() {
        let more = if done.gone.len() > NAMES { ", …" } else { "" };
        let names = done.gone[..done.gone.len().min(NAMES)].join(", ");
        writeln!(text, "{} no longer there, dropped: {names}{more}", counted(done.gone.len(), "document"))?;
    }
    if done.unread > 0 {
        writeln!(text, "{} could not be read", counted(done.unread, "input"))?;
    }
    Ok(text)
}
