//! Quotations that run over several paragraphs: each opens anew, only the last closes.
//!
//! An opening mark without partner is excused where the next paragraph begins with such a mark or closes without
//! opening, and nothing after it names the speaker already.

use crate::analysis::{Analysis, QuotationMark};
use crate::document::Document;

/// Excuses marks whose partner stands in another block, and corrects the depths that follow from it.
pub(in crate::analysis) fn join(document: &Document, blocks: &mut [Analysis]) {
    for i in 1..blocks.len().min(document.blocks.len()) {
        if !document.blocks[i - 1].kind.is_prose() || document.blocks[i].kind != document.blocks[i - 1].kind {
            continue;
        }
        let (before, after) = blocks.split_at_mut(i);
        let (last, next) = (&mut before[i - 1], &mut after[0]);
        let Some(open) = left_open(last) else { continue };
        let style = |m: &QuotationMark| (m.single, m.straight);
        let wanted = style(&last.quotations.marks[open]);
        let Some(first) = next.quotations.marks.iter().position(|m| m.single == wanted.0) else { continue };
        let mark = next.quotations.marks[first];
        let reopens = mark.opens && mark.token == 0 && style(&mark) == wanted;
        let closes = !mark.opens && mark.partner.is_none();
        if !reopens && !closes {
            continue;
        }
        last.quotations.marks[open].continues = true;
        redo(last);
        if closes {
            next.quotations.marks[first].continues = true;
            redo(next);
        }
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

fn redo(analysis: &mut Analysis) {
    super::deepen(&analysis.quotations, &mut analysis.tokens);
    for sentence in &mut analysis.sentences {
        sentence.depth = analysis.tokens[sentence.first].depth;
    }
}
