//! A source in a file of its own: catalogues by key, subtitles by time, articles by structure, corpora by line.

use std::fs;
use std::path::Path;

use mtlint::document::Document;
use mtlint::project::files::read_file;
use mtlint::read::bilingual::pattern::SourceBeside;
use mtlint::read::{Options, by_name};

fn pair(folder: &Path, files: [(&str, &str); 2], options: Options) -> Document {
    for (name, text) in files {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), text).unwrap();
    }
    let mut outcome = read_file(&folder.join(files[1].0), &options);
    assert!(outcome.problems.iter().all(|p| !p.fatal), "{:?}", outcome.problems);
    outcome.documents.pop().unwrap()
}

fn beside(pattern: &Path, language: &str) -> Options {
    let beside = SourceBeside::new(&pattern.to_string_lossy(), Some(language)).unwrap();
    Options { beside: Some(beside), source_language: Some(language.to_owned()), ..Options::default() }
}

/// Source and target of each block.
fn sides(document: &Document) -> Vec<(Option<&str>, &str)> {
    document.blocks.iter().map(|b| (b.original.as_ref().map(|o| o.text.as_str()), b.text.as_str())).collect()
}

#[test]
fn catalogues_are_paired_by_key() {
    let folder = tempfile::tempdir().unwrap();
    let options = beside(&folder.path().join("l/{lang}/a.json"), "en");
    let files = [
        ("l/en/a.json", r#"{"b": {"two": "Two boats", "one": "One boat"}, "c": "Closed"}"#),
        ("l/de/a.json", r#"{"b": {"one": "Ein Boot", "two": "Zwei Boote"}, "d": "Da ist nichts"}"#),
    ];
    let document = pair(folder.path(), files, options.clone());
    assert_eq!(
        sides(&document),
        [(Some("One boat"), "Ein Boot"), (Some("Two boats"), "Zwei Boote"), (None, "Da ist nichts")]
    );
    assert_eq!(document.language.as_deref(), Some("de"));
    assert_eq!(document.blocks[0].original.as_ref().unwrap().language.as_deref(), Some("en"));
    let outcome = read_file(&folder.path().join("l/de/a.json"), &options);
    assert!(outcome.problems[0].message.contains("1 of the source's keys are not in it: c"));
    // The source itself has none.
    let source = read_file(&folder.path().join("l/en/a.json"), &options);
    assert!(source.documents[0].blocks.iter().all(|block| block.original.is_none()));
}

#[test]
fn subtitles_are_paired_by_time() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        (
            "a.en.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nThe last boat\n\n2\n00:00:02,100 --> 00:00:04,000\nhas left.\n\n3\n00:00:09,000 --> 00:00:10,000\nNobody saw it.\n",
        ),
        (
            "a.de.srt",
            "1\n00:00:01,200 --> 00:00:04,100\nDas letzte Boot ist weg.\n\n2\n00:00:09,100 --> 00:00:10,000\nNiemand sah es.\n",
        ),
    ];
    let document = pair(folder.path(), files, beside(&folder.path().join("a.{lang}.srt"), "en"));
    assert_eq!(
        sides(&document),
        [
            (Some("The last boat has left."), "Das letzte Boot ist weg."),
            (Some("Nobody saw it."), "Niemand sah es.")
        ]
    );
}

#[test]
fn articles_are_aligned_by_structure_and_length() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        (
            "a.md",
            "# Der Hafen von Velm\n\nDer Hafen wurde 1874 gebaut und 1953 erweitert, als die Flut die alte Mauer nahm.\n\nHeute liegen dort nur noch Fischerboote.\n\nDie Fähre fährt zweimal am Tag.\n\n- Morgens um 7.15 Uhr\n- Abends um 18.40 Uhr\n\n## Die Mauer\n\nSie ist 320 Meter lang.\n",
        ),
        (
            "b.md",
            "# The harbour of Velm\n\nThe harbour was built in 1874 and widened in 1953, when the flood took the old wall.\n\nThe ferry goes twice a day.\n\n- At 7.15 in the morning\n- At 18.40 in the evening\n\n## The wall\n\nIt is 320 metres long.\n",
        ),
    ];
    let mut options = beside(&folder.path().join("a.md"), "de");
    options.language = Some("en".to_owned());
    let again = options.clone();
    let document = pair(folder.path(), files, options);
    let outcome = read_file(&folder.path().join("b.md"), &again);
    assert!(outcome.problems[0].message.contains("1 of the source's paragraphs"), "{:?}", outcome.problems);
    let sources: Vec<Option<&str>> = sides(&document).into_iter().map(|(source, _)| source).collect();
    assert_eq!(
        sources,
        [
            Some("Der Hafen von Velm"),
            Some("Der Hafen wurde 1874 gebaut und 1953 erweitert, als die Flut die alte Mauer nahm."),
            Some("Die Fähre fährt zweimal am Tag."),
            Some("Morgens um 7.15 Uhr"),
            Some("Abends um 18.40 Uhr"),
            Some("Die Mauer"),
            Some("Sie ist 320 Meter lang."),
        ]
    );
}

#[test]
fn corpora_are_paired_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = beside(&folder.path().join("c.de"), "de");
    options.format = Some(by_name("lines").unwrap());
    let files = [("c.de", "Ein Boot.\n\nZwei Boote.\n"), ("c.en", "A boat.\n\nTwo boats.\n")];
    let document = pair(folder.path(), files, options);
    assert_eq!(sides(&document), [(Some("Ein Boot."), "A boat."), (Some("Zwei Boote."), "Two boats.")]);
}
