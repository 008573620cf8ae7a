//! Databases that cannot be used: a clear error, exit code 2, and nothing is lost.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::articles::records;
use super::{command, count, dump, expect, text};

const AUDIT: [&str; 6] = ["audit", "--no-config", "--quiet", "--db", "audit.db", "site"];

fn audited(folder: &Path, documents: usize) -> String {
    std::fs::create_dir_all(folder.join("site")).unwrap();
    std::fs::write(folder.join("site/records.jsonl"), records(0, documents)).unwrap();
    expect(0, &AUDIT, folder);
    dump(&folder.join("audit.db"))
}

/// Every command that opens the database fails with `message` and `hint`, and leaves it as it was.
fn refused(folder: &Path, message: &str, hint: &str) {
    let before = std::fs::read(folder.join("audit.db")).unwrap();
    for args in
        [&AUDIT[..], &["audit", "query"], &["audit", "report"], &["audit", "compare", "audit.db", "audit.db"]]
    {
        let (stdout, stderr) = expect(2, args, folder);
        assert_eq!(stdout, "");
        assert!(stderr.starts_with("error: audit.db: ") && stderr.contains(message), "{args:?}: {stderr}");
        assert!(stderr.contains(&format!("hint: {hint}")), "{args:?}: {stderr}");
    }
    assert!(before == std::fs::read(folder.join("audit.db")).unwrap(), "the database was changed");
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    audited(folder.path(), 5);
    Connection::open(folder.path().join("audit.db")).unwrap().pragma_update(None, "user_version", 7).unwrap();
    refused(folder.path(), "written by a newer mtlint (schema 7; this one knows 3)", "use that version");
}

#[test]
fn files_that_are_no_audit_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    audited(folder.path(), 5);
    let path = folder.path().join("audit.db");
    std::fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
    refused(folder.path(), "it is the database of another program", "give the audit a file of its own");
    std::fs::write(&path, "A letter about the ferry, and no database at all. ".repeat(200)).unwrap();
    refused(folder.path(), "it is no database", "give the audit a file of its own");
}

#[test]
fn a_missing_database_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (_, stderr) = expect(2, &["audit", "query", "--db", "nowhere.db"], folder.path());
    assert!(stderr.contains("nowhere.db") && stderr.contains("hint: check the path"), "{stderr}");
    assert!(!folder.path().join("nowhere.db").exists());
    std::fs::create_dir_all(folder.path().join("site")).unwrap();
    let (_, stderr) = expect(2, &["audit", "site", "--db", "no/such/folder.db"], folder.path());
    assert!(stderr.contains("no/such/folder.db: it cannot be opened\nhint: "), "{stderr}");
}

/// One audit waits for its input and keeps the database; the second is told, and the first comes to its end.
#[test]
fn two_audits_on_one_database_do_not_meet() {
    let folder = tempfile::tempdir().unwrap();
    let whole = audited(folder.path(), 20);
    std::fs::remove_file(folder.path().join("audit.db")).unwrap();
    let mut first = command(&["audit", "--no-config", "-q", "--db", "audit.db", "-"], folder.path())
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = first.stdin.take().unwrap();
    let lines = records(0, 20);
    input.write_all(&lines.as_bytes()[..lines.len() / 2]).unwrap();
    let begun = Instant::now();
    while !folder.path().join("audit.db-journal").exists() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the first audit does not begin");
        std::thread::sleep(Duration::from_millis(5));
    }
    for args in [&AUDIT[..], &["audit", "query"]] {
        let (_, stderr) = expect(2, args, folder.path());
        let told = "error: audit.db: another program is at work on it\nhint: wait until that audit has ended";
        assert!(stderr.starts_with(told), "{stderr}");
    }
    input.write_all(&lines.as_bytes()[lines.len() / 2..]).unwrap();
    drop(input);
    assert!(first.wait().unwrap().success());
    let path = folder.path().join("audit.db");
    assert_eq!(count(&path, "SELECT count(*) FROM documents"), 20);
    expect(0, &AUDIT, folder.path());
    assert_eq!(dump(&path), whole);
}

