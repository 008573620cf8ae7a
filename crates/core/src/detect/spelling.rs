//! The word that a misspelt one was meant to be: one letter left out, put in, changed, or two swapped.
//!
//! A slip of the fingers is told from other errors: hands swap, double and drop letters of a word they know, while a
//! machine that makes up a word changes its beginning, its ending, or a letter in the middle.
//!
//! Candidates are looked up in the lexicon by hash; the commonest wins. Only unknown words come here, so it may cost.

use crate::language::hash::Hasher;
use crate::language::{Entry, Grammar, Language};

/// A word for which `fits` holds, one edit away from `word`, which is ASCII: the one with the highest frequency class.
pub(super) fn nearest(
    language: &Language,
    word: &str,
    fits: impl Fn(Entry) -> bool,
) -> Option<(Entry, String)> {
    if !word.is_ascii() {
        return None;
    }
    let lexicon = language.lexicon.as_ref()?;
    let bytes = word.as_bytes();
    let mut best: Option<(Entry, LetterEdit)> = None;
    // The hash of what stands before the edit, so that a candidate is hashed from there on only.
    let mut before = Hasher::default();
    for at in 0..=bytes.len() {
        let mut try_out = |put: &[u8], left_out: usize| {
            let mut hasher = before;
            hasher.ascii(put);
            hasher.ascii(&bytes[at + left_out..]);
            let entry = lexicon.get(hasher.finish());
            if fits(entry) && best.as_ref().is_none_or(|(b, _)| entry.frequency() > b.frequency()) {
                best = Some((
                    entry,
                    LetterEdit { at, put: [put.first().copied(), put.get(1).copied()], left_out },
                ));
            }
        };
        if at < bytes.len() {
            try_out(&[], 1);
        }
        if at + 1 < bytes.len() {
            try_out(&[bytes[at + 1], bytes[at]], 2);
        }
        for letter in b'a'..=b'z' {
            try_out(&[letter], 0);
            if at < bytes.len() {
                try_out(&[letter], 1);
            }
        }
        before.ascii(bytes.get(at..at + 1).unwrap_or_default());
    }
    best.map(|(entry, edit)| (entry, edit.applied(word)))
}

/// A change at byte `at`: letters put in the place of `left_out` others.
struct LetterEdit {
    at: usize,
    put: [Option<u8>; 2],
    left_out: usize,
}

impl LetterEdit {
    fn applied(&self, word: &str) -> String {
        let put = self.put.iter().flatten().map(|&b| char::from(b));
        word[..self.at].chars().chain(put).chain(word[self.at + self.left_out..].chars()).collect()
    }
}

/// True when `written` is `meant` with two letters swapped, one dropped inside, one doubled or no longer doubled, or the
/// key beside one pressed ("calcukate"), which machines never do.
pub(super) fn is_slip(written: &str, meant: &str, grammar: &Grammar) -> bool {
    let (written, meant) = (written.to_lowercase(), meant.to_lowercase());
    let (short, long) = if written.len() < meant.len() { (&written, &meant) } else { (&meant, &written) };
    let differs = short.bytes().zip(long.bytes()).position(|(a, b)| a != b);
    let long = long.as_bytes();
    match (differs, long.len() - short.len()) {
        (Some(i), 0) => {
            let short = short.as_bytes();
            let swapped = short.get(i + 1) == Some(&long[i]) && short[i + 1..] != long[i + 1..];
            swapped || i > 0 && grammar.are_beside(short[i], long[i]) && short[i + 1..] == long[i + 1..]
        }
        (differs, 1) => {
            let at = differs.unwrap_or(short.len());
            let doubled = at > 0 && long[at] == long[at - 1];
            doubled || written.len() < meant.len() && at > 0 && at < short.len()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn fingers_swap_double_and_drop_letters() {
        let grammar = &crate::tests::english().grammar;
        for (written, meant) in [
            ("tkae", "take"),
            ("prohibitted", "prohibited"),
            ("goverment", "government"),
            ("severly", "severely"),
            ("calcukate", "calculate"),
        ] {
            assert!(is_slip(written, meant, grammar), "{written}");
        }
        for (written, meant) in
            [("discipole", "disciple"), ("sperma", "sperm"), ("hormon", "hormone"), ("kobalt", "cobalt")]
        {
            assert!(!is_slip(written, meant, grammar), "{written}");
        }
    }
}
