//! Plain text: paragraphs end at blank lines; what stands inside them is told from the shape of the lines.
//!
//! `line` cuts and describes lines, `shape` decides which of a paragraph's lines belong together (wrapped text)
//! and which stand alone (one paragraph a line, lists, verse, addresses); here blocks are built from them. The text
//! field of JSON-lines records comes here, too.

mod line;
mod shape;

use mtlint_core::document::{Block, BlockKind, Document, Source, SpanMap};

use super::{Outcome, Reader, typography};
use line::TextLine;

/// The reader.
pub const READER: Reader = Reader {
    name: "text",
    summary: "Plain text: paragraphs end at blank lines, wrapped lines are joined",
    extensions: &["txt", "text"],
    sniff: |_| true,
    declares_encoding: false,
    in_folders: true,
    read: |name, source, _| Outcome::document(document(name, source)),
};

/// A heading is at most this long, in characters.
const HEADING: usize = 110;
/// At the end of a text, where it may as well be a sentence cut off, at most this long, in characters and words.
const LAST_HEADING: (usize, usize) = (60, 8);

/// Reads a text as a document.
pub fn document(name: &str, source: Source) -> Document {
    let blocks = blocks(&source.text);
    Document { blocks, ..Document::new(name, source) }
}

/// The blocks of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut group: Vec<TextLine> = Vec::new();
    for line in line::lines(text) {
        let blank = line.text.is_empty();
        let rule = !blank && line::is_rule(line.text);
        if (blank || rule || group.last().is_some_and(|last| last.quoted != line.quoted)) && !group.is_empty()
        {
            paragraph(&group, &mut blocks);
            group.clear();
        }
        if rule && line.text.starts_with(['=', '-']) {
            underlined(&mut blocks);
        } else if !blank && !rule {
            group.push(line);
        }
        if line.ends_paragraph && !group.is_empty() {
            paragraph(&group, &mut blocks);
            group.clear();
        }
    }
    if !group.is_empty() {
        paragraph(&group, &mut blocks);
    }
    settle_headings(&mut blocks);
    blocks.shrink_to_fit();
    blocks
}

/// Makes headings of the paragraphs of a marked-up text that are none: bylines, labels, "Read more".
pub(super) fn settle_labels(blocks: &mut [Block]) {
    if blocks.len() < 2 {
        return;
    }
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
        let short = block.text.len() <= 4 * LAST_HEADING.0 && is_short(&block.text);
        if short && !line::holds_sentence(&block.text) && !line::starts_lower(&block.text) {
            block.kind = BlockKind::Heading;
        }
    }
}

/// True for a text that is too short to be a sentence cut off.
fn is_short(text: &str) -> bool {
    line::width(text) <= LAST_HEADING.0 && text.split_whitespace().count() <= LAST_HEADING.1
}

/// True for a text that is long enough to be prose wherever it stands, and holds a sentence.
pub(super) fn is_prose(text: &str) -> bool {
    line::width(text) >= 80 && line::holds_sentence(text)
}

/// True where a text holds a sentence that ends.
pub(super) fn is_sentence(text: &str) -> bool {
    line::holds_sentence(text)
}

/// True when `after`, on a line of its own, plainly goes on with the sentence that `before` began.
pub(super) fn goes_on(before: &str, after: &str) -> bool {
    !line::ends_sentence(before) && line::starts_lower(after.trim_start()) && line::width(before) >= 40
}

/// A short line over `====` or `----` is a heading.
fn underlined(blocks: &mut [Block]) {
    if let Some(last) = blocks.last_mut()
        && last.text.len() <= HEADING
        && !line::holds_sentence(&last.text)
    {
        last.kind = BlockKind::Heading;
    }
}

/// A heading needs something under it: a text of one block has none, and one that ends in a longer line without a
/// full stop was cut off.
fn settle_headings(blocks: &mut [Block]) {
    let only = blocks.len() == 1;
    if let Some(last) = blocks.last_mut()
        && last.kind == BlockKind::Heading
        && (only || !is_short(&last.text))
    {
        last.kind = BlockKind::Paragraph;
    }
}

/// The lines between two blank ones, as one block or several.
fn paragraph(lines: &[TextLine], blocks: &mut Vec<Block>) {
    let segments = shape::segments(lines);
    let several = segments.len() > 1;
    for (i, segment) in segments.iter().enumerate() {
        let lines = &lines[segment.lines.clone()];
        let (text, map) = join(lines, segment.marker);
        let dialogue = !several && lines[0].text.starts_with('-') && line::ends_sentence(&text);
        let kind = if segment.marker > 0 && !dialogue {
            BlockKind::ListItem
        } else if lines[0].quoted {
            BlockKind::Quotation
        } else if line::is_shouted(&text) {
            BlockKind::Heading
        } else if line::width(&text) > HEADING || line::holds_sentence(&text) {
            BlockKind::Paragraph
        } else if several && !(i == 0 && segments[1].is_long(text.len())) {
            // One of several short lines: an address, verse, a list without marks.
            BlockKind::ListItem
        } else if line::starts_lower(&text) {
            BlockKind::Paragraph
        } else {
            BlockKind::Heading
        };
        blocks.push(Block::new(kind, text, map));
    }
}

