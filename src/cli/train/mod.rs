//! `mtlint train`: rebuilds what a language's folder holds as tables and weights, from published data.
//!
//! For those who keep a language; checking needs none of it.

mod all;
mod articles;
pub mod estimate;
mod faults;
mod lexicon;
mod machine;
mod order;
mod tagger;

use super::Exit;

/// Rebuild the tables and weights of a language from their sources
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: TrainCommand,
}

#[derive(clap::Subcommand)]
enum TrainCommand {
    All(all::Args),
    Articles(articles::Args),
    Estimate(estimate::Args),
    Faults(faults::Args),
    Lexicon(lexicon::Args),
    Machine(machine::Args),
    Order(order::Args),
    Tagger(tagger::Args),
}

/// Runs the one that is named; `act` does the work of another command line.
pub fn run(args: Args, act: all::Act) -> anyhow::Result<Exit> {
    match args.what {
        TrainCommand::All(args) => all::run(&args, act),
        TrainCommand::Articles(args) => articles::run(&args),
        TrainCommand::Estimate(args) => estimate::run(args),
        TrainCommand::Faults(args) => faults::run(&args),
        TrainCommand::Lexicon(args) => lexicon::run(args),
        TrainCommand::Machine(args) => machine::run(&args),
        TrainCommand::Order(args) => order::run(&args),
        TrainCommand::Tagger(args) => tagger::run(&args),
    }
}
