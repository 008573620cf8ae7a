//! The picture in the README shows what the program prints, to the last colour.

use std::path::Path;

use crate::program::command;

/// Checks the sample article as a terminal with colours shows it, and draws it.
fn drawn() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut check =
        command(root, &["check", "--no-config", "--max-findings", "5", "examples/translated.html"]);
    let out = check.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1").output().expect("the program starts");
    assert_eq!(out.status.code(), Some(1), "the sample fails on purpose");
    let printed = String::from_utf8(out.stdout).expect("reports are UTF-8");
    let shown = format!("$ mtlint check --max-findings 5 examples/translated.html\n{printed}");
    anstyle_svg::Term::new().render_svg(&shown)
}

#[test]
fn the_picture_of_the_report_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/terminal.svg");
    let drawn = drawn();
    if std::env::var_os("UPDATE_PICTURE").is_some() {
        std::fs::write(&path, &drawn).expect("docs/ can be written");
    }
    let kept = std::fs::read_to_string(&path).expect("docs/terminal.svg is there");
    assert!(kept == drawn, "docs/terminal.svg is of another program: run the test with UPDATE_PICTURE=1");
}
