//! `mtlint config`: what is in force for a file, and where each value comes from; the output is valid TOML.

use std::fmt::Write;
use std::path::PathBuf;

use mtlint::config::{Projects, Settings, ValueOrigin, keys};

use super::{Exit, print};

/// Print what is in force for a file, and where each value comes from
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  mtlint config                    for files in the working folder
  mtlint config blog/winter.html   for this file, overrides included")]
pub struct Args {
    /// A file or folder; it need not exist
    #[arg(default_value = ".")]
    file: PathBuf,
    /// Use this configuration file and look for no other
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Prints the settings.
pub fn run(args: Args) -> anyhow::Result<Exit> {
    let mut projects = match &args.config {
        Some(path) => Projects::given(path, |_| {})?,
        None => Projects::nearest(|_| {}),
    };
    let head = match projects.file(&args.file)? {
        Some(file) => format!("# In force for {}, from {}\n", args.file.display(), file.path().display()),
        None => format!("# In force for {}: no mtlint.toml in its folder or above\n", args.file.display()),
    };
    print(&(head + &shown(&*projects.settings(&args.file)?)))?;
    Ok(Exit::Fine)
}

fn shown(settings: &Settings) -> String {
    let mut lines = Vec::new();
    for key in keys() {
        let values = (key.show)(settings);
        match values.as_slice() {
            [] => lines.push((format!("# {} is not set", key.name), None)),
            values if key.is_list => {
                lines.push((format!("{} = [", key.name), None));
                lines.extend(values.iter().map(|(v, origin)| (format!("  {v},"), Some(*origin))));
                lines.push(("]".into(), None));
            }
            values => lines.extend(values.iter().map(|(v, o)| (format!("{} = {v}", key.name), Some(*o)))),
        }
    }
    lines.extend(settings.language_values().map(|(language, key, value, origin)| {
        let name = key.name.strip_prefix("gate.").unwrap_or(key.name);
        (format!("gate.language.{language}.{name} = {value}"), Some(origin))
    }));
    let rules = settings.selectors();
    if !rules.is_empty() {
        lines.push((String::new(), None));
        lines.push(("[rules]".into(), None));
        lines.extend(rules.iter().map(|(s, l)| (format!("{s} = \"{}\"", l.value.name()), Some(&l.origin))));
    }
    aligned(&lines)
}

/// The lines with their origins as comments in one column.
fn aligned(lines: &[(String, Option<&ValueOrigin>)]) -> String {
    let with_origin = lines.iter().filter(|(_, origin)| origin.is_some());
    let width = with_origin.map(|(line, _)| line.chars().count()).filter(|&w| w <= 48).max().unwrap_or(0);
    lines.iter().fold(String::new(), |mut text, (line, origin)| {
        match origin {
            Some(origin) => writeln!(text, "{line:width$}  # {origin}"),
            None => writeln!(text, "{line}"),
        }
        .expect("a String takes everything");
        text
    })
}
