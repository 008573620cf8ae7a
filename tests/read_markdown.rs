//! Markdown: what is text, what it is, and where it stands.

use mtlint::document::BlockKind::{
    self, Alternative, Code, Heading, ListItem, Paragraph, Quotation, TableCell,
};
use mtlint::document::{Document, Object, ObjectKind};
use mtlint::read::{Options, read};
use mtlint::span::Span;

fn document(text: &str) -> Document {
    read("note.md", text.as_bytes().to_vec(), &Options::default()).documents.remove(0)
}

fn is(text: &str, expected: &[(BlockKind, &str)]) {
    let blocks: Vec<_> = document(text).blocks.into_iter().map(|b| (b.kind, b.text)).collect();
    let expected: Vec<_> = expected.iter().map(|(k, t)| (*k, t.to_string())).collect();
    assert_eq!(blocks, expected, "{text}");
}

#[test]
fn kinds_are_kept_and_markup_is_gone() {
    is(
        "# Harbour *reopens* {#top}\n\nThe harbour of [Velm](http://velm.example \"x\")\nwas **closed**.[^1]\n\n\
         - ropes\n- lamps\n  - oil\n\n> We sail.\n> At dawn.\n\n| Name | Tons |\n|------|------|\n| *Ilse* | 4 |\n\n\
         ![The quay](quay.png)\n\nInline ![no](x.png) picture.\n\n```rust\nlet x = 1;\n```\n\n[^1]: A note.\n",
        &[
            (Heading, "Harbour reopens"),
            (Paragraph, "The harbour of Velm was closed."),
            (ListItem, "ropes"),
            (ListItem, "lamps"),
            (ListItem, "oil"),
            (Quotation, "We sail. At dawn."),
            (TableCell, "Name"),
            (TableCell, "Tons"),
            (TableCell, "Ilse"),
            (TableCell, "4"),
            (Alternative, "The quay"),
            (Paragraph, "Inline picture."),
            (Alternative, "no"),
            (Code, "let x = 1;"),
            (Paragraph, "A note."),
        ],
    );
}

#[test]
fn every_character_leads_back() {
    let text = "> Run ``a`b`` in\n> caf&eacute;s \\*and\\* <b>bars</b>.";
    let document = document(text);
    let block = &document.blocks[0];
    assert_eq!(block.text, "Run a`b in cafés *and* bars.");
    let source = |word: &str| {
        let start = block.text.find(word).unwrap();
        block.map.to_file(Span::new(start, start + word.len())).of(text)
    };
    assert_eq!(source("a`b"), "a`b");
    assert_eq!(source("in cafés"), "in\n> caf&eacute;s");
    assert_eq!(source("*and*"), "*and\\*");
    assert_eq!(source("bars"), "bars");
    assert_eq!(block.objects, [Object { span: Span::new(4, 7), kind: ObjectKind::Code }]);
}

#[test]
fn front_matter_comments_and_raw_html() {
    let text = "---\nlang: en-GB\ntitle: \"Velm\"\n---\n\n<!-- mtlint-disable x: y -->\n\n<div>\n<p>Raw <i>text</i>.\n</div>\n\nSee <http://velm.example> <!-- no -->now.\n\n---\nTwo.\n\n---\n";
    let document = document(text);
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(document.metadata["title"], "Velm");
    assert_eq!(document.directives.len(), 1);
    assert_eq!(document.directives[0].block, 1);
    let texts: Vec<_> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(texts, ["Velm", "Raw text.", "See http://velm.example now.", "Two."]);
    assert_eq!(document.blocks[2].objects.len(), 1);
    is("---\n\nOne.\n\n---\n\nTwo.", &[(Paragraph, "One."), (Paragraph, "Two.")]);
}

#[test]
fn hostile_text_costs_linear_time() {
    let many = 100_000;
    let texts = [
        "> ".repeat(10_000) + "x",
        "- ".repeat(2_000) + "x",
        "[".repeat(many) + &"](".repeat(many),
        "*a **b ".repeat(many),
        "`".repeat(many) + " x",
        "<!--".repeat(many),
        "![".repeat(many),
        "&amp;".repeat(many),
        "|a".repeat(many) + "\n" + &"|-".repeat(many) + "\n",
    ];
    for text in &texts {
        let start = std::time::Instant::now();
        document(text);
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 20.0, "{seconds} s for {}…", &text[..20]);
    }
}
