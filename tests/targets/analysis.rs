//! Text into the segmenter, words into the tagger.

use std::sync::OnceLock;

use mtlint::analysis::tagger::{Tagger, TaggerBuffers};
use mtlint::document::BlockKind;
use mtlint::language::Entry;

use super::checker;

/// Tokens in order and apart, sentences that hold each token once.
pub fn segment(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for (code, kind) in
        [("en", BlockKind::Paragraph), ("en", BlockKind::Heading), ("any", BlockKind::Paragraph)]
    {
        let engine = checker().engine(code).expect("it loads");
        let analysis = engine.analyser.text(&text, kind);
        let mut end = 0;
        for token in &analysis.tokens {
            assert!(token.span.start >= end && token.span.start < token.span.end, "{token:?} of {text:?}");
            assert!(text.get(token.span.range()).is_some(), "{token:?} of {text:?}");
            end = token.span.end;
        }
        let mut next = 0;
        for sentence in &analysis.sentences {
            assert_eq!(sentence.first, next, "{text:?}");
            assert!(sentence.last > sentence.first, "{sentence:?} of {text:?}");
            assert!(text.get(sentence.span.range()).is_some(), "{sentence:?} of {text:?}");
            next = sentence.last;
        }
        assert_eq!(next, analysis.tokens.len(), "{text:?}");
        for clause in &analysis.clauses {
            assert!(clause.first <= clause.last && clause.last <= analysis.tokens.len(), "{clause:?}");
        }
        for mention in &analysis.mentions {
            assert!(text.get(mention.span.range()).is_some(), "{mention:?} of {text:?}");
        }
        for pair in &analysis.quotations.pairs {
            assert!(text.get(pair.span.range()).is_some() && text.get(pair.inner.range()).is_some());
        }
    }
}

/// A tag for each word, whatever the words are.
pub fn tag(bytes: &[u8]) {
    static TAGGER: OnceLock<Tagger> = OnceLock::new();
    let tagger = TAGGER.get_or_init(|| {
        let engine = checker().engine("en").expect("English is there");
        Tagger::load(engine.analyser.language()).expect("it is whole").expect("it is there")
    });
    let text = String::from_utf8_lossy(bytes);
    let words: Vec<&str> = text.split('\n').collect();
    let (mut workspace, mut tags) = (TaggerBuffers::default(), Vec::new());
    tagger.tag(words.iter().map(|w| (*w, Entry::UNKNOWN)), &mut workspace, &mut tags);
    assert_eq!((tags.len(), workspace.margins().len()), (words.len(), words.len()));
    let first = tags.clone();
    tagger.tag(words.iter().map(|w| (*w, Entry::UNKNOWN)), &mut workspace, &mut tags);
    assert_eq!(first, tags, "the same words have the same tags");
}
