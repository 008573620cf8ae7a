//! What only the document tells: each finding shows the other place, and a text without that place is silent.

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};

/// The findings of one rule: the words, and the words of the places that explain them.
fn found(rule: &str, text: &str) -> Vec<(String, Vec<String>)> {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load");
    let mut outcome = read::read("text.txt", text.as_bytes().to_vec(), &Options::default());
    let review = checker.check(outcome.documents.remove(0), &Policy::default()).expect("it is checked");
    let words = |span: mtlint::span::FileSpan| span.of(&review.document.source.text).to_owned();
    let of_rule = review.findings.iter().filter(|f| f.rule.id == rule);
    of_rule.map(|f| (words(f.span), f.related.iter().map(|r| words(r.span)).collect())).collect()
}

const BAKER: &str = "Maria Brescia has baked in Valdorva since 1990.\n\nShe gets up at four and walks to the mill. \
                     The flour is dark and sweet. In the evening he counts the loaves.\n";

#[test]
fn a_pronoun_that_fits_nobody_shows_who_is_meant() {
    let told = found("pronoun-of-other-sex", BAKER);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].0, "he");
    assert!(told[0].1.iter().any(|place| place == "Maria" || place == "She"), "{told:?}");
}

#[test]
fn a_second_person_makes_it_silent() {
    for with in [" Her husband Bruno helps.", " The miller helps.", " Orsk helps her."] {
        let text = BAKER.replace(" The flour is", &format!("{with} The flour is"));
        assert_eq!(found("pronoun-of-other-sex", &text), [], "{with}");
    }
}

#[test]
fn a_name_in_two_forms_shows_the_other() {
    let text = "Oleksii Hrytsenko runs the dairy of Orvel.\n\nIts milk is good, says Oleksiy Grytsenko.\n";
    let told = found("name-in-two-forms", text);
    let words: Vec<&str> = told.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!(words, ["Oleksiy", "Grytsenko"]);
    assert_eq!(told[0].1, ["Oleksii"]);
}

#[test]
fn a_total_of_another_size_shows_price_and_amount() {
    let text =
        "A metre of the wall costs 98,000 crowns per metre. For 38 metres the town pays 37 million crowns.\n";
    let told = found("price-times-amount", text);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].1, ["98,000 crowns", "38 metres"]);
    assert_eq!(found("price-times-amount", &text.replace("37 million", "3.7 million")), []);
}
