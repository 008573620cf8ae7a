use mtlint_core::document::{BlockKind, Source};

fn read(text: &str) -> Vec<(BlockKind, String)> {
    let document = super::document("a.wiki", Source::utf8(text.to_owned()));
    document.blocks.into_iter().map(|b| (b.kind, b.text)).collect()
}

fn is(text: &str, expected: &[(BlockKind, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect();
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn pictures_say_what_they_show() {
    is(
        "[[File:gate.png|thumb|alt=A gate of wood|The gate in [[Larkby]] in spring]]\n",
        &[(BlockKind::Alternative, "A gate of wood"), (BlockKind::Caption, "The gate in Larkby in spring")],
    );
    is(
        "<gallery>\ngate.png|The gate by day\nFile:lamp.png|The lamp by night\n</gallery>\n",
        &[(BlockKind::Caption, "The gate by day"), (BlockKind::Caption, "The lamp by night")],
    );
}

#[test]
fn quotations_by_template_are_read_and_other_templates_are_not() {
    is("{{Quote|The sea is never late.|Per Moen}}\n", &[(BlockKind::Quotation, "The sea is never late.")]);
    is("{{cquote|text=The lamp is lit.|author=Moen}}\n", &[(BlockKind::Quotation, "The lamp is lit.")]);
    is("{{Infobox gate|name=The gate of the town}}\n", &[]);
}

#[test]
fn a_term_and_its_meaning_on_one_line_are_two_items() {
    is(
        "; Berth : where a boat lies at night\n",
        &[(BlockKind::ListItem, "Berth"), (BlockKind::ListItem, "where a boat lies at night")],
    );
}
