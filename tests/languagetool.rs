//! LanguageTool's API as its clients use it: offsets, parameters, failures, a LanguageTool behind.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;

use serde_json::{Value, json};

use crate::served::{Answer, Served};

fn serve(args: &[&str]) -> Served {
    Served::start(&std::env::temp_dir(), &[&["--no-config"], args].concat())
}

fn value(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).expect("it is JSON")
}

/// The rule, offset and length of each match.
fn places(answer: &Value) -> Vec<(String, u64, u64)> {
    let place = |m: &Value| {
        (
            m["rule"]["id"].as_str().unwrap().to_owned(),
            m["offset"].as_u64().unwrap(),
            m["length"].as_u64().unwrap(),
        )
    };
    answer["matches"].as_array().unwrap().iter().map(place).collect()
}

/// The units from `offset` on, as a client in JavaScript or Java sees them.
fn units(text: &str, offset: u64, length: u64) -> String {
    let units: Vec<u16> = text.encode_utf16().skip(offset as usize).take(length as usize).collect();
    String::from_utf16(&units).expect("a match cuts no letter in two")
}

#[test]
fn offsets_are_units_over_text_and_markup() {
    let server = serve(&[]);
    let text = "🙂 e\u{301}t é: on Friday he saw the the boat, 🚢 and she saw saw it, too.\r\nHe waved.";
    let answer = value(&server.form("/v2/check", &[("text", text), ("language", "en-US")]));
    let doubled: Vec<_> = places(&answer).into_iter().filter(|p| p.0 == "doubled-word").collect();
    let words: Vec<String> =
        doubled.iter().map(|(_, offset, length)| units(text, *offset, *length)).collect();
    assert_eq!(words, ["the the", "saw saw"]);
    let annotation = json!([{ "text": "🙂 He saw " }, { "markup": "<b>" }, { "text": "the" }, { "markup": "</b>" },
        { "text": " the boat." }, { "markup": "<br/>", "interpretAs": "\n\n" }, { "text": "She saw saw it." }]);
    let data = json!({ "annotation": annotation }).to_string();
    let answer = value(&server.form("/v2/check", &[("data", &data), ("language", "en-US")]));
    let whole = "🙂 He saw <b>the</b> the boat.<br/>She saw saw it.";
    let doubled: Vec<_> = places(&answer).into_iter().filter(|p| p.0 == "doubled-word").collect();
    let words: Vec<String> =
        doubled.iter().map(|(_, offset, length)| units(whole, *offset, *length)).collect();
    assert_eq!(words, ["the</b> the", "saw saw"]);
    let is_doubled = |m: &&Value| m["rule"]["id"] == "doubled-word";
    let first = answer["matches"].as_array().unwrap().iter().find(is_doubled).unwrap();
    let context = &first["context"];
    let shown = units(
        context["text"].as_str().unwrap(),
        context["offset"].as_u64().unwrap(),
        context["length"].as_u64().unwrap(),
    );
    assert_eq!(shown, "the</b> the");
    assert_eq!(first["replacements"][0]["value"], "the");
    assert_eq!(first["rule"]["issueType"], "grammar");
    assert_eq!(first["sentence"], "🙂 He saw the the boat.");
}

#[test]
fn rules_and_families_are_switched() {
    let server = serve(&[]);
    let text = "He saw the the boat , and she waved.";
    let found = |fields: &[(&str, &str)]| {
        let all = [&[("text", text), ("language", "en")], fields].concat();
        let mut rules: Vec<String> =
            places(&value(&server.form("/v2/check", &all))).into_iter().map(|p| p.0).collect();
        rules.sort();
        rules
    };
    let all = found(&[]);
    assert!(all.len() > 1 && all.contains(&"doubled-word".to_owned()), "{all:?}");
    let other: Vec<String> = all.iter().filter(|rule| *rule != "doubled-word").cloned().collect();
    assert_eq!(found(&[("disabledRules", "doubled-word,WHITESPACE_RULE")]), other);
    assert_eq!(found(&[("disabledCategories", "repetition")]), other);
    assert_eq!(found(&[("enabledRules", "doubled-word"), ("enabledOnly", "true")]), ["doubled-word"]);
    assert_eq!(found(&[("enabledCategories", "repetition"), ("enabledOnly", "true")]), ["doubled-word"]);
    // Rules of LanguageTool's own alone: none of ours.
    assert!(found(&[("enabledRules", "WHITESPACE_RULE"), ("enabledOnly", "true")]).is_empty());
}

