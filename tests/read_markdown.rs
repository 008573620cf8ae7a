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

fn objects(document: &Document) -> Vec<(ObjectKind, &str)> {
    let of = |block: &'_ mtlint::document::Block| block.objects.clone();
    let blocks = document.blocks.iter();
    blocks.flat_map(|block| of(block).into_iter().map(|o| (o.kind, o.span.of(&block.text)))).collect()
}

#[test]
fn what_other_programs_read_is_an_object_or_gone() {
    let text = "# The quay {#quay}\n\n{{< notice tip >}}\nBring **a** lamp, {{< param name >}} says.\n{{< /notice >}}\n\n\
                {% include tide.html %}\n\nThe depth is $d^2$ at <kbd>A</kbd> and {{ page.depth }} at [](b.md).\n\
                {: .note }\n\nThe pilots of [[Velm|the town]] know [the rule]({{< ref \"a b.md\" >}}){:target=\"_blank\"}.\n";
    is(
        text,
        &[
            (Heading, "The quay"),
            (Paragraph, "Bring a lamp, {{< param name >}} says."),
            (Paragraph, "The depth is $d^2$ at A and {{ page.depth }} at [](b.md)."),
            (Paragraph, "The pilots of the town know the rule."),
        ],
    );
    let document = document(text);
    let expected = [
        (ObjectKind::Shortcode, "{{< param name >}}"),
        (ObjectKind::Math, "$d^2$"),
        (ObjectKind::Key, "A"),
        (ObjectKind::Placeholder, "{{ page.depth }}"),
        (ObjectKind::Component, "[](b.md)"),
    ];
    assert_eq!(objects(&document), expected);
    for (block, object) in document.blocks.iter().flat_map(|b| b.objects.iter().map(move |o| (b, o))) {
        assert_eq!(block.map.to_file(object.span).of(text), object.span.of(&block.text));
    }
}

#[test]
fn components_hold_text_and_admonitions_have_titles() {
    is(
        "<Note>\nRead **this** first.\n\n  - One lamp\n</Note>\n\n:::tip[Mind the tide]\nIt runs fast.\n:::\n\n\
         !!! warning \"At night\"\n    The gate is shut.\n\nDone.\n\n<Terminal>\n$ the the\n</Terminal>\n",
        &[
            (Paragraph, "Read this first."),
            (ListItem, "One lamp"),
            (Heading, "Mind the tide"),
            (Paragraph, "It runs fast."),
            (Heading, "At night"),
            (Paragraph, "The gate is shut."),
            (Paragraph, "Done."),
            (Code, "<Terminal>\n$ the the\n</Terminal>"),
        ],
    );
}

#[test]
fn a_page_wrapped_in_a_fence_is_read_and_its_fence_shown() {
    is(
        "```markdown\n# The quay\n\nThe gate is **shut** in winter.\n```\n",
        &[(Paragraph, "```markdown"), (Heading, "The quay"), (Paragraph, "The gate is shut in winter.")],
    );
    let code = "Run this:\n\n```markdown\n# The quay\n```\n\nThat was all.\n";
    assert_eq!(document(code).blocks[1].kind, Code);
}

#[test]
fn a_fence_that_takes_the_rest_of_the_page_is_said() {
    let prose =
        "The pilots of Velm know the old rule, and they keep it as long as the ice lasts in the harbour.";
    let text = format!("# The quay\n\n```sh\nopen gate\n\n{prose}\n");
    let outcome = read("note.md", text.into_bytes(), &Options::default());
    assert_eq!((outcome.problems.len(), outcome.problems[0].line), (1, Some(3)));
    let closed = format!("```text\n{prose}\n```\n\n{prose}\n");
    assert!(read("note.md", closed.into_bytes(), &Options::default()).problems.is_empty());
}

#[test]
fn a_bar_of_links_is_no_text() {
    is(
        "[English](a.md) | [Français](b.md) | [日本語](c.md)\n\nThe gate is shut.\n",
        &[(Paragraph, "The gate is shut.")],
    );
    is("See [one](a.md) and [two](b.md) or [three](c.md).\n", &[(Paragraph, "See one and two or three.")]);
}

#[test]
fn titles_and_descriptions_of_the_front_matter_lead_back() {
    let text = "---\ntitle: \"The \\\"old\\\" quay\"\ndescription: 'It''s shut'\nsummary: >-\n  Folded over\n  two lines\ntags: [a]\n---\n\nText.\n";
    let document = document(text);
    let shown: Vec<_> = document.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(
        shown[..3],
        [
            (BlockKind::Title, "The \"old\" quay"),
            (BlockKind::Description, "It's shut"),
            (BlockKind::Description, "Folded over two lines")
        ]
    );
    let source = |block: usize, word: &str| {
        let text_of = &document.blocks[block].text;
        let start = text_of.find(word).unwrap();
        document.blocks[block].map.to_file(Span::new(start, start + word.len())).of(text)
    };
    assert_eq!(source(0, "\"old\" quay"), "\\\"old\\\" quay");
    assert_eq!(source(1, "It's"), "It''s");
    assert_eq!(source(2, "over two"), "over\n  two");
}
