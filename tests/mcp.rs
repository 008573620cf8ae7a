//! The tools for language models, over the protocol's messages.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::program::{command, text};

/// The answers to messages, in order.
fn answers(messages: &[Value]) -> Vec<Value> {
    let mut child = command(&std::env::temp_dir(), &["mcp", "--no-config"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let lines: String = messages.iter().map(|message| format!("{message}\n")).collect();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success());
    text(&out.stdout).lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

fn call(id: u32, tool: &str, arguments: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": { "name": tool, "arguments": arguments } })
}

#[test]
fn a_model_checks_asks_and_fixes() {
    let said = answers(&[
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "protocolVersion": "2025-06-18" } }),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/list" }),
        call(3, "check", json!({ "text": "He saw the the boat.", "report": "json" })),
        call(4, "explain", json!({ "rule": "doubled-word" })),
        call(5, "fix", json!({ "text": "He saw the the boat." })),
        call(6, "explain", json!({ "rule": "doubled-wrd" })),
        call(7, "check", json!({})),
        json!({ "jsonrpc": "2.0", "id": 8, "method": "nothing" }),
        json!("nothing"),
    ]);
    assert_eq!(said.len(), 9, "{said:#?}");
    let content = |n: usize| said[n]["result"]["content"][0]["text"].as_str().unwrap();
    assert_eq!(said[0]["result"]["protocolVersion"], "2025-06-18");
    let tools: Vec<&Value> =
        said[1]["result"]["tools"].as_array().unwrap().iter().map(|t| &t["name"]).collect();
    assert_eq!(tools, ["check", "explain", "fix"]);
    let report: Value = serde_json::from_str(content(2)).unwrap();
    assert_eq!(report["documents"][0]["findings"][0]["rule"], "doubled-word");
    let explained: Value = serde_json::from_str(content(3)).unwrap();
    assert_eq!(explained[0]["id"], "doubled-word");
    let fixed: Value = serde_json::from_str(content(4)).unwrap();
    assert_eq!(fixed, json!({ "text": "He saw the boat.", "fixes": { "doubled-word": 1 } }));
    assert_eq!(said[5]["result"]["isError"], true);
    assert!(content(5).contains("Did you mean `doubled-word`?"), "{}", content(5));
    let codes: Vec<&Value> = said[6..].iter().map(|answer| &answer["error"]["code"]).collect();
    assert_eq!(codes, [-32602, -32601, -32600]);
}
