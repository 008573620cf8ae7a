//! Finds quotation marks, tells them from apostrophes and inches, and pairs them.
//!
//! One pass with a stack, linear in the tokens. English, German and French marks are known by form; straight marks
//! and misused ones by what stands beside them. A second opening mark inside an open quotation of the same style
//! takes the closing mark and leaves the first without a partner. `across` excuses what runs over paragraphs.

pub(super) mod across;
pub(super) mod attribution;
mod depth;
mod extract;
mod mark;
pub(super) mod spoken;

use crate::analysis::{Quotation, QuotationMark, Quotations, Token};
use crate::span::Span;
use depth::deepen;
use mark::{Family, MarkCandidate, MarkSide};

/// How far down the stack a closing mark looks for its opening one.
const REACH: usize = 8;

/// Adds the marks and pairs of a block to `quotations`, which is empty; writes the depth into its tokens.
pub(super) fn find(text: &str, tokens: &mut [Token], quotations: &mut Quotations) {
    let found = mark::candidates(text, tokens);
    if found.is_empty() {
        return;
    }
    let mut stack: Vec<(usize, Family)> = Vec::new();
    for (i, mark) in found.iter().enumerate() {
        let open = |family| stack.iter().rev().take(REACH).any(|&(_, f)| f == family);
        let Some(opens) = direction(mark, &found[i + 1..], open(mark.family), open(Family::Single)) else {
            continue;
        };
        let index = quotations.marks.len();
        quotations.marks.push(QuotationMark {
            span: tokens[mark.token].span,
            token: mark.token,
            opens,
            straight: mark.straight,
            single: matches!(mark.family, Family::Single | Family::SingleAngle),
            partner: None,
            continues: false,
        });
        if opens {
            stack.push((index, mark.family));
        } else if let Some(place) = stack.iter().rev().take(REACH).position(|&(_, f)| f == mark.family) {
            let place = stack.len() - 1 - place;
            let partner = stack[place].0;
            stack.truncate(place);
            quotations.marks[index].partner = Some(partner);
            quotations.marks[partner].partner = Some(index);
        }
    }
    pair(quotations);
    deepen(quotations, tokens);
}

/// Whether a mark opens or closes; nothing where it does not quote.
fn direction(mark: &MarkCandidate, later: &[MarkCandidate], open: bool, single_open: bool) -> Option<bool> {
    match mark.family {
        Family::Single => single(mark, later, single_open),
        _ => Some(match (mark.side, mark.place) {
            // A mark that may close as well („so“) does so where one is open and nothing follows closely.
            (MarkSide::Opens, MarkSide::Closes) => !open,
            (MarkSide::Closes, MarkSide::Opens) => !open,
            (MarkSide::Opens, _) => true,
            (MarkSide::Closes, _) => false,
            (MarkSide::Either, MarkSide::Opens) => true,
            (MarkSide::Either, MarkSide::Closes) if mark.after_number && !open => return None,
            (MarkSide::Either, MarkSide::Closes) => false,
            (MarkSide::Either, MarkSide::Either) => !open,
        }),
    }
}

/// Single marks are apostrophes unless a quotation is open, or one opens that closes later.
fn single(mark: &MarkCandidate, later: &[MarkCandidate], open: bool) -> Option<bool> {
    let next_single =
        later.iter().take(64).find(|m| m.family == Family::Single && m.place != MarkSide::Either);
    let closes_later = next_single.is_some_and(|m| m.side != MarkSide::Opens && m.place == MarkSide::Closes);
    match (mark.side, mark.place) {
        (MarkSide::Opens, MarkSide::Closes) if open => Some(false),
        (MarkSide::Opens, _) => Some(true),
        (MarkSide::Either, MarkSide::Opens) => (closes_later && !mark.after_number).then_some(true),
        (_, MarkSide::Closes) if open && !(mark.after_s && closes_later) => Some(false),
        _ => None,
    }
}

/// Lists the pairs in the order in which they open, with their depth.
fn pair(quotations: &mut Quotations) {
    let mut depth = 0u8;
    for (i, mark) in quotations.marks.iter().enumerate() {
        let Some(partner) = mark.partner else { continue };
        if !mark.opens {
            depth = depth.saturating_sub(1);
            continue;
        }
        depth = depth.saturating_add(1);
        let close = quotations.marks[partner].span;
        quotations.pairs.push(Quotation {
            span: mark.span.to(close),
            inner: Span { start: mark.span.end, end: close.start },
            depth,
            open: i,
            close: partner,
            attribution: None,
        });
    }
}

#[cfg(test)]
mod tests;
