//! Input that is too large, too deep, or not what it says: a message or a result, and never a crash.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::{mtlint, text};

/// Prose without a line end, `bytes` long or a little more.
fn long_line(bytes: usize) -> String {
    let sentence =
        "The ferry left the harbour at noon, and nobody on the island knew when it would come back. ";
    sentence.repeat(bytes.div_ceil(sentence.len()))
}

fn check_long_line(bytes: usize) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("long.txt"), long_line(bytes)).unwrap();
    std::fs::write(folder.path().join("short.txt"), "The ferry left the harbour at noon.").unwrap();
    for format in ["terminal", "json", "html"] {
        let out = mtlint(folder.path(), &["check", "--format", format, "long.txt", "short.txt"]);
        assert!(matches!(out.status.code(), Some(0 | 1)), "{format}: {}", text(&out.stderr));
        assert!(text(&out.stdout).contains("short.txt"), "{format}: the other file is missing");
    }
}

#[test]
fn a_line_of_many_kilobytes_is_checked() {
    check_long_line(200_000);
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation")]
fn a_line_of_fifty_megabytes_is_checked() {
    check_long_line(50 << 20);
}

#[test]
fn html_nested_ten_thousand_deep_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let page = format!("{}The ferry left at noon.{}", "<div><p>".repeat(10_000), "</p></div>".repeat(10_000));
    std::fs::write(folder.path().join("deep.html"), page).unwrap();
    let out = mtlint(folder.path(), &["check", "deep.html"]);
    assert!(matches!(out.status.code(), Some(0 | 1)), "{}", text(&out.stderr));
    assert!(text(&out.stdout).contains("deep.html: "));
}

/// The superuser reads everything, so the program runs as nobody there, from a copy that nobody may run.
#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told_and_the_rest_is_checked() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let allow = |path: &Path, mode: u32| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(folder.path(), 0o755);
    std::fs::write(folder.path().join("open.txt"), "The ferry left the harbour at noon.").unwrap();
    let shut = folder.path().join("shut");
    std::fs::create_dir(&shut).unwrap();
    std::fs::write(shut.join("inside.txt"), "Nobody may read this.").unwrap();
    allow(&shut, 0o000);
    let arguments = ["check", "shut", "open.txt"];
    let out = if std::fs::read_dir(&shut).is_err() {
        mtlint(folder.path(), &arguments)
    } else {
        let program = folder.path().join("mtlint");
        std::fs::copy(env!("CARGO_BIN_EXE_mtlint"), &program).unwrap();
        allow(&program, 0o755);
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program).args(arguments);
        let run = command.current_dir(folder.path()).env("NO_COLOR", "1").output();
        run.expect("the superuser needs setpriv (util-linux) for this test")
    };
    allow(&shut, 0o755);
    assert_eq!(out.status.code(), Some(2), "{}", text(&out.stderr));
    assert!(text(&out.stdout).contains("permission"), "{}", text(&out.stdout));
    assert!(text(&out.stdout).contains("open.txt: pass"), "{}", text(&out.stdout));
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..300)
        .map(|i| format!("{{\"id\":{i},\"text\":\"The the ferry {i} left at noon. Stated. “It was\"}}\n"))
        .collect();
    std::fs::write(folder.path().join("records.jsonl"), lines).unwrap();
    for i in 0..20 {
        let page = format!("<h1>Ferry {i}</h1><p>The ferry ferry left. Stated. The harbour is is shut.</p>");
        std::fs::write(folder.path().join(format!("{i}.html")), page).unwrap();
    }
    for format in ["json", "html", "sarif", "terminal"] {
        let run = |threads: &str| {
            mtlint(folder.path(), &["check", "--threads", threads, "--format", format, "."]).stdout
        };
        let one = run("1");
        assert!(!one.is_empty());
        assert!(one == run("2") && one == run("7"), "{format} differs");
    }
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"text\":\"The ferry left the harbour at noon.\"}\n".repeat(3000);
    std::fs::write(folder.path().join("records.jsonl"), lines).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mtlint"))
        .args(["check", "--format", "jsonl", "records.jsonl"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!((out.status.code(), text(&out.stderr).as_str()), (Some(0), ""));
}

#[test]
fn a_stream_is_answered_before_it_ends() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mtlint"))
        .args(["check", "--no-config", "--input-format", "jsonl", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = std::io::BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(stdin, "{{\"id\":{id},\"text\":\"The ferry left.\"}}").unwrap();
        let mut line = String::new();
        std::io::BufRead::read_line(&mut stdout, &mut line).unwrap();
        assert!(line.contains(&format!("\"id\":{id},")), "{line}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
