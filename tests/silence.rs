//! Texts that people write and that look odd to a checker: each stays silent, or a rule must be fixed.
//!
//! One file a kind in `tests/silence`: headlines, captions, tables, verse, dialogue, law, results, code and the like,
//! all written for this purpose. Any file put there is tested.

use std::path::Path;

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};
use mtlint::score::Verdict;

#[test]
fn what_people_write_sets_nothing_off() {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/silence");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the folder").map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 18, "only {} texts", files.len());
    let mut told = Vec::new();
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a text");
        for document in read::read(&name, bytes, &Options::default()).documents {
            let review = checker.check(document, &Policy::default()).expect("it is checked");
            assert!(review.words >= 80, "{name} has only {} words", review.words);
            assert_eq!(review.verdict, Verdict::Pass, "{name}");
            told.extend(review.findings.iter().map(|f| {
                let words = f.span.of(&review.document.source.text);
                format!("{name}: {} on “{words}”: {}", f.rule.id, f.message)
            }));
        }
    }
    assert!(told.is_empty(), "{} findings:\n{}", told.len(), told.join("\n"));
}
