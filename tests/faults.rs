//! Faults put into every construct of every format are found, and what is code, a call or a comment is not read.
//!
//! In the files of `faults/` each fault stands between « and »; nothing else in them is one.

use std::path::Path;

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{Options, read};

/// The file without its marks, and the bytes that they stood around.
fn marked(text: &str) -> (String, Vec<(usize, usize)>) {
    let (mut file, mut faults) = (String::new(), Vec::new());
    for (i, piece) in text.split(['«', '»']).enumerate() {
        let start = file.len();
        file.push_str(piece);
        if i % 2 == 1 {
            faults.push((start, file.len()));
        }
    }
    (file, faults)
}

#[test]
fn a_fault_in_any_construct_is_found_where_it_stands() {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file() && !path.ends_with("kinds.txt"));
    paths.sort();
    assert!(paths.len() >= 8);
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (file, faults) = marked(&std::fs::read_to_string(&path).unwrap());
        assert!(faults.len() >= 10, "{name}");
        let mut documents = read(&name, file.clone().into_bytes(), &Options::default()).documents;
        let review = checker.check(documents.remove(0), &Policy::default()).unwrap();
        let doubled =
            |id: &str| id.starts_with("doubled") || id.starts_with("looping") || id == "returning-clause";
        let found: Vec<_> = review.findings.iter().filter(|f| doubled(&f.rule.id)).collect();
        let spans: Vec<_> = found.iter().map(|f| (f.span.start as usize, f.span.end as usize)).collect();
        let said = |spans: &[(usize, usize)]| {
            spans.iter().map(|s| format!("{} “{}”", s.0, &file[s.0..s.1])).collect::<Vec<_>>()
        };
        let missed: Vec<_> = faults.iter().copied().filter(|fault| !spans.contains(fault)).collect();
        let more: Vec<_> = spans.iter().copied().filter(|span| !faults.contains(span)).collect();
        let blocks: Vec<_> =
            review.document.blocks.iter().map(|b| format!("{:?} {}", b.kind, b.text)).collect();
        assert!(
            missed.is_empty() && more.is_empty(),
            "{name}: missed {:?}, more {:?}\n{}",
            said(&missed),
            said(&more),
            blocks.join("\n")
        );
    }
}

/// The file with a fault of one of the kinds in each place marked «§», and where the faults stand: the first in the first
/// place is that of number `first`.
fn filled(
    template: &str,
    kinds: &[(String, Vec<(usize, usize)>)],
    first: usize,
) -> (String, Vec<(usize, usize)>) {
    let (mut file, mut faults) = (String::new(), Vec::new());
    for (place, piece) in template.split('§').enumerate() {
        if place > 0 {
            let (sentence, spans) = &kinds[(first + place - 1) % kinds.len()];
            faults.extend(spans.iter().map(|(from, to)| (file.len() + from, file.len() + to)));
            file.push_str(sentence);
        }
        file.push_str(piece);
    }
    (file, faults)
}

#[test]
fn ten_kinds_of_fault_are_found_in_every_construct_of_every_format() {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    let kinds = std::fs::read_to_string(folder.join("kinds.txt")).unwrap();
    let kinds: Vec<_> = kinds.lines().map(marked).collect();
    assert_eq!(kinds.len(), 10);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder.join("constructs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read_by: std::collections::BTreeSet<_> =
        paths.iter().map(|path| mtlint::read::choose(&path.to_string_lossy(), b"").name).collect();
    // Bilingual files and packed ones have tests of their own, in `bilingual`.
    let prose = [
        "asciidoc", "csv", "html", "json", "jsonl", "latex", "markdown", "mdx", "org", "rst", "text", "tsv",
        "wikitext",
    ];
    assert_eq!(read_by, prose.into(), "each reader of prose has a page");
    let options = Options { language: Some("en".to_owned()), ..Options::default() };
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let template = std::fs::read_to_string(&path).unwrap();
        for first in 0..kinds.len() {
            let (file, faults) = filled(&template, &kinds, first);
            let documents = read(&name, file.clone().into_bytes(), &options).documents;
            let records = documents[0].record.is_some();
            let mut found = Vec::new();
            for document in documents {
                let review = checker.check(document, &Policy::default()).unwrap();
                let source = &review.document.source.text;
                let span = |f: &mtlint::finding::Finding| (f.span.start as usize, f.span.end as usize);
                found.extend(review.findings.iter().map(span).map(|(s, e)| (s, e, source[s..e].to_owned())));
            }
            for (start, end) in faults {
                let words = &file[start..end];
                // A record's places are those of its text.
                let at = found.iter().position(|f| f.2 == words && (records || (f.0, f.1) == (start, end)));
                assert!(
                    at.is_some(),
                    "{name}, round {first}: “{words}” at {start} is not found behind “{}”",
                    &file[file.floor_char_boundary(start.saturating_sub(40))..start]
                );
                found.remove(at.unwrap_or_default());
            }
        }
    }
}
