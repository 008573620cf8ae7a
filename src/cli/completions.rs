//! `mtlint completions`: the script that teaches a shell the command's arguments.

use std::io::Write;

use clap::CommandFactory;

use super::Exit;

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
    std::io::stdout().write_all(&script)?;
    Ok(Exit::Fine)
}
