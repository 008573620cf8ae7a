//! Whole kinds of complaint, each in several formats: what stands between « and » in `kinds/pages.txt` is found, and a
//! page without these marks is silent. Openings and closings of models are found in whatever words.

use mtlint::check::Checker;
use mtlint::finding::Finding;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{Options, read};

/// What any chatbot line is put before or behind.
const TEXT: &str = "The ferry to Aldra was mended in March, and it sails again.";

fn checker() -> Checker {
    Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap()
}

fn findings(checker: &Checker, name: &str, text: &str) -> Vec<Finding> {
    let documents = read(name, text.as_bytes().to_vec(), &Options::default()).documents;
    let check = |document| checker.check(document, &Policy::default()).unwrap().findings;
    documents.into_iter().flat_map(check).collect()
}

/// The page without its marks, and the bytes between them.
fn marked(page: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let (mut text, mut wanted) = (String::new(), Vec::new());
    for (i, piece) in page.split(['«', '»']).enumerate() {
        let start = text.len();
        text.push_str(piece);
        wanted.extend((i % 2 == 1).then_some(start..text.len()));
    }
    (text, wanted)
}

#[test]
fn pages_of_every_kind() {
    let checker = checker();
    let mut wrong = Vec::new();
    for page in include_str!("kinds/pages.txt").split("%%%% ").skip(1) {
        let (title, page) = page.split_once('\n').unwrap();
        let (text, wanted) = marked(page);
        let name = format!("page.{}", title.rsplit('.').next().unwrap());
        let found = findings(&checker, &name, &text);
        let told: Vec<_> =
            found.iter().map(|f| (f.rule.id.as_str(), f.span.start as usize..f.span.end as usize)).collect();
        let touched = |range: &std::ops::Range<usize>| {
            told.iter()
                .any(|(rule, f)| *rule != "poor-paragraph" && f.start < range.end && range.start < f.end)
        };
        let missed: Vec<&str> = wanted.iter().filter(|r| !touched(r)).map(|r| &text[r.clone()]).collect();
        let more = wanted.is_empty() && !told.is_empty();
        if more || !missed.is_empty() {
            wrong.push(format!("{title}: missed {missed:?}, found {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_of_models_around_a_text_are_residue() {
    let checker = checker();
    let lines = |file: &'static str| file.lines().filter(|line| !line.is_empty());
    let openings = lines(include_str!("kinds/openings.txt")).map(|line| (line, format!("{line}\n\n{TEXT}")));
    let closings = lines(include_str!("kinds/closings.txt")).map(|line| (line, format!("{TEXT}\n\n{line}")));
    let missed = |(_, text): &(&str, String)| {
        let found = findings(&checker, "page.md", text);
        !found.iter().any(|f| f.rule.family == "residue" || f.rule.family == "untranslated")
    };
    let missed: Vec<&str> = openings.chain(closings).filter(missed).map(|(line, _)| line).collect();
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(findings(&checker, "page.md", TEXT).is_empty());
}
