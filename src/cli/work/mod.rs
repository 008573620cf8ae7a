//! Work on many inputs, shared by every command with paths: from arguments to outcomes in the order of the input.
//!
//! One thread feeds jobs in the order of the input (`feed`), batches of them are worked on on all cores, and the
//! outcomes are handed on in that same order, so the output does not depend on the number of threads. A batch is
//! whatever is there when the last one is done, up to a bound: an endless stream is answered line by line, a full
//! disk of files in large portions, and neither needs more memory than the bound.

mod args;
mod feed;
mod known;
mod left_out;
mod place;
mod plan;
mod progress;
mod since;

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use mtlint::check::Review;
use mtlint::config::Settings;
use mtlint::document::Document;
use mtlint::error::{Error, Problem, Result};
use mtlint::project::files;
use mtlint::project::twins::ProjectTwins;
use mtlint::project::walk::WalkOptions;
use mtlint::read::bilingual::parts;
use mtlint::read::bilingual::pattern::SourceBeside;
use mtlint::read::{self, Outcome, jsonl};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

pub use args::{WorkArgs, language, percentage};
pub use feed::{Job, JobInput};
pub use known::{BaselineArgs, Baselines, Opened, path as baseline_path};
pub use left_out::{LeftOut, outputs};
pub use plan::{Plan, Plans};

use super::interrupt;
use feed::Feed;
use progress::ProgressLine;
use since::Changed;

/// How a run came to its end.
#[derive(Debug, Default)]
pub struct Ended {
    /// What Ctrl-C left undone.
    pub cut: Option<Problem>,
    /// What was not read.
    pub left_out: LeftOut,
}

/// A document's review, or what kept it from being reviewed.
pub type Checked = Result<Review, Problem>;

/// Does `work` on every input on all cores, and hands what came of each batch to `take`, in order. With `quiet` a bar
/// may be shown even where standard output is a terminal.
pub fn run<T: Send>(
    args: &WorkArgs,
    quiet: bool,
    work: impl Fn(&Plan, Job, &read::Options) -> Result<Vec<T>> + Sync,
    take: impl FnMut(Vec<T>) -> anyhow::Result<()>,
) -> anyhow::Result<Ended> {
    drive(args, quiet, false, work, take)
}

/// The same with every file and standard input as a whole, also where it holds a record a line.
pub fn run_whole<T: Send>(
    args: &WorkArgs,
    quiet: bool,
    work: impl Fn(&Plan, Job, &read::Options) -> Result<Vec<T>> + Sync,
    take: impl FnMut(Vec<T>) -> anyhow::Result<()>,
) -> anyhow::Result<Ended> {
    drive(args, quiet, true, work, take)
}

fn drive<T: Send>(
    args: &WorkArgs,
    quiet: bool,
    whole: bool,
    work: impl Fn(&Plan, Job, &read::Options) -> Result<Vec<T>> + Sync,
    mut take: impl FnMut(Vec<T>) -> anyhow::Result<()>,
) -> anyhow::Result<Ended> {
    if let Some(threads) = args.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    }
    let options = args.options()?;
    // The process ends soon after: to give all of it back piece by piece would take a tenth of a start.
    let mut plans = ManuallyDrop::new(Plans::default());
    // A mistake in the configuration here, or in a pack, should show before anything is read.
    let mut projects = args.projects()?;
    let here = args.paths.first().cloned().unwrap_or_else(|| PathBuf::from("."));
    let settings = projects.settings(&here)?;
    plans.plan_for(&settings)?;
    let sources = with_source(&options, &settings)?.beside;
    let walk = WalkOptions { sources, format: options.format, ..args.walk() };

    let changed = args.since.as_ref().map(|revision| Changed::since(revision, &args.paths())).transpose()?;
    let paths = args.paths();
    let feed = Feed::start(paths, walk, changed, options.clone(), projects, &args.outputs, whole)?;
    let mut progress = ProgressLine::new(quiet, &feed);
    let left = AtomicBool::new(false);
    while let Some(batch) = feed.batch(&left)? {
        let size = batch.iter().map(|job| job.size).sum();
        let jobs = batch
            .into_iter()
            .map(|job| Ok((plans.plan_for(&job.settings)?, job)))
            .collect::<Result<Vec<(Arc<Plan>, Job)>>>()?;
        let work = |(plan, job): (Arc<Plan>, Job)| {
            if interrupt::asked() {
                left.store(true, Ordering::SeqCst);
                return Ok(Vec::new());
            }
            work(&plan, job, &options)
        };
        let done: Vec<Result<Vec<T>>> = jobs.into_par_iter().map(work).collect();
        let done: Vec<T> = done.into_iter().collect::<Result<Vec<Vec<T>>>>()?.into_iter().flatten().collect();
        let count = done.len();
        progress.pause(|| take(done))?;
        feed.done(size);
        progress.add(size, count);
    }
    progress.end();
    let cut = left.into_inner().then(|| interrupted(args));
    Ok(Ended { cut, left_out: feed.left_out() })
}

/// What the reports of a run that was interrupted say of it.
fn interrupted(args: &WorkArgs) -> Problem {
    Problem {
        file: named(&args.paths()),
        line: None,
        byte: None,
        message: "interrupted: this is a part of the run, and what is not named here was not checked"
            .to_owned(),
        hint: None,
        fatal: true,
    }
}

