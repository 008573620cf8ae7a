//! What one finding explains is not told again word by word.

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};

fn rules_found(text: &str) -> Vec<String> {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load");
    let mut outcome = read::read("text.txt", text.as_bytes().to_vec(), &Options::default());
    let review = checker.check(outcome.documents.remove(0), &Policy::default()).expect("it is checked");
    // Whether the paragraph as a whole reads badly is another matter.
    let of_words = review.findings.iter().filter(|f| f.rule.id != "poor-paragraph");
    of_words.map(|f| f.rule.id.clone()).collect()
}

#[test]
fn words_of_a_sentence_in_another_language_are_not_told_one_by_one() {
    let found = rules_found(
        "The tower opens in May. Die Besucher sollten festes Schuhwerk tragen und pünktlich erscheinen. Tickets are \
         sold at the harbour office, and children climb free.",
    );
    assert_eq!(found, ["foreign-sentence"]);
}

#[test]
fn what_lies_beside_it_is_still_told() {
    let found = rules_found(
        "The the tower opens in May. Die Besucher sollten festes Schuhwerk tragen und pünktlich erscheinen. Tickets \
         are sold at the the harbour office, and children climb free.",
    );
    assert_eq!(found, ["doubled-word", "foreign-sentence", "doubled-word"]);
}
