//! `mtlint annotate`: what it writes, and that every other byte stays.

use std::fs;

use crate::program::mtlint;

/// The file after `annotate --write`, and after a second time.
fn annotated(name: &str, text: &str, more: &[&str]) -> [String; 2] {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let args = [&["annotate", "--write", "--no-config", "--only", "doubled-word", name], more].concat();
    [(); 2].map(|()| {
        let out = mtlint(folder.path(), &args);
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        fs::read_to_string(folder.path().join(name)).unwrap()
    })
}

/// What stands in `now` and not in `before`, which must hold all the rest in order.
fn added<'n>(before: &str, now: &'n str) -> Vec<&'n str> {
    let mut old = before.lines();
    let mut expected = old.next();
    let mut added = Vec::new();
    for line in now.lines() {
        if expected == Some(line) {
            expected = old.next();
        } else {
            added.push(line.trim());
        }
    }
    assert_eq!(expected, None, "a line is gone");
    added
}

#[test]
fn po_takes_comments_and_the_fuzzy_flag() {
    let po = "msgid \"\"\nmsgstr \"Language: en\\n\"\n\n#: a.c:1\nmsgid \"Das Boot ist weg.\"\nmsgstr \"The boat has left the the harbour.\"\n\nmsgid \"Ebbe\"\nmsgstr \"The tide is low.\"\n";
    let [once, twice] = annotated("a.po", po, &["--needs-work", "minor"]);
    let lines = added(po, &once);
    assert_eq!(lines.len(), 2, "{once}");
    assert!(lines[0].starts_with("# mtlint: doubled-word, "), "{once}");
    assert_eq!(lines[1], "#, fuzzy");
    assert_eq!(once, twice);
}

#[test]
fn xliff_takes_notes() {
    let xliff = "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\">\n<file source-language=\"de\" target-language=\"en\"><body>\n  <trans-unit id=\"1\">\n    <source>Das Boot ist weg.</source>\n    <target>The boat has left the the harbour.</target>\n  </trans-unit>\n</body></file>\n</xliff>\n";
    let [once, twice] = annotated("a.xlf", xliff, &[]);
    let lines = added(xliff, &once);
    assert_eq!(lines.len(), 1, "{once}");
    assert!(lines[0].starts_with("<note from=\"mtlint\" annotates=\"target\">doubled-word, "), "{once}");
    assert_eq!(once, twice);
    let second = "<?xml version=\"1.0\"?>\n<xliff version=\"2.0\" srcLang=\"de\" trgLang=\"en\">\n<file id=\"f\">\n  <unit id=\"1\">\n    <segment>\n      <source>Das Boot ist weg.</source>\n      <target>The boat has left the the harbour.</target>\n    </segment>\n  </unit>\n</file>\n</xliff>\n";
    let [once, _] = annotated("b.xlf", second, &[]);
    let lines = added(second, &once);
    assert_eq!((lines[0], lines[2]), ("<notes>", "</notes>"), "{once}");
    assert!(lines[1].starts_with("<note category=\"mtlint\" appliesTo=\"target\">doubled-word"), "{once}");
}

#[test]
fn tmx_and_ts_take_properties_and_comments() {
    let tmx = "<tmx version=\"1.4\">\n<header srclang=\"de\"/><body>\n  <tu>\n    <tuv xml:lang=\"de\"><seg>Das Boot ist weg.</seg></tuv>\n    <tuv xml:lang=\"en\"><seg>The boat has left the the harbour.</seg></tuv>\n  </tu>\n</body></tmx>\n";
    let [once, twice] = annotated("a.tmx", tmx, &[]);
    assert!(added(tmx, &once)[0].starts_with("<prop type=\"x-mtlint\">doubled-word, "), "{once}");
    assert_eq!(once, twice);
    let ts = "<!DOCTYPE TS>\n<TS language=\"en\" sourcelanguage=\"de\">\n<context>\n  <message>\n    <source>Das Boot ist weg.</source>\n    <translation>The boat has left the the harbour.</translation>\n  </message>\n</context>\n</TS>\n";
    let [once, twice] = annotated("a.ts", ts, &["--input-format", "ts"]);
    assert!(once.contains("<translatorcomment>mtlint: doubled-word, "), "{once}");
    assert_eq!(once, twice);
}

#[test]
fn fix_fixes_a_target_and_leaves_every_other_byte() {
    let po = "#, fuzzy\r\nmsgid \"Das „Boot“\"\r\nmsgstr \"The \\\"boat\\\" has left the the \"\r\n\"harbour.\"\r\n";
    let xliff = "<xliff version=\"1.2\"><file source-language=\"de\" target-language=\"en\"><body><trans-unit  id='1'><source>Boot &amp; Ebbe</source><target >The boat &amp; the tide have left the the harbour.</target></trans-unit></body></file></xliff>";
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nThe boat has left the the\nharbour.\n";
    for (name, text) in [("a.po", po), ("a.xlf", xliff), ("a.srt", srt)] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let out = mtlint(
            folder.path(),
            &["fix", "--write", "--no-config", "--only", "doubled-word", "--lang", "en", name],
        );
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        let now = fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(now, text.replace("the the", "the"), "{name}");
    }
}

#[test]
fn what_takes_no_remarks_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "The boat has left the the harbour.\n").unwrap();
    let out = mtlint(folder.path(), &["annotate", "a.md"]);
    assert_eq!(out.status.code(), Some(2));
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(said.contains("a.md") && said.contains("XLIFF, PO, TMX"), "{said}");
}
