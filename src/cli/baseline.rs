//! `mtlint baseline`: writes down the findings there are, so that `check` and `gate` ask about new ones only.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use mtlint::baseline::{Baseline, BaselineEntry, entries, render};
use mtlint::error::Error;

use super::work::{self, Opened, WorkArgs};
use super::{Exit, check, counted, newfile, print};

/// Write down the findings there are, so that only new ones count
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint baseline create site/     all findings of today are known
  mtlint gate --baseline mtlint-baseline.json site/
  mtlint baseline update site/     take new ones in, drop fixed ones
  mtlint baseline prune site/      drop fixed ones

`baseline = \"mtlint-baseline.json\"` in mtlint.toml makes check, gate
and fix use it.

Exit codes: 0 it is written, 2 something could not be read or written.")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Write a new baseline of all findings
    #[command(after_help = "\
Examples:
  mtlint baseline create site/
  mtlint baseline create --baseline news.json --force site/news")]
    Create {
        #[command(flatten)]
        common: Common,
        /// Write over one that is there
        #[arg(long)]
        force: bool,
    },
    /// Take in new findings, and drop those that are gone
    #[command(after_help = "\
Example:
  mtlint baseline update site/    entries of other folders stay")]
    Update(Common),
    /// Drop findings that are gone, and take in none
    #[command(after_help = "\
Example:
  mtlint baseline prune site/     entries of other folders stay")]
    Prune(Common),
}

#[derive(clap::Args)]
struct Common {
    #[command(flatten)]
    work: WorkArgs,
    /// The file [default: that of mtlint.toml, else mtlint-baseline.json]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

/// Creates, updates or prunes.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let (common, create, force) = match &args.action {
        Action::Create { common, force } => (common, true, *force),
        Action::Update(common) | Action::Prune(common) => (common, false, false),
    };
    let first = common.work.paths().swap_remove(0);
    let settings = common.work.projects()?.settings(&first)?;
    let path = work::baseline_path(common.baseline.as_ref(), &settings);
    if create && !force && path.exists() {
        let error = Error::invalid(path.display().to_string(), "there is a baseline already");
        return Err(error
            .hint("`mtlint baseline update` brings it up to date, --force writes it afresh")
            .into());
    }
    if create && path.is_file() {
        // What is written over must be a baseline.
        Opened::load(&path)?;
    }
    let mut opened = if create { Opened::new(&path, Baseline::default()) } else { Opened::load(&path)? };
    let found = find(common, &mut opened)?;
    let report = match &args.action {
        Action::Create { .. } => {
            write(&path, &found.entries)?;
            let named = common.baseline.is_none() && settings.baseline.value.is_none();
            let hint = format!("\nname it in mtlint.toml: baseline = \"{}\"", path.display());
            let documents: HashSet<&str> = found.entries.iter().map(|e| e.document.as_str()).collect();
            format!(
                "{} in {}{}",
                counted(total(&found.entries), "finding"),
                counted(documents.len(), "document"),
                if named { hint.as_str() } else { "" }
            )
        }
        Action::Update(_) | Action::Prune(_) => {
            let used: Vec<BaselineEntry> = opened.baseline.used().collect();
            let (kept, gone): (Vec<BaselineEntry>, Vec<BaselineEntry>) =
                opened.baseline.unused().partition(|e| !found.is_gone(&opened, &e.document));
            let stays = counted(total(&used) + total(&kept), "finding");
            let update = matches!(args.action, Action::Update(_));
            let written = if update { &found.entries } else { &used };
            write(&path, &[written.as_slice(), &kept].concat())?;
            match update {
                true => format!("{stays} kept, {} new, {} gone", found.new, total(&gone)),
                false => format!("{stays} kept, {} gone", total(&gone)),
            }
        }
    };
    print(&format!("wrote {}: {report}\n", path.display()))?;
    Ok(if found.unread > 0 { Exit::Failed } else { Exit::Fine })
}

/// What a run found.
#[derive(Default)]
struct BaselineRun {
    entries: Vec<BaselineEntry>,
    new: usize,
    unread: usize,
    /// Streams of records that were read.
    streams: HashSet<String>,
}

impl BaselineRun {
    /// True when an entry's document has none of it any more: the run came to it, or it is not there.
    fn is_gone(&self, opened: &Opened, document: &str) -> bool {
        let stream = document.split_once('#').map(|(stream, _)| stream);
        let read = stream.is_some_and(|s| s != "-" && self.unread == 0 && self.streams.contains(s));
        opened.baseline.has_met(document) || read || !opened.is_there(document)
    }
}

fn find(common: &Common, opened: &mut Opened) -> anyhow::Result<BaselineRun> {
    let mut found = BaselineRun::default();
    let options = common.work.options()?;
    work::run(&common.work, false, work::check_with_plan, |batch| {
        for (plan, outcome) in batch {
            match outcome {
                Ok(review) => {
                    review.problems.iter().for_each(check::tell);
                    let name = opened.name(&review.document);
                    let known = opened.known(&plan, &review, &options);
                    found.new += known.iter().filter(|known| !**known).count();
                    if let Some((stream, _)) = name.split_once('#') {
                        found.streams.insert(stream.to_owned());
                    }
                    found.entries.extend(entries(&name, &review.findings));
                }
                Err(problem) => {
                    found.unread += usize::from(problem.fatal);
                    check::tell(&problem);
                }
            }
        }
        Ok(())
    })?;
    Ok(found)
}

fn total(entries: &[BaselineEntry]) -> usize {
    entries.iter().map(|e| e.count).sum()
}

/// Writes beside the file and takes its place, so that a reader never sees half of it.
fn write(path: &Path, entries: &[BaselineEntry]) -> Result<(), Error> {
    newfile::write(path, render(entries).as_bytes()).map_err(|error| Error::io(path, error))
}
