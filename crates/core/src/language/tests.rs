//! English as it ships: the lists load, known words are known, invented ones are not.

use super::Language;
use crate::tests::{english, pack};

#[test]
fn every_language_loads() {
    for code in pack().languages() {
        let language = Language::load(&pack(), &code).unwrap();
        assert_eq!(language.code, code);
    }
    let other = Language::load(&pack(), "xx").unwrap();
    assert_eq!(other.code, "any");
    assert!(!other.quotes.pairs.is_empty());
}

#[test]
fn words_names_and_formations_are_known() {
    let english = english();
    for word in [
        "harbour",
        "harbor",
        "Harbours",
        "was",
        "doesn't",
        "don’t",
        "Tallinn",
        "Nepalese",
        "Kumar",
        "Priya",
        "unlinkable",
        "retweeted",
        "cat-like",
        "well-worn",
        "21st",
        "NATO",
        "co-founders",
        "teacher's",
        "parents'",
        "n't",
        "overtaxed",
    ] {
        assert!(english.knows(word), "{word}");
    }
}

#[test]
fn inventions_are_not_known() {
    let english = english();
    for word in [
        "transtitution",
        "cedalment",
        "habrour",
        "goverment-like",
        "xqzt",
        "brelting",
        "unfrobbed",
        "breeded",
        "aircrafts",
    ] {
        assert!(!english.knows(word), "{word}");
    }
}

#[test]
fn entries_tell_kinds() {
    let english = english();
    let entry = |word: &str| english.entry(word);
    assert!(entry("took").is_past() && !entry("took").is_participle());
    assert!(entry("taken").is_participle() && !entry("taken").is_past());
    assert!(entry("walked").is_past() && entry("walked").is_participle() && entry("walking").is_gerund());
    assert!(entry("children").is_plural() && entry("cities").is_plural());
    assert!(entry("information").is_mass_noun() && entry("information").can_be_noun());
    assert_eq!(entry("hour").begins_with_vowel(), Some(true));
    assert_eq!(entry("university").begins_with_vowel(), Some(false));
    assert!(entry("colour").is_british() && entry("color").is_american() && !entry("realize").is_british());
    assert!(entry("Estonian").is_demonym() && entry("Estonia").is_place() && entry("Estonia").is_only_name());
    assert!(entry("the").frequency() > entry("harbour").frequency() && entry("harbour").is_common());
    assert!(entry("recieve").frequency() > 0 && !entry("recieve").is_known());
    assert!(entry("better").is_comparative() && entry("largest").is_superlative());
}

#[test]
fn lists_leave_room_for_those_of_rules() {
    let english = english();
    assert!(english.vocabulary.set_names().len() <= 60);
    let set = english.vocabulary.set("speech-verb").unwrap();
    for word in ["said", "Says", "announced", "quipped"] {
        assert!(english.vocabulary.is_in(english.vocabulary.get(super::hash::folded(word)), set), "{word}");
    }
    assert_eq!(english.months.iter().map(|month| u32::from(month.days)).sum::<u32>(), 366);
    assert!(english.conventions.never_final.contains(super::hash::folded("mr")));
    assert!(english.conventions.may_be_final.contains(super::hash::folded("etc")));
    for (name, phrases) in &english.phrases {
        assert!(phrases.iter().all(|phrase| *phrase == phrase.to_lowercase()), "{name}");
    }
}
