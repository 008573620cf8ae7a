//! `mtlint man`: the manual pages, made from the same arguments, help texts and examples as `--help`.
//!
//! clap_mangen writes what clap knows of arguments. The texts after the help are examples and exit codes laid out by
//! hand; they get sections of their own, in which every line stays a line.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use clap_mangen::Man;
use mtlint::error::{Error, suggest};

use super::{Exit, print};

/// Print a manual page, or write all of them into a folder
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint man fix | man -l -                     read a page
  mtlint man --out ~/.local/share/man/man1      install them all")]
pub struct Args {
    /// The command whose page to print: fix, or train tagger
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Write a page for every command into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    out: Option<PathBuf>,
}

/// Prints or writes.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut cli = super::Cli::command();
    cli.build();
    match &args.out {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
            write_all(&cli, folder)?;
        }
        None => print(&page(find(&cli, &args.command)?)?)?,
    }
    Ok(Exit::Fine)
}

/// The command that `names` lead to.
fn find<'c>(cli: &'c clap::Command, names: &[String]) -> Result<&'c clap::Command, Error> {
    names.iter().try_fold(cli, |command, name| {
        command.find_subcommand(name).ok_or_else(|| {
            let error = Error::invalid("man", format!("there is no command `{name}`"));
            match suggest(name, command.get_subcommands().map(clap::Command::get_name)) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint("`mtlint --help` names them all"),
            }
        })
    })
}

fn write_all(command: &clap::Command, folder: &Path) -> anyhow::Result<()> {
    let path = folder.join(Man::new(command.clone()).get_filename());
    std::fs::write(&path, page(command)?).map_err(|e| Error::io(&path, e))?;
    let mut subcommands = command.get_subcommands().filter(|c| c.get_name() != "help");
    subcommands.try_for_each(|c| write_all(c, folder))
}

/// A page in the language of `man`.
fn page(command: &clap::Command) -> anyhow::Result<String> {
    let man = Man::new(command.clone()).manual("mtlint");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.get_subcommands().any(|c| c.get_name() != "help") {
        man.render_subcommands_section(&mut page)?;
    }
    let mut page = String::from_utf8(page)?;
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    after(&help, &mut page)?;
    if !help.contains("Exit codes:") {
        page.push_str(
            ".SH EXIT STATUS\n0 all is well, 1 something was found that must not pass, 2 the work could not be done.\n",
        );
    }
    Ok(page)
}

/// The text after the help: each paragraph under the heading that its first line gives.
fn after(help: &str, page: &mut String) -> std::fmt::Result {
    let mut last = "";
    for paragraph in help.split("\n\n").map(str::trim_end).filter(|p| !p.is_empty()) {
        let (first, rest) = paragraph.split_once('\n').unwrap_or((paragraph, ""));
        let (heading, lines) = match first {
            "Example:" | "Examples:" => ("EXAMPLES", rest),
            "Exit codes:" => ("EXIT STATUS", rest),
            _ if first.starts_with("Exit codes:") => ("EXIT STATUS", paragraph),
            _ => ("NOTES", paragraph),
        };
        // Tables and examples are indented; prose is set by `man` in the width of the terminal.
        let prose = lines.lines().all(|line| !line.starts_with(' '));
        match heading == last {
            true => page.push_str(".PP\n"),
            false => writeln!(page, ".SH {heading}")?,
        }
        last = heading;
        if !prose {
            page.push_str(".nf\n");
        }
        for line in lines.lines() {
            // The section is indented by `man` already.
            let line = line
                .strip_prefix("  ")
                .unwrap_or(line)
                .replace('\\', "\\e")
                .replace('-', "\\-")
                .replace('\'', "\\(aq");
            let guard = if line.starts_with('.') { "\\&" } else { "" };
            writeln!(page, "{guard}{line}")?;
        }
        if !prose {
            page.push_str(".fi\n");
        }
    }
    Ok(())
}
