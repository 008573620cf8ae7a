//! The command line: one file a subcommand, each with its `Args` and a `run` that says how to exit.
//!
//! Only this folder knows clap and anyhow. A subcommand is added by its file, one `mod` line and one variant of
//! [`Command`]; the variant's text is its help. Exit codes are those of [`Exit`], the same for every subcommand.

mod analyze;
mod annotate;
mod audit;
mod baseline;
mod basis;
mod check;
mod completions;
mod config;
mod evaluate;
mod explain;
mod failure;
mod fix;
mod gate;
mod init;
mod interrupt;
mod lead;
mod lsp;
mod man;
#[cfg(feature = "serve")]
mod mcp;
mod newfile;
mod rules;
#[cfg(feature = "serve")]
mod serve;
mod train;
mod work;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  mtlint check article.html        findings, scores and a verdict
  mtlint gate site/                what must not pass, and why
  mtlint fix site/                 the fixes that are certain, as a diff
  mtlint explain name-variant      what a rule looks for, and why
  mtlint init                      write a commented mtlint.toml

Exit codes: 0 all is well, 1 something was found that must not pass,
2 the work could not be done, 130 it was interrupted.";

/// Find the fingerprints of unedited machine translation, and say where and why.
#[derive(Parser)]
#[command(name = "mtlint", version, max_term_width = 80, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

// Made once in a run: that one variant is large costs nothing.
#[expect(clippy::large_enum_variant)]
#[derive(Subcommand)]
enum Command {
    Check(check::Args),
    Gate(gate::Args),
    Audit(audit::Args),
    Baseline(baseline::Args),
    Fix(fix::Args),
    Annotate(annotate::Args),
    Rules(rules::Args),
    Explain(explain::Args),
    Analyze(analyze::Args),
    Config(config::Args),
    Evaluate(evaluate::Args),
    Init(init::Args),
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    #[cfg(feature = "serve")]
    Mcp(mcp::Args),
    Lsp(lsp::Args),
    Train(train::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Prints `text` on standard output; a reader that closed the pipe shows as an error of that kind.
fn print(text: &str) -> anyhow::Result<()> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

/// The same for a text with ANSI escapes; they are taken out where nobody would see colours.
fn print_styled(text: &str) -> anyhow::Result<()> {
    Ok(anstream::stdout().lock().write_all(text.as_bytes())?)
}

/// Prints a line on standard error, styled where it is a terminal. Where nobody listens there, nobody is told.
fn warn(text: impl std::fmt::Display) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// "1 rule", "2 rules".
fn counted(number: usize, noun: &str) -> String {
    let ending = match number {
        1 => "",
        _ if noun.ends_with('x') => "es",
        _ => "s",
    };
    format!("{number} {noun}{ending}")
}

/// How a subcommand ends when nothing broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well: 0.
    Fine,
    /// Something must not pass: 1.
    Refused,
    /// The work, or all of what was asked for, could not be done: 2.
    Failed,
    /// Ctrl-C came before the work was done: 130.
    Interrupted = interrupt::CODE as isize,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Runs the command that the arguments name, the first of which is the program itself, and says how to exit. Where they
/// name none, or ask for help, the process ends here.
pub fn command(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let command = match Cli::try_parse_from(lead::arguments(arguments)) {
        Ok(cli) => cli.command,
        Err(error) => return lead::away(&error),
    };
    act(command).unwrap_or_else(|error| failure::exit(&error))
}

/// Does what a command asks for.
fn act(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Check(args) => check::run(args),
        Command::Gate(args) => gate::run(args),
        Command::Audit(args) => audit::run(args),
        Command::Baseline(args) => baseline::run(args),
        Command::Fix(args) => fix::run(args),
        Command::Annotate(args) => annotate::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Analyze(args) => analyze::run(args),
        Command::Config(args) => config::run(args),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Init(args) => init::run(args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(args),
        #[cfg(feature = "serve")]
        Command::Mcp(args) => mcp::run(args),
        Command::Lsp(args) => lsp::run(args),
        Command::Train(args) => train::run(args, &again),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    }
}

/// Does what a command line asks for, from within another command.
fn again(line: &[String]) -> anyhow::Result<Exit> {
    act(Cli::try_parse_from(line)?.command)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent_and_every_subcommand_has_help() {
        let mut command = super::Cli::command();
        command.build();
        command.clone().debug_assert();
        for sub in command.get_subcommands() {
            assert!(sub.get_about().is_some(), "{} has no help", sub.get_name());
            for arg in sub.get_arguments() {
                assert!(arg.get_help().is_some(), "{} {} has no help", sub.get_name(), arg.get_id());
            }
        }
    }
}
