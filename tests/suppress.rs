//! Comments that suppress findings, in Markdown and HTML: what they hold for, and what is said of idle and wrong ones.

use std::sync::OnceLock;

use mtlint::check::{Checker, Review};
use mtlint::finding::Aside;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{Options, read};

fn check(name: &str, text: &str) -> Review {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    let checker = CHECKER.get_or_init(|| Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap());
    let document = read(name, text.as_bytes().to_vec(), &Options::default()).documents.remove(0);
    // The estimate of short texts moves with every word, and is not what is tried here.
    let policy = Policy { off: ["estimate".to_owned()].into(), ..Policy::default() };
    checker.check(document, &policy).unwrap()
}

/// The words of the findings that count, and of those that a comment suppresses.
fn split(review: &Review) -> (Vec<&str>, Vec<&str>) {
    let text = review.document.source.text.as_str();
    let counted = review.findings.iter().map(|f| f.span.of(text)).collect();
    (counted, review.aside.iter().map(|a| a.finding.span.of(text)).collect())
}

fn told(review: &Review) -> Vec<String> {
    let told = |p: &mtlint::error::Problem| format!("{}: {}", p.line.unwrap(), p.message);
    review.problems.iter().map(told).collect()
}

#[test]
fn a_range_holds_from_comment_to_comment() {
    let text = "The the ferry left.\n\n<!-- mtlint-disable doubled-word: a song of the quay -->\n\n\
                He spoke of of the sea.\n\nHe said said it.\n\n<!-- mtlint-enable doubled-word -->\n\nShe saw saw them.\n";
    let review = check("a.md", text);
    assert_eq!(split(&review), (vec!["The the", "saw saw"], vec!["of of", "said said"]));
    assert_eq!(review.aside[0].why, Aside::Suppressed { reason: "a song of the quay".into() });
    assert_eq!(review.set_aside(), [0, 2]);
    assert!(review.aside.iter().all(|a| a.finding.penalty == 0.0));
    let sum: f64 = review.findings.iter().map(|f| f.penalty).sum();
    assert!((review.penalty - sum).abs() < 1e-9 && review.problems.is_empty());
}

#[test]
fn the_later_of_two_decides_for_a_rule() {
    let text = "<!-- mtlint-disable all: a draft -->\n\nThe the ferry left.\n\n\
                <!-- mtlint-enable repetition/doubled-word -->\n\nHe spoke of of the sea.\n\n\
                <!-- mtlint-disable repetition/*: a poem -->\n\nHe said said it.\n\n\
                <!-- mtlint-enable -->\n\nShe saw saw them.\n";
    let review = check("a.md", text);
    assert_eq!(split(&review), (vec!["of of", "saw saw"], vec!["The the", "said said"]));
    assert_eq!(told(&review), Vec::<String>::new());
}

#[test]
fn a_line_and_a_paragraph_are_those_that_follow() {
    let text = "<!-- mtlint-disable-next-line doubled-word: a name -->\n\nThe the ferry left.\nHe spoke of of the sea.\n\n\
                <!-- mtlint-disable-next-paragraph doubled-word: a poem -->\nHe said said it.\nShe saw saw them.\n\n\
                They came came back.\n";
    let review = check("a.md", text);
    assert_eq!(split(&review), (vec!["of of", "came came"], vec!["The the", "said said", "saw saw"]));
    let stacked = "<!-- mtlint-disable-next-line doubled-word: a name -->\n\
                   <!-- mtlint-disable-next-line punctuation: set so -->\nThe the ferry left.\n";
    assert_eq!(split(&check("a.md", stacked)).1, ["The the"]);
}

#[test]
fn comments_in_pages_and_in_lists_speak_too() {
    let page = "<p>The the ferry left.</p><!-- mtlint-disable-next-paragraph doubled-word: a poem -->\n\
                <p>He spoke of of the sea.</p><p>He <!-- mtlint-disable-next-paragraph doubled-word: so sung -->said said it.</p>";
    assert_eq!(split(&check("a.html", page)), (vec!["The the"], vec!["of of", "said said"]));
    let list = "- It was late.\n\n  <!-- mtlint-disable doubled-word: a poem --> <!-- mtlint-x y: z -->\n\n\
                - The the ferry left.\n";
    let review = check("a.md", list);
    assert_eq!(split(&review).1, ["The the"]);
    assert_eq!(told(&review), ["3: `mtlint-x` says nothing to mtlint"]);
    let plain = "<!-- mtlint-disable doubled-word: why -->\n\nThe the ferry left.\n";
    assert!(check("a.txt", plain).aside.is_empty(), "plain text has no comments");
}

#[test]
fn idle_and_wrong_comments_are_named_with_their_hint() {
    let text = "<!-- mtlint-disable doubled-word, punctuation: a poem -->\n\nThe the ferry left.\n\n\
                <!-- mtlint-disable-next-line all: nothing is wrong -->\n\nIt was late.\n\n\
                <!-- mtlint-enable -->\n<!-- mtlint-disable doubled-word -->\n<!-- mtlint-disable: why -->\n\
                <!-- mtlint-disable doubled-wort: why -->\n<!-- mtlint-disabel all: why -->\n\nHe said said it.\n";
    let review = check("a.md", text);
    assert_eq!(split(&review), (vec!["said said"], vec!["The the"]));
    let expected = [
        "1: the comment suppresses no finding of punctuation",
        "5: the comment suppresses nothing",
        "10: the comment suppresses nothing, for it gives no reason",
        "11: the comment names no rule",
        "12: no rule and no family that looks at this text is called `doubled-wort`",
        "13: `mtlint-disabel` says nothing to mtlint",
    ];
    assert_eq!(told(&review), expected);
    let fixes: Vec<&str> = review.problems.iter().filter_map(|p| p.hint.as_deref()).collect();
    assert_eq!(fixes[2], "write the reason after a colon: mtlint-disable doubled-word: why");
    assert_eq!(fixes[4..], ["did you mean `doubled-word`?", "did you mean `mtlint-disable`?"]);
    assert!(review.problems.iter().all(|p| !p.fatal));
    assert_eq!(review.problems[1].byte, text.find("<!-- mtlint-disable-next-line"));
}
