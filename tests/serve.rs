//! The server's own API: the answers of `mtlint check`, byte for byte, whoever asks and however many at once; its limits,
//! keys and origins; and how it stops.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{command, mtlint, text};
use crate::served::{Answer, Served, answer};

const TEXT: &str = "The the ferry left Marrow at noon. “We waited,” according to Tilda Varnholt. Stated. \
    She boarded it , and the harbour master waved to her from the long wooden pier.\n\nIt was 🙂 late late.\n";
const JSON: &str = "Content-Type: application/json";

/// What `mtlint check` prints for a file of that name in a folder of its own.
fn checked(name: &str, content: &[u8], args: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), content).unwrap();
    text(&mtlint(folder.path(), &[&["check", "--no-config", name], args].concat()).stdout)
}

fn serve(args: &[&str]) -> Served {
    Served::start(&std::env::temp_dir(), &[&["--no-config"], args].concat())
}

/// The code of a failure.
fn code(answer: &Answer) -> String {
    let value: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    value["error"]["code"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn answers_are_those_of_the_command_byte_for_byte() {
    let server = serve(&[]);
    for (name, content) in [
        ("a.md", TEXT),
        ("b.html", "<h1>A <b>ferry</b></h1><p>He saw the the boat.</p>"),
        ("c.txt", ""),
        ("d.txt", "Le bateau est parti à midi, et personne ne l'attendait sur le quai."),
    ] {
        let whole = checked(name, content.as_bytes(), &["--format", "json"]);
        let answer = server.json("/v1/check", &json!({ "text": content, "name": name }));
        assert_eq!((answer.status, &answer.body), (200, &whole), "{name}");
        let octets = "Content-Type: application/octet-stream";
        let path = format!("/v1/check/file?name={name}");
        assert_eq!(server.ask("POST", &path, &[octets], content.as_bytes()).body, whole, "{name} as a file");
        for format in ["markdown", "sarif", "html", "csv"] {
            let answer =
                server.json(&format!("/v1/check?report={format}"), &json!({ "text": content, "name": name }));
            assert_eq!(
                answer.body,
                checked(name, content.as_bytes(), &["--format", format]),
                "{name}, {format}"
            );
        }
    }
    let options = json!({ "only": ["doubled-word"], "fail_on": "minor" });
    let answer = server.json("/v1/check", &json!({ "text": TEXT, "name": "a.md", "options": options }));
    let args = ["--format", "json", "--only", "doubled-word", "--fail-on", "minor"];
    assert_eq!(answer.body, checked("a.md", TEXT.as_bytes(), &args));
}

#[test]
fn a_stream_is_answered_line_by_line_and_in_order() {
    let server = serve(&[]);
    let record =
        |n: usize| json!({ "id": n, "text": format!("The the ferry left at noon on day {n}. {TEXT}") });
    let mut lines: String = (0..100).map(|n| record(n).to_string() + "\n").collect();
    lines.push_str("no record\n\n{\"id\":\"x\",\"text\":\"\"}");
    let args = ["check", "--no-config", "--input-format", "jsonl", "--format", "jsonl", "-"];
    let mut child = command(&std::env::temp_dir(), &args)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let whole = text(&child.wait_with_output().unwrap().stdout);
    let kind = "Content-Type: application/x-ndjson";
    let answer = server.ask("POST", "/v1/check/stream", &[kind], lines.as_bytes());
    assert_eq!((answer.status, answer.body.lines().count()), (200, 102));
    assert!(answer.body == whole, "the stream says what the command says");
}

#[test]
fn a_batch_is_one_run() {
    let server = serve(&[]);
    let document = |name: &str| json!({ "text": TEXT, "name": name });
    let answer =
        server.json("/v1/check/batch", &json!({ "documents": [document("a.md"), document("b.md")] }));
    let report: Value = serde_json::from_str(&answer.body).unwrap();
    let ids: Vec<&str> =
        report["documents"].as_array().unwrap().iter().filter_map(|d| d["id"].as_str()).collect();
    assert_eq!((ids, &report["summary"]["documents"]), (vec!["a.md", "b.md"], &json!(2)));
}

#[test]
fn a_text_with_its_source_is_compared_with_it() {
    let server = serve(&[]);
    let request = json!({ "text": "The ferry has 12 seats.", "source": "Die Fähre hat 14 Plätze.",
        "source_language": "de", "language": "en" });
    let report: Value = serde_json::from_str(&server.json("/v1/check", &request).body).unwrap();
    let findings = report["documents"][0]["findings"].as_array().unwrap();
    let is_number = |finding: &Value| finding["rule"].as_str().is_some_and(|rule| rule.contains("number"));
    assert!(findings.iter().any(is_number), "{report}");
}

#[test]
fn the_shared_texts_are_answered_as_the_command_does() {
    let server = serve(&[]);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faces/texts");
    let names = crate::faces::names();
    assert_eq!(names.len(), 40);
    for name in names {
        let bytes = std::fs::read(folder.join(&name)).unwrap();
        let whole = text(&mtlint(&folder, &["check", "--no-config", "--format", "json", &name]).stdout);
        let octets = "Content-Type: application/octet-stream";
        let answer = server.ask("POST", &format!("/v1/check/file?name={name}"), &[octets], &bytes);
        assert!((answer.status, &answer.body) == (200, &whole), "{name}: {} {}", answer.status, answer.body);
    }
}

#[test]
fn a_hundred_clients_at_once_get_the_answers_of_one() {
    let server = serve(&[]);
    let request =
        |n: usize| json!({ "text": format!("{TEXT}\nIn the year {n} he he came back.\n"), "name": "a.md" });
    let alone: Vec<Answer> = (0..10).map(|n| server.json("/v1/check", &request(n))).collect();
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..100)
            .map(|n| {
                let (server, request) = (&server, request(n % 10));
                scope.spawn(move || (n % 10, server.json("/v1/check", &request)))
            })
            .collect();
        for client in clients {
            let (n, answer) = client.join().unwrap();
            assert_eq!((answer.status, &answer.body), (200, &alone[n].body));
        }
    });
    let metrics = server.get("/metrics").body;
    assert!(metrics.contains("mtlint_requests_total{path=\"/v1/check\",status=\"200\"} 110\n"), "{metrics}");
    assert!(metrics.contains("mtlint_documents_total 110\n"), "{metrics}");
    assert!(metrics.contains("mtlint_requests_waiting 0\n"), "{metrics}");
}

