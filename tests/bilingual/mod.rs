//! Bilingual files: what each format says of a segment, and that every character of a target leads back to its bytes.

mod annotate;
mod bad;
mod beside;
mod packed;
mod parts;

use std::path::PathBuf;

use mtlint::document::{Block, Document};
use mtlint::read::bilingual::columns::Columns;
use mtlint::read::{Options, read};
use mtlint::span::Span;

use crate::targets::promises;

/// The bytes of a fixture.
pub fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bilingual").join(name);
    std::fs::read(path).unwrap()
}

fn document(name: &str, options: &Options) -> Document {
    let bytes = fixture(name);
    let mut outcome = read(name, bytes.clone(), options);
    assert!(outcome.problems.is_empty(), "{name}: {:?}", outcome.problems);
    let document = outcome.documents.pop().unwrap();
    assert!(outcome.documents.is_empty(), "{name} is one document");
    promises::document(&document, &bytes);
    document
}

/// Key, plural form, state and origin, source, target, and the writing of the target in the file.
fn shown(document: &Document) -> Vec<String> {
    let line = |block: &Block| {
        let unit = block.unit.as_ref().expect("a block of a bilingual file has a unit");
        let file = block.map.to_file(Span::new(0, block.text.len())).of(&document.source.text);
        let plural = unit.plural.as_ref().map_or_else(String::new, |form| format!("[{form}]"));
        let source = block.original.as_ref().map_or("-", |original| original.text.as_str());
        format!(
            "{}{plural} {}/{:?} {source} => {} @ {file}",
            unit.key.as_deref().unwrap_or("-"),
            unit.state.name(),
            unit.origin,
            block.text
        )
    };
    document.blocks.iter().map(line).collect()
}

fn reads(name: &str, language: Option<&str>, wanted: &[&str]) -> Document {
    let document = document(name, &Options::default());
    assert_eq!(shown(&document), wanted, "{name}");
    assert_eq!(document.language.as_deref(), language, "{name}");
    document
}

#[test]
fn po_has_plurals_context_state_and_notes() {
    let document = reads(
        "harbour.po",
        Some("de"),
        &[
            "src/board.c:12 translated/Unknown The ferry to Velm leaves at %s. => Die Fähre nach Velm fährt um %s ab. @ Die Fähre nach Velm fährt um %s ab.",
            "- needs-work/Unknown Say \"yes\" to all => Zu allem „Ja“ sagen @ Zu allem „Ja“\\n\"\n\"sagen",
            "-[0] translated/Unknown %d boat => %d Boot @ %d Boot",
            "-[1] translated/Unknown %d boats => %d Boote @ %d Boote",
            "- untranslated/Unknown Not yet =>  @ ",
        ],
    );
    let unit = document.blocks[0].unit.as_ref().unwrap();
    assert_eq!(unit.notes, ["Shown on the board at the quay."]);
    assert_eq!(unit.whole.of(&document.source.text).lines().count(), 4);
    assert_eq!(document.blocks[1].unit.as_ref().unwrap().context.as_deref(), Some("menu"));
    assert_eq!(document.blocks[1].written(), (Some("Say \"yes\" to all"), "Zu allem „Ja“\nsagen"));
    let empty = document.blocks[4].unit.as_ref().unwrap();
    assert!(document.source.text[..empty.target.start as usize].ends_with("msgstr \""));
    let place = document.blocks[0].objects[0].span.of(&document.blocks[0].text);
    assert_eq!(place, "%s");
}

#[test]
fn a_template_is_its_sources() {
    let bytes = fixture("harbour.po");
    let document = read("harbour.pot", bytes, &Options::default()).documents.remove(0);
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(document.blocks[0].text, "The ferry to Velm leaves at %s.");
    assert!(document.blocks.iter().all(|block| block.original.is_none()));
}

#[test]
fn the_header_of_a_po_file_names_its_encoding() {
    let text = String::from_utf8(fixture("harbour.po")).unwrap().replace("UTF-8", "ISO-8859-1");
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    let outcome = read("a.po", bytes.into_owned(), &Options::default());
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    assert_eq!(outcome.documents[0].blocks[0].text, "Die Fähre nach Velm fährt um %s ab.");
}

