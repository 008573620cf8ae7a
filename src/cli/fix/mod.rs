//! `mtlint fix`: shows the fixes that are certain as a diff, or writes them into the files.
//!
//! What may be fixed, and where it stands, is for `mtlint::fix` to say; here is which findings a project has accepted
//! and where the outcome goes. `told` says what was done; the diff goes to standard output, so that it can be kept or
//! applied elsewhere.

pub(super) mod diff;
mod summary;

use std::path::{Path, PathBuf};

use mtlint::check::Review;
use mtlint::error::{Error, Problem, Result};
use mtlint::finding::{Aside, Finding};
use mtlint::fix::{FixedFile, Fixer, write};
use mtlint::project::files;
use mtlint::read::{self, Options};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::check::{Color, is_coloured, tell};
use super::work::{self, Baselines, Job, JobInput, Plan};
use super::{Exit, interrupt};
use summary::FixReport;

/// Show or make the fixes that are certain
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint fix site/                    a diff of what is certain
  mtlint fix --write site/            the same, into the files
  mtlint fix --only encoding --write article.html
  mtlint fix site/ > fixes.patch      for `patch -p0 < fixes.patch`
  mtlint fix --write - < a.md > b.md  standard input, fixed

Only a fix that needs no judgement is made: a word written twice, a space
before a full stop, a character that was decoded wrongly. Nothing else in a
file changes, and findings of the baseline stay, and those that a comment
suppresses. `mtlint explain RULE` says whether a rule has such fixes.

Exit codes:
  0  nothing is to be fixed, or all of it was written
  1  there are fixes, and they were shown only
  2  something could not be read or written
  130  interrupted by Ctrl-C")]
pub struct Args {
    #[command(flatten)]
    work: work::WorkArgs,
    #[command(flatten)]
    baseline: work::BaselineArgs,
    /// Write the fixes into the files; of standard input, print the fixed text
    #[arg(long, short)]
    write: bool,
    /// Fix what comments in the text suppress, too
    #[arg(long)]
    suppressed: bool,
    /// Print no diff and no summary
    #[arg(long, short)]
    quiet: bool,
    /// Colours on the terminal
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

/// What became of one input.
enum FixOutcome {
    /// It was read; `unwritten` says why its fixes are not in the file.
    File { name: String, fixed: Box<FixedFile>, unwritten: Option<Error> },
    /// It was not.
    Problem(Problem),
}

/// An input on its way to its fixes.
enum FixStep {
    /// They were sought.
    Done(FixOutcome),
    /// It was checked, and has to be held against its baseline first, which is done in the order of the input.
    Checked { plan: Plan, name: String, bytes: Vec<u8>, reviews: Vec<Review> },
}

/// Fixes what the arguments name.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let colour = is_coloured(args.color);
    let mut told = FixReport::default();
    let options = args.work.options()?;
    let mut known = Baselines::new(&args.baseline, options.clone())?;
    interrupt::listen();
    let cut = work::run_whole(
        &args.work,
        args.quiet,
        |plan, job, options| Ok(vec![begin(plan, job, options, &args)?]),
        |batch| {
            let batch =
                batch.into_iter().map(|step| step.held_against(&mut known)).collect::<Result<Vec<_>>>()?;
            let finish = |(step, accepted): (FixStep, Vec<Vec<Finding>>)| match step {
                FixStep::Done(done) => Ok(done),
                FixStep::Checked { plan, name, bytes, .. } => {
                    fix(&plan, name, bytes, &options, &args, &accepted)
                }
            };
            let done: Vec<Result<FixOutcome>> = batch.into_par_iter().map(finish).collect();
            for done in done {
                told.report(&done?, &args, colour)?;
            }
            Ok(())
        },
    )?;
    if !args.quiet {
        told.sum(args.write);
    }
    if let Some(problem) = cut.cut {
        tell(&problem);
        return Ok(Exit::Interrupted);
    }
    Ok(match (told.failed, told.shown) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Refused,
        (false, false) => Exit::Fine,
    })
}

/// Fixes an input that no baseline speaks of; checks one that must be held against its baseline.
fn begin(plan: &Plan, job: Job, options: &Options, args: &Args) -> Result<FixStep> {
    let (path, bytes) = match job.input {
        JobInput::File(path) => match files::file_bytes(&path) {
            Ok(bytes) => (path, bytes),
            Err(problem) => return Ok(FixStep::Done(FixOutcome::Problem(problem))),
        },
        JobInput::Bytes(bytes) => (PathBuf::from("-"), bytes),
        JobInput::Problem(problem) => return Ok(FixStep::Done(FixOutcome::Problem(problem))),
        JobInput::Line(..) | JobInput::Part(..) | JobInput::Read(_) => {
            unreachable!("every input comes as a whole")
        }
    };
    let name = path.to_string_lossy().into_owned();
    if args.baseline.path(plan).is_none() {
        return Ok(FixStep::Done(fix(plan, name, bytes, options, args, &[])?));
    }
    let documents = read::read(&name, bytes.clone(), options).documents;
    let reviews = documents.into_par_iter().map(|document| plan.review(document)).collect::<Result<_>>()?;
    Ok(FixStep::Checked { plan: plan.clone(), name, bytes, reviews })
}

impl FixStep {
    /// The same with what its baseline knows of each document.
    fn held_against(mut self, known: &mut Baselines) -> Result<(FixStep, Vec<Vec<Finding>>)> {
        let FixStep::Checked { plan, reviews, .. } = &mut self else { return Ok((self, Vec::new())) };
        let mut accepted = Vec::with_capacity(reviews.len());
        for review in reviews {
            known.mark(plan, review)?;
            let aside = std::mem::take(&mut review.aside).into_iter().filter(|a| a.why == Aside::Known);
            accepted.push(aside.map(|a| a.finding).collect());
        }
        Ok((self, accepted))
    }
}

fn fix(
    plan: &Plan,
    name: String,
    bytes: Vec<u8>,
    options: &Options,
    args: &Args,
    accepted: &[Vec<Finding>],
) -> Result<FixOutcome> {
    let wanted = |_: &Finding| true;
    let check = |document| plan.review(document);
    let suppressed = args.suppressed;
    let fixer = Fixer { options, check: &check, wanted: &wanted, accepted, suppressed };
    let old = if args.write && name != "-" { bytes.clone() } else { Vec::new() };
    let fixed = Box::new(fixer.fix(&name, bytes)?);
    let mut unwritten = None;
    if args.write && name != "-" && !fixed.counts.is_empty() {
        unwritten = write::replace(Path::new(&name), &old, &fixed.bytes).err();
    }
    Ok(FixOutcome::File { name, fixed, unwritten })
}
