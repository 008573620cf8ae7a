//! HTML pages: what is text, what it is, and where it stands.

use mtlint::document::BlockKind::{
    self, Alternative, Caption, Code, Heading, ListItem, Paragraph, Quotation, TableCell, Title,
};
use mtlint::document::{Document, Object, ObjectKind};
use mtlint::read::{Options, Outcome, read};
use mtlint::span::Span;

fn outcome(html: &str) -> Outcome {
    read("page.html", html.as_bytes().to_vec(), &Options::default())
}

fn page(html: &str) -> Document {
    outcome(html).documents.remove(0)
}

fn is(html: &str, expected: &[(BlockKind, &str)]) {
    let blocks: Vec<_> = page(html).blocks.into_iter().map(|b| (b.kind, b.text)).collect();
    let expected: Vec<_> = expected.iter().map(|(k, t)| (*k, t.to_string())).collect();
    assert_eq!(blocks, expected, "{html}");
}

#[test]
fn furniture_is_left_out_and_kinds_are_kept() {
    is(
        "<!doctype html><html lang=en-GB><head><title>Velm</title><style>p{}</style></head><body>
        <header><h1>The Velm Courier</h1></header><nav><a href=/>Home</a></nav>
        <article><header><h1>Harbour reopens</h1></header>
        <p>The harbour of <b>Velm</b> re<i>opened</i>.<script>var x = '<p>no</p>';</script>
        <ul><li>ropes<li>lamps<ul><li>oil</ul></ul>
        <table><caption>Ships<tr><th>Name<td>Tons</table>
        <figure><img src=x alt=no><figcaption>The quay</figcaption></figure>
        <blockquote><p>We sail.</p></blockquote><pre>let x = 1;\n  y</pre>
        <dl><dt>quay<dd>a place</dl><aside>Beside</aside></article>
        <form><label>Mail</label><input></form><p hidden>no</p><div style='display: none'>no</div>
        <p>Outside.</p><footer>Imprint</footer></body></html>",
        &[
            (Title, "Velm"),
            (Heading, "Harbour reopens"),
            (Paragraph, "The harbour of Velm reopened."),
            (ListItem, "ropes"),
            (ListItem, "lamps"),
            (ListItem, "oil"),
            (Caption, "Ships"),
            (TableCell, "Name"),
            (TableCell, "Tons"),
            (Alternative, "no"),
            (Caption, "The quay"),
            (Quotation, "We sail."),
            (Code, "let x = 1;\n  y"),
            (ListItem, "quay"),
            (ListItem, "a place"),
            (Heading, "Beside"),
        ],
    );
}

#[test]
fn every_character_leads_back_through_entities_and_white_space() {
    let html = "<p>caf&eacute;s &amp;\r\n   <b>bars</b> &semi;&#233;&#xE9 &nGt; &notit; &é &unknown; x</p>";
    let document = page(html);
    let block = &document.blocks[0];
    assert_eq!(block.text, "cafés & bars ;éé ≫⃒ ¬it; &é &unknown; x");
    let source = |word: &str| {
        let start = block.text.find(word).unwrap();
        block.map.to_file(Span::new(start, start + word.len())).of(html)
    };
    assert_eq!(source("cafés"), "caf&eacute;s");
    assert_eq!(source("& bars"), "&amp;\r\n   <b>bars");
    assert_eq!(source(";é"), "&semi;&#233;");
    assert_eq!(source("éé"), "&#233;&#xE9");
    assert_eq!(source("≫"), "&nGt;");
    assert_eq!(source("¬it;"), "&notit;");
    assert_eq!(source("&é &unknown; x"), "&é &unknown; x");
}

#[test]
fn languages_breaks_code_and_note_marks() {
    let document = page(
        "<html lang=en><body><p>Use <code>cargo</code> now.<sup><a href=#1>1</a></sup> An area of 5 m<sup>2</sup>.
        <div lang=de-AT><p>Guten Tag.</div><p>One.<br>Two<br><br>Three</p>
        <p>The council of Velm decided on Monday to reopen<br>the harbour.</p>",
    );
    assert_eq!(document.language.as_deref(), Some("en"));
    let texts: Vec<_> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Use cargo now. An area of 5 m2.",
            "Guten Tag.",
            "One.",
            "Two",
            "Three",
            "The council of Velm decided on Monday to reopen the harbour."
        ]
    );
    assert_eq!(document.blocks[0].objects, [Object { span: Span::new(4, 9), kind: ObjectKind::Code }]);
    assert_eq!(document.blocks[0].language, None);
    assert_eq!(document.blocks[1].language.as_deref(), Some("de"));
}

