use super::Genre;
use crate::analysis::Whole;
use crate::document::{Block, BlockKind, Document, Object, ObjectKind, Source, SpanMap};
use crate::span::Span;

/// The genres of paragraphs, or of items where a line begins with a hyphen; what stands in backticks is code.
fn genres(lines: &[&str]) -> Vec<Genre> {
    let mut document = Document::new("a", Source::utf8(lines.join("\n\n")));
    let mut at = 0;
    for line in lines {
        let (kind, text) = match line.strip_prefix("- ") {
            Some(item) => (BlockKind::ListItem, item),
            None => (BlockKind::Paragraph, *line),
        };
        let map = SpanMap::identity(at + line.len() - text.len(), text.len());
        let mut block = Block::new(kind, text.replace('\n', " "), map);
        let marks: Vec<usize> = text.match_indices('`').map(|(i, _)| i).collect();
        for pair in marks.chunks_exact(2) {
            block.objects.push(Object { span: Span::new(pair[0], pair[1] + 1), kind: ObjectKind::Code });
        }
        document.blocks.push(block);
        at += line.len() + 2;
    }
    let analyser = crate::analysis::tests::analyser();
    let mut workspace = analyser.workspace();
    let blocks = document.blocks.iter().map(|b| analyser.analyse(b, &mut workspace)).collect();
    Whole::gather(&document, blocks, analyser.language()).genres
}

#[test]
fn full_sentences_are_running_text() {
    let text = "The office answered late. Notifies the captain that the captain has received a permit.";
    assert_eq!(genres(&[text, "The bridge opens in May, and the ferry stops."]), [Genre::Running; 2]);
}

#[test]
fn a_block_that_leaves_its_subject_out_at_once_is_notes() {
    for text in [
        "Small fixes only. Updates the list of harbours. Runs on more devices and needs less memory.",
        "Letter from Agnes. Does not like the new house. Says the chimney smokes.",
        "Fence: posts set by Oduya. Cost slightly below the estimate.",
    ] {
        assert_eq!(genres(&[text]), [Genre::Notes], "{text}");
    }
}

#[test]
fn items_that_begin_with_verbs_are_steps() {
    let items = [
        "- Unscrew the cover.",
        "- Pull the old sensor out.",
        "- Close the cover again.",
        "- Wait a minute.",
    ];
    assert_eq!(genres(&items), [Genre::Steps; 4]);
    let mixed = ["- The cover is grey.", "- Pull the old sensor out.", "- A seal lies under it."];
    assert!(!genres(&mixed).contains(&Genre::Steps));
}

#[test]
fn a_page_with_code_that_says_what_things_do_is_reference() {
    let page = [
        "Opens the gate `a`. Returns a number.",
        "Closes the gate `b`.",
        "Locks the gate `c` from inside.",
        "The number is that of the gate. Returns nothing when there is none.",
    ];
    assert_eq!(genres(&page), [Genre::Reference; 4]);
    let without: Vec<String> = page.iter().map(|line| line.replace('`', "")).collect();
    let without: Vec<&str> = without.iter().map(String::as_str).collect();
    assert_eq!(genres(&without)[3], Genre::Running);
}

#[test]
fn lines_behind_names_that_come_back_are_talk() {
    let talk =
        ["Marta: You are late.", "Jon: The bridge was up. Had to wait.", "Marta: Eaten?", "Jon: Not yet."];
    assert_eq!(genres(&talk), [Genre::Talk; 4]);
    assert!(
        !genres(&["Note: The gate is shut.", "The pier is open.", "Place: Larkby."]).contains(&Genre::Talk)
    );
}

#[test]
fn short_lines_that_end_with_marks_are_verse() {
    let stanza = "The ferry is gone, the ferry is gone,\nthe boat that bore us is gone.\nThey sold her for scrap,\nand nobody sang.";
    assert_eq!(genres(&[stanza]), [Genre::Verse]);
    let wrapped = "The ferry that went to the island on\nevery day of the week has been sold to\na dealer in scrap, and nobody knows who\nwill bring letters and bread from now on.";
    assert_eq!(genres(&[wrapped]), [Genre::Running]);
}
