//! The command over the shared set: forty texts that every face of the checker (editors, services, other languages) is
//! held to. `faces/README.md` tells what is there and how the expectations are made again.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use crate::program::{mtlint, said};

/// The folder of the set.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faces")
}

/// The names of the texts, in order.
pub fn names() -> Vec<String> {
    let entries = std::fs::read_dir(folder().join("texts")).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().expect("plain names")).collect();
    names.sort();
    names
}

/// The members of `object` that are named and there.
fn only(object: &Value, keys: &[&str]) -> Value {
    let members = keys.iter().filter_map(|key| Some(((*key).to_owned(), object.get(*key)?.clone())));
    Value::Object(members.collect::<Map<String, Value>>())
}

fn each(list: &Value, keys: &[&str]) -> Vec<Value> {
    list.as_array().into_iter().flatten().map(|object| only(object, keys)).collect()
}

/// What a report says that no face may say otherwise.
fn told(report: &Value) -> Value {
    let document = |document: &Value| {
        let mut told = only(document, &["id", "verdict", "score"]);
        let keys = ["rule", "severity", "start", "end", "message", "suppressed"];
        told["findings"] = each(&document["findings"], &keys).into();
        let problems = each(&document["problems"], &["line", "message"]);
        if !problems.is_empty() {
            told["problems"] = problems.into();
        }
        told
    };
    let documents: Vec<Value> = report["documents"].as_array().unwrap().iter().map(document).collect();
    json!({ "documents": documents, "problems": each(&report["problems"], &["file", "message"]) })
}

#[test]
fn the_command_says_of_the_shared_texts_what_is_written_down() {
    let names = names();
    assert_eq!(names.len(), 40);
    let arguments: Vec<&str> = ["check", "--no-config", "--format", "json"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .collect();
    let out = mtlint(&folder().join("texts"), &arguments);
    let report: Value = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {}", said(&out)));
    let told = serde_json::to_string_pretty(&told(&report)).unwrap() + "\n";
    let path = folder().join("expected.json");
    if std::env::var_os("UPDATE_FACES").is_some() {
        std::fs::write(&path, &told).expect("it can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let other = told.lines().zip(expected.lines()).enumerate().find(|(_, (now, then))| now != then);
    assert!(
        told == expected,
        "the command speaks otherwise than tests/faces/expected.json, first at {other:?}; where that is meant: \
         UPDATE_FACES=1 cargo test faces"
    );
}