#[test]
fn failures_are_lines_of_text() {
    let server = serve(&["--max-bytes", "400"]);
    let long = "ferry ".repeat(100);
    for (fields, status, wanted) in [
        (&[("language", "en")][..], 400, "Error: Missing 'text' or 'data' parameter"),
        (
            &[("text", "a"), ("data", "{}"), ("language", "en")],
            400,
            "Error: Set only 'text' or 'data' parameter, not both",
        ),
        (&[("text", "a")], 400, "Error: Missing 'language' parameter"),
        (&[("text", "a"), ("language", "xyz")], 400, "Error: `xyz` is no language code"),
        (&[("data", "{"), ("language", "en")], 400, "Error: The parameter 'data' is no such JSON"),
        (
            &[("text", "a"), ("language", "en"), ("enabledOnly", "yes")],
            400,
            "Error: You must specify enabled rules",
        ),
        (
            &[("text", "a"), ("language", "en"), ("preferredVariants", "en-GB")],
            400,
            "Error: You specified 'preferredVariants'",
        ),
        (&[("text", &long), ("language", "en")], 413, "Error: The request has more than 400 bytes"),
    ] {
        let answer = server.form("/v2/check", fields);
        assert_eq!(answer.status, status, "{}", answer.body);
        assert!(answer.body.starts_with(wanted) && answer.head.contains("text/plain"), "{}", answer.body);
    }
}

#[test]
fn what_clients_ask_beside_texts() {
    let server = serve(&[]);
    let languages: Value = value(&server.get("/v2/languages"));
    assert!(
        languages
            .as_array()
            .unwrap()
            .contains(&json!({ "name": "English (US)", "code": "en", "longCode": "en-US" }))
    );
    assert_eq!(server.get("/v2/healthcheck").body, "OK");
    assert_eq!(value(&server.get("/v2/info"))["software"]["apiVersion"], 1);
    assert_eq!(value(&server.get("/v2/words"))["words"], json!([]));
    assert_eq!(server.form("/v2/words/add", &[("word", "zorktile")]).status, 403);
    let by_query = server.get("/v2/check?language=auto&preferredVariants=en-GB&text=He%20saw%20the%20the%20boat%20in%20the%20harbour%20of%20the%20old%20town.");
    let by_query = value(&by_query);
    assert_eq!(by_query["language"]["code"], "en-GB");
    assert_eq!(by_query["language"]["detectedLanguage"]["code"], "en-GB");
    let empty = value(&server.form("/v2/check", &[("text", " \n"), ("language", "en-US")]));
    assert_eq!(empty["matches"], json!([]));
}

/// Answers one request as a LanguageTool would that finds something at the beginning.
fn languagetool() -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answers = std::thread::spawn(move || {
        let mut reader = BufReader::new(listener.accept().unwrap().0);
        let (mut head, mut length) = (String::new(), 0);
        while !head.ends_with("\r\n\r\n") {
            let from = head.len();
            reader.read_line(&mut head).unwrap();
            if let Some(value) = head[from..].to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let answer = json!({ "warnings": { "incompleteResults": false },
            "matches": [{ "offset": 0, "length": 2, "rule": { "id": "HIS" } }, { "offset": 7, "length": 7, "rule": { "id": "TWICE" } }] });
        let answer = answer.to_string();
        write!(reader.get_mut(), "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{answer}", answer.len())
            .unwrap();
        head + &String::from_utf8(body).unwrap()
    });
    (url, answers)
}

#[test]
fn matches_of_a_languagetool_behind_stand_beside_ours() {
    let (url, asked) = languagetool();
    let server = serve(&["--upstream", &url]);
    let fields = [("text", "He saw the the boat."), ("language", "en-US"), ("apiKey", "secret-of-ours")];
    let answer = value(&server.form("/v2/check", &fields));
    let ids: Vec<String> = places(&answer).into_iter().map(|p| p.0).collect();
    assert_eq!(ids[..2], ["HIS", "doubled-word"], "of two on the same words ours stays");
    assert!(!ids.contains(&"TWICE".to_owned()), "{ids:?}");
    let asked = asked.join().unwrap();
    assert!(asked.starts_with("POST /v2/check HTTP/1.1") && asked.ends_with("language=en-US"), "{asked}");
    // Nobody listens there any more.
    let alone = value(&server.form("/v2/check", &fields));
    assert_eq!(alone["warnings"]["incompleteResults"], true);
    assert_eq!(places(&alone)[0].0, "doubled-word");
}