/// The text of wrapped lines, without the list mark of the first.
fn join(lines: &[TextLine], marker: usize) -> (String, SpanMap) {
    let first = &lines[0];
    let head = &first.text[marker..];
    if lines.len() == 1 && typography::shown(head).nth(1).is_none() {
        return (head.to_owned(), SpanMap::identity(first.start + marker, head.len()));
    }
    let mut text = String::with_capacity(lines.iter().map(|l| l.text.len() + 1).sum());
    let mut map = SpanMap::default();
    let copy = |text: &mut String, map: &mut SpanMap, from: &str, at: usize| {
        for range in typography::shown(from) {
            text.push_str(&from[range.clone()]);
            map.copied(range.len(), at + range.start);
        }
    };
    copy(&mut text, &mut map, head, first.start + marker);
    for line in &lines[1..] {
        if line::needs_space(&text, line.text) {
            text.push(' ');
            map.replaced(1, map.file_end(), line.start - map.file_end());
        }
        copy(&mut text, &mut map, line.text, line.start);
    }
    (text, map)
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use mtlint_core::document::BlockKind;
    use mtlint_core::document::BlockKind::{Heading, ListItem, Paragraph, Quotation};

    fn read(text: &str) -> Vec<(BlockKind, String)> {
        blocks(text).into_iter().map(|b| (b.kind, b.text)).collect()
    }

    fn is(text: &str, expected: &[(BlockKind, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(k, t)| (*k, t.to_string())).collect();
        assert_eq!(read(text), expected);
    }

    #[test]
    fn blank_lines_end_paragraphs_and_a_short_line_is_a_heading() {
        is(
            "Harbour reopens\n\nThe harbour of Velm reopened.\r\n\r\n \tShips came in again.\n\nBack to top",
            &[
                (Heading, "Harbour reopens"),
                (Paragraph, "The harbour of Velm reopened."),
                (Paragraph, "Ships came in again."),
                (Heading, "Back to top"),
            ],
        );
        is("He was born in Velm in 1990", &[(Paragraph, "He was born in Velm in 1990")]);
        is("- We sailed.", &[(Paragraph, "We sailed.")]);
        is(
            "Ilse called today. She sails. Jan\n\nBye.",
            &[(Paragraph, "Ilse called today. She sails. Jan"), (Paragraph, "Bye.")],
        );
        is("", &[]);
        is(" \n\n\t\n", &[]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        is(
            "The council of Velm decided on Monday that the old harbour would be\n\
             reopened before the summer. The mayor, Ilse Brandt, said that ships\n\
             could come in again from the first of June, and that the fishermen\n\
             had waited long enough.\n",
            &[(
                Paragraph,
                "The council of Velm decided on Monday that the old harbour would be reopened before the summer. \
                 The mayor, Ilse Brandt, said that ships could come in again from the first of June, and that the \
                 fishermen had waited long enough.",
            )],
        );
    }

    #[test]
    fn a_paragraph_a_line_stays_one() {
        is(
            "Ilse Brandt opened the harbour.\nShe said that ships could come in again from the first of June.\nNobody came.",
            &[
                (Paragraph, "Ilse Brandt opened the harbour."),
                (Paragraph, "She said that ships could come in again from the first of June."),
                (Paragraph, "Nobody came."),
            ],
        );
        is(
            "Harbour reopens\nThe council of Velm decided on Monday that the old harbour, which had been closed since \
             the flood, would be reopened before the summer. The mayor agreed.",
            &[
                (Heading, "Harbour reopens"),
                (
                    Paragraph,
                    "The council of Velm decided on Monday that the old harbour, which had been closed since the \
                     flood, would be reopened before the summer. The mayor agreed.",
                ),
            ],
        );
    }

    #[test]
    fn lists_quotations_and_addresses_keep_their_lines() {
        is(
            "Bring:\n- a rope\n- two lamps, which you find in the\n  shed\n10) oil",
            &[
                (ListItem, "Bring:"),
                (ListItem, "a rope"),
                (ListItem, "two lamps, which you find in the shed"),
                (ListItem, "oil"),
            ],
        );
        is(
            "> We sail tomorrow morning\n> at dawn.\nShe agreed.",
            &[(Quotation, "We sail tomorrow morning at dawn."), (Paragraph, "She agreed.")],
        );
        is(
            "Ilse Brandt\nQuay Street 4\nVelm",
            &[(ListItem, "Ilse Brandt"), (ListItem, "Quay Street 4"), (ListItem, "Velm")],
        );
    }

    #[test]
    fn other_line_ends_and_rules() {
        is(
            "O Velm, how grey you lie,\nWhere gulls and ropes and lanterns cry,\nAnd all the ships that once were here",
            &[
                (ListItem, "O Velm, how grey you lie,"),
                (ListItem, "Where gulls and ropes and lanterns cry,"),
                (ListItem, "And all the ships that once were here"),
            ],
        );
        is("One.\u{2029}Two.\rThree.", &[(Paragraph, "One."), (Paragraph, "Two."), (Paragraph, "Three.")]);
        is(
            "Title\n=====\nText.\n\n* * *\n\nMore.",
            &[(Heading, "Title"), (Paragraph, "Text."), (Paragraph, "More.")],
        );
        is("BREAKING NEWS!\nShips are back.", &[(Heading, "BREAKING NEWS!"), (Paragraph, "Ships are back.")]);
    }
}
