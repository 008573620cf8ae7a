//! Quotations whose other end was cut off with the text around them.
//!
//! Texts that were cut into lines of one sentence each, as extracts for translation are, begin and end anywhere: inside
//! a quotation, too. Nothing in them is missing that was there. `across` asks here when all pairs are found.

use super::depth::{redo, within};
use crate::analysis::Analysis;
use crate::document::{BlockKind, Document};

/// Fewest lines that show that a text is cut into them.
const FEWEST: usize = 4;
/// Lines from the beginning or the end within which a quotation may lie that goes on beyond.
const REACH: usize = 4;

/// Excuses a closing mark near the beginning that is the first of all marks, and an opening one near the end that is
/// the last.
pub(super) fn excuse(document: &Document, blocks: &mut [Analysis]) {
    if !is_in_lines(document, blocks) {
        return;
    }
    let double = |a: &Analysis, last: bool| {
        let mut marks = a.quotations.marks.iter();
        if last { marks.rposition(|m| !m.single) } else { marks.position(|m| !m.single) }
    };
    let first = (0..blocks.len().min(REACH)).find_map(|b| Some((b, double(&blocks[b], false)?)));
    if let Some((b, i)) = first {
        let mark = &mut blocks[b].quotations.marks[i];
        if !mark.opens && mark.partner.is_none() && !mark.continues {
            mark.continues = true;
            redo(&mut blocks[b]);
            blocks[..b].iter_mut().for_each(within);
        }
    }
    let near = blocks.len().saturating_sub(REACH)..blocks.len();
    let last = near.rev().find_map(|b| Some((b, double(&blocks[b], true)?)));
    if let Some((b, i)) = last {
        let mark = blocks[b].quotations.marks[i];
        // A speaker's words begin the line or follow a colon or comma.
        let before = mark.token.checked_sub(1).map(|t| blocks[b].tokens[t].span.of(&document.blocks[b].text));
        let speech = before.is_none_or(|word| matches!(word, ":" | ","));
        let spoken = blocks[b].sentences.iter().any(|s| s.attribution.is_some_and(|verb| verb > mark.token));
        if mark.opens && mark.partner.is_none() && !mark.continues && speech && !spoken {
            blocks[b].quotations.marks[i].continues = true;
            redo(&mut blocks[b]);
            blocks[b + 1..].iter_mut().for_each(within);
        }
    }
}

/// True where nearly every paragraph is one sentence, and nothing is a heading but a line without a full stop.
fn is_in_lines(document: &Document, blocks: &[Analysis]) -> bool {
    let line = |b: usize| matches!(document.blocks[b].kind, BlockKind::Paragraph | BlockKind::Heading);
    let sentences: usize = blocks.iter().map(|b| b.sentences.len()).sum();
    blocks.len() >= FEWEST && sentences * 4 <= blocks.len() * 5 && (0..blocks.len()).all(line)
}
