//! Other forms of a word: what an unknown word may come from, and what its relatives in the lexicon say of it.
//!
//! "Garbled" is unknown, "garble" is known as a verb: that tells more than the letters "ed" do. English spelling
//! is undone by its few rules, and each relative is looked up; the answers together make one key.

use super::word;

/// Key of what `known` says (a set of tags as bits, 0 when unknown) of the relatives of a folded word; `None` when
/// no relative is known.
pub fn relatives_key(folded: &[u8], known: impl Fn(u64) -> u64) -> Option<u64> {
    let mut relatives = Relatives { known, form: [0; 40], key: 0 };
    relatives.look(folded);
    (relatives.key != 0).then_some(relatives.key)
}

struct Relatives<F> {
    known: F,
    form: [u8; 40],
    key: u64,
}

impl<F: Fn(u64) -> u64> Relatives<F> {
    fn look(&mut self, word: &[u8]) {
        if word.len() < 3 {
            return;
        }
        let stem = |suffix: &[u8]| word.strip_suffix(suffix).filter(|stem| stem.len() >= 2);
        if let Some(stem) = stem(b"ies") {
            self.add(1, stem, b"y");
        } else if let Some(short) = stem(b"s") {
            self.add(1, short, b"");
            if let Some(stem) = stem(b"es") {
                self.add(2, stem, b"");
            }
        } else if let Some(stem) = stem(b"ied") {
            self.add(3, stem, b"y");
        } else if let Some(stem) = stem(b"ed") {
            self.verb(3, stem);
            self.add(4, stem, b"ing");
            self.add(5, stem, b"es");
            self.add(5, stem, b"s");
        } else if let Some(stem) = stem(b"ing") {
            self.verb(6, stem);
            self.add(7, stem, b"ed");
            self.add(7, stem, b"es");
        } else if let Some(stem) = stem(b"ly") {
            self.add(8, stem, b"");
        } else if let Some(stem) = stem(b"er") {
            self.add(9, stem, b"");
            self.add(9, stem, b"e");
        } else if let Some(stem) = stem(b"est") {
            self.add(10, stem, b"");
            self.add(10, stem, b"e");
        } else {
            let bare = stem(b"e").unwrap_or(word);
            self.add(11, word, b"s");
            self.add(12, bare, b"ed");
            self.add(13, bare, b"ing");
            self.add(14, word, b"ly");
        }
    }

    /// The stem itself, with "e", and with its doubled consonant undone ("stopp" → "stop").
    fn verb(&mut self, kind: u64, stem: &[u8]) {
        self.add(kind, stem, b"");
        self.add(kind, stem, b"e");
        if let [rest @ .., a, b] = stem
            && a == b
            && rest.len() > 1
        {
            self.add(kind, &stem[..stem.len() - 1], b"");
        }
    }

    fn add(&mut self, kind: u64, stem: &[u8], ending: &[u8]) {
        let len = stem.len() + ending.len();
        if len > self.form.len() {
            return;
        }
        self.form[..stem.len()].copy_from_slice(stem);
        self.form[stem.len()..len].copy_from_slice(ending);
        let tags = (self.known)(word::key(&self.form[..len]));
        if tags != 0 {
            self.key = word::pair(kind, self.key, tags) | 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::relatives_key;
    use crate::analysis::tagger::word;

    #[test]
    fn spelling_is_undone() {
        let knows = |form: &'static str| move |key: u64| u64::from(key == word::key(form.as_bytes()));
        for (derived, form) in [
            ("garbled", "garble"),
            ("stopped", "stop"),
            ("cries", "cry"),
            ("tidied", "tidy"),
            ("slowly", "slow"),
        ] {
            assert!(relatives_key(derived.as_bytes(), knows(form)).is_some(), "{derived} {form}");
        }
        assert_eq!(relatives_key(b"garbled", |_| 0), None);
    }
}
