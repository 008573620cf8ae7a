//! A clear fault is shown whatever stands around it, and nothing moves its certainty but its own sentence.
//!
//! Each fault is put into a long article without one, which reads like the work of an editor.

use mtlint::check::{Checker, Review};
use mtlint::meta::Severity;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};
use mtlint::score;

/// Four texts of `tests/silence`, more than 700 words in which nothing is found.
const ARTICLE: [&str; 4] = [
    include_str!("silence/news.txt"),
    include_str!("silence/biography.txt"),
    include_str!("silence/science.txt"),
    include_str!("silence/sports.txt"),
];

fn review(text: &str) -> Review {
    let mut document =
        read::read("article.txt", text.as_bytes().to_vec(), &Options::default()).documents.remove(0);
    document.language = Some("en".into());
    Checker::new(packs::pack(&[]).unwrap(), Vec::new())
        .expect("the rules load")
        .check(document, &Policy::default())
        .expect("it is checked")
}

/// The article with a paragraph in the middle.
fn with(paragraph: &str) -> String {
    let [news, biography, science, sports] = ARTICLE.map(str::trim);
    format!("{news}\n\n{biography}\n\n{paragraph}\n\n{science}\n\n{sports}\n")
}

/// Asserts that the rule finds the words in a good article, with at least that certainty.
fn shown(paragraph: &str, rule: &str, words: &str, least: f32) -> Severity {
    let review = review(&with(paragraph));
    assert!(review.words > 700, "{} words", review.words);
    let text = &review.document.source.text;
    let found: Vec<_> =
        review.findings.iter().map(|f| (f.rule.id.as_str(), f.span.of(text), f.certainty)).collect();
    // A capital inside a sentence is told by either of two rules.
    let told_by = |id: &str| id == rule || rule == "capital-inside-sentence" && id == "needless-capital";
    let finding = review.findings.iter().find(|f| told_by(&f.rule.id) && f.span.of(text).contains(words));
    let finding = finding.unwrap_or_else(|| panic!("{rule} is silent on “{words}”: {found:?}"));
    assert!(finding.certainty >= least, "{rule} has only {}", finding.certainty);
    finding.severity
}

#[test]
fn the_article_itself_is_silent() {
    let review = review(&with("The harbour was quiet, and the boats lay at the quay."));
    let found: Vec<_> = review.findings.iter().map(|f| f.rule.id.as_str()).collect();
    assert_eq!((found, review.score), (Vec::new(), 100.0));
}

#[test]
fn what_was_left_in_another_language_is_shown() {
    let severity = shown("市政府将在下个月公布新的港口计划。", "foreign-script-line", "市政府", 0.8);
    assert_eq!(severity, Severity::Critical);
    let german = "The bridge is closed. Die Verwaltung will im nächsten Monat einen neuen Plan für den Hafen vorlegen.";
    assert_eq!(shown(german, "foreign-sentence", "Die Verwaltung", 0.8), Severity::Critical);
    let russian = "The bridge is closed. Мост закрыт с 12 мая до конца лета. Nobody waits.";
    shown(russian, "foreign-script-line", "Мост закрыт с 12 мая до конца лета", 0.8);
}

#[test]
fn what_a_chatbot_says_is_shown() {
    let opening = "Certainly! Here is the English translation of the article:";
    assert_eq!(shown(opening, "chatbot-opening", "Certainly", 0.8), Severity::Critical);
    let closing = "Let me know if you need any further changes.";
    assert_eq!(shown(closing, "chatbot-closing", "Let me know", 0.8), Severity::Critical);
}

#[test]
fn marks_and_pieces_of_sentences_are_shown() {
    shown(
        "“The quay will not last another year,” the mayor. Stated. Nobody asked him why.",
        "stray-attribution",
        "Stated",
        0.8,
    );
    shown(
        "The mayor said: “The quay will stay open until the summer. Nobody asked him about the crane.",
        "unclosed-quotation",
        "“The",
        0.8,
    );
    shown(
        "“The quay is to be rebuilt in stone. “We have waited long enough,” said the mayor of the town.",
        "quotation-reopened",
        "“The",
        0.8,
    );
    shown(
        "The quay will stay open,” said the mayor of the town. He left at noon.",
        "unopened-quotation",
        "”",
        0.75,
    );
    shown(
        "The council voted for a longer quay. Of the old harbour in the northern part of the town. It will be built in stone.",
        "verbless-sentence",
        "Of the old harbour",
        0.5,
    );
}

