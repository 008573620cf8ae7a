//! `mtlint completions`: the script that teaches a shell the command's arguments.

use clap::CommandFactory;

use super::{Exit, print};

/// Print the completion script for a shell
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  mtlint completions bash > ~/.local/share/bash-completion/completions/mtlint")]
pub struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

/// Prints the script.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "mtlint", &mut script);
    print(&String::from_utf8(script)?)?;
    Ok(Exit::Fine)
}
