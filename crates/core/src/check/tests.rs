//! The core with a language that nobody speaks, and with no other.

use crate::analysis::Shape;
use crate::check::Checker;
use crate::document::{Block, BlockKind, Document, Source, SpanMap};
use crate::language::{Class, Language, Tag};
use crate::policy::Policy;
use crate::rule::{RuleSet, RuleSource};
use crate::tests::made_up;

fn document(text: &str) -> Document {
    let map = SpanMap::identity(0, text.len());
    let mut document = Document::new("x.txt", Source::utf8(text.to_owned()));
    document.language = Some("qaa".to_owned());
    document.blocks.push(Block::new(BlockKind::Paragraph, text.to_owned(), map));
    document
}

#[test]
fn a_text_is_checked_in_it() {
    let checker = Checker::new(made_up(), Vec::new()).unwrap();
    let (review, whole) = checker.examine(document("Bato lumi lumi sera toki."), &Policy::default()).unwrap();
    let found: Vec<&str> = review.findings.iter().map(|finding| finding.rule.id.as_str()).collect();
    assert_eq!(found, ["doubled-word"]);
    let tokens = &whole.blocks[0].tokens;
    assert!(tokens.iter().all(|token| token.tag == Tag::NONE), "it has no tagger here");
    assert!(tokens.iter().filter(|t| t.shape != Shape::Mark).all(|token| token.entry.is_word()));
}

#[test]
fn its_tags_are_its_own() {
    let tags = Language::load(&made_up(), "qaa").unwrap().tags;
    let article = tags.named("U").unwrap();
    assert!(article.is(Class::ARTICLE) && !article.is_noun() && tags.named("DT").is_none());
    assert_eq!(tags.all().iter().map(|&tag| tags.name(tag)).collect::<Vec<_>>(), ["N", "V", "U", "S"]);
}

#[test]
fn a_rule_with_tags_that_it_does_not_have_is_refused() {
    let source = |matching: &str| RuleSource {
        file: "own/x.toml".into(),
        id: "x".into(),
        family: "own".into(),
        language: "qaa".into(),
        text: format!(
            "summary = 's'\nseverity = 'minor'\ncategory = 'fluency/style'\nwhy = 'w'\nfix = 'f'\n[match]\n{matching}\n"
        ),
        built_in: false,
    };
    let load = |matching: &str| {
        let mut language = Language::load(&made_up(), "qaa").unwrap();
        RuleSet::load(&[source(matching)], &mut language).map(|_| ())
    };
    let error = load("tokens = [{ tag = 'VBD' }]").unwrap_err().to_string();
    assert!(error.contains("\"VBD\"") && error.contains("own/x.toml"), "{error}");
    assert!(load("tokens = [{ tag = 'V' }]").is_ok());
    // It has no tagger, so that a detector which needs one is off, whatever else it asks for.
    assert!(load("detector = 'word-order'\ntable = 'none'").is_ok());
}
