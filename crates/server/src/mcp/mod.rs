//! A server of the Model Context Protocol over standard input and output: check, explain and fix as tools.
//!
//! The protocol is a JSON-RPC message a line, of which a server of tools needs five: written here, for rmcp brings more
//! crates than the rest of the server (72).

mod tools;

use std::io::{BufRead, Read, Write};

use serde_json::{Value, json};

use mtlint_project::plan::Plan;

/// Versions of the protocol in which these messages are the same, the newest first.
const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];
/// Bytes of a message at most.
const LONGEST: u64 = 64 << 20;

/// Answers messages until their end.
///
/// # Errors
/// When they cannot be read, or the answers not be written.
pub fn serve(plan: &Plan, mut input: impl BufRead, mut output: impl Write) -> std::io::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = match serde_json::from_slice::<Value>(&line) {
            Err(error) => Some(failure(&Value::Null, -32700, &format!("this is no JSON: {error}"))),
            Ok(message) => answer(plan, &message),
        };
        if let Some(answer) = answer {
            writeln!(output, "{answer}")?;
            output.flush()?;
        }
    }
}

/// The answer to a message; none to one that asks nothing.
fn answer(plan: &Plan, message: &Value) -> Option<Value> {
    let Some(method) = message["method"].as_str() else {
        // An answer to a question that we never ask.
        let is_answer = message.get("result").is_some() || message.get("error").is_some();
        return (!is_answer).then(|| failure(&message["id"], -32600, "this is no request"));
    };
    let id = message.get("id")?;
    let result = match method {
        "initialize" => started(&message["params"]),
        "ping" => json!({}),
        "tools/list" => json!({ "tools": tools::list() }),
        "tools/call" => match tools::call(plan, &message["params"]) {
            Ok(result) => result,
            Err(wrong) => return Some(failure(id, -32602, &wrong)),
        },
        _ => return Some(failure(id, -32601, &format!("there is no method `{method}`"))),
    };
    Some(json!({ "jsonrpc": "2.0", "id": id, "result": result }))
}

/// What a client is told at the beginning.
fn started(params: &Value) -> Value {
    let asked = params["protocolVersion"].as_str().unwrap_or_default();
    let version = VERSIONS.iter().find(|version| **version == asked).unwrap_or(&VERSIONS[0]);
    json!({
        "protocolVersion": version,
        "capabilities": { "tools": {} },
        "serverInfo": { "name": "mtlint", "version": env!("CARGO_PKG_VERSION") },
        "instructions": "Check a translation before you hand it over: fix what is found, and check again. \
            `explain` tells what a rule means.",
    })
}

fn failure(id: &Value, code: i32, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}