#[test]
fn xliff_12_has_codes_segments_states_and_limits() {
    let document = reads(
        "job12.xlf",
        Some("de"),
        &[
            "quay.title final/Unknown The old quay & its <x id=\"2\"/> boats => Der alte Kai & seine <x id=\"2\"/> Boote @ Der <g id=\"1\">alte</g> Kai &amp; seine <x id=\"2\"/> Boote",
            "2 unknown/Unknown It rained. => Es regnete. @ Es regnete.",
            "2 unknown/Unknown Nobody came. => Niemand kam. @ Niemand kam.",
            "4 needs-work/Machine Tickets are sold here. => Karten werden hier verkauft. @ Karten werden hier verkauft.",
            "5 untranslated/Unknown Closed =>  @ ",
        ],
    );
    let unit = document.blocks[0].unit.as_ref().unwrap();
    assert_eq!((unit.max, unit.notes.as_slice()), (Some(40), &["On the sign.".to_owned()][..]));
    let codes: Vec<(&str, u32)> = unit.codes.iter().map(|code| (code.text.as_str(), code.at)).collect();
    assert_eq!(codes, [("<g id=\"1\">", 4), ("</g>", 8), ("<x id=\"2\"/>", 21)]);
    for code in &unit.codes {
        assert_eq!(code.file.of(&document.source.text), code.text);
    }
    let original = document.blocks[0].original.as_ref().unwrap();
    assert_eq!(original.language.as_deref(), Some("en"));
    assert_eq!(original.codes.len(), 3);
    assert_eq!(
        original.span.unwrap().of(&document.source.text).len(),
        "The <g id=\"1\">old</g> quay &amp; its <x id=\"2\"/> boats".len()
    );
}

#[test]
fn xliff_2_has_segments_of_units() {
    let document = reads(
        "job20.xlf",
        Some("de"),
        &[
            "board translated/Unknown The last boat => Das letzte Boot @ Das <pc id=\"1\" dataRefStart=\"d1\">letzte</pc> Boot",
            "board reviewed/Unknown It leaves at <ph id=\"2\" disp=\"{time}\"/>. => Es fährt um <ph id=\"2\" disp=\"{time}\"/>. @ Es fährt um <ph id=\"2\" disp=\"{time}\"/>.",
        ],
    );
    let unit = document.blocks[1].unit.as_ref().unwrap();
    assert_eq!(unit.notes, ["The board at the quay."]);
    assert!(unit.whole.of(&document.source.text).starts_with("<unit id=\"u1\""));
}

#[test]
fn tmx_pairs_variants_whatever_their_order() {
    reads(
        "memory.tmx",
        Some("de"),
        &[
            "a1 unknown/Unknown The quay is closed. => Der Kai ist gesperrt. @ Der <bpt i=\"1\">&lt;b&gt;</bpt>Kai<ept i=\"1\">&lt;/b&gt;</ept> ist gesperrt.",
            "- unknown/Machine Two boats & a raft. => Zwei Boote & ein Floß. @ Zwei Boote &amp; ein Floß.",
        ],
    );
}

#[test]
fn qt_has_numerus_forms_and_contexts() {
    let document = reads(
        "board.ts",
        Some("de"),
        &[
            "- needs-work/Unknown &Open the gate => Das &Tor öffnen @ Das &amp;Tor öffnen",
            "-[0] translated/Unknown %n boat(s) => %n Boot @ %n Boot",
            "-[1] translated/Unknown %n boat(s) => %n Boote @ %n Boote",
        ],
    );
    assert_eq!(document.blocks[0].unit.as_ref().unwrap().context.as_deref(), Some("Board"));
}

