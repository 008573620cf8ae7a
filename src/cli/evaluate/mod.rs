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
    what: What,
}

#[derive(Subcommand)]
enum What {
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
        What::Estimate(args) => estimate::run(args),
        What::Faults(args) => faults::run(args),
        What::Findings(args) => findings::run(args),
        What::Lengths(args) => lengths::run(&args),
        What::Scorecard(args) => scorecard::run(args),
        What::Sentences(args) => sentences::run(args),
        What::Tagger(args) => tagger::run(&args),
    }
}
