//! Finds where sentences end, in one pass over the tokens.
//!
//! A terminal mark, or an abbreviation whose stop may be final, proposes an end; closing quotation marks and
//! brackets go with it; what follows decides ([`next`]). Runs before tagging, so it knows words only by form and
//! word list.

mod next;
mod splitter;

use crate::analysis::{Quotations, Sentence, SentenceEnd, Shape, Token};
use next::Look;

pub(in crate::analysis) use splitter::Splitter;

impl Splitter<'_> {
    /// Appends the sentences of a block to `sentences`.
    pub(super) fn split(
        &self,
        text: &str,
        tokens: &[Token],
        quotations: &Quotations,
        sentences: &mut Vec<Sentence>,
    ) {
        let look = Look { splitter: self, text, tokens };
        let mut marks = QuoteMarks { quotations, next: 0 };
        let mut first = 0;
        let mut at = 0;
        while at < tokens.len() {
            let Some(end) = terminal(text, &tokens[at]).filter(|_| !is_spoken_of(text, tokens, at)) else {
                at += 1;
                continue;
            };
            let stop = at;
            at += 1;
            let mut quote = false;
            // Further terminals, closing marks and brackets belong to the sentence they follow.
            while let Some(token) = tokens.get(at) {
                if let Some(after) = reference(text, tokens, at) {
                    at = after;
                    continue;
                }
                let closes = marks.closes(at, token.spaced);
                let bracket = !token.spaced && matches!(token.span.of(text), ")" | "]" | "}");
                let more = !token.spaced && terminal(text, token).is_some() && token.shape == Shape::Mark;
                let stray = !token.spaced
                    && matches!(token.span.of(text), "”" | "’" | "\"" | "'")
                    && tokens.get(at + 1).is_none_or(|next| next.spaced);
                if !(closes || bracket || more || stray) {
                    break;
                }
                quote |= closes || stray;
                at += 1;
            }
            if at == tokens.len() || look.ends(first, stop, at, end, quote) {
                sentences.push(sentence(tokens, first, at, end));
                first = at;
            }
        }
        if first < tokens.len() {
            let end = match tokens[tokens.len() - 1].span.of(text) {
                ":" | ";" => SentenceEnd::Colon,
                _ => SentenceEnd::Open,
            };
            sentences.push(sentence(tokens, first, tokens.len(), end));
        }
    }
}

/// How a sentence ends that ends with this token; nothing for a token that ends none.
fn terminal(text: &str, token: &Token) -> Option<SentenceEnd> {
    let last = text.as_bytes()[token.span.end as usize - 1];
    if token.shape != Shape::Mark {
        return (last == b'.' && token.shape != Shape::Address).then_some(SentenceEnd::Period);
    }
    match token.span.of(text) {
        "." | "。" | "।" | "．" => Some(SentenceEnd::Period),
        "…" | "……" => Some(SentenceEnd::Ellipsis),
        mark if last == b'.' => {
            Some(if mark.len() > 2 { SentenceEnd::Ellipsis } else { SentenceEnd::Period })
        }
        mark if mark.contains(['?', '？', '؟']) => Some(SentenceEnd::Question),
        mark if mark.contains(['!', '！']) => Some(SentenceEnd::Exclamation),
        _ => None,
    }
}

/// True for a mark that is spoken of, alone in brackets or quotation marks: "a full stop (.) or a question mark".
fn is_spoken_of(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some([open, mark, close]) = at.checked_sub(1).and_then(|first| tokens.get(first..first + 3)) else {
        return false;
    };
    let pair = matches!(
        (open.span.of(text), close.span.of(text)),
        ("(", ")") | ("[", "]") | ("“", "”") | ("‘", "’") | ("\"", "\"") | ("'", "'") | ("«", "»")
    );
    pair && open.spaced && mark.shape == Shape::Mark && !mark.spaced && !close.spaced
}

/// The index after a reference in square brackets at `at` ("[3]"), which belongs to the sentence before it.
fn reference(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let number = |t: &Token| t.shape == Shape::Number || t.shape == Shape::Lower && t.span.len() == 1;
    match tokens.get(at..at + 3)? {
        [open, inside, close]
            if open.span.of(text) == "["
                && number(inside)
                && close.span.of(text) == "]"
                && !inside.spaced =>
        {
            Some(at + 3)
        }
        _ => None,
    }
}

fn sentence(tokens: &[Token], first: usize, last: usize, end: SentenceEnd) -> Sentence {
    Sentence {
        span: tokens[first].span.to(tokens[last - 1].span),
        first,
        last,
        clauses: 0..0,
        end,
        depth: tokens[first].depth,
        attribution: None,
    }
}

/// The block's quotation marks, walked along with its tokens.
struct QuoteMarks<'q> {
    quotations: &'q Quotations,
    next: usize,
}

impl QuoteMarks<'_> {
    /// True when the token at `at` is a closing mark that goes with what is before it.
    fn closes(&mut self, at: usize, spaced: bool) -> bool {
        let marks = &self.quotations.marks;
        while marks.get(self.next).is_some_and(|m| m.token < at) {
            self.next += 1;
        }
        marks.get(self.next).is_some_and(|m| m.token == at && !m.opens && (!spaced || m.partner.is_some()))
    }
}

#[cfg(test)]
mod tests;
