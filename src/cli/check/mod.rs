//! `mtlint check`: from paths to reports and an exit code.

mod args;
mod output;

use mtlint::report::Summary;
use mtlint::score::Verdict;

pub use args::{Args, Color};
pub use output::{is_coloured, tell};

use super::{Exit, interrupt, work};
use output::Output;

/// Checks what the arguments name.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut output = Output::open(&args)?;
    let mut summary = args.group_by.as_deref().map_or_else(Summary::default, Summary::grouped_by);
    interrupt::listen();
    let cut = work::reviews(&args.work, &args.baseline, args.quiet, |batch| {
        for outcome in batch {
            match outcome {
                Ok(review) => {
                    summary.add(&review);
                    output.review(&review)?;
                }
                Err(problem) => {
                    summary.add_problem(&problem);
                    output.problem(&problem)?;
                }
            }
        }
        output.flush()
    })?;
    if let Some(problem) = cut {
        summary.add_interruption(&problem);
        output.problem(&problem)?;
    }
    output.finish(&summary)?;
    Ok(exit(&summary))
}

/// The exit code for what a run found.
pub fn exit(summary: &Summary) -> Exit {
    if summary.interrupted {
        return Exit::Interrupted;
    }
    match (summary.with_verdict(Verdict::Fail), summary.unread) {
        (1.., _) => Exit::Refused,
        (0, 0) => Exit::Fine,
        (0, _) => Exit::Failed,
    }
}
