//! The language server over the texts that every face is held to.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, uri};
use crate::faces::names;

/// What diagnostics say of each document that they name.
fn told(diagnostics: &[Value]) -> BTreeMap<String, Vec<Value>> {
    let mut told: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|d| d.get("code").is_some()) {
        let data = &diagnostic["data"];
        let finding = json!({
            "rule": diagnostic["code"], "message": diagnostic["message"],
            "severity": data["severity"], "start": data["start"], "end": data["end"],
        });
        told.entry(data["document"].as_str().expect("a name").to_owned()).or_default().push(finding);
    }
    told
}

#[test]
fn the_server_tells_the_same_findings_as_the_command() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faces");
    let expected = std::fs::read_to_string(folder.join("expected.json")).expect("it is there");
    let expected: Value = serde_json::from_str(&expected).expect("JSON");
    let texts = folder.join("texts");
    let mut client = Client::start(&texts, &json!({}));
    let (mut all, mut unread) = (BTreeMap::new(), Vec::new());
    for name in names() {
        let address = uri(&texts.join(&name));
        let text = std::fs::read_to_string(texts.join(&name)).expect("it is text");
        client.open(&address, "", 1, &text);
        let diagnostics = client.diagnostics(&address, 1);
        all.extend(told(&diagnostics));
        let problems = diagnostics.iter().filter(|d| d.get("code").is_none());
        unread
            .extend(problems.map(|problem| (name.clone(), problem["message"].as_str().unwrap().to_owned())));
    }
    let mut findings = 0;
    for document in expected["documents"].as_array().unwrap() {
        let id = document["id"].as_str().unwrap();
        let counted =
            document["findings"].as_array().unwrap().iter().filter(|f| f.get("suppressed").is_none());
        let counted: Vec<Value> = counted.cloned().collect();
        findings += counted.len();
        assert_eq!(all.remove(id).unwrap_or_default(), counted, "{id}");
        for problem in document["problems"].as_array().into_iter().flatten() {
            let message = problem["message"].as_str().unwrap();
            assert!(
                unread.iter().any(|(name, said)| name == id && said.starts_with(message)),
                "{id}: {message}"
            );
        }
    }
    assert!(all.is_empty() && findings > 60, "{findings} findings, and more: {all:?}");
    for problem in expected["problems"].as_array().unwrap() {
        let (file, message) = (problem["file"].as_str().unwrap(), problem["message"].as_str().unwrap());
        assert!(
            unread.iter().any(|(name, said)| name == file && said.starts_with(message)),
            "{file}: {message}"
        );
    }
    assert_eq!(client.leave(), Some(0));
}
