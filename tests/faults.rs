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
