//! The example that depends on core and read alone checks a text in a language that comes from a folder.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn a_program_of_thirty_lines_checks_a_text() {
    // Cargo builds the examples of a crate for its tests, beside them.
    let tests = std::env::current_exe().unwrap();
    let program = tests
        .parent()
        .and_then(Path::parent)
        .unwrap()
        .join(format!("examples/check{}", std::env::consts::EXE_SUFFIX));
    let languages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/languages");
    let mut run = Command::new(program);
    run.arg(languages).arg("qaa").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = run.spawn().expect("the example is built");
    child.stdin.take().unwrap().write_all(b"Bato lumi lumi sera.\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "doubled-word: lumi lumi\n", "{said}");
}