/// The paths of a command line in one line.
fn named(paths: &[PathBuf]) -> String {
    paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// Checks every input, sets aside what a baseline knows of it, and hands the outcomes to `take`, in order.
pub fn reviews(
    args: &WorkArgs,
    baseline: &BaselineArgs,
    quiet: bool,
    mut take: impl FnMut(Vec<Checked>) -> anyhow::Result<()>,
) -> anyhow::Result<Ended> {
    let mut known = Baselines::new(baseline, args.options()?)?;
    let mut twins = ProjectTwins::default();
    run(args, quiet, check_with_plan, |batch| {
        let mark = |(plan, mut checked): (Plan, Checked)| {
            if let Ok(review) = &mut checked {
                twins.mark(review, &plan.checker, &plan.policy)?;
                known.mark(&plan, review)?;
            }
            Ok(checked)
        };
        take(batch.into_iter().map(mark).collect::<Result<_>>()?)
    })
}

/// Reads and checks one job; each outcome comes with the plan it was made by.
pub fn check_with_plan(plan: &Plan, job: Job, options: &read::Options) -> Result<Vec<(Plan, Checked)>> {
    Ok(check(plan, job, options)?.into_iter().map(|checked| (plan.clone(), checked)).collect())
}

/// A document with what was wrong with reading it, or what kept an input from becoming a document.
pub type ReadInput = Result<(Document, Vec<Problem>), Problem>;

/// How inputs are read by the settings in force for them: where sources lie, unless a flag says so.
fn with_source(options: &read::Options, settings: &Settings) -> Result<read::Options> {
    let source_language = options.source_language.clone().or(settings.source_language.value.clone());
    let mut options = read::Options { source_language, ..options.clone() };
    if let (None, Some(pattern)) = (&options.beside, &settings.source.value) {
        let beside = SourceBeside::new(pattern, options.source_language.as_deref());
        let beside = beside.map_err(|wrong| Error::invalid(settings.source.origin.to_string(), wrong))?;
        options.beside = Some(beside);
    }
    Ok(options)
}

/// A mistake in a configuration as what is wrong with an input.
fn wrong(error: &Error) -> Problem {
    let file = match error {
        Error::Invalid { file, .. } => file.clone(),
        Error::Io { path, .. } => path.display().to_string(),
        _ => String::new(),
    };
    Problem { file, line: None, byte: None, message: error.what(), hint: error.mend(), fatal: true }
}

/// Reads one job.
pub fn read(job: Job, options: &read::Options) -> Vec<ReadInput> {
    let settled;
    let options = if job.settings.source.value.is_none() && job.settings.source_language.value.is_none() {
        options
    } else {
        match with_source(options, &job.settings) {
            Ok(with_source) => settled = with_source,
            Err(error) => return vec![Err(wrong(&error))],
        }
        &settled
    };
    let outcome = match job.input {
        JobInput::Problem(problem) => return vec![Err(problem)],
        JobInput::Read(outcome) => outcome,
        JobInput::File(path) => named_kind(&path, files::read_file(&path, options), options),
        JobInput::Bytes(bytes) => read::read("-", bytes, options),
        JobInput::Part(stream, part) => parts::read(&stream, part, options),
        JobInput::Line(stream, line) => match jsonl::parse(&stream, &line, options) {
            Ok(document) => Outcome { documents: vec![document], problems: Vec::new() },
            Err(problem) => return vec![Err(problem)],
        },
    };
    let Outcome { mut documents, mut problems } = outcome;
    // A record without text keeps its place in the stream; a file without any was not checked, and must not pass.
    documents.retain(|document| {
        let empty = document.record.is_none() && !document.blocks.iter().any(|b| b.kind.is_checked());
        if empty {
            problems.push(without_prose(document));
        }
        !empty
    });
    let alone = documents.len() == 1;
    let own = if alone { std::mem::take(&mut problems) } else { Vec::new() };
    let documents = documents.into_iter().map(|document| Ok((document, own.clone())));
    problems.into_iter().map(Err).chain(documents).collect()
}

/// Reads and checks one job.
pub fn check(plan: &Plan, job: Job, options: &read::Options) -> Result<Vec<Checked>> {
    let review = |read: ReadInput| match read {
        Err(problem) => Ok(Err(problem)),
        Ok((document, problems)) => {
            let mut review = plan.review(document)?;
            review.problems.extend(problems);
            Ok(Ok(review))
        }
    };
    read(job, options).into_par_iter().map(review).collect()
}

/// A file that is empty was not written out; one with pictures, code or data alone is no article, which is only said.
fn without_prose(document: &Document) -> Problem {
    let is_empty = document.source.text.trim().is_empty();
    let (message, hint) = match is_empty {
        true => ("there is no text in it", "look whether the article was written out, or leave the file out"),
        false => {
            ("there is no prose in it to check", "where there should be, look whether it was written out")
        }
    };
    Problem {
        file: document.name.clone(),
        line: None,
        byte: None,
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
        fatal: is_empty,
    }
}

/// What came of a file, with a note where its name says that it is of a kind that no reader knows.
fn named_kind(path: &Path, mut outcome: Outcome, options: &read::Options) -> Outcome {
    let name = path.to_string_lossy();
    let unknown = path.extension().filter(|_| options.format.is_none() && !read::is_known(&name));
    if let Some(extension) = unknown
        && !outcome.problems.iter().any(|p| p.fatal)
        && !outcome.documents.iter().any(|d| d.blocks.iter().any(|b| b.unit.is_some()))
    {
        let kind = extension.to_string_lossy();
        let problem = Problem {
            file: name.to_string(),
            line: None,
            byte: None,
            message: format!("files of the kind .{kind} are not known: it was read as its first lines look"),
            hint: Some(
                "say what it is (--input-format), or convert it first: pandoc makes HTML of most".into(),
            ),
            fatal: false,
        };
        outcome.problems.push(problem);
    }
    outcome
}
