use crate::analysis::tests::sentences_of;

/// `text` marks the ends of its sentences with `|`.
fn check(marked: &str) {
    let text = marked.replace('|', "");
    assert_eq!(sentences_of(&text).join("|"), marked.replace("| ", "|").replace(" |", "|"), "{text}");
}

#[test]
fn abbreviations_initials_and_numbers() {
    check("The U.S. troops left.| They met Dr. A. B. Karim on Sept. 5.| He paid 3.5 lei.");
    check("It is lot No. 5 of Vell Inc. in Tamsk.| It works in the U.S.| The rest waits.");
    check("1. Open the lid.");
    check("It cost 28,500 lei at 5 p.m. on Friday.");
}

#[test]
fn quotations_keep_their_stops() {
    check("“We are late.| We will go,” said Oona.| He left.");
    check("“Why?” asked Oona.");
    check("“We go.”| Oona left.");
}

#[test]
fn missing_spaces_and_many_marks() {
    check("The boat reached the end.|Next came the raft?!| Yes!| No … not yet.");
    check("He waited…| Then he left (it was late.)| Good.");
}
