//! Cuts a text into tokens after treebank conventions, in one pass and without allocating for a token.
//!
//! Words of ASCII letters between spaces, most of any prose, are cut and hashed here in one loop; a stretch
//! between spaces that holds anything else goes to [`chunk`]. Beyond ASCII, word boundaries are those of
//! unicode-segmentation.

mod address;
mod character;
mod chunk;
mod known;
mod number;
mod word;

use crate::analysis::{Shape, Token};
use crate::document::Object;
use crate::language::hash::{Hasher, folded};
use crate::language::{Conventions, Language};
use crate::span::Span;
use character::{CharacterClass, class};
use known::KnownWord;
pub(super) use known::WordCache;

/// Cuts texts of one language.
#[derive(Clone, Copy)]
pub(super) struct Tokeniser<'l> {
    pub(super) language: &'l Language,
    pub(super) conventions: &'l Conventions,
}

/// A text being cut.
struct Cutter<'l, 't> {
    language: &'l Language,
    conventions: &'l Conventions,
    memory: &'t mut WordCache,
    text: &'t str,
    tokens: &'t mut Vec<Token>,
    /// Byte after the last white space passed; a token that begins there has space before it.
    after_space: usize,
}

impl Tokeniser<'_> {
    /// Appends the tokens of `text` to `tokens`; each of the `objects`, in order, is one token.
    pub(super) fn cut(
        &self,
        text: &str,
        objects: &[Object],
        memory: &mut WordCache,
        tokens: &mut Vec<Token>,
    ) {
        let &Tokeniser { language, conventions } = self;
        tokens.reserve(text.len() / 4);
        memory.serve(language);
        let mut at = 0;
        let mut after_space = usize::MAX;
        for object in objects.iter().filter(|object| !object.span.is_empty()) {
            let stretch = object.span.range();
            // What stands before an object is cut as if the text ended there.
            let cutter =
                Cutter { language, conventions, memory, text: &text[..stretch.start], tokens, after_space };
            cutter.run(at);
            let spaced = stretch.start > 0 && text[..stretch.start].ends_with(char::is_whitespace);
            tokens.push(Token {
                span: object.span,
                hash: exact(object.span.of(text)),
                shape: Shape::Address,
                spaced,
                object: true,
                ..Token::default()
            });
            at = stretch.end;
            after_space = usize::MAX;
        }
        Cutter { language, conventions, memory, text, tokens, after_space }.run(at);
    }
}

impl Cutter<'_, '_> {
    fn run(mut self, mut at: usize) {
        let bytes = self.text.as_bytes();
        while let Some(&b) = bytes.get(at) {
            match class(b) {
                CharacterClass::Space => {
                    at += 1;
                    self.after_space = at;
                }
                CharacterClass::Lower | CharacterClass::Upper => at = self.plain(at),
                CharacterClass::High if self.text[at..].starts_with(char::is_whitespace) => {
                    at += self.text[at..].chars().next().map_or(1, char::len_utf8);
                    self.after_space = at;
                }
                _ => at = self.chunk(at),
            }
        }
    }

    /// Cuts a word of ASCII letters with at most one mark behind it; leaves everything else to `chunk`.
    /// Returns where to go on.
    fn plain(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let (mut at, mut uppers, mut hasher) = (start, 0, Hasher::default());
        while let Some(&b) = bytes.get(at)
            && matches!(class(b), CharacterClass::Lower | CharacterClass::Upper)
        {
            uppers += usize::from(class(b) == CharacterClass::Upper);
            hasher.ascii(&[b]);
            at += 1;
        }
        let shape = letter_shape(uppers, class(bytes[start]) == CharacterClass::Upper, at - start);
        let space_at = |at: usize| bytes.get(at).is_none_or(|&b| class(b) == CharacterClass::Space);
        if space_at(at) {
            self.hashed_letters(start, at, shape, hasher.finish());
            return at;
        }
        match bytes[at] {
            b',' | b';' | b':' | b'!' | b'?' if space_at(at + 1) => {
                self.hashed_letters(start, at, shape, hasher.finish());
                self.push(at, at + 1, Shape::Mark);
                at + 1
            }
            b'.' if space_at(at + 1) => self.word_and_stop(start, at),
            _ => self.chunk(start),
        }
    }

    /// A word of ASCII letters, cut in two where it is a contraction.
    fn letters(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        self.hashed_letters(start, end, shape_of(word.as_bytes()), folded(word));
    }

    /// The same for one whose shape and folded hash are at hand.
    fn hashed_letters(&mut self, start: usize, end: usize, shape: Shape, hash: u64) {
        let cut = usize::from(self.push_hashed(start, end, shape, hash).cut);
        if cut > 0 {
            self.tokens.pop();
            for (from, to) in [(start, start + cut), (start + cut, end)] {
                self.push(from, to, shape_of(&self.text.as_bytes()[from..to]));
            }
        }
    }

    /// Adds a token and looks it up.
    fn push(&mut self, start: usize, end: usize, shape: Shape) -> KnownWord {
        self.push_hashed(start, end, shape, folded(&self.text[start..end]))
    }

    /// The same for one whose folded hash is at hand.
    fn push_hashed(&mut self, start: usize, end: usize, shape: Shape, hash: u64) -> KnownWord {
        let known = match shape {
            Shape::Mark | Shape::Symbol | Shape::Number | Shape::Address => {
                KnownWord { hash, word: self.language.vocabulary.get(hash), ..KnownWord::default() }
            }
            _ => self.memory.get(self.language, self.conventions, hash, &self.text[start..end]),
        };
        self.tokens.push(Token {
            span: Span::new(start, end),
            hash,
            word: known.word,
            entry: known.entry,
            shape,
            spaced: self.after_space == start,
            ..Token::default()
        });
        known
    }
}

/// A number for what an object says, letter by letter, that no word has.
fn exact(written: &str) -> u64 {
    let mut hasher = Hasher::default();
    hasher.letter('\u{fffc}');
    written.bytes().for_each(|b| hasher.letter(char::from(b >> 4)));
    written.bytes().for_each(|b| hasher.letter(char::from(b & 15)));
    hasher.finish()
}

fn shape_of(letters: &[u8]) -> Shape {
    let uppers = letters.iter().filter(|b| b.is_ascii_uppercase()).count();
    letter_shape(uppers, letters.first().is_some_and(u8::is_ascii_uppercase), letters.len())
}

/// The shape of a word of so many ASCII letters, some of them in upper case.
fn letter_shape(uppers: usize, first: bool, letters: usize) -> Shape {
    match (uppers, first) {
        (0, _) => Shape::Lower,
        (1, true) => Shape::Capitalised,
        (n, _) if n == letters => Shape::Upper,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests;
