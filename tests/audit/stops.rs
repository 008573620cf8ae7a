//! What a person at a terminal meets: the bar while an audit runs, Ctrl-C, and a database that was damaged meanwhile.
#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::articles::{record, records};
use super::{count, dump, expect, mtlint, text};

const AUDIT: [&str; 5] = ["audit", "--no-config", "--db", "audit.db", "site"];

/// Feeds an audit a record every fifth of a second for two seconds, by a shell, with standard error as `to` says.
fn slow(folder: &Path, to: &str, terminal: bool) -> Output {
    let program = env!("CARGO_BIN_EXE_mtlint");
    let line = record(1);
    std::fs::write(folder.join("line"), line + "\n").unwrap();
    let script = format!(
        "for i in 1 2 3 4 5 6 7 8 9 10; do cat line; sleep 0.2; done | '{program}' audit --no-config --input-format \
         jsonl --db slow.db - {to}"
    );
    let mut command = Command::new(if terminal { "script" } else { "sh" });
    match terminal {
        true => command.args(["-qec", &script, "/dev/null"]),
        false => command.args(["-c", &script]),
    };
    command.current_dir(folder).env("TERM", "xterm").stdin(Stdio::null()).output().expect("it starts")
}

/// The bar is for people: on a terminal it is there after a second, in a file it never is.
#[test]
fn the_bar_is_shown_on_a_terminal_alone() {
    if Command::new("script").arg("--version").output().is_err() {
        return eprintln!("NOT TRIED: there is no `script`");
    }
    let folder = tempfile::tempdir().unwrap();
    let shown = text(&slow(folder.path(), "", true).stdout);
    assert!(shown.contains(" documents") && shown.contains("/s, ") && shown.contains('\u{1b}'), "{shown:?}");
    assert!(shown.contains("slow.db: 10 documents, 10 checked"), "{shown:?}");
    let hidden = slow(folder.path(), "", false);
    assert_eq!(text(&hidden.stderr), "");
    assert!(!text(&hidden.stdout).contains("/s, "), "{hidden:?}");
    let apart = slow(folder.path(), "2>told", true);
    let told = std::fs::read_to_string(folder.path().join("told")).unwrap();
    assert!(told.is_empty() && !text(&apart.stdout).contains("/s, "), "{told}");
}

#[test]
fn ctrl_c_leaves_a_whole_database_and_the_next_run_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let (path, database) = (folder.path(), folder.path().join("audit.db"));
    std::fs::create_dir(path.join("site")).unwrap();
    std::fs::write(path.join("site/records.jsonl"), records(0, 6000)).unwrap();
    expect(0, &AUDIT, path);
    let whole = dump(&database);
    std::fs::remove_file(&database).unwrap();

    // What runs the tests in the background may have Ctrl-C ignored.
    let mut command = Command::new("env");
    command.args(["--default-signal=INT", env!("CARGO_BIN_EXE_mtlint")]).args(AUDIT).current_dir(path);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let stored = || {
        let rows = Connection::open(&database)?.query_row("SELECT count(*) FROM documents", [], |r| r.get(0));
        rows.or(Ok::<i64, rusqlite::Error>(0))
    };
    // The lock is the audit's while it runs, so the size of the file tells that something is stored.
    let begun = Instant::now();
    while std::fs::metadata(&database).map_or(0, |m| m.len()) < 100_000 {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is stored after a minute");
        std::thread::sleep(Duration::from_millis(2));
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let out = child.wait_with_output().unwrap();
    let said = text(&out.stderr);
    assert_eq!(out.status.code(), Some(130), "{said}");
    assert!(said.contains("stopped: what is checked is stored; run the same command again"), "{said}");
    let part = stored().unwrap();
    assert!(0 < part && part < 6000, "{part} documents are stored");
    assert_eq!(count(&database, "SELECT finished IS NULL FROM audit"), 1);
    assert!(dump(&database).contains("documents id=Integer(1) "), "what is stored can be read");

    let (stdout, stderr) = expect(0, &AUDIT, path);
    assert!(stderr.contains("the last run was stopped; it goes on"), "{stderr}");
    assert!(stdout.contains(&format!("{} checked, {part} unchanged", 6000 - part)), "{stdout}");
    assert_eq!(dump(&database), whole);
}

/// A database that was cut off or overwritten is refused or read, never taken for another, and never a crash; what
/// fails to read it does not change it.
#[test]
fn a_damaged_database_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (path, database) = (folder.path(), folder.path().join("audit.db"));
    std::fs::create_dir(path.join("site")).unwrap();
    std::fs::write(path.join("site/records.jsonl"), records(0, 300)).unwrap();
    expect(0, &AUDIT, path);
    let whole = std::fs::read(&database).unwrap();
    let mut damaged: Vec<Vec<u8>> = [1, 50, 100, 5000, whole.len() / 3, whole.len() / 2, whole.len() - 4096]
        .map(|n| whole[..n].to_vec())
        .into();
    for (from, to) in [(0, 16), (100, 4096), (4096, 8192), (8192, 40_960), (whole.len() / 2, whole.len())] {
        let mut spoilt = whole.clone();
        spoilt[from..to].iter_mut().enumerate().for_each(|(n, b)| *b = (n * 37 % 251) as u8);
        damaged.push(spoilt);
    }
    let mut refused = 0;
    for (number, bytes) in damaged.iter().enumerate() {
        for args in [&["audit", "query", "findings"][..], &["audit", "report"], &AUDIT] {
            std::fs::write(&database, bytes).unwrap();
            let _ = std::fs::remove_file(path.join("audit.db-journal"));
            let out = mtlint(args, path);
            let said = text(&out.stderr);
            match out.status.code() {
                Some(0) => assert!(!said.contains("error:"), "{number} {args:?}: {said}"),
                Some(2) => {
                    refused += 1;
                    assert!(
                        said.starts_with("error: audit.db: ") && said.contains("\nhint: "),
                        "{number} {args:?}: {said}"
                    );
                    if args[1] != AUDIT[1] {
                        assert!(std::fs::read(&database).unwrap() == *bytes, "{number} {args:?} changed it");
                    }
                }
                other => panic!("{number} {args:?}: {other:?} {said}"),
            }
        }
    }
    assert!(refused >= 24, "{refused} of {} refused", damaged.len() * 3);
}
