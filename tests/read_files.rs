//! Files and folders: encodings, formats, what cannot be read.

use std::fs;
use std::path::PathBuf;

use mtlint::project::files::read_file;
use mtlint::project::walk::{WalkOptions, walk};
use mtlint::read::{Options, by_name, choose, read};
use mtlint::span::FileSpan;

fn text_of(name: &str, bytes: &[u8]) -> (String, String, Option<String>) {
    let outcome = read(name, bytes.to_vec(), &Options::default());
    let document = &outcome.documents[0];
    let texts: Vec<_> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    let problem = outcome.problems.first().map(|p| format!("{:?} {:?} {}", p.line, p.byte, p.message));
    (texts.join("|"), document.source.encoding.to_owned(), problem)
}

#[test]
fn encodings_are_read_as_declared() {
    let utf16: Vec<u8> = "\u{FEFF}Ça va 🙂.".encode_utf16().flat_map(|u| u.to_be_bytes()).collect();
    for (name, bytes, text, encoding) in [
        ("a.txt", "\u{FEFF}Ça va.".as_bytes(), "Ça va.", "UTF-8"),
        ("a.txt", &utf16, "Ça va 🙂.", "UTF-16BE"),
        ("a.html", b"<meta charset=latin1><p>\xC7a va.", "Ça va.", "windows-1252"),
        (
            "a.html",
            b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>\xC4\xC1",
            "да",
            "KOI8-R",
        ),
        ("a.html", b"<?xml version='1.0' encoding='shift_jis'?><p>\x93\xFA\x96{", "日本", "Shift_JIS"),
        ("a.html", b"<!-- <meta charset=latin1> --><p>\xC3\x87a", "Ça", "UTF-8"),
    ] {
        assert_eq!(text_of(name, bytes), (text.into(), encoding.into(), None));
    }
}

#[test]
fn positions_lead_to_the_original_bytes() {
    let bytes = b"<meta charset=latin1><p>\xC7a va.".to_vec();
    let document = read("a.html", bytes.clone(), &Options::default()).documents.remove(0);
    let in_text = document.source.text.find("va").unwrap();
    let span = document.source.original_bytes(FileSpan::new(in_text, in_text + 2));
    assert_eq!(&bytes[span.range()], b"va");
    let plain = read("a.txt", b"plain".to_vec(), &Options::default()).documents.remove(0);
    assert!(plain.source.original.is_none());
}

#[test]
fn bytes_that_are_no_text_are_a_problem_and_the_rest_is_read() {
    let (text, _, problem) = text_of("a.txt", b"One.\n\nTw\xE9 and \xFF.\n\nThree.");
    assert_eq!(text, "One.|Twé and ÿ.|Three.");
    let problem = problem.unwrap();
    assert!(
        problem.starts_with("Some(3) Some(8)") && problem.contains("it was read as windows-1252"),
        "{problem}"
    );
    assert_eq!(text_of("a.txt", b"a \0 nul.").0, "a \0 nul.");
}

#[test]
fn binary_files_are_refused() {
    for bytes in
        [&b"%PDF-1.7 ..."[..], b"PK\x03\x04abc", &[0u8; 100], b"\xFF\xFE\0\0x\0\0\0", b"h\0e\0l\0l\0o\0"]
    {
        let outcome = read("a.txt", bytes.to_vec(), &Options::default());
        assert!(outcome.documents.is_empty());
        assert!(outcome.problems[0].fatal && outcome.problems[0].hint.is_some());
    }
    assert!(read("a.txt", Vec::new(), &Options::default()).documents[0].blocks.is_empty());
}

#[test]
fn formats_are_known_by_name_and_content() {
    for (name, content, format) in [
        ("a.HTM", "x", "html"),
        ("a.md", "<p>", "markdown"),
        ("-", "<!-- c -->\n<!DOCTYPE html>", "html"),
        ("-", "<article class=x>", "html"),
        ("-", "<3 is a heart", "text"),
        ("-", " { \"text\": \"x\"}", "jsonl"),
        ("-", "{not json}", "text"),
        ("-", "---\ntitle: x\n---\ny", "markdown"),
        ("-", "# Title\n\nSee [this](http://velm.example).", "markdown"),
        ("-", "- one\n- two\n\n**not** enough", "text"),
        ("notes", "Plain.", "text"),
    ] {
        assert_eq!(choose(name, content.as_bytes()).name, format, "{name} {content}");
    }
    let options = Options { format: Some(by_name("text").unwrap()), ..Options::default() };
    assert_eq!(read("a.html", b"<p>".to_vec(), &options).documents[0].blocks[0].text, "<p>");
    assert!(by_name("pdf").unwrap_err().to_string().contains("one of jsonl, json, xliff, tmx, po"));
}

#[test]
fn folders_are_walked_in_order_and_what_is_missing_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir(root.join("sub")).unwrap();
    for name in ["b.txt", "a.md", "c.bin", "ignored.txt", "sub/d.html", ".hidden.txt"] {
        fs::write(root.join(name), "x").unwrap();
    }
    fs::write(root.join(".gitignore"), "ignored.txt\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(root, root.join("sub/loop")).unwrap();
    let paths: Vec<PathBuf> =
        vec![root.join("c.bin"), root.to_owned(), root.join("b.text"), "-".into(), root.join("b.txt")];
    let (found, problems) = walk(&paths, &WalkOptions::default());
    let names: Vec<_> =
        found.iter().map(|f| f.path.strip_prefix(root).unwrap_or(&f.path).to_str().unwrap()).collect();
    assert_eq!(names, ["c.bin", "a.md", "b.txt", "sub/d.html", "-"]);
    assert_eq!((found[0].named, found[1].named), (true, false));
    assert_eq!(problems.len(), 1);
    assert!(problems[0].hint.as_ref().unwrap().contains("b.txt"), "{problems:?}");
    if cfg!(unix) {
        let (_, problems) = walk(&paths[1..2], &WalkOptions { follow_links: true, ..WalkOptions::default() });
        assert!(problems.iter().any(|p| p.file.ends_with("loop") && p.hint.is_some()), "{problems:?}");
    }
}

#[test]
fn files_that_cannot_be_read_are_problems() {
    let dir = tempfile::tempdir().unwrap();
    for path in [dir.path().join("missing.txt"), dir.path().to_owned()] {
        let outcome = read_file(&path, &Options::default());
        assert!(outcome.documents.is_empty() && outcome.problems[0].fatal);
    }
    let path = dir.path().join("a.txt");
    fs::write(&path, "One.").unwrap();
    assert_eq!(read_file(&path, &Options::default()).documents[0].blocks.len(), 1);
}

#[test]
fn a_long_line_is_one_block() {
    let line = "word ".repeat(10 << 20);
    let outcome = read("a.txt", line.into_bytes(), &Options::default());
    assert_eq!(outcome.documents[0].blocks.len(), 1);
}
