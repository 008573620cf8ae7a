//! The word that a misspelt one was meant to be: one letter left out, put in, changed, or two swapped.
//!
//! Candidates are looked up in the lexicon by hash; the commonest wins. Only unknown words come here, so it may cost.

use crate::language::{Entry, Language, hash};

/// A word for which `fits` holds, one edit away from `word`: the one with the highest frequency class.
pub(super) fn nearest(
    language: &Language,
    word: &str,
    fits: impl Fn(Entry) -> bool,
) -> Option<(Entry, String)> {
    let lexicon = language.lexicon.as_ref()?;
    let bytes = word.as_bytes();
    let mut best: Option<(Entry, String)> = None;
    let mut try_out = |candidate: Vec<u8>| {
        let Ok(candidate) = String::from_utf8(candidate) else { return };
        let entry = lexicon.get(hash::folded(&candidate));
        if fits(entry) && best.as_ref().is_none_or(|(b, _)| entry.frequency() > b.frequency()) {
            best = Some((entry, candidate));
        }
    };
    for i in 0..=bytes.len() {
        if i < bytes.len() {
            try_out([&bytes[..i], &bytes[i + 1..]].concat());
        }
        if i + 1 < bytes.len() {
            try_out([&bytes[..i], &[bytes[i + 1], bytes[i]], &bytes[i + 2..]].concat());
        }
        for letter in b'a'..=b'z' {
            try_out([&bytes[..i], &[letter], &bytes[i..]].concat());
            if i < bytes.len() {
                try_out([&bytes[..i], &[letter], &bytes[i + 1..]].concat());
            }
        }
    }
    best
}
