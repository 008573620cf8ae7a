//! Finds the names of a document by one of their words, so that no mention is compared with every name.

use std::collections::HashMap;

use crate::analysis::names::Name;
use crate::analysis::names::sound;
use crate::analysis::{Analysis, NameKind, Token};
use crate::document::Document;
use crate::language::hash::ByHash;

/// The most names that are looked at for one word: the first ones of a document.
const MOST: usize = 16;

/// Indices into [`crate::analysis::Whole::names`] by word.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    last: ByHash<Vec<usize>>,
    before: ByHash<Vec<usize>>,
    sound: HashMap<String, Vec<usize>>,
}

impl NameIndex {
    pub(in crate::analysis) fn gather(document: &Document, blocks: &[Analysis], names: &[Name]) -> NameIndex {
        let mut index = NameIndex::default();
        let keep = |list: &mut Vec<usize>, name: usize| {
            if list.len() < MOST && list.last() != Some(&name) {
                list.push(name);
            }
        };
        for (n, name) in names.iter().enumerate() {
            let mut sounded = None;
            for &(block, mention) in name.mentions.iter().take(MOST) {
                let mention = &blocks[block].mentions[mention];
                let tokens = &blocks[block].tokens[mention.first..mention.last];
                let (last, before) = tokens.split_last().expect("a name has a token");
                keep(index.last.entry(last.hash).or_default(), n);
                if name.kind == NameKind::Person && !before.is_empty() {
                    keep(index.before.entry(key(before)).or_default(), n);
                    if sounded.replace(last.hash) == Some(last.hash) {
                        continue;
                    }
                    let word = last.span.of(&document.blocks[block].text);
                    keep(index.sound.entry(sound::folded(word)).or_default(), n);
                }
            }
        }
        index
    }

    /// Names of which a mention ends with the word of `token`.
    pub fn ending_with(&self, token: &Token) -> &[usize] {
        self.last.get(&token.hash).map_or(&[], Vec::as_slice)
    }

    /// Persons whose mentions begin with these words and go on with one more.
    pub fn beginning_with(&self, words: &[Token]) -> &[usize] {
        self.before.get(&key(words)).map_or(&[], Vec::as_slice)
    }

    /// Persons named in full whose last word sounds like `word`.
    pub fn sounding_like(&self, word: &str) -> &[usize] {
        self.sound.get(&sound::folded(word)).map_or(&[], Vec::as_slice)
    }
}

fn key(words: &[Token]) -> u64 {
    words.iter().fold(0, |key: u64, t| key.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ t.hash)
}
