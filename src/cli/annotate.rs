//! `mtlint annotate`: findings as notes and comments in the bilingual files that they are about.
//!
//! `mtlint::annotate` knows where a format takes remarks; here is which files, and where the outcome goes.

use std::path::Path;

use mtlint::annotate::{Annotated, Wanted, annotate};
use mtlint::error::{Error, Problem, Result};
use mtlint::fix::write;
use mtlint::meta::Severity;
use mtlint::project::files;
use mtlint::read::{self, Options};

use super::check::{Color, is_coloured, tell};
use super::fix::diff;
use super::work::{self, Job, JobInput, Plan};
use super::{Exit, counted, interrupt, warn};

/// Write findings into bilingual files, as notes and comments
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint annotate de.po                  a diff of the comments
  mtlint annotate --write de.po job.xlf  the same, into the files
  mtlint annotate --write --needs-work major de.po
                                         and the fuzzy flag on what is wrong

XLIFF takes notes, PO comments and the fuzzy flag, TMX properties, TS of Qt
comments. Remarks of an earlier run are replaced; every other byte stays.

Exit codes:
  0  nothing is to be said, or all of it was written
  1  there are remarks, and they were shown only
  2  something could not be read or written
  130  interrupted by Ctrl-C")]
pub struct Args {
    #[command(flatten)]
    work: work::WorkArgs,
    /// Write the remarks into the files
    #[arg(long, short)]
    write: bool,
    /// Mark segments with such a finding, or a worse one, as needing work
    #[arg(long, value_name = "SEVERITY")]
    needs_work: Option<Least>,
    /// Print no diff and no summary
    #[arg(long, short)]
    quiet: bool,
    /// Colours on the terminal
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

/// A severity as an argument.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Least {
    /// Noticed, harmless
    Minor,
    /// Hampers understanding or trust
    Major,
    /// Cannot be published with it
    Critical,
}

/// What became of a file.
enum AnnotateOutcome {
    File { name: String, annotated: Box<Annotated>, unwritten: Option<Error> },
    Failed(Error),
    Problem(Problem),
}

/// Annotates what the arguments name.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let colour = is_coloured(args.color);
    let (mut failed, mut shown, mut segments) = (false, false, 0);
    interrupt::listen();
    let ended = work::run_whole(
        &args.work,
        args.quiet,
        |plan, job, options| Ok(vec![file(plan, job, options, &args)?]),
        |batch| {
            let mut out = std::io::stdout().lock();
            for done in batch {
                match done {
                    AnnotateOutcome::Problem(problem) => {
                        failed |= problem.fatal;
                        tell(&problem);
                    }
                    AnnotateOutcome::Failed(error) => {
                        failed = true;
                        complain(&error);
                    }
                    AnnotateOutcome::File { unwritten: Some(error), .. } => {
                        failed = true;
                        complain(&error);
                    }
                    AnnotateOutcome::File { name, annotated, .. } => {
                        segments += annotated.segments;
                        let changed = annotated.text[0] != annotated.text[1];
                        if !args.write && changed {
                            shown = true;
                            if !args.quiet {
                                diff::show(&name, &annotated.text, colour, &mut out)?;
                            }
                        }
                    }
                }
            }
            Ok(())
        },
    )?;
    if !args.quiet {
        let what = if args.write { "written" } else { "shown; --write puts them into the files" };
        warn(format!("remarks on {} {what}", counted(segments, "segment")));
    }
    if let Some(problem) = ended.cut {
        tell(&problem);
        return Ok(Exit::Interrupted);
    }
    Ok(match (failed, shown) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Refused,
        (false, false) => Exit::Fine,
    })
}

fn complain(error: &Error) {
    let hint = error.remedy().map_or_else(String::new, |h| format!("\nhint: {h}"));
    warn(format!("problem: {}{hint}", error.what()));
}

/// Checks a file and writes what was found.
fn file(plan: &Plan, job: Job, options: &Options, args: &Args) -> Result<AnnotateOutcome> {
    let path = match job.input {
        JobInput::File(path) => path,
        JobInput::Problem(problem) => return Ok(AnnotateOutcome::Problem(problem)),
        _ => {
            let message = "remarks are written into files alone".to_owned();
            let hint = "name the file";
            return Ok(AnnotateOutcome::Failed(Error::invalid("-", message).hint(hint)));
        }
    };
    let name = path.to_string_lossy().into_owned();
    let bytes = match files::file_bytes(&path) {
        Ok(bytes) => bytes,
        Err(problem) => return Ok(AnnotateOutcome::Problem(problem)),
    };
    let decoded = match read::decoded(&name, bytes.clone(), options) {
        Ok(decoded) => decoded,
        Err(problem) => return Ok(AnnotateOutcome::Problem(problem)),
    };
    let mut outcome = decoded.clone().read(&name, options);
    if let Some(problem) = outcome.problems.into_iter().find(|problem| problem.fatal) {
        return Ok(AnnotateOutcome::Problem(problem));
    }
    if outcome.documents.len() != 1 {
        let message = "there is not one document in it";
        return Ok(AnnotateOutcome::Failed(
            Error::invalid(&name, message).hint("XLIFF, PO, TMX and TS take remarks"),
        ));
    }
    let review = plan.review(outcome.documents.swap_remove(0))?;
    let severity = |least: Least| match least {
        Least::Minor => Severity::Minor,
        Least::Major => Severity::Major,
        Least::Critical => Severity::Critical,
    };
    let wanted = Wanted { needs_work: args.needs_work.map(severity) };
    let annotated = match annotate(&name, &bytes, &decoded, &review, options, wanted) {
        Ok(annotated) => Box::new(annotated),
        Err(error) => return Ok(AnnotateOutcome::Failed(error)),
    };
    let mut unwritten = None;
    if args.write && annotated.bytes != bytes {
        unwritten = write::replace(Path::new(&name), &bytes, &annotated.bytes).err();
    }
    Ok(AnnotateOutcome::File { name, annotated, unwritten })
}
