//! The word that a misspelt one was meant to be: one letter left out, put in, changed, or two swapped.
//!
//! A slip of the fingers is told from other errors: hands swap, double and drop letters of a word they know, while a
//! machine that makes up a word changes its beginning, its ending, or a letter in the middle.
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

/// True when `written` is `meant` with two letters swapped, one dropped inside, or one doubled or no longer doubled.
pub(super) fn is_slip(written: &str, meant: &str) -> bool {
    let (written, meant) = (written.to_lowercase(), meant.to_lowercase());
    let (short, long) = if written.len() < meant.len() { (&written, &meant) } else { (&meant, &written) };
    let differs = short.bytes().zip(long.bytes()).position(|(a, b)| a != b);
    let long = long.as_bytes();
    match (differs, long.len() - short.len()) {
        (Some(i), 0) => short.as_bytes().get(i + 1) == Some(&long[i]),
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
        for (written, meant) in [
            ("tkae", "take"),
            ("prohibitted", "prohibited"),
            ("goverment", "government"),
            ("severly", "severely"),
        ] {
            assert!(is_slip(written, meant), "{written}");
        }
        for (written, meant) in
            [("discipole", "disciple"), ("sperma", "sperm"), ("hormon", "hormone"), ("kobalt", "cobalt")]
        {
            assert!(!is_slip(written, meant), "{written}");
        }
    }
}
