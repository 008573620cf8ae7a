//! The source text as the estimate sees it: words with their hashes, letters and numbers, found in one pass.
//!
//! The checker does not analyse source languages; this is the light reading that comparing needs. Letters are put
//! into Latin ones (`letters.tsv`), so that a name can be recognised in another script.

use std::sync::LazyLock;

use crate::estimate::letters::{LatinLetters, Mask};
use crate::estimate::ngram;
use crate::language::hash;

/// Words beyond this many are not compared.
const LONGEST: usize = 600;
/// Letters of a word that stand for it in lexical tables: endings carry grammar, not meaning.
const STEM: usize = 5;
/// Buckets of a language's table of source n-grams.
pub const BUCKETS: usize = 1 << 16;
/// Keeps the n-grams of sources apart from those of texts.
const SALT: u64 = 0x5851_f42d_4c95_7f2d;

/// One word of the source.
#[derive(Clone, Copy, Debug)]
pub struct SourceWord {
    /// Bytes of the source text.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// Folded hash of the word.
    pub hash: u64,
    /// Folded hash of its first letters.
    pub stem: u64,
    /// Its letter pairs in Latin letters.
    pub mask: Mask,
    /// True when it begins with a capital.
    pub capital: bool,
    /// True when it holds a digit.
    pub number: bool,
    /// Letters in it.
    pub letters: u8,
}

/// A source text, read.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    /// Words in order.
    pub words: Vec<SourceWord>,
    /// Code points that are not white space.
    pub characters: usize,
    /// How often each of [`MARKS`] occurs; variants of other scripts count with them.
    pub marks: [u16; MARKS.len()],
}

/// Marks that are compared with the translation's.
pub const MARKS: [char; 9] = [',', '.', '?', '!', ':', ';', '(', '-', '"'];

/// Position in [`MARKS`] of a mark or its counterpart in another script.
pub fn mark(c: char) -> Option<usize> {
    let plain = match c {
        '،' | '，' | '、' => ',',
        '।' | '॥' | '。' | '．' => '.',
        '？' | '؟' => '?',
        '！' => '!',
        '：' => ':',
        '；' | '؛' => ';',
        '（' | '[' => '(',
        '–' | '—' | '‑' => '-',
        '“' | '”' | '„' | '«' | '»' | '「' | '」' => '"',
        other => other,
    };
    MARKS.iter().position(|&m| m == plain)
}

static LETTERS: LazyLock<LatinLetters> = LazyLock::new(LatinLetters::embedded);

impl SourceText {
    /// Reads a text.
    pub fn read(text: &str) -> SourceText {
        let mut source = SourceText::default();
        let mut start = None;
        for (at, c) in text.char_indices() {
            let inside = word_letter(c);
            if let Some(from) = start
                && (!inside || ideograph(c))
            {
                source.push(text, from, at);
                start = None;
            }
            if inside && start.is_none() {
                start = Some(at);
            }
            if !c.is_whitespace() {
                source.characters += 1;
            }
            if !inside && let Some(i) = mark(c) {
                source.marks[i] = source.marks[i].saturating_add(1);
            }
        }
        if let Some(from) = start {
            source.push(text, from, text.len());
        }
        source
    }

    /// Hands the bucket of every n-gram to `each`: words, neighbouring words, runs of letters. `text` is what was read.
    pub fn grams(&self, text: &str, mut each: impl FnMut(u32)) {
        let mut before = ngram::EDGE;
        let mut each = |bucket: u32| each(bucket % BUCKETS as u32);
        for word in &self.words {
            each(ngram::word(word.hash, SALT));
            each(ngram::pair(before, word.hash, SALT));
            before = word.hash;
            ngram::letters(&text[word.start as usize..word.end as usize], SALT, &mut each);
        }
    }

    fn push(&mut self, text: &str, start: usize, end: usize) {
        if self.words.len() == LONGEST {
            return;
        }
        let word = &text[start..end];
        let (mut state, mut letters) = (hash::Hasher::default(), 0usize);
        for c in word.chars() {
            state.letter(c);
            letters += 1;
        }
        self.words.push(SourceWord {
            start: start as u32,
            end: end as u32,
            hash: state.finish(),
            stem: stem(word),
            mask: LETTERS.mask(word),
            capital: word.chars().next().is_some_and(char::is_uppercase),
            number: word.bytes().any(|b| b.is_ascii_digit()),
            letters: letters.min(255) as u8,
        });
    }
}

/// Folded hash of a word's first letters, by which lexical tables know the words of both sides.
pub fn stem(word: &str) -> u64 {
    let mut state = hash::Hasher::default();
    word.chars().take(STEM).for_each(|c| state.letter(c));
    state.finish().max(1)
}

/// True inside words: letters, digits, the vowel signs and joiners of Indic scripts, apostrophes.
fn word_letter(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\'' | '’' | '\u{200c}' | '\u{200d}')
        || (matches!(c as u32, 0x300..=0x36f | 0x900..=0xdff) && !matches!(c, '।' | '॥'))
}

/// True for scripts without spaces, whose characters are taken as words.
fn ideograph(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff)
}

/// The masks of the words of the translation, by the same letters.
pub fn mask(word: &str) -> Mask {
    LETTERS.mask(word)
}

#[cfg(test)]
mod tests {
    use super::SourceText;

    #[test]
    fn words_marks_and_numbers() {
        let source = SourceText::read("„În 1987, Ana a plecat?”");
        let words: Vec<_> = source.words.iter().map(|w| w.letters).collect();
        assert_eq!(words, [2, 4, 3, 1, 6]);
        assert!(source.words[1].number && source.words[2].capital);
        assert_eq!((source.marks[0], source.marks[2], source.marks[8]), (1, 1, 2));
    }

    #[test]
    fn ideographs_are_words() {
        assert_eq!(SourceText::read("我们走吧。").words.len(), 4);
    }
}
