//! Any bytes into any reader: no panic, and every block leads back to the file.

use crate::targets::promises;

use mtlint::read::{Options, READERS, read};
use mtlint::span::Span;
use proptest::prelude::{Strategy, any, prop, prop_oneof, proptest};

fn every_reader(bytes: &[u8]) {
    for reader in READERS {
        let options = Options { format: Some(reader), ..Options::default() };
        for document in read("x", bytes.to_vec(), &options).documents {
            promises::document(&document, bytes);
        }
    }
    read("-", bytes.to_vec(), &Options::default());
}

/// Text that looks like what readers look for.
fn marked_up() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(include_str!("read_pieces.txt").lines().collect::<Vec<_>>());
    let piece = prop_oneof![
        6 => pieces.prop_map(|s| s.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")),
        1 => any::<char>().prop_map(|c| c.to_string()),
        1 => "[a-zA-Z .,]{0,70}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        every_reader(&bytes);
    }

    #[test]
    fn arbitrary_text(text in "\\PC{0,300}") {
        every_reader(text.as_bytes());
    }

    #[test]
    fn arbitrary_markup(text in marked_up()) {
        every_reader(text.as_bytes());
    }

    #[test]
    fn arbitrary_markup_with_damage(text in marked_up(), at in any::<usize>(), byte in any::<u8>()) {
        let mut bytes = text.into_bytes();
        if !bytes.is_empty() {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        every_reader(&bytes);
    }

    #[test]
    fn arbitrary_encodings(text in marked_up(), label in prop::sample::select(vec![
        "windows-1252", "shift_jis", "gb18030", "gbk", "big5", "euc-kr", "euc-jp", "iso-2022-jp", "koi8-r", "utf-16",
        "iso-8859-16", "macintosh", "x-user-defined", "nonsense",
    ]), damage in prop::collection::vec(any::<u8>(), 0..30)) {
        let mut bytes = format!("<meta charset={label}>").into_bytes();
        if let Some(encoding) = encoding_rs::Encoding::for_label(label.as_bytes()) {
            bytes.extend_from_slice(&encoding.encode(&text).0);
        }
        bytes.extend(damage);
        bytes.extend_from_slice(b"<p>the end</p>");
        every_reader(&bytes);
    }

    #[test]
    fn escaped_text_reads_as_it_was(
        text in "[a-zA-Zé“日&<>\"; #\n\r]{1,40}",
        ways in prop::collection::vec(0u8..5, 40),
    ) {
        let mut html = String::from("<p>|");
        let mut places = Vec::new();
        for (c, way) in text.chars().zip(&ways) {
            let start = html.len();
            let named = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                'é' => "&eacute;",
                '“' => "&ldquo;",
                ';' => "&semi;",
                _ => "",
            };
            match (way, named) {
                (0, _) if !c.is_whitespace() => html.push_str(&format!("&#{};", c as u32)),
                (1, _) if !c.is_whitespace() => html.push_str(&format!("&#x{:X};", c as u32)),
                (2, _) if !"<&#;".contains(c) => html.push_str(&format!("<i></i>{c}<b></b>")),
                (3, "") | (4, "") if !"<&".contains(c) => html.push(c),
                (_, "") => html.push_str(&format!("&#{};", c as u32)),
                (_, named) => html.push_str(named),
            }
            places.push((c, start, html.len()));
        }
        html.push_str("|</p>");
        let document = read("a.html", html.clone().into_bytes(), &Options::default()).documents.remove(0);
        let block = &document.blocks[0];
        let words = |s: &str| s.split_ascii_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&block.text), words(&format!("|{text}|")), "{html}");
        let shown = block.text.char_indices().filter(|(_, c)| !c.is_whitespace());
        let mut shown = shown.skip(1);
        for (c, start, end) in places.into_iter().filter(|(c, ..)| !c.is_whitespace()) {
            let (at, found) = shown.next().unwrap();
            let span = block.map.to_file(Span::new(at, at + c.len_utf8()));
            assert_eq!(found, c);
            assert!(start <= span.start as usize && span.end as usize <= end, "{c:?} {span:?} {html}");
            assert!(span.start < span.end);
        }
    }

    #[test]
    fn arbitrary_utf16(units in prop::collection::vec(prop_oneof![32u16..127, any::<u16>()], 0..100), odd in any::<bool>()) {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(units.iter().flat_map(|u| u.to_le_bytes()));
        if odd {
            bytes.push(b'x');
        }
        every_reader(&bytes);
    }
}
