//! The shipped weights: they load, tag plain sentences, and are refused when anything about them is changed.

use super::{Tagger, TaggerBuffers};
use crate::language::{Entry, Tag};

fn bytes() -> Vec<u8> {
    crate::tests::pack().bytes("en/tagger.bin").expect("the weights are part of the program").into_owned()
}

fn tags(tagger: &Tagger, text: &str) -> String {
    let mut tags = Vec::new();
    let english = crate::tests::english();
    let words = text.split(' ').map(|word| (word, english.entry(word)));
    tagger.tag(words, &mut TaggerBuffers::default(), &mut tags);
    tags.iter().map(|&tag| english.tags.name(tag)).collect::<Vec<_>>().join(" ")
}

#[test]
fn plain_sentences_are_tagged() {
    let tagger = Tagger::from_bytes(bytes(), &crate::tests::english()).expect("whole weights");
    for (text, expected) in [
        ("She called the office .", "PRP VBD DT NN ."),
        ("They sold a boat named Sigrid last year .", "PRP VBD DT NN VBN NNP JJ NN ."),
        ("They do n't know where it is .", "PRP VBP RB VB WRB PRP VBZ ."),
        ("“ We will appeal , ” said the lawyer .", "`` PRP MD VB , '' VBD DT NN ."),
        ("“ We wo n’t wait . ”", "`` PRP MD RB VB . ''"),
    ] {
        assert_eq!(tags(&tagger, text), expected, "{text}");
    }
}

#[test]
fn nothing_at_all_can_be_tagged() {
    let tagger = Tagger::from_bytes(bytes(), &crate::tests::english()).expect("whole weights");
    let (mut workspace, mut out) = (TaggerBuffers::default(), vec![Tag::NONE]);
    tagger.tag([], &mut workspace, &mut out);
    assert!(out.is_empty() && workspace.margins().is_empty());
    tagger.tag(["", " ", "\u{301}"].map(|word| (word, Entry::UNKNOWN)), &mut workspace, &mut out);
    assert_eq!((out.len(), workspace.margins().len()), (3, 3));
}

#[test]
fn changed_weights_are_refused() {
    let whole = bytes();
    let english = crate::tests::english();
    let refused =
        |bytes: Vec<u8>| Tagger::from_bytes(bytes, &english).expect_err("must be refused").to_string();
    for end in [0, 7, 8, 23, 24, 100, whole.len() / 2, whole.len() - 1] {
        refused(whole[..end].to_vec());
    }
    for at in [0, 8, 12, 16, 30, 1000, whole.len() / 2, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[at] ^= 0x10;
        refused(changed);
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert!(refused(longer).contains("mtlint train tagger"));
    assert!(refused(b"# sent_id = 1\n1\tA\n".to_vec()).contains("not a file of trained data"));
}

#[test]
fn weights_with_more_tags_than_the_language_are_refused() {
    let error = Tagger::from_bytes(bytes(), &crate::language::Language::default()).unwrap_err().to_string();
    assert!(error.contains("language.toml names 0"), "{error}");
}
