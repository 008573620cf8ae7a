//! An audit as its users meet it: killed, run again, over changed input, on databases that cannot be used; and what its
//! database says against what a plain check says.

mod articles;
mod failures;
mod kills;
mod runs;
mod stops;

use std::path::Path;
use std::process::{Command, Output};

use rusqlite::Connection;
use rusqlite::types::Value;

/// The program in a folder, told to look for no configuration outside it.
fn command(args: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mtlint"));
    command.args(args).current_dir(folder).env("NO_COLOR", "1");
    command
}

fn mtlint(args: &[&str], folder: &Path) -> Output {
    command(args, folder).output().expect("the program starts")
}

/// Runs the program, which must end with `code`; what it printed on both streams.
fn expect(code: i32, args: &[&str], folder: &Path) -> (String, String) {
    let out = mtlint(args, folder);
    let (stdout, stderr) = (text(&out.stdout), text(&out.stderr));
    assert_eq!(out.status.code(), Some(code), "{args:?}\n{stdout}\n{stderr}");
    (stdout, stderr)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every row of every table, but the times of the run.
fn dump(database: &Path) -> String {
    let connection = Connection::open(database).unwrap();
    let healthy: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(healthy, "ok");
    let mut text = String::new();
    for (table, order) in [
        ("audit", "id"),
        ("versions", "id"),
        ("documents", "id"),
        ("paragraphs", "document, block"),
        ("findings", "document, number"),
        ("problems", "position"),
    ] {
        let mut select = connection.prepare(&format!("SELECT * FROM {table} ORDER BY {order}")).unwrap();
        let names: Vec<String> = select.column_names().map(ToString::to_string).collect();
        let mut rows = select.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            text.push_str(table);
            for (i, name) in names.iter().enumerate().filter(|(_, n)| *n != "started" && *n != "finished") {
                text.push_str(&format!(" {name}={:?}", row.get::<_, Value>(i).unwrap()));
            }
            text.push('\n');
        }
    }
    text
}

fn count(database: &Path, sql: &str) -> i64 {
    Connection::open(database).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}
