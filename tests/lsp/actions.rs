//! What can be done about a finding: every change that the server offers is made, and does what it says.

use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, edited, range, rules, uri};
use crate::faces::names;
use crate::program::{mtlint, text as printed};

/// The actions that the server offers at a range.
fn actions(client: &mut Client, uri: &str, range: &Value) -> Vec<Value> {
    let context = json!({ "diagnostics": [] });
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
    client.request("textDocument/codeAction", params).as_array().expect("a list").clone()
}

/// The action whose title begins so.
fn titled<'a>(actions: &'a [Value], title: &str) -> Option<&'a Value> {
    actions.iter().find(|action| action["title"].as_str().is_some_and(|t| t.starts_with(title)))
}

#[test]
fn a_fix_and_all_fixes_make_what_the_command_makes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    let text = "# A day 🌞 at the the sea\n\nWe swam swam before **noon noon**, and the café café shut.\n";
    std::fs::write(&path, text).expect("written");
    let mut client = Client::start(folder.path(), &json!({}));
    client.open(&uri(&path), "markdown", 1, text);
    assert!(client.diagnostics(&uri(&path), 1).len() >= 3);
    let offered = actions(&mut client, &uri(&path), &range(0, 15, 15));
    let fix = titled(&offered, "Fix doubled-word").expect("a fix");
    assert_eq!((&fix["isPreferred"], &fix["kind"]), (&json!(true), &json!("quickfix")));
    assert_eq!(fix["diagnostics"][0]["code"], "doubled-word");
    assert!(edited(text, &fix["edit"], &uri(&path)).contains("# A day 🌞 at the sea\n\nWe swam swam"));
    assert!(titled(&offered, "Explain doubled-word").is_some());
    // A doubled word is no name.
    assert!(titled(&offered, "Add").is_none());

    let context = json!({ "diagnostics": [], "only": ["source.fixAll"] });
    let whole = json!({ "textDocument": { "uri": uri(&path) }, "range": range(0, 0, 0), "context": context });
    let all = client.request("textDocument/codeAction", whole);
    let all = edited(text, &all[0]["edit"], &uri(&path));
    mtlint(folder.path(), &["fix", "--no-config", "--write", "a.md"]);
    assert_eq!(all, std::fs::read_to_string(&path).expect("it is there"));
    assert_ne!(all, text);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn what_is_ignored_is_not_told_again_and_nothing_else_is_lost() {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faces/texts");
    let mut client = Client::start(&texts, &json!({}));
    let (mut ignored, mut refused) = (0, Vec::new());
    for name in names() {
        let address = uri(&texts.join(&name));
        let text = std::fs::read_to_string(texts.join(&name)).expect("it is text");
        client.open(&address, "", 1, &text);
        let told = client.diagnostics(&address, 1);
        let mut version = 1;
        for diagnostic in told.iter().filter(|d| d.get("code").is_some()) {
            let title = format!("Ignore {} ", diagnostic["code"].as_str().unwrap());
            let offered = actions(&mut client, &address, &diagnostic["range"]);
            let Some(action) = titled(&offered, &title) else {
                refused.push(name.clone());
                continue;
            };
            let new = edited(&text, &action["edit"], &address);
            client.change(&address, version + 1, json!([{ "text": new }]));
            let left = client.diagnostics(&address, version + 1);
            client.change(&address, version + 2, json!([{ "text": text }]));
            client.diagnostics(&address, version + 2);
            version += 2;
            // The estimate of a paragraph comes and goes with what stands in it.
            let surely = |all: &[Value]| {
                rules(all).into_iter().filter(|rule| *rule != "poor-paragraph").map(str::to_owned).collect()
            };
            let (before, after): (Vec<String>, Vec<String>) = (surely(&told), surely(&left));
            let block = |rule: &str| before.iter().filter(|r| *r == rule).count();
            let rule = diagnostic["code"].as_str().unwrap();
            let lost = before.len() - after.len().min(before.len());
            assert!(lost >= 1 && lost <= block(rule), "{name}: {rule}\n{new}\n{before:?}\n{after:?}");
            let still = after.iter().filter(|r| *r == rule).count();
            assert_eq!(block(rule) - still, lost, "{name}: {rule} took others with it\n{new}");
            ignored += 1;
        }
    }
    assert!(ignored >= 10, "{ignored}");
    // Formats without comments offer none.
    assert!(refused.iter().any(|name| name.ends_with(".txt")), "{refused:?}");
    assert!(refused.iter().any(|name| name.ends_with(".po")), "{refused:?}");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_name_goes_into_the_vocabulary_and_holds_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, config) = (folder.path().join("a.md"), folder.path().join("mtlint.toml"));
    let text = "The engineer Tamsin Orde spoke first. Later Tamsyn Orde left the hall.\n";
    std::fs::write(&path, text).expect("written");
    let mut client = Client::start(folder.path(), &json!({}));
    client.open(&uri(&path), "markdown", 1, text);
    let told = client.diagnostics(&uri(&path), 1);
    let name = told.iter().find(|d| d["code"] == "name-in-two-forms").expect("found");
    let offered = actions(&mut client, &uri(&path), &name["range"]);
    let add = titled(&offered, "Add “").expect("offered")["command"].clone();
    let done = client.request(
        "workspace/executeCommand",
        json!({ "command": add["command"], "arguments": add["arguments"] }),
    );
    assert!(done.as_str().is_some_and(|file| file.ends_with("mtlint.toml")), "{done}");
    let written = std::fs::read_to_string(&config).expect("it was made");
    assert!(written.starts_with("names = [\"Tams"), "{written}");
    let told = client.diagnostics(&uri(&path), 1);
    assert!(!rules(&told).contains(&"name-in-two-forms"), "{told:?}");
    let report = mtlint(folder.path(), &["check", "--format", "json", "a.md"]);
    assert!(!printed(&report.stdout).contains("name-in-two-forms"));
    assert_eq!(client.leave(), Some(0));
}
