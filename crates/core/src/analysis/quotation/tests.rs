use crate::analysis::Quotations;
use crate::analysis::quotation::find;
use crate::analysis::tests::tokens_of;

/// The pairs of `text` as words with their depth, then the marks without partner.
fn seen(text: &str) -> (Vec<(u8, String)>, Vec<String>) {
    let mut tokens = tokens_of(text);
    let mut quotations = Quotations::default();
    find(text, &mut tokens, &mut quotations);
    let pairs = quotations.pairs.iter().map(|p| (p.depth, p.inner.of(text).to_owned())).collect();
    let alone = quotations.marks.iter().filter(|m| m.partner.is_none());
    (pairs, alone.map(|m| m.span.of(text).to_owned()).collect())
}

fn pairs(text: &str) -> Vec<(u8, String)> {
    let (pairs, alone) = seen(text);
    assert_eq!(alone, [""; 0], "{text}");
    pairs
}

#[test]
fn styles_and_nesting() {
    for text in [
        "“It works,” said Oona Vell.",
        "\"It works,\" said Oona Vell.",
        "„It works,“ said Oona Vell.",
        "«It works,» said Oona Vell.",
    ] {
        assert_eq!(pairs(text), [(1, "It works,".to_owned())], "{text}");
    }
    assert_eq!(
        pairs("“He said ‘not yet’ to us,” said Oona."),
        [(1, "He said ‘not yet’ to us,".to_owned()), (2, "not yet".to_owned())]
    );
    assert_eq!(
        pairs("He called it (\"a boat\")—\"a raft\"."),
        [(1, "a boat".to_owned()), (1, "a raft".to_owned())]
    );
}

#[test]
fn apostrophes_inches_and_feet_do_not_quote() {
    for text in [
        "’Tis the players’ ball, rock ’n’ roll of the ’90s.",
        "The players' boots and the keepers' gloves.",
        "Vell is 6'2\" tall and the pipe 5\" wide.",
        "Don't, Anna's, O'Neill, the boys' and girls'.",
    ] {
        assert_eq!(pairs(text), [], "{text}");
    }
    assert_eq!(
        pairs("‘The players’ boots are wet,’ said Oona."),
        [(1, "The players’ boots are wet,".to_owned())]
    );
}

#[test]
fn a_second_opening_mark_leaves_the_first_alone() {
    let (pairs, alone) = seen("“The port also hopes to grow. “We are ready,” said Oona.");
    assert_eq!(pairs, [(1, "We are ready,".to_owned())]);
    assert_eq!(alone, ["“"]);
    let (pairs, alone) = seen("We are ready,” said Oona. He left.");
    assert_eq!((pairs.len(), alone.len()), (0, 1));
}

#[test]
fn depth_reaches_the_tokens() {
    let text = "“Yes ‘no’ yes” no";
    let mut tokens = tokens_of(text);
    find(text, &mut tokens, &mut Quotations::default());
    assert_eq!(tokens.iter().map(|t| t.depth).collect::<Vec<_>>(), [1, 1, 2, 2, 2, 1, 1, 0]);
}
