//! Ctrl-C in the middle of a run, and terminals, pipes and disks that are not there.
//!
//! No test waits for a guessed time: the program answers a line, or says that it heard, before the next step is taken.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

/// The program, with Ctrl-C at its default: what runs the tests in the background may have it ignored.
fn mtlint(folder: &Path, args: &[&str]) -> Command {
    let mut command = if cfg!(target_os = "linux") {
        let mut command = Command::new("env");
        command.args(["--default-signal=INT,TERM", env!("CARGO_BIN_EXE_mtlint")]);
        command
    } else {
        Command::new(env!("CARGO_BIN_EXE_mtlint"))
    };
    command.args(args).current_dir(folder).env("NO_COLOR", "1");
    command
}

/// A program that reads a stream which does not end by itself.
fn streaming(folder: &Path, args: &[&str]) -> (Child, ChildStdin) {
    let mut command = mtlint(folder, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let stdin = child.stdin.take().unwrap();
    (child, stdin)
}

fn signal(name: &str, child: &Child) {
    let sent = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn ctrl_c_in_a_stream_reports_what_is_done_and_says_that_it_is_a_part() {
    let folder = tempfile::tempdir().unwrap();
    let mut args = vec!["check", "--no-config", "--input-format", "jsonl", "--format", "jsonl", "-"];
    let formats: Vec<&str> = mtlint::report::FORMATS.iter().map(|f| f.name).collect();
    let reports: Vec<String> = formats.iter().map(|name| format!("--report={name}=out.{name}")).collect();
    args.extend(reports.iter().map(String::as_str));
    let (mut child, mut stdin) = streaming(folder.path(), &args);
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    for id in 0..3 {
        writeln!(stdin, "{{\"id\":\"ferry-{id}\",\"text\":\"The the ferry left.\"}}").unwrap();
        line.clear();
        stdout.read_line(&mut line).unwrap();
        assert!(line.contains(&format!("ferry-{id}")), "{line}");
    }
    signal("INT", &child);
    line.clear();
    stdout.read_line(&mut line).unwrap();
    assert!(line.contains("\"message\":\"interrupted"), "{line}");
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(130));
    let told = String::from_utf8_lossy(&out.stderr);
    assert!(told.contains("Ctrl-C again ends at once") && told.contains("problem: -: interrupted"), "{told}");
    drop(stdin);
    for name in formats {
        let report = fs::read_to_string(folder.path().join(format!("out.{name}"))).unwrap();
        assert!(report.contains("interrupted"), "{name} does not say it:\n{report}");
        assert!(
            report.contains("ferry-2") || report.contains("doubled-word"),
            "{name}: what is done is lost"
        );
    }
    let json = fs::read(folder.path().join("out.json")).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!((&json["summary"]["interrupted"], &json["summary"]["documents"]), (&true.into(), &3.into()));
    let sarif = fs::read(folder.path().join("out.sarif")).unwrap();
    let sarif: serde_json::Value = serde_json::from_slice(&sarif).unwrap();
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn ctrl_c_while_files_are_checked_leaves_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let text = "The ferry left the harbour at noon, and nobody knew when it would come back. ".repeat(40);
    for number in 0..3000 {
        fs::write(folder.path().join(format!("{number:04}.txt")), &text).unwrap();
    }
    let mut command = mtlint(folder.path(), &["check", "--threads", "1", "--format", "json", "."]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The handler stands before the first file is read.
    wait_for_handler(&child);
    signal("INT", &child);
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(130), "{}", String::from_utf8_lossy(&out.stderr));
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(json["summary"]["interrupted"], true);
    assert!(json["documents"].as_array().unwrap().len() < 3000);
    assert_eq!(json["summary"]["documents"], json["documents"].as_array().unwrap().len());
}

/// Waits until the process catches SIGINT: bit 1 of the mask that Linux tells.
fn wait_for_handler(child: &Child) {
    let catches = || {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:"))?;
        Some(u64::from_str_radix(mask.trim(), 16).ok()? & 0b10 != 0)
    };
    while catches() == Some(false) {
        std::thread::yield_now();
    }
}

#[test]
fn a_second_ctrl_c_ends_at_once_and_sigterm_does_so_alone() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("never.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let begin = || {
        let mut command = mtlint(folder.path(), &["gate", "never.txt"]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Opens when the program reads; nothing is ever written.
        (child, fs::File::options().write(true).open(&pipe).unwrap())
    };
    let (mut child, writer) = begin();
    signal("INT", &child);
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut heard = String::new();
    stderr.read_line(&mut heard).unwrap();
    assert!(heard.contains("Ctrl-C again"), "{heard}");
    assert_eq!(child.try_wait().unwrap(), None, "it waits for what it has begun");
    signal("INT", &child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    drop(writer);
    let (mut child, writer) = begin();
    signal("TERM", &child);
    let status = child.wait().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(15));
    drop(writer);
}

#[test]
fn ctrl_c_that_is_ignored_stays_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' INT; exec \"$0\" check --no-config --input-format jsonl --format jsonl -"]);
    command.arg(env!("CARGO_BIN_EXE_mtlint")).current_dir(folder.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in 0..2 {
        writeln!(stdin, "{{\"id\":{id},\"text\":\"The ferry left.\"}}").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert!(line.contains(&format!("\"id\":{id},")), "{line}");
        signal("INT", &child);
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// The exit code of a shell command in which `$0` is the program.
fn shell(folder: &Path, script: &str) -> Option<i32> {
    let mut command = Command::new("sh");
    command.args(["-c", script]).arg(env!("CARGO_BIN_EXE_mtlint")).current_dir(folder);
    command.status().unwrap().code()
}

#[test]
fn closed_streams_and_a_full_disk_are_told_by_the_exit_code_and_never_by_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), "The ferry left the harbour at noon.\n").unwrap();
    let code = |script: &str| shell(folder.path(), script);
    assert_eq!(code("exec \"$0\" check good.txt <&- >&- 2>&-"), Some(0));
    assert_eq!(code("exec \"$0\" check missing.txt <&- >&- 2>&-"), Some(2));
    assert_eq!(code("exec \"$0\" gate - <&- >/dev/null 2>&-"), Some(2), "standard input is closed: no text");
    assert_eq!(code("exec \"$0\" check --format no-such-format good.txt 2>&-"), Some(2));
    if Path::new("/dev/full").exists() {
        assert_eq!(code("exec \"$0\" check good.txt >/dev/full 2>/dev/null"), Some(2));
        assert_eq!(code("exec \"$0\" check missing.txt >/dev/null 2>/dev/full"), Some(2));
        assert_eq!(code("exec \"$0\" check -f json missing.txt >/dev/null 2>/dev/full"), Some(2));
        assert_eq!(code("exec \"$0\" --help >/dev/full 2>/dev/null; test $? -ne 101"), Some(0));
    }
}

#[test]
fn a_reader_of_messages_that_goes_away_is_no_crash() {
    let folder = tempfile::tempdir().unwrap();
    let (mut child, stdin) = streaming(folder.path(), &["check", "-f", "jsonl", "-", "missing.txt"]);
    drop(child.stderr.take());
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(2));
}
