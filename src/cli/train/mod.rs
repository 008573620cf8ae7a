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

use std::path::PathBuf;

use mtlint::error::Error;

use super::{Exit, counted, warn};

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

/// Returns the paragraphs of plain texts, one a line, and says how many each has.
fn paragraphs(files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut all = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).map_err(|e| Error::io(file, e))?;
        let before = all.len();
        all.extend(text.lines().map(str::to_owned));
        warn(format_args!("{}: {}", file.display(), counted(all.len() - before, "paragraph")));
    }
    Ok(all)
}
