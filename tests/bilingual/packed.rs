//! Packed files: gzip and the archives of office programs, and bombs of both.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use mtlint::document::BlockKind;
use mtlint::read::bilingual::columns::Columns;
use mtlint::read::{Options, Outcome, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn texts(outcome: &Outcome) -> Vec<(BlockKind, String)> {
    outcome.documents.iter().flat_map(|d| &d.blocks).map(|b| (b.kind, b.text.clone())).collect()
}

fn fine(name: &str, files: &[(&str, &str)], options: &Options) -> Outcome {
    let outcome = read(name, archive(files), options);
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    for document in &outcome.documents {
        for block in &document.blocks {
            let span = block.map.to_file(mtlint::span::Span::new(0, block.text.len()));
            assert!(document.source.text.get(span.range()).is_some());
        }
    }
    outcome
}

#[test]
fn word_has_changes_as_accepted() {
    let document = "<w:document><w:body>\
        <w:p><w:pPr><w:pStyle w:val=\"berschrift1\"/></w:pPr><w:r><w:t>The last boat</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space=\"preserve\">The ferry </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>always</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:tab/><w:t>leaves &amp; returns.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One oar</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Tide</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        </w:body></w:document>";
    let styles =
        "<w:styles><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let files = [("word/document.xml", document), ("word/styles.xml", styles)];
    let outcome = fine("a.docx", &files, &Options::default());
    let wanted = [
        (BlockKind::Heading, "The last boat"),
        (BlockKind::Paragraph, "The ferry always leaves & returns."),
        (BlockKind::ListItem, "One oar"),
        (BlockKind::TableCell, "Tide"),
    ];
    assert_eq!(texts(&outcome), wanted.map(|(kind, text)| (kind, text.to_owned())));
    assert_eq!(outcome.documents[0].source.text.lines().count(), 4);
}

#[test]
fn libreoffice_slides_and_books_are_read() {
    let content = "<office:document-content><office:body><office:text>\
        <text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>\
        <text:h>The quay</text:h><text:p>It is <text:span>very</text:span><text:s/>old.</text:p>\
        <text:list><text:list-item><text:p>One oar</text:p></text:list-item></text:list>\
        </office:text></office:body></office:document-content>";
    let odt = fine("a.odt", &[("content.xml", content)], &Options::default());
    let wanted = [
        (BlockKind::Heading, "The quay".to_owned()),
        (BlockKind::Paragraph, "It is very old.".to_owned()),
        (BlockKind::ListItem, "One oar".to_owned()),
    ];
    assert_eq!(texts(&odt), wanted);
    let slide = |text: &str| {
        format!(
            "<p:sld><p:sp><p:nvPr><p:ph type=\"title\"/></p:nvPr><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sp></p:sld>"
        )
    };
    let (first, tenth) = (slide("First"), slide("Tenth"));
    let files = [
        ("ppt/presentation.xml", "<p/>"),
        ("ppt/slides/slide10.xml", tenth.as_str()),
        ("ppt/slides/slide2.xml", first.as_str()),
    ];
    let wanted = [(BlockKind::Heading, "First".to_owned()), (BlockKind::Heading, "Tenth".to_owned())];
    assert_eq!(texts(&fine("a.pptx", &files, &Options::default())), wanted);
    let files = [
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"b/p.opf\"/></rootfiles></container>",
        ),
        (
            "b/p.opf",
            "<package><manifest><item id=\"two\" href=\"2.xhtml\"/><item id=\"one\" href=\"1.xhtml\"/></manifest><spine><itemref idref=\"one\"/><itemref idref=\"two\"/></spine></package>",
        ),
        ("b/1.xhtml", "<html><body><p>It rained all day.</p></body></html>"),
        ("b/2.xhtml", "<html><body><p>Nobody came at all.</p></body></html>"),
    ];
    let book = fine("a.epub", &files, &Options::default());
    assert_eq!(book.documents.len(), 2);
    assert_eq!(book.documents[0].name, "a.epub/b/1.xhtml");
    assert_eq!(book.documents[1].blocks[0].text, "Nobody came at all.");
}

#[test]
fn columns_of_a_spreadsheet_are_sides() {
    let strings = "<sst><si><t>English</t></si><si><t>German</t></si><si><r><t>The last </t></r><r><t>boat</t></r></si><si><t>Das letzte Boot</t><rPh><t>x</t></rPh></si><si><t>Closed</t></si></sst>";
    let sheet = "<worksheet><sheetData><row><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>\
        <row><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\"><v>7</v></c><c r=\"C2\" t=\"s\"><v>3</v></c></row>\
        <row><c r=\"A3\" t=\"s\"><v>4</v></c></row></sheetData></worksheet>";
    let files =
        [("xl/workbook.xml", "<w/>"), ("xl/sharedStrings.xml", strings), ("xl/worksheets/sheet1.xml", sheet)];
    let columns = Columns::parse("source=English,target=German").unwrap();
    let outcome = fine("a.xlsx", &files, &Options { columns: Some(columns), ..Options::default() });
    let blocks = &outcome.documents[0].blocks;
    let sides: Vec<_> =
        blocks.iter().map(|b| (b.original.as_ref().unwrap().text.as_str(), b.text.as_str())).collect();
    assert_eq!(sides, [("The last boat", "Das letzte Boot"), ("Closed", "")]);
}

#[test]
fn gzip_is_read_as_what_is_in_it() {
    let outcome = read("a.po.gz", gzip(&super::fixture("harbour.po")), &Options::default());
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    assert_eq!(outcome.documents[0].name, "a.po.gz");
    assert_eq!(outcome.documents[0].blocks.len(), 5);
}

#[test]
fn bombs_and_damaged_archives_are_told() {
    let bomb = vec![b'a'; 64 << 20];
    let message = |name: &str, bytes: Vec<u8>| {
        let outcome = read(name, bytes, &Options::default());
        assert!(outcome.documents.is_empty());
        assert!(outcome.problems[0].hint.is_some());
        outcome.problems[0].message.clone()
    };
    assert!(message("a.gz", gzip(&bomb)).contains("come out of it"));
    let text = String::from_utf8(bomb).unwrap();
    assert!(message("a.docx", archive(&[("word/document.xml", &text)])).contains("come out of it"));
    let mut cut = archive(&[("word/document.xml", "<w/>")]);
    cut.truncate(cut.len() / 2);
    assert!(message("a.docx", cut).contains("damaged"));
    assert!(message("a.zip", archive(&[("a.txt", "boat")])).contains("no document"));
    assert!(message("a.docx", b"The last boat.".to_vec()).contains("no ZIP archive"));
    assert!(message("a.gz", gzip(&gzip(b"boat"))).contains("packed file in a packed file"));
    let mut damaged = gzip(b"The last boat left before it rained.");
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xFF;
    assert!(message("a.gz", damaged).contains("cannot be unpacked"));
}
