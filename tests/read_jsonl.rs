//! JSON lines: records, their fields, and what is wrong with bad ones.

use std::io::{BufRead, BufReader, Read};

use mtlint::document::Document;
use mtlint::error::Problem;
use mtlint::read::{Fields, Options, jsonl, read, stream};

fn records(text: &str) -> Vec<Result<Document, Problem>> {
    jsonl::records("-", text.as_bytes(), &Options::default()).collect()
}

#[test]
fn a_record_is_a_document() {
    let line = r#"{"id":7,"text":"One.\n\nTwo é.","source":"Eins.\n\nZwei.","source_lang":"de","lang":"en-GB","site":"velm"}"#;
    let document = records(&format!("\u{FEFF}\n{line}\r\n")).remove(0).unwrap();
    assert_eq!((document.name.as_str(), document.language.as_deref()), ("7", Some("en")));
    assert_eq!(document.source.text, "One.\n\nTwo é.");
    assert_eq!(document.metadata["site"], "velm");
    let record = document.record.unwrap();
    assert_eq!((record.id, record.line), (Some(serde_json::json!(7)), 2));
    let original = document.blocks[1].original.as_ref().unwrap();
    assert_eq!((original.text.as_str(), original.language.as_deref()), ("Zwei.", Some("de")));
    assert_eq!(document.original, None);
}

#[test]
fn a_source_that_cannot_be_told_apart_belongs_to_the_document() {
    let document = records(r#"{"text":"One.\n\nTwo.","source":"Eins. Zwei."}"#).remove(0).unwrap();
    assert!(document.blocks.iter().all(|b| b.original.is_none()));
    assert_eq!(document.original.unwrap().text, "Eins. Zwei.");
    assert_eq!(document.name, "-:1");
    let document = records(r#"{"text":"One.","source":"Eins.\n\nZwei."}"#).remove(0).unwrap();
    assert_eq!(document.blocks[0].original.as_ref().unwrap().text, "Eins.\n\nZwei.");
}

#[test]
fn bad_records_name_their_place_and_the_next_is_read() {
    let deep = format!("{{\"text\":\"x\",\"y\":{}1{}}}", "[".repeat(5000), "]".repeat(5000));
    for (bad, message) in [
        ("{\"text\":\"x\",\"text\":\"y\"}", "stands twice"),
        ("{\"text\":\"x\",\"a\":1,\"a\":2}", "stands twice"),
        ("{\"text\":5}", "`text` is a number"),
        ("{\"body\":\"x\"}", "no `text`"),
        ("{\"text\":\"x\"} trailing", "trailing"),
        ("{\"text\":\"x\"", "EOF"),
        ("[{\"text\":\"x\"}]", "expected an object"),
        ("{\"text\":\"\\ud83d\"}", "hex escape"),
        ("{\"id\":[],\"text\":\"x\"}", "`id` is a list"),
        ("{\"source\":1,\"text\":\"x\"}", "`source` is a number"),
        (deep.as_str(), "recursion limit"),
    ] {
        let all = records(&format!("{{\"text\":\"a\"}}\n{bad}\n{{\"text\":\"b\"}}\n"));
        assert_eq!(all.len(), 3);
        let problem = all[1].as_ref().unwrap_err();
        assert!(problem.message.contains(message), "{problem:?}");
        assert_eq!((problem.line, problem.fatal), (Some(2), true));
        assert!(
            problem.hint.is_some() && problem.byte.is_some_and(|b| (13..13 + bad.len() + 1).contains(&b))
        );
        assert_eq!(all[2].as_ref().unwrap().source.text, "b");
    }
}

#[test]
fn fields_are_mapped_and_the_language_is_overridden() {
    let mut fields = Fields::default();
    fields.map("text=body").unwrap();
    let options = Options { fields, language: Some("en".into()), ..Options::default() };
    let line = br#"{"body":"x","text":"y","lang":"de"}"#;
    let document = jsonl::records("-", &line[..], &options).next().unwrap().unwrap();
    assert_eq!((document.source.text.as_str(), document.language.as_deref()), ("x", Some("en")));
    assert_eq!(document.metadata["text"], "y");
}

/// A stream without an end that gives a record and then a line without an end.
struct Endless(u64);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        buffer.fill(b'x');
        self.0 += buffer.len() as u64;
        Ok(buffer.len())
    }
}

#[test]
fn an_endless_stream_is_read_as_it_comes() {
    let first = b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n".as_slice();
    let options = Options::default();
    let mut all = stream::documents("-", BufReader::new(first.chain(Endless(0))), &options);
    assert_eq!(all.next().unwrap().unwrap().source.text, "a");
    assert_eq!(all.next().unwrap().unwrap().source.text, "b");
}

#[test]
fn a_line_too_long_is_skipped() {
    let long = Endless(0).take(jsonl::MAX_LINE as u64 + 5);
    let input = BufReader::new(long.chain(&b"\n{\"text\":\"b\"}"[..]));
    let options = Options::default();
    let all: Vec<_> = jsonl::records("-", input, &options).collect();
    assert!(all[0].as_ref().unwrap_err().message.contains("longer than 64 MiB"));
    assert_eq!(all[1].as_ref().unwrap().source.text, "b");
}

#[test]
fn records_are_known_by_their_content() {
    let outcome = read("-", b"{\"text\":\"a\"}\nbad\n{\"text\":\"b\"}".to_vec(), &Options::default());
    assert_eq!((outcome.documents.len(), outcome.problems.len()), (2, 1));
    assert!(BufReader::new(&b"x"[..]).fill_buf().is_ok());
}
