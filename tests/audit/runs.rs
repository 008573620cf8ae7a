//! Runs over the same and over changed input, and what is read back.

use std::path::Path;

use mtlint::audit::Stored;
use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{Options, stream};
use mtlint::report::Summary;

use super::articles::{article, collection, record, records};
use super::{count, dump, expect, text};

fn audit(folder: &Path) -> String {
    expect(0, &["audit", "--no-config", "site", "--db", "audit.db"], folder).0
}

fn site(folder: &Path, lines: &str) {
    std::fs::create_dir_all(folder.join("site")).unwrap();
    std::fs::write(folder.join("site/records.jsonl"), lines).unwrap();
}

#[test]
fn one_thread_and_many_store_the_same() {
    let folder = tempfile::tempdir().unwrap();
    collection(folder.path(), 200);
    let of = |threads: &str| {
        let database = format!("{threads}.db");
        expect(2, &["audit", "--no-config", "-q", "-j", threads, "--db", &database, "site"], folder.path());
        dump(&folder.path().join(database))
    };
    let one = of("1");
    assert!(one.contains("findings ") && one.contains("problems "));
    assert!(one == of("2") && one == of("7"));
}

#[test]
fn only_what_changed_is_checked_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    site(path, &records(0, 50));
    std::fs::write(path.join("site/a.txt"), article(900)).unwrap();
    assert!(audit(path).contains("51 documents, 51 checked, 0 unchanged"));
    assert!(audit(path).contains("51 documents, 0 checked, 51 unchanged"));

    // One is new at the top, one is changed, one stands twice, one is gone; a file has another name.
    let lines: Vec<String> = (0..49).map(|n| record(n) + "\n").collect();
    let changed = lines[7].replace("before noon", "after noon");
    site(
        path,
        &[&record(60), "\n", &lines[..7].concat(), &changed, &lines[8..].concat(), &lines[3]].concat(),
    );
    std::fs::rename(path.join("site/a.txt"), path.join("site/b.txt")).unwrap();
    let said = audit(path);
    assert!(said.contains("52 documents, 2 checked, 50 unchanged"), "{said}");
    assert!(said.contains("1 document no longer there, dropped: r49\n"), "{said}");

    // As if it had been audited like this from the start, but for the ids of rows.
    let (database, fresh) = (path.join("audit.db"), path.join("fresh.db"));
    expect(0, &["audit", "--no-config", "-q", "site", "--db", "fresh.db"], path);
    for query in [&["documents"][..], &["paragraphs"], &["findings"], &["findings", "--by", "rule"]] {
        let of = |db: &Path| {
            let args = [&["audit", "query"], query, &["--db", db.to_str().unwrap()]].concat();
            expect(0, &args, path).0
        };
        assert_eq!(of(&database), of(&fresh));
    }
}

#[test]
fn a_change_of_the_settings_is_told_and_checks_all_again() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), &records(0, 10));
    audit(folder.path());
    let args = ["audit", "--no-config", "--min-score", "90", "site", "--db", "audit.db"];
    let (stdout, stderr) = expect(0, &args, folder.path());
    assert!(stdout.contains("10 checked, 0 unchanged"), "{stdout}");
    assert!(stderr.contains("now set: gate.min-score = 90"), "{stderr}");
    assert_eq!(count(&folder.path().join("audit.db"), "SELECT count(*) FROM versions"), 1);
    let (stdout, stderr) = expect(0, &args, folder.path());
    assert!(stdout.contains("0 checked, 10 unchanged"), "{stdout}");
    assert_eq!(stderr, "");
}

#[test]
fn a_mistyped_path_drops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), &records(0, 10));
    audit(folder.path());
    let (_, stderr) = expect(2, &["audit", "--no-config", "sit", "--db", "audit.db"], folder.path());
    assert!(stderr.contains("none of its 10 documents was found again"), "{stderr}");
    assert_eq!(count(&folder.path().join("audit.db"), "SELECT count(*) FROM documents"), 10);
    assert!(audit(folder.path()).contains("0 checked, 10 unchanged"));
}

/// The sums that are read back are those of a run over the same documents, to the last digit.
#[test]
fn the_summary_of_an_audit_is_that_of_a_check() {
    let folder = tempfile::tempdir().unwrap();
    let long = "\u{200b}".repeat(300) + &"Überlang ".repeat(40);
    let odd = serde_json::json!({"text": long, "site": " north ", "n": 1.5}).to_string();
    site(folder.path(), &(records(0, 120) + "broken\n" + &odd + "\n" + &records(200, 210)));
    expect(2, &["audit", "--no-config", "-q", "site", "--db", "audit.db"], folder.path());

    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap();
    let mut summary = Summary::grouped_by("site");
    let input = std::fs::read(folder.path().join("site/records.jsonl")).unwrap();
    for read in stream::documents("site/records.jsonl", input.as_slice(), &Options::default()) {
        match read {
            Ok(document) => summary.add(&checker.check(document, &Policy::default()).unwrap()),
            Err(problem) => summary.add_problem(&problem),
        }
    }
    assert!(summary.documents == 131 && summary.problems == 1 && summary.findings() > 50);
    let stored = Stored::open(&folder.path().join("audit.db")).unwrap().summary(Some("site")).unwrap();
    assert_eq!(format!("{stored:#?}"), format!("{summary:#?}"));
}

#[test]
fn standard_input_and_files_that_hold_records_are_audited() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("records.data"), records(0, 4)).unwrap();
    let args = ["audit", "--no-config", "records.data", "--db", "audit.db"];
    assert!(expect(0, &args, folder.path()).0.contains("4 documents, 4 checked"));
    let mut child = super::command(&["audit", "--no-config", "-", "--db", "audit.db"], folder.path())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), records(0, 5).as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(text(&out.stdout).contains("5 documents, 1 checked, 4 unchanged"), "{}", text(&out.stdout));
}

/// The tables of the documentation are those of the schema, column by column and in the same order.
#[test]
fn the_schema_is_documented() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), &records(0, 1));
    audit(folder.path());
    let connection = rusqlite::Connection::open(folder.path().join("audit.db")).unwrap();
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/audit.md")).unwrap();
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(tables.len(), 6);
    for table in tables {
        let section = docs.split(&format!("\n`{table}`: ")).nth(1).expect("every table is described");
        let lines = section.lines().skip_while(|l| !l.starts_with("|---")).skip(1);
        let told =
            lines.map_while(|l| l.strip_prefix("| `")).map(|l| l.split('`').next().unwrap().to_owned());
        let mut columns = connection.prepare(&format!("PRAGMA table_xinfo({table})")).unwrap();
        let columns = columns.query_map([], |row| row.get::<_, String>(1)).unwrap().map(Result::unwrap);
        assert_eq!(told.collect::<Vec<_>>(), columns.collect::<Vec<_>>(), "{table}");
    }
}
