//! Ways for the tests of this folder to see an analysis, and the properties that hold for any text.

use std::sync::Arc;

use proptest::prelude::{any, proptest};

use crate::analysis::{Analyser, Analysis, Name, NameKind, Shape, Token, Whole, Workspace};
use crate::document::{Block, BlockKind, Document, Object, ObjectKind, SpanMap};
use crate::span::Span;

pub(super) fn analyser() -> &'static Analyser {
    static ANALYSER: std::sync::OnceLock<Analyser> = std::sync::OnceLock::new();
    ANALYSER.get_or_init(|| Analyser::new(Arc::new(crate::tests::english())).unwrap())
}

pub(super) fn analysis_of(text: &str) -> Analysis {
    analyser().text(text, BlockKind::Paragraph)
}

pub(super) fn tokens_of(text: &str) -> Vec<Token> {
    analysis_of(text).tokens
}

pub(super) fn words_of(text: &str) -> Vec<&str> {
    tokens_of(text).iter().map(|t| t.span.of(text)).collect()
}

pub(super) fn sentences_of(text: &str) -> Vec<&str> {
    analysis_of(text).sentences.iter().map(|s| s.span.of(text)).collect()
}

fn check(text: &str) {
    let analysis = analysis_of(text);
    let mut end = 0;
    for token in &analysis.tokens {
        assert!(token.span.start >= end && !token.span.is_empty());
        assert!(text[end as usize..token.span.start as usize].chars().all(char::is_whitespace));
        assert!(!token.span.of(text).is_empty());
        end = token.span.end;
    }
    assert!(text[end as usize..].chars().all(char::is_whitespace));
    let mut first = 0;
    for sentence in &analysis.sentences {
        assert!(sentence.first == first && sentence.last > first);
        first = sentence.last;
    }
    assert_eq!(first, analysis.tokens.len());
    for (i, mark) in analysis.quotations.marks.iter().enumerate() {
        assert!(mark.partner.is_none_or(|p| analysis.quotations.marks[p].partner == Some(i)));
    }
}

proptest! {
    #[test]
    fn any_text_is_partitioned(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn text_of_marks_is_partitioned(text in "[a-cA-CéЖ中 .,'\"“”‘’«»0-9@/:#&-]{0,60}") {
        check(&text);
    }
}

/// A document of paragraphs with what is known of it.
fn document_of(paragraphs: &[&str]) -> (Document, Whole) {
    let analyser = analyser();
    let block = |text: &&str| Block::new(BlockKind::Paragraph, (*text).to_owned(), SpanMap::default());
    let blocks: Vec<Block> = paragraphs.iter().map(block).collect();
    let analyses = blocks.iter().map(|b| analyser.text(&b.text, b.kind)).collect();
    let document = Document { blocks, ..Document::default() };
    let whole = Whole::gather(&document, analyses, analyser.language());
    (document, whole)
}

#[test]
fn a_quotation_runs_over_paragraphs() {
    let (_, whole) =
        document_of(&["“We sailed.", "“We came home,” said Oona.", "“He left. “No,” said Ilo.", "End."]);
    let marks = |b: usize| whole.blocks[b].quotations.marks.iter().map(|m| m.continues).collect::<Vec<_>>();
    assert_eq!((marks(0), marks(1), marks(2)), (vec![true], vec![false, false], vec![false; 3]));
    assert!(whole.blocks[0].tokens.iter().all(|t| t.depth == 1));
    let (_, whole) = document_of(&["“We sailed.", "Then it rained.", "We came home,” said Oona."]);
    assert!(whole.blocks[1].sentences[0].depth == 1 && whole.blocks[2].tokens[0].depth == 1);
}

#[test]
fn quotations_have_their_verbs_of_speech() {
    let verbs = |text: &str| -> Vec<String> {
        let analysis = analysis_of(text);
        let word = |i: Option<usize>| i.map_or("-".into(), |i| analysis.tokens[i].span.of(text).to_owned());
        analysis.quotations.pairs.iter().map(|p| word(p.attribution)).collect()
    };
    assert_eq!(verbs("“We sail,” said Oona Vell. “We sail today.”"), ["said", "said"]);
    assert_eq!(verbs("Oona Vell added: “We sail.”"), ["added"]);
    assert_eq!(verbs("They call the boat “Heron” at home."), ["-"]);
    assert_eq!(verbs("“We wait. We sail,” the captain of the port explained."), ["explained"]);
}

#[test]
fn names_are_found_and_gathered() {
    let (document, whole) = document_of(&[
        "The harbour was closed on Monday, Captain Oona Vell said in Tallinn.",
        "Vell’s crew met Minister Jaan van der Toom of the Ministry of Labour. “We wait,” said Oona Vell.",
        "Kim Yoo-jin, a surveyor, called Toom. In Tallinn it rained.",
    ]);
    let forms = |name: &Name| -> Vec<String> {
        let of = |&(b, m): &(usize, usize)| {
            whole.blocks[b].mentions[m].span.of(&document.blocks[b].text).to_owned()
        };
        name.mentions.iter().map(of).collect()
    };
    let seen: Vec<(Vec<String>, NameKind)> = whole.names.iter().map(|n| (forms(n), n.kind)).collect();
    let expected = [
        (vec!["Oona Vell", "Vell", "Oona Vell"], NameKind::Person),
        (vec!["Tallinn", "Tallinn"], NameKind::Place),
        (vec!["Jaan van der Toom", "Toom"], NameKind::Person),
        (vec!["Ministry of Labour"], NameKind::Organisation),
        (vec!["Kim Yoo-jin"], NameKind::Person),
    ];
    let expected: Vec<_> =
        expected.map(|(f, k)| (f.into_iter().map(str::to_owned).collect::<Vec<_>>(), k)).into();
    assert_eq!(seen, expected);
    assert_eq!(whole.names[0].introduced, Some(0));
    assert_eq!(whole.names[0].full, "Oona Vell");
}

#[test]
fn inline_code_is_one_token() {
    let text = "Run `a. B` now. Then rest.";
    let at = text.find("a. B").unwrap();
    let mut block = Block::new(BlockKind::Paragraph, text.to_owned(), SpanMap::default());
    block.objects = vec![Object { span: Span::new(at, at + 4), kind: ObjectKind::Code }];
    let analysis = analyser().analyse(&block, &mut Workspace::default());
    assert_eq!(analysis.sentences.len(), 2);
    assert!(analysis.tokens.iter().any(|t| t.span.of(text) == "a. B" && t.shape == Shape::Address));
}
