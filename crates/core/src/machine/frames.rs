//! Frames of a text: runs of one to three words and marks, in which uncommon words stand as their part of speech.
//!
//! Quotation marks and dashes are one sign each, whatever their form: how they are set is a matter of house style.

use crate::analysis::{Shape, Token};

/// A word of this frequency class (`Entry::frequency`) or a higher one stands as itself.
const COMMON: u8 = 11;
/// Beginning and end of a block.
const EDGE: u64 = 0x9e37_79b9_7f4a_7c15;
/// Every quotation mark.
const QUOTE: u64 = 0x71c7_5b2d_3f16_a8e5;
/// Every dash.
const DASH: u64 = 0xd1b5_4a32_d192_ed03;

/// A frame with its place in the tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What it is known by.
    pub key: u32,
    /// Its first token; the block's edge stands as the token beside it.
    pub first: usize,
    /// Its last token.
    pub last: usize,
    /// True for two words and more without an edge of the block, one of them a word that stands as itself: what an
    /// editor can look for.
    pub shown: bool,
}

/// Hands every frame of a block to `see`.
pub fn each(text: &str, tokens: &[Token], mut see: impl FnMut(Frame)) {
    let edge = Sign { hash: EDGE, word: false, edge: true };
    let mut before = [edge; 2];
    for place in 0..=tokens.len() {
        let sign = tokens.get(place).map_or(edge, |token| sign(text, token));
        let last = place.min(tokens.len().saturating_sub(1));
        let mut runs = |signs: &[Sign]| {
            let mut key = 0u64;
            signs.iter().for_each(|s| key = key.rotate_left(23).wrapping_mul(0x94d0_49bb_1331_11eb) ^ s.hash);
            let first = (place + 1).saturating_sub(signs.len());
            let shown = signs.len() > 1 && signs.iter().any(|s| s.word) && !signs.iter().any(|s| s.edge);
            see(Frame { key: folded(key), first, last, shown });
        };
        if place < tokens.len() {
            runs(&[sign]);
        }
        runs(&[before[1], sign]);
        if place > 0 {
            runs(&[before[0], before[1], sign]);
        }
        before = [before[1], sign];
    }
}

/// What stands for a token.
#[derive(Clone, Copy)]
struct Sign {
    hash: u64,
    /// A word as itself.
    word: bool,
    edge: bool,
}

fn sign(text: &str, token: &Token) -> Sign {
    let itself = stands_as_itself(token);
    let hash = match (itself, token.shape.is_word()) {
        (false, _) => token.tag.number() as u64 + 1,
        (true, true) => token.hash,
        (true, false) => match token.span.of(text).chars().next() {
            Some(
                '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '\'' | '‹' | '›' | '「' | '」' | '`',
            ) => QUOTE,
            Some('-' | '–' | '—' | '‒' | '―' | '−') => DASH,
            _ => token.hash,
        },
    };
    Sign { hash, word: itself && token.shape.is_word(), edge: false }
}

/// Whether a token is known by itself in frames, not by its part of speech.
pub fn stands_as_itself(token: &Token) -> bool {
    if token.shape.is_word() { token.entry.frequency() >= COMMON } else { token.shape != Shape::Number }
}

fn folded(key: u64) -> u32 {
    ((key ^ (key >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::each;
    use crate::analysis::{Shape, Token};
    use crate::span::Span;

    fn token(start: u32, end: u32, hash: u64, shape: Shape) -> Token {
        Token { span: Span { start, end }, hash, shape, ..Token::default() }
    }

    fn keys(text: &str, tokens: &[Token]) -> Vec<u32> {
        let mut keys = Vec::new();
        each(text, tokens, |frame| keys.push(frame.key));
        keys
    }

    #[test]
    fn uncommon_words_are_known_by_their_kind_and_marks_by_their_sense() {
        let of = |hash| keys("“ab”", &[token(0, 3, 7, Shape::Mark), token(3, 5, hash, Shape::Lower)]);
        assert_eq!(of(1), of(2), "words that the word table does not have");
        let plain = keys("\"ab", &[token(0, 1, 9, Shape::Mark), token(1, 3, 1, Shape::Lower)]);
        assert_eq!(of(1), plain, "one quotation mark is like another");
        assert_eq!(of(1).len(), 2 + 3 + 2, "words, pairs with both edges, threes with both edges");
    }
}
