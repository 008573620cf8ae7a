//! Ways for the tests of this folder to see an analysis, and the properties that hold for any text.

use std::sync::Arc;

use proptest::prelude::{any, proptest};

use crate::analysis::{Analyser, Analysis, Token};
use crate::document::BlockKind;
use crate::language::Language;

fn analyser() -> &'static Analyser {
    static ANALYSER: std::sync::OnceLock<Analyser> = std::sync::OnceLock::new();
    ANALYSER.get_or_init(|| Analyser::new(Arc::new(Language::load("en").unwrap())))
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
