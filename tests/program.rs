//! The program as the tests run it.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Returns a command that runs the program in `folder`, without colours and with nothing on standard input.
pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// Runs the program in `folder` to its end.
pub fn mtlint(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("the program starts")
}

/// Returns what a run printed: standard output, then standard error.
pub fn said(out: &Output) -> String {
    text(&out.stdout) + &text(&out.stderr)
}

/// Returns bytes that a run printed as text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
