//! A client of the language server.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long an answer may take on a busy machine, in a program that is not optimised.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server and what is open in it.
pub struct Client {
    server: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    number: i64,
    /// What the server said that it can do.
    pub capabilities: Value,
}

impl Client {
    /// Starts a server for a folder, with these capabilities of the editor.
    pub fn start(folder: &Path, capabilities: &Value) -> Client {
        let mut server = Command::new(env!("CARGO_BIN_EXE_mtlint"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let output = BufReader::new(server.stdout.take().expect("it is piped"));
        let (sender, messages) = channel();
        std::thread::spawn(move || read(output, |message| sender.send(message).is_ok()));
        let input = server.stdin.take();
        let mut client = Client { server, input, messages, number: 0, capabilities: Value::Null };
        let root = uri(folder);
        let folders = json!([{ "uri": root, "name": "texts" }]);
        let result = client.request(
            "initialize",
            json!({ "processId": null, "rootUri": root, "workspaceFolders": folders, "capabilities": capabilities }),
        );
        client.capabilities = result["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.write(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns its number.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.number += 1;
        self.write(&json!({ "jsonrpc": "2.0", "id": self.number, "method": method, "params": params }));
        self.number
    }

    /// Returns the response to a request, its error included.
    pub fn response(&mut self, number: i64) -> Value {
        self.wait(|message| message["id"] == number && message.get("method").is_none())
    }

    /// Sends a request and returns its result.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let number = self.ask(method, params);
        let response = self.response(number);
        assert!(response.get("error").is_none(), "{method}: {response}");
        response["result"].clone()
    }

    pub fn open(&mut self, uri: &str, language: &str, version: i32, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": version, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Returns what the server tells of a version of a text.
    pub fn diagnostics(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let told = self.wait(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        });
        told["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Returns what the server tells of a text that was closed.
    pub fn cleared(&mut self, uri: &str) -> Vec<Value> {
        let told = self
            .wait(|message| message["params"]["uri"] == uri && message["params"].get("version").is_none());
        told["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Returns the next message for which `is_it` holds; those before are dropped.
    pub fn wait(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server goes on speaking");
            if is_it(&message) {
                return message;
            }
        }
    }

    /// Ends the server as the protocol wants it, and returns its exit code.
    pub fn leave(mut self) -> Option<i32> {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.notify("exit", Value::Null);
        self.server.wait().expect("it ends").code()
    }

    fn write(&mut self, message: &Value) {
        let text = message.to_string();
        let input = self.input.as_mut().expect("it is open");
        write!(input, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server reads");
        input.flush().expect("the server reads");
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Hands every message of a stream to `take`, until one is not taken.
fn read(mut output: impl BufRead, take: impl Fn(Value) -> bool) {
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if !output.read_line(&mut line).is_ok_and(|read| read > 0) {
                return;
            }
            match line.trim().split_once(": ") {
                Some(("Content-Length", number)) => length = number.parse().expect("a number"),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        output.read_exact(&mut body).expect("the whole message");
        if !take(serde_json::from_slice(&body).expect("JSON")) {
            return;
        }
    }
}

/// Returns the address of a path.
pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Returns a range within one line.
pub fn range(line: usize, start: usize, end: usize) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

/// Returns the rules of diagnostics, in order.
pub fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|d| d["code"].as_str()).collect()
}

/// Returns a text after the changes of a workspace edit that are of `uri`; columns count UTF-16 units.
pub fn edited(text: &str, edit: &Value, uri: &str) -> String {
    let changes = edit["documentChanges"].as_array().expect("versioned changes");
    let own = changes.iter().filter(|change| change["textDocument"]["uri"] == uri);
    let mut edits: Vec<(usize, usize, &str)> = own
        .flat_map(|change| change["edits"].as_array().expect("edits"))
        .map(|edit| {
            let place = |of: &str| offset(text, &edit["range"][of]);
            (place("start"), place("end"), edit["newText"].as_str().expect("a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut new = text.to_owned();
    edits.iter().rev().for_each(|(start, end, with)| new.replace_range(*start..*end, with));
    new
}

/// The byte of a position, counted by hand.
fn offset(text: &str, position: &Value) -> usize {
    let (line, column) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
    let start: usize = text.split_inclusive('\n').take(line as usize).map(str::len).sum();
    let mut units = 0;
    let inside = text[start..].char_indices().find(|(_, c)| {
        let here = units;
        units += c.len_utf16() as u64;
        here == column
    });
    inside.map_or(text.len(), |(at, _)| start + at)
}
