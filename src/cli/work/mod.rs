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
mod progress;
mod since;

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use mtlint::error::{Problem, Result};
use mtlint::project::twins::ProjectTwins;
use mtlint::project::walk::WalkOptions;
use mtlint::project::{alone, input};
use mtlint::read::bilingual::parts;
use mtlint::read::{self, Outcome, jsonl};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

pub use args::{WorkArgs, language, percentage};
pub use feed::{Job, JobInput};
pub use known::{BaselineArgs, Baselines, path as baseline_path};
pub use left_out::{LeftOut, outputs};
pub use mtlint::project::input::ReadInput;
pub use mtlint::project::opened::Opened;
pub use mtlint::project::plan::{Checked, Plan, Plans};

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
    let sources = input::with_source(&options, &settings)?.beside;
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

/// Reads one job.
pub fn read(job: Job, options: &read::Options) -> Vec<ReadInput> {
    let settled;
    let options = if job.settings.source.value.is_none() && job.settings.source_language.value.is_none() {
        options
    } else {
        match input::with_source(options, &job.settings) {
            Ok(with_source) => settled = with_source,
            Err(error) => return vec![Err(alone::wrong(&error))],
        }
        &settled
    };
    let outcome = match job.input {
        JobInput::Problem(problem) => return vec![Err(problem)],
        JobInput::Read(outcome) => outcome,
        JobInput::File(path) => alone::file(&path, options),
        JobInput::Bytes(bytes) => read::read("-", bytes, options),
        JobInput::Part(stream, part) => parts::read(&stream, part, options),
        JobInput::Line(stream, line) => match jsonl::parse(&stream, &line, options) {
            Ok(document) => Outcome { documents: vec![document], problems: Vec::new() },
            Err(problem) => return vec![Err(problem)],
        },
    };
    input::sifted(outcome)
}

/// Reads and checks one job.
pub fn check(plan: &Plan, job: Job, options: &read::Options) -> Result<Vec<Checked>> {
    read(job, options).into_par_iter().map(|read| plan.checked(read)).collect()
}
