//! Long memories in parts: the same segments as in one, with the same places in the file.

use mtlint::read::bilingual::parts;
use mtlint::read::{Options, read};
use mtlint::span::Span;

/// A memory of so many units.
fn memory(units: usize) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header srclang=\"de\"/><body>\n",
    );
    for n in 0..units {
        text.push_str(&format!(
            "<tu tuid=\"{n}\"><tuv xml:lang=\"en\"><seg>Boat {n} left at é.</seg></tuv>\n<tuv xml:lang=\"de\"><seg>Boot {n} fuhr um é.</seg></tuv></tu>\n"
        ));
    }
    text + "</body></tmx>\n"
}

#[test]
fn parts_hold_what_the_whole_holds_and_where() {
    let text = memory(20_000);
    let options = Options::default();
    let whole = read("m.tmx", text.clone().into_bytes(), &options).documents.remove(0);
    let mut blocks = Vec::new();
    let mut count = 0;
    for part in parts::parts("m.tmx", text.as_bytes()) {
        count += 1;
        let outcome = parts::read("m.tmx", part.unwrap(), &options);
        assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
        let document = &outcome.documents[0];
        let record = document.record.as_ref().unwrap();
        assert_eq!(record.stream, "m.tmx");
        assert_eq!(text[..record.byte as usize].matches('\n').count() + 1, record.line);
        assert_eq!(document.language.as_deref(), Some("en"));
        for block in &document.blocks {
            let span = block.map.to_file(Span::new(0, block.text.len()));
            let file = document.source.original_bytes(span);
            assert_eq!(file.of(&text), block.text);
            blocks.push((block.text.clone(), block.original.clone().unwrap().text, file));
        }
    }
    assert!(count > 1);
    let wanted: Vec<_> = whole
        .blocks
        .iter()
        .map(|b| {
            (b.text.clone(), b.original.clone().unwrap().text, b.map.to_file(Span::new(0, b.text.len())))
        })
        .collect();
    assert_eq!(blocks, wanted);
}

#[test]
fn a_memory_that_was_cut_off_is_told() {
    let text = memory(20_000);
    let cut = &text[..text.len() - 30];
    let last = parts::parts("m.tmx", cut.as_bytes()).last().unwrap();
    assert!(last.unwrap_err().message.contains("</tmx>"));
}
