//! The command: hands the arguments to `cli` and its exit code to the system.

// They panic where the stream is closed; `cli::print` and `cli::warn` do not.
#![warn(clippy::print_stderr, clippy::print_stdout)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