#[test]
fn a_page_inside_a_form_or_a_layout_table_is_read() {
    is(
        "<form action=x><div><p>All of it.</p><button>Send</button></div></form>",
        &[(Paragraph, "All of it.")],
    );
    is(
        "<main><p>Kept, and long enough to be the page.</p></main><p>Gone.</p>",
        &[(Paragraph, "Kept, and long enough to be the page.")],
    );
    is(
        "text <b>one<p>two</b> three</p>four",
        &[(Paragraph, "text one"), (Paragraph, "two three"), (Paragraph, "four")],
    );
}

#[test]
fn comments_to_the_checker_are_collected() {
    let html = "<p>One.</p><!-- mtlint-disable doubled-word: a song --><p>Two.</p><!-- other -->";
    let document = page(html);
    let directive = &document.directives[0];
    assert_eq!(document.directives.len(), 1);
    assert_eq!((directive.text.as_str(), directive.block), ("mtlint-disable doubled-word: a song", 1));
    assert_eq!(directive.span.of(html), "<!-- mtlint-disable doubled-word: a song -->");
}

#[test]
fn what_is_never_closed_is_a_problem_with_its_place() {
    for (html, shown) in [
        ("<p>One.</p>\n<script>var x = 1;\n<p>Two.</p>", "`<script`"),
        ("<p>One.</p>\n<!-- a note\n<p>Two.</p>", "`<!--`"),
        ("<p>One.</p>\n<p class=\"x>Two.</p>", "`<p`"),
    ] {
        let outcome = outcome(html);
        let problem = &outcome.problems[0];
        assert!(problem.message.contains(shown) && problem.hint.is_some(), "{problem:?}");
        assert_eq!((problem.line, problem.byte, problem.fatal), (Some(2), Some(12), false));
        assert_eq!(outcome.documents[0].blocks[0].text, "One.");
    }
    assert!(outcome("<div><p>Fine, as browsers see it").problems.is_empty());
}

#[test]
fn hostile_pages_cost_linear_time() {
    let deep = 50_000;
    let pages = [
        format!("{}x{}", "<div>".repeat(deep), "</div>".repeat(deep)),
        format!("{}x{}", "<div>".repeat(deep), "</span>".repeat(deep)),
        format!("{}x{}", "<b>".repeat(deep), "<p></i></div>".repeat(deep)),
        format!("{}x", "<ul><li>".repeat(deep)),
        format!("{}x", "<table><tr><td>".repeat(deep)),
        format!("<p {}>x", "a=b ".repeat(1_000_000)),
        format!("<p {}>x", "hidden".repeat(deep)),
        "&amp;".repeat(4 * deep),
        "&notanentity".repeat(deep),
        "<".repeat(4 * deep),
        "<!--".repeat(deep),
        "</".repeat(4 * deep),
        "x<br>".repeat(deep),
        "<sup>".repeat(deep),
    ];
    for page in &pages {
        let start = std::time::Instant::now();
        outcome(page);
        let seconds = start.elapsed().as_secs_f64();
        assert!(seconds < 20.0, "{seconds} s for {}…", &page[..20]);
    }
}

#[test]
fn a_tag_of_a_hundred_thousand_attributes_is_read_and_what_follows_keeps_its_place() {
    for attribute in ["a=\"b\" ", "a=\"\"", "a=b ", "a ", "a='>' "] {
        let html = format!("<p {}lang=\"de\">Still here.</p><p>And here.</p>", attribute.repeat(100_000));
        let document = page(&html);
        let last = document.blocks.last().unwrap();
        assert_eq!(last.text, "And here.", "{attribute}");
        let place = last.map.to_file(Span::new(0, 3));
        assert_eq!(place.start as usize, html.rfind("And").unwrap(), "{attribute}");
    }
}
