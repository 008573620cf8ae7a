//! Bilingual files that are damaged: a message with file, place and what to do, and what is whole is read.

use mtlint::read::{Options, read};

/// What is wrong with a file: line, message; and how many segments were read.
fn wrong(name: &str, text: &str) -> (Option<usize>, String, usize) {
    let outcome = read(name, text.as_bytes().to_vec(), &Options::default());
    let problem = outcome.problems.first().unwrap_or_else(|| panic!("{name} has no problem"));
    assert!(problem.fatal && problem.hint.is_some(), "{problem:?}");
    assert_eq!(problem.file, name);
    let blocks = outcome.documents.iter().map(|d| d.blocks.len()).sum();
    (problem.line, problem.message.clone(), blocks)
}

#[test]
fn damaged_files_are_told_with_their_place() {
    let xliff = "<xliff version=\"1.2\"><file source-language=\"en\"><body>\n<trans-unit id=\"1\"><source>Boat</source><target>Boot</target></trans-unit>\n<trans-unit";
    for (name, text, line, words, blocks) in [
        ("a.xlf", xliff, 3, "well-formed", 1),
        ("a.xlf", "<xliff><file></body></file></xliff>", 1, "well-formed", 0),
        ("a.xlf", "<p>no</p>", 1, "no <xliff>", 0),
        ("a.tmx", "<tmx><body><tu><tuv xml:lang=\"en\"><seg>Boat", 1, "middle", 0),
        ("a.po", "msgid \"a\"\nmsgstr \"b\n\nmsgid \"c\"\nmsgstr \"d\"\n", 2, "does not end", 2),
        ("a.po", "mgsid \"a\"\n", 1, "no part of a PO file", 0),
        ("a.strings", "\"a\" = \"b\"\n\"c\" = \"d\";", 2, "no `;`", 0),
        ("a.arb", "{\"a\": \"b\",", 1, "no JSON", 0),
        ("a.xcstrings", "{\"a\" \"b\"}", 1, "no JSON", 0),
        ("a.yaml", "a: [b\n", 2, "no YAML", 1),
        ("a.ftl", "good = Boat\n= bad\n", 2, "no Fluent", 1),
        ("a.resx", "<root><data name=\"a\"><value>b", 1, "middle", 0),
        ("a.ts", "<TS version=\"2.1\"><context><message><source>Boat</source>", 1, "middle", 0),
        ("strings.xml", "<resources><string name=\"a\">Boat", 1, "middle", 0),
        ("a.vtt", "WEBVTT\n\n00:00:01.000 --> late\nBoat\n", 3, "no time of a cue", 0),
        ("a.srt", "1\n00:00:01,000 --> late\nBoat\n", 2, "no time of a cue", 0),
    ] {
        let (at, message, read) = wrong(name, text);
        assert_eq!((at, read), (Some(line), blocks), "{name}: {message}");
        assert!(message.contains(words), "{name}: {message}");
    }
}

#[test]
fn depth_is_bounded() {
    let deep = format!("<xliff>{}", "<group>".repeat(100_000));
    assert!(wrong("a.xlf", &deep).1.contains("nested deeper"));
    let deep = format!("a = {}b", "{ ".repeat(100_000));
    assert!(wrong("a.ftl", &deep).1.contains("deeper"));
    let deep = "[".repeat(100_000);
    assert!(wrong("a.yaml", &deep).1.contains("YAML"));
    let deep = format!("{}{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    read("a.arb", deep.into_bytes(), &Options::default());
}

#[test]
fn entities_are_never_expanded() {
    let mut bomb = String::from("<!DOCTYPE xliff [<!ENTITY a \"boat boat boat\">\n");
    for (n, c) in ('b'..='z').enumerate() {
        let before = char::from(b'a' + n as u8);
        bomb.push_str(&format!("<!ENTITY {c} \"{}\">\n", format!("&{before};").repeat(20)));
    }
    bomb.push_str("]><xliff><file source-language=\"en\" target-language=\"de\"><body><trans-unit id=\"1\"><source>&z;</source><target>Ein &z; Boot</target></trans-unit></body></file></xliff>");
    let outcome = read("a.xlf", bomb.into_bytes(), &Options::default());
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    assert_eq!(outcome.documents[0].blocks[0].text, "Ein &z; Boot");
}
