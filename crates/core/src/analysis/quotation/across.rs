//! Quotations that run over several paragraphs: each opens anew, only the last closes.
//!
//! An opening mark without partner is excused where the next paragraph begins with such a mark or closes without
//! opening, and nothing after it names the speaker already; and so is the last of two or more such paragraphs where the
//! document ends: a chapter, an extract. `extract` excuses what was cut off with the text around it.

use super::depth::{redo, within};
use super::extract;
use crate::analysis::{Analysis, QuotationMark};
use crate::document::{BlockKind, Document};

/// Paragraphs without marks that may lie inside one quotation.
const INSIDE: usize = 12;

/// Excuses marks whose partner stands in another block, and corrects the depths that follow from it.
pub(in crate::analysis) fn join(document: &Document, blocks: &mut [Analysis]) {
    let count = blocks.len().min(document.blocks.len());
    for i in 1..count {
        let kind = document.blocks[i - 1].kind;
        let Some(open) = left_open(&blocks[i - 1]).filter(|_| kind.is_prose()) else { continue };
        let wanted = blocks[i - 1].quotations.marks[open];
        let same = |m: &QuotationMark| m.single == wanted.single;
        // The next block with such marks; a line without a full stop may look like a heading.
        let like = |j: usize| matches!(document.blocks[j].kind, k if k == kind || k == BlockKind::Heading);
        let inside = (i..count.min(i + INSIDE)).take_while(|&j| like(j));
        let Some((j, first)) =
            inside.filter_map(|j| Some((j, blocks[j].quotations.marks.iter().position(same)?))).next()
        else {
            continue;
        };
        let mark = blocks[j].quotations.marks[first];
        let reopens = j == i && mark.opens && mark.token == 0 && mark.straight == wanted.straight;
        let closes = !mark.opens && mark.partner.is_none();
        if !reopens && !closes {
            continue;
        }
        blocks[i - 1].quotations.marks[open].continues = true;
        redo(&mut blocks[i - 1]);
        if closes {
            blocks[j].quotations.marks[first].continues = true;
            redo(&mut blocks[j]);
            blocks[i..j].iter_mut().for_each(within);
        }
    }
    ends_inside(document, &mut blocks[..count]);
    extract::excuse(document, &mut blocks[..count]);
}

/// Excuses the mark that opens the last paragraph anew, where the one before it does so too and the document ends.
fn ends_inside(document: &Document, blocks: &mut [Analysis]) {
    let Some(last) = (0..blocks.len()).rev().find(|&b| document.blocks[b].kind.is_prose()) else { return };
    let Some(open) = left_open(&blocks[last]) else { return };
    let first = |marks: &[QuotationMark]| marks.first().copied().filter(|m| m.token == 0 && m.opens);
    let mark = blocks[last].quotations.marks[open];
    let before = last.checked_sub(1).and_then(|b| first(&blocks[b].quotations.marks));
    if mark.token == 0 && before.is_some_and(|b| b.continues && b.straight == mark.straight) {
        blocks[last].quotations.marks[open].continues = true;
        redo(&mut blocks[last]);
    }
}

/// The opening mark that a block leaves open at its end.
fn left_open(analysis: &Analysis) -> Option<usize> {
    let marks = &analysis.quotations.marks;
    let open = marks.iter().rposition(|m| m.opens && m.partner.is_none())?;
    let mark = marks[open];
    let same_after = marks[open + 1..].iter().any(|m| m.single == mark.single);
    // Another speaker's words after it, or its own attribution: it was meant to close in this block.
    let spoken = analysis.sentences.iter().any(|s| s.attribution.is_some_and(|verb| verb > mark.token));
    (!same_after && !spoken).then_some(open)
}
