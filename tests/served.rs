//! A server as the tests run it: started on a free port, asked over plain sockets, stopped when it goes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::program::command;

/// A server that runs.
pub struct Served {
    /// The program.
    pub child: Child,
    /// Its host and port.
    pub address: String,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// All lines of its head, in lower case.
    pub head: String,
    /// Its body.
    pub body: String,
}

impl Served {
    /// Starts one in `folder` with more arguments.
    pub fn start(folder: &Path, args: &[&str]) -> Served {
        let args = [&["serve", "--listen", "127.0.0.1:0"], args].concat();
        let mut child = command(folder, &args).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("it is a pipe")).read_line(&mut line).expect("it is text");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(!address.is_empty(), "it says where it listens");
        Served { child, address }
    }

    /// Asks by GET.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    /// Asks by POST with a body in JSON.
    pub fn json(&self, path: &str, body: &serde_json::Value) -> Answer {
        self.ask("POST", path, &["Content-Type: application/json"], body.to_string().as_bytes())
    }

    /// Asks as LanguageTool's clients do.
    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let kind = "Content-Type: application/x-www-form-urlencoded";
        self.ask("POST", path, &[kind], pairs.join("&").as_bytes())
    }

    /// Asks over a connection of its own.
    pub fn ask(&self, method: &str, path: &str, headers: &[&str], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        headers.iter().for_each(|header| head += &format!("{header}\r\n"));
        head += &format!("Content-Length: {}\r\n\r\n", body.len());
        // A body that is refused by its length need not be read.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        answer(stream)
    }

    /// Opens a connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(120))).expect("a time can be set");
        stream
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads an answer to its end.
pub fn answer(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    // A server that refuses a body may close the connection before all of it is sent.
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let head = head.to_lowercase();
    let body = if head.contains("transfer-encoding: chunked") { joined(body) } else { body.to_owned() };
    Answer { status, head, body }
}

/// A body that was sent in chunks.
fn joined(body: &str) -> String {
    let (mut whole, mut rest) = (Vec::new(), body.as_bytes());
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
        let size =
            std::str::from_utf8(&rest[..end]).ok().and_then(|size| usize::from_str_radix(size, 16).ok());
        let Some(size) = size.filter(|size| *size > 0) else { break };
        whole.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + size + 4..];
    }
    String::from_utf8(whole).expect("it is text")
}

/// A value as forms write it.
fn encoded(value: &str) -> String {
    value.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
