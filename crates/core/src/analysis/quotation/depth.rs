//! How deep in quotations tokens and sentences stand, written into them when the marks of their block are known.

use crate::analysis::{Analysis, QuotationMark, Quotations, Token};

/// Writes the quotation depth of every token: a quotation's marks are inside it.
pub(super) fn deepen(quotations: &Quotations, tokens: &mut [Token]) {
    let mut depth = 0u8;
    let mut from = 0;
    let counts = |m: &QuotationMark| m.partner.is_some() || m.continues;
    // A quotation that came from the last block is open from the first token on.
    let mut balance = 0i64;
    let mut lowest = 0i64;
    for mark in quotations.marks.iter().filter(|m| counts(m)) {
        balance += if mark.opens { 1 } else { -1 };
        lowest = lowest.min(balance);
    }
    depth = depth.saturating_add(u8::try_from(-lowest).unwrap_or(u8::MAX));
    for mark in quotations.marks.iter().filter(|m| counts(m)) {
        let upto = mark.token + usize::from(!mark.opens);
        tokens[from..upto].iter_mut().for_each(|t| t.depth = depth);
        from = upto;
        depth = if mark.opens { depth.saturating_add(1) } else { depth.saturating_sub(1) };
    }
    tokens[from..].iter_mut().for_each(|t| t.depth = depth);
}

/// Writes the depths of a block anew when one of its marks was excused.
pub(super) fn redo(analysis: &mut Analysis) {
    deepen(&analysis.quotations, &mut analysis.tokens);
    for sentence in &mut analysis.sentences {
        sentence.depth = analysis.tokens[sentence.first].depth;
    }
}

/// Notes that a block lies inside a quotation that began before it.
pub(super) fn within(block: &mut Analysis) {
    block.tokens.iter_mut().for_each(|t| t.depth = t.depth.saturating_add(1));
    block.sentences.iter_mut().for_each(|s| s.depth = s.depth.saturating_add(1));
}
