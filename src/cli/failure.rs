//! How a failure is told: one line with what and where, one line with the remedy; and the exit code.
//!
//! A reader that closed our pipe (`| head`) has what it wanted: that is no failure.

use std::io::ErrorKind;

use anstyle::{AnsiColor, Style};
use mtlint::error::Error;

use super::{Exit, warn};

const ERROR: Style = AnsiColor::Red.on_default().bold();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// Tells `error` on standard error and returns how to exit.
pub fn exit(error: &anyhow::Error) -> Exit {
    if is_closed_pipe(error) {
        return Exit::Fine;
    }
    let (message, hint) = parts(error);
    warn(format_args!("{ERROR}error:{ERROR:#} {message}"));
    if let Some(hint) = hint {
        warn(format_args!("{HINT}hint:{HINT:#} {hint}"));
    }
    Exit::Failed
}

/// True when standard output was closed by whoever reads it.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| match cause.downcast_ref::<std::io::Error>() {
        Some(io) => io.kind() == ErrorKind::BrokenPipe,
        None => matches!(
            cause.downcast_ref::<Error>(),
            Some(Error::Io { source, .. }) if source.kind() == ErrorKind::BrokenPipe
        ),
    })
}

fn parts(error: &anyhow::Error) -> (String, Option<String>) {
    match error.downcast_ref::<Error>() {
        Some(ours) => (ours.what(), ours.remedy()),
        None => (format!("{error:#}"), None),
    }
}
