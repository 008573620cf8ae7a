//! `mtlint check`: from paths to reports and an exit code.

mod args;
mod output;

use mtlint::report::Summary;

pub use args::{Args, Color};
pub use output::{is_coloured, tell};

use super::{Exit, failure, interrupt, warn, work};
use output::Reports;

/// Checks what the arguments name.
pub fn run(mut args: Args) -> anyhow::Result<Exit> {
    let reports: Vec<_> = args.report.iter().map(|(_, path)| path.clone()).collect();
    args.work.outputs = work::outputs(&reports, &args.work.paths())?;
    let mut output = Reports::open(&args)?;
    let mut summary = args.group_by.as_deref().map_or_else(Summary::default, Summary::grouped_by);
    interrupt::listen();
    let ended = work::reviews(&args.work, &args.baseline, args.quiet, |batch| {
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
    });
    let Some(ended) = unless_left(ended)? else { return Ok(exit(&summary)) };
    if let Some(problem) = ended.cut {
        summary.add_interruption(&problem);
        output.problem(&problem)?;
    }
    if !args.quiet {
        tell_left_out(&ended.left_out);
    }
    summary.left_out = ended.left_out.kinds;
    output.finish(&summary)?;
    Ok(exit(&summary))
}

/// How a run ended; nothing where whoever read its output left before the end: what was found so far then says how to
/// exit.
pub fn unless_left(ended: anyhow::Result<work::Ended>) -> anyhow::Result<Option<work::Ended>> {
    match ended {
        Err(error) if failure::is_closed_pipe(&error) => Ok(None),
        ended => ended.map(Some),
    }
}

/// Says what lay in the folders and was not read.
pub fn tell_left_out(left_out: &work::LeftOut) {
    left_out.lines().iter().for_each(|line| warn(format_args!("note: {line}")));
}

/// The exit code for what a run found.
pub fn exit(summary: &Summary) -> Exit {
    if summary.interrupted {
        return Exit::Interrupted;
    }
    match (summary.refused, summary.unread) {
        (1.., _) => Exit::Refused,
        (0, 0) => Exit::Fine,
        (0, _) => Exit::Failed,
    }
}