#[test]
fn limits_and_mistakes_have_an_error_each() {
    let server = serve(&["--max-bytes", "1000", "--timeout", "1", "--max-requests", "3"]);
    let long = "ferry ".repeat(500);
    let asked = |path: &str, body: &str| server.ask("POST", path, &[JSON], body.as_bytes());
    for (answer, status, wanted) in [
        (server.json("/v1/check", &json!({ "text": long })), 413, "too-large"),
        (asked("/v1/check", "{"), 400, "bad-request"),
        (asked("/v1/check", r#"{"text":"a","txt":"b"}"#), 400, "bad-request"),
        (asked("/v1/check?report=pdf", r#"{"text":"a"}"#), 400, "bad-request"),
        (asked("/v1/check", r#"{"text":"a","format":"pdf"}"#), 422, "unknown-name"),
        (asked("/v1/check", r#"{"text":"a","language":"zz"}"#), 422, "unknown-name"),
        (asked("/v1/check", r#"{"text":"a","options":{"only":["doubled-wrd"]}}"#), 422, "unknown-name"),
        (asked("/v1/check", r#"{"text":"a","options":{"min_score":101}}"#), 400, "bad-request"),
        (server.ask("POST", "/v1/check", &[], b"{}"), 415, "wrong-type"),
        (server.get("/v1/check"), 405, "wrong-method"),
        (server.get("/v1/nothing"), 404, "not-found"),
        (server.get("/v1/explain/doubled-wrd"), 404, "unknown-rule"),
    ] {
        assert_eq!((answer.status, code(&answer).as_str()), (status, wanted), "{}", answer.body);
    }
    let near = server.get("/v1/explain/doubled-wrd").body;
    assert!(near.contains("Did you mean `doubled-word`?"), "{near}");
    // Three that never send what they promised hold all the room there is, until their time is over.
    let slow: Vec<_> = (0..3)
        .map(|_| {
            let mut stream = server.connect();
            write!(stream, "POST /v1/check HTTP/1.1\r\nHost: x\r\n{JSON}\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{{").unwrap();
            stream
        })
        .collect();
    std::thread::sleep(Duration::from_millis(300));
    let busy = server.json("/v1/check", &json!({ "text": "A ferry." }));
    assert_eq!((busy.status, code(&busy).as_str()), (429, "busy"));
    assert!(busy.head.contains("retry-after: 1"), "{}", busy.head);
    for stream in slow {
        let late = answer(stream);
        assert_eq!((late.status, code(&late).as_str()), (503, "timeout"));
    }
    assert_eq!(server.json("/v1/check", &json!({ "text": "A ferry." })).status, 200);
}

#[test]
fn who_has_no_key_is_not_answered() {
    let folder = tempfile::tempdir().unwrap();
    let alone = mtlint(folder.path(), &["serve", "--no-config", "--listen", "0.0.0.0:0"]);
    assert_eq!(alone.status.code(), Some(2));
    assert!(text(&alone.stderr).contains("--key-file"), "{}", text(&alone.stderr));
    std::fs::write(folder.path().join("keys"), "# ours\n0123456789abcdef\n").unwrap();
    let server = Served::start(folder.path(), &["--no-config", "--key-file", "keys"]);
    let request = json!({ "text": "A ferry." });
    assert_eq!(server.json("/v1/check", &request).status, 401);
    assert_eq!(server.get("/metrics").status, 401);
    let with = |key: &str| {
        let header = format!("Authorization: Bearer {key}");
        server.ask("POST", "/v1/check", &[JSON, &header], request.to_string().as_bytes()).status
    };
    assert_eq!((with("0123456789abcdef"), with("0123456789abcdeX"), with("")), (200, 401, 401));
    let tool = [("text", "A ferry."), ("language", "en-US")];
    assert_eq!(server.form("/v2/check", &tool).status, 401);
    assert_eq!(
        server.form("/v2/check", &[&tool[..], &[("apiKey", "0123456789abcdef")]].concat()).status,
        200
    );
    assert_eq!((server.get("/v1/health").status, server.get("/").status), (200, 200));
}

#[test]
fn pages_of_other_hosts_may_ask_where_they_are_named() {
    let origin = "Origin: https://edit.example";
    let asked = |server: &Served| server.ask("GET", "/v1/version", &[origin], b"").head;
    assert!(!asked(&serve(&[])).contains("access-control"));
    let server = serve(&["--cors", "https://edit.example"]);
    assert!(asked(&server).contains("access-control-allow-origin: https://edit.example"));
    let other = server.ask("GET", "/v1/version", &["Origin: https://other.example"], b"");
    assert!(!other.head.contains("access-control"), "{}", other.head);
    let before = [origin, "Access-Control-Request-Method: POST"];
    let preflight = server.ask("OPTIONS", "/v1/check", &before, b"");
    assert_eq!(preflight.status, 204);
    assert!(preflight.head.contains("access-control-allow-methods: get, post"), "{}", preflight.head);
}

#[test]
fn the_page_loads_nothing_from_elsewhere() {
    let server = serve(&[]);
    let page = server.get("/");
    assert!(page.head.contains("content-security-policy: default-src 'none'"), "{}", page.head);
    for path in ["/", "/page.css", "/page.js", "/report.css"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let hosts = answer.body.replace("http://www.w3.org/2000/svg", "");
        assert!(!hosts.contains("http://") && !hosts.contains("https://"), "{path} names a host");
    }
}

#[cfg(unix)]
#[test]
fn asked_to_stop_it_ends_what_is_begun() {
    let mut server = serve(&["--timeout", "20"]);
    let body = json!({ "text": TEXT.repeat(300) }).to_string();
    let mut stream = server.connect();
    let head =
        format!("POST /v1/check HTTP/1.1\r\nHost: x\r\n{JSON}\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    let id = server.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let last = answer(stream);
    assert_eq!(last.status, 200, "{}", last.head);
    let begun = Instant::now();
    let status = server.child.wait().unwrap();
    assert!(status.success() && begun.elapsed() < Duration::from_secs(5), "{status}");
}

#[test]
fn nothing_of_a_text_is_said_or_kept() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["serve", "--no-config", "--listen", "127.0.0.1:0"];
    let mut child = command(folder.path(), &args)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = Vec::new();
    let mut out = child.stdout.take().unwrap();
    while !line.ends_with(b"/\n") {
        let mut byte = [0];
        out.read_exact(&mut byte).unwrap();
        line.push(byte[0]);
    }
    let address = text(&line).trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    let mut server = Served { child, address };
    server.json("/v1/check", &json!({ "text": "Zorktile zorktile went home." }));
    server.form("/v2/check", &[("text", "Zorktile zorktile went home."), ("language", "en")]);
    server.json("/v1/check", &json!({ "text": "Zorktile", "language": "zorktile" }));
    server.child.kill().unwrap();
    let mut said = Vec::new();
    out.read_to_end(&mut said).unwrap();
    server.child.stderr.take().unwrap().read_to_end(&mut said).unwrap();
    assert_eq!(text(&said), "");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
