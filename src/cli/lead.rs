//! From what people type first to the command they mean: `mtlint a.html`, `mtlint help`.

use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Exit, failure};

/// The arguments, with `help` and `help COMMAND` as the flag that clap knows.
pub fn arguments(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if arguments.get(1).is_some_and(|first| first == "help") && !Path::new("help").exists() {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

/// Tells what is wrong with the arguments, and where a file stands for a command, what to type.
pub fn away(error: &clap::Error) -> Exit {
    let name = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(name)) if error.kind() == ErrorKind::InvalidSubcommand => name,
        _ => error.exit(),
    };
    let is_path = Path::new(name).exists() || name.contains(['.', '/', '\\']) || name == "-";
    if !is_path {
        error.exit();
    }
    let wrong = mtlint::error::Error::invalid("mtlint", format!("`{name}` is no command"));
    failure::exit(&wrong.hint(format!("to check it: mtlint check {name}")).into());
    Exit::Failed
}