#[test]
fn slips_that_the_document_proves_are_shown() {
    let names = "Hallstrand lies on the coast. The ferry to Hallstrand leaves at noon, and the port of Hallstrand is small. \
                 Most of the people of Hallstrand fish. In Hellstrand the winters are long.";
    shown(names, "name-slip", "Hellstrand", 0.8);
    shown("The mill was built in the 1960 s by two brothers.", "split-decade", "1960 s", 0.8);
    shown(
        "The boats were ready and Waited for the tide at the quay.",
        "capital-inside-sentence",
        "Waited",
        0.5,
    );
    shown(
        "The ferry was sold to Hallstrand Hallstrand, and nobody knew why.",
        "doubled-name",
        "Hallstrand Hallstrand",
        0.5,
    );
}

#[test]
fn other_findings_move_no_certainty() {
    let doubtful = "The warden of the mill kept a vlestrid behind the gate.";
    let policy = Policy { min_certainty: 0.0, ..Policy::default() };
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap();
    let certainty = |text: &str| {
        let mut document =
            read::read("a.txt", text.as_bytes().to_vec(), &Options::default()).documents.remove(0);
        document.language = Some("en".into());
        let review = checker.check(document, &policy).unwrap();
        let finding = review.findings.iter().find(|f| f.rule.id == "invented-word").expect("it is found");
        finding.certainty
    };
    let joiners = "The old har\u{2060}bour and the new har\u{2060}bour were shut. ".repeat(40);
    let alone = certainty(doubtful);
    assert_eq!(certainty(&format!("{joiners}\n\n{doubtful}\n\n{joiners}")), alone);
    assert_eq!(certainty(&with(doubtful)), alone);
}

#[test]
fn the_score_is_what_the_penalties_add_up_to() {
    let wrong = "The council voted for the the new bridge, and an mayor said: “It will stay. Nobody asked him about it.";
    for text in [with(wrong), wrong.to_owned(), with("The harbour was quiet.")] {
        let review = review(&text);
        let sum: f64 = review.findings.iter().map(|f| f.penalty).sum();
        assert!((review.penalty - sum).abs() < 1e-9);
        assert!((review.score - score::score(sum, review.words)).abs() < 1e-9, "{}", review.score);
        for paragraph in &review.paragraphs {
            let own: f64 =
                review.findings.iter().filter(|f| f.block == paragraph.block).map(|f| f.penalty).sum();
            assert!((paragraph.score - score::score(own, paragraph.words)).abs() < 1e-9);
        }
        assert!(score::sum(sum, review.words).contains(&format!("{:.1}", review.score)));
    }
}

#[test]
fn suspicions_stand_apart_and_only_where_the_whole_is_likely_to_be_machine_translation() {
    let doubtful = "He sold the mill the shop the shop of it, and he went home.";
    assert!(review(&with(doubtful)).suspicions.is_empty());
    let raw = "The warden of the chaptor spoke of the surface of the surface and of the vlestrid. \
               The brudgement of kathmandu was the brudgement of the plonterage, and the samarkand shop the shop of it the shop.";
    let text = format!("{raw}\n\n{doubtful}");
    let review = review(&text);
    let places =
        |findings: &[mtlint::finding::Finding]| -> Vec<_> { findings.iter().map(|f| f.span).collect() };
    assert!(review.suspicions.iter().any(|f| f.rule.id == "near-repeat"), "{:?}", review.findings);
    assert!(review.suspicions.iter().all(|s| s.penalty == 0.0 && s.certainty < 0.5));
    let shown = places(&review.findings);
    assert!(places(&review.suspicions).iter().all(|s| shown.iter().all(|f| !f.overlaps(*s))));
}
