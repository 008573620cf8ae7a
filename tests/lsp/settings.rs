//! The server follows `mtlint.toml` as the command finds it, and its changes.

use std::path::Path;

use serde_json::json;

use super::client::{Client, rules, uri};

const TEXT: &str = "The boats were were late.\n";

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).expect("made");
    std::fs::write(path, text).expect("written");
}

#[test]
fn the_nearest_file_holds_and_changes_are_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (config, inner) = (folder.path().join("mtlint.toml"), folder.path().join("songs/mtlint.toml"));
    write(&inner, "[rules]\nrepetition = \"off\"\n");
    let mut client = Client::start(folder.path(), &json!({}));
    let (outside, inside) = (uri(&folder.path().join("a.md")), uri(&folder.path().join("songs/b.md")));
    for (address, found) in [(&outside, 1), (&inside, 0)] {
        client.open(address, "markdown", 1, TEXT);
        assert_eq!(client.diagnostics(address, 1).len(), found, "{address}");
    }
    // Nobody tells the server of a file that came, changed or went: it looks itself.
    write(&config, "[rules]\ndoubled-word = \"critical\"\n");
    assert_eq!(client.diagnostics(&outside, 1)[0]["severity"], 1);
    write(&config, "exclude = [\"a.md\"]\n");
    assert!(client.diagnostics(&outside, 1).is_empty());
    write(&config, "rulez = 3\n");
    let told = client.wait(|message| message["method"] == "window/showMessage");
    let said = told["params"]["message"].as_str().expect("a text");
    assert!(said.contains("mtlint.toml") && said.contains("rulez"), "{said}");
    std::fs::remove_file(&config).expect("removed");
    let told = loop {
        let told = client.diagnostics(&outside, 1);
        if !told.is_empty() {
            break told;
        }
    };
    assert_eq!(rules(&told), ["doubled-word"]);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_baseline_and_a_vocabulary_file_are_followed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.md");
    write(&path, TEXT);
    write(&folder.path().join("mtlint.toml"), "baseline = \"known.json\"\nvocabulary = [\"words.txt\"]\n");
    write(&folder.path().join("words.txt"), "Orsk\n");
    let created =
        crate::program::mtlint(folder.path(), &["baseline", "create", "--baseline", "known.json", "a.md"]);
    assert!(created.status.success(), "{}", crate::program::said(&created));
    let mut client = Client::start(folder.path(), &json!({}));
    client.open(&uri(&path), "markdown", 1, TEXT);
    assert!(client.diagnostics(&uri(&path), 1).is_empty());
    client.change(&uri(&path), 2, json!([{ "text": format!("{TEXT}\nThe gates were were shut.\n") }]));
    assert_eq!(client.diagnostics(&uri(&path), 2).len(), 1);
    write(&folder.path().join("words.txt"), "Orsk\nwere were\n");
    assert!(client.diagnostics(&uri(&path), 2).is_empty());
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn every_folder_of_a_workspace_has_its_own_settings() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(&two.path().join("mtlint.toml"), "[rules]\nrepetition = \"off\"\n");
    let mut client = Client::start(one.path(), &json!({}));
    let added = json!([{ "uri": uri(two.path()), "name": "two" }]);
    let event = json!({ "event": { "added": added, "removed": [] } });
    client.notify("workspace/didChangeWorkspaceFolders", event);
    for (folder, found) in [(one.path(), 1), (two.path(), 0)] {
        let address = uri(&folder.join("a.md"));
        client.open(&address, "markdown", 1, TEXT);
        assert_eq!(client.diagnostics(&address, 1).len(), found);
    }
    assert_eq!(client.leave(), Some(0));
}
