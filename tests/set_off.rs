//! Words that a page sets off from the line: emphasis and links, in every format that has them.

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{Options, read};

/// The words that are set off in a file, block by block.
fn set_off(name: &str, text: &str) -> Vec<String> {
    let documents = read(name, text.as_bytes().to_vec(), &Options::default()).documents;
    let blocks = documents.into_iter().flat_map(|d| d.blocks);
    blocks.flat_map(|b| b.set_off.iter().map(|s| s.of(&b.text).to_owned()).collect::<Vec<_>>()).collect()
}

#[test]
fn emphasis_and_links_are_set_off_in_every_format() {
    let pages = [
        ("a.md", "We ate *Sild på Brett* at [The Old Lamp](lamp.html) by the quay.\n"),
        ("a.mdx", "We ate *Sild på Brett* at [The Old Lamp](/lamp) by the quay.\n"),
        ("a.html", "<p>We ate <i>Sild på Brett</i> at <a href=\"lamp\">The Old Lamp</a> by the quay.</p>"),
        ("a.rst", "We ate *Sild på Brett* at `The Old Lamp <lamp>`_ by the quay.\n"),
        ("a.adoc", "We ate _Sild på Brett_ at https://lamp.example[The Old Lamp] by the quay.\n"),
        ("a.org", "We ate /Sild på Brett/ at [[https://lamp.example][The Old Lamp]] by the quay.\n"),
        ("a.wiki", "We ate ''Sild på Brett'' at [[Lamp|The Old Lamp]] by the quay.\n"),
        (
            "a.tex",
            "\\begin{document}\nWe ate \\emph{Sild på Brett} at \\href{https://lamp.example}{The Old Lamp} by the quay.\n\\end{document}\n",
        ),
    ];
    for (name, text) in pages {
        assert_eq!(set_off(name, text), ["Sild på Brett", "The Old Lamp"], "{name}");
    }
}

#[test]
fn what_is_all_of_a_block_or_begins_before_it_is_not_set_off() {
    assert!(set_off("a.md", "*The lamp is lit.*\n").is_empty());
    assert!(
        set_off("a.html", "<p><b>The lamp is lit.</b></p><p>The <i>gate</p><p>is shut.</i></p>").len() <= 1
    );
    assert_eq!(set_off("a.html", "<p>The <em>old<br><br>lamp</em> is lit.</p>"), Vec::<String>::new());
}

#[test]
fn a_dish_in_italics_is_left_alone_and_a_bare_word_is_not() {
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).unwrap();
    let rules = |text: &str| -> Vec<String> {
        let document = read("a.md", text.as_bytes().to_vec(), &Options::default()).documents.remove(0);
        let review = checker.check(document, &Policy::default()).unwrap();
        review.findings.iter().map(|f| f.rule.id.clone()).collect()
    };
    let plain = rules("The keeper cooked a bowl of brudgelotte for everybody who came in from the rain.\n");
    assert_eq!(plain, ["invented-word"]);
    let set_off =
        rules("The keeper cooked a bowl of *brudgelotte* for everybody who came in from the rain.\n");
    assert_eq!(set_off, Vec::<String>::new());
}