/// Like the superuser, who may write everything, but without that right: as nobody, with a copy of the program.
#[cfg(unix)]
fn as_nobody(folder: &Path) -> Command {
    use std::os::unix::fs::PermissionsExt;
    let superuser = std::fs::read("/proc/self/status")
        .map(|status| text(&status).lines().any(|l| l.starts_with("Uid:\t0")))
        .unwrap_or(false);
    if !superuser {
        return command(&[], folder);
    }
    let program = folder.join("program");
    std::fs::create_dir_all(&program).unwrap();
    std::fs::copy(env!("CARGO_BIN_EXE_mtlint"), program.join("mtlint")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program.join("mtlint"));
    command.current_dir(folder).env("NO_COLOR", "1");
    command
}

#[cfg(unix)]
#[test]
fn a_read_only_database_is_told_and_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let whole = audited(folder.path(), 5);
    let allow = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let database = folder.path().join("audit.db");
    let mut audit = as_nobody(folder.path());
    let mut query = as_nobody(folder.path());
    allow(&database, 0o444);
    allow(folder.path(), 0o555);
    let out = audit.args(AUDIT).output().unwrap();
    let read = query.args(["audit", "query"]).output().unwrap();
    allow(folder.path(), 0o755);
    let said = text(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(
        said.starts_with("error: audit.db: it cannot be written\nhint: check who may write it"),
        "{said}"
    );
    assert!(read.status.success(), "{}", text(&read.stderr));
    assert_eq!(text(&read.stdout).lines().count(), 6);
    allow(&database, 0o644);
    assert_eq!(dump(&database), whole);
}

/// A limit on the size of files stands for a full disk where no small one can be mounted; there the shell that sets the
/// limit turns the signal off that would end the program.
#[cfg(unix)]
#[test]
fn a_database_that_may_not_grow_keeps_what_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let whole = audited(folder.path(), 400);
    let database = folder.path().join("audit.db");
    std::fs::remove_file(&database).unwrap();
    let script = "trap '' XFSZ; ulimit -f 300; exec \"$0\" \"$@\"";
    let run = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_mtlint")])
        .args(AUDIT)
        .current_dir(folder.path())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{said}");
    assert!(said.starts_with("error: audit.db: it cannot be read or written ("), "{said}");
    assert!(said.contains("then run the same command again: what is stored is kept"), "{said}");
    expect(0, &AUDIT, folder.path());
    assert_eq!(dump(&database), whole);
}

/// A disk of one megabyte, where this user may mount one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_keeps_what_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let whole = audited(folder.path(), 400);
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let run = |program: &str, args: &[&str]| {
        Command::new(program).args(args).arg(&disk).output().is_ok_and(|out| out.status.success())
    };
    if !run("mount", &["-t", "tmpfs", "-o", "size=512k", "tmpfs"]) {
        eprintln!(
            "skipped: this user may not mount a small disk; the limit on the size of files is tried instead"
        );
        return;
    }
    let audit = ["audit", "--no-config", "--quiet", "--db", "disk/audit.db", "site"];
    let out = super::mtlint(&audit, folder.path());
    let kept = count(&disk.join("audit.db"), "SELECT count(*) FROM documents");
    let grown = run("mount", &["-o", "remount,size=64m"]);
    let after = grown.then(|| (super::mtlint(&audit, folder.path()), dump(&disk.join("audit.db"))));
    assert!(run("umount", &[]));
    let said = text(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    let told = "error: disk/audit.db: there is no room left on the disk\nhint: make room and run the same command again";
    assert!(said.starts_with(told), "{said}");
    assert!((0..400).contains(&kept));
    let (again, dump) = after.expect("whoever may mount may mount again");
    assert!(again.status.success(), "{}", text(&again.stderr));
    assert_eq!(dump, whole);
}
