//! A session with the server: open, type, ask, leave.

use serde_json::{Value, json};

use super::client::{Client, range, rules, uri};

#[test]
fn a_text_is_checked_while_it_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = uri(&folder.path().join("a.md"));
    let mut client = Client::start(folder.path(), &json!({}));
    assert_eq!(client.capabilities["positionEncoding"], "utf-16");
    assert_eq!(client.capabilities["textDocumentSync"]["change"], 2);
    client.open(&address, "markdown", 1, "🙂 The boat and and late.\n");
    let told = client.diagnostics(&address, 1);
    assert_eq!(rules(&told), ["doubled-word"]);
    // The smiling face is two units of UTF-16.
    assert_eq!(told[0]["range"], range(0, 12, 19));
    assert_eq!(told[0]["source"], "mtlint");
    assert_eq!(told[0]["severity"], 3);
    // Two changes, the second of them seen from after the first.
    client.change(
        &address,
        2,
        json!([{ "range": range(0, 12, 16), "text": "" }, { "range": range(0, 15, 15), "text": " not" }]),
    );
    assert!(client.diagnostics(&address, 2).is_empty());
    client.change(&address, 3, json!([{ "text": "The the end.\n" }]));
    assert_eq!(rules(&client.diagnostics(&address, 3)), ["doubled-word"]);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": address } }));
    assert!(client.cleared(&address).is_empty());
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn columns_count_what_the_editor_prefers() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = uri(&folder.path().join("a.txt"));
    for (encoding, columns) in [("utf-8", (14, 21)), ("utf-16", (12, 19)), ("utf-32", (11, 18))] {
        let offered = json!({ "general": { "positionEncodings": [encoding, "utf-16"] } });
        let mut client = Client::start(folder.path(), &offered);
        assert_eq!(client.capabilities["positionEncoding"], encoding);
        client.open(&address, "plaintext", 1, "🙂 The boat and and late.\n");
        assert_eq!(client.diagnostics(&address, 1)[0]["range"], range(0, columns.0, columns.1), "{encoding}");
        assert_eq!(client.leave(), Some(0));
    }
}

#[test]
fn a_place_tells_its_rule_and_a_question_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = uri(&folder.path().join("a.md"));
    let mut client = Client::start(folder.path(), &json!({}));
    client.open(&address, "markdown", 1, "The boats were were late.\n");
    let at = |column: usize| json!({ "textDocument": { "uri": address }, "position": { "line": 0, "character": column } });
    let hover = client.request("textDocument/hover", at(11));
    let page = hover["contents"]["value"].as_str().expect("a page");
    for part in ["“were” stands twice", "**doubled-word**", "**Why.**", "**What to do.**", "Found:"] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert_eq!(hover["range"], range(0, 10, 19));
    assert_eq!(client.request("textDocument/hover", at(2)), Value::Null);
    let page = client.request(
        "workspace/executeCommand",
        json!({ "command": "mtlint.explain", "arguments": ["doubled-word", "en"] }),
    );
    assert!(page.as_str().expect("a page").starts_with("**doubled-word**"));

    // A long text keeps the server busy, so that the question is still open when it is taken back.
    let long = "The harbour is quiet in winter, and nobody comes. ".repeat(4000);
    client.open(&uri(&folder.path().join("long.txt")), "plaintext", 1, &long);
    let number = client.ask("textDocument/hover", at(11));
    client.notify("$/cancelRequest", json!({ "id": number }));
    let response = client.response(number);
    assert!(response["error"]["code"] == -32800 || response.get("result").is_some(), "{response}");

    let number = client.ask("textDocument/rename", json!({}));
    assert_eq!(client.response(number)["error"]["code"], -32601);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn texts_that_lie_nowhere_are_read_as_the_editor_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::start(folder.path(), &json!({}));
    let text = "<p>The boats were were late.</p>\n<script>var the = 'the the';</script>\n";
    client.open("untitled:Untitled-1", "html", 1, text);
    let told = client.diagnostics("untitled:Untitled-1", 1);
    assert_eq!(rules(&told), ["doubled-word"]);
    assert_eq!(told[0]["range"], range(0, 13, 22));
    // What a file declares of its encoding was heeded by the editor.
    let address = uri(&folder.path().join("a.html"));
    let text = "<meta charset=\"iso-8859-1\"><p>The cafés were were open.</p>\n";
    client.open(&address, "html", 1, text);
    let told = client.diagnostics(&address, 1);
    let doubled = told.iter().find(|d| d["code"] == "doubled-word").expect("two words that are one");
    assert_eq!(doubled["range"], range(0, 40, 49));
    assert_eq!(client.leave(), Some(0));
}

/// Random edits, one by one, lead to the same findings as the text that comes of them.
#[test]
fn typing_and_opening_find_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let (typed, opened) = (uri(&folder.path().join("a.md")), uri(&folder.path().join("b.md")));
    let mut client = Client::start(folder.path(), &json!({}));
    let mut text: Vec<char> = include_str!("../../examples/clean.md").chars().take(3000).collect();
    client.open(&typed, "markdown", 0, &text.iter().collect::<String>());
    client.diagnostics(&typed, 0);
    let inserts =
        ["the the ", "x", "\n\n", "“", " was was", "🙂", ". Stated. ", "", "", "# ", "\r\n", "Varnholt "];
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let units = |text: &[char]| text.iter().map(|c| c.len_utf16()).sum::<usize>();
    for version in 1..=40 {
        let start = random(text.len());
        let mut end = (start + random(12)).min(text.len());
        let insert = inserts[random(inserts.len())];
        // A line end of two characters is one place: nobody types into it.
        if start > 0 && text[start - 1] == '\r' || end > 0 && end < text.len() && text[end - 1] == '\r' {
            end = start;
        }
        let place = |at: usize| {
            let line = text[..at].iter().filter(|c| **c == '\n').count();
            let from = text[..at].iter().rposition(|c| *c == '\n').map_or(0, |i| i + 1);
            json!({ "line": line, "character": units(&text[from..at]) })
        };
        if text[..start].last() == Some(&'\r') {
            continue;
        }
        let range = json!({ "start": place(start), "end": place(end) });
        text.splice(start..end, insert.chars());
        client.change(&typed, version, json!([{ "range": range, "text": insert }]));
        // Some versions follow each other too fast to be checked.
        if random(3) > 0 {
            continue;
        }
        let strip = |diagnostics: Vec<Value>| -> Vec<Value> {
            let own = |d: Value| json!([d["range"], d["code"], d["message"], d["data"]["start"]]);
            diagnostics.into_iter().map(own).collect()
        };
        let after = strip(client.diagnostics(&typed, version));
        client.open(&opened, "markdown", version, &text.iter().collect::<String>());
        assert_eq!(after, strip(client.diagnostics(&opened, version)), "after edit {version}");
    }
    assert_eq!(client.leave(), Some(0));
}
