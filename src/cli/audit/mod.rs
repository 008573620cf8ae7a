//! `mtlint audit`: a large collection checked into a database, and what can be asked of it afterwards.
//!
//! `mtlint audit PATHS` is short for `mtlint audit run PATHS`, which also takes folders that are called like a
//! subcommand.

mod compare;
mod query;
mod report;
mod run;

use std::path::{Path, PathBuf};

use mtlint::audit::Stored;

use super::{Exit, warn};

/// Check a large collection into a database; report, compare, query it
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  mtlint audit site/ --db audit.db       check, or check what has changed
  mtlint audit report > overview.html    the overview of audit.db
  mtlint audit compare march.db april.db
  mtlint audit query findings --rule doubled-word > findings.csv

A run that was stopped goes on where it was when it is started again. A copy
of the database keeps the state of a day. Folders called report, compare or
query: mtlint audit run ./report

Exit codes:
  0  all was checked, whatever the verdicts
  2  something could not be checked, or the database not be used
  130  interrupted by Ctrl-C; the same command goes on"
)]
#[group(skip)]
pub struct Args {
    #[command(subcommand)]
    command: Option<AuditCommand>,
    #[command(flatten)]
    run: run::Args,
}

// Made once in a run: that one variant is large costs nothing.
#[expect(clippy::large_enum_variant)]
#[derive(clap::Subcommand)]
enum AuditCommand {
    Run(run::Args),
    Report(report::Args),
    Compare(compare::Args),
    Query(query::Args),
}

/// The database that a subcommand reads.
#[derive(clap::Args)]
struct Db {
    /// The database of the audit
    #[arg(long, value_name = "FILE", default_value = "audit.db")]
    db: PathBuf,
}

/// An audit that a subcommand reads.
#[derive(clap::Args)]
struct KeptAudit {
    #[command(flatten)]
    db: Db,
    /// Read a folder of lines that Spark or Python wrote, in place of a
    /// database (docs/many-machines.md)
    #[arg(long, value_name = "FOLDER", conflicts_with = "db")]
    from: Option<PathBuf>,
}

impl KeptAudit {
    /// Opens it to be read, and says so where its audit did not come to its end.
    fn open(&self) -> mtlint::error::Result<Stored> {
        if let Some(folder) = &self.from {
            return Stored::of_lines(folder);
        }
        let stored = Stored::open(&self.db.db)?;
        tell_unfinished(&self.db.db, &stored)?;
        Ok(stored)
    }
}

/// Audits, or answers from what was audited.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    match args.command {
        None => run::run(args.run),
        Some(AuditCommand::Run(args)) => run::run(args),
        Some(AuditCommand::Report(args)) => report::run(args),
        Some(AuditCommand::Compare(args)) => compare::run(args),
        Some(AuditCommand::Query(args)) => query::run(args),
    }
}

/// Says on standard error when the last run into a database did not come to its end.
fn tell_unfinished(path: &Path, stored: &Stored) -> mtlint::error::Result<()> {
    if stored.progress()?.finished.is_none() {
        let path = path.display();
        warn(format!(
            "note: the last audit into {path} was stopped: documents are missing or from before\n\
             hint: run the same audit again, it goes on"
        ));
    }
    Ok(())
}
