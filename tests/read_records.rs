//! Records in one value or in a table, strings of a catalogue, and what standard input is taken for.

use mtlint::document::{BlockKind, ObjectKind};
use mtlint::read::{Options, Outcome, by_name, read};

fn outcome(name: &str, text: &str) -> Outcome {
    read(name, text.as_bytes().to_vec(), &Options::default())
}

#[test]
fn a_list_of_records_is_read_as_lines_are() {
    let text = "[\n  {\"id\": \"a\", \"text\": \"The gate is open.\"},\n  {\"id\": 2, \"text\": \"It is shut.\", \"lang\": \"en\"},\n  {\"id\": 3}\n]";
    let outcome = outcome("texts.json", text);
    let names: Vec<_> = outcome.documents.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["a", "2"]);
    let record = outcome.documents[1].record.as_ref().unwrap();
    assert_eq!((record.line, record.byte as usize), (3, text.find("{\"id\": 2").unwrap()));
    assert_eq!(outcome.problems.len(), 1);
    assert_eq!(outcome.problems[0].line, Some(4));
}

#[test]
fn a_catalogue_gives_its_strings_and_not_its_keys() {
    let text = r#"{"gate": {"open": "The \"gate\" is open for {name}.", "n": 3, "wide": "%1$s metres wide"}, "file": "a/b.png"}"#;
    let document = outcome("strings.json", text).documents.remove(0);
    let texts: Vec<_> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    let expected = ["The \"gate\" is open for {name}.", "%1$s metres wide"];
    assert_eq!(texts, expected.map(|text| (BlockKind::ListItem, text)));
    for (block, object) in document.blocks.iter().zip(["{name}", "%1$s"]) {
        assert_eq!(block.objects.len(), 1);
        assert_eq!(block.objects[0].kind, ObjectKind::Placeholder);
        assert_eq!(block.objects[0].span.of(&block.text), object);
        assert_eq!(block.map.to_file(block.objects[0].span).of(text), object);
    }
}

#[test]
fn a_table_is_read_by_its_columns() {
    let text = "id,text,source\r\n1,\"The gate, he said, is \"\"open\"\".\",\"Das Tor\"\r\n2,\"One line\nand another\",\r\n,,\r\n";
    let outcome = outcome("texts.csv", text);
    let texts: Vec<_> = outcome.documents.iter().map(|d| d.source.text.as_str()).collect();
    assert_eq!(texts, ["The gate, he said, is \"open\".", "One line\nand another"]);
    assert_eq!(outcome.documents[0].blocks[0].original.as_ref().unwrap().text, "Das Tor");
    assert_eq!(outcome.documents[1].record.as_ref().unwrap().line, 3);
    assert!(outcome.problems.is_empty());
}

#[test]
fn a_table_without_the_column_says_which_it_has() {
    let problem = outcome("texts.tsv", "key\tvalue\n1\tThe gate is open.\n").problems.remove(0);
    assert!(problem.fatal && problem.message.contains("key, value"), "{problem:?}");
    assert!(problem.hint.unwrap().contains("--field text="));
}

#[test]
fn a_records_text_is_read_in_its_format() {
    let line = r#"{"id": 1, "text": "<p>The <b>gate</b> is open.</p>"}"#;
    let guessed = outcome("texts.jsonl", line).documents.remove(0);
    assert_eq!(guessed.blocks[0].text, "The gate is open.");
    let plain = Options { field_format: Some(by_name("text").unwrap()), ..Options::default() };
    let given = read("texts.jsonl", line.as_bytes().to_vec(), &plain).documents.remove(0);
    assert_eq!(given.blocks[0].text, "<p>The <b>gate</b> is open.</p>");
}

#[test]
fn standard_input_is_guessed_and_said() {
    let markdown = outcome("-", "The **gate** is open: see [the rules](rules.md).");
    assert_eq!(markdown.documents[0].blocks[0].text, "The gate is open: see the rules.");
    assert!(markdown.problems[0].message.contains("markdown") && !markdown.problems[0].fatal);
    let plain = outcome("-", "The gate is open.");
    assert!(plain.problems.is_empty());
}
