//! The command: hands the arguments to `cli` and its exit code to the system.

fn main() {}
