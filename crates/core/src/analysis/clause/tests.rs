use crate::analysis::ClauseForm;
use crate::analysis::tests::analysis_of;

/// The clauses of `text` as "form opener subject verb".
fn clauses(text: &str) -> Vec<String> {
    let analysis = analysis_of(text);
    let word = |i: Option<usize>| i.map_or("-", |i| analysis.tokens[i].span.of(text));
    let clause = |c: &crate::analysis::Clause| {
        let form = format!("{:?}", c.form).to_lowercase();
        format!("{form} {} {} {}", word(c.subordinator), word(c.subject), word(c.verb))
    };
    analysis.clauses.iter().map(clause).collect()
}

#[test]
fn subjects_and_openers() {
    assert_eq!(clauses("The harbour of Tamsk closed early."), ["statement - harbour closed"]);
    assert_eq!(
        clauses("She left because the boat was late."),
        ["statement - She left", "statement because boat was"]
    );
    assert_eq!(clauses("The man who left had a boat."), ["statement who who left", "statement - man had"]);
    assert_eq!(clauses("He came and went."), ["statement - He came", "statement - He went"]);
    assert_eq!(clauses("In the morning the fishermen sold the catch."), ["statement - fishermen sold"]);
}

#[test]
fn forms() {
    assert_eq!(clauses("Did the boat leave?"), ["question - boat Did"]);
    assert_eq!(clauses("There is a boat in the harbour."), ["existential - There is"]);
    assert_eq!(clauses("Close the door."), ["imperative - - Close"]);
    assert_eq!(clauses("A quiet day in the harbour."), ["verbless - - -"]);
    assert_eq!(
        clauses("“The boat is late,” said the captain."),
        ["statement - boat is", "inverted - captain said"]
    );
}

#[test]
fn fragments_show() {
    assert_eq!(clauses("Stated."), ["statement - - Stated"]);
    assert_eq!(clauses("The men who left the harbour."), ["verbless - - -", "statement who who left"]);
    let analysis = analysis_of("Although the boat was late.");
    assert!(analysis.clauses.len() == 1 && analysis.clauses[0].subordinator.is_some());
    assert_eq!(analysis.clauses[0].form, ClauseForm::Statement);
}

#[test]
fn an_unsure_tag_makes_no_sentence_verbless() {
    for text in ["A raft crashed onto the quay, killing two men.", "The old walls bear marks of chisels."] {
        let analysis = analysis_of(text);
        assert!(analysis.clauses.iter().any(|c| c.verb.is_some()), "{text}");
    }
}
