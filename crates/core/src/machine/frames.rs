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
    /// True where an edge of the block is one of its signs.
    pub edge: bool,
    /// True for two words and more without an edge of the block, one of them a word that stands as itself: what an
    /// editor can look for.
    pub shown: bool,
}

/// Hands every frame of a block to `see`.
pub fn each(text: &str, tokens: &[Token], mut see: impl FnMut(Frame)) {
    let edge = FrameSign { hash: EDGE, word: false, edge: true };
    let mut before = [edge; 2];
    for place in 0..=tokens.len() {
        let sign = tokens.get(place).map_or(edge, |token| sign(text, token));
        let last = place.min(tokens.len().saturating_sub(1));
        let mut runs = |signs: &[FrameSign]| {
            let first = (place + 1).saturating_sub(signs.len());
            let edge = signs.iter().any(|s| s.edge);
            let shown = signs.len() > 1 && !edge && signs.iter().any(|s| s.word);
            see(Frame { key: key(signs), first, last, edge, shown });
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

/// Hands the keys of the frames that have an edge to `see`, were these the tokens of a block: there are some.
pub fn edges(text: &str, tokens: &[Token], mut see: impl FnMut(u32)) {
    let edge = FrameSign { hash: EDGE, word: false, edge: true };
    let sign = |token: Option<&Token>| token.map_or(edge, |token| sign(text, token));
    let (first, last) = (sign(tokens.first()), sign(tokens.last()));
    let next_to_last = sign(tokens.len().checked_sub(2).and_then(|at| tokens.get(at)));
    see(key(&[edge, first]));
    if let Some(second) = tokens.get(1) {
        see(key(&[edge, first, sign(Some(second))]));
    }
    see(key(&[last, edge]));
    see(key(&[next_to_last, last, edge]));
}

/// What stands for a token.
#[derive(Clone, Copy)]
struct FrameSign {
    hash: u64,
    /// A word as itself.
    word: bool,
    edge: bool,
}

fn sign(text: &str, token: &Token) -> FrameSign {
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
    FrameSign { hash, word: itself && token.shape.is_word(), edge: false }
}

/// Whether a token is known by itself in frames, not by its part of speech.
pub fn stands_as_itself(token: &Token) -> bool {
    if token.shape.is_word() { token.entry.frequency() >= COMMON } else { token.shape != Shape::Number }
}

/// What a run of signs is known by.
fn key(signs: &[FrameSign]) -> u32 {
    let turned = |key: u64| key.rotate_left(23).wrapping_mul(0x94d0_49bb_1331_11eb);
    let key = signs.iter().fold(0, |key, sign| turned(key) ^ sign.hash);
    ((key ^ (key >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{each, edges};
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

    #[test]
    fn frames_with_an_edge_are_those_that_a_block_has() {
        let tokens = [1, 2, 3, 4].map(|at| token(at, at + 1, u64::from(at), Shape::Mark));
        for count in 1..=4 {
            let (mut all, mut some) = (Vec::new(), Vec::new());
            each("abcdef", &tokens[..count], |frame| all.extend(frame.edge.then_some(frame.key)));
            edges("abcdef", &tokens[..count], |key| some.push(key));
            assert_eq!(all, some, "{count}");
        }
    }
}
