//! `mtlint lsp`: the language server, for editors to start.

use super::Exit;

/// Serve an editor: findings while a text is written
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  mtlint lsp    speaks the Language Server Protocol on standard input and
                output; docs/editors.md tells how an editor starts it

Configuration is that of mtlint.toml, found as check finds it.")]
pub struct Args {
    /// What some editors add; there is no other way
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Serves until the editor leaves.
pub fn run(_: Args) -> anyhow::Result<Exit> {
    Ok(if mtlint::lsp::run()? { Exit::Fine } else { Exit::Refused })
}