#[test]
fn catalogues_of_one_language_have_keys() {
    reads(
        "strings.xml",
        None,
        &[
            "title unknown/Unknown - => Tom's boats & oars @ Tom\\'s <b>boats</b> &amp; oars",
            "boats.one[one] unknown/Unknown - => <xliff:g id=\"n\">%d</xliff:g> boat @ <xliff:g id=\"n\">%d</xliff:g> boat",
            "boats.other[other] unknown/Unknown - => <xliff:g id=\"n\">%d</xliff:g> boats @ <xliff:g id=\"n\">%d</xliff:g> boats",
            "tides.0 unknown/Unknown - => Low water @ Low water",
            "tides.1 unknown/Unknown - => High water @ High water",
        ],
    );
    reads(
        "board.resx",
        None,
        &["Title unknown/Unknown - => The last boat & the first @ The last boat &amp; the first"],
    );
    reads(
        "board.properties",
        None,
        &[
            "title unknown/Unknown - => The lāst boat of the day @ The l\\u0101st boat \\\n    of the day",
            "key with space unknown/Unknown - => one: two @ one\\: two",
        ],
    );
    reads(
        "board.strings",
        None,
        &[
            "title unknown/Unknown - => The \"last\" boat leaves @ The \\\"last\\\" boat\\nleaves",
            "plain unknown/Unknown - => At %@ @ At %@",
        ],
    );
    reads(
        "board.ftl",
        None,
        &[
            "title unknown/Unknown - => The { $what } boat leaves at { $time } @ The { $what } boat\n    leaves at { $time }",
            "title.label unknown/Unknown - => A label @ A label",
            "boats[one] unknown/Unknown - => One boat @ One boat",
            "boats[other] unknown/Unknown - => { $n } boats @ { $n } boats",
            "-brand unknown/Unknown - => Velm @ Velm",
        ],
    );
    reads(
        "app_de.arb",
        Some("de"),
        &["title unknown/Unknown - => Das letzte Boot nach {town} @ Das letzte Boot nach {town}"],
    );
    reads(
        "de.yml",
        Some("de"),
        &[
            "board.title unknown/Unknown - => Das letzte Boot @ Das letzte\\tBoot",
            "board.note unknown/Unknown - => Es ist 'offen' @ Es ist ''offen''",
            "board.text unknown/Unknown - => Es regnet heute. Morgen nicht. @ Es regnet heute.\n      Morgen nicht.",
            "board.folded unknown/Unknown - => Der Wind weht. @ Der Wind\n      weht.",
            "board.list.0 unknown/Unknown - => Ebbe @ Ebbe",
            "board.list.1 unknown/Unknown - => Flut @ Flut",
        ],
    );
}

#[test]
fn string_catalogues_of_xcode_hold_both_sides() {
    reads(
        "board.xcstrings",
        Some("de"),
        &[
            "The last boat needs-work/Unknown The last boat => Das letzte \"Boot\" @ Das letzte \\\"Boot\\\"",
            "boats[one] translated/Unknown %d boat => %d Boot @ %d Boot",
            "boats[other] translated/Unknown %d boats => %d Boote @ %d Boote",
        ],
    );
}

#[test]
fn cues_are_joined_into_sentences() {
    let srt = document("film.srt", &Options::default());
    let shown = |document: &Document| -> Vec<(String, String)> {
        let of = |b: &Block| (b.unit.as_ref().unwrap().key.clone().unwrap(), b.text.clone());
        document.blocks.iter().map(of).collect()
    };
    let pair = |key: &str, text: &str| (key.to_owned(), text.to_owned());
    assert_eq!(
        shown(&srt),
        [
            pair("00:00:01.000 --> 00:00:05.000", "The last boat left before it rained."),
            pair("00:00:06.000 --> 00:00:07.000", "- Who saw it? - Nobody."),
        ]
    );
    let vtt = document("film.vtt", &Options::default());
    assert_eq!(shown(&vtt), [pair("00:00:01.000 --> 00:00:05.000", "The tide & the wind turned at noon.")]);
}

#[test]
fn a_table_has_columns_by_number_or_name() {
    for columns in ["source=2,target=3,id=1", "source=English,target=German,id=id"] {
        let columns = Columns::parse(columns).unwrap();
        let named = columns.target == Some(mtlint::read::bilingual::columns::Column::Named("German".into()));
        let options = Options { columns: Some(columns), ..Options::default() };
        let document = document("board.csv", &options);
        let mut wanted = vec![
            "1 unknown/Unknown The \"last\" boat => Das \"letzte\" Boot @ Das \"\"letzte\"\" Boot",
            "2 untranslated/Unknown Closed =>  @ ",
        ];
        if !named {
            wanted.insert(0, "id unknown/Unknown English => German @ German");
        }
        assert_eq!(self::shown(&document), wanted);
    }
    assert!(Columns::parse("source=0,target=1").unwrap_err().contains("counted from 1"));
    assert!(Columns::parse("source=1").unwrap_err().contains("no target"));
    assert!(Columns::parse("text").unwrap_err().contains("no `=`"));
}

#[test]
fn only_the_states_that_are_asked_for_are_read() {
    let states = vec![mtlint::document::State::NeedsWork];
    let options = Options { states, ..Options::default() };
    assert_eq!(document("harbour.po", &options).blocks.len(), 1);
    assert_eq!(document("job12.xlf", &options).blocks.len(), 1);
}
