//! What form and place say of one mark: its family, whether it opens or closes by form, and by its neighbours.

use crate::analysis::quotation::spoken::is_spoken_of;
use crate::analysis::{Shape, Token};

/// Marks that may be partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// `“ ” „ ‟ "` and the pairs of grave accents and apostrophes of old typewriters.
    Double,
    /// `‘ ’ ‚ ‛ '`.
    Single,
    /// `« »`.
    Angle,
    /// `‹ ›`.
    SingleAngle,
    /// `「 」` and their kin.
    Corner,
}

/// What a mark does, by its form or by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkSide {
    /// Opens a quotation.
    Opens,
    /// Closes one.
    Closes,
    /// Cannot be told.
    Either,
}

/// A candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct MarkCandidate {
    pub(super) token: usize,
    pub(super) family: Family,
    /// By form.
    pub(super) side: MarkSide,
    /// By its neighbours.
    pub(super) place: MarkSide,
    pub(super) straight: bool,
    /// Glued to a number before it: inches, feet, minutes, seconds.
    pub(super) after_number: bool,
    /// Glued to a word in s before it, with a word after: perhaps a plural possessive.
    pub(super) after_s: bool,
}

/// All tokens that may be quotation marks.
pub(super) fn candidates(text: &str, tokens: &[Token]) -> Vec<MarkCandidate> {
    let marks = tokens.iter().enumerate().filter(|(_, t)| t.shape == Shape::Mark);
    marks.filter_map(|(i, t)| classify(text, tokens, i, t)).collect()
}

fn classify(text: &str, tokens: &[Token], token: usize, mark: &Token) -> Option<MarkCandidate> {
    let (family, side) = form(mark.span.of(text))?;
    if is_spoken_of(text, mark.span.start as usize, mark.span.len()) {
        return None;
    }
    let before = token.checked_sub(1).map(|i| &tokens[i]).filter(|_| !mark.spaced);
    let after = tokens.get(token + 1);
    let glued_after = after.filter(|t| !t.spaced);
    let is_word = |t: &Token| t.shape != Shape::Mark;
    let ends_clause = |t: &Token| {
        matches!(t.span.of(text).as_bytes(), [b',' | b'.' | b';' | b':' | b'!' | b'?' | b')' | b']', ..])
    };
    let opens_after = |t: &Token| {
        matches!(
            t.span.of(text),
            "(" | "[" | "{" | "/" | "-" | "--" | "—" | "–" | "“" | "‘" | "«" | "„" | "\"" | "'" | "``"
        )
    };
    let closing_mark =
        |t: &Token| matches!(form(t.span.of(text)), Some((_, MarkSide::Closes | MarkSide::Either)));
    let place = match (before, glued_after) {
        (None, Some(_)) => MarkSide::Opens,
        (Some(_), None) => MarkSide::Closes,
        (None, None) => MarkSide::Either,
        (Some(_), Some(a)) if ends_clause(a) || !is_word(a) && closing_mark(a) => MarkSide::Closes,
        (Some(b), Some(a)) if opens_after(b) && (is_word(a) || form(a.span.of(text)).is_some()) => {
            MarkSide::Opens
        }
        (Some(b), Some(a)) if is_word(b) && !is_word(a) => MarkSide::Closes,
        _ => MarkSide::Either,
    };
    // A single mark between letters that is no clitic is an apostrophe.
    if family == Family::Single
        && before.is_some_and(is_word)
        && glued_after.is_some_and(|a| a.shape.is_word() || a.shape == Shape::Number)
    {
        return None;
    }
    let after_number = before.is_some_and(|b| b.shape == Shape::Number);
    let feet = after_number && token >= 2 && tokens[token - 2].span.of(text).ends_with(['\'', '’', '′']);
    if feet && !tokens[token - 1].spaced && side != MarkSide::Opens {
        return None;
    }
    Some(MarkCandidate {
        token,
        family,
        side,
        place,
        straight: matches!(text.as_bytes()[mark.span.start as usize], b'"' | b'\''),
        after_number,
        after_s: before.is_some_and(|b| b.span.of(text).ends_with(['s', 'S']))
            && after.is_some_and(|a| a.spaced && a.shape.is_word()),
    })
}

/// Family and side by the form of the mark.
fn form(mark: &str) -> Option<(Family, MarkSide)> {
    Some(match mark {
        "\"" => (Family::Double, MarkSide::Either),
        "“" | "„" | "‟" | "``" | "‘‘" => (Family::Double, MarkSide::Opens),
        "”" | "''" | "’’" => (Family::Double, MarkSide::Closes),
        "'" => (Family::Single, MarkSide::Either),
        "‘" | "‚" | "‛" | "`" => (Family::Single, MarkSide::Opens),
        "’" => (Family::Single, MarkSide::Closes),
        "«" => (Family::Angle, MarkSide::Opens),
        "»" => (Family::Angle, MarkSide::Closes),
        "‹" => (Family::SingleAngle, MarkSide::Opens),
        "›" => (Family::SingleAngle, MarkSide::Closes),
        "「" | "『" | "《" | "〈" | "【" => (Family::Corner, MarkSide::Opens),
        "」" | "』" | "》" | "〉" | "】" => (Family::Corner, MarkSide::Closes),
        _ => return None,
    })
}
