//! What is read of a treebank, what is refused, and that what is written is read again.

use super::{Treebank, parse, write_sentence};
use mtlint_core::language::{Language, TagSet};

const SMALL: &str = "\
# newdoc id = story
# newpar
# sent_id = story-1
1\tOrvik\tOrvik\tPROPN\tNNP\t_\t3\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tanswer\tanswer\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tanswer\t_\t_\t_\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\tNote=x|SpaceAfter=No

# sent_id = story-2
1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newpar
1\tNight\tnight\tNOUN\tNN\t_\t0\troot\t_\t_

";

fn tags() -> TagSet {
    let pack = mtlint_core::language::Pack::embedded(mtlint_languages::FILES, mtlint_languages::LITERALS)
        .with_packed(mtlint_languages::PACKED, mtlint_languages::unpack);
    Language::load(&std::sync::Arc::new(pack), "en").expect("English is there").tags
}

fn small() -> Treebank {
    parse("small", SMALL, &tags()).expect("a whole file")
}

#[test]
fn words_tokens_and_paragraphs_are_read() {
    let treebank = small();
    assert_eq!(treebank.words(), 8);
    let first = &treebank.sentences[0];
    assert_eq!(first.text(), "Orvik didn't answer.");
    assert_eq!(first.tokens[1].words, 1..3);
    assert_eq!(first.words[2].tag, tags().named("RB").unwrap());
    assert_eq!(first.words[4].misc, "Note=x");
    assert!(first.opens_document && first.opens_paragraph && !treebank.sentences[1].opens_paragraph);
    let paragraphs = treebank.paragraphs();
    assert_eq!(paragraphs[0].text, "Orvik didn't answer.Why?");
    assert_eq!(paragraphs[0].sentences, [0..20, 20..24]);
    assert_eq!((paragraphs.len(), paragraphs[1].text.as_str()), (2, "Night"));
}

#[test]
fn what_is_written_is_read_again() {
    let treebank = small();
    let mut text = String::new();
    for sentence in &treebank.sentences {
        write_sentence(&mut text, sentence, &tags(), &["note = one\ntwo".to_owned()])
            .expect("a string takes all");
    }
    assert_eq!(parse("small", &text, &tags()).expect("a whole file"), treebank);
}

#[test]
fn broken_files_are_refused_with_their_line() {
    let broken = |from: &str, to: &str| {
        assert!(SMALL.contains(from), "{from:?}");
        parse("b", &SMALL.replacen(from, to, 1), &tags()).expect_err("must be refused").to_string()
    };
    for (from, to, line, reason) in [
        ("1\tOrvik\t", "1\t", "b:4: ", "9 columns"),
        ("1\tOrvik\tOrvik", "1\t\tOrvik", "b:4: ", "column 2 is empty"),
        ("PROPN\tNNP", "PROPN\tXYZ", "b:4: ", "\"XYZ\" is not a tag"),
        ("4\tanswer\tanswer", "5\tanswer\tanswer", "b:8: ", "where word 4 is due"),
        ("2-3\t", "2-9\t", "b:11: ", "word 9 of a range"),
        ("2-3\t", "3-4\t", "b:5: ", "out of place"),
        ("4.1\t", "3.1\t", "b:9: ", "out of place"),
        ("\t3\tnsubj", "\t7\tnsubj", "b:4: ", "head 7"),
        ("\t3\tnsubj", "\tx\tnsubj", "b:4: ", "not a number"),
        ("4.1\tanswer\t_\t_\t_\t_\t_\t_\t_\t_", "# stray", "b:9: ", "comment inside"),
    ] {
        let message = broken(from, to);
        assert!(message.starts_with(line) && message.contains(reason), "{message}");
        assert!(message.ends_with(')'), "a hint is due: {message}");
    }
    assert!(parse("b", "# newdoc\n\n", &tags()).expect_err("empty").to_string().contains("no sentence"));
}
