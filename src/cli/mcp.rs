//! `mtlint mcp`: check, explain and fix as tools for language models.

use super::Exit;
use super::serve::By;

/// Serve tools to language models over standard input and output (MCP)
#[derive(clap::Args)]
#[command(after_help = "\
Example, in the settings of a client:
  {\"mcpServers\": {\"mtlint\": {\"command\": \"mtlint\", \"args\": [\"mcp\"]}}}

Its tools are check, explain and fix. It ends with its standard input.")]
pub struct Args {
    #[command(flatten)]
    by: By,
}

/// Answers until standard input ends.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let plan = args.by.plan()?;
    mtlint::server::mcp::serve(&plan, std::io::stdin().lock(), std::io::stdout().lock())?;
    Ok(Exit::Fine)
}
