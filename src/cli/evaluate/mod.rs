//! `mtlint evaluate`: holds the program against texts that people labelled. One file a thing to evaluate.

mod estimate;
mod faults;
mod findings;
mod lengths;
mod scorecard;
mod sentences;
mod tagger;

use clap::Subcommand;

use super::Exit;

/// Measure rules and models on texts that people labelled
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: EvaluateCommand,
}

#[derive(Subcommand)]
enum EvaluateCommand {
    Estimate(estimate::Args),
    Faults(faults::Args),
    Findings(findings::Args),
    Lengths(lengths::Args),
    Scorecard(scorecard::Args),
    Sentences(sentences::Args),
    Tagger(tagger::Args),
}

/// Runs the evaluation that the arguments name.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    match args.what {
        EvaluateCommand::Estimate(args) => estimate::run(args),
        EvaluateCommand::Faults(args) => faults::run(args),
        EvaluateCommand::Findings(args) => findings::run(args),
        EvaluateCommand::Lengths(args) => lengths::run(&args),
        EvaluateCommand::Scorecard(args) => scorecard::run(args),
        EvaluateCommand::Sentences(args) => sentences::run(args),
        EvaluateCommand::Tagger(args) => tagger::run(&args),
    }
}
