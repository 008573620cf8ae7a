//! A language is a folder: one that nobody speaks is added from outside the program, word table and all.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn mtlint(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mtlint")).args(arguments).current_dir(folder).output().expect("it runs")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|e| e.unwrap().path()) {
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// A folder with the language and its word table, which the program makes from the list beside it.
fn languages() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages"), &folder.path().join("own"));
    let made = mtlint(folder.path(), &["train", "lexicon", ".", "--language", "own/qaa"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
}

#[test]
fn its_rules_find_what_is_wrong_and_nothing_else() {
    let folder = languages();
    let text = "Bato lumi lumi sera toki.\n\nRosa velu kanti uni.\n\nUni rosa velu kanti.\n";
    fs::write(folder.path().join("a.txt"), text).unwrap();
    let run = mtlint(
        folder.path(),
        &["check", "--no-config", "--languages", "own", "--lang", "qaa", "--format", "json", "a.txt"],
    );
    let report: serde_json::Value = serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&run.stderr)));
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    let found: Vec<(&str, &str)> =
        findings.iter().map(|f| (f["rule"].as_str().unwrap(), f["text"].as_str().unwrap())).collect();
    assert_eq!(found, [("doubled-word", "lumi lumi"), ("article-at-end", "uni.")], "{report}");
}

#[test]
fn a_broken_file_of_it_is_told_with_its_place() {
    let folder = languages();
    fs::write(folder.path().join("a.txt"), "Bato lumi.\n").unwrap();
    let said = |file: &str, content: &str| {
        let path = folder.path().join("own/qaa").join(file);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, content).unwrap();
        let run =
            mtlint(folder.path(), &["check", "--no-config", "--languages", "own", "--lang", "qaa", "a.txt"]);
        fs::write(&path, whole).unwrap();
        assert_eq!(run.status.code(), Some(2), "{file}");
        String::from_utf8(run.stderr).unwrap()
    };
    let message = said("language.toml", "code = \"qaa\"\nname = \"Qixi\"\n[conventions]\nprefixs = \"ba\"\n");
    assert!(message.contains("own/qaa/language.toml:4"), "{message}");
    let message = said("lexicon/words.bin", "nothing");
    assert!(message.contains("own/qaa/lexicon/words.bin"), "{message}");
    let message = said("house/doubled-word.toml", "summary = \"x\"\n[match]\ndetector = \"none-such\"\n");
    assert!(message.contains("own/qaa/house/doubled-word.toml"), "{message}");
}
